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
ROWS = 5
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


def check_components(findings: Findings, components: Any, path: Path, *, v2: bool) -> None:
    """Note the faults of a message's components: nesting, sizes, and that ids are unique in the message."""
    if not isinstance(components, list):
        findings.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    if not v2:
        findings.length(path, components, 0, ROWS)
    _check_children(findings, components, path, _TOP_V2 if v2 else _TOP_V1)
    _check_unique(findings, components, path)


def _check_children(findings: Findings, components: list[Any], path: Path, allowed: set[int]) -> None:
    for index, part in enumerate(components):
        at = (*path, index)
        if not isinstance(part, dict):
            findings.add(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        elif part.get("type") not in allowed:
            listed = ", ".join(map(str, sorted(allowed)))
            findings.add((*at, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
        else:
            _check_part(findings, part, at)


def _check_part(findings: Findings, part: dict[str, Any], at: Path) -> None:
    kind = part["type"]
    if kind == ROW:
        _check_row(findings, part.get("components") or [], (*at, "components"))
    elif kind == SECTION:
        texts = part.get("components") or []
        findings.length((*at, "components"), texts, 1, SECTION_TEXTS)
        _check_children(findings, texts, (*at, "components"), {TEXT})
        accessory = part.get("accessory")
        if accessory is None:
            findings.add((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            _check_children(findings, [accessory], (*at, "accessory"), {BUTTON, THUMBNAIL})
    elif kind == CONTAINER:
        inside = part.get("components") or []
        findings.length((*at, "components"), inside, 1, 40)
        _check_children(findings, inside, (*at, "components"), _IN_CONTAINER)
    elif kind == TEXT:
        findings.text((*at, "content"), part.get("content"), 1, 4000)
    elif kind == BUTTON:
        check_button(findings, part, at)
    elif kind in SELECTS:
        check_select(findings, part, at)
    elif kind == GALLERY:
        findings.length((*at, "items"), part.get("items"), 1, GALLERY_ITEMS)


def _check_row(findings: Findings, parts: list[dict[str, Any]], path: Path) -> None:
    """At most five units of width: a button is one, a select is all five."""
    findings.length(path, parts, 1, BUTTONS_IN_ROW)
    _check_children(findings, parts, path, {BUTTON, *SELECTS})
    width = 0
    for index, part in enumerate(parts):
        width += BUTTONS_IN_ROW if isinstance(part, dict) and part.get("type") in SELECTS else 1
        if width > BUTTONS_IN_ROW:
            reason = "The specified component exceeds the maximum width"
            findings.add((*path, index), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", reason)


def check_button(findings: Findings, button: dict[str, Any], at: Path) -> None:
    """Note the faults of a button: an id or an address, never both; a label or an emoji."""
    style, custom_id, url = button.get("style"), button.get("custom_id"), button.get("url")
    findings.text((*at, "label"), button.get("label"), 0, LABEL)
    if style not in range(1, 7):
        findings.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    elif style == PREMIUM:
        if not button.get("sku_id"):
            findings.add((*at, "sku_id"), "BASE_TYPE_REQUIRED", "This field is required")
        return
    elif style == LINK:
        _check_link(findings, url, custom_id, at)
    else:
        findings.text((*at, "custom_id"), custom_id, 1, CUSTOM_ID)
        if url is not None:
            reason = "A custom id and url cannot both be specified"
            findings.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", reason)
    if not button.get("label") and not button.get("emoji"):
        findings.add((*at, "label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")


def _check_link(findings: Findings, url: Any, custom_id: Any, at: Path) -> None:
    findings.text((*at, "url"), url, 1, URL)
    if isinstance(url, str) and url and not _LINK.fullmatch(url):
        scheme = url.partition(":")[0].lower()
        reason = f"Scheme \"{scheme}\" is not supported. Scheme must be one of ('discord', 'http', 'https')."
        findings.add((*at, "url"), "URL_TYPE_INVALID_SCHEME", reason)
    if custom_id is not None:
        reason = "A custom id and url cannot both be specified"
        findings.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", reason)


def check_select(findings: Findings, select: dict[str, Any], at: Path) -> None:
    """Note the faults of a select menu: its options, their texts, that their values differ, the counts to choose."""
    findings.text((*at, "custom_id"), select.get("custom_id"), 1, CUSTOM_ID)
    findings.text((*at, "placeholder"), select.get("placeholder"), 0, PLACEHOLDER)
    least, most = select.get("min_values"), select.get("max_values")
    if least is not None and not 0 <= least <= OPTIONS:
        findings.add((*at, "min_values"), "NUMBER_TYPE_MAX", "int value should be between 0 and 25.")
    if most is not None and not 1 <= most <= OPTIONS:
        findings.add((*at, "max_values"), "NUMBER_TYPE_MAX", "int value should be between 1 and 25.")
    if select["type"] != SELECT:
        return
    options = select.get("options") or []
    findings.length((*at, "options"), options, 1, OPTIONS)
    if most is not None and options and most > len(options):
        reason = "Must be less than or equal to the number of options"
        findings.add((*at, "max_values"), "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", reason)
    if sum(bool(option.get("default")) for option in options) > (1 if most is None else most):
        reason = "The number of default options exceeds max_values"
        findings.add((*at, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", reason)
    seen: set[str] = set()
    for index, option in enumerate(options):
        here = (*at, "options", index)
        findings.text((*here, "label"), option.get("label"), 1, OPTION_TEXT)
        findings.text((*here, "value"), option.get("value"), 1, OPTION_TEXT)
        findings.text((*here, "description"), option.get("description"), 0, OPTION_TEXT)
        if option.get("value") in seen:
            reason = "The specified option value is already used"
            findings.add((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", reason)
        seen.add(option.get("value"))


def _check_unique(findings: Findings, components: list[Any], path: Path) -> None:
    """No `custom_id` and no given `id` twice in a message."""
    seen_custom: set[str] = set()
    seen_ids: set[int] = set()
    for at, part in _places([part for part in components if isinstance(part, dict)], path):
        custom_id, number = part.get("custom_id"), part.get("id")
        if custom_id is not None and custom_id in seen_custom:
            reason = "Component custom id cannot be duplicated"
            findings.add((*at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", reason)
        if number and number in seen_ids:
            findings.add((*at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        if custom_id is not None:
            seen_custom.add(custom_id)
        if number:
            seen_ids.add(number)


def _places(components: list[dict[str, Any]], path: Path) -> list[tuple[Path, dict[str, Any]]]:
    found: list[tuple[Path, dict[str, Any]]] = []
    for index, part in enumerate(components):
        found.append(((*path, index), part))
        children = part.get("components")
        if isinstance(children, list):
            found += _places([child for child in children if isinstance(child, dict)], (*path, index, "components"))
        if isinstance(part.get("accessory"), dict):
            found.append(((*path, index, "accessory"), part["accessory"]))
    return found
