"""The card of a speaker, and the question which one is meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.programme.model import Programme, Speaker, Talk
from bot.render import phrases
from bot.render.card import Button, Card, Text, buttons, select, split
from bot.render.limits import OPTIONS
from bot.render.lines import option, places, title_of
from bot.render.markdown import first_sentences, pages, present
from bot.render.target import target
from bot.render.text import escape, plural, shorten

LIST_BUDGET = 2_900
BIOGRAPHY = 400
PART = 3_300
OFFERED = 10


def speaker_card(programme: Programme, speaker: Speaker, page: int = 1) -> Card:
    """Who somebody is, in two sentences, and all their talks; `page` counts from 1."""
    talks = programme.talks_by_speaker.get(speaker.id, ())
    lines = ["\n".join(_talk_lines(programme, talk)) for talk in talks]
    parts = split(lines, LIST_BUDGET, OPTIONS)
    number = min(max(page, 1), len(parts))
    head = [f"## {escape(shorten(speaker.name, 200))}"]
    more = None
    if speaker.biography and number == 1:
        start, complete = first_sentences(present(speaker.biography), 2, BIOGRAPHY)
        head.append(start)
        more = None if complete else Button("Read all", target("biography", speaker.id))
    head.append(f"-# {plural(len(talks), 'talk')}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else ""))
    return Card(
        target("speaker", speaker.id, number if number > 1 else ""),
        (
            Text("\n".join([*head, *(lines[position] for position in parts[number - 1])])),
            *select(phrases.OPEN_A_TALK, [option(talks[position], programme.zone) for position in parts[number - 1]]),
            *buttons(
                more,
                Button("Previous", target("speaker", speaker.id, number - 1)) if number > 1 else None,
                Button("Next", target("speaker", speaker.id, number + 1)) if number < len(parts) else None,
            ),
        ),
    )


def biography_card(speaker: Speaker, page: int = 1) -> Card:
    """The whole of what a speaker says of themselves; `page` counts from 1."""
    parts = pages(present(speaker.biography), PART) or ["-# Nothing is known yet."]
    number = min(max(page, 1), len(parts))
    return Card(
        target("biography", speaker.id, number if number > 1 else ""),
        (
            Text(f"## {escape(shorten(speaker.name, 200))}\n{parts[number - 1]}"),
            *buttons(
                Button("Previous", target("biography", speaker.id, number - 1)) if number > 1 else None,
                Button("Next", target("biography", speaker.id, number + 1)) if number < len(parts) else None,
                Button("Talks", target("speaker", speaker.id)),
            ),
        ),
    )


def which_speaker_card(programme: Programme, typed: str, people: Sequence[Speaker], *, certain: bool) -> Card:
    """Several people fit (`certain`), or nobody does and these come nearest: a button for each."""
    name = escape(shorten(typed, 100))
    if certain:
        text = f'Which one? {plural(len(people), "speaker")} fit "{name}".'
    elif people:
        text = f'Nobody called "{name}" speaks at {phrases.title_of(programme)}. Did you mean:'
    else:
        text = f'Nobody called "{name}" speaks at {phrases.title_of(programme)}.'
        if not programme.speakers:
            text = f"No speakers are known in {phrases.title_of(programme)} yet."
    return Card(
        target("who", typed),
        (Text(text), *buttons(*(Button(person.name, target("speaker", person.id)) for person in people[:OFFERED]))),
        shareable=False,
    )


def _talk_lines(programme: Programme, talk: Talk) -> list[str]:
    level = escape(shorten(talk.level, 40))
    others = title_of(talk)
    return [others, " · ".join(filter(None, (places(talk, programme.zone), level)))]
