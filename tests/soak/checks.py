"""What must hold after a soak; each check returns sentences about what did not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.programme.agenda import Agenda
from bot.programme.plan import Due, PostKind, preview
from bot.render.layout import lay_out
from bot.render.posted import daily_cards
from bot.render.target import parse_custom_id
from bot.sandbox import Message
from bot.sandbox.reading import text_of
from bot.sending import REFUSED_AGAIN
from bot.store import DeliveryKey, State
from bot.store.posts import gather
from tests.soak.conference import Change
from tests.soak.faults import DISK, KILL
from tests.soak.people import AWAY, FAULT, TYPING, UNANSWERED, Asked
from tests.soak.process import Life, Span
from tests.soak.soak import BEGIN, Evidence

GRACE = timedelta(seconds=10)
"""So long in one piece a bot that is able to must have had within the window of a post that lacks."""
GROWTH = 1.10
HOUR = timedelta(minutes=1)
"""An hour of the programme's clock, in real time."""
_WEIGHED = timedelta(seconds=10)
_HTTP = ("500", "503", "429", "reset", "lost answer", "slow answer")
ANNOUNCED = (
    # What the log may say at ERROR, of which faults, and for how many seconds after them
    (("gateway drop", "resume refused", "refused connection"), 30, re.compile("Attempting a reconnect")),
    # A person was told that it did not work: Discord did not take the answer
    (_HTTP, 5, re.compile(r"incident \w+ in (interaction|message) \d+")),
    (("reset", "lost answer"), 5, re.compile("Ignoring exception in autocomplete")),
)


def check_answers(e: Evidence) -> Iterator[str]:
    """Every question was answered, or refused with a sentence, unless the bot was away while it waited.

    It was away from the loss of its connection to the end of the next greeting. A question is let off too where this
    process itself, in which Discord is, stood still for over a second meanwhile; and suggestions are whose connection
    was reset, since the next letter asks for them anew.
    """
    for asked in e.people.asked:
        until = asked.at + timedelta(seconds=asked.seconds)
        if asked.outcome in (UNANSWERED, AWAY) and not is_excused(e, asked):
            yield f"{asked.what} at {asked.at:%H:%M:%S} was not answered: {asked.said}"
        elif asked.outcome == FAULT and not any(
            span.what in _HTTP and span.touches(asked.at, until) for span in e.trouble.spans
        ):
            yield f"{asked.what} at {asked.at:%H:%M:%S} was answered with {asked.said!r} without a cause"


def is_excused(e: Evidence, asked: Asked) -> bool:
    """Whether a question need not have been answered, for the reasons that `check_answers` gives."""
    until = asked.at + timedelta(seconds=asked.seconds)
    reset = asked.what == TYPING and any(s.what == "reset" and s.touches(asked.at, until) for s in e.trouble.spans)
    return reset or _was_hindered(e, asked.at, until)


def check_once(e: Evidence) -> Iterator[str]:
    """Nothing stands twice; what the ledger says stands there is there, and the other way round."""
    standing = find_posts(e)
    for key, messages in standing.items():
        if len(messages) > 1:
            yield f"posted {len(messages)} times: {key}"
    rows = {row.id: row for row in e.rows}
    for key, row in rows.items():
        if row.state is State.CLAIMED:
            yield f"never settled: {key}, {row.error or 'without an error'}"
        elif row.state is State.FAILED:
            yield f"failed: {key}, {row.error}"
        elif row.state is State.SENT and row.message not in [message.id for message in standing.get(key, ())]:
            yield f"said to be sent, and does not stand there: {key}"
    for key in standing:
        if key not in rows or rows[key].state is not State.SENT:
            yield f"stands there, and is not known to be sent: {key}"
    told: Counter[tuple[int, str, str]] = Counter()
    for row in e.rows:
        if row.id.kind == PostKind.NOTICE and row.state is State.SENT:
            told.update((row.id.channel, row.id.key.partition("+")[0], talk) for talk in row.detail)
    yield from (f"announced {count} times: {what}" for what, count in told.items() if count > 1)


