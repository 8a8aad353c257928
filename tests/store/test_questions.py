"""Questions that were asked in vain, and the replies of a server's moderators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.errors import UserError
from bot.store import Store, Unanswered, open_store
from bot.store.questions import MOST_REPLIES, MOST_TEXTS, REPLY_LENGTH, TEXT_LENGTH, Questions

START = datetime(2014, 7, 22, 9, tzinfo=UTC)
GUILD = 2**63 - 1


async def test_questions_are_counted_by_server_whatever_their_case(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        for text in ("Where is the WiFi?", "where  is the wifi?", "party", "   "):
            await store.questions.note(GUILD, text)
        await store.questions.note(7, "party")
    async with open_store(path, clock) as store:
        assert await store.questions.unanswered(GUILD, 10) == [
            Unanswered("where is the wifi?", 2),
            Unanswered("party", 1),
        ]
        assert await store.questions.unanswered(GUILD, 1) == [Unanswered("where is the wifi?", 2)]
        assert await store.questions.unanswered(7, 10) == [Unanswered("party", 1)]


async def test_only_text_count_and_day_are_kept(store: Store) -> None:
    await Questions(store.database, lambda: START).note(7, "party")
    assert [dict(row) for row in await store.database.read("SELECT * FROM unanswered")] == [
        {"guild": 7, "day": "2014-07-22", "text": "party", "count": 1}
    ]


async def test_questions_are_kept_for_fourteen_days(store: Store) -> None:
    now = START
    questions = Questions(store.database, lambda: now)
    await questions.note(7, "party")
    now = START + timedelta(days=13)
    await questions.note(7, "party")
    assert await questions.purge() == 0
    assert await questions.unanswered(7, 10) == [Unanswered("party", 2)]
    now = START + timedelta(days=14)
    assert await questions.unanswered(7, 10) == [Unanswered("party", 1)]
    assert await questions.purge() == 1
    assert await questions.unanswered(7, 10) == [Unanswered("party", 1)]


async def test_tending_the_store_forgets_old_questions(store: Store) -> None:
    await Questions(store.database, lambda: START).note(7, "party")
    await store.tend()
    assert await store.database.read("SELECT * FROM unanswered") == []


async def test_nothing_is_kept_where_it_is_switched_off(store: Store) -> None:
    await store.guilds.set(7, keep_unanswered=False)
    await store.questions.note(7, "party")
    await store.questions.note(8, "party")
    assert await store.questions.unanswered(7, 10) == []
    assert await store.questions.unanswered(8, 10) == [Unanswered("party", 1)]
    await store.guilds.set(7, keep_unanswered=True)
    await store.questions.note(7, "party")
    assert await store.questions.unanswered(7, 10) == [Unanswered("party", 1)]
    await store.questions.forget(7)
    assert await store.questions.unanswered(7, 10) == []


async def test_a_flood_of_questions_stays_bounded_and_keeps_what_is_asked_often(store: Store) -> None:
    await store.questions.note(7, "wifi")
    await store.questions.note(7, "wifi")
    for number in range(MOST_TEXTS + 20):
        await store.questions.note(7, f"noise {number}")
    kept = await store.questions.unanswered(7, 2 * MOST_TEXTS)
    assert len(kept) == MOST_TEXTS
    assert kept[0] == Unanswered("wifi", 2)
    assert Unanswered(f"noise {MOST_TEXTS + 19}", 1) in kept


async def test_long_and_broken_texts_are_kept_in_part(store: Store) -> None:
    await store.questions.note(7, "x" * 6_000)
    await store.questions.note(7, "half \ud83d")
    assert await store.questions.unanswered(7, 10) == [Unanswered("half ?", 1), Unanswered("x" * TEXT_LENGTH, 1)]


async def test_a_reply_is_found_by_its_words_the_most_telling_first(path: Path, clock: Clock) -> None:
    async with open_store(path, clock) as store:
        assert await store.questions.set_reply(7, " Wi-Fi ", "Net: conf") == "wifi"
        await store.questions.set_reply(7, "wifi password", "It is on your badge.")
        await store.questions.set_reply(8, "party", "At eight.")
    async with open_store(path, clock) as store:
        find = store.questions.find_reply
        assert await find(7, "how do I get on the WiFi?") == "Net: conf"
        assert await find(7, "WIFI password please") == "It is on your badge."
        assert await find(7, "wifis") == ""
        assert await find(7, "party") == ""
        assert await find(8, "Where's the party?") == "At eight."


async def test_a_reply_can_be_changed_and_removed(store: Store) -> None:
    await store.questions.set_reply(7, "party", "At eight.")
    await store.questions.set_reply(7, "PARTY", "At nine.")
    assert await store.questions.replies(7) == {"party": "At nine."}
    await store.questions.set_reply(7, "party", " ")
    assert await store.questions.replies(7) == {}


async def test_a_reply_answers_what_was_asked_in_vain(store: Store) -> None:
    for text in ("is there a party?", "wifi", "parties"):
        await store.questions.note(7, text)
    await store.questions.note(8, "party")
    await store.questions.set_reply(7, "party", "At eight.")
    assert await store.questions.unanswered(7, 10) == [Unanswered("parties", 1), Unanswered("wifi", 1)]
    assert await store.questions.unanswered(8, 10) == [Unanswered("party", 1)]


async def test_a_reply_needs_a_word_and_there_are_not_too_many(store: Store) -> None:
    with pytest.raises(UserError, match="at least one word"):
        await store.questions.set_reply(7, " ?! ", "At eight.")
    for number in range(MOST_REPLIES):
        await store.questions.set_reply(7, f"word{number}", "x" * 6_000)
    with pytest.raises(UserError, match="There are 50 replies"):
        await store.questions.set_reply(7, "party", "At eight.")
    await store.questions.set_reply(7, "word3", "Changed.")
    replies = await store.questions.replies(7)
    assert (len(replies), replies["word3"], len(replies["word4"])) == (MOST_REPLIES, "Changed.", REPLY_LENGTH)
