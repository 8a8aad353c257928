"""What Discord refuses in the components of a message: the shapes of rows, buttons, selects, sections, containers.

From Discord's documentation, "Component Reference". A button or select stands in an action row (a button also beside a
section); Components V2 adds sections, texts, media, files, separators and containers.
"""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.findings import Findings, Path
from bot.sandbox.reading import BUTTON, ROW, SECTION, SELECT, SELECTS, TEXT

THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 11, 12, 13, 14, 17
ROWS, TOP = 5, 40
"""At the top of a message without and with Components V2."""
BUTTONS_IN_ROW = 5
SECTION_TEXTS = 3
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
LABEL = 80
CUSTOM_ID = 100
URL = 512
GALLERY_ITEMS = 10
LINK, PREMIUM = 5, 6
"""Styles of buttons; 1 to 4 are the coloured ones."""
_TOP_V1, _TOP_V2 = {ROW}, {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
_IN_CONTAINER = _TOP_V2 - {CONTAINER}
_LINK = re.compile(r"(?:https?|discord)://\S+", re.IGNORECASE)
_EXCLUSIVE = ("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
_DUPLICATED = ("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def check_components(findings: Findings, components: Any, path: Path, *, v2: bool) -> None:
    """Note the faults of a message's components: nesting, sizes, and that ids are unique in the message."""
    parts = findings.objects(path, components, 0, TOP if v2 else ROWS)
    _check_children(findings, parts, path, _TOP_V2 if v2 else _TOP_V1)
    if not findings.errors:
        _check_unique(findings, parts, path)


def _check_children(findings: Findings, parts: list[dict[str, Any]], path: Path, allowed: set[int]) -> None:
    for index, part in enumerate(parts):
        _check_part(findings, part, (*path, index), allowed)


def _check_part(findings: Findings, part: dict[str, Any], at: Path, allowed: set[int]) -> None:
    kind = part.get("type")
    if isinstance(kind, bool) or not isinstance(kind, int) or kind not in allowed:
        listed = ", ".join(map(str, sorted(allowed)))
        findings.add((*at, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
        return
    findings.number((*at, "id"), part.get("id"), 0, (1 << 31) - 1)
    if kind == ROW:
        _check_row(findings, part, (*at, "components"))
    elif kind == SECTION:
        _check_section(findings, part, at)
    elif kind == CONTAINER:
        inside = findings.objects((*at, "components"), part.get("components"), 1, TOP)
        _check_children(findings, inside, (*at, "components"), _IN_CONTAINER)
    elif kind == TEXT:
        findings.text((*at, "content"), part.get("content"), 1, 4000)
    elif kind == BUTTON:
        check_button(findings, part, at)
    elif kind in SELECTS:
        check_select(findings, part, at)
    else:
        _check_media(findings, part, at)


def _check_row(findings: Findings, row: dict[str, Any], path: Path) -> None:
    """At most five units of width: a button is one, a select is all five."""
    parts = findings.objects(path, row.get("components"), 1, BUTTONS_IN_ROW)
    _check_children(findings, parts, path, {BUTTON, *SELECTS})
    width = 0
    for index, part in enumerate(parts):
        width += 1 if part.get("type") == BUTTON else BUTTONS_IN_ROW
        if width > BUTTONS_IN_ROW:
            reason = "The specified component exceeds the maximum width"
            findings.add((*path, index), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", reason)


def _check_section(findings: Findings, section: dict[str, Any], at: Path) -> None:
    texts = findings.objects((*at, "components"), section.get("components"), 1, SECTION_TEXTS)
    _check_children(findings, texts, (*at, "components"), {TEXT})
    accessory = findings.object((*at, "accessory"), section.get("accessory"))
    if accessory is not None:
        _check_part(findings, accessory, (*at, "accessory"), {BUTTON, THUMBNAIL})


def _check_media(findings: Findings, part: dict[str, Any], at: Path) -> None:
    """A thumbnail, gallery or file names an address; a separator has nothing to name."""
    if part["type"] == GALLERY:
        given = findings.objects((*at, "items"), part.get("items"), 1, GALLERY_ITEMS)
        media = [((*at, "items", index, "media"), item.get("media")) for index, item in enumerate(given)]
    else:
        key = {THUMBNAIL: "media", FILE: "file"}.get(part["type"])
        media = [] if key is None else [((*at, key), part.get(key))]
    for place, item in media:
        described = findings.object(place, item)
        if described is not None:
            findings.text((*place, "url"), described.get("url"), 1, 2048)


def check_button(findings: Findings, button: dict[str, Any], at: Path) -> None:
    """Note the faults of a button: an id or an address, never both; a label or an emoji."""
    style, custom_id, url = button.get("style"), button.get("custom_id"), button.get("url")
    findings.text((*at, "label"), button.get("label"), 0, LABEL)
    if isinstance(style, bool) or style not in (1, 2, 3, 4, LINK, PREMIUM):
        findings.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    elif style == PREMIUM:
        findings.text((*at, "sku_id"), button.get("sku_id"), 1, 20)
        return
    elif style == LINK:
        findings.text((*at, "url"), url, 1, URL)
        if isinstance(url, str) and url and not _LINK.fullmatch(url):
            scheme = url.partition(":")[0].lower()
            reason = f"Scheme \"{scheme}\" is not supported. Scheme must be one of ('discord', 'http', 'https')."
            findings.add((*at, "url"), "URL_TYPE_INVALID_SCHEME", reason)
        if custom_id is not None:
            findings.add(at, *_EXCLUSIVE)
    else:
        findings.text((*at, "custom_id"), custom_id, 1, CUSTOM_ID)
        if url is not None:
            findings.add(at, *_EXCLUSIVE)
    if not button.get("label") and not button.get("emoji"):
        findings.add((*at, "label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")


def check_select(findings: Findings, select: dict[str, Any], at: Path) -> None:
    """Note the faults of a select menu: its options, their texts, that their values differ, the counts to choose."""
    findings.text((*at, "custom_id"), select.get("custom_id"), 1, CUSTOM_ID)
    findings.text((*at, "placeholder"), select.get("placeholder"), 0, PLACEHOLDER)
    findings.number((*at, "min_values"), select.get("min_values"), 0, OPTIONS)
    findings.number((*at, "max_values"), select.get("max_values"), 1, OPTIONS)
    if select["type"] == SELECT:
        _check_options(findings, select, at)


def _check_options(findings: Findings, select: dict[str, Any], at: Path) -> None:
    options = findings.objects((*at, "options"), select.get("options"), 1, OPTIONS)
    most = select["max_values"] if isinstance(select.get("max_values"), int) else 1
    if options and most > len(options):
        reason = "Must be less than or equal to the number of options"
        findings.add((*at, "max_values"), "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", reason)
    if sum(bool(option.get("default")) for option in options) > most:
        reason = "The number of default options exceeds max_values"
        findings.add((*at, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", reason)
    seen: set[str] = set()
    for index, option in enumerate(options):
        here = (*at, "options", index)
        findings.text((*here, "label"), option.get("label"), 1, OPTION_TEXT)
        findings.text((*here, "value"), option.get("value"), 1, OPTION_TEXT)
        findings.text((*here, "description"), option.get("description"), 0, OPTION_TEXT)
        value = str(option.get("value"))
        if value in seen:
            reason = "The specified option value is already used"
            findings.add((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", reason)
        seen.add(value)


def _check_unique(findings: Findings, components: list[dict[str, Any]], path: Path) -> None:
    """No `custom_id` and no given `id` twice in a message; the components are well-formed."""
    seen: set[str | int] = set()
    for at, part in _places(components, path):
        custom_id, number = part.get("custom_id"), part.get("id")
        if custom_id is not None:
            if custom_id in seen:
                findings.add((*at, "custom_id"), *_DUPLICATED)
            seen.add(custom_id)
        if number:
            if number in seen:
                findings.add((*at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            seen.add(number)


def _places(components: list[dict[str, Any]], path: Path) -> list[tuple[Path, dict[str, Any]]]:
    found: list[tuple[Path, dict[str, Any]]] = []
    for index, part in enumerate(components):
        found.append(((*path, index), part))
        found += _places(part.get("components") or [], (*path, index, "components"))
        if part.get("accessory"):
            found.append(((*path, index, "accessory"), part["accessory"]))
    return found
