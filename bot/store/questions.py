"""What was asked in vain in each server, as text and count and never by whom, and what its moderators answer to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.errors import UserError
from bot.programme.text import fold
from bot.store.database import Database
from bot.store.gathered import Gathered
from bot.store.instants import to_text

KEPT = timedelta(days=14)
# So much is remembered of one question
TEXT_LENGTH = 200
# Different questions of one server that are remembered; what was asked least and longest ago goes first
MOST_TEXTS = 500
MOST_REPLIES = 50
WORDS_LENGTH = 100
REPLY_LENGTH = 1_500
TOO_MANY_REPLIES = f"There are {MOST_REPLIES} replies of your own already. Please remove one first."
NO_WORDS = "Please give at least one word by which I know such questions."
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was asked in vain, and how often in the last fourteen days."""

    text: str
    count: int


class Questions:
    """Unanswered questions and moderators' replies in the database; `now` gives the real time."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._note = Gathered(database, _count)

    async def note(self, guild: int, text: str) -> None:
        """Count a question of a server that had no answer; nothing is kept where its moderators switched that off."""
        shown = " ".join(text.casefold().split())[:TEXT_LENGTH].encode(errors="replace").decode()
        if not shown:
            return
        await self._note.put((guild, self._day(timedelta(0)), shown))

    async def unanswered(self, guild: int, most: int) -> list[Unanswered]:
        """What was asked in vain in a server, at most `most` texts, the most frequent first."""
        rows = await self._database.read(
            "SELECT text, sum(count) AS times FROM unanswered WHERE guild = ? AND day > ?"
            " GROUP BY text ORDER BY times DESC, max(day) DESC, text LIMIT ?",
            (guild, self._day(KEPT), most),
        )
        return [Unanswered(row["text"], row["times"]) for row in rows]

    async def forget(self, guild: int) -> None:
        """Forget everything that was asked in vain in a server."""

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall("DELETE FROM unanswered WHERE guild = ?", (guild,))

        await self._database.write(work)

    async def purge(self) -> int:
        """Forget what was asked more than fourteen days ago; returns how many rows."""
        oldest = self._day(KEPT)

        async def work(connection: aiosqlite.Connection) -> int:
            gone = await connection.execute_fetchall("DELETE FROM unanswered WHERE day <= ? RETURNING day", (oldest,))
            return len(list(gone))

        return await self._database.write(work)

    async def set_reply(self, guild: int, words: str, text: str) -> str:
        """Answer questions of a server that have all of `words` with `text` ("": no longer); returns the words kept.

        Questions that were asked in vain and are answered by it are forgotten. Raises UserError without a word, or
        when there are too many replies.
        """
        key = " ".join(_words(words))[:WORDS_LENGTH].strip()
        kept = text.strip()[:REPLY_LENGTH].encode(errors="replace").decode()
        if not key:
            raise UserError(NO_WORDS)

        async def work(connection: aiosqlite.Connection) -> None:
            await connection.execute_fetchall("DELETE FROM reply WHERE guild = ? AND words = ?", (guild, key))
            if not kept:
                return
            ((count,),) = await connection.execute_fetchall("SELECT count(*) FROM reply WHERE guild = ?", (guild,))
            if count >= MOST_REPLIES:
                raise UserError(TOO_MANY_REPLIES)
            await connection.execute_fetchall("INSERT INTO reply VALUES (?, ?, ?)", (guild, key, kept))
            for (asked,) in await connection.execute_fetchall(
                "SELECT DISTINCT text FROM unanswered WHERE guild = ?", (guild,)
            ):
                if _fits(key, asked):
                    await connection.execute_fetchall(
                        "DELETE FROM unanswered WHERE guild = ? AND text = ?", (guild, asked)
                    )

        await self._database.write(work)
        return key

    async def replies(self, guild: int) -> dict[str, str]:
        """The replies that a server's moderators have set, by their words."""
        rows = await self._database.read("SELECT words, text FROM reply WHERE guild = ? ORDER BY words", (guild,))
        return {row["words"]: row["text"] for row in rows}

    async def find_reply(self, guild: int, question: str) -> str:
        """The reply whose words are all in the question, of several the one with most words; "" without one."""
        fitting = [
            (len(words.split()), words, text)
            for words, text in (await self.replies(guild)).items()
            if _fits(words, question)
        ]
        return max(fitting)[2] if fitting else ""

    def _day(self, ago: timedelta) -> str:
        return to_text(self._now() - ago)[:10]


async def _count(connection: aiosqlite.Connection, questions: Sequence[tuple[int, str, str]]) -> None:
    """Count questions in vain: of this server, on this day, of this text."""
    for guild, day, shown in questions:
        if list(
            await connection.execute_fetchall("SELECT 1 FROM guild WHERE id = ? AND NOT keep_unanswered", (guild,))
        ):
            continue
        await connection.execute_fetchall(
            "INSERT INTO unanswered VALUES (?, ?, ?, 1) ON CONFLICT (guild, day, text) DO UPDATE SET count = count + 1",
            (guild, day, shown),
        )
        await connection.execute_fetchall(
            "DELETE FROM unanswered WHERE guild = ? AND (day, text) IN (SELECT day, text FROM unanswered"
            " WHERE guild = ? AND (day, text) != (?, ?) ORDER BY day DESC, count DESC LIMIT -1 OFFSET ?)",
            (guild, guild, day, shown, MOST_TEXTS - 1),
        )


def _fits(words: str, question: str) -> bool:
    return set(words.split()) <= set(_words(question))


def _words(text: str) -> list[str]:
    # "Wi-Fi" and "WiFi" are one word to people
    return _WORD.findall(fold(text.replace("-", "")))
