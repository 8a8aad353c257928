"""ProgrammeBot: the discord.py client, with its cogs, its commands and nothing of what they answer."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import logging
import pkgutil
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

import cogs
from bot import __version__, measuring
from bot.answers import Answers
from bot.cards import CardMakers
from bot.clock import Clock
from bot.errors import StoreError, UserError
from bot.loader import Loader
from bot.moderators import MODERATES
from bot.pacing import Pace
from bot.posting import Posting
from bot.programme.snapshot import Snapshot
from bot.render.reader import Reader
from bot.reporting import report
from bot.settings import Settings
from bot.store import Store
from bot.turns import Turns

if TYPE_CHECKING:
    from bot.metrics import Metrics

_log = logging.getLogger(__name__)
# Seconds until the commands are synced again when Discord did not take them
SYNC_AGAIN = (15, 60, 300, 1800)
# We never speak, so nobody needs to hear which packages for voice are missing
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Tree(app_commands.CommandTree["ProgrammeBot"]):
    """The command tree, whose errors go where all errors go."""

    async def interaction_check(self, interaction: discord.Interaction[ProgrammeBot], /) -> bool:
        """Wait for this interaction's turn; False when it has had its sentence instead, or is to have no choices."""
        turns = interaction.client.turns
        if interaction.type is discord.InteractionType.autocomplete:
            return await turns.may_offer()
        measuring.begin(interaction)
        try:
            await turns.take()
        except UserError as error:
            await report(interaction, error)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction[ProgrammeBot], error: app_commands.AppCommandError, /
    ) -> None:
        await report(interaction, error)


class ProgrammeBot(commands.AutoShardedBot):
    """The bot on Discord. It is handed what it works with, already open, and closes none of it."""

    def __init__(self, settings: Settings, store: Store, loader: Loader, clock: Clock) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=60,
            shard_count=settings.shards,
        )
        self.http.http_trace = Pace().trace()
        self.http.http_trace.on_request_end.append(self._count_rate_limits)
        self.metrics: Metrics | None = None
        """Where interactions are counted; None: nowhere."""
        self.rate_limits = 0
        """How often Discord asked for patience."""
        self.settings = settings
        self.store = store
        self.loader = loader
        self.clock = clock
        self.card_makers = CardMakers()
        self.answers = Answers(self)
        self.turns = Turns()
        self.posting = Posting(self)
        self._sync: asyncio.Task[None] | None = None
        self._sync_tried = asyncio.Event()

    @property
    def snapshot(self) -> Snapshot:
        """The programme that serves now."""
        return self.loader.loaded.snapshot

    def reader(self, interaction: discord.Interaction[Any]) -> Reader:
        """For whom and when a card is made that answers this interaction."""
        streams = self.store.livestreams.of(interaction.guild_id)
        now = self.clock.now().replace(second=0, microsecond=0)
        return Reader(now, relative=not self.clock.shifted, livestreams=streams)

    async def setup_hook(self) -> None:
        """Load every cog, and sync the commands in the background; a cog that does not load stops the bot."""
        for name in find_cogs():
            await self.load_extension(name)
            self.card_makers.collect(importlib.import_module(name))
        self._sync = asyncio.create_task(self._sync_commands(), name="sync commands")

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer presses; commands and autocompletes come by the tree.

        The library's own way to buttons makes views of a message's components again, which costs more than an answer.
        """
        if interaction.type is discord.InteractionType.component:
            await self.answers.answer_press(interaction)

    async def on_app_command_completion(
        self, interaction: discord.Interaction[Any], _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    ) -> None:
        """Note that a command was answered, and tell a moderator what nobody could be told in private."""
        measuring.finish(interaction, measuring.ANSWERED)
        if MODERATES in interaction.extras:
            await self.posting.troubles.tell_moderator(interaction)

    async def on_ready(self) -> None:
        """Sum up in the log who is here; it comes again after a lost connection, so it starts nothing."""
        loaded = self.loader.loaded
        try:
            following = [
                f"{due.kind} in {due.channel} at {due.due:%Y-%m-%dT%H:%MZ}" for due in await self.posting.find_next()
            ]
        except StoreError as error:
            following = [str(error)]
        _log.info(
            "ready: Programme Bot %s, %s with %d talks and %d problems, loaded %s by %s, %d servers, %d shards, "
            "next posts: %s",
            __version__,
            loaded.programme.title,
            loaded.talks,
            len(loaded.problems),
            loaded.loaded_at.isoformat(timespec="seconds"),
            loaded.loaded_by,
            len(self.guilds),
            self.shard_count,
            "; ".join(following) or "none",
        )

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: the bot has slash commands only, and the library would take "@bot help" for one of its own."""

    async def close(self) -> None:
        """Let what is being posted end, and leave Discord."""
        await self.posting.close()
        if self._sync is not None:
            self._sync.cancel()
        await super().close()

    async def synced(self) -> None:
        """Wait until the commands were synced for the first time, found to be known, or refused."""
        await self._sync_tried.wait()

    async def _count_rate_limits(self, _: object, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        self.rate_limits += ended.response.status == HTTPStatus.TOO_MANY_REQUESTS

    async def _sync_commands(self) -> None:
        """Sync the commands, and again later where that fails; a failure never stops the start."""
        for wait in (*SYNC_AGAIN, None):
            try:
                await self._sync_changed_commands()
            except (discord.DiscordException, aiohttp.ClientError, StoreError, OSError) as error:
                _log.warning("commands not synced, the ones of the last time stay: %s", error)
            else:
                return
            finally:
                self._sync_tried.set()
            if wait is not None:
                await asyncio.sleep(wait)

    async def _sync_changed_commands(self) -> None:
        """Tell Discord our commands when they are others than the last time."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        wanted = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        key = commands_fact(self.application_id)
        if await self.store.facts.get(key) == wanted:
            return
        await self.tree.sync()
        await self.store.facts.set(key, wanted)
        _log.info("commands synced: %d", len(payload))


def commands_fact(application: int | None) -> str:
    """The name of the fact that says which commands Discord knows of an application."""
    return f"commands of {application}"


def find_cogs() -> list[str]:
    """The names of all cog modules; one whose name starts with `_` is private."""
    return [f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__) if not module.name.startswith("_")]
