"""A crowd asks at once: everybody is answered in time, or told to try again; autocomplete holds nobody up."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from bot.render import phrases
from bot.sandbox import NotAnswered, Person, Reply
from bot.turns import Turns
from tests.e2e.conftest import StartTown, Town

Act = Callable[[Person, int], Awaitable[Reply]]
# Too long for a button, so that every answer has something stored
LONG = "who talks about docker and nix and python in the afternoon or in the evening of that very day please, number"
ACTS: dict[str, Act] = {
    "## Wednesday 23 July": lambda person, _: person.slash("today"),
    "## Domen Kožar": lambda person, _: person.slash("speaker", name="kozar"),
    "Nothing on “zanzibar of ": lambda person, n: person.slash("ask", question=f"a talk about the zanzibar of {n}?"),
    "": lambda person, n: person.slash("ask", question=f"{LONG} {n}?"),
}


@pytest.mark.slow
async def test_a_thousand_at_once(start: StartTown) -> None:
    async with start() as town:
        people = [town.sandbox.guild.member(f"Person {n}") for n in range(1_000)]
        acts = list(ACTS.items()) * 250
        replies = await asyncio.gather(*(act(p, n) for n, (p, (_, act)) in enumerate(zip(people, acts, strict=True))))
        told = [reply.text == phrases.CROWDED for reply in replies]
        assert [
            reply.text[:60]
            for reply, late, (begin, _) in zip(replies, told, acts, strict=True)
            if not late and not reply.text.startswith(begin)
        ] == []
        assert Counter(told)[False] > 100
        # It is over as soon as it is over
        assert [(await act(town.ada, 0)).text == phrases.CROWDED for act in ACTS.values()] == [False] * 4


async def test_who_waited_too_long_is_told_and_may_try_again(start: StartTown) -> None:
    async with start() as town:
        shown = await town.grace.slash("today")
        town.bot.turns = Turns(answers=1, patience=0.05)
        town.sandbox.slow_next("/callback", seconds=0.3)
        answered, *told = await asyncio.gather(
            town.ada.slash("today"), town.grace.slash("today"), town.ada.slash("now"), shown.press("Now")
        )
        assert answered.text.startswith("## Wednesday 23 July")
        assert [reply.text for reply in told] == [phrases.CROWDED] * 3
        assert (await shown.press("Now")).text.startswith("## On now")


async def test_autocomplete_gives_way_to_those_who_wait(start: StartTown) -> None:
    async with start() as town:
        town.bot.turns = turns = Turns(answers=1)
        over = asyncio.Event()

        async def answer() -> None:
            await turns.take()
            await over.wait()

        answering = asyncio.create_task(answer())
        town.sandbox.interactions.answer_limit = 0.2
        with pytest.raises(NotAnswered):
            await town.grace.autocomplete("talk", title="nix")
        town.sandbox.interactions.answer_limit = 3
        over.set()
        await answering
        assert len(await town.grace.autocomplete("talk", title="nix")) == 1


async def test_an_answer_does_not_wait_for_all_who_are_typing(start: StartTown) -> None:
    async with start() as town:
        order: list[str] = []

        async def typing() -> None:
            await town.grace.autocomplete("talk", title="nix")
            order.append("choices")

        async def asking() -> None:
            await town.ada.slash("today")
            order.append("answer")

        await asyncio.gather(*(typing() for _ in range(400)), asking())
        assert order.index("answer") < 200


async def mention(town: Town, number: int) -> None:
    """Let so many people mention the bot."""
    for n in range(number):
        person = town.sandbox.guild.member(f"Person {n}")
        await person.say(f"<@{town.sandbox.world.bot.id}> who talks about docker?")


def count_replies(town: Town) -> int:
    """How many mentions have their answer."""
    messages = town.sandbox.guild.channel("general").messages
    return sum(message.author is town.sandbox.world.bot and message.visible_to is None for message in messages)


async def test_an_answer_does_not_wait_for_all_who_mention_the_bot(start: StartTown) -> None:
    async with start() as town:
        await mention(town, 200)
        assert (await town.ada.slash("today")).text.startswith("## Wednesday 23 July")
        assert count_replies(town) < 100


async def test_an_end_in_the_middle_is_no_mistake(start: StartTown, caplog: pytest.LogCaptureFixture) -> None:
    async with start() as town:
        await mention(town, 100)
        town.sandbox.interactions.answer_limit = 0.5
        asking = [asyncio.create_task(town.ada.slash("today")) for _ in range(100)]
        await town.sandbox.feed.until(lambda: count_replies(town) or None, within=5, what="the first answer")
        await town.stop()
        await asyncio.gather(*asking, return_exceptions=True)
    assert "is left without an answer: the bot ends" in caplog.text
