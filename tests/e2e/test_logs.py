"""What a bot at work writes to its log at DEBUG: no token, nothing of what was asked or by whom."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

import discord
import pytest

from bot import logs
from tests.e2e.conftest import StartTown


@pytest.fixture
def debug_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Everything that is logged at DEBUG, by every library too, as a collector of logs gets it."""
    names = ("", "discord", "aiohttp", "asyncio", "aiosqlite")
    levels = {name: logging.getLogger(name).level for name in names}
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.set_up("DEBUG")
    handler = logging.getLogger().handlers[-1]
    yield written.getvalue
    logging.getLogger().removeHandler(handler)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.mark.parametrize("everything", [False, True])
async def test_no_token_and_no_question_is_logged(
    start: StartTown, debug_log: Callable[[], str], everything: bool
) -> None:
    if everything:  # what an operator can't choose: the libraries at DEBUG
        for name in ("discord", "aiohttp"):
            logging.getLogger(name).setLevel(logging.DEBUG)
    tokens: list[str] = []

    async def collect(interaction: discord.Interaction[Any]) -> None:
        tokens.append(interaction.token)

    async with start() as town:
        tokens.append(town.sandbox.token)
        town.bot.add_listener(collect, "on_interaction")
        await town.ada.slash("search", query="zanzibar quokka")
        await town.ada.slash("speaker", name="kozar")
        await town.ada.say(f"<@{town.sandbox.world.bot.id}> what about the quokka?")
        await town.ada.next_message()
    assert len(tokens) == 3
    written = debug_log()
    lines = [json.loads(line) for line in written.split("\n")[:-1]]
    assert {line["level"] for line in lines} == ({"DEBUG", "INFO"} if everything else {"INFO"})
    assert [token for token in tokens if token in written] == []
    if not everything:
        assert "quokka" not in written
        assert "Ada" not in written
