"""The people of fifty servers: what they ask, twenty times a second, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.clock import Clock
from bot.render import phrases
from bot.sandbox import Message, NotAnswered, Person, Refused, Reply, Sandbox, Server
from tests.soak.conference import ROOMS, SUBJECTS

ASKERS = 4
"""People of each server who write to the bot in turn, since it answers one person once in five seconds."""
MENTION_SECONDS = 20.0
"""How long a message to the bot waits for its answer: Discord sets no limit, and the library tries again for long."""
ANSWERED, REFUSED, FAULT, UNANSWERED, AWAY = "answered", "refused", "our fault", "unanswered", "bot away"
TYPING = "typing"
_KEPT = 200
_OUR_FAULT = phrases.our_fault("").split(".")[0]
_QUESTIONS = (
    "when is {subject}?",
    "who talks about {subject}?",
    "what is on in the {room}?",
    "what is next?",
    "where is Speaker Number{number:04}?",
    "how many talks are there tomorrow?",
    "what can I see at 14:00?",
    "xyzzy {number}",
)


@dataclass(frozen=True)
class Asked:
    """One question: what sort it was, when it was put (real), how many seconds it took and what became of it."""

    what: str
    at: datetime
    seconds: float
    outcome: str
    said: str = ""


class People:
    """Asks in random servers, as the seed says."""

    def __init__(self, sandbox: Sandbox, clock: Clock, rng: Random, home: Server) -> None:
        self._sandbox, self._clock, self._rng, self._home = sandbox, clock, rng, home
        self.asked: list[Asked] = []
        self._replies: deque[Reply] = deque(maxlen=_KEPT)
        self._turns = 0
        self._sorts: dict[str, tuple[int, Callable[[], Awaitable[str | None]]]] = {
            "/today": (10, lambda: self._slash("today")),
            "/now": (10, lambda: self._slash("now")),
            "/next": (8, lambda: self._slash("next", room=self._rng.choice(ROOMS))),
            "/day": (5, lambda: self._slash("day", date=self._rng.choice(("tomorrow", "5 May", "Tuesday", "soon")))),
            "/search": (10, lambda: self._slash("search", query=self._words())),
            "/talk": (5, lambda: self._slash("talk", title=f"chapter {self._rng.randrange(90):04}")),
            "/speaker": (5, lambda: self._slash("speaker", name=f"Speaker Number{self._rng.randrange(90):04}")),
            "/ask": (10, lambda: self._slash("ask", question=self._question())),
            "/help": (2, lambda: self._slash("help")),
            "/status": (1, lambda: self._moderate("status")),
            "/reload": (1, lambda: self._moderate("reload")),
            TYPING: (15, self._type),
            "button": (10, self._press),
            "select": (3, self._select),
            "post": (4, self._press_post),
            "mention": (6, self._mention),
        }

    async def ask(self) -> None:
        """Put one question and note what became of it."""
        what = self._rng.choices(list(self._sorts), [weight for weight, _ in self._sorts.values()])[0]
        at, begun = self._clock.real(), self._clock.monotonic()
        try:
            said = await self._sorts[what][1]()
        except NotAnswered as error:
            outcome, said = (AWAY if "not connected" in str(error) else UNANSWERED), str(error)
        except Refused:
            # There is nothing to press any more: nobody asked anything
            return
        else:
            if said is None:
                return
            outcome = ANSWERED if said == "" else FAULT if _OUR_FAULT in said else REFUSED
        self.asked.append(Asked(what, at, self._clock.monotonic() - begun, outcome, said or ""))

    def _words(self) -> str:
        return self._rng.choice((*SUBJECTS, "years", "aples", f"chapter {self._rng.randrange(90):04}", "xyzzy"))

    def _question(self) -> str:
        form = self._rng.choice(_QUESTIONS)
        return form.format(
            subject=self._rng.choice(SUBJECTS), room=self._rng.choice(ROOMS), number=self._rng.randrange(90)
        )

    def _anybody(self) -> Person:
        return self._rng.choice(self._sandbox.guilds).member("Ada")

    async def _slash(self, command: str, **options: str) -> str:
        return self._read(await self._anybody().slash(command, options))

    async def _moderate(self, command: str) -> str:
        grace = self._home.member("Grace", manage_guild=True, manage_messages=True)
        return self._read(await grace.slash(command))

    async def _type(self) -> str:
        command, option = self._rng.choice((("talk", "title"), ("speaker", "name"), ("search", "query")))
        word = self._words()
        await self._anybody().autocomplete(command, {option: word[: self._rng.randrange(1, len(word) + 1)]})
        return ""

    async def _press(self) -> str | None:
        if not self._replies:
            return None
        reply = self._rng.choice(self._replies)
        ids = [button.custom_id for button in reply.buttons if button.custom_id and not button.disabled]
        return self._read(await reply.press(self._rng.choice(ids))) if ids else None

    async def _select(self) -> str | None:
        reply = next((reply for reply in reversed(self._replies) if reply.options), None)
        return None if reply is None else self._read(await reply.select(self._rng.choice(reply.options).value))

    async def _press_post(self) -> str | None:
        """Press a button of what the bot has posted by itself."""
        person = self._anybody()
        posts = [message for message in person.guild.channel("programme").messages if message.buttons]
        if not posts:
            return None
        post = self._rng.choice(posts[-20:])
        custom_id = self._rng.choice(post.buttons).custom_id
        return self._read(await person.sees(post).press(custom_id)) if custom_id else None

    async def _mention(self) -> str:
        self._turns += 1
        server = self._sandbox.guilds[self._turns % len(self._sandbox.guilds)]
        # Everywhere is somebody of that name, and people are the same person in each server
        person = server.member(f"Asker {self._turns % (ASKERS * len(self._sandbox.guilds))}")
        bot = self._sandbox.world.bot
        if not self._sandbox.gateway.connected:
            raise NotAnswered("the bot is not connected")
        said = await person.say(f"{bot.mention} {self._question()}")

        def find() -> Message | None:
            answers = reversed(list(said.channel.history.values()))
            return next((m for m in answers if m.reference == said.id and m.author is bot), None)

        try:
            answer = await self._sandbox.feed.until(find, within=MENTION_SECONDS, what="an answer to a mention")
        except TimeoutError as error:
            raise NotAnswered(str(error)) from None
        return answer.content

    def _read(self, reply: Reply) -> str:
        """The sentence of a refusal; "" for an answer, which is a card or a form."""
        content = str(reply.payload.get("content") or "")
        if not content and reply.buttons:
            self._replies.append(reply)
        return content


async def ask_steadily(people: People, a_second: float, clock: Clock) -> None:
    """Put so many questions a second until cancelled, then let those under way end."""
    begun, number = clock.monotonic(), 0
    under_way: set[asyncio.Task[None]] = set()
    try:
        while True:
            number += 1
            task = asyncio.create_task(people.ask(), name="question")
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            await asyncio.sleep(max(0.0, begun + number / a_second - clock.monotonic()))
    finally:
        # What fails here is a mistake of the soak itself, and ends it
        await asyncio.gather(*under_way)
