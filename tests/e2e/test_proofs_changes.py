"""A talk that moves, is cancelled, comes back or vanishes: the posted day, the notices and what changed agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.sandbox import Message
from tests.e2e.conftest import Schedule, StartTown, Town, talk
from tests.e2e.posted import run_tick

KEPT = talk("B", "On beans", hour=18)
"""Stays what it is, so that the day stays."""
BEANS = ["**18:00** · Hall", "**On beans** — Ada Invented"]


def apples(hour: int = 10, **more: Any) -> dict[str, Any]:
    return talk("A", "On apples", hour=hour, **more)


def cancelled(hour: int = 10) -> dict[str, Any]:
    return talk("A", "CANCELLED: On apples", hour=hour)


def soon(at: str) -> str:
    return f"**In 10 minutes, {at}**\nHall · **On apples** — Ada Invented"


def moved(before: str, after: str) -> str:
    return f"**Moved** · **On apples**: ~~Mon 4 May, {before}, Hall~~ → Mon 4 May, {after}, Hall"


class Story:
    """A conference of two talks, as its attendees see it in three channels."""

    def __init__(self, town: Town, schedule: Schedule) -> None:
        self.town, self.schedule = town, schedule

    async def load(self, *events: dict[str, Any]) -> None:
        """The organisers publish these events beside the one that stays, and the bot reads them."""
        self.schedule.write(*events, KEPT)
        await self.town.bot.loader.refresh()
        await self.look()

    async def at(self, hour: str) -> None:
        """It becomes this hour of the day."""
        self.town.clock.set(datetime.fromisoformat(f"2026-05-04T{hour}:00+02:00"))
        await self.look()

    async def look(self) -> None:
        for _ in range(2):
            await run_tick(self.town)

    def posts(self, channel: str) -> list[Message]:
        return [m for m in self.town.sandbox.guild.channel(channel).messages if m.author is self.town.sandbox.world.bot]

    @property
    def notices(self) -> list[str]:
        return [message.text for message in self.posts("general")]

    @property
    def changes(self) -> list[str]:
        return [message.text for message in self.posts("changes")]

    @property
    def day(self) -> list[str]:
        """The lines of the one post of the day, below its heading."""
        (post,) = self.posts("programme")
        return post.text.splitlines()[2:]


@pytest.fixture
async def story(start: StartTown, schedule: Schedule) -> AsyncIterator[Story]:
    """It is 9:40, the day is posted, and apples are at ten."""
    schedule.write(apples(), KEPT)
    early = datetime.fromisoformat("2026-05-04T07:00:00+02:00")
    async with start(
        early, programme_source=schedule.source, prepare=lambda sandbox: sandbox.guild.add_channel("changes")
    ) as town:
        for setting, channel in (("daily", "programme"), ("notices", "general"), ("changes", "changes")):
            await town.grace.slash(f"settings {setting}", {"channel": channel})
        told = Story(town, schedule)
        await told.at("08:00")
        await told.at("09:40")
        assert told.day == ["**10:00** · Hall", "**On apples** — Ada Invented", *BEANS]
        yield told


async def test_a_talk_that_moves_before_its_notice_has_one_at_its_new_hour(story: Story) -> None:
    await story.load(apples(12))
    assert story.changes == [moved("10:00", "12:00")]
    assert story.day == ["**12:00** · Hall", "**On apples** — Ada Invented", *BEANS]
    await story.at("09:50")
    assert story.notices == []
    await story.at("11:50")
    assert story.notices == [soon("12:00")]


async def test_a_talk_that_moves_after_its_notice_has_another_one(story: Story) -> None:
    await story.at("09:50")
    await story.load(apples(12))
    assert (story.notices, story.changes) == ([soon("10:00")], [moved("10:00", "12:00")])
    await story.at("11:50")
    assert story.notices == [soon("10:00"), soon("12:00")]


async def test_a_talk_that_moves_to_and_fro_has_one_notice_for_each_hour(story: Story) -> None:
    await story.at("09:50")
    await story.load(apples(12))
    await story.load(apples(10))
    await story.load(apples(12))
    await story.at("11:50")
    await story.load(apples(12))
    assert story.notices == [soon("10:00"), soon("12:00")]
    assert story.changes == [moved("10:00", "12:00"), moved("12:00", "10:00"), moved("10:00", "12:00")]


async def test_a_talk_that_moves_when_it_should_have_begun(story: Story) -> None:
    await story.at("09:50")
    await story.at("10:05")
    await story.load(apples(12))
    assert (story.notices, story.changes) == ([soon("10:00")], [moved("10:00", "12:00")])
    await story.at("11:50")
    assert story.notices == [soon("10:00"), soon("12:00")]


async def test_of_a_talk_that_is_over_nothing_is_said(story: Story) -> None:
    await story.at("09:50")
    await story.at("11:00")
    await story.load(apples(9))
    assert (story.notices, story.changes) == ([soon("10:00")], [])
    assert story.day[:2] == ["**09:00** · Hall", "**On apples** — Ada Invented"]


async def test_a_talk_that_is_cancelled_and_takes_place_after_all(story: Story) -> None:
    gone = "**Cancelled** · **On apples** (was Mon 4 May, 10:00, Hall)"
    back = "**Takes place after all** · **On apples**: Mon 4 May, 10:00, Hall"
    await story.load(cancelled())
    assert story.changes == [gone]
    assert story.day[1] == "~~**On apples**~~ (cancelled) — Ada Invented"
    await story.at("09:50")
    assert story.notices == []
    await story.load(apples())
    assert (story.changes, story.notices) == ([gone, back], [soon("10:00")])
    assert story.day[1] == "**On apples** — Ada Invented"


async def test_a_talk_that_is_cancelled_after_its_notice_and_comes_back_has_no_second_one(story: Story) -> None:
    await story.at("09:50")
    await story.load(cancelled())
    await story.load(apples())
    assert [line.split(" · ")[0] for line in story.changes] == ["**Cancelled**", "**Takes place after all**"]
    assert story.notices == [soon("10:00")]


async def test_of_a_talk_that_one_load_lacked_nothing_is_said(story: Story) -> None:
    (post,) = story.posts("programme")
    others = [talk(f"C{n}", f"On cherries {n}", hour=19) for n in range(5)]
    await story.load(apples(), *others)
    edited, said = post.edited, story.changes
    await story.load(*others)
    await story.load(apples(), *others)
    assert (post.edited, story.changes) == (edited, said)
    await story.at("09:50")
    assert story.notices == [soon("10:00")]


async def test_a_talk_that_two_loads_lack_is_gone_and_may_come_back(story: Story) -> None:
    others = [talk(f"C{n}", f"On cherries {n}", hour=19) for n in range(5)]
    await story.load(apples(), *others)
    said = len(story.changes)
    await story.load(*others)
    await story.load(*others)
    assert story.changes[said:] == ["**No longer in the programme** · **On apples** (was Mon 4 May, 10:00, Hall)"]
    await story.at("09:50")
    assert story.notices == []
    await story.load(apples(), *others)
    assert story.changes[said + 1 :] == ["**Back in the programme** · **On apples**: Mon 4 May, 10:00, Hall"]
    assert story.notices == [soon("10:00")]


async def test_a_talk_that_moves_while_its_notice_is_under_way(story: Story) -> None:
    story.town.sandbox.slow_next(f"POST /channels/{story.town.sandbox.guild.channel('general').id}", seconds=0.2)
    story.town.clock.set(datetime.fromisoformat("2026-05-04T09:50:00+02:00"))
    await story.town.bot.posting.tick()
    await story.load(apples(12))
    assert (story.notices, story.changes) == ([soon("10:00")], [moved("10:00", "12:00")])
    assert story.day[0] == "**12:00** · Hall"
    await story.at("11:50")
    assert story.notices == [soon("10:00"), soon("12:00")]
