"""The hand on the bot's clock: where it may be put, and what starting over leaves."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import StartError
from bot.rehearsal import Rehearsal, open_rehearsal
from bot.sandbox import Message, Refused, Sandbox
from bot.settings import DEFAULT_SOURCE, Settings

NOW = datetime.fromisoformat("2014-07-23T10:10:00+02:00")


@asynccontextmanager
async def rehearse(**settings: object) -> AsyncIterator[tuple[Rehearsal, Sandbox, list[str]]]:
    said: list[str] = []
    async with open_rehearsal(Settings.model_validate(settings), port=0) as (rehearsal, sandbox):
        serving = asyncio.create_task(rehearsal.serve(sandbox, said.append))
        try:
            await sandbox.ready()
            yield rehearsal, sandbox, said
        finally:
            serving.cancel()
            await asyncio.wait((serving,))


def test_no_clock_is_turned_where_a_token_is_set(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="refused while a token is set"):
        Rehearsal(Settings(discord_token=SecretStr("x")), tmp_path)


async def test_the_clock_goes_where_it_is_put() -> None:
    async with rehearse() as (rehearsal, _, _):

        def here() -> str:
            return rehearsal.describe()

        assert here() == "Wednesday 23 July 2014, 10:10 (Europe/Berlin)"
        places = []
        for to in ("slot", "day", "2014-07-22T11:00", "2014-07-22T11:00+00:00"):
            await rehearsal.jump(to)
            places.append(here().removesuffix(" (Europe/Berlin)"))
        assert places == [
            "Wednesday 23 July 2014, 14:00",
            "Thursday 24 July 2014, 08:00",
            "Tuesday 22 July 2014, 11:00",
            "Tuesday 22 July 2014, 13:00",
        ]
        assert (rehearsal.notice, rehearsal.speed) == ("", 1)
        rehearsal.run(60)
        assert rehearsal.speed == 60
        await rehearsal.jump("now")
        assert (rehearsal.clock.shifted, rehearsal.speed) == (False, 1)
        for to, reason in (
            ("slot", "Nothing with an hour comes later in this programme."),
            ("day", "No later day of this programme has talks."),
            ("post", "Nothing is posted later in this programme."),
            ("soon", "Give a date and an hour to jump to."),
            ("", "Give a date and an hour to jump to."),
            ("0001-01-01T00:00", "Give a year from 1990 to 2099."),
        ):
            with pytest.raises(Refused) as refused:
                await rehearsal.jump(to)
            assert str(refused.value) == reason


async def test_starting_over_empties_the_world_and_what_the_bot_remembers() -> None:
    async with rehearse(programme_now=NOW) as (rehearsal, sandbox, said):
        grace = sandbox.guild.member("Grace", manage_guild=True, manage_messages=True)
        await grace.slash("settings moderator", role="Helpers")
        await grace.slash("today")
        await rehearsal.jump("day")
        rehearsal.start_over()
        await sandbox.feed.until(lambda: None if sandbox.gateway.connected else True, within=10, what="a closed bot")
        await sandbox.ready()
        assert rehearsal.describe() == "Wednesday 23 July 2014, 10:10 (Europe/Berlin)"
        assert list(sandbox.guild.channel("general").history) == []
        assert len(said) == 2
        alan = sandbox.guild.member("Alan", roles=["Helpers"])
        sandbox.guild.opened.add("status")
        assert "Only moderators" in (await alan.slash("status")).text


@pytest.mark.slow
async def test_a_kept_database_fits_the_local_discord_of_the_next_start(tmp_path: Path) -> None:
    source, database = tmp_path / "schedule.json", tmp_path / "kept.sqlite3"
    shutil.copy(DEFAULT_SOURCE, source)
    kept = {"database": database, "programme_source": (str(source),), "programme_now": NOW - timedelta(hours=10)}

    async def post(sandbox: Sandbox, rehearsal: Rehearsal) -> Message:
        await rehearsal.jump("2014-07-23T08:00")
        return await sandbox.wait_for(lambda message: "## Wednesday 23 July" in message.text, within=10)

    async with rehearse(**kept) as (rehearsal, sandbox, _):
        grace = sandbox.guild.member("Grace", manage_guild=True, manage_messages=True)
        await grace.slash("settings moderator", role="Helpers")
        await post(sandbox, rehearsal)

    async with rehearse(**kept | {"programme_now": NOW}) as (rehearsal, sandbox, _):
        alan = sandbox.guild.member("Alan", roles=["Helpers"])
        sandbox.guild.opened.add("status")
        sandbox.guild.opened.add("reload")
        assert "Only moderators" not in (await alan.slash("status")).text
        source.write_text(source.read_text().replace('"date": "2014-07-23T14:30', '"date": "2014-07-23T16:30'))
        await (await alan.slash("reload")).press("Apply")
        # The post of the morning stood in the Discord that has ended: it counts as removed, and is not posted again
        told = await sandbox.wait_for(lambda message: message.content.startswith("**Moved**"))
        assert sandbox.guild.channel("programme").messages == [told]
        assert "missed" not in (await alan.slash("status")).text
        rehearsal.start_over()
        await sandbox.feed.until(lambda: None if sandbox.gateway.connected else True, within=10, what="a closed bot")
        await sandbox.ready()
        assert "**16:30**" in (await post(sandbox, rehearsal)).text


async def test_posts_come_when_the_clock_passes_them_and_again_after_going_back() -> None:
    async with rehearse() as (rehearsal, sandbox, _):
        programme = sandbox.guild.channel("programme")

        async def posted(count: int) -> list[str]:
            def find() -> list[str] | None:
                heads = [m.text.splitlines()[0] for m in programme.messages if not m.loading]
                return heads if len(heads) >= count else None

            return await sandbox.feed.until(find, within=10, what=f"{count} posts")

        for _ in range(2):
            await rehearsal.jump("2014-07-23T13:00")
            await rehearsal.jump("post")
            assert rehearsal.describe().startswith("Wednesday 23 July 2014, 13:50")
        assert (await posted(1))[0] == "**In 10 minutes, 14:00**"
        await rehearsal.jump("day")
        assert "## Thursday 24 July · EuroPython 2014" in await posted(2)
        sandbox.guild.remove_channel(programme)
        await rehearsal.jump("post")
        told = await sandbox.guild.member("Grace").next_direct()
        assert "which I can't do: I can't see the channel, or it was deleted" in told.text


async def test_what_is_leapt_over_was_not_missed() -> None:
    async with rehearse() as (rehearsal, sandbox, _):
        grace = sandbox.guild.member("Grace", manage_guild=True, manage_messages=True)
        programme = sandbox.guild.channel("programme")
        for number, at in enumerate(("2014-07-24T09:45", "2014-07-22T13:30", "2014-07-23T13:30"), 1):
            await rehearsal.jump(at)
            await rehearsal.jump("post")

            def find(number: int = number) -> bool | None:
                return len([m for m in programme.messages if m.content.startswith("**In 10 minutes")]) == number or None

            await sandbox.feed.until(find, within=10, what=f"notice {number}")
            assert "missed" not in (await grace.slash("status")).text


@pytest.mark.slow
async def test_a_notice_comes_in_time_when_the_clock_runs_faster() -> None:
    async with rehearse() as (rehearsal, sandbox, _):
        await rehearsal.jump("2014-07-23T13:55")
        await sandbox.wait_for(lambda message: message.content.endswith("Florian Wilhelm"))
        await rehearsal.jump("2014-07-23T14:19:10")
        rehearsal.run(60)
        # It may be posted for ten minutes, which are as many seconds here
        notice = await sandbox.wait_for(lambda message: "Deni Bertovic" in message.content)
        assert notice.content.splitlines()[0].endswith(" minutes, 14:30**")