def check_complete(e: Evidence) -> Iterator[str]:
    """Everything that was due is there, unless the bot had no ten seconds in its window in which it could post."""
    assert e.stored is not None
    agenda = Agenda(e.stored.programme)
    rows = {row.id: row for row in e.rows if row.state is State.SENT}
    for wanted in gather(e.wishes):
        for due in preview(agenda, wanted, BEGIN, e.to_programme(e.ended)):
            key = DeliveryKey(due.guild, due.channel, due.kind, due.key)
            parts = len(daily_cards(agenda, due.day, due.kind)) if due.day else 1
            lacking = [part for part in range(1, parts + 1) if key._replace(part=part) not in rows]
            if lacking and _could_post(e, due.channel, e.to_real(due.due), e.to_real(due.expires)):
                yield f"not posted: {key}, parts {lacking} of {parts}, due at {e.to_real(due.due):%H:%M:%S}"
            elif not lacking and due.kind is PostKind.NOTICE:
                yield from _check_names(e, due, key)


def check_changes(e: Evidence) -> Iterator[str]:
    """Each change of the programme is told once in each server."""
    assert e.stored is not None
    posts = find_posts(e)
    for change in e.conference.changes:
        begin = e.to_real(change.at)
        for guild in e.sandbox.guilds:
            channel = guild.channel("programme").id
            notes = [
                message.content
                for key, messages in posts.items()
                if key.channel == channel and key.kind == PostKind.CHANGES
                for message in messages
            ]
            count = sum(_tells(note, change) for note in notes)
            if count > 1 or (count == 0 and _could_post(e, channel, begin, begin + timedelta(hours=1))):
                yield f"told {count} times in {guild.name}: {change.kind} {change.title} ({begin:%H:%M:%S})"


def check_days(e: Evidence) -> Iterator[str]:
    """The daily posts say what the programme says at the end."""
    assert e.stored is not None
    agenda = Agenda(e.stored.programme)
    for key, (message, *_) in find_posts(e).items():
        if key.kind != PostKind.DAILY:
            continue
        cards = daily_cards(agenda, BEGIN.date())
        if key.part <= len(cards):
            expected = text_of({"components": lay_out(cards[key.part - 1]).to_components()})  # type: ignore[no-untyped-call]
            if message.text != expected:
                yield f"not up to date: {key}"


def check_programme(e: Evidence) -> Iterator[str]:
    """What serves at the end is what the source says."""
    assert e.stored is not None
    served = {
        talk.title: (talk.cancelled, [(slot.start, slot.rooms) for slot in talk.slots])
        for talk in e.stored.programme.talks
    }
    for event in e.conference.events.values():
        title = event["title"].removeprefix("CANCELLED: ")
        wanted = (title != event["title"], [(datetime.fromisoformat(event["date"]), (event["room"],))])
        if served.pop(title, None) != wanted:
            yield f"the programme at the end lacks what the source says of {title}"
    yield from (f"the programme at the end has {title}, which the source has not" for title in served)


def check_memory(e: Evidence) -> Iterator[str]:
    """No life that lasted for an hour and a half of the programme's clock ends over 10 % above its first hour.

    A SIGKILL begins anew, so each life is compared with itself; none is killed in the second half of a run.
    """
    for number, life in enumerate(e.process.lives, 1):
        first, last = weigh(life)
        if first and last > first * GROWTH:
            yield f"life {number} grew from {first:.1f} MB after an hour to {last:.1f} MB"


def weigh(life: Life) -> tuple[float, float]:
    """The mean memory in ten seconds before the end of a life's first hour, and before its end; 0 where too short."""
    if not life.memory or life.memory[-1][0] - life.begin < HOUR * 1.5:
        return 0.0, 0.0

    def mean(until: datetime) -> float:
        known = [megabytes for at, megabytes in life.memory if until - _WEIGHED <= at <= until]
        return sum(known) / len(known)

    return mean(life.begin + HOUR), mean(life.memory[-1][0])


def check_log(e: Evidence) -> Iterator[str]:
    """No ERROR that no fault announces, and nothing that bypasses the log."""
    for record in e.process.records():
        if record["level"] not in ("ERROR", "CRITICAL", "STRAY"):
            continue
        at = datetime.fromisoformat(record["at"]) if "at" in record else e.begun
        if not any(
            pattern.search(record["message"])
            and any(span.what in faults and span.touches(at - timedelta(seconds=after), at) for span in e.trouble.spans)
            for faults, after, pattern in ANNOUNCED
        ):
            yield f"{record['level']} {record['logger']}: {record['message']}\n{record.get('trace', '')}".rstrip()


