"""The card of a speaker, and the question which one is meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.programme.excerpt import plain
from bot.programme.model import Programme, Speaker, Talk
from bot.render import phrases
from bot.render.card import Block, Button, Card, Option, Text, buttons, select, selects, split
from bot.render.limits import weight
from bot.render.lines import option, places, plain_title, title_of
from bot.render.markdown import present
from bot.render.pages import first_sentences, pages
from bot.render.target import target
from bot.render.text import clean, escape, plural

LIST_BUDGET = 2_200
BIOGRAPHY = 400
PART = 3_200
BUTTONS = 5


def speaker_card(programme: Programme, speaker: Speaker, page: int = 1) -> Card:
    """Who somebody is, in two sentences, and all their talks; `page` counts from 1."""
    talks = list({talk.id: talk for talk in programme.talks_by_speaker.get(speaker.id, ())}.values())
    lines = ["\n".join(_talk_lines(programme, talk)) for talk in talks]
    parts = split(lines, LIST_BUDGET)
    number = min(max(page, 1), len(parts))
    shown = [talks[position] for position in parts[number - 1]]
    biography, complete = _biography(speaker) if number == 1 else ("", True)
    count = f"-# {plural(len(talks), 'talk')}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else "")
    head = [f"## {_name(speaker)}", biography]
    talk_list = [count, *(lines[position] for position in parts[number - 1])]
    # Marks that a biography leaves open end with their block, so they can't reach the talks
    blocks: tuple[Block, ...] = (
        (Text("\n".join(head)), Text("\n".join(talk_list)))
        if biography
        else (Text("\n".join([f"## {_name(speaker)}", *talk_list])),)
    )
    return Card(
        target("speaker", speaker.id, number if number > 1 else ""),
        (
            *blocks,
            *select(phrases.OPEN_A_TALK, [option(talk, programme.zone) for talk in shown]),
            *buttons(
                None if complete else Button("Read all", target("biography", speaker.id)),
                Button("Previous", target("speaker", speaker.id, number - 1)) if number > 1 else None,
                Button("Next", target("speaker", speaker.id, number + 1)) if number < len(parts) else None,
            ),
        ),
    )


def biography_card(speaker: Speaker, page: int = 1) -> Card:
    """The whole of what a speaker says of themselves; `page` counts from 1."""
    parts = pages(present(speaker.biography), PART) or ["-# Nothing is known yet."]
    number = min(max(page, 1), len(parts))
    part = f"\n-# part {number} of {len(parts)}" if len(parts) > 1 else ""
    return Card(
        target("biography", speaker.id, number if number > 1 else ""),
        (
            Text(f"## {_name(speaker)}{part}\n{parts[number - 1]}"),
            *buttons(
                Button("Previous", target("biography", speaker.id, number - 1)) if number > 1 else None,
                Button("Next", target("biography", speaker.id, number + 1)) if number < len(parts) else None,
                Button("Talks", target("speaker", speaker.id)),
            ),
        ),
    )


def which_speaker_card(programme: Programme, typed: str, people: Sequence[Speaker], *, certain: bool) -> Card:
    """Several people fit (`certain`), or nobody does and these come nearest: a button for each, or a select."""
    name = escape(typed, 100)
    if certain:
        text = f'Which one? {plural(len(people), "speaker")} fit "{name}".'
    elif people:
        text = f'Nobody called "{name}" speaks at {phrases.title_of(programme)}. Did you mean:'
    elif programme.speakers:
        text = f'Nobody called "{name}" speaks at {phrases.title_of(programme)}.'
    else:
        text = f"No speakers are known in {phrases.title_of(programme)} yet."
    # Namesakes can only be told apart by their talks, for which a button has no room
    apart = len({clean(person.name) for person in people}) == len(people)
    if apart and len(people) <= BUTTONS:
        offered: tuple[Block, ...] = buttons(*(Button(p.name, target("speaker", p.id)) for p in people))
    else:
        offered = selects("Choose a speaker …", [_option(programme, person) for person in people])
    return Card(target("who", typed), (Text(text), *offered), shareable=False)


def _option(programme: Programme, person: Speaker) -> Option:
    titles = [plain_title(talk) for talk in programme.talks_by_speaker.get(person.id, ())]
    return Option(clean(person.name) or phrases.UNNAMED, target("speaker", person.id), "; ".join(titles))


def _biography(speaker: Speaker) -> tuple[str, bool]:
    """The first two sentences, and whether that is all; a short one as it is, with its links."""
    start, complete = first_sentences(plain(clean(speaker.biography, lines=True)), 2, BIOGRAPHY)
    whole = present(speaker.biography)
    if complete and weight(whole) <= 2 * BIOGRAPHY:
        return whole, True
    return escape(start), not whole


def _name(speaker: Speaker) -> str:
    return escape(speaker.name, 200) or phrases.UNNAMED


def _talk_lines(programme: Programme, talk: Talk) -> list[str]:
    level = escape(talk.level, 40)
    return [title_of(talk), " · ".join(filter(None, (places(talk, programme.zone), level)))]
