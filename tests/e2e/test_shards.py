"""A bot that is shared out among several connections."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox import Sandbox
from tests.e2e.conftest import StartTown, Town

SHARDS = 2


def add_guilds(sandbox: Sandbox) -> None:
    """As many servers as it takes for each shard to have one."""
    sandbox.gateway.recommended_shards = SHARDS
    while len({(guild.id >> 22) % SHARDS for guild in sandbox.guilds}) < SHARDS:
        sandbox.add_guild(f"Conference {len(sandbox.guilds)}")


async def ask_everywhere(town: Town) -> set[int]:
    """Have a question answered in every server; the shards that were asked."""
    for guild in town.sandbox.guilds:
        reply = await guild.member("Asker").slash("search", query="docker")
        assert "ocker" in reply.text
    return {(guild.id >> 22) % SHARDS for guild in town.sandbox.guilds}


# The library waits five seconds between two connections, as Discord asks for
@pytest.mark.slow
@pytest.mark.parametrize("chosen", [None, SHARDS])
async def test_every_server_is_answered_also_after_one_connection_was_lost(
    start: StartTown, chosen: int | None
) -> None:
    async with start(prepare=add_guilds, shards=chosen) as town:
        assert town.bot.shard_count == SHARDS
        assert await ask_everywhere(town) == {0, 1}
        resumed = asyncio.ensure_future(town.bot.wait_for("shard_resumed", timeout=10))
        await town.sandbox.gateway.drop(shard=1)
        assert await resumed == 1
        assert await ask_everywhere(town) == {0, 1}
