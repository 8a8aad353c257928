"""`/today`, `/day`, `/now` and `/next`, through the real client."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

WEDNESDAY = """\
## Wednesday 23 July · EuroPython 2014
-# 4 talks · hours in Berlin (CEST) · day 3 of 5
**10:00** · C01 · on now, 20 minutes left
**Embedding Python: Charming the Snake with C++** — Michael König · Advanced
**14:00** · C01
**How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice · Best Practices
**14:30** · B05/B06
**Supercharge your development environment using Docker** — Deni Bertovic · Novice · System Administration
**15:00** · C01
**I want to help! How to make your first contribution to open-source.** — Julie Pichon · Novice"""
THURSDAY = "## Thursday 24 July · EuroPython 2014"
NOW = """\
## On now · 10:10 in Berlin (CEST)
C01 · **Embedding Python: Charming the Snake with C++** — Michael König · Advanced · 20 minutes left"""
NEXT = """\
## Next: 14:00, in 3 hours 50 minutes
-# hours in Berlin (CEST) · for you <t:1406116800:f>
C01 · **How to Setup a new Python Project** — Felix Wick and Florian Wilhelm · Novice"""


async def test_today_shows_the_day_hour_by_hour(town: Town) -> None:
    reply = await town.ada.slash("today")
    assert (reply.text, reply.ephemeral) == (WEDNESDAY, True)
    assert reply.labels == ["‹ Tue 22 July", "Thu 24 July ›", "Now", "In my time", "Share here"]
    assert len(reply.options) == 4


async def test_a_moderator_gets_the_same_answers(town: Town) -> None:
    texts = [(await town.grace.slash(name)).text for name in ("today", "now", "next")]
    assert texts == [WEDNESDAY, NOW, NEXT]


@pytest.mark.parametrize(
    ("now", "sentence", "day"),
    [
        (
            "2014-07-18T12:00:00+02:00",
            "EuroPython 2014 starts in 3 days, on Monday 21 July. Here is the first day with talks.",
            "## Tuesday 22 July · EuroPython 2014",
        ),
        (
            "2014-08-01T12:00:00+02:00",
            "EuroPython 2014 is over (21 to 25 July 2014). Here is the last day with talks; /day shows any other.",
            THURSDAY,
        ),
    ],
)
async def test_today_before_and_after_the_conference(town: Town, now: str, sentence: str, day: str) -> None:
    town.clock.set(datetime.fromisoformat(now))
    reply = await town.ada.slash("today")
    assert reply.text.splitlines()[:2] == [sentence, day]


async def test_the_small_hours_belong_to_the_day_before(town: Town) -> None:
    town.clock.set(datetime.fromisoformat("2014-07-24T03:59:00+02:00"))
    assert (await town.ada.slash("today")).text.splitlines()[0] == "## Wednesday 23 July · EuroPython 2014"
    town.clock.set(datetime.fromisoformat("2014-07-24T04:00:00+02:00"))
    assert (await town.ada.slash("today")).text.splitlines()[0] == THURSDAY


async def test_what_is_over_is_folded_and_opens_again(town: Town) -> None:
    town.clock.set(datetime.fromisoformat("2014-07-23T14:45:00+02:00"))
    reply = await town.ada.slash("today")
    assert reply.text.splitlines()[2] == "-# 2 talks earlier today"
    whole = await reply.press("Earlier today")
    assert whole.text.splitlines()[2:4] == [
        "**10:00** · C01",
        "**Embedding Python: Charming the Snake with C++** — Michael König · Advanced",
    ]
    assert len(whole.options) == 4


async def test_days_are_turned_to_the_end_and_back(town: Town) -> None:
    reply = await town.ada.slash("today")
    thursday = await reply.press("Thu 24 July ›")
    assert (thursday.text.splitlines()[0], thursday.message) == (THURSDAY, reply.message)
    assert thursday.labels == ["‹ Wed 23 July", "In my time", "Share here"]
    assert (await thursday.press("‹ Wed 23 July")).text == WEDNESDAY


async def test_a_day_in_the_readers_own_time(town: Town) -> None:
    mine = await (await town.ada.slash("today")).press("In my time")
    assert mine.text.splitlines()[1:3] == [
        "-# 4 talks · hours in your own time zone · day 3 of 5",
        "**<t:1406102400:t>** · C01 · on now, 20 minutes left",
    ]
    hall = await mine.press("In the hall's time")
    assert hall.text == WEDNESDAY


async def test_a_talk_opens_from_a_day_and_leads_back_to_it(town: Town) -> None:
    today = await town.ada.slash("today")
    talk = await today.select("How to Setup a new Python Project")
    assert talk.text.splitlines()[0] == "## How to Setup a new Python Project"
    assert (await talk.press("Back")).text == WEDNESDAY


@pytest.mark.parametrize("date", ["2014-07-24", "Thursday", "thu 24", "24 July", "tomorrow", "day 4"])
async def test_any_day_by_any_way_to_write_it(town: Town, date: str) -> None:
    reply = await town.ada.slash("day", date=date)
    assert (reply.text.splitlines()[0], reply.ephemeral) == (THURSDAY, True)


async def test_a_day_without_talks_says_so(town: Town) -> None:
    reply = await town.ada.slash("day", date="friday")
    assert reply.text.splitlines()[-1] == "Nothing is scheduled on Friday 25 July."


async def test_what_is_no_day_offers_those_that_are(town: Town) -> None:
    reply = await town.ada.slash("day", date="Moon")
    assert reply.text == (
        'I can\'t find a day "Moon" in EuroPython 2014. Its days are 21 to 25 July 2014. Choose one of those offered.'
    )
    assert len(reply.options) == 5
    thursday = await reply.select("Thursday 24 July")
    assert thursday.text.splitlines()[0] == THURSDAY
    assert (await thursday.press("Back")).text == reply.text


async def test_days_are_offered_and_an_offered_one_opens(town: Town) -> None:
    offered = await town.ada.autocomplete("day", date="")
    assert [choice.name for choice in offered] == [
        "Monday 21 July · no talks",
        "Tuesday 22 July · 2 talks",
        "Wednesday 23 July · 4 talks",
        "Thursday 24 July · 3 talks",
        "Friday 25 July · no talks",
    ]
    reply = await town.ada.slash("day", date=offered[3].value)
    assert reply.text.splitlines()[0] == THURSDAY


async def test_now_and_next_lead_to_each_other(town: Town) -> None:
    now = await town.ada.slash("now")
    assert (now.text, now.ephemeral) == (NOW, True)
    coming = await now.press("Next")
    assert (coming.text, coming.message) == (NEXT, now.message)
    assert (await coming.press("Now")).text == NOW


async def test_now_follows_the_clock_also_on_a_card_from_before(town: Town) -> None:
    coming = await town.ada.slash("next")
    town.clock.set(datetime.fromisoformat("2014-07-23T14:40:00+02:00"))
    now = await coming.press("Now")
    assert now.text.splitlines() == [
        "## On now · 14:40 in Berlin (CEST)",
        "B05/B06 · **Supercharge your development environment using Docker** — Deni Bertovic · Novice"
        " · 20 minutes left",
    ]


@pytest.mark.parametrize("room", ["B05/B06", "b05/b06", "b5/b6"])
async def test_next_in_one_room(town: Town, room: str) -> None:
    reply = await town.ada.slash("next", room=room)
    assert reply.text.splitlines()[0] == "## Next in B05/B06: 14:30, in 4 hours 20 minutes"


async def test_nothing_on_in_a_room_shows_what_comes_next_there(town: Town) -> None:
    reply = await town.ada.slash("now", room="B09")
    assert reply.text.splitlines()[0] == "Nothing is on in B09 right now."


@pytest.mark.parametrize("command", ["now", "next"])
async def test_rooms_are_offered_and_an_unknown_one_is_named(town: Town, command: str) -> None:
    offered = await town.ada.autocomplete(command, room="b")
    assert [choice.value for choice in offered] == ["B05/B06", "B07/B08", "B09"]
    reply = await town.ada.slash(command, room="Moon")
    assert reply.text == 'There is no room "Moon". The rooms are: B05/B06, B07/B08, B09, C01.'


async def test_nothing_comes_after_the_last_talk(town: Town) -> None:
    town.clock.set(datetime.fromisoformat("2014-07-24T18:00:00+02:00"))
    now, coming = await town.ada.slash("now"), await town.ada.slash("next")
    assert now.text.splitlines() == ["Nothing is on right now.", "Nothing comes after this: the programme is over."]
    assert coming.text == "Nothing comes after this: the programme is over."


@pytest.mark.parametrize(("command", "text"), [("today", WEDNESDAY), ("now", NOW), ("next", NEXT)])
async def test_the_day_works_in_a_direct_message(town: Town, command: str, text: str) -> None:
    reply = await town.ada.slash(command, channel=town.ada.dm())
    assert (reply.text, "Share here" in reply.labels) == (text, False)
