"""What the bot posts by itself: the day's programme as cards, what starts soon as notes. Pure.

A posted card holds nothing that depends on when it is read, so that it changes only with the programme. Every post
has a button whose target is its mark (`mark`), by which it is found again in a channel's history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.programme.agenda import Agenda, Entry
from bot.programme.livestreams import Livestreams
from bot.programme.model import Programme, conference_day
from bot.programme.plan import PostKind, parse_start_key, start_key
from bot.render import phrases
from bot.render.card import Button, Buttons, Card, Text, buttons, selects
from bot.render.day import View, count_parts, day_card, today_card
from bot.render.lasting import made_once
from bot.render.limits import CONTENT
from bot.render.lines import option_at, plain_title, rooms_of, titled
from bot.render.note import Note, fit_lines
from bot.render.reader import Reader
from bot.render.target import Target, target
from bot.render.text import escape, plural
from bot.render.times import duration, hour, long_day, short_day, zone_name

# Of no conference: nothing runs then, so nothing is said of what is on
_NEVER = Reader(datetime(1970, 1, 1, tzinfo=UTC), relative=False)
NOTICE_BUTTONS = 5
LIVE_BUTTONS = 10
_NO_STREAMS = Livestreams()
# Units of titles and names in a notice, the first that lets all talks fit
_DETAILS = ((150, 90), (90, 50), (50, 30))
# Of the list of an hour, which is a card; letters of three bytes weigh a fifth more
_LIST = 2_900


def mark(kind: str, key: str, part: int = 1) -> Target:
    """The target of the button by which a post is known again; what it shows is `posted_card`."""
    return target("posted", kind, key, part)


@made_once
def daily_cards(agenda: Agenda, day: date, kind: PostKind = PostKind.DAILY) -> tuple[Card, ...]:
    """A day's programme to be posted, as one card or several."""
    return tuple(_daily_card(agenda, day, kind, part) for part in range(1, count_parts(agenda, day) + 1))


def _daily_card(agenda: Agenda, day: date, kind: PostKind, part: int) -> Card:
    card = day_card(agenda, day, _NEVER, View.WHOLE, part)
    blocks = tuple(block for block in card.blocks if not isinstance(block, Buttons))
    own = buttons(
        Button("Now", target("now")),
        Button("Next", target("next")),
        Button("In my time", mark(kind, day.isoformat(), part)),
    )
    return replace(card, blocks=(*blocks, *own), shareable=False)


def continued_card(agenda: Agenda, day: date, kind: PostKind, part: int) -> Card:
    """What stands where a part of a day was that is no longer needed, because the day became shorter."""
    own = buttons(Button("In my time", mark(kind, day.isoformat(), part)))
    sentence = f"-# {long_day(day)} became shorter: all of it stands above."
    return Card(target("day", day.isoformat()), (Text(sentence), *own), shareable=False)


def posted_card(agenda: Agenda, reader: Reader, kind: str, key: str, part: int) -> Card:
    """What the marked button of a post shows; raises ValueError for a mark that we did not write."""
    match PostKind(kind):
        case PostKind.DAILY | PostKind.EVENING:
            return day_card(agenda, date.fromisoformat(key), reader, View.MINE, part)
        case PostKind.NOTICE:
            return _start_card(agenda, parse_start_key(key))
        case PostKind.CHANGES:
            return today_card(agenda, reader)


def _start_card(agenda: Agenda, start: datetime) -> Card:
    """Everything that starts at an instant."""
    zone = agenda.programme.zone
    found = [entry for entry in agenda.starting(start, start) if not entry.is_break]
    heading = f"## {long_day(start.astimezone(zone).date())}, {hour(start, zone)}"
    own, day = mark(PostKind.NOTICE, start_key(start)), conference_day(start, zone)
    if not found:
        to_day = Button(f"All of {short_day(day)}", target("day", day.isoformat()))
        return Card(own, (Text(f"{heading}\n{phrases.NOTHING_THEN}"), *buttons(to_day)))
    small = f"-# {plural(len(found), 'talk')} · hours in {escape(zone_name(zone, start))}"
    text = _fit_notice(f"{heading}\n{small}", found, _LIST)
    options = [option_at(entry.talk, entry.slot, zone) for entry in found]
    return Card(own, (Text(text), *selects(phrases.OPEN_A_TALK, options)))


def notice_note(
    programme: Programme,
    entries: Sequence[Entry],
    start: datetime,
    now: datetime,
    key: str,
    streams: Livestreams = _NO_STREAMS,
) -> Note:
    """What starts at `start`, a little after the aware instant `now`, and where that is shown live."""
    at = hour(start, programme.zone)
    head = f"**In {duration(start - now)}, {at}**"
    content = _fit_notice(head, entries, CONTENT)
    few = entries if len(entries) <= NOTICE_BUTTONS else ()
    talks = (Button(plain_title(entry.talk), target("talk", entry.talk.id)) for entry in few)
    return Note(content, (*talks, *_live_buttons(entries, streams), Button(f"All at {at}", mark(PostKind.NOTICE, key))))


def _live_buttons(entries: Sequence[Entry], streams: Livestreams) -> list[Button]:
    """A button for each livestream of what starts together, with its rooms unless all share one.

    Buttons rather than addresses in the text: a push stays short, it always fits, and Discord adds no pictures. Of more
    streams than a message should have buttons there is none; each talk's page has its own.
    """
    rooms: dict[str, dict[str, None]] = {}
    for entry in entries:
        rooms.setdefault(streams.find(entry.slot), {}).update(dict.fromkeys(entry.slot.rooms))
    shared = len(rooms) == 1
    rooms.pop("", None)
    if len(rooms) > LIVE_BUTTONS:
        return []
    return [Button("Livestream" if shared else f"Livestream {', '.join(r)}", url=url) for url, r in rooms.items()]


def _fit_notice(head: str, entries: Sequence[Entry], limit: int) -> str:
    """`head` and a line for each talk, as long as they can be for all to fit; else those that fit at their shortest."""
    content = head
    for details in _DETAILS:
        lines = [_notice_line(entry, *details) for entry in entries]
        content = fit_lines(head, lines, limit=limit)
        if content.endswith(lines[-1]):
            break
    return content


def _notice_line(entry: Entry, title: int, names: int) -> str:
    return " · ".join(filter(None, [rooms_of(entry.slot), titled(entry.talk, title, names)]))
