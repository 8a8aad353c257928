"""What Discord refuses in messages: the sandbox's own table of limits, deliberately separate from the bot's.

Numbers from Discord's documentation (Message, Component Reference, Application Commands); codes as its API answers.
Components are checked by `rules_components`, commands, choices and forms by `rules_commands`.
"""

from __future__ import annotations

from typing import Any

from bot.sandbox import reading
from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.findings import Findings, Path
from bot.sandbox.messages import COMPONENTS_V2, Message
from bot.sandbox.rules_components import check_components

CONTENT = 2000
EMBEDS, EMBED_TEXT, FIELDS = 10, 6000, 25
FILES = 10
NONCE = 25
PINS = 250
MENTIONS = 100
DISPLAYED_TEXT = 4000
COMPONENTS = 40
PROCESSED_BYTES, PROCESSED_EACH = 10_170, 12
"""Undocumented (discord-api-docs issue 8554): with more UTF-8 bytes in TextDisplays, 12 for each, Discord fails."""
_SHOWN = ("content", "embeds", "attachments", "components")
_LEGACY = ("content", "embeds", "sticker_ids", "poll")


def check_message(body: dict[str, Any], *, prefix: Path = ()) -> None:
    """Raise Refusal if Discord would not take `body` as a new message; `prefix` is where it stands in the request."""
    _check(body, body.get("flags"), prefix)
    _check_shows({key: body.get(key) for key in (*_SHOWN, "sticker_ids", "poll")})


def check_edit(body: dict[str, Any], message: Message, *, prefix: Path = ()) -> None:
    """Raise Refusal if Discord would not change `message` by `body`."""
    after = {key: body.get(key, getattr(message, key)) for key in _SHOWN}
    flags = body.get("flags")
    if isinstance(flags, int):
        # A message turns to Components V2 only together with the end of its old content
        turning = flags & ~message.flags & COMPONENTS_V2
        checked = body | {key: after[key] for key in ("content", "embeds")} if turning else body
        _check(checked, flags | message.flags & COMPONENTS_V2, prefix)
    else:
        _check(body, message.flags & COMPONENTS_V2 if flags is None else flags, prefix)
    _check_shows(after)


def _check_shows(shown: dict[str, Any]) -> None:
    content = shown.pop("content")
    if not (content or "").strip() and not any(shown.values()):
        raise Refusal(Reason.EMPTY_MESSAGE)


def _check(body: dict[str, Any], flags: Any, prefix: Path) -> None:
    findings = Findings()
    findings.number((*prefix, "flags"), flags, 0, 1 << 32)
    findings.text((*prefix, "content"), body.get("content"), 0, CONTENT)
    if body.get("nonce") is not None:
        findings.length((*prefix, "nonce"), str(body["nonce"]), 0, NONCE)
    for index, attachment in enumerate(findings.objects((*prefix, "attachments"), body.get("attachments"), 0, FILES)):
        if "id" not in attachment:
            findings.add((*prefix, "attachments", index, "id"), "BASE_TYPE_REQUIRED", "This field is required")
    _check_embeds(findings, body.get("embeds"), (*prefix, "embeds"))
    if body.get("allowed_mentions") is not None:
        _check_allowed_mentions(findings, body["allowed_mentions"], (*prefix, "allowed_mentions"))
    findings.close()
    v2 = bool((flags or 0) & COMPONENTS_V2)
    components = body.get("components")
    check_components(findings, components, (*prefix, "components"), v2=v2)
    findings.close()
    if v2:
        _check_v2(findings, body, components or [], prefix)


def _check_v2(findings: Findings, body: dict[str, Any], components: list[dict[str, Any]], prefix: Path) -> None:
    """Refuse what does not go with Components V2, and too much of it; the components are well-formed."""
    for key in _LEGACY:
        if body.get(key):
            findings.add(
                (*prefix, key),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    parts = list(reading.walk(components))
    if len(parts) > COMPONENTS:
        findings.add(
            (*prefix, "components"),
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"Total number of components exceeds the maximum of {COMPONENTS}",
        )
    texts = [part["content"] for part in parts if part["type"] == reading.TEXT]
    if sum(map(len, texts)) > DISPLAYED_TEXT:
        findings.add(
            (*prefix, "components"),
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Total number of characters in displayable text exceeds maximum size of {DISPLAYED_TEXT}",
        )
    findings.close()
    if sum(len(text.encode(errors="replace")) + PROCESSED_EACH for text in texts) > PROCESSED_BYTES:
        raise Refusal(Reason.BROKEN)


def _check_embeds(findings: Findings, embeds: Any, path: Path) -> None:
    total = 0
    for index, embed in enumerate(findings.objects(path, embeds, 0, EMBEDS)):
        at = (*path, index)
        footer = findings.object((*at, "footer"), embed.get("footer") or {}) or {}
        author = findings.object((*at, "author"), embed.get("author") or {}) or {}
        texts: list[tuple[Path, Any, int, int]] = [
            ((*at, "title"), embed.get("title"), 0, 256),
            ((*at, "description"), embed.get("description"), 0, 4096),
            ((*at, "footer", "text"), footer.get("text"), 0, 2048),
            ((*at, "author", "name"), author.get("name"), 0, 256),
        ]
        for number, entry in enumerate(findings.objects((*at, "fields"), embed.get("fields"), 0, FIELDS)):
            texts.append(((*at, "fields", number, "name"), entry.get("name"), 1, 256))
            texts.append(((*at, "fields", number, "value"), entry.get("value"), 1, 1024))
        for where, text, least, most in texts:
            findings.text(where, text, least, most)
            total += len(text) if isinstance(text, str) else 0
    if total > EMBED_TEXT:
        findings.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TEXT}")


def _check_allowed_mentions(findings: Findings, allowed: Any, path: Path) -> None:
    given = findings.object(path, allowed) or {}
    parse = findings.items((*path, "parse"), given.get("parse"), 0, MENTIONS)
    for key in ("users", "roles"):
        if findings.items((*path, key), given.get(key), 0, MENTIONS) and key in parse:
            reason = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            findings.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason)
