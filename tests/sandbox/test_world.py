"""The world: permissions as Discord computes them, ids, members; and the client pointed at it."""

from __future__ import annotations

from collections.abc import Iterator

import discord.gateway
import discord.http
import pytest

from bot.sandbox import Sandbox, is_loopback, point, pointed, unpoint
from bot.sandbox.permissions import ALL, ATTENDEE, Overwrite, Permission, compute, permission
from bot.sandbox.snowflakes import Snowflakes, when

VIEW, SEND = Permission.VIEW_CHANNEL.value, Permission.SEND_MESSAGES.value
EVERYONE, ROLE, OTHER, ME = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("base", "overwrites", "bits"),
    [
        (VIEW, {}, VIEW),
        (VIEW | SEND, {EVERYONE: (0, SEND)}, VIEW),
        (VIEW | SEND, {EVERYONE: (0, SEND), ROLE: (SEND, 0)}, VIEW | SEND),
        (VIEW | SEND, {ROLE: (SEND, 0), OTHER: (0, SEND)}, VIEW | SEND),
        (VIEW | SEND, {ROLE: (SEND, 0), ME: (0, SEND)}, VIEW),
        (VIEW | SEND, {EVERYONE: (0, VIEW)}, 0),
        (VIEW | SEND, {EVERYONE: (0, VIEW), ME: (VIEW, 0)}, VIEW | SEND),
        (Permission.ADMINISTRATOR.value, {EVERYONE: (0, VIEW)}, ALL),
    ],
)
def test_permissions_in_a_channel(base: int, overwrites: dict[int, tuple[int, int]], bits: int) -> None:
    given = {who: Overwrite(who, "role", *pair) for who, pair in overwrites.items()}
    assert compute(base, EVERYONE, [ROLE, OTHER], ME, given) == bits


def test_permissions_have_discords_bits() -> None:
    for name, known in Permission.__members__.items():
        assert known.value == getattr(discord.Permissions, name.lower()).flag
    with pytest.raises(ValueError, match="knows no permission 'fly'"):
        permission(fly=True)


def test_people_come_as_attendees_and_keep_what_they_are_given() -> None:
    guild = Sandbox().guild
    ada, grace = guild.member("Ada"), guild.member("Grace", roles=["Helpers"], manage_guild=True)
    assert ada.permissions() == ATTENDEE
    assert grace.permissions() == ATTENDEE | Permission.MANAGE_GUILD
    assert guild.member("Grace") is grace
    assert [role.name for role in guild.member("Grace", manage_guild=True).roles] == ["Helpers", "Grace's own"]
    assert guild.member("Owner of EuroPython").permissions() == ALL
    with pytest.raises(KeyError, match=r"no role in EuroPython is called 'Kings': @everyone, Helpers"):
        guild.member("Ada", roles=["Kings"])


def test_a_channel_gives_and_takes() -> None:
    guild = Sandbox().guild
    ada, channel = guild.member("Ada"), guild.channel("#announcements")
    assert not ada.may(SEND, channel)
    channel.allow(guild.role("Helpers"), send_messages=True)
    assert not ada.may(SEND, channel)
    assert guild.member("Ada", roles=["Helpers"]).may(SEND, channel)
    channel.allow(ada, send_messages=False)
    assert not ada.may(SEND, channel)


def test_ids_grow_and_tell_the_time() -> None:
    snowflakes = Snowflakes()
    ids = [snowflakes.next() for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert when(175928847299117063) == "2016-04-30T11:18:25.796000+00:00"


def test_lasting_things_keep_their_ids_over_restarts_and_starting_over() -> None:
    def ids(sandbox: Sandbox) -> list[int]:
        world, guild = sandbox.world, sandbox.guild
        people = [world.bot.id, world.user("Ada").id, world.direct(world.user("Ada")).id]
        return [guild.id, *people, *guild.channels, *guild.roles]

    sandbox = Sandbox()
    before = ids(sandbox)
    assert len(set(before)) == len(before) - 1, "only @everyone has its server's id"
    assert ids(Sandbox()) == before
    sandbox.start_over()
    assert ids(sandbox) == before


def test_a_second_thing_of_the_same_name_has_an_id_of_its_own() -> None:
    guild = Sandbox().guild
    deleted = guild.channel("programme")
    guild.remove_channel(deleted)
    assert guild.add_channel("programme").id != deleted.id


@pytest.fixture
def _unpointed() -> Iterator[None]:
    yield
    unpoint()


@pytest.mark.usefixtures("_unpointed")
def test_the_client_is_pointed_and_back() -> None:
    def addresses() -> tuple[str, str]:
        return discord.http.Route.BASE, str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)

    true = addresses()
    with pointed("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway"):
        outer = addresses()
        assert outer == ("http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/gateway")
        with pointed("http://127.0.0.1:2/api/v10", "ws://127.0.0.1:2/gateway"):
            assert addresses() == ("http://127.0.0.1:2/api/v10", "ws://127.0.0.1:2/gateway")
        assert addresses() == outer
    assert addresses() == true


@pytest.mark.parametrize(
    ("rest", "gateway"),
    [
        ("https://discord.com/api/v10", "ws://127.0.0.1:1/"),
        ("http://127.0.0.1:1/api/v10", "wss://gateway.discord.gg/"),
        ("http://127.0.0.1.example.org/", "ws://127.0.0.1:1/"),
        ("http://0.0.0.0:1/", "ws://127.0.0.1:1/"),
    ],
)
@pytest.mark.usefixtures("_unpointed")
def test_the_client_is_never_pointed_elsewhere(rest: str, gateway: str) -> None:
    before = discord.http.Route.BASE
    with pytest.raises(ValueError, match="the sandbox is reached on loopback only"):
        point(rest, gateway)
    assert before == discord.http.Route.BASE


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("http://localhost:1/", True),
        ("http://127.0.0.9/", True),
        ("http://[::1]:1/", True),
        ("http://localhost.example.org/", False),
        ("not an address", False),
        ("", False),
    ],
)
def test_what_is_loopback(address: str, loopback: bool) -> None:
    assert is_loopback(address) is loopback
