"""REST routes that answer interactions: the callback, follow-ups, and the messages of an interaction's token."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox import interactions as kinds
from bot.sandbox import post, rules
from bot.sandbox.commands import STRING
from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.findings import refuse, to_number, to_object
from bot.sandbox.interactions import Interaction
from bot.sandbox.messages import COMMAND, DEFAULT, EPHEMERAL, LOADING, Message
from bot.sandbox.rest import Call, Rest, add_route
from bot.sandbox.rules_commands import check_choices, check_modal


def add_routes(app: web.Application, rest: Rest) -> None:
    """Serve them all; the token in the path is what authorises them."""
    hook = "/webhooks/{application}/{token}"
    for method, path, handler in (
        ("POST", "/interactions/{interaction}/{token}/callback", answer),
        ("POST", hook, follow_up),
        ("GET", hook + "/messages/{message}", get_message),
        ("PATCH", hook + "/messages/{message}", edit_message),
        ("DELETE", hook + "/messages/{message}", delete_message),
    ):
        add_route(app, rest, method, path, handler, bot=False)


def answer(call: Call) -> dict[str, Any] | None:
    """The first answer; with `with_response` it returns the interaction and the message that came of it."""
    interaction = call.rest.interactions.to_answer(call.number("interaction"), call.path["token"])
    body = call.fields()
    kind, data = body.get("type"), to_object(body.get("data") or {}, "data")
    if not isinstance(kind, int) or kind not in _allowed(interaction):
        listed = ", ".join(map(str, sorted(_allowed(interaction))))
        refuse(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
    message: Message | None = None
    if kind == kinds.ANSWER:
        rules.check_message(data, prefix=("data",))
        message = _write(call, interaction, data)
    elif kind == kinds.DEFER_ANSWER:
        message = _write(
            call, interaction, {"flags": to_number(data.get("flags") or 0, "data", "flags") & EPHEMERAL | LOADING}
        )
    elif kind == kinds.UPDATE:
        message = _source(interaction)
        rules.check_edit(data, message, prefix=("data",))
    elif kind == kinds.DEFER_UPDATE:
        message = _source(interaction)
    elif kind == kinds.CHOICES:
        check_choices(data, text=_focused_type(interaction.data) == STRING)
        interaction.choices = data.get("choices") or []
    else:
        check_modal(data)
        interaction.modal = data
    if message is not None:
        interaction.original = message
        interaction.messages[message.id] = message
    interaction.answer = kind
    if kind == kinds.UPDATE and message is not None:
        post.edit(call.world, message, data)
    if not interaction.answered.done():
        interaction.answered.set_result(kind)
    call.world.feed.publish({"type": "answered", "interaction_id": str(interaction.id), "kind": kind})
    return _response(interaction, kind, message) if call.query.get("with_response") in ("1", "true", "True") else None


def follow_up(call: Call) -> dict[str, Any]:
    """A further message. The first after a deferral takes the place of the one that "is thinking"."""
    interaction = _interaction(call)
    body = call.fields()
    rules.check_message(body)
    waiting = interaction.original
    if interaction.answer == kinds.DEFER_ANSWER and waiting is not None and waiting.loading:
        interaction.changed.append(waiting)
        post.edit(call.world, waiting, body, answered=True)
        return waiting.payload()
    message = _write(call, interaction, body)
    interaction.messages[message.id] = message
    interaction.changed.append(message)
    call.world.feed.publish({"type": "followed_up", "interaction_id": str(interaction.id)})
    return message.payload()


def get_message(call: Call) -> dict[str, Any]:
    return _message(call)[1].payload()


def edit_message(call: Call) -> dict[str, Any]:
    interaction, message = _message(call)
    body = call.fields()
    rules.check_edit(body, message)
    interaction.changed.append(message)
    post.edit(call.world, message, body, answered=message.loading)
    return message.payload()


def delete_message(call: Call) -> None:
    interaction, message = _message(call)
    interaction.changed.append(message)
    post.delete(call.world, message)


def _allowed(interaction: Interaction) -> set[int]:
    """The types of first answers that this interaction takes."""
    message = {kinds.ANSWER, kinds.DEFER_ANSWER}
    update = {kinds.UPDATE, kinds.DEFER_UPDATE} if interaction.source is not None else set()
    return {
        kinds.COMMAND: message | {kinds.OPEN_MODAL},
        kinds.COMPONENT: message | update | {kinds.OPEN_MODAL},
        kinds.AUTOCOMPLETE: {kinds.CHOICES},
        kinds.MODAL: message | update,
    }[interaction.type]


def _focused_type(thing: dict[str, Any]) -> int:
    """The type of the option that is being typed."""
    for option in thing.get("options") or []:
        found = option["type"] if option.get("focused") else _focused_type(option)
        if found:
            return int(found)
    return 0


def _write(call: Call, interaction: Interaction, body: dict[str, Any]) -> Message:
    private = bool((body.get("flags") or 0) & EPHEMERAL)
    return post.write(
        call.world,
        interaction.channel,
        call.world.bot,
        body,
        visible_to=interaction.person.user if private else None,
        interaction=interaction.metadata(),
        kind=COMMAND if interaction.type == kinds.COMMAND else DEFAULT,
    )


def _source(interaction: Interaction) -> Message:
    message = interaction.source
    if message is None or message.id not in message.channel.history:
        raise Refusal(Reason.UNKNOWN_MESSAGE)
    return message


def _interaction(call: Call) -> Interaction:
    if call.number("application") != call.world.bot.id:
        raise Refusal(Reason.UNKNOWN_WEBHOOK)
    return call.rest.interactions.by_token(call.path["token"])


def _message(call: Call) -> tuple[Interaction, Message]:
    """The token's interaction and the message of the path: one that the token made, or the one that was pressed."""
    interaction = _interaction(call)
    if call.path["message"] == "@original":
        message = interaction.original
    else:
        number = call.number("message")
        message = interaction.messages.get(number)
        if message is None and interaction.source is not None and interaction.source.id == number:
            message = interaction.source
    if message is None or message.id not in message.channel.history:
        raise Refusal(Reason.UNKNOWN_MESSAGE)
    return interaction, message


def _response(interaction: Interaction, kind: int, message: Message | None) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": str(interaction.id), "type": interaction.type}
    if message is None:
        return {"interaction": shown}
    shown |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.loading,
        "response_message_ephemeral": message.ephemeral,
    }
    resource: dict[str, Any] = {"type": kind}
    if kind in (kinds.ANSWER, kinds.UPDATE):
        resource["message"] = message.payload()
    return {"interaction": shown, "resource": resource}
