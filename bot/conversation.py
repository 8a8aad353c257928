"""Questions in the course of a conversation: what was asked before, how often one may ask, what moderators answer.

Nothing of a conversation is stored: what was asked last is kept in memory, for few people and for minutes.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.errors import StoreError
from bot.questions import Answer, Question, ask
from bot.questions.model import Matter, Want
from bot.render.card import Card
from bot.render.question import answer_card, reply_card

if TYPE_CHECKING:
    from bot.client import ProgrammeBot

_log = logging.getLogger(__name__)
_Value = TypeVar("_Value")
FOLLOWED = timedelta(minutes=5)
# A reply says itself to which answer it belongs, so it may come later
REPLIED = timedelta(hours=1)
PACE = timedelta(seconds=5)
MOST = 1_000
IN_VAIN = (Matter.NOTHING, Matter.NOBODY, Matter.OFF_TOPIC)


class Memory(Generic[_Value]):
    """Values by key, each for `lifetime`, at most `most` of them: the oldest is forgotten first."""

    def __init__(self, lifetime: timedelta, now: Callable[[], datetime], most: int = MOST) -> None:
        self._lifetime, self._now, self._most = lifetime, now, most
        self._kept: OrderedDict[Hashable, tuple[datetime, _Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> _Value | None:
        """The value of a key; None when there is none, or when it is too old."""
        at, value = self._kept.get(key, (None, None))
        return value if at is not None and self._now() - at < self._lifetime else None

    def put(self, key: Hashable, value: _Value) -> None:
        """Keep a value, in place of the one before."""
        self._kept[key] = (self._now(), value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


class Conversations:
    """Answers to people's questions, each in the light of what they asked before."""

    def __init__(self, bot: ProgrammeBot) -> None:
        self._bot = bot
        real = bot.clock.real
        self._asked: Memory[Question] = Memory(FOLLOWED, real)
        self._answered: Memory[Question] = Memory(REPLIED, real)
        self._paced: Memory[bool] = Memory(PACE, real)
        self._told: Memory[bool] = Memory(timedelta(days=1), real)

    def ask(self, text: str, channel: int, person: int, answered: int = 0) -> Answer:
        """The answer to what a person asks in a channel, maybe in reply to the message `answered` of the bot."""
        before = self._answered.get(answered) or self._asked.get((channel, person))
        return ask(text, self._bot.snapshot, self._bot.clock.now(), before)

    def remember(self, answer: Answer, channel: int, person: int) -> None:
        """Let what this person asks next in this channel follow this question."""
        if not answer.off_topic:
            self._asked.put((channel, person), answer.question)

    def remember_answer(self, answer: Answer, message: int) -> None:
        """Let what anybody writes in reply to `message` follow the question that it answers."""
        if not answer.off_topic:
            self._answered.put(message, answer.question)

    def may_ask(self, person: int) -> bool:
        """Whether a person's mention is answered now: once in five seconds; asking it counts as one."""
        if self._paced.get(person):
            return False
        self._paced.put(person, True)
        return True

    def tell_once(self, person: int) -> bool:
        """Whether a person has still to be told how to mention the bot; asking it counts as telling."""
        if self._told.get(person):
            return False
        self._told.put(person, True)
        return True

    async def card(self, answer: Answer, guild: int | None) -> Card:
        """The card of an answer; where there is none, what the moderators of the server want to be said.

        What was asked in vain is counted for them.
        """
        card = answer_card(self._bot.snapshot.programme, answer)
        if guild is None or answer.matter not in IN_VAIN:
            return card
        questions = self._bot.store.questions
        try:
            if reply := await questions.find_reply(guild, answer.question.text):
                return reply_card(reply)
            await questions.note(guild, answer.question.text)
        except StoreError as error:
            # The person's answer does not depend on it
            _log.warning("a question asked in vain was not counted: %s", error)
        return card


def is_question(answer: Answer) -> bool:
    """Whether a text that was not said to be a question can be taken for one."""
    question = answer.question
    if answer.off_topic:
        return False
    return answer.sure or question.followed or "?" in question.text or question.want is not Want.WHICH
