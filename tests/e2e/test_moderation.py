"""`/reload`, `/status` and `/settings`, through the real client."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from bot import __version__
from bot.render import phrases
from bot.sandbox import Refused, Reply, Sandbox
from bot.sandbox.interactions import COMMAND
from tests.e2e.conftest import Schedule, StartTown, Town, talk

ONLY_MODERATORS = "Only moderators can {} (Manage Server, or the role set with /settings moderator)."
FIRST = "Programme loaded: 1 talk (was 1). Nothing changed."
KEPT = re.compile(r"Kept the programme of \d+ \w+, \d\d:\d\d \(1 talk\)\. The new one could not be read: (.*)\.")


def open_to_all(town: Town) -> None:
    """What a server's owner can do in its integration settings."""
    town.sandbox.guild.opened |= {"reload", "status", "settings"}


@pytest.mark.parametrize(
    ("command", "deed"),
    [
        ("reload", "reload the programme"),
        ("status", "see how I am"),
        ("settings moderator", "change my settings"),
    ],
)
async def test_attendees_are_refused_even_where_the_server_opens_the_commands(
    start: StartTown, small: Schedule, command: str, deed: str
) -> None:
    async with start(programme_source=small.source) as town:
        with pytest.raises(Refused, match="is hidden from Ada"):
            await town.ada.slash(command)
        open_to_all(town)
        small.write(talk(title="On pears"))
        reply = await town.ada.slash(command)
        assert reply.text == ONLY_MODERATORS.format(deed)
        assert reply.ephemeral
        assert [found.title for found in town.bot.snapshot.programme.talks] == ["On apples"]


async def test_commands_of_moderators_are_refused_in_direct_messages(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source) as town:
        with pytest.raises(Refused, match="not offered in direct messages"):
            await town.grace.slash("reload", channel=town.grace.dm())
        registered = town.sandbox.world.commands_for(None)
        moderator = {"name": "moderator", "type": 1, "options": []}
        for name, inner in (("reload", []), ("status", []), ("settings", [moderator])):
            data = {"id": registered[name]["id"], "name": name, "type": 1, "options": inner}
            interaction = await town.grace.interact(COMMAND, town.grace.dm(), data)
            assert Reply(town.grace, interaction.original).text == phrases.ONLY_SERVERS


async def test_manage_server_alone_makes_a_moderator(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source) as town:
        open_to_all(town)
        hedy = town.sandbox.guild.member("Hedy", manage_guild=True)
        ivan = town.sandbox.guild.member("Ivan", manage_messages=True)
        assert (await hedy.slash("reload")).text == FIRST
        assert (await ivan.slash("reload")).text == ONLY_MODERATORS.format("reload the programme")


async def test_a_role_moderates_from_when_it_is_set_until_it_is_taken_away(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source) as town:
        open_to_all(town)
        helpers = town.sandbox.guild.role("Helpers")
        hedy = town.sandbox.guild.member("Hedy", roles=["Helpers"])
        nobody = "Moderators here are all who have Manage Server. /settings moderator role: adds a role."
        with_role = f"Moderators here are all who have Manage Server or the role <@&{helpers.id}>."

        assert (await town.grace.slash("settings moderator")).text == nobody
        assert (await hedy.slash("reload")).text == ONLY_MODERATORS.format("reload the programme")

        reply = await town.grace.slash("settings moderator", role="Helpers")
        assert (reply.text, reply.ephemeral, reply.pings) == (with_role, True, ())
        assert (await hedy.slash("reload")).text == FIRST
        assert (await hedy.slash("settings moderator")).text == with_role
        assert (await town.ada.slash("reload")).text == ONLY_MODERATORS.format("reload the programme")

        await town.restart()
        assert (await hedy.slash("reload")).text == FIRST

        assert (await town.grace.slash("settings moderator", off=True)).text == nobody
        assert (await hedy.slash("reload")).text == ONLY_MODERATORS.format("reload the programme")


async def test_everyone_can_not_be_made_moderators(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source) as town:
        open_to_all(town)
        reply = await town.grace.slash("settings moderator", role="@everyone")
        assert reply.text == "@everyone would make every member a moderator. Please choose another role."
        assert (reply.ephemeral, reply.pings) == (True, ())
        assert (await town.ada.slash("reload")).text == ONLY_MODERATORS.format("reload the programme")


