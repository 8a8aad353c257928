"""What the page offers beside the chat: the hand on the bot's clock, faults for contributors, and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import Refused
from bot.sandbox.guild import Channel, Guild
from bot.sandbox.log import Entry
from bot.sandbox.server import Sandbox

if TYPE_CHECKING:
    from bot.sandbox.web import Page

LATE = 4.0
"""Seconds by which a slow answer is late: more than the three that an interaction has."""
LIMITED = 1.0
"""Seconds for which a 429 asks the bot to wait."""
SHOWN = 300
"""How many lines of the log the page is given when it asks for it."""


async def turn(page: Page, asked: dict[str, Any]) -> None:
    """Set the bot's clock, or let it run faster, or start everything over; raises Refused where that can't be."""
    controls = page.controls
    if controls is None:
        raise Refused("Nobody can turn the clock of the bot that runs here.")
    match asked["op"]:
        case "jump":
            await controls.jump(str(asked["to"]))
        case "run":
            controls.run(int(asked["speed"]))
        case "over":
            page.dismissed.clear()
            controls.start_over()
    page.sandbox.feed.publish({"type": "clock"})


async def break_something(sandbox: Sandbox, channel: Channel, asked: dict[str, Any]) -> None:
    """Cause the fault `kind`; raises Refused where it can't be caused in this channel, ValueError on another kind."""
    match asked["kind"]:
        case "drop":
            await sandbox.drop_gateway()
        case "forget":
            await sandbox.drop_gateway(resumable=False)
        case "500":
            sandbox.fail_next("", status=500)
        case "429":
            sandbox.fail_next("", status=429, json={"retry_after": LIMITED})
        case "slow":
            sandbox.slow_next("", seconds=LATE)
        case "lose":
            sandbox.lose_next("")
        case "take" | "give" as kind:
            channel.allow(_guild(channel).me, **{str(asked["permission"]): kind == "give"})
        case "delete":
            guild = _guild(channel)
            if len(guild.channels) == 1:
                raise Refused("This is the server's last channel.")
            guild.remove_channel(channel)
        case kind:
            raise ValueError(f"there is no fault {kind!r}")


def lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The latest lines of the log, oldest first."""
    return [asdict(entry) for entry in [*entries][-SHOWN:]]


def _guild(channel: Channel) -> Guild:
    if channel.guild is None:
        raise Refused("This can be done in a server's channel only.")
    return channel.guild
