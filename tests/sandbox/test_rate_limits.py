"""Discord's rate limits: what its answers say of them, and how the real client keeps to them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox import Limit, Person, RateLimits, Sandbox
from tests.sandbox.conftest import Answer, ExampleBot

Api = Callable[..., Awaitable[Answer]]
SEND = "POST /channels/{channel}/messages"


def told(answer: Answer) -> tuple[int, str | None, str | None]:
    """The status and what the headers say of the bucket."""
    return answer.status, answer.headers.get("X-RateLimit-Limit"), answer.headers.get("X-RateLimit-Remaining")


async def test_nothing_is_counted_until_it_is_asked_for(sandbox: Sandbox, api: Api) -> None:
    path = f"/channels/{sandbox.guild.channel('general').id}/messages"
    answers = [await api("POST", path, {"content": "x"}) for _ in range(6)]
    assert {told(answer) for answer in answers} == {(200, None, None)}


async def test_each_channel_has_a_bucket_for_messages(sandbox: Sandbox, api: Api) -> None:
    sandbox.rate_limits = RateLimits()
    general, other = (f"/channels/{sandbox.guild.channel(name).id}/messages" for name in ("general", "programme"))
    answers = [await api("POST", general, {"content": "x"}) for _ in range(6)]
    assert [told(answer) for answer in answers] == [
        (200, "5", "4"),
        (200, "5", "3"),
        (200, "5", "2"),
        (200, "5", "1"),
        (200, "5", "0"),
        (429, "5", "0"),
    ]
    first, last = answers[0], answers[-1]
    assert last.headers["X-RateLimit-Bucket"] == first.headers["X-RateLimit-Bucket"]
    assert (last.headers["X-RateLimit-Scope"], last.headers["Via"], last.body["global"]) == (
        "user",
        "1.1 sandbox",
        False,
    )
    assert 0 < last.body["retry_after"] <= float(first.headers["X-RateLimit-Reset-After"]) == 5
    assert last.headers["Retry-After"] == "5"
    assert told(await api("POST", other, {"content": "x"})) == (200, "5", "4")
    assert told(await api("GET", general)) == (200, "10", "9")
    refused = await api("POST", other, {"content": ""})
    assert told(refused) == (400, "5", "3")


async def test_all_requests_together_have_a_limit_too(sandbox: Sandbox, api: Api) -> None:
    sandbox.rate_limits = RateLimits(everywhere=Limit(2, 60))
    for path in ("/users/@me", "/gateway/bot"):
        assert (await api("GET", path)).status == 200
    refused = await api("GET", f"/guilds/{sandbox.guild.id}")
    assert (told(refused), refused.body["global"]) == ((429, None, None), True)
    assert (refused.headers["X-RateLimit-Global"], refused.headers["X-RateLimit-Scope"]) == ("true", "global")


async def test_the_client_keeps_to_the_buckets(sandbox: Sandbox, bot: ExampleBot) -> None:
    sandbox.rate_limits = RateLimits(routes={SEND: Limit(2, 0.1)})
    channel = bot.get_partial_messageable(sandbox.guild.channel("general").id)
    await asyncio.gather(*(channel.send(str(number)) for number in range(7)))
    assert len(sandbox.guild.channel("general").messages) == 7
    assert sandbox.log.refused == []


async def test_answers_are_exempt_from_the_limit_for_everything(sandbox: Sandbox, bot: ExampleBot, ada: Person) -> None:
    sandbox.rate_limits = RateLimits(everywhere=Limit(0, 60))
    card = await ada.slash("card", query="x")
    assert (await card.press("Defer")).text.splitlines()[0] == "deferred"
    assert sandbox.log.refused == []


@pytest.mark.parametrize("asked", [True, False])
async def test_the_client_waits_with_everything(sandbox: Sandbox, bot: ExampleBot, asked: bool) -> None:
    channels = [sandbox.guild.add_channel(f"room-{number}") for number in range(6)]
    if asked:
        sandbox.fail_next("POST /channels", status=429, json={"global": True, "retry_after": 0.1})
    else:
        sandbox.rate_limits = RateLimits(everywhere=Limit(4, 0.1))
    await asyncio.gather(*(bot.get_partial_messageable(channel.id).send("x") for channel in channels))
    assert [len(channel.messages) for channel in channels] == [1] * 6
    assert {(entry.status, entry.code) for entry in sandbox.log.refused} == {(429, 0)}