def check_refused(e: Evidence) -> Iterator[str]:
    """Discord refused nothing but what a fault explains: a lost permission, a second answer, one after a death.

    That it asks for patience (429) is no refusal where fifty servers are told something at once.
    """
    for at, event in e.refused:
        if event["status"] == HTTPStatus.TOO_MANY_REQUESTS:
            continue
        barred = any(span.touches(at, at) for _, span in e.trouble.barred)
        if event["code"] in (50001, 50013) and barred:
            continue
        lost = any(span.what == "lost answer" and span.touches(at, at) for span in e.trouble.spans)
        if event["code"] == 40060 and lost:
            continue
        if event["code"] in (10062, 10015) and _was_hindered(e, at - timedelta(seconds=5), at):
            continue
        yield f"Discord refused at {at:%H:%M:%S}: {event['what']} {event['status']} {event['code']} {event['note']}"


def check_process(e: Evidence) -> Iterator[str]:
    """It never ended or lost its connection by itself, and ended well when it was asked to."""
    kills = sum(span.what == KILL for span in e.trouble.spans)
    if len(e.process.lives) != kills + 1:
        yield f"{len(e.process.lives)} lives, {kills} kills"
    yield from (f"the connection was lost at {at:%H:%M:%S} without a cause" for at in e.process.unexpected)
    if e.exit_code:
        yield f"SIGTERM ended it with the code {e.exit_code}"


CHECKS = (
    check_answers,
    check_once,
    check_complete,
    check_changes,
    check_days,
    check_programme,
    check_memory,
    check_log,
    check_refused,
    check_process,
)


def find_posts(e: Evidence) -> dict[DeliveryKey, list[Message]]:
    """What the bot has posted by itself and stands in the servers, by the mark on its button."""
    found: dict[DeliveryKey, list[Message]] = {}
    for guild in e.sandbox.guilds:
        for channel in guild.channels.values():
            for message in channel.messages:
                if message.author is e.sandbox.world.bot and message.interaction is None and message.reference is None:
                    for kind, key, part in _marks(message):
                        found.setdefault(DeliveryKey(guild.id, channel.id, kind, key, int(part)), []).append(message)
    return found


def _marks(message: Message) -> set[tuple[str, ...]]:
    presses = [parse_custom_id(button.custom_id or "") for button in message.buttons]
    return {p.target.args for p in presses if p is not None and p.target is not None and p.target.name == "posted"}


def _tells(note: str, change: Change) -> bool:
    return f"**{change.kind}** · **{change.title}**" in note


def _check_names(e: Evidence, due: Due, key: DeliveryKey) -> Iterator[str]:
    """A notice, and those that followed it, name all that starts then."""
    told = {
        talk
        for row in e.rows
        if row.id.channel == key.channel and row.id.kind == key.kind and row.id.key.partition("+")[0] == key.key
        for talk in row.detail
    }
    wanted = {entry.talk.id for entry in due.entries}
    if told != wanted:
        yield f"a notice names {sorted(told)} instead of {sorted(wanted)}: {key}"


def _was_hindered(e: Evidence, begin: datetime, end: datetime) -> bool:
    stalled = any(begin <= at and at - timedelta(seconds=late) <= end for at, late in e.stalls)
    return stalled or e.process.was_away(begin, end)


def _could_post(e: Evidence, channel: int, begin: datetime, end: datetime) -> bool:
    """Whether the bot had GRACE in one piece between two instants and before the end of the run."""
    at, end = begin, min(end, e.ended)
    for span in sorted(_hindrances(e, channel), key=lambda span: span.begin):
        if span.end is None or span.end > at:
            if min(span.begin, end) - at >= GRACE:
                return True
            at = span.end or end
    return end - at >= GRACE


def _hindrances(e: Evidence, channel: int) -> Iterator[Span]:
    """The times at which nothing could be posted in a channel."""
    yield from e.process.away
    yield from (span for span in e.trouble.spans if span.what == DISK)
    for barred, span in e.trouble.barred:
        if barred == channel and span.end is not None:
            # What Discord itself refused is tried again after a minute
            met = any(f"/{channel}/" in event["what"] and span.touches(at, at) for at, event in e.refused)
            yield Span(span.what, span.begin, span.end + REFUSED_AGAIN) if met else span