async def test_another_server_sets_its_own_moderators_but_never_the_programme(
    start: StartTown, small: Schedule
) -> None:
    async with start(programme_source=small.source) as town:
        other = town.sandbox.guilds[1]
        grace = other.member("Grace", manage_guild=True, manage_messages=True)
        small.write(talk(), talk("B", "On pears"))
        assert (await grace.slash("reload")).text == phrases.NOT_HOME
        assert len(town.bot.snapshot.programme.talks) == 1
        assert f"-# {phrases.READ_ONLY_HERE}" in (await grace.slash("status")).text.splitlines()
        assert phrases.READ_ONLY_HERE not in (await town.grace.slash("status")).text
        role = other.role("Helpers")
        assert f"<@&{role.id}>" in (await grace.slash("settings moderator", role=role)).text
        assert "<@&" not in (await town.grace.slash("settings moderator")).text


async def test_without_home_servers_the_only_server_is_home_and_of_two_none(start: StartTown, small: Schedule) -> None:
    def leave_the_second(sandbox: Sandbox) -> None:
        sandbox.remove_guild(sandbox.guilds[1])

    async with start(programme_source=small.source, home_servers=(), prepare=leave_the_second) as town:
        assert (await town.grace.slash("reload")).text == FIRST
        second = town.sandbox.add_guild("DjangoCon").member("Grace", manage_guild=True, manage_messages=True)
        for grace in (second, town.grace):
            assert (await grace.slash("reload")).text == phrases.HOME_UNKNOWN


async def test_reload_lists_what_changed(start: StartTown, schedule: Schedule) -> None:
    schedule.write(
        talk(),
        talk("B", "On *pears*", 11),
        talk("C", "On plums", 12),
        talk("D", "On cherries", 13),
        talk("E", "CANCELLED: On figs", 14),
        talk("F", "On dates", 15),
        talk("G", "On quinces", 16),
    )
    async with start(programme_source=schedule.source) as town:
        schedule.write(
            talk(hour=17, room="Attic"),
            talk("B", "On *peaches*", 11),
            talk("D", "CANCELLED: On cherries", 13),
            talk("E", "On figs", 14),
            talk("F", "On dates", 15, abstract="Sweet."),
            talk("G", "On quinces", 16),
            talk("H", "On <@1> and @everyone", 18, date="soon"),
            talk("I", "On limes", 19),
        )
        reply = await town.grace.slash("reload")
        assert reply.text.splitlines()[0] == (
            "Read, and not yet taken: 8 talks (now 7). "
            "2 added, 1 removed, 1 moved, 1 renamed, 1 cancelled, 1 back, 1 with other details."
        )
        assert (await town.ada.slash("talk", title="On plums")).text.startswith("## On plums\n")
        reply = await reply.press("Apply")
        assert reply.text.splitlines() == [
            "Programme loaded: 8 talks (was 7). "
            "2 added, 1 removed, 1 moved, 1 renamed, 1 cancelled, 1 back, 1 with other details.",
            "**Added** · **On \\<@1\\> and \\@everyone**: not scheduled yet",
            "**Added** · **On limes**: Mon 4 May, 19:00 · Hall",
            "**Removed** · **On plums**",
            "**Moved** · **On apples**: ~~Mon 4 May, 10:00 · Hall~~ → Mon 4 May, 17:00 · Attic",
            "**Renamed** · ~~**On \\*pears\\***~~ → **On \\*peaches\\***",
            "**Cancelled** · ~~**On cherries**~~ (cancelled)",
            "**Back** · **On figs**: Mon 4 May, 14:00 · Hall",
            "**Changed** · **On dates**",
            "",
            "**1 problem**, which loses a talk or a slot",
            '- invented.json, talk H, field date: expected a date with an hour, got "soon"',
        ]
        assert (reply.ephemeral, reply.pings, "Share here" in reply.labels) == (True, (), False)
        assert (await town.ada.slash("talk", title="On limes")).text.startswith("## On limes\n")
        assert (await town.grace.slash("reload")).text.startswith("Programme loaded: 8 talks (was 8). Nothing changed.")


def _truncate(schedule: Schedule) -> None:
    schedule.path.write_text(schedule.path.read_text()[:40])


