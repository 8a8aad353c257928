"""The card of what a search found. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.programme.excerpt import excerpt
from bot.programme.index import Filters, Found, Hit
from bot.programme.model import Programme
from bot.render import phrases
from bot.render.card import Button, Card, Text, buttons, first_that_fits, select
from bot.render.limits import QUERY
from bot.render.lines import NAMES, option, places, titled
from bot.render.target import Target, target
from bot.render.text import bold_words, escape, join_names, plural
from bot.render.times import long_day, short_day

PAGE = 10
CLOSEST = 3
CORRECTIONS = 3


class Detail(NamedTuple):
    """How much of a hit is shown: units of its excerpt, title, names and rooms."""

    excerpt: int
    title: int = 150
    names: int = NAMES
    rooms: int = 60


# The first that lets a page fit is taken; the last lets any fit
DETAILS = (Detail(160), Detail(110), Detail(70), Detail(0, 90), Detail(0, 50, 40, 20))


def search_card(programme: Programme, query: str, filters: Filters, found: Found, page: int = 1) -> Card:
    """Ten hits a page with their excerpts; nothing found says so and shows what comes closest. `page` from 1."""
    origin = _target(query, filters, page if page > 1 else 0)
    if not found.hits:
        return _nothing(programme, query, filters, found, origin)
    pages = -(-len(found.hits) // PAGE)
    number = min(max(page, 1), pages)
    hits = found.hits[(number - 1) * PAGE : number * PAGE]
    head = [f"## {plural(len(found.hits), 'talk')} on “{_shown(query)}”{_filtered(filters)}", *_corrections(found)]
    if pages > 1:
        head.append(f"-# part {number} of {pages}")
    return Card(
        origin,
        (
            Text(_list(programme, head, hits)),
            *select(phrases.OPEN_A_TALK, [option(hit.talk, programme.zone) for hit in hits]),
            *buttons(
                Button("Previous", _target(query, filters, number - 1)) if number > 1 else None,
                Button("Next", _target(query, filters, number + 1)) if number < pages else None,
            ),
        ),
    )


def _nothing(programme: Programme, query: str, filters: Filters, found: Found, origin: Target) -> Card:
    title = phrases.title_of(programme)
    hits: Sequence[Hit] = found.elsewhere[:PAGE]
    if hits:
        lead = [f"Nothing on **{_shown(query)}**{_filtered(filters)}. {_where_it_is(hits)}"]
        more = Button("Search everywhere", _target(query, Filters(), 0))
    else:
        lead = [f"Nothing on **{_shown(query)}** in {title}."]
        # Those that share something with the question first; what is merely spelt alike only where nothing does
        hits = [hit for hit in found.closest if hit.words][:CLOSEST] or found.closest[:CLOSEST]
        more = None
        if hits:
            lead.append("Closest:")
        elif programme.talks:
            lead.append("Try another word, or /day to see what is on.")
        else:
            lead.append(phrases.EMPTY_PROGRAMME)
    return Card(
        origin,
        (
            Text(_list(programme, [*lead, *_corrections(found)], hits)),
            *select(phrases.OPEN_A_TALK, [option(hit.talk, programme.zone) for hit in hits]),
            *buttons(more),
        ),
    )


def _list(programme: Programme, head: list[str], hits: Sequence[Hit]) -> str:
    def build(detail: Detail) -> str:
        return "\n".join([*head, *(line for hit in hits for line in hit_lines(programme, hit, detail))])

    return first_that_fits(build, DETAILS)


def hit_lines(programme: Programme, hit: Hit, detail: Detail) -> list[str]:
    """A hit in up to three lines: title and speakers, when and where, the matching words in context."""
    talk = hit.talk
    place = places(talk, programme.zone, 2 if detail.excerpt else 1, detail.rooms)
    level = escape(talk.level, 30) if detail.rooms > 20 else ""
    lines = [titled(talk, detail.title, detail.names), " · ".join(filter(None, (place, level)))]
    if detail.excerpt:
        text = "\n".join(filter(None, (talk.abstract, talk.description)))
        context = bold_words(excerpt(text, hit.words, detail.excerpt)).strip()
        if context:
            lines.append(f"-# {context}")
    return lines


def _corrections(found: Found) -> list[str]:
    """ "Showing "gevent". Nothing has "gevnet"." """
    return [
        f'-# Showing "{escape(used, 30)}". Nothing has "{escape(typed, 30)}".'
        for typed, used in found.corrections[:CORRECTIONS]
    ]


def _where_it_is(hits: Sequence[Hit]) -> str:
    days = sorted({slot.day for hit in hits for slot in hit.talk.slots})
    if not days:
        return "Elsewhere:"
    if len(days) == 1:
        return f"On {long_day(days[0])}:"
    return f"There is something on {join_names([short_day(day) for day in days[:4]])}:"


def _filtered(filters: Filters) -> str:
    """ " on Wednesday 23 July, room C01": the filters in words, nothing when there are none."""
    words = [f" on {long_day(filters.day)}"] if filters.day else []
    named = (("room", filters.room), ("track", filters.track), ("level", filters.level))
    words += [f" {name} {escape(value, 40)}" for name, value in named if value]
    return ",".join(words) if filters.day or not words else "," + ",".join(words)


def _shown(query: str) -> str:
    return escape(query, QUERY)


def _target(query: str, filters: Filters, page: int) -> Target:
    day = filters.day.isoformat() if filters.day else ""
    return target("search", query, day, filters.track, filters.room, filters.level, page or "")
