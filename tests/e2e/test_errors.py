"""What goes wrong, as people see it: our mistakes, late answers, old commands, a failing sync, a lost connection."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot import client
from bot.cards import shows
from bot.client import ProgrammeBot
from bot.programme.snapshot import Snapshot
from bot.render import phrases
from bot.render.card import Button, Card, Text, buttons
from bot.render.reader import Reader
from bot.render.target import target
from bot.sandbox import NotAnswered, Refused, Sandbox
from tests.e2e.conftest import StartTown, Town

OUR_FAULT = re.compile(
    r"That did not work, and it is our fault\. Please try again; if it stays, tell a moderator: error ([0-9a-f]{4})\."
)
PUT = "PUT /applications/"


@shows("sound")
def sound_card(_: Snapshot, __: Reader) -> Card:
    """A card whose button leads to a card that can't be made."""
    return Card(target("sound"), (Text("All is well."), *buttons(Button("On", target("broken")))))


@shows("broken")
def broken_card(_: Snapshot, __: Reader) -> Card:
    """No card at all."""
    raise RuntimeError("spilt milk")


class Faulty(commands.Cog):
    """Commands that fail in every way."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self.bot = bot

    @app_commands.command(description="Fails at once, after an answer, or after a deferral")
    async def fail(self, interaction: discord.Interaction[ProgrammeBot], how: str) -> None:
        if how == "answered":
            await interaction.response.send_message("So far, so good.")
        elif how == "deferred":
            await interaction.response.defer(ephemeral=True, thinking=True)
        elif how == "twice":
            await interaction.response.send_message("So far, so good.")
            # As when two processes serve one token
            await discord.InteractionResponse(interaction).send_message("And again.")
        raise RuntimeError("spilt milk")

    @fail.autocomplete("how")
    async def complete_how(self, _: discord.Interaction[ProgrammeBot], current: str) -> list[app_commands.Choice[str]]:
        if current == "spill":
            raise RuntimeError("spilt milk")
        return [app_commands.Choice(name=current, value=current)]

    @app_commands.command(description="Shows a card")
    async def card(self, interaction: discord.Interaction[ProgrammeBot], name: str) -> None:
        await self.bot.answers.show(interaction, target(name))


@asynccontextmanager
async def faulty_town(start: StartTown) -> AsyncIterator[Town]:
    """A town whose bot has one more cog, which fails."""
    async with start() as town:
        await town.bot.add_cog(Faulty(town.bot))
        town.bot.card_makers.collect(sys.modules[__name__])
        await town.bot.tree.sync()
        yield town


def read_incident(text: str) -> str:
    """The id of the incident in the sentence that a person reads."""
    found = OUR_FAULT.fullmatch(text)
    assert found is not None, text
    return found[1]


def told_by(records: list[logging.LogRecord]) -> list[str]:
    """The ids of the incidents that were logged as errors."""
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    return [message.split()[1] if message.startswith("incident ") else message for message in errors]


def reported(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged about interactions, without their ids."""
    said = [record.getMessage() for record in caplog.records if record.name == "bot.reporting"]
    return [re.sub(r"\d{8,}", "N", message) for message in said]


@pytest.mark.parametrize(
    "command",
    [("fail", {"how": "at once"}), ("fail", {"how": "deferred"}), ("card", {"name": "broken"})],
    ids=["at once", "deferred", "card"],
)
async def test_our_mistake_is_one_private_sentence_with_the_id_that_is_logged_once(
    start: StartTown,
    announce_errors: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
    command: tuple[str, dict[str, str]],
) -> None:
    announce_errors(r"(?s)^bot\.reporting: incident [0-9a-f]{4} in interaction \d+\n.*RuntimeError: spilt milk")
    async with faulty_town(start) as town:
        reply = await town.ada.slash(*command)
        assert (told_by(caplog.records), reply.ephemeral) == ([read_incident(reply.text)], True)
        assert town.sandbox.guild.channel("general").messages == []
        assert (await town.ada.slash("help")).text


