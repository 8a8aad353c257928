"""Where a room is shown live stands on talks' pages and in what starts soon, in the server that said so alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.sandbox import Message
from bot.sandbox.reading import Button
from bot.sandbox.reply import Reply
from tests.e2e.conftest import Schedule, StartTown, Town
from tests.e2e.posted import talk_at as talk

BEFORE = datetime.fromisoformat("2026-05-04T09:40:00+02:00")
SOON = BEFORE + timedelta(minutes=11)
HALL, YARD = "https://example.org/hall", "https://example.org/yard"


PEARS, PLUMS = talk("A", "On pears", "10:00"), talk("B", "On plums", "10:00", "Yard")
LIMES = talk("C", "On limes", "10:00", day="2026-05-05")


@pytest.fixture
def fruit(schedule: Schedule) -> Schedule:
    schedule.write(PEARS, PLUMS, LIMES)
    return schedule


def links(shown: Reply | Message) -> list[tuple[str, str]]:
    buttons: list[Button] = shown.buttons
    return [(button.label, button.url) for button in buttons if button.url]


async def run_tick(town: Town) -> None:
    await town.bot.posting.tick()
    await town.bot.posting.settle()


def posts(town: Town, channel: str = "programme") -> list[Message]:
    return [m for m in town.sandbox.guild.channel(channel).messages if m.author is town.sandbox.world.bot]


async def test_a_livestream_is_set_shown_and_removed(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        rooms = await town.grace.autocomplete("settings livestream", room="")
        assert [choice.value for choice in rooms] == ["Hall", "Yard"]
        days = await town.grace.autocomplete("settings livestream", {"room": "Hall", "day": "tue"})
        assert [choice.value for choice in days] == ["2026-05-05"]
        said = await town.grace.slash("settings livestream", room="hall", url=f" {HALL} ")
        assert said.text.splitlines() == [
            f"**Livestream in Hall** every day: <{HALL}>",
            "-# I show it on talks' pages in this server, and in what I say of what starts soon.",
        ]
        await town.grace.slash("settings livestream", room="Hall", url=YARD, day="Tuesday")
        shown = await town.grace.slash("settings show")
        assert shown.text.splitlines() == [
            "Nothing is posted in this server. /settings daily, /settings notices and /settings changes set it up.",
            f"**Livestream in Hall** every day: <{HALL}>",
            f"**Livestream in Hall** on Tue 5 May: <{YARD}>",
        ]
        assert shown.text in (await town.grace.slash("status")).text
        assert links(await town.ada.slash("talk", title="On pears")) == [("Livestream", HALL)]
        assert links(await town.ada.slash("talk", title="On limes")) == [("Livestream", YARD)]
        assert links(await town.ada.slash("talk", title="On plums")) == []

        await town.restart()
        assert links(await town.ada.slash("talk", title="On limes")) == [("Livestream", YARD)]
        off = await town.grace.slash("settings livestream", room="Hall", day="2026-05-05", off=True)
        assert off.text == "I no longer show the livestream of Hall."
        assert links(await town.ada.slash("talk", title="On limes")) == [("Livestream", HALL)]
        again = await town.grace.slash("settings livestream", room="Hall", day="2026-05-05", off=True)
        assert again.text == "There is no livestream of Hall then. /settings show lists all."
        await town.grace.slash("settings livestream", room="Hall", off=True)
        assert links(await town.ada.slash("talk", title="On pears")) == []


async def test_what_can_not_be_a_livestream_is_said(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        mod = town.sandbox.guild.member("Mod", manage_messages=True)
        given: list[dict[str, Any]] = [
            {"room": "Cellar", "url": HALL},
            {"room": "Hall", "url": HALL, "day": "2026-05-09"},
            {"room": "Hall"},
            {"room": "Hall", "url": "http://example.org/live"},
            {"room": "Hall", "url": "https://ada:secret@example.org/live"},
            {"room": "Hall", "url": "https://example.org/a b"},
        ]
        answers = [(await mod.slash("settings livestream", given[0])).text]
        answers += [(await town.grace.slash("settings livestream", options)).text for options in given]
        address = (
            "Please give the livestream's address as https://example.org/live: https only, at most 512 characters, "
            "without blanks, a name or a password in it."
        )
        assert answers == [
            "Only moderators can change my settings (Manage Server, or the role set with /settings moderator).",
            'There is no room "Cellar". The rooms are: Hall, Yard.',
            'I can\'t find a day "2026-05-09" in InventedConf. Its days are 4 to 5 May 2026. '
            "Choose one of those offered.",
            *[address] * 4,
        ]
        assert town.bot.store.livestreams.of(town.sandbox.guild.id).urls == {}


async def test_a_notice_leads_to_the_livestreams(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        await town.grace.slash("settings notices", {"channel": "general", "room": "Yard"})
        for room, url in (("Hall", HALL), ("Yard", YARD)):
            await town.grace.slash("settings livestream", room=room, url=url)
        town.clock.set(SOON)
        await run_tick(town)
        (post,), (yard,) = posts(town), posts(town, "general")
        assert post.content == "**In 9 minutes, 10:00**\nHall · **On pears** — Ada\nYard · **On plums** — Ada"
        assert links(post) == [("Livestream Hall", HALL), ("Livestream Yard", YARD)]
        assert links(yard) == [("Livestream", YARD)]
        assert links(await town.ada.sees(post).press("On plums")) == [("Livestream", YARD)]
        whole = await town.ada.sees(post).press("All at 10:00")
        assert links(await whole.select("On pears")) == [("Livestream", HALL)]


async def test_five_talks_with_the_longest_addresses_fit(start: StartTown, schedule: Schedule) -> None:
    rooms = [f"Room {n} {'@everyone ' * 12}" for n in range(5)]
    schedule.write(*(talk(f"t{n}", f"{n} {'x' * 300}", "10:00", room) for n, room in enumerate(rooms)))
    async with start(BEFORE, programme_source=schedule.source) as town:
        await town.grace.slash("settings notices", {"channel": "programme"})
        urls = [f"https://example.org/{n}/".ljust(512, "x") for n in range(5)]
        for room, url in zip(town.bot.snapshot.programme.rooms, urls, strict=True):
            await town.grace.slash("settings livestream", room=room[:100], url=url)
        town.clock.set(SOON)
        await run_tick(town)
        (post,) = posts(town)
        assert [url for _, url in links(post)] == urls
        assert (len(post.buttons), post.pings) == (11, ())


async def test_shared_cards_and_the_daily_posts_select_show_it(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE - timedelta(hours=2), programme_source=fruit.source) as town:
        await town.grace.slash("settings daily", {"channel": "programme"})
        await town.grace.slash("settings livestream", room="Hall", url=HALL)
        town.clock.set(BEFORE)
        await run_tick(town)
        (post,) = posts(town)
        assert links(post) == []
        page = await town.ada.sees(post).select("On pears")
        assert (page.ephemeral, links(page)) == (True, [("Livestream", HALL)])
        card = await town.ada.slash("talk", title="On pears")
        await card.press("Share here")
        shared = await town.ada.next_message()
        assert (links(shared), shared.ephemeral) == ([("Livestream", HALL)], False)


async def test_other_servers_and_direct_messages_do_not_show_it(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings livestream", room="Hall", url=HALL)
        direct = await town.ada.slash("talk", title="On pears", channel=town.ada.dm())
        assert (direct.text.splitlines()[0], links(direct)) == ("## On pears", [])
        elsewhere = town.sandbox.add_guild("DjangoCon").member("Ada")
        other = await elsewhere.slash("talk", title="On pears")
        assert (other.text.splitlines()[0], links(other)) == ("## On pears", [])
        assert links(await town.ada.slash("talk", title="On pears")) == [("Livestream", HALL)]


async def test_a_room_that_was_renamed_can_be_cleared(start: StartTown, fruit: Schedule) -> None:
    async with start(BEFORE, programme_source=fruit.source) as town:
        await town.grace.slash("settings livestream", room="Yard", url=YARD)
        fruit.write(PEARS, talk("B", "On plums", "10:00", "Attic"), LIMES)
        await town.bot.loader.refresh()
        shown = await town.grace.slash("settings show")
        assert f"**Livestream in Yard** every day: <{YARD}> (not in the programme now)" in shown.text.splitlines()
        assert [choice.value for choice in await town.grace.autocomplete("settings livestream", room="ya")] == ["Yard"]
        off = await town.grace.slash("settings livestream", room="Yard", off=True)
        assert off.text == "I no longer show the livestream of Yard."
