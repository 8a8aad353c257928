"""A rehearsal: the bot together with a local Discord and its page, and the hand on the bot's clock.

`Rehearsal` is the one seam through which the page reaches the bot: it sets the clock and starts everything over. It is
refused wherever a token is set, so that no page ever turns the clock of a bot on the real Discord.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.app import connect, open_bot
from bot.client import ProgrammeBot, commands_fact
from bot.clock import Clock
from bot.errors import StartError
from bot.programme.agenda import Agenda
from bot.programme.model import conference_day
from bot.programme.plan import PostKind
from bot.render.settings_shown import coming
from bot.render.times import long_day, moment
from bot.sandbox import Refused, Sandbox, Server, page_view, pointed, web
from bot.settings import Settings

Say = Callable[[str], None]
MORNING = time(8)
"""The hour to which one jumps on the next day: before the first talks."""
# So long before its first day and after its last a programme counts as being about now
_AROUND_BEFORE = timedelta(days=1)
_AROUND_AFTER = timedelta(days=1)
_INTO_THE_TALK = timedelta(minutes=10)
_YEARS = range(1990, 2100)


class Rehearsal:
    """Runs bots in the local Discord, one after the other; what the page asks of `web.Controls` is done here."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        if settings.discord_token is not None:
            raise StartError("a rehearsal turns the bot's clock, so it is refused while a token is set")
        self.settings, self.folder = settings, folder
        self.clock = Clock()
        self.notice = ""
        self._bot: ProgrammeBot | None = None
        self._over = asyncio.Event()

    async def serve(self, sandbox: Sandbox, say: Say) -> None:
        """Run a bot until it is closed, and another one in an empty world each time everything starts over.

        A database of the operator's keeps what was set and learnt; starting over empties its ledger of these servers.
        """
        round_number = 0
        kept = self.settings.database_set and self.settings.database.exists()
        while round_number == 0 or self._over.is_set():
            if round_number:
                sandbox.start_over()
            self._over.clear()
            async with open_bot(self._settings(sandbox, round_number), self.clock) as bot:
                self._bot = bot
                # What an earlier rehearsal in the same database did not come to was not missed
                async with bot.posting.leaping():
                    self.notice = self._set_stage(bot.snapshot.agenda)
                # This Discord knows no command yet, whatever a kept database says
                await bot.store.facts.forget(commands_fact(sandbox.world.bot.id))
                if round_number:
                    for guild in sandbox.guilds:
                        await bot.store.deliveries.forget_guild(guild.id)
                if not kept:
                    await self._set_posts(bot, sandbox.guild)
                kept = self.settings.database_set
                if round_number == 0:
                    for found in bot.store.notices:
                        say(found)
                    here = f"Here it is {self.describe()} {self.notice}".rstrip()
                    say(f"{bot.snapshot.programme.title} · {here}")
                    say(f"The page of the local Discord is at {sandbox.url} (Ctrl+C ends it)")
                sandbox.feed.publish({"type": "clock"})
                await self._run(bot, sandbox.token)
                self._bot = None
            round_number += 1

    def _settings(self, sandbox: Sandbox, round_number: int) -> Settings:
        """Those of the operator; without a database of theirs each round has a fresh one."""
        given: dict[str, object] = {}
        if not self.settings.database_set:
            given["database"] = self.folder / f"programme-{round_number}.sqlite3"
        if not self.settings.home_servers:
            given["home_servers"] = (sandbox.guild.id,)
        return self.settings.model_copy(update=given)

    async def _run(self, bot: ProgrammeBot, token: str) -> None:
        async def close() -> None:
            await self._over.wait()
            await bot.close()

        closing = asyncio.create_task(close(), name="start over")
        try:
            await connect(bot, token)
        finally:
            closing.cancel()
            await asyncio.wait((closing,))

    def _set_stage(self, agenda: Agenda) -> str:
        """Let the clock start where the programme has something to show; why, in words, if that is not now."""
        self.clock.reset()
        start = self.settings.programme_now or find_stage(agenda, self.clock.real())
        if start is not None:
            self.clock.set(start)
        return "" if start is None or self.settings.programme_now else "so that there is something to see"

    async def _set_posts(self, bot: ProgrammeBot, guild: Server) -> None:
        """Have the day's programme, the notices and the changes posted in #programme, by the page's moderator."""
        channel, moderator = guild.channel("programme").id, page_view.member(guild, page_view.MODERATOR)
        for kind in (PostKind.DAILY, PostKind.NOTICE, PostKind.CHANGES):
            await bot.store.posts.save(guild.id, kind, moderator.user.id, self.clock.now(), channel=channel)
        bot.posting.wake()

    # ---- what the page asks for: see web.Controls ----

    @property
    def speed(self) -> int:
        return self.clock.speed

    @property
    def zone(self) -> str:
        return self._agenda.programme.timezone

    def now(self) -> datetime:
        return self.clock.now()

    def describe(self) -> str:
        """The programme's time in words, with its zone."""
        zone, now = self._agenda.programme.zone, self.clock.now()
        local = now.astimezone(zone)
        return f"{long_day(local.date())} {moment(now, zone).split(' ', 2)[2]} ({self.zone})"

    async def jump(self, to: str) -> None:
        goal = None if to == "now" else await self._find_post() if to == "post" else self._find(to)
        async with self._bot.posting.leaping() if self._bot is not None else nullcontext():
            if goal is None:
                self.clock.reset()
            else:
                self.clock.set(goal)
            self.notice = ""
            if self._bot is not None:
                # What was posted at a later hour than this is posted again when its hour comes
                await self._bot.store.deliveries.forget_rehearsals(after=self.clock.now())
                await self._bot.store.posts.rewind(self.clock.now())

    def run(self, speed: int) -> None:
        self.clock.run(speed)
        if self._bot is not None:
            self._bot.posting.wake()

    def start_over(self) -> None:
        self._over.set()

    @property
    def _agenda(self) -> Agenda:
        if self._bot is None:
            raise Refused("The bot is just starting; try again in a second.")
        return self._bot.snapshot.agenda

    async def _find_post(self) -> datetime:
        """When the next post is due; raises Refused if none is."""
        agenda, now = self._agenda, self.clock.now()
        wanted = [] if self._bot is None else await self._bot.store.posts.wanted()
        ahead = [due.due for due in coming(agenda, wanted, now) if due.due > now]
        if not ahead:
            raise Refused("Nothing is posted later in this programme.")
        return min(ahead)

    def _find(self, to: str) -> datetime:
        """The instant that `day`, `slot` or a local date with an hour means; raises Refused where there is none."""
        agenda, now = self._agenda, self.clock.now()
        zone = agenda.programme.zone
        if to == "day":
            day = agenda.next_day(conference_day(now, zone))
            if day is None:
                raise Refused("No later day of this programme has talks.")
            return datetime.combine(day, MORNING, zone)
        if to == "slot":
            starts = [entry.slot.start for entry in agenda.upcoming(now) if entry.slot.start]
            if not starts:
                raise Refused("Nothing with an hour comes later in this programme.")
            return starts[0]
        try:
            local = datetime.fromisoformat(to)
        except ValueError:
            raise Refused("Give a date and an hour to jump to.") from None
        if local.year not in _YEARS:
            raise Refused(f"Give a year from {_YEARS[0]} to {_YEARS[-1]}.")
        return local if local.tzinfo else local.replace(tzinfo=zone)


