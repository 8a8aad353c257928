"""The page of one talk, and its whole text. Pure."""

from __future__ import annotations

from typing import NamedTuple

from bot.programme.model import Kind, Programme, Slot, Talk, conference_day
from bot.render import phrases
from bot.render.card import TEXT_BUDGET, Button, Card, Line, Option, Text, buttons, first_that_fits, select, selects
from bot.render.languages import language_name
from bot.render.limits import OPTIONS, weight
from bot.render.lines import kind_of, names_of, option, plain_title, rooms_of, when
from bot.render.markdown import present
from bot.render.pages import pages
from bot.render.reader import Reader
from bot.render.target import target
from bot.render.text import clean, escape, plural
from bot.render.times import long_day, timestamp, zone_name
from bot.render.web import is_web_address

# What a page shows of a long text before "Read all"
FIRST_PART = 1_500
PART = 3_000
SPEAKER_BUTTONS = 5
LINK_BUTTONS = 4
LIVE_BUTTONS = 2
NO_TEXT = "-# No description yet."


class _Detail(NamedTuple):
    """How much of a talk's head is shown: units of its title, names and rooms, and how many slots."""

    title: int
    names: int
    rooms: int
    slots: int


DETAILS = (_Detail(600, 300, 200, 6), _Detail(300, 200, 100, 6), _Detail(150, 100, 40, 5))


def talk_card(programme: Programme, talk: Talk, reader: Reader) -> Card:
    """A talk's page: title, speakers, when and where in the hall and for the reader, its text, its links."""
    parts = pages(whole_text(talk), FIRST_PART)
    text = parts[0] if parts else NO_TEXT
    head = first_that_fits(lambda detail: _head(programme, talk, reader, detail), DETAILS, TEXT_BUDGET - weight(text))
    day = talk.slots[0].day if talk.slots else None
    known = [speaker for speaker in talk.speakers if speaker.id in programme.speakers_by_id]
    people = list({speaker.id: speaker for speaker in known}.values())
    few = len(people) <= SPEAKER_BUTTONS
    return Card(
        target("talk", talk.id),
        (
            Text(head),
            Line(),
            Text(text),
            *(() if few else selects("Speakers …", [Option(s.name, target("speaker", s.id)) for s in people])),
            *buttons(
                Button("Read all", target("text", talk.id)) if len(parts) > 1 else None,
                *link_buttons(talk),
                *_live_buttons(programme, talk, reader),
                *(Button(s.name, target("speaker", s.id)) for s in people if few),
                Button("More like this", target("similar", talk.id)) if len(programme.talks) > 1 else None,
                Button(f"All of {long_day(day).split()[0]}", target("day", day.isoformat())) if day else None,
            ),
        ),
    )


def text_card(talk: Talk, page: int = 1) -> Card:
    """The whole text of a talk, a part at a time; `page` counts from 1."""
    parts = pages(whole_text(talk), PART) or [NO_TEXT]
    number = min(max(page, 1), len(parts))
    part = f"\n-# part {number} of {len(parts)}" if len(parts) > 1 else ""
    return Card(
        target("text", talk.id, number if number > 1 else ""),
        (
            Text(f"## {escape(plain_title(talk), 300)}{part}\n{parts[number - 1]}"),
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
    options = [option(talk, programme.zone) for talk in talks[:OPTIONS]]
    if options:
        text = f'Which talk? No title is exactly "{escape(typed, 100)}".'
    else:
        text = f'No talk is called "{escape(typed, 100)}" in {phrases.title_of(programme)}.'
    return Card(target("which", typed), (Text(text), *select(phrases.OPEN_A_TALK, options)), shareable=False)


def whole_text(talk: Talk) -> str:
    """Abstract and description as Discord shows them; a description that repeats the abstract only once."""
    abstract, description = present(talk.abstract), present(talk.description)
    if description.startswith(abstract):
        return description
    return "\n\n".join(filter(None, (abstract, description)))


def _head(programme: Programme, talk: Talk, reader: Reader, detail: _Detail) -> str:
    lines = [f"## {escape(plain_title(talk), detail.title)}"]
    if talk.cancelled:
        lines.insert(0, f"**{phrases.TALK_CANCELLED}**")
    if names := names_of(talk, detail.names):
        lines.append(f"**{names}**")
    if not talk.slots:
        lines.append(phrases.UNSCHEDULED.capitalize())
    for slot in talk.slots[: detail.slots]:
        lines += _slot_lines(programme, slot, reader, detail.rooms)
    if (rest := len(talk.slots) - detail.slots) > 0:
        lines.append(f"-# and {plural(rest, 'more time')}")
    lines.append("-# " + " · ".join(_facts(talk)))
    return "\n".join(lines)


def _slot_lines(programme: Programme, slot: Slot, reader: Reader, rooms: int) -> list[str]:
    place = zone_name(programme.zone, slot.start).split(" (")[0] if slot.start else ""
    hall = [when(slot, programme.zone, end=True, long=True), rooms_of(slot, rooms), escape(place)]
    lines = [" · ".join(filter(None, hall))]
    if slot.start:
        relative = f", {timestamp(slot.start, 'R')}" if reader.relative else ""
        lines.append(f"for you {timestamp(slot.start, 'f')}{relative}")
    return lines


def _facts(talk: Talk) -> list[str]:
    kind = kind_of(talk) or str(Kind.TALK).capitalize()
    facts = [kind, talk.track, talk.level, language_name(talk.language)]
    return list(filter(None, (escape(fact, 60) for fact in facts)))


def link_buttons(talk: Talk) -> list[Button]:
    """A button for each of the first web addresses of a talk."""
    links = {link.url: link.title for link in talk.links}
    if talk.url:
        links.setdefault(talk.url, "Web page")
    fit = [Button(clean(title) or "Link", url=url) for url, title in links.items() if is_web_address(url)]
    return fit[:LINK_BUTTONS]


def _live_buttons(programme: Programme, talk: Talk, reader: Reader) -> list[Button]:
    """A button for where a talk is shown live, until the end of its day; with its day or room where there are two."""
    today = conference_day(reader.now, programme.zone)
    slots = [slot for slot in talk.slots if slot.day >= today] if not talk.cancelled else []
    found: dict[str, Slot] = {}
    for slot in slots:
        if url := reader.livestreams.find(slot):
            found.setdefault(url, slot)
    if len(found) == 1:
        return [Button("Livestream", url=next(iter(found)))]
    return [
        Button(f"Livestream {when(slot, programme.zone)}", url=url) for url, slot in list(found.items())[:LIVE_BUTTONS]
    ]
