"""*Share here*: a private card posted for all, once; and what its buttons do for whoever presses them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import pytest

from bot.sandbox import Refused
from bot.sandbox.messages import Message
from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

DOCKER = "Supercharge your development environment using Docker"
SHARED = "Shared in this channel."
MAY_NOT = "You may not write in this channel, so I can't post it here for you."


def posted(town: Town) -> list[Message]:
    """What stands in #programme for all."""
    return town.sandbox.guild.channel("programme").messages


@pytest.fixture(autouse=True)
def _empty_channel(town: Town) -> None:
    town.sandbox.guild.channel("programme").history.clear()


async def test_a_card_is_posted_for_all_with_the_name_of_who_shared_it(town: Town) -> None:
    card = await town.ada.slash("search", query="docker", channel="programme")
    assert posted(town) == []
    after = await card.press("Share here")
    public = await after.follow_up()
    assert posted(town) == [public.message]
    assert public.text == f"{card.text}\n-# shared by Ada"
    assert (public.ephemeral, public.pings, public.labels) == (False, (), [])
    assert [option.label for option in public.options] == [DOCKER]


async def test_the_private_card_says_that_it_was_shared_and_loses_the_button(town: Town) -> None:
    card = await town.ada.slash("today", channel="programme")
    after = await card.press("Share here")
    await after.follow_up()
    assert (after.message, after.ephemeral) == (card.message, True)
    assert after.text == f"{card.text}\n-# {SHARED}"
    assert after.labels == [label for label in card.labels if label != "Share here"]
    with pytest.raises(Refused, match="no button 'Share here'"):
        await card.press("Share here")
    assert len(posted(town)) == 1


async def test_of_two_presses_at_once_one_posts(town: Town) -> None:
    card = await town.ada.slash("talk", title="docker", channel="programme")
    answers = await asyncio.gather(card.press("Share here"), card.press("Share here"))
    [posting] = [answer for answer in answers if answer.message is card.message]
    [told] = [answer for answer in answers if answer.message is not card.message]
    await posting.follow_up()
    assert (told.text, told.ephemeral) == (SHARED, True)
    assert len(posted(town)) == 1


async def test_a_name_is_shown_as_it_is_written_and_pings_nobody(town: Town) -> None:
    name = "**Eve** @everyone"
    person = town.sandbox.guild.member(name, mention_everyone=True)
    card = await person.slash("talk", title="docker", channel="programme")
    public = await (await card.press("Share here")).follow_up()
    assert public.text.splitlines()[-1] == "-# shared by \\*\\*Eve\\*\\* \\@everyone"
    assert public.pings == ()


async def test_a_mention_as_a_name_pings_nobody(town: Town) -> None:
    person = town.sandbox.guild.member(f"<@{town.grace.user.id}>")
    card = await person.slash("today", channel="programme")
    public = await (await card.press("Share here")).follow_up()
    assert public.message is not None
    assert (public.pings, public.message.mentions) == ((), [])
    assert f"<@{town.grace.user.id}>" not in public.text


async def test_where_a_person_may_not_write_nothing_can_be_shared(town: Town) -> None:
    card = await town.ada.slash("today", channel="announcements")
    assert card.text.splitlines()[0] == "## Wednesday 23 July · EuroPython 2014"
    assert "Share here" not in card.labels


async def test_sharing_is_refused_when_the_right_was_lost_meanwhile(town: Town) -> None:
    channel = town.sandbox.guild.add_channel("corridor")
    card = await town.ada.slash("today", channel=channel)
    channel.allow(town.ada, send_messages=False)
    refused = await card.press("Share here")
    assert (refused.text, refused.ephemeral) == (MAY_NOT, True)
    assert channel.messages == []
    assert card.message is not None
    assert card.message.text == card.text
    channel.allow(town.ada, send_messages=True)
    await (await card.press("Share here")).follow_up()
    assert len(channel.messages) == 1


async def test_a_card_that_was_not_posted_can_be_shared_again(
    town: Town, announce_errors: Callable[[str], None]
) -> None:
    announce_errors("incident .* in interaction")
    town.refused.append(0)
    card = await town.ada.slash("today", channel="programme")
    town.sandbox.fail_next("POST /webhooks/", status=403)
    told = await (await card.press("Share here")).follow_up()
    assert re.fullmatch(
        "That did not work, and it is our fault. Please try again; if it stays, tell a moderator: error [0-9a-f]{4}.",
        told.text,
    )
    assert told.ephemeral
    assert posted(town) == []
    assert card.message is not None
    assert (card.message.text, [button.label for button in card.message.buttons]) == (card.text, card.labels)
    public = await (await card.press("Share here")).follow_up()
    assert posted(town) == [public.message]


async def test_a_shared_card_answers_everybody_privately_and_stays_as_it_is(town: Town) -> None:
    card = await town.ada.slash("today", channel="programme")
    public = await (await card.press("Share here")).follow_up()
    before = public.payload
    for person in (town.ada, town.grace, town.sandbox.guild.member("Linus")):
        answer = await public.press("Thu 24 July ›", by=person)
        assert answer.text.splitlines()[0] == "## Thursday 24 July · EuroPython 2014"
        assert (answer.ephemeral, answer.message is public.message) == (True, False)
        assert "Share here" in answer.labels
        talk = await public.select(DOCKER, by=person)
        assert (talk.text.splitlines()[0], talk.ephemeral) == (f"## {DOCKER}", True)
    assert public.message is not None
    assert public.message.payload() == before
    assert posted(town) == [public.message]


async def test_many_people_at_once_get_an_answer_each(town: Town) -> None:
    card = await town.ada.slash("today", channel="programme")
    public = await (await card.press("Share here")).follow_up()
    people = [town.sandbox.guild.member(f"Person {number}") for number in range(30)]
    answers = await asyncio.gather(*(public.select(DOCKER, by=person) for person in people))
    assert [answer.text.splitlines()[0] for answer in answers] == [f"## {DOCKER}"] * 30
    assert [answer.message and answer.message.visible_to for answer in answers] == [person.user for person in people]
    assert posted(town) == [public.message]


async def test_a_private_answer_to_a_shared_card_is_turned_and_shared_in_its_turn(town: Town) -> None:
    first = await (await (await town.ada.slash("today", channel="programme")).press("Share here")).follow_up()
    private = await first.select(DOCKER, by=town.grace)
    day = await private.press("Back")
    assert (day.message, day.text) == (private.message, "\n".join(first.text.splitlines()[:-1]))
    second = await (await day.press("Share here")).follow_up()
    assert second.text == f"{day.text}\n-# shared by Grace"
    assert len(posted(town)) == 2


async def test_the_private_card_works_on_after_it_was_shared(town: Town) -> None:
    card = await town.ada.slash("search", query="docker", channel="programme")
    after = await card.press("Share here")
    await after.follow_up()
    talk = await after.select(DOCKER)
    assert (talk.message, talk.ephemeral) == (card.message, True)
    await (await talk.press("Share here")).follow_up()
    assert [message.text.splitlines()[0] for message in posted(town)] == ["## 1 talk on “docker”", f"## {DOCKER}"]


async def test_questions_which_one_is_meant_are_not_shared(town: Town) -> None:
    which = await town.ada.slash("speaker", name="juli", channel="programme")
    assert "Share here" not in which.labels
