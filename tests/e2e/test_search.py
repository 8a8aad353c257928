"""`/search` and `/talk`, through the real client."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_search_answers_from_the_programme_with_a_private_card(town: Town) -> None:
    reply = await town.ada.slash("search", query="docker")
    lines = reply.text.splitlines()
    assert lines[:3] == [
        "## 1 talk on “docker”",
        "**Supercharge your development environment using Docker** — Deni Bertovic",
        "Wed 23 July, 14:30 · B05/B06 · Novice",
    ]
    assert "**Docker**" in lines[3]
    assert reply.ephemeral
    assert town.sandbox.guild.channel("general").messages == []
