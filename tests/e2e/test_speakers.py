"""`/speaker`, through the real client."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

JULIE = [
    "## Julie Pichon",
    "-# 1 talk",
    "**I want to help! How to make your first contribution to open-source.**",
    "Wed 23 July, 15:00 · C01 · Novice",
]


@pytest.mark.parametrize("name", ["Julie Pichon", "pichon", "PICHON, julie", "Jule Pichn", "julie-pichon"])
async def test_a_speaker_is_found_by_any_way_to_write_the_name(town: Town, name: str) -> None:
    reply = await town.ada.slash("speaker", name=name)
    assert reply.text.splitlines() == JULIE
    assert (reply.labels, reply.ephemeral) == (["Share here"], True)


async def test_a_moderator_gets_the_same_answer(town: Town) -> None:
    reply = await town.grace.slash("speaker", name="Julie Pichon")
    assert (reply.text.splitlines(), reply.ephemeral) == (JULIE, True)


async def test_two_matching_people_are_offered_and_either_opens(town: Town) -> None:
    which = await town.ada.slash("speaker", name="juli")
    assert which.text == 'Which one? 2 speakers fit "juli".'
    assert which.labels == ["Julia S. Simon (juliass)", "Julie Pichon"]
    julie = await which.press("Julie Pichon")
    assert julie.text.splitlines() == JULIE
    again = await julie.press("Back")
    assert (again.text, again.message) == (which.text, which.message)


async def test_nobody_of_that_name_says_so_and_offers_the_nearest(town: Town) -> None:
    reply = await town.ada.slash("speaker", name="xyzzy")
    assert reply.text == 'Nobody called "xyzzy" speaks at EuroPython 2014. Did you mean:'
    assert len(reply.labels) == 3
    first = reply.labels[0]
    assert (await reply.press(first)).text.splitlines()[0] == f"## {first}"


async def test_from_a_speaker_to_the_talk_and_back(town: Town) -> None:
    speaker = await town.ada.slash("speaker", name="Julie Pichon")
    talk = await speaker.select("I want to help! How to make your first contribution to open-source.")
    assert talk.text.splitlines()[1] == "**Julie Pichon**"
    assert (await talk.press("Back")).text == speaker.text


async def test_from_a_talk_to_its_speaker_and_back(town: Town) -> None:
    talk = await town.ada.slash("talk", title="How to Setup a new Python Project")
    felix = await talk.press("Felix Wick")
    assert felix.text.splitlines()[:3] == ["## Felix Wick", "-# 1 talk", "**How to Setup a new Python Project**"]
    assert (await felix.press("Back")).text == talk.text


async def test_speakers_are_offered_and_an_offered_one_opens(town: Town) -> None:
    everybody = await town.ada.autocomplete("speaker", name="")
    assert [choice.name for choice in everybody][:3] == ["Alex Brasetvik", "Deni Bertovic", "Domen Kožar"]
    assert len(everybody) == 10
    [michael] = await town.ada.autocomplete("speaker", name="mic")
    assert michael.name == "Michael König"
    reply = await town.ada.slash("speaker", name=michael.value)
    assert reply.text.splitlines()[0] == "## Michael König"


async def test_speakers_work_in_a_direct_message(town: Town) -> None:
    reply = await town.ada.slash("speaker", name="Julie Pichon", channel=town.ada.dm())
    assert (reply.text.splitlines(), reply.labels) == (JULIE, [])
