"""Starting and ending: as a process of its own, as an operator has it, and in what is refused on the way."""

from __future__ import annotations

import asyncio
import os
import signal
import urllib.request
from pathlib import Path

import pytest

from bot import app
from bot.client import ProgrammeBot
from bot.clock import Clock
from bot.errors import StartError, UnreachableError
from bot.sandbox import Sandbox, pointed
from bot.settings import Settings
from bot.store import open_store
from tests.e2e.conftest import Schedule, StartTown
from tests.e2e.operating import ADDRESS, Operator

TALK = {"code": "A", "title": "On apples", "date": "2026-05-04T10:00:00+02:00", "duration": "00:30", "room": "Hall"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_a_token_the_page_answers_until_a_signal_ends_it_without_a_trace(
    operator: Operator, number: signal.Signals
) -> None:
    with operator.running() as (process, lines):
        assert lines[:-1] == [
            "EuroPython 2014 · Here it is Wednesday 23 July 2014, 10:10 (Europe/Berlin) "
            "so that there is something to see"
        ]
        address = ADDRESS.search(lines[-1])
        assert address is not None
        assert lines[-1] == f"The page of the local Discord is at {address[0]} (Ctrl+C ends it)"
        with urllib.request.urlopen(address[0], timeout=5) as answer:  # noqa: S310 - the scheme stands in ADDRESS
            assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
            assert b"<script" in answer.read()
        assert operator.left_behind() != []
        process.send_signal(number)
        said, errors = process.communicate(timeout=5)
    assert (process.returncode, said, errors) == (0, "", "")
    assert operator.left_behind() == []


def test_a_copy_of_an_earlier_start_serves_when_the_source_is_gone(operator: Operator, schedule: Schedule) -> None:
    settings = {"PROGRAMME_SOURCE": str(schedule.path), "DATABASE": "kept.sqlite3"}
    schedule.write(TALK)
    for there in (True, False):
        with operator.running("sandbox", **settings) as (process, lines):
            assert lines[0].startswith("InventedConf · "), lines
            process.terminate()
            _, errors = process.communicate(timeout=5)
        assert process.returncode == 0
        assert ("programme not read, the copy of " in errors) is not there
        assert "Traceback" not in errors
        schedule.path.unlink(missing_ok=True)
    code, _, errors = operator.run("sandbox", PROGRAMME_SOURCE=settings["PROGRAMME_SOURCE"])
    assert (code, errors) == (
        2,
        f"the programme can't be read and there is no earlier copy of it: {schedule.path}: no such file or folder; "
        "look whether the path is right. Correct the source, or set PROGRAMME_SOURCE to another\n",
    )
    assert list(operator.temporary.iterdir()) == []


def test_what_an_operator_got_wrong_is_one_sentence(operator: Operator) -> None:
    assert operator.run(PROGRAMME_TIMEZONE="Berlin") == (
        2,
        "",
        'PROGRAMME_TIMEZONE is "Berlin": expected an IANA time zone such as Europe/Berlin\n',
    )
    code, said, errors = operator.run("run")
    assert (code, said, errors.startswith("there is no token: ")) == (2, "", True)
    assert operator.left_behind() == []


async def test_a_database_in_use_by_another_process_ends_the_start(operator: Operator) -> None:
    database = operator.folder / "programme.sqlite3"
    async with open_store(database, Clock()):
        assert operator.run("sandbox", DATABASE="programme.sqlite3") == (
            2,
            "",
            f"The database {database} is in use by another process (pid {os.getpid()}). "
            "Stop that one, or set DATABASE to another path.\n",
        )


async def test_status_tells_that_the_copy_serves(start: StartTown, schedule: Schedule) -> None:
    schedule.write(TALK)
    async with start(programme_source=schedule.source) as town:
        await town.stop()
        schedule.path.write_text("{")
        await town.start()
        assert (await town.ada.slash("talk", title="On apples")).text.startswith("## On apples\n")
        status = (await town.grace.slash("status")).text
        assert "\n**The last reading failed** invented.json: " in status
        assert ", by the start\n" in status
        assert "**Last read**" not in status
        schedule.write(TALK, TALK | {"code": "B", "title": "On pears"})
        reply = await town.grace.slash("reload")
        assert reply.text.splitlines()[0] == "Programme loaded: 2 talks (was 1). 1 added."


REFUSED = (
    "Discord refuses the token: copy it again from the developer portal (Bot, Reset Token) "
    "into DISCORD_TOKEN, or into the file that DISCORD_TOKEN_FILE names"
)


async def connect(sandbox: Sandbox, folder: Path, token: str) -> str:
    """The sentence with which a start ends."""
    settings = Settings(database=folder / "programme.sqlite3")
    with pointed(sandbox.rest_url, sandbox.gateway_url), pytest.raises(StartError) as ended:
        async with app.open_bot(settings, Clock()) as bot:
            await app.connect(bot, token)
    return str(ended.value)


class Stubborn(ProgrammeBot):
    """Loses its first cancellation, as Python 3.11 sometimes does while discord.py connects."""

    lost = False

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        try:
            await super().start(token, reconnect=reconnect)
        except asyncio.CancelledError:
            self.lost = True
            await asyncio.Event().wait()


async def test_a_signal_ends_a_connection_that_loses_its_cancellation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "ProgrammeBot", Stubborn)
    settings = Settings(database=tmp_path / "programme.sqlite3")
    async with Sandbox() as sandbox:
        with pointed(sandbox.rest_url, sandbox.gateway_url):
            async with app.open_bot(settings, Clock()) as bot:
                connection = asyncio.create_task(app.connect(bot, sandbox.token))
                await sandbox.feed.until(lambda: sandbox.gateway.connected or None, within=5, what="the bot")
                connection.cancel()
                done, _ = await asyncio.wait((connection,), timeout=5)
                assert done == {connection}
                assert connection.cancelled()
                assert isinstance(bot, Stubborn)
                assert bot.lost


async def test_a_refused_token_ends_the_start(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        assert await connect(sandbox, tmp_path, "another-token") == REFUSED
        # One that was reset between the login and the gateway
        sandbox.gateway.token = "another-token"
        assert await connect(sandbox, tmp_path, sandbox.token) == REFUSED


async def test_a_discord_that_is_down_ends_the_start(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        sandbox.fail_next("GET /users/@me", status=503)
        assert await connect(sandbox, tmp_path, sandbox.token) == (
            "Discord does not let the bot in (status 503); try again in a minute"
        )
    assert await connect(sandbox, tmp_path, sandbox.token) == (
        "Discord can't be reached (ClientConnectorError): is this machine online?"
    )


async def test_codes_that_no_new_try_mends_end_the_bot_for_good(tmp_path: Path) -> None:
    for code, sentence in (
        (4004, REFUSED),
        (4014, "Discord refuses the intents of this bot; it asks for no privileged ones, so update it"),
    ):
        async with Sandbox() as sandbox:
            with pointed(sandbox.rest_url, sandbox.gateway_url):
                async with app.open_bot(Settings(database=tmp_path / f"{code}.sqlite3"), Clock()) as bot:
                    connection = asyncio.create_task(app.connect(bot, sandbox.token))
                    await sandbox.feed.until(lambda: sandbox.gateway.connected or None, within=5, what="the bot")
                    await sandbox.gateway.drop(code=code)
                    with pytest.raises(StartError) as ended:
                        await connection
            assert str(ended.value) == sentence
            assert not isinstance(ended.value, UnreachableError)
