"""What Discord refuses in the registration of commands, in offered choices, and in forms.

From Discord's documentation, "Application Commands" (naming, limits) and "Component Reference" (modals).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.findings import Findings, Path
from bot.sandbox.reading import ROW, SELECTS, TEXT, TEXT_INPUT
from bot.sandbox.rules_components import check_select

COMMANDS = 100
OPTIONS = 25
DESCRIPTION = 100
CHOICES = 25
CHOICE_TEXT = 100
TEXT_OPTION = 6000
COMMAND_SIZE = 8000
MODAL_TITLE = 45
MODAL_PARTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT = 4000
LABELLED, FILE_UPLOAD = 18, 19
"""Components of forms: a label with one input in it, an upload."""
_SUB_COMMAND, _GROUP, _STRING = 1, 2, 3
_PUNCTUATION = "-_'"
# Characters of Devanagari and Thai that are marks, not letters, are allowed in names too.
_SCRIPTS = re.compile("[\u0900-\u097f\ua8e0-\ua8ff\u0e00-\u0e7f]")


def check_commands(commands: Any) -> None:
    """Raise Refusal unless `commands` can replace all commands of one scope."""
    if not isinstance(commands, list):
        raise Refusal(400, 50035, "Invalid Form Body", {"_errors": [_list_needed()]})
    if len(commands) > COMMANDS:
        raise Refusal(400, 30032, f"Maximum number of application commands reached ({COMMANDS}).")
    findings = Findings()
    seen: set[tuple[str, int]] = set()
    for index, command in enumerate(commands):
        kind = command.get("type") or 1
        if kind == 1:
            _check_named(findings, command, (index,))
            _check_options(findings, command.get("options") or [], (index, "options"), depth=0)
            if _size(command) > COMMAND_SIZE:
                reason = f"Command exceeds maximum size ({COMMAND_SIZE})"
                findings.add((index,), "APPLICATION_COMMAND_TOO_LARGE", reason)
        else:
            findings.text((index, "name"), command.get("name"), 1, 32)
        key = (command.get("name") or "", kind)
        if key in seen:
            reason = "Application command names must be unique"
            findings.add((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", reason)
        seen.add(key)
    findings.close()


def _list_needed() -> dict[str, str]:
    return {"code": "LIST_TYPE_CONVERT", "message": "Only iterables may be used in a ListType"}


def is_name(name: str) -> bool:
    """Whether a command or option may be called so: 1 to 32 letters, digits, `-`, `_`, `'`, in lower case."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_fits(letter) for letter in name)


def _fits(letter: str) -> bool:
    return letter in _PUNCTUATION or unicodedata.category(letter)[0] in "LN" or bool(_SCRIPTS.match(letter))