BROKEN: dict[str, tuple[Callable[[Schedule], object], str]] = {
    "truncated": (_truncate, "it is JSON that is broken at line 1, column 39"),
    "an error page": (
        lambda schedule: schedule.path.write_text("<html>502</html>"),
        "it is a web page, no programme",
    ),
    "gone": (lambda schedule: schedule.path.unlink(), "no such file or folder; look whether the path is right"),
    "no zone": (
        lambda schedule: schedule.write(talk(date="2026-05-04T10:00:00"), time_zone_name=""),
        "expected a time zone, as its hours have neither zone nor offset: set PROGRAMME\\_TIMEZONE to the hall's zone, "
        'such as "Europe/Berlin"',
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
async def test_a_broken_source_changes_nothing_and_is_named(start: StartTown, small: Schedule, fault: str) -> None:
    spoil, why = BROKEN[fault]
    async with start(programme_source=small.source) as town:
        spoil(small)
        reply = await town.grace.slash("reload")
        kept = KEPT.fullmatch(reply.text)
        assert kept is not None, reply.text
        # Which formats we read is another test's business
        assert kept[1].split("; we read ")[0] == f"invented.json: {why}"
        assert reply.ephemeral
        assert (await town.ada.slash("talk", title="On apples")).text.startswith("## On apples\n")

        status = (await town.grace.slash("status")).text.splitlines()
        assert f"**The last reading failed** {kept[1]}" in status

        small.write(talk())
        assert (await town.grace.slash("reload")).text == FIRST
        assert "The last reading failed" not in (await town.grace.slash("status")).text


async def test_status_tells_the_programme_the_database_and_the_bot(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk(), talk("B", "Lunch", 12, type="break", persons=[]), talk("C", "On *pears*", duration="soon"))
    async with start(programme_source=schedule.source) as town:
        await town.grace.slash("reload")
        reply = await town.grace.slash("status")
        text = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d", "THEN", reply.text)
        lines = re.sub(r"\d+ (kB|ms)", r"N \1", text).splitlines()
        assert lines == [
            "## InventedConf",
            "2 talks, 1 break, 1 speaker, 1 room, 1 day",
            "**Source** invented.json",
            f"**Loaded** THEN, 1 minute ago, by {town.grace.mention}",
            "**Last read** THEN",
            "**Clock** set to THEN (PROGRAMME\\_NOW, or the sandbox)",
            "**2 problems**",
            '- invented.json, talk C, field duration: expected a duration such as 0:45, got "soon"',
            "- talk C, field rooms: expected Hall to be free at 2026-05-04 10:00, got “On apples” (talk A) there",
            "**Database** programme.sqlite3, N kB, 1 copy",
            "**Discord** latency N ms, 2 servers",
            f"-# Programme Bot {__version__}",
        ]
        assert (reply.ephemeral, reply.pings, reply.labels) == (True, (), [])


async def test_answers_come_from_the_old_programme_until_the_new_one_is_stored(
    start: StartTown, small: Schedule
) -> None:
    async with start(programme_source=small.source) as town:
        general = town.sandbox.guild.channel("general")
        small.write(talk(title="On pears"))
        # Somebody else writes to the database for a while
        with closing(sqlite3.connect(town.settings.database, isolation_level=None, check_same_thread=False)) as other:
            # Beside the loop, which the bot needs to end a transaction of its own that is under way
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            reload = asyncio.create_task(town.grace.slash("reload"))
            await town.sandbox.feed.until(
                lambda: any(message.loading for message in general.history.values()) or None, within=5, what="reload"
            )
            assert (await town.ada.slash("search", query="apples")).text.startswith("## 1 talk on “apples”")
            assert not reload.done()
            other.execute("ROLLBACK")
        assert (await reload).text.splitlines()[1:] == ["**Renamed** · ~~**On apples**~~ → **On pears**"]
        assert (await town.ada.slash("search", query="pears")).text.startswith("## 1 talk on “pears”")


async def test_two_reloads_at_once_follow_each_other(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source) as town:
        small.write(talk(), talk("B", "On pears", 11))
        hedy = town.sandbox.guild.member("Hedy", manage_guild=True, manage_messages=True)
        replies = await asyncio.gather(town.grace.slash("reload"), hedy.slash("reload"))
        assert sorted(reply.text.splitlines()[0] for reply in replies) == [
            "Programme loaded: 2 talks (was 1). 1 added.",
            "Programme loaded: 2 talks (was 2). Nothing changed.",
        ]
