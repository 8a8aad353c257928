"""Programmes as bad as they come: every command answers, nothing is refused by Discord, and nobody is pinged."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import pytest

from bot.sandbox import Reply, Sandbox
from tests.e2e.conftest import Schedule, StartTown, Town

DAY = "2026-10-24"
EVENING = datetime.fromisoformat("2026-10-24T23:30:00+02:00")
# Presses from one answer on; each is another button or option than all before
STEPS = 60
OURS = "it is our fault"
# What Discord's client would show as a mention, a command or a channel
LIVE = re.compile(r"(?<!\\)<(?:@[!&]?\d|#\d|/\w|id:|:\w)|(?<!\\)@(?:everyone|here)")
NASTY = [
    "W" * 300,
    "Ж 🦄" * 75,
    "**bold __under__ ~~struck~~ ||hidden|| `code` [link](https://example.org) <t:0:R>",
    "```py\nnever closed",
    "# Heading\n> quote\n- list\n-# small",
    "\u202eright to left override\u202d and \u2066back\u2069",
    "\u0645\u0624\u062a\u0645\u0631 \u05e9\u05dc\u05d5\u05dd",
    "\u200b\u200d\u2060\ufeff",
    "  ",
    "_" * 100,
    "\\" * 99,
    "Z̸͎a̴͓l̷g̵o" * 30,
    "talk:1|share:2#3%7C",
    "' OR 1=1; DROP TABLE talk; --",
    '"quoted" AND NOT (NEAR*',
    "https://example.org/" + "a" * 280,
]


def event(number: int, title: str, **more: Any) -> dict[str, Any]:
    """A talk at ten o'clock, in a room, by a person with the talk's title for a name."""
    return {
        "code": f"nasty-{number}",
        "title": title,
        "date": f"{DAY}T10:00:00+02:00",
        "duration": "00:30",
        "room": title[:80],
        "track": title,
        "level": title,
        "language": title,
        "abstract": f"{title} " * 3,
        "description": "\n\n".join([title] * 20),
        "persons": [{"code": f"person-{number}", "name": title, "biography": f"{title}. " * 12}],
        "links": [{"title": title, "url": "javascript:alert(1)"}, {"title": title, "url": "https://example.org/ok"}],
    } | more


def mentions(sandbox: Sandbox) -> list[str]:
    """Texts that would ping somebody or everybody, if anything did."""
    guild = sandbox.guild
    grace, helpers = guild.member("Grace").user, guild.role("Helpers")
    return [
        f"<@{grace.id}> <@!{grace.id}>",
        f"<@&{helpers.id}>",
        "@everyone @here",
        f"<#{guild.channel('general').id}>",
        "</reload:1> <:name:1> <id:customize>",
    ]


def write_nasty(schedule: Schedule) -> Callable[[Sandbox], None]:
    """Writes a programme of nasty texts and hours, with mentions of who is really there."""

    def write(sandbox: Sandbox) -> None:
        texts = [*NASTY, *mentions(sandbox)]
        odd = [
            event(900, "Nobody speaks", persons=[]),
            event(901, "Nowhere", room=""),
            event(902, "No hour", date="", duration="", start=""),
            event(
                903, "Nothing at all", persons=[], room="", track="", level="", abstract="", description="", links=[]
            ),
            event(904, "Over midnight", date=f"{DAY}T23:00:00+02:00", duration="02:00"),
            event(905, "At midnight", date="2026-10-25T00:00:00+02:00"),
            event(906, "The night's first hour", date="2026-10-25T02:30:00+02:00"),
            event(907, "The night's second hour", date="2026-10-25T02:30:00+01:00"),
            event(908, "No time at all", duration="00:00"),
            event(909, "Days on end", duration="72:00"),
            event(910, "CANCELLED: Not today"),
            event(911, "Many people", persons=[{"code": f"p{n}", "name": f"Wren Holloway {n}"} for n in range(40)]),
            event(912, "Namesakes", persons=[{"code": f"same{n}", "name": "Robin Vale"} for n in range(3)]),
            event(913, "An id from hell", code="a:b|c#d%3A" * 20),
        ]
        # So that a day of sixty talks is among it
        crowd = [
            event(n, f"Crowd {n}", date=f"2026-10-26T{8 + n // 6:02}:{n % 6 * 10:02}:00+01:00", room=f"Room {n % 6}")
            for n in range(60)
        ]
        schedule.write(*(event(1000 + n, text) for n, text in enumerate(texts)), *odd, *crowd, title=texts[2])

    return write


@pytest.fixture
async def town(start: StartTown, schedule: Schedule) -> AsyncIterator[Town]:
    """A town with the nasty programme, late in the evening before clocks are set back."""
    async with start(now=EVENING, programme_source=schedule.source, prepare=write_nasty(schedule)) as running:
        yield running


def check(reply: Reply) -> None:
    """An answer that is one: there, private, without a ping, and no apology."""
    assert reply.message is not None
    assert reply.text != ""
    assert (reply.ephemeral, reply.pings, reply.message.mentions, reply.message.mention_roles) == (True, (), [], [])
    assert OURS not in reply.text
    assert LIVE.findall(reply.text) == []


def presses(reply: Reply) -> list[tuple[str, str]]:
    """What can be done with a card: its buttons by `custom_id`, and the options of its selects by value."""
    buttons = [
        (button.custom_id, "") for button in reply.buttons if button.custom_id and "share|" not in button.custom_id
    ]
    return [*buttons, *((select.custom_id, option.value) for select in reply.selects for option in select.options)]


async def wander(reply: Reply, seen: set[tuple[str, str]]) -> None:
    """Press on from an answer, each time what nobody has pressed yet."""
    for _ in range(STEPS):
        check(reply)
        fresh = [press for press in presses(reply) if press not in seen]
        if not fresh:
            return
        seen.add(fresh[0])
        button, value = fresh[0]
        reply = await (reply.select(value) if value else reply.press(button))


async def test_every_command_answers_and_so_does_all_that_can_be_pressed(town: Town) -> None:
    ada, programme = town.ada, town.bot.snapshot.programme
    seen: set[tuple[str, str]] = set()
    for name in ("today", "now", "next", "help"):
        await wander(await ada.slash(name), seen)
    for day in programme.days:
        await wander(await ada.slash("day", date=day.isoformat()), seen)
    for talk in programme.talks:
        await wander(await ada.slash("talk", title=talk.id), seen)
    for speaker in programme.speakers:
        await wander(await ada.slash("speaker", name=speaker.id), seen)
    for name in ("status", "help"):
        check(await town.grace.slash(name))
    assert len(seen) > 300


async def test_what_is_lacking_is_said_or_left_out(town: Town) -> None:
    heads = {
        "nasty-1007": ["## (no title)", "Saturday 24 October, 10:00 to 10:30 · Vienna"],
        "nasty-1018": ["## \\@everyone \\@here", "**\\@everyone \\@here**"],
        "nasty-902": ["## No hour", "**No hour**", "Not scheduled yet"],
        "nasty-903": ["## Nothing at all", "Saturday 24 October, 10:00 to 10:30 · Vienna"],
        "nasty-905": ["## At midnight", "**At midnight**", "Sunday 25 October, 00:00 to 00:30 · At midnight · Vienna"],
        "nasty-908": [
            "## No time at all",
            "**No time at all**",
            "Saturday 24 October, 10:00 · No time at all · Vienna",
        ],
        "nasty-910": ["**This talk is cancelled.**", "## Not today"],
        "nasty-912": ["## Namesakes", "**Robin Vale, Robin Vale and Robin Vale**"],
    }
    texts = {talk: (await town.ada.slash("talk", title=talk)).text.splitlines() for talk in heads}
    assert {talk: texts[talk][: len(lines)] for talk, lines in heads.items()} == heads


async def test_a_mention_in_a_programme_is_shown_as_it_is_written(town: Town) -> None:
    user = town.grace.user.id
    reply = await town.ada.slash("talk", title="nasty-1016")
    assert reply.text.splitlines()[0] == f"## \\<@{user}\\> \\<@!{user}\\>"


async def test_namesakes_are_told_apart_by_their_talks(town: Town) -> None:
    reply = await town.ada.slash("speaker", name="Robin Vale")
    assert reply.text == 'Which one? 3 speakers fit "Robin Vale".'
    assert [(option.label, option.description) for option in reply.options] == [("Robin Vale", "Namesakes")] * 3
    assert len({option.value for option in reply.options}) == 3


async def test_anything_may_be_typed(town: Town) -> None:
    for text in (*NASTY, *mentions(town.sandbox)):
        typed = text[:100]
        for command, option in (("search", "query"), ("talk", "title"), ("speaker", "name"), ("day", "date")):
            check(await town.ada.slash(command, {option: typed}))
            offered = await town.ada.autocomplete(command, {option: typed})
            assert len(offered) <= 25
        for option in ("day", "track", "room", "level"):
            check(await town.ada.slash("search", {"query": typed, option: typed}))
            await town.ada.autocomplete("search", {"query": typed, option: typed})
        for command in ("now", "next"):
            check(await town.ada.slash(command, room=typed))


async def test_what_is_offered_is_understood(town: Town) -> None:
    for option in ("day", "track", "room", "level"):
        for choice in await town.ada.autocomplete("search", {"query": "crowd", option: ""}):
            reply = await town.ada.slash("search", {"query": "crowd", option: choice.value})
            check(reply)
            assert not reply.text.startswith(("There is no", "I can't find"))


async def test_sharing_any_card_pings_nobody(town: Town) -> None:
    for talk in town.bot.snapshot.programme.talks:
        card = await town.ada.slash("talk", title=talk.id)
        public = await (await card.press("Share here")).follow_up()
        assert public.message is not None
        assert (public.ephemeral, public.pings, public.message.mentions) == (False, (), [])


async def test_the_night_in_which_clocks_are_set_back(town: Town) -> None:
    lines = {
        "2026-10-25T00:30:00+02:00": "## On now · 00:30 in Vienna (CEST)",
        "2026-10-25T02:35:00+02:00": "## On now · 02:35 in Vienna (CEST)",
        "2026-10-25T02:35:00+01:00": "## On now · 02:35 in Vienna (CET)",
    }
    for moment, first_line in lines.items():
        town.clock.set(datetime.fromisoformat(moment))
        now = await town.ada.slash("now")
        assert now.text.splitlines()[0] == first_line
        for name in ("today", "next"):
            check(await town.ada.slash(name))


async def test_a_programme_without_talks_answers_every_command(start: StartTown, schedule: Schedule) -> None:
    schedule.write()
    async with start(now=EVENING, programme_source=schedule.source) as town:
        for name in ("today", "now", "next", "help"):
            await wander(await town.ada.slash(name), set())
        for command, option in (("search", "query"), ("talk", "title"), ("speaker", "name"), ("day", "date")):
            check(await town.ada.slash(command, {option: "anything"}))
            await town.ada.autocomplete(command, {option: ""})
        check(await town.grace.slash("status"))
