"""Answers to interactions whose connection breaks off: before Discord has them, or before it says so."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(("trouble", "refused"), [("reset_next", []), ("lose_next", [40060, 40060])])
async def test_commands_and_presses_are_answered_all_the_same(town: Town, trouble: str, refused: list[int]) -> None:
    break_off = getattr(town.sandbox, trouble)
    town.refused = [*town.refused, *refused]
    break_off("POST /interactions")
    day = await town.ada.slash("today")
    assert day.text.splitlines()[0] == "## Wednesday 23 July · EuroPython 2014"
    break_off("POST /interactions")
    tomorrow = await day.press("Thu 24 July ›")
    assert tomorrow.text.splitlines()[0] == "## Thursday 24 July · EuroPython 2014"
