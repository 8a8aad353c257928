"""Answers to interactions whose connection breaks off: before Discord has them, or before it says so."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_commands_and_presses_are_answered_that_discord_did_not_get(town: Town) -> None:
    town.sandbox.reset_next("POST /interactions")
    day = await town.ada.slash("today")
    assert day.text.splitlines()[0] == "## Wednesday 23 July · EuroPython 2014"
    town.sandbox.reset_next("POST /interactions")
    tomorrow = await day.press("Thu 24 July ›")
    assert tomorrow.text.splitlines()[0] == "## Thursday 24 July · EuroPython 2014"


async def test_an_answer_of_which_only_the_receipt_was_lost_is_one(town: Town) -> None:
    town.sandbox.lose_next("POST /interactions")
    day = await town.ada.slash("today")
    town.refused.append(40060)
    await town.sandbox.feed.until(lambda: len(town.sandbox.log.refused) == 1 or None, within=5, what="a second answer")
    assert day.text.splitlines()[0] == "## Wednesday 23 July · EuroPython 2014"


async def test_what_was_waited_for_arrives_though_discord_did_not_get_it_at_first(town: Town) -> None:
    town.sandbox.reset_next("POST /interactions")
    town.sandbox.reset_next("PATCH /webhooks")
    done = await town.grace.slash("reload")
    assert done.text == "Programme loaded: 9 talks (was 9). Nothing changed."


async def test_a_sentence_arrives_too(town: Town) -> None:
    town.sandbox.reset_next("POST /interactions")
    assert "Nothing is posted in this server." in (await town.grace.slash("settings show")).text