def _check_named(findings: Findings, thing: dict[str, Any], at: Path) -> None:
    if not is_name(thing.get("name") or ""):
        findings.add((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    findings.text((*at, "description"), thing.get("description"), 1, DESCRIPTION)


def _check_options(findings: Findings, options: list[dict[str, Any]], path: Path, *, depth: int) -> None:
    findings.length(path, options, 0, OPTIONS)
    names: set[str] = set()
    optional_seen = False
    steps = [option.get("type") in (_SUB_COMMAND, _GROUP) for option in options]
    if any(steps) and not all(steps):
        reason = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", reason)
    for index, option in enumerate(options):
        at = (*path, index)
        _check_named(findings, option, at)
        if option.get("name") in names:
            reason = "Option name must be unique"
            findings.add((*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", reason)
        names.add(option.get("name") or "")
        if option.get("type") in (_SUB_COMMAND, _GROUP):
            if depth + (option["type"] == _SUB_COMMAND) > 2 or (option["type"] == _GROUP and depth > 0):
                findings.add((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deeply")
            _check_options(findings, option.get("options") or [], (*at, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            reason = "Required options must be placed before non-required options"
            findings.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", reason)
        optional_seen = optional_seen or not option.get("required")
        _check_option(findings, option, at)


def _check_option(findings: Findings, option: dict[str, Any], at: Path) -> None:
    if option.get("type") not in range(3, 12):
        findings.add((*at, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.")
        return
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        reason = "Autocomplete options cannot have choices"
        findings.add(at, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", reason)
    _check_choices(findings, choices, (*at, "choices"), text=option["type"] == _STRING)
    for key, least in (("min_length", 0), ("max_length", 1)):
        value = option.get(key)
        if value is not None and not least <= value <= TEXT_OPTION:
            reason = f"int value should be between {least} and {TEXT_OPTION}."
            findings.add((*at, key), "NUMBER_TYPE_MAX", reason)


def _check_choices(findings: Findings, choices: list[dict[str, Any]], path: Path, *, text: bool) -> None:
    findings.length(path, choices, 0, CHOICES)
    for index, choice in enumerate(choices):
        findings.text((*path, index, "name"), choice.get("name"), 1, CHOICE_TEXT)
        value = choice.get("value")
        if text:
            findings.text((*path, index, "value"), value, 1, CHOICE_TEXT)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            findings.add((*path, index, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _size(thing: dict[str, Any]) -> int:
    """Characters of all names, descriptions and values of a command, which together have a limit."""
    own = len(thing.get("name") or "") + len(thing.get("description") or "")
    own += sum(len(choice.get("name") or "") + len(str(choice.get("value"))) for choice in thing.get("choices") or [])
    return own + sum(_size(option) for option in thing.get("options") or [])


def check_choices(data: dict[str, Any], *, text: bool = True) -> None:
    """Raise Refusal unless Discord would show the choices of an autocomplete answer."""
    findings = Findings()
    _check_choices(findings, data.get("choices") or [], ("data", "choices"), text=text)
    findings.close()


def check_modal(data: dict[str, Any]) -> None:
    """Raise Refusal unless Discord would open this form: a title, 1 to 5 parts, inputs with unique ids."""
    findings = Findings()
    findings.text(("data", "title"), data.get("title"), 1, MODAL_TITLE)
    findings.text(("data", "custom_id"), data.get("custom_id"), 1, 100)
    parts = data.get("components") or []
    findings.length(("data", "components"), parts, 1, MODAL_PARTS)
    seen: set[str] = set()
    for index, part in enumerate(parts):
        at: Path = ("data", "components", index)
        kind = part.get("type")
        if kind == ROW:
            inner = part.get("components") or []
            findings.length((*at, "components"), inner, 1, 1)
            if inner:
                _check_input(findings, inner[0], (*at, "components", 0), seen, labelled=False)
        elif kind == LABELLED:
            findings.text((*at, "label"), part.get("label"), 1, LABEL)
            findings.text((*at, "description"), part.get("description"), 0, LABEL_DESCRIPTION)
            _check_input(findings, part.get("component") or {}, (*at, "component"), seen, labelled=True)
        elif kind == TEXT:
            findings.text((*at, "content"), part.get("content"), 1, INPUT)
        else:
            findings.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    findings.close()


def _check_input(findings: Findings, part: dict[str, Any], at: Path, seen: set[str], *, labelled: bool) -> None:
    kind, custom_id = part.get("type"), part.get("custom_id")
    if kind == TEXT_INPUT:
        findings.text((*at, "custom_id"), custom_id, 1, 100)
        if not labelled:
            findings.text((*at, "label"), part.get("label"), 1, LABEL)
        if part.get("style") not in (1, 2):
            findings.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
        findings.text((*at, "placeholder"), part.get("placeholder"), 0, 100)
        findings.text((*at, "value"), part.get("value"), 0, INPUT)
    elif kind in SELECTS and labelled:
        check_select(findings, part, at)
    elif not (kind in range(FILE_UPLOAD, 24) and labelled):
        findings.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (3, 4, 5, 6, 7, 8).')
    if custom_id is not None and custom_id in seen:
        reason = "Component custom id cannot be duplicated"
        findings.add((*at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", reason)
    seen.add(custom_id or "")
