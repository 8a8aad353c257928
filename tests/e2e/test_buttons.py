"""Buttons and selects: paging, the way back, restarts, and cards whose talk, state or make is gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Any

from bot.sandbox import Reply, reading
from tests.e2e.conftest import Schedule, StartTown

NOON = datetime.fromisoformat("2026-05-14T12:00:00+02:00")
OLD = "This button belongs to an older version of me. Please ask again."
# Of 100 characters, the most that Discord lets a person type there
LONG = " ".join(["lanterns harbour"] * 5 + ["harbour harbour"])


def talk(number: int, **more: Any) -> dict[str, Any]:
    """An hour about lanterns, on the evening of 14 May."""
    return {
        "code": f"lantern-{number}",
        "title": f"Lanterns, part {number}",
        "date": "2026-05-14T20:00:00+02:00",
        "duration": "01:00",
        "room": "Harbour",
        "track": "Light",
        "level": "Novice",
        "abstract": "Lanterns are lit in the harbour.",
        "persons": [{"code": "wren", "name": "Wren Holloway"}],
    } | more


def titles(reply: Reply) -> list[str]:
    """What the selects of a card offer."""
    return [option.label for option in reply.options]


async def press_another_make(reply: Reply, custom_id: str) -> Reply:
    """Press the first button of a message as it may stand there from another version of the bot."""
    assert reply.message is not None
    button = next(part for part in reading.walk(reply.message.components) if part["type"] == reading.BUTTON)
    button["custom_id"] = custom_id
    return await reply.press(custom_id)


async def test_a_search_is_turned_to_its_end_and_back(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(number) for number in range(1, 24)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        first = await town.ada.slash("search", query="lanterns")
        assert first.text.splitlines()[:2] == ["## 23 talks on “lanterns”", "-# part 1 of 3"]
        assert first.labels == ["Next", "Share here"]
        second = await first.press("Next")
        assert second.labels == ["Previous", "Next", "Share here"]
        third = await second.press("Next")
        assert third.text.splitlines()[1] == "-# part 3 of 3"
        assert third.labels == ["Previous", "Share here"]
        assert [len(page.options) for page in (first, second, third)] == [10, 10, 3]
        assert len({*titles(first), *titles(second), *titles(third)}) == 23
        opened = await third.select(titles(third)[0])
        assert (await opened.press("Back")).text == third.text
        assert (await third.press("Previous")).text == second.text
        assert (await second.press("Previous")).text == first.text
        assert {page.message for page in (first, second, third, opened)} == {first.message}


async def test_a_speaker_with_many_talks_is_turned_to_the_end_and_back(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(number) for number in range(1, 61)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        page = first = await town.ada.slash("speaker", name="Wren Holloway")
        found = titles(page)
        while "Next" in page.labels:
            page = await page.press("Next")
            found += titles(page)
        assert sorted(found) == sorted(f"Lanterns, part {number}" for number in range(1, 61))
        while "Previous" in page.labels:
            page = await page.press("Previous")
        assert (page.text, page.message) == (first.text, first.message)


async def test_a_day_of_sixty_talks_is_turned_to_the_end_and_back(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(number, room=f"Room {number}") for number in range(1, 61)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        page = first = await town.ada.slash("day", date="2026-05-14")
        found = titles(page)
        while "Later" in page.labels:
            page = await page.press("Later")
            found += titles(page)
        assert sorted(found) == sorted(f"Lanterns, part {number}" for number in range(1, 61))
        while "Earlier" in page.labels:
            page = await page.press("Earlier")
        assert (page.text, page.message) == (first.text, first.message)


async def test_a_long_text_is_read_to_its_end_and_leads_back(start: StartTown, schedule: Schedule) -> None:
    paragraphs = [
        f"Paragraph {number} is about lanterns in the harbour, and how they are lit." for number in range(120)
    ]
    schedule.write(talk(1, abstract="\n\n".join(paragraphs)), talk(2))
    async with start(now=NOON, programme_source=schedule.source) as town:
        search = await town.ada.slash("search", query="Lanterns, part 1")
        page = opened = await search.select("Lanterns, part 1")
        assert opened.labels == ["Read all", "Wren Holloway", "More like this", "All of Thursday", "Back", "Share here"]
        page = await page.press("Read all")
        read = page.text
        while "Next" in page.labels:
            page = await page.press("Next")
            read += "\n" + page.text
        assert [paragraph for paragraph in paragraphs if paragraph not in read] == []
        assert (await page.press("The talk")).text == opened.text


async def test_a_talk_with_two_slots_is_listed_and_chosen_by_slot(start: StartTown, schedule: Schedule) -> None:
    schedule.write(talk(1), talk(1, date="2026-05-14T22:00:00+02:00"), talk(2))
    async with start(now=NOON, programme_source=schedule.source) as town:
        day = await town.ada.slash("today")
        twice = [option for option in day.options if option.label == "Lanterns, part 1"]
        assert [option.description for option in twice] == [
            "Thu 14 May, 20:00 · Harbour · Wren Holloway",
            "Thu 14 May, 22:00 · Harbour · Wren Holloway",
        ]
        assert twice[0].value != twice[1].value
        for option in twice:
            opened = await day.select(option.value)
            assert opened.text.splitlines()[0] == "## Lanterns, part 1"
            assert (await opened.press("Back")).text == day.text


async def test_cards_from_before_a_restart_work_the_private_and_the_public(start: StartTown) -> None:
    async with start() as town:
        private = await town.ada.slash("search", query="docker")
        day = await town.ada.slash("today")
        public = await (await day.press("Share here")).follow_up()
        await town.restart()
        opened = await private.select("Supercharge your development environment using Docker")
        assert (opened.text.splitlines()[1], opened.message) == ("**Deni Bertovic**", private.message)
        assert (await opened.press("Back")).text == private.text
        answer = await public.press("Thu 24 July ›", by=town.grace)
        assert answer.text.splitlines()[0] == "## Thursday 24 July · EuroPython 2014"
        assert (answer.ephemeral, answer.message is public.message) == (True, False)
        assert public.message is not None
        assert public.message.payload() == public.payload


async def test_a_long_search_with_filters_is_turned_shared_and_survives_a_restart(
    start: StartTown, schedule: Schedule
) -> None:
    assert len(LONG) == 100
    schedule.write(*(talk(number) for number in range(1, 14)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        options = {"day": "2026-05-14", "track": "Light", "room": "Harbour", "level": "Novice"}
        first = await town.ada.slash("search", {"query": LONG, **options})
        filters = " on Thursday 14 May, room Harbour, track Light, level Novice"
        heading = first.text.splitlines()[0]
        assert heading.startswith("## 13 talks on “lanterns harbour lanterns")
        assert heading.endswith(filters)
        await town.restart()
        second = await first.press("Next")
        assert second.text.splitlines()[:2] == [heading, "-# part 2 of 2"]
        opened = await second.select(titles(second)[0])
        again = await opened.press("Back")
        assert again.text == second.text
        public = await (await again.press("Share here")).follow_up()
        assert public.text == f"{second.text}\n-# shared by Ada"
        assert (await second.press("Previous")).text == first.text


async def test_a_card_whose_state_is_gone_says_ask_again(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(number) for number in range(1, 14)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        first = await town.ada.slash("search", query=LONG)
        await town.stop()
        with closing(sqlite3.connect(town.settings.database)) as database, database:
            assert database.execute("DELETE FROM card").rowcount > 0
        await town.start()
        answer = await first.press("Next")
        assert answer.text == (
            "This card is older than 30 days, and I no longer know what it showed. Please ask again."
        )
        assert (answer.ephemeral, answer.message is first.message) == (True, False)


async def test_a_talk_that_is_gone_says_so_and_offers_the_closest(start: StartTown, schedule: Schedule) -> None:
    schedule.write(*(talk(number) for number in range(1, 7)))
    async with start(now=NOON, programme_source=schedule.source) as town:
        search = await town.ada.slash("search", query="lanterns")
        page = await town.ada.slash("talk", title="Lanterns, part 1")
        shared = await (await page.press("Share here")).follow_up()
        schedule.write(*(talk(number) for number in range(2, 7)))
        await town.restart()
        gone = await search.select("Lanterns, part 1")
        assert gone.text == "This talk is no longer in the programme. The closest ones:"
        assert titles(gone) == ["Lanterns, part 2", "Lanterns, part 3", "Lanterns, part 4"]
        assert gone.labels == ["Back"]
        assert (await gone.press("Back")).text.splitlines()[0] == "## 5 talks on “lanterns”"
        # Its speaker has other talks, and is still known
        speaker = await shared.press("Wren Holloway", by=town.grace)
        assert speaker.text.splitlines()[:2] == ["## Wren Holloway", "-# 5 talks"]


async def test_a_speaker_and_a_day_that_are_gone_say_so(start: StartTown, schedule: Schedule) -> None:
    stay = [talk(number) for number in range(1, 6)]
    schedule.write(*stay, talk(6, date="2026-05-15T20:00:00+02:00", persons=[{"code": "ash", "name": "Ash Brook"}]))
    async with start(now=NOON, programme_source=schedule.source) as town:
        page = await town.ada.slash("talk", title="Lanterns, part 6")
        schedule.write(*stay)
        await town.restart()
        speaker = await page.press("Ash Brook")
        assert speaker.text == "This speaker is no longer in the programme."
        day = await page.press("All of Friday")
        assert day.text.splitlines()[-1] == "Nothing is scheduled on Friday 15 May."


async def test_buttons_of_another_make_say_so(start: StartTown) -> None:
    makes = [
        "old:1",
        "show",
        "show|unheard-of:1",
        "show|talk",
        "show|talk:docker:1:2:3",
        "show|day:2014-07-23:2",
        "show|day:someday",
        "show|search:docker:someday",
        "show|search:docker:::::x",
        "show|speaker:deni-bertovic:x",
        "show|now::x",
        "share",
        "share|unheard-of",
        "open",
    ]
    async with start() as town:
        card = await town.ada.slash("today")
        answers = {custom_id: await press_another_make(card, custom_id) for custom_id in makes}
        assert {custom_id: answer.text for custom_id, answer in answers.items()} == dict.fromkeys(makes, OLD)
        assert all(answer.ephemeral and answer.message is not card.message for answer in answers.values())
