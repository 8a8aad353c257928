"""Who may set, rehearse and silence posts: people with Manage Server, members of the moderator role, nobody else."""

from __future__ import annotations

from typing import Any

from bot.sandbox import Sandbox
from tests.e2e.conftest import Schedule, StartTown

COMMANDS: dict[str, dict[str, Any]] = {
    "status": {},
    "settings show": {},
    "settings moderator": {},
    "settings daily": {},
    "settings notices": {},
    "settings rooms": {},
    "settings changes": {},
    "settings livestream": {"room": "Hall", "url": "https://example.org/live"},
    "posts mute": {"kind": "daily"},
    "posts unmute": {"kind": "daily"},
    "posts send-now": {"kind": "daily"},
    "preview": {"what": "daily"},
}
OPTIONS = (
    ("settings daily", "time"),
    ("settings daily", "timezone"),
    ("settings notices", "room"),
    ("settings livestream", "room"),
    ("settings livestream", "day"),
    ("posts mute", "talk"),
    ("posts unmute", "talk"),
    ("preview", "date"),
)


def _open_all(sandbox: Sandbox) -> None:
    """A server whose integration settings hide no command from attendees."""
    sandbox.guild.opened |= {command.split()[0] for command in COMMANDS}


async def test_an_attendee_is_refused_and_a_member_of_the_role_is_not(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source, prepare=_open_all) as town:
        await town.grace.slash("settings moderator", role="Helpers")
        alan = town.sandbox.guild.member("Alan", roles=["Helpers"])
        await town.grace.slash("posts mute", talk="A")
        for command, options in COMMANDS.items():
            refused = await town.ada.slash(command, **options)
            assert refused.text.startswith("Only moderators can "), command
            assert refused.ephemeral, command
            assert not (await alan.slash(command, **options)).text.startswith("Only moderators can "), command


async def test_an_attendee_is_offered_nothing_to_choose_from(start: StartTown, small: Schedule) -> None:
    async with start(programme_source=small.source, prepare=_open_all) as town:
        await town.grace.slash("posts mute", talk="A")
        for command, option in OPTIONS:
            assert await town.ada.autocomplete(command, **{option: ""}) == [], command
            assert await town.grace.autocomplete(command, **{option: ""}) != [], command
