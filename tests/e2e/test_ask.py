"""Questions by `/ask`, by mention, by reply and in a direct message, through the real client."""

from __future__ import annotations

import pytest

from bot import replying
from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

TITLE = "Supercharge your development environment using Docker"
DOCKER = f"**{TITLE}** is on **Wednesday 23 July at 14:30** in **B05/B06**."
FOLLOWS = "in which room is it?"


@pytest.fixture(autouse=True)
def _patient(town: Town) -> None:
    """Every test begins as if nobody had asked anything."""
    conversations = town.bot.get_cog("Ask").conversations  # type: ignore[union-attr]
    for memory in ("_asked", "_answered", "_paced", "_told"):
        getattr(conversations, memory)._kept.clear()


def mention(town: Town) -> str:
    return f"<@{town.bot.application_id}>"


def first(text: str) -> str:
    return text.splitlines()[0]


async def test_ask_answers_privately_and_can_be_shared(town: Town) -> None:
    reply = await town.ada.slash("ask", question="when is docker?")
    assert first(reply.text) == DOCKER
    assert reply.ephemeral
    assert reply.labels == ["Open", "Not what I meant", "Share here"]
    shared = await (await reply.press("Share here")).follow_up()
    assert first(shared.text) == DOCKER
    assert shared.text.endswith("-# shared by Ada")
    assert not shared.ephemeral


async def test_a_mention_is_answered_in_the_channel_as_a_reply_that_pings_nobody(town: Town) -> None:
    asked = await town.ada.say(f"{mention(town)} when is docker?")
    reply = await town.ada.next_message()
    assert first(reply.text) == DOCKER
    assert reply.message is not None
    assert (reply.message.reference, reply.pings, reply.ephemeral) == (asked.id, (), False)
    assert "Share here" not in reply.labels
    opened = await reply.press("Open", by=town.grace)
    assert opened.ephemeral
    assert first(opened.text) == f"## {TITLE}"


@pytest.mark.parametrize("trouble", ["503", "reset", "lost answer"])
async def test_a_mention_is_answered_once_in_spite_of_a_moments_trouble(
    town: Town, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setattr(replying, "WAITS", (0, 0))
    sandbox, route = town.sandbox, f"POST /channels/{town.sandbox.guild.channel('general').id}/messages"
    if trouble == "503":
        sandbox.fail_next(route, status=503, times=2)
        town.refused += [0, 0]
    else:
        (sandbox.reset_next if trouble == "reset" else sandbox.lose_next)(route, times=2)
    before = sum(entry.what == route for entry in sandbox.log)
    asked = await town.ada.say(f"{mention(town)} when is docker?")

    def tried() -> bool | None:
        return sum(entry.what == route for entry in sandbox.log) - before >= 3 or None

    await sandbox.feed.until(tried, within=5, what="three tries")
    assert first((await town.ada.next_message()).text) == DOCKER
    answers = [message for message in sandbox.guild.channel("general").messages if message.reference == asked.id]
    assert [first(message.text) for message in answers] == [DOCKER]


async def test_a_direct_message_is_answered(town: Town) -> None:
    await town.ada.direct("when is docker?")
    assert first((await town.ada.next_direct()).text) == DOCKER


async def test_a_follow_up_belongs_to_the_last_question_of_that_person_in_that_channel(town: Town) -> None:
    await town.ada.slash("ask", question="when is docker?")
    reply = await town.ada.slash("ask", question=FOLLOWS)
    assert "Docker" in first(reply.text)
    other = await town.grace.slash("ask", question=FOLLOWS)
    assert "Docker" not in first(other.text)


async def test_a_reply_to_an_answer_follows_it_whoever_writes_it(town: Town) -> None:
    await town.ada.say(f"{mention(town)} when is docker?")
    answered = await town.ada.next_message()
    await town.grace.say(FOLLOWS, answering=answered)
    assert "Docker" in first((await town.grace.next_message()).text)


async def expect_silence(town: Town) -> None:
    """What was said before is not answered: the next thing that the bot says answers a direct message."""
    before = len(town.sandbox.guild.channel("general").messages)
    await town.ada.direct("when is docker?")
    await town.ada.next_direct()
    assert len(town.sandbox.guild.channel("general").messages) == before


async def test_a_reply_that_asks_nothing_is_met_with_silence(town: Town) -> None:
    await town.ada.say(f"{mention(town)} when is docker?")
    answered = await town.ada.next_message()
    await town.grace.say("thanks!", answering=answered)
    await expect_silence(town)


async def test_what_is_not_said_to_the_bot_is_met_with_silence(town: Town) -> None:
    await town.ada.say("when is docker?")
    linus = town.sandbox.guild.member("Linus", mention_everyone=True)
    await linus.say(f"@everyone {mention(town)} when is docker?")
    await expect_silence(town)


async def test_a_second_mention_within_five_seconds_is_ignored_but_not_that_of_another(town: Town) -> None:
    await town.ada.say(f"{mention(town)} when is docker?")
    await town.ada.next_message()
    await town.ada.say(f"{mention(town)} when is docker?")
    await expect_silence(town)
    await town.grace.say(f"{mention(town)} when is docker?")
    assert first((await town.grace.next_message()).text) == DOCKER


async def test_a_mention_of_the_role_is_told_once_to_mention_the_bot(town: Town) -> None:
    (role,) = [role for role in town.sandbox.guild.roles.values() if role.managed]
    await town.ada.say(f"<@&{role.id}> when is docker?")
    reply = await town.ada.next_message()
    assert reply.text == (
        "I can't read what is written to my role. Please mention me myself, from the list that opens on @."
    )
    await town.ada.say(f"<@&{role.id}> when is docker?")
    await expect_silence(town)


async def test_a_mention_without_a_question_is_told_what_can_be_asked(town: Town) -> None:
    await town.ada.say(mention(town))
    reply = await town.ada.next_message()
    assert reply.text == (
        "Ask me about EuroPython 2014 in your own words: what is on and when, in which room, who speaks and about what."
    )
    assert reply.labels == ["Today", "Now", "What can I ask?"]


async def test_not_what_i_meant_offers_other_ways(town: Town) -> None:
    reply = await town.ada.slash("ask", question="docker")
    meant = await reply.press("Not what I meant")
    assert "Search docker" in meant.labels
    assert "Back" in meant.labels
    assert first((await meant.press("Back")).text) == DOCKER


async def test_a_long_question_is_kept_for_its_buttons(town: Town) -> None:
    question = "docker " + "is what I would really like to hear about, please, if that is at all possible " * 3
    await town.ada.say(f"{mention(town)} {question}")
    reply = await town.ada.next_message()
    assert "Docker" in reply.text
    meant = await reply.press("Not what I meant")
    assert meant.ephemeral


@pytest.mark.parametrize(
    "text", ["😀🎉", "שלום עולם", "'; DROP TABLE talk; --", 'NEAR("a" b*) OR', "**~~||`<@1>", "x" * 1_900]
)
async def test_whatever_is_written_gets_an_answer(town: Town, text: str) -> None:
    await town.ada.say(f"{mention(town)} {text}")
    assert (await town.ada.next_message()).text


async def test_an_answer_works_after_a_restart(town: Town) -> None:
    await town.ada.say(f"{mention(town)} which talks are on thursday for experts, please, in whatever room it may be?")
    before = await town.ada.next_message()
    await town.restart()
    meant = await before.press("Not what I meant")
    assert meant.ephemeral
    again = await meant.press("Back")
    assert first(again.text) == first(before.text)
