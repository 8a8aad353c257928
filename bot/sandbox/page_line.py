"""One open page's line to the sandbox: what the person does on it, and what they then see.

Requests are JSON objects `{op, ref, …}`; each is answered by an object with the same `ref`: `done`, or `failed` with
a `text` for the person. Events come unasked: `snapshot`, `places`, `clock`,
`message`, `delete`, and `log` once it was asked for. What another person
alone may see is never sent.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from bot.sandbox import commands, page_studio, page_view, reading
from bot.sandbox import interactions as kinds
from bot.sandbox.driver import Person
from bot.sandbox.errors import NotAnswered, Refused, SandboxError
from bot.sandbox.feed import Event
from bot.sandbox.guild import Channel
from bot.sandbox.interactions import Interaction
from bot.sandbox.messages import Message
from bot.sandbox.reply import Reply

if TYPE_CHECKING:
    from bot.sandbox.web import Page

Asked = dict[str, Any]
_REPLACED = {"commands", "gateway"}
"""Kinds of events after which servers, channels, roles or commands may differ."""


class Line:
    """Serves one WebSocket until it closes. `page` is what all pages share."""

    def __init__(self, page: Page, socket: web.WebSocketResponse) -> None:
        self.page, self.socket = page, socket
        self.sandbox, self.world = page.sandbox, page.sandbox.world
        self.name = ""
        self.forms: dict[str, Interaction] = {}
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._running: set[asyncio.Task[None]] = set()
        self._stale = False
        self._logs = False
        self._does: dict[str, Callable[[Asked], Awaitable[dict[str, Any]]]] = {
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "say": self._say,
            "press": self._use,
            "select": self._use,
            "submit": self._submit,
            "dismiss": self._dismiss,
            "jump": self._turn,
            "run": self._turn,
            "over": self._turn,
            "fault": self._break,
            "log": self._show_log,
        }

    async def serve(self) -> None:
        """Read requests and run each beside the others, so that a slow answer holds up nothing."""
        unsubscribe = self.sandbox.subscribe(self._hear)
        self._start(self._write())
        try:
            async for frame in self.socket:
                asked = _read(frame)
                if asked is None:
                    await self.socket.close(code=WSCloseCode.UNSUPPORTED_DATA, message=b"not a request of the page")
                else:
                    self._take(asked)
        finally:
            unsubscribe()
            for task in self._running:
                task.cancel()

    def _start(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _write(self) -> None:
        while True:
            await self.socket.send_json(await self._outbox.get())

    def _send(self, op: str, **fields: Any) -> None:
        self._outbox.put_nowait({"op": op, **fields})

    # ---- what happens in the sandbox ----

    def _hear(self, event: Event) -> None:
        if not self.name:
            return
        kind = event["type"]
        if kind in _REPLACED and not self._stale:
            # Many such events come together; the page is told once, when they are over.
            self._stale = True
            asyncio.get_running_loop().call_soon(self._replace)
        elif kind in ("message_create", "message_update", "message_delete"):
            self._pass_on(kind, event)
        elif kind == "clock":
            self._send("clock", **self.page.clock())
        elif kind == "log" and self._logs:
            self._send("log", entry={name: value for name, value in event.items() if name != "type"})
        elif kind == "started_over":
            self._greet(self.name)

    def _replace(self) -> None:
        self._send("places", **page_view.places(self.world, self.sandbox.guilds, self.name))
        self._stale = False

    def _pass_on(self, kind: str, event: Event) -> None:
        channel = self.world.channels.get(int(event["channel_id"]))
        number = int(event["message_id"])
        if channel is None or event["visible_to"] not in (None, str(self.world.user(self.name).id)):
            return
        if kind == "message_delete":
            self._send("delete", channel_id=event["channel_id"], id=event["message_id"])
        elif number not in self.page.dismissed and page_view.sees(self._person(channel), channel.history[number]):
            self._send("message", message=event["message"])

    # ---- what the person does ----

    def _take(self, asked: Asked) -> None:
        op = asked.get("op")
        if op == "hello":
            self._greet(asked.get("as"))
        elif op in self._does and self.name:
            self._start(self._answer(self._does[op], asked))

    def _greet(self, name: Any) -> None:
        """Become somebody (the first of the parts unless `name` is one) and see the sandbox with their eyes."""
        self.name = name if name in page_view.PARTS else next(iter(page_view.PARTS))
        seen = page_view.messages(self.world, self.sandbox.guilds, self.name)
        self._send(
            "snapshot",
            **self.page.clock(),
            **page_view.places(self.world, self.sandbox.guilds, self.name),
            messages=[message for message in seen if int(message["id"]) not in self.page.dismissed],
        )

    async def _answer(self, do: Callable[[Asked], Awaitable[dict[str, Any]]], asked: Asked) -> None:
        try:
            self._send("done", ref=asked.get("ref"), **await do(asked))
        except NotAnswered as error:
            self._send("failed", ref=asked.get("ref"), text=str(error), unanswered=True)
        except SandboxError as error:
            self._send("failed", ref=asked.get("ref"), text=str(error), unanswered=False)
        except (KeyError, TypeError, ValueError) as error:
            self._send(
                "failed", ref=asked.get("ref"), text=f"The sandbox could not read this: {error}", unanswered=False
            )

    async def _slash(self, asked: Asked) -> dict[str, Any]:
        where = self._channel(asked)
        person = self._person(where)
        call = commands.find(self.world, person, where, asked["name"])
        commands.fill(call, where, asked["options"])
        return self._opened(await person.interact(kinds.COMMAND, where, call.data(where.guild)))

    async def _autocomplete(self, asked: Asked) -> dict[str, Any]:
        where = self._channel(asked)
        options = dict(asked["options"])
        options[asked["focused"]] = options.pop(asked["focused"], "")
        choices = await self._person(where).autocomplete(asked["name"], options, channel=where)
        return {"choices": [{"name": choice.name, "value": choice.value} for choice in choices]}

    async def _say(self, asked: Asked) -> dict[str, Any]:
        """Write a message, which answers the one whose id is `answered` if there is such a field."""
        where = self._channel(asked)
        person = self._person(where)
        answered = None if asked.get("answered") is None else person.sees(_message(where, asked["answered"]))
        await person.say(asked["content"], channel=where, answering=answered)
        return {}

    async def _use(self, asked: Asked) -> dict[str, Any]:
        """Press a button or choose in a select, named by its `custom_id`."""
        where = self._channel(asked)
        person = self._person(where)
        message = _message(where, asked["message"])
        person.sees(message)
        return self._opened(await person.interact(kinds.COMPONENT, where, _used(message, asked), message))

    async def _submit(self, asked: Asked) -> dict[str, Any]:
        form = self.forms[asked["interaction"]]
        answer = await Reply(self._person(form.channel), None, form).submit(asked["fields"])
        del self.forms[asked["interaction"]]
        return {} if answer.interaction is None else self._opened(answer.interaction)

    async def _dismiss(self, asked: Asked) -> dict[str, Any]:
        """Put a private answer away, for as long as the sandbox lives."""
        self.page.dismissed.add(int(asked["message"]))
        return {}

    async def _turn(self, asked: Asked) -> dict[str, Any]:
        await page_studio.turn(self.page, asked)
        return {}

    async def _break(self, asked: Asked) -> dict[str, Any]:
        await page_studio.break_something(self.sandbox, self._channel(asked), asked)
        return {}

    async def _show_log(self, asked: Asked) -> dict[str, Any]:
        """Show the log from now on, beginning with what stands in it, or no longer."""
        self._logs = bool(asked["on"])
        return {"entries": page_studio.lines(self.sandbox.log) if self._logs else []}

    def _opened(self, interaction: Interaction) -> dict[str, Any]:
        """What the page needs to know of an answer: nothing, unless it is a form to fill in."""
        if interaction.modal is None:
            return {}
        self.forms[str(interaction.id)] = interaction
        return {"interaction": str(interaction.id), "modal": interaction.modal}

    def _channel(self, asked: Asked) -> Channel:
        channel = self.world.channels.get(int(asked["channel"]))
        if channel is None:
            raise Refused("This channel is gone.")
        return channel

    def _person(self, channel: Channel) -> Person:
        """Whom this page plays, as a member of the channel's server (of the first one in direct messages)."""
        guild = next((guild for guild in self.sandbox.guilds if guild is channel.guild), self.sandbox.guild)
        return page_view.member(guild, self.name)


def _read(frame: WSMessage) -> Asked | None:
    """The request in a frame; None if it holds none."""
    try:
        asked = json.loads(frame.data) if frame.type is WSMsgType.TEXT else None
    except ValueError:
        return None
    return asked if isinstance(asked, dict) else None


def _message(channel: Channel, number: Any) -> Message:
    message = channel.history.get(int(number))
    if message is None:
        raise Refused("This message is gone.")
    return message


def _used(message: Message, asked: Asked) -> dict[str, Any]:
    """The `data` of the interaction for a button or select of `message`; raises Refused if it can't be used."""
    wanted = asked["custom_id"]
    parts = [part for part in reading.walk(message.components) if part.get("custom_id") == wanted]
    if not parts or parts[0].get("disabled"):
        raise Refused("This can no longer be used here.")
    data = {"component_type": parts[0]["type"], "custom_id": wanted, "id": parts[0]["id"]}
    if asked["op"] == "select":
        data["values"] = [str(value) for value in asked["values"]]
    return data
