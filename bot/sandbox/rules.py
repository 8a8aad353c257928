"""What Discord refuses in messages: the sandbox's own table of limits, deliberately separate from the bot's.

Numbers from Discord's documentation (Message, Component Reference, Application Commands); codes as its API answers.
Components are checked by `rules_components`, commands, choices and forms by `rules_commands`.
"""

from __future__ import annotations

from typing import Any

from bot.sandbox import reading
from bot.sandbox.errors import Refusal
from bot.sandbox.findings import Findings, Path, refuse
from bot.sandbox.messages import COMPONENTS_V2
from bot.sandbox.rules_commands import check_choices, check_commands, check_modal
from bot.sandbox.rules_components import check_components

__all__ = ["PINS", "check_choices", "check_commands", "check_edit", "check_message", "check_modal", "refuse"]

CONTENT = 2000
EMBEDS = 10
EMBED_TEXT = 6000
FILES = 10
NONCE = 25
PINS = 250
DISPLAYED_TEXT = 4000
COMPONENTS = 40
PROCESSED_BYTES, PROCESSED_EACH = 10_170, 12
"""Undocumented (discord-api-docs issue 8554): UTF-8 bytes of all TextDisplays, and 12 for each, or Discord fails."""


def check_message(body: dict[str, Any], *, prefix: Path = ()) -> None:
    """Raise Refusal if Discord would not take `body` as a new message; `prefix` is where it stands in the request."""
    flags = body.get("flags") or 0
    _check(body, flags, prefix)
    texts = ("content", "embeds", "attachments", "sticker_ids", "poll")
    if not any(body.get(key) for key in (*texts, "components")) or _blank(body):
        raise Refusal(400, 50006, "Cannot send an empty message")


def check_edit(body: dict[str, Any], flags: int, *, prefix: Path = ()) -> None:
    """Raise Refusal if Discord would not change a message that has `flags` by `body`."""
    _check(body, flags & COMPONENTS_V2 | (body.get("flags") or 0), prefix)


def _blank(body: dict[str, Any]) -> bool:
    others = ("embeds", "attachments", "sticker_ids", "poll", "components")
    return not str(body.get("content") or "").strip() and not any(body.get(key) for key in others)


def _check(body: dict[str, Any], flags: int, prefix: Path) -> None:
    findings = Findings()
    findings.text((*prefix, "content"), body.get("content"), 0, CONTENT)
    if body.get("nonce") is not None:
        findings.length((*prefix, "nonce"), str(body["nonce"]), 0, NONCE)
    findings.length((*prefix, "attachments"), body.get("attachments"), 0, FILES)
    _check_embeds(findings, body.get("embeds") or [], prefix)
    _check_allowed_mentions(findings, body.get("allowed_mentions") or {}, prefix)
    components = body.get("components") or []
    v2 = bool(flags & COMPONENTS_V2)
    if v2:
        _check_v2(findings, body, components, prefix)
    check_components(findings, components, (*prefix, "components"), v2=v2)
    findings.close()
    if v2:
        _check_processed(components)


def _check_v2(findings: Findings, body: dict[str, Any], components: list[dict[str, Any]], prefix: Path) -> None:
    for key in ("content", "embeds", "sticker_ids", "poll"):
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
    if sum(len(part.get("content") or "") for part in parts if part.get("type") == reading.TEXT) > DISPLAYED_TEXT:
        findings.add(
            (*prefix, "components"),
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Total number of characters in displayable text exceeds maximum size of {DISPLAYED_TEXT}",
        )


def _check_processed(components: list[dict[str, Any]]) -> None:
    texts = [part["content"] for part in reading.walk(components) if part["type"] == reading.TEXT]
    if sum(len(text.encode()) + PROCESSED_EACH for text in texts) > PROCESSED_BYTES:
        raise Refusal(500, 0, "500: Internal Server Error")


def _check_embeds(findings: Findings, embeds: list[dict[str, Any]], prefix: Path) -> None:
    findings.length((*prefix, "embeds"), embeds, 0, EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        at = (*prefix, "embeds", index)
        findings.text((*at, "title"), embed.get("title"), 0, 256)
        findings.text((*at, "description"), embed.get("description"), 0, 4096)
        findings.length((*at, "fields"), embed.get("fields"), 0, 25)
        total += len(embed.get("title") or "") + len(embed.get("description") or "")
        for number, entry in enumerate(embed.get("fields") or []):
            findings.text((*at, "fields", number, "name"), entry.get("name"), 1, 256)
            findings.text((*at, "fields", number, "value"), entry.get("value"), 1, 1024)
            total += len(entry.get("name") or "") + len(entry.get("value") or "")
        footer, author = embed.get("footer") or {}, embed.get("author") or {}
        findings.text((*at, "footer", "text"), footer.get("text"), 0, 2048)
        findings.text((*at, "author", "name"), author.get("name"), 0, 256)
        total += len(footer.get("text") or "") + len(author.get("name") or "")
    if total > EMBED_TEXT:
        findings.add((*prefix, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_allowed_mentions(findings: Findings, allowed: dict[str, Any], prefix: Path) -> None:
    parse = allowed.get("parse") or []
    for key in ("users", "roles"):
        findings.length((*prefix, "allowed_mentions", key), allowed.get(key), 0, 100)
        if key in parse and allowed.get(key):
            findings.add(
                (*prefix, "allowed_mentions"),
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
            )
