"""What a soak found, in a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from statistics import median

from bot.store import State
from tests.soak.checks import is_excused
from tests.soak.people import ANSWERED, AWAY, REFUSED, UNANSWERED
from tests.soak.soak import SERVERS, Evidence

LATE = timedelta(seconds=5)
"""Of the real clock; a post that came later than that after its hour is counted."""


def describe(e: Evidence) -> Iterator[str]:
    """The lines of the report."""
    real = e.ended - e.begun
    minutes, changes = real.total_seconds() / 60, len(e.conference.changes)
    yield f"{minutes:.1f} minutes, {SERVERS} servers, {changes} changes of the programme"
    outcomes = Counter(
        AWAY if asked.outcome == UNANSWERED and is_excused(e, asked) else asked.outcome for asked in e.people.asked
    )
    yield f"questions: {len(e.people.asked)} ({', '.join(f'{n} {outcome}' for outcome, n in outcomes.most_common())})"
    times = sorted(
        asked.seconds
        for asked in e.people.asked
        if asked.outcome in (ANSWERED, REFUSED) and asked.what not in ("mention", "/reload")
    )
    if times:
        figures = (median(times), times[int(len(times) * 0.99)], times[-1])
        yield "answers after: median {:.0f} ms, 99 % {:.0f} ms, max {:.0f} ms".format(*(s * 1000 for s in figures))
    states = Counter((row.id.kind, str(row.state)) for row in e.rows)
    yield "deliveries: " + ", ".join(f"{n} {kind} {state}" for (kind, state), n in sorted(states.items()))
    sent = [row for row in e.rows if row.state is State.SENT and row.sent_at and row.id.part == 1]
    late = [row.sent_at - e.to_real(row.due) for row in sent if row.sent_at]
    beyond = [each for each in late if each > LATE]
    if late:
        yield (
            f"posts later than {LATE.seconds} s after their hour: {len(beyond)} of {len(late)};"
            f" median {median(each.total_seconds() for each in late):.1f} s, max {max(late).total_seconds():.1f} s"
        )
    patience = sum(event["status"] == HTTPStatus.TOO_MANY_REQUESTS for _, event in e.refused)
    yield f"rate limits: {patience} requests were too many"
    faults = Counter(span.what for span in e.trouble.spans)
    yield f"faults: {len(e.trouble.spans)} ({', '.join(f'{name} {n}' for name, n in sorted(faults.items()))})"
    yield from (f"left out: {name}, for which this system lets us mount no disk" for name in e.left_out)
    for number, life in enumerate(e.process.lives, 1):
        if life.memory:
            by_hour = [f"{megabytes:.1f}" for _, megabytes in life.memory[59::60]]
            yield (
                f"memory of life {number} ({(life.memory[-1][0] - life.begin).seconds} s): {life.memory[0][1]:.1f} MB"
                f" at first, {life.memory[-1][1]:.1f} MB at the end; by the hour: {' '.join(by_hour) or 'shorter'}"
            )
    if e.stalls:
        yield f"this machine stood still {len(e.stalls)} times, for {max(late for _, late in e.stalls):.1f} s at most"
    levels = Counter(record["level"] for record in e.process.records())
    yield "log: " + ", ".join(f"{n} {level}" for level, n in sorted(levels.items()))
