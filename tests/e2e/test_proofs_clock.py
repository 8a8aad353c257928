"""Nights that change the clocks, clocks that are set, a machine that slept: each post once at its hour, or never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.store import State
from tests.e2e.conftest import Schedule, StartTown, Town, talk
from tests.e2e.posted import EARLY, MORNING, POST, event, posts, run_tick, set_up

NOTICE = "**In 10 minutes, {0}**\nHall · **On {1}** — Ada Invented"
# Zone, conference day, the hour of the post, when it is posted (UTC), and two talks at that hour with their offsets
NIGHTS = [
    ("Europe/Berlin", "2026-10-25", "02:30", "00:30", ("02:30+02:00", "02:30+01:00")),
    ("Europe/Berlin", "2026-03-29", "02:30", "01:30", ("01:30+01:00", "03:30+02:00")),
    ("America/New_York", "2026-11-01", "01:30", "05:30", ("01:30-04:00", "01:30-05:00")),
    ("America/New_York", "2026-03-08", "02:30", "07:30", ("01:30-05:00", "03:30-04:00")),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "14:45", ("01:45+11:00", "01:45+10:30")),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "15:45", ("01:45+10:30", "02:45+11:00")),
]


async def pass_through(town: Town, start: datetime, hours: int) -> dict[str, datetime]:
    """Let the hours pass in steps of five minutes; the text of each new post, with when it came."""
    came: dict[str, datetime] = {}
    for step in range(hours * 12):
        now = start + timedelta(minutes=5 * step)
        town.clock.set(now)
        await run_tick(town)
        for post in (*posts(town), *posts(town, "general")):
            came.setdefault(f"{post.id} {post.text}", now)
    return {text.partition(" ")[2]: now for text, now in came.items()}


@pytest.mark.parametrize(("zone", "day", "at", "due", "talks"), NIGHTS)
async def test_a_night_that_changes_the_clocks(
    start: StartTown, schedule: Schedule, zone: str, day: str, at: str, due: str, talks: tuple[str, str]
) -> None:
    schedule.write(
        talk("D", "On dawn", date=f"{day}T12:00:00{talks[1][5:]}"),
        *(
            talk(f"T{n}", f"On night {n}", date=f"{day}T{start}"[:16] + ":00" + start[5:])
            for n, start in enumerate(talks)
        ),
        time_zone_name=zone,
    )
    midnight = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    async with start(midnight, programme_source=schedule.source) as town:
        await set_up(town, time=at)
        await town.grace.slash("settings notices", {"channel": "general"})
        came = await pass_through(town, midnight, 5)
        starts = [datetime.fromisoformat(f"{day}T{hour}") for hour in talks]
        assert list(came.values()) == sorted(
            [datetime.fromisoformat(f"{starts[0].astimezone(ZoneInfo('UTC')).date()}T{due}Z")]
            + [moment - timedelta(minutes=10) for moment in starts]
        )
        assert [text for text in came if text.startswith("**In")] == [
            NOTICE.format(moment.strftime("%H:%M"), f"night {n}") for n, moment in enumerate(starts)
        ]


async def test_a_clock_that_is_set_back_doubles_nothing(start: StartTown) -> None:
    async with start(EARLY) as town:
        await set_up(town)
        await town.grace.slash("settings notices", {"channel": "general"})
        for minutes in (0, 110, -180, 0, 60, 110, -1440, 0, 118):
            town.clock.set(MORNING + timedelta(minutes=minutes))
            await run_tick(town)
        assert [post.text for post in posts(town)] == [POST]
        assert [post.text.splitlines()[0] for post in posts(town, "general")] == ["**In 9 minutes, 10:00**"]


@pytest.mark.parametrize(
    ("hours", "standing", "soon"), [(2, 1, "**In 1 minute, 10:00**"), (6, 0, "**In 6 minutes, 14:05**")]
)
async def test_a_machine_that_slept_posts_what_is_still_worth_it(
    start: StartTown, schedule: Schedule, hours: int, standing: int, soon: str
) -> None:
    schedule.write(event(1, "10:00"), event(2, "13:55"), event(3, "14:05"), event(4, "14:30"))
    async with start(EARLY, programme_source=schedule.source) as town:
        await set_up(town)
        await town.grace.slash("settings notices", {"channel": "general"})
        town.clock.set(EARLY + timedelta(hours=hours))
        await run_tick(town)
        await run_tick(town)
        assert len(posts(town)) == standing
        assert [post.text.splitlines()[0] for post in posts(town, "general")] == [soon]


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_machines_clock_that_is_set_while_something_is_uncertain(start: StartTown, hours: int) -> None:
    """Of a post it is not known whether it arrived, and when it was claimed the clock went so much before or after."""
    async with start(EARLY) as town:
        await set_up(town)
        town.clock.set(MORNING)
        await run_tick(town)
        (post,) = posts(town)
        # Discord has forgotten the nonce long ago
        post.nonce = None
        claimed = (town.clock.real() + timedelta(hours=hours)).isoformat(timespec="microseconds")
        await town.bot.store.database.write(
            lambda c: c.execute_fetchall(
                "UPDATE delivery SET state = 'claimed', message = NULL, claimed_at = ?, next_try = ?",
                (claimed, claimed),
            )
        )
        town.now = MORNING
        await town.restart()
        await run_tick(town)
        assert posts(town) == [post]
        (row,) = await town.bot.store.deliveries.all()
        assert (row.state, row.message) == (State.SENT, post.id)