@asynccontextmanager
async def open_rehearsal(settings: Settings, *, port: int = web.PORT) -> AsyncIterator[tuple[Rehearsal, Sandbox]]:
    """A local Discord with its page, to which the client library is pointed, and the rehearsal to be served there."""
    with tempfile.TemporaryDirectory(prefix="programme-bot-") as folder:
        rehearsal = Rehearsal(settings, Path(folder))
        routes = lambda sandbox, app: web.install(sandbox, app, controls=rehearsal)  # noqa: E731
        async with Sandbox(port=port, routes=routes) as sandbox:
            with pointed(sandbox.rest_url, sandbox.gateway_url):
                yield rehearsal, sandbox


async def serve_rehearsal(settings: Settings, say: Say) -> int:
    """Rehearse until cancelled; returns the exit code."""
    async with open_rehearsal(settings) as (rehearsal, sandbox):
        await rehearsal.serve(sandbox, say)
    return 0


def find_stage(agenda: Agenda, now: datetime) -> datetime | None:
    """Where the clock of a rehearsal starts: ten minutes into the first talk of the second day that has talks.

    None when the programme lies around `now` or has no days. Without hours it is ten past ten on that day.
    """
    programme = agenda.programme
    days = programme.talk_days
    today = conference_day(now, programme.zone)
    if not days or programme.days[0] - _AROUND_BEFORE <= today <= programme.days[-1] + _AROUND_AFTER:
        return None
    day = days[1] if len(days) > 1 else days[0]
    start = next((entry.slot.start for entry in agenda.talks_on(day) if entry.slot.start), None)
    if start is None:
        start = datetime(day.year, day.month, day.day, 10, tzinfo=programme.zone)
    return start + _INTO_THE_TALK