async def test_a_mistake_after_the_answer_is_told_beside_it(
    start: StartTown, announce_errors: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    announce_errors("spilt milk")
    async with faulty_town(start) as town:
        reply = await town.ada.slash("fail", how="answered")
        told = await reply.follow_up()
        assert reply.text == "So far, so good."
        assert (told_by(caplog.records), told.ephemeral) == ([read_incident(told.text)], True)


async def test_a_button_that_fails_is_told_and_leaves_its_card(
    start: StartTown, announce_errors: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    announce_errors("spilt milk")
    async with faulty_town(start) as town:
        card = await town.ada.slash("card", name="sound")
        told = await card.press("On")
        assert (told_by(caplog.records), told.ephemeral) == ([read_incident(told.text)], True)
        assert card.message is not None
        assert town.ada.sees(card.message).text == card.text == "All is well."


async def test_a_failing_autocomplete_is_logged_and_the_command_can_still_be_sent(
    start: StartTown, announce_errors: Callable[[str], None]
) -> None:
    announce_errors("(?s)Ignoring exception in autocomplete.*spilt milk")
    async with faulty_town(start) as town:
        assert [choice.value for choice in await town.ada.autocomplete("fail", how="sp")] == ["sp"]
        limit, town.sandbox.interactions.answer_limit = town.sandbox.interactions.answer_limit, 0.2
        with pytest.raises(NotAnswered):
            await town.ada.autocomplete("fail", how="spill")
        town.sandbox.interactions.answer_limit = limit
        assert (await town.ada.slash("card", name="sound")).text == "All is well."


async def test_an_answer_that_comes_too_late_is_no_error(start: StartTown, caplog: pytest.LogCaptureFixture) -> None:
    async with start() as town:
        town.refused.append(10062)
        limit, town.sandbox.interactions.answer_limit = town.sandbox.interactions.answer_limit, 0
        with pytest.raises(NotAnswered):
            await town.ada.slash("help")
        log = town.sandbox.log
        await town.sandbox.feed.until(lambda: log.refused or None, within=5, what="the late answer")
        town.sandbox.interactions.answer_limit = limit
        assert (await town.ada.slash("help")).text
    assert reported(caplog) == ["interaction N could not be answered: 10062"]


async def test_an_answer_that_somebody_else_has_given_is_no_error(
    start: StartTown, caplog: pytest.LogCaptureFixture
) -> None:
    async with faulty_town(start) as town:
        town.refused.append(40060)
        assert (await town.ada.slash("fail", how="twice")).text == "So far, so good."
        log = town.sandbox.log
        await town.sandbox.feed.until(lambda: log.refused or None, within=5, what="the second answer")
        assert (await town.ada.slash("help")).text
    assert reported(caplog) == ["interaction N could not be answered: 40060"]


async def test_a_command_that_discord_still_knows_and_we_do_not_is_answered(start: StartTown) -> None:
    async with faulty_town(start) as town:
        await town.bot.remove_cog("Faulty")
        reply = await town.ada.slash("card", name="sound")
        assert (reply.text, reply.ephemeral) == (phrases.COMMANDS_UPDATED, True)


async def test_a_command_whose_options_have_changed_is_answered(start: StartTown) -> None:
    async with start() as town:
        registered = town.sandbox.world.commands_for(town.sandbox.guild)["talk"]
        registered["options"] = [{"type": 3, "name": "heading", "description": "As it once was"}]
        reply = await town.ada.slash("talk", heading="Rethinking packaging")
        assert (reply.text, reply.ephemeral) == (phrases.COMMANDS_UPDATED, True)


def synced(town: Town) -> int:
    """How often Discord was told our commands, in vain or not."""
    return sum(entry.what.startswith(PUT) for entry in town.sandbox.log)


async def test_commands_are_synced_only_when_they_have_changed(
    start: StartTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as town:
        assert synced(town) == 1
        await town.restart()
        assert synced(town) == 1
        assert (await town.ada.slash("help")).text
        monkeypatch.setattr(client, "find_cogs", lambda: ["cogs.help"])
        await town.restart()
        assert synced(town) == 2
        assert list(town.sandbox.world.commands_for(town.sandbox.guild)) == ["help"]


@pytest.mark.parametrize(
    ("status", "json"), [(503, {}), (403, {"code": 20012}), (429, {"retry_after": 3600.0})], ids=["503", "403", "429"]
)
async def test_a_failing_sync_stops_nothing_and_is_made_up_for_at_the_next_start(
    start: StartTown, status: int, json: dict[str, float], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(sandbox: Sandbox) -> None:
        sandbox.fail_next(PUT, status=status, json=json)

    async with start(prepare=fail) as town:
        town.refused.append(int(json.get("code", 0)))
        assert [r.getMessage()[:19] for r in caplog.records if r.name == "bot.client"] == ["commands not synced"]
        with pytest.raises(Refused, match="there is no command /help"):
            await town.ada.slash("help")
        await town.restart()
        assert (await town.ada.slash("help")).text


async def test_a_failing_sync_is_tried_again(start: StartTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "SYNC_AGAIN", (0, 0))

    def fail(sandbox: Sandbox) -> None:
        sandbox.fail_next(PUT, status=503, times=2)

    async with start(prepare=fail) as town:
        town.refused += [0, 0]
        await town.sandbox.ready()
        assert (await town.ada.slash("help")).text


@pytest.mark.parametrize(
    ("resumable", "ask"),
    [
        pytest.param(True, False, id="dropped"),
        pytest.param(True, True, id="asked to reconnect"),
        # discord.py waits for 5 s before it identifies again
        pytest.param(False, False, id="session forgotten", marks=pytest.mark.slow),
    ],
)
async def test_a_lost_connection_is_taken_up_again(start: StartTown, resumable: bool, ask: bool) -> None:
    async with start() as town:
        sandbox = town.sandbox
        await sandbox.drop_gateway(resumable=resumable, ask=ask)
        if resumable:
            # Sent while the bot is away, and replayed when it is back
            assert (await town.ada.slash("help")).text
        await sandbox.feed.until(lambda: sandbox.gateway.connected or None, within=10, what="the bot")
        assert (await town.ada.slash("help")).text
        came = [entry.what for entry in sandbox.log if entry.what in ("IDENTIFY", "RESUME")]
        assert came == (["IDENTIFY", "RESUME"] if resumable else ["IDENTIFY", "RESUME", "IDENTIFY"])


async def test_joining_a_server_posts_nothing(start: StartTown) -> None:
    async with start() as town:
        joined = town.sandbox.add_guild("DjangoCon")
        assert (await joined.member("Ada").slash("today")).text.startswith("## Wednesday 23 July")
        assert town.bot.get_guild(joined.id) is not None
        written = [message for guild in town.sandbox.guilds for c in guild.channels.values() for message in c.messages]
        assert written == []
