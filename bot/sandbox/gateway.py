"""The gateway: the websocket over which the bot learns what happens.

Plain text JSON frames. HELLO, IDENTIFY (also of several shards), READY, GUILD_CREATE, heartbeats, RESUME with a replay
of what was missed, INVALID_SESSION, RECONNECT; close codes as in Discord's documentation, "Gateway Close Event Codes".
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.feed import Event
from bot.sandbox.guild import Channel
from bot.sandbox.log import Log
from bot.sandbox.session import Session
from bot.sandbox.world import World

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS = 1, 2, 3, 4, 6, 7, 8
INVALID_SESSION, HELLO, ACK = 9, 10, 11
"""Opcodes."""
GUILDS, GUILD_MEMBERS, PRESENCES, GUILD_MESSAGES = 1 << 0, 1 << 1, 1 << 8, 1 << 9
DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
"""Intents."""
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, BAD_TOKEN, ALREADY_AUTHENTICATED = 4001, 4002, 4003, 4004, 4005
INVALID_SHARD, INVALID_INTENTS, DISALLOWED_INTENTS = 4010, 4013, 4014
"""Close codes."""
_NAMES = {"message_create": "MESSAGE_CREATE", "message_update": "MESSAGE_UPDATE", "message_delete": "MESSAGE_DELETE"}
_FIRST_CLOSE_CODE = 1000
IDENTIFIES = 1000
"""A day; Discord resets the token of a bot that needs more."""


class Gateway:
    """The server's side: accepts the bot's connection and sends it what the world publishes."""

    def __init__(self, world: World, log: Log, token: str) -> None:
        self.world, self.log, self.token = world, log, token
        self.url = ""
        self.granted_intents = 0
        """Privileged intents that the application may ask for."""
        self.heartbeat_interval = 41_250
        """Milliseconds."""
        self.recommended_shards = 1
        self.identified = 0
        """How often a client has identified, successfully or not."""
        self.rejections: list[int] = []
        """What the next connections end with: a close code after IDENTIFY or RESUME, or the HTTP status of a refusal
        to open the websocket at all (503)."""
        self.sessions: dict[int, Session] = {}
        """By shard."""
        world.feed.subscribe(self._listen)

    @property
    def connected(self) -> bool:
        """Whether a client has identified or resumed with all its shards and is still connected."""
        sessions = self.sessions.values()
        return any(len(sessions) == session.shards for session in sessions) and all(
            session.socket is not None for session in sessions
        )

    @property
    def session(self) -> Session | None:
        """That of the first shard, which is the only one of most bots."""
        return self.sessions.get(0)

    def dispatch(self, name: str, payload: dict[str, Any]) -> bool:
        """Send an event to the shard it belongs to; False if that has no session at all (it will never learn of it)."""
        session = self._session_for(_guild_of(name, payload))
        if session is None:
            return False
        session.send(name, payload)
        self.log.gateway("sent", name)
        return True

    async def drop(self, *, resumable: bool = True, ask: bool = False, code: int = 4000, shard: int = 0) -> None:
        """Break the connection of a shard with a close `code`, or `ask` the client to reconnect (op 7).

        Not `resumable`: the session is forgotten, so that the client has to identify anew. After some codes the client
        does not come back by itself (4004, 4010 to 4014).
        """
        session = self.sessions.get(shard)
        if session is None or session.socket is None:
            return
        socket, session.socket = session.socket, None
        if not resumable:
            self._forget(session)
        self.log.gateway("sent", "RECONNECT" if ask else f"close {code}")
        self.world.feed.publish({"type": "gateway_lost"})
        if ask:
            await socket.send_str(json.dumps({"op": RECONNECT, "d": None, "s": None, "t": None}))
        else:
            await socket.close(code=code)

    async def invalidate(self, *, resumable: bool = False, shard: int = 0) -> None:
        """Tell a shard that its session is invalid (op 9): it has to resume it, or else to identify anew."""
        session = self.sessions.get(shard)
        if session is None or session.socket is None:
            return
        if not resumable:
            self._forget(session)
        self.log.gateway("sent", "INVALID_SESSION")
        await _send(session.socket, INVALID_SESSION, resumable)

    def peers(self) -> set[Any]:
        """The clients' ends of the connections that have a session."""
        open_sockets = [session.socket for session in self.sessions.values() if session.socket is not None]
        return {socket.get_extra_info("peername") for socket in open_sockets}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The handler of the websocket's route."""
        if self.rejections and self.rejections[0] < _FIRST_CLOSE_CODE:
            status = self.rejections.pop(0)
            self.log.gateway("refused", f"status {status}, as was asked for")
            return web.Response(status=status)
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(request)
        await _send(socket, HELLO, {"heartbeat_interval": self.heartbeat_interval})
        session: Session | None = None
        sender: asyncio.Task[None] | None = None
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    await self._close(socket, DECODE_ERROR, "only text frames are read")
                    break
                fresh = await self._receive(socket, session, frame.data)
                if fresh is not None:
                    session = fresh
                    sender = asyncio.create_task(_pump(session, socket))
        finally:
            if sender is not None:
                sender.cancel()
                await asyncio.gather(sender, return_exceptions=True)
            if session is not None and session.socket is socket:
                session.socket = None
                # Closing with these codes is goodbye: such a session can't be resumed
                if socket.close_code in (1000, 1001):
                    self._forget(session)
                self.log.gateway("received", f"close {socket.close_code}")
                self.world.feed.publish({"type": "gateway_lost"})
        return socket

    async def _receive(self, socket: web.WebSocketResponse, session: Session | None, text: str) -> Session | None:
        """Act upon one frame; returns the session when this frame has begun or resumed one."""
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            await self._close(socket, DECODE_ERROR, "a frame is a JSON object with an op")
            return None
        if op == HEARTBEAT:
            await _send(socket, ACK, None)
        elif op in (IDENTIFY, RESUME):
            self.log.gateway("received", "IDENTIFY" if op == IDENTIFY else "RESUME")
            self.identified += op == IDENTIFY
            if session is not None:
                await self._close(socket, ALREADY_AUTHENTICATED, "identified twice")
            elif self.rejections:
                await self._close(socket, self.rejections.pop(0), "asked for by the sandbox")
            elif data.get("token") != self.token:
                await self._close(socket, BAD_TOKEN, "the token is not the sandbox's own")
            elif op == IDENTIFY:
                return await self._identify(socket, data)
            else:
                return await self._resume(socket, data)
        elif session is None:
            await self._close(socket, NOT_AUTHENTICATED, "an event before IDENTIFY")
        elif op not in (PRESENCE, VOICE, MEMBERS):
            await self._close(socket, UNKNOWN_OPCODE, f"opcode {op}")
        return None

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        intents = int(data.get("intents") or 0)
        if intents & ~KNOWN_INTENTS:
            await self._close(socket, INVALID_INTENTS, f"unknown intents in {intents}")
            return None
        if intents & PRIVILEGED & ~self.granted_intents:
            await self._close(socket, DISALLOWED_INTENTS, f"privileged intents in {intents} are not granted")
            return None
        shard, shards = data.get("shard") or (0, 1)
        if not 0 <= shard < shards:
            await self._close(socket, INVALID_SHARD, f"shard {shard} of {shards}")
            return None
        session = Session(intents, shard, shards)
        # A client that shares itself out anew begins anew
        self.sessions = {n: other for n, other in self.sessions.items() if other.shards == shards}
        self.sessions[shard] = session
        session.socket = socket
        world = self.world
        guilds = {number: guild for number, guild in world.guilds.items() if session.hears_of(number)}
        ready = {
            "v": 10,
            "user": world.bot.payload() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(guild), "unavailable": True} for guild in guilds],
            "private_channels": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "application": {"id": str(world.bot.id), "flags": 0},
            "_trace": ["sandbox"],
        }
        if data.get("shard") is not None:
            ready["shard"] = data["shard"]
        session.send("READY", ready)
        if intents & GUILDS:
            for guild in guilds.values():
                session.send("GUILD_CREATE", guild.full_payload())
        self.log.gateway("sent", "READY")
        world.feed.publish({"type": "gateway_ready"})
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        session = next((known for known in self.sessions.values() if known.id == data.get("session_id")), None)
        missed = None if session is None else session.missed_since(int(data.get("seq") or 0))
        if session is None or missed is None:
            self.log.gateway("sent", "INVALID_SESSION")
            await _send(socket, INVALID_SESSION, False)
            return None
        session.outbox = asyncio.Queue()
        for frame in missed:
            session.outbox.put_nowait(frame)
        session.socket = socket
        session.send("RESUMED", {"_trace": ["sandbox"]})
        self.log.gateway("sent", f"RESUMED after {len(missed)} missed events")
        self.world.feed.publish({"type": "gateway_ready"})
        return session

    async def _close(self, socket: web.WebSocketResponse, code: int, reason: str) -> None:
        self.log.gateway("refused", f"close {code}: {reason}")
        await socket.close(code=code, message=reason.encode())

    def _listen(self, event: Event) -> None:
        """Send on what the world publishes, as far as the session has asked for it."""
        kind = event["type"]
        if kind == "gateway":
            if any(session.intents & GUILDS for session in self.sessions.values()):
                self.dispatch(event["name"], event["payload"])
            return
        if kind not in _NAMES or event["visible_to"] is not None:
            return
        channel = self.world.channels.get(int(event["channel_id"]))
        session = self._session_for(None if channel is None or channel.guild is None else channel.guild.id)
        if channel is None or session is None or not self._hears(session, channel):
            return
        if kind == "message_delete":
            gone = {"id": event["message_id"], "channel_id": event["channel_id"]}
            self.dispatch(_NAMES[kind], gone | ({"guild_id": event["guild_id"]} if event["guild_id"] else {}))
        else:
            self.dispatch(_NAMES[kind], self._shown(session, channel, int(event["message_id"])))

    def _session_for(self, guild: int | None) -> Session | None:
        return next((session for session in self.sessions.values() if session.hears_of(guild)), None)

    def _forget(self, session: Session) -> None:
        if self.sessions.get(session.shard) is session:
            del self.sessions[session.shard]

    def _hears(self, session: Session, channel: Channel) -> bool:
        if channel.guild is None:
            return bool(session.intents & DIRECT_MESSAGES)
        return bool(session.intents & GUILD_MESSAGES) and channel.guild.me.permissions(channel) != 0

    def _shown(self, session: Session, channel: Channel, number: int) -> dict[str, Any]:
        """A message as the bot gets it: without the text, unless it is its own, direct, or mentions it."""
        message, bot = channel.history[number], self.world.bot
        shown = message.gateway_payload()
        open_text = channel.guild is None or message.author is bot or bot in message.mentions
        if not open_text and not session.intents & MESSAGE_CONTENT:
            shown |= {"content": "", "components": [], "embeds": [], "attachments": []}
        return shown


def _guild_of(name: str, payload: dict[str, Any]) -> int | None:
    """In which guild an event happened; None: in none."""
    guild = payload.get("guild_id") or (payload.get("id") if name.startswith("GUILD_") else None)
    return None if guild is None else int(guild)


async def _send(socket: web.WebSocketResponse, op: int, data: Any) -> None:
    await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))


async def _pump(session: Session, socket: web.WebSocketResponse) -> None:
    """Write the session's events to its socket, in order."""
    outbox = session.outbox
    while not socket.closed:
        await socket.send_str(await outbox.get())
