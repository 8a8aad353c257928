"""A local Discord on loopback: usable by tests (the driver) and by people (the page).

It imports nothing else of the project, and only `point` imports discord.py. `world` and `messages` hold what there is,
`rest*` and `gateway` are what the bot talks to, `rules*` say what Discord refuses, `driver` and `reply` are the people.
"""

from bot.sandbox.driver import Choice, Person, Server
from bot.sandbox.errors import NotAnswered, Refusal, Refused, SandboxError
from bot.sandbox.guild import Channel, Guild, Member
from bot.sandbox.log import Entry
from bot.sandbox.messages import Message
from bot.sandbox.point import is_loopback, point, pointed, unpoint
from bot.sandbox.rate_limits import Limit, RateLimits
from bot.sandbox.reading import Button, Input, Modal, Option, Select
from bot.sandbox.reply import Reply
from bot.sandbox.server import TOKEN, Sandbox
from bot.sandbox.users import Role, User
from bot.sandbox.world import World

__all__ = [
    "TOKEN",
    "Button",
    "Channel",
    "Choice",
    "Entry",
    "Guild",
    "Input",
    "Limit",
    "Member",
    "Message",
    "Modal",
    "NotAnswered",
    "Option",
    "Person",
    "RateLimits",
    "Refusal",
    "Refused",
    "Reply",
    "Role",
    "Sandbox",
    "SandboxError",
    "Select",
    "Server",
    "User",
    "World",
    "is_loopback",
    "point",
    "pointed",
    "unpoint",
]
