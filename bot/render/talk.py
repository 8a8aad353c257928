"""The page of one talk, and its whole text. Pure."""

from __future__ import annotations

from bot.programme.model import Kind, Link, Programme, Slot, Talk
from bot.render import phrases
from bot.render.card import TEXT_BUDGET, Button, Buttons, Card, Line, Text, buttons, select
from bot.render.limits import ROW_BUTTONS, width
from bot.render.lines import kind_of, names_of, option, rooms_of, when
from bot.render.markdown import pages, present
from bot.render.reader import Reader
from bot.render.target import target
from bot.render.text import escape, shorten
from bot.render.times import long_day, timestamp, zone_name

# What a page shows of a long text before "Read all"
FIRST_PART = 1_500
PART = 3_000
SPEAKER_BUTTONS = 5
LINK_BUTTONS = 4
SLOTS = 6

_LANGUAGES = {
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
}


def talk_card(programme: Programme, talk: Talk, reader: Reader) -> Card:
    """A talk's page: title, speakers, when and where in the hall and for the reader, its text, its links."""
    parts = pages(whole_text(talk), FIRST_PART)
    text = parts[0] if parts else "-# No description yet."
    room = TEXT_BUDGET - width(text)
    head = _head(programme, talk, reader, title=min(600, room // 3))
    more = Button("Read all", target("text", talk.id)) if len(parts) > 1 else None
    day = talk.slots[0].day if talk.slots else None
    return Card(
        target("talk", talk.id),
        (
            Text(head),
            Line(),
            Text(text),
            *_speaker_buttons(programme, talk),
            *_link_buttons(talk),
            *buttons(
                more,
                Button(f"All of {long_day(day).split()[0]}", target("day", day.isoformat())) if day else None,
            ),
        ),
    )


def text_card(talk: Talk, page: int = 1) -> Card:
    """The whole text of a talk, a part at a time; `page` counts from 1."""
    parts = pages(whole_text(talk), PART) or ["-# No description yet."]
    number = min(max(page, 1), len(parts))
    part = f"\n-# part {number} of {len(parts)}" if len(parts) > 1 else ""
    return Card(
        target("text", talk.id, number if number > 1 else ""),
        (
            Text(f"## {escape(shorten(talk.title, 300))}{part}\n{parts[number - 1]}"),
            *buttons(
                Button("Previous", target("text", talk.id, number - 1)) if number > 1 else None,
                Button("Next", target("text", talk.id, number + 1)) if number < len(parts) else None,
                Button("The talk", target("talk", talk.id)),
            ),
        ),
    )


def gone_card(programme: Programme, talk_id: str, closest: list[Talk]) -> Card:
    """For a talk that is no longer there: says so and offers the closest ones."""
    options = [option(talk, programme.zone) for talk in closest]
    text = phrases.GONE + (" The closest ones:" if options else "")
    return Card(target("talk", talk_id), (Text(text), *select(phrases.OPEN_A_TALK, options)), shareable=False)


def which_card(programme: Programme, typed: str, talks: list[Talk]) -> Card:
    """Several talks, or none exactly, fit what was typed: offers them."""
    options = [option(talk, programme.zone) for talk in talks[:25]]
    if options:
        text = f'Which talk? No title is exactly "{escape(shorten(typed, 100))}".'
    else:
        text = f'No talk is called "{escape(shorten(typed, 100))}" in {phrases.title_of(programme)}.'
    return Card(target("which", typed), (Text(text), *select(phrases.OPEN_A_TALK, options)), shareable=False)


def whole_text(talk: Talk) -> str:
    """Abstract and description as Discord shows them; a description that repeats the abstract only once."""
    abstract, description = present(talk.abstract), present(talk.description)
    if description.startswith(abstract):
        return description
    return "\n\n".join(filter(None, (abstract, description)))


def _head(programme: Programme, talk: Talk, reader: Reader, title: int) -> str:
    lines = [f"## {escape(shorten(talk.title, title))}"]
    if talk.cancelled:
        lines.insert(0, "**This talk is cancelled.**")
    if names := names_of(talk, 300):
        lines.append(f"**{names}**")
    if not talk.slots:
        lines.append(phrases.UNSCHEDULED.capitalize())
    for slot in talk.slots[:SLOTS]:
        lines += _slot_lines(programme, slot, reader)
    if len(talk.slots) > SLOTS:
        lines.append(f"-# and {len(talk.slots) - SLOTS} more times")
    lines.append("-# " + " · ".join(_facts(talk)))
    return "\n".join(lines)


def _slot_lines(programme: Programme, slot: Slot, reader: Reader) -> list[str]:
    place = zone_name(programme.zone, slot.start).split(" (")[0] if slot.start else ""
    hall = [when(slot, programme.zone, end=True, long=True), rooms_of(slot, 200), escape(place)]
    lines = [" · ".join(filter(None, hall))]
    if slot.start:
        relative = f", {timestamp(slot.start, 'R')}" if reader.relative else ""
        lines.append(f"for you {timestamp(slot.start, 'f')}{relative}")
    return lines


def _facts(talk: Talk) -> list[str]:
    language = _LANGUAGES.get(talk.language.split("-")[0].lower(), talk.language)
    facts = [kind_of(talk) or str(Kind.TALK).capitalize(), talk.track, talk.level, language]
    return [escape(shorten(fact, 60)) for fact in facts if fact]


def _speaker_buttons(programme: Programme, talk: Talk) -> tuple[Buttons, ...]:
    known = [speaker for speaker in talk.speakers if speaker.id in programme.speakers_by_id]
    return buttons(*(Button(speaker.name, target("speaker", speaker.id)) for speaker in known[:SPEAKER_BUTTONS]))


def _link_buttons(talk: Talk) -> tuple[Buttons, ...]:
    links = [*talk.links]
    if talk.url and talk.url not in {link.url for link in links}:
        links.append(Link("Web page", talk.url))
    fit = [link for link in links if _is_web_address(link.url)]
    return buttons(*(Button(link.title or "Link", url=link.url) for link in fit[: min(LINK_BUTTONS, ROW_BUTTONS)]))


def _is_web_address(url: str) -> bool:
    """Whether Discord takes the address for a button: http(s), at most 512 characters, no blanks."""
    return url.startswith(("https://", "http://")) and len(url) <= 512 and not any(c.isspace() for c in url)
