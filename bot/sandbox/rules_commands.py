"""What Discord refuses in the registration of commands, in offered choices, and in forms.

From Discord's documentation, "Application Commands" (naming, limits) and "Component Reference" (modals).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.sandbox.errors import Reason, Refusal
from bot.sandbox.findings import Findings, Path
from bot.sandbox.reading import LABEL, ROW, SELECTS, TEXT, TEXT_INPUT
from bot.sandbox.rules_components import check_select

COMMANDS = 100
OPTIONS = 25
DESCRIPTION = 100
CHOICES, CHOICE_TEXT = 25, 100
TEXT_OPTION = 6000
COMMAND_SIZE = 8000
MODAL_TITLE, MODAL_PARTS = 45, 5
INPUT_LABEL, INPUT_DESCRIPTION, INPUT_PLACEHOLDER, INPUT = 45, 100, 100, 4000
CUSTOM_ID = 100
_UPLOAD_AND_BOXES = range(19, 24)
_SUB_COMMAND, _GROUP, _STRING = 1, 2, 3
# Devanagari and Thai write vowels and tones with marks, which count as letters in names
_SCRIPTS = re.compile("[\u0900-\u097f\ua8e0-\ua8ff\u0e00-\u0e7f]")


def check_commands(commands: Any) -> None:
    """Raise Refusal unless `commands` can replace all commands of one scope."""
    if isinstance(commands, list) and len(commands) > COMMANDS:
        raise Refusal(Reason.TOO_MANY_COMMANDS, most=COMMANDS)
    findings = Findings()
    seen: set[str] = set()
    for index, command in enumerate(findings.objects((), commands, 0, COMMANDS)):
        kind = command.get("type") or 1
        if kind == 1:
            _check_named(findings, command, (index,))
            _check_options(findings, command.get("options"), (index, "options"), depth=0)
            if not findings.errors and _size(command) > COMMAND_SIZE:
                reason = f"Command exceeds maximum size ({COMMAND_SIZE})"
                findings.add((index,), "APPLICATION_COMMAND_TOO_LARGE", reason)
        else:
            findings.text((index, "name"), command.get("name"), 1, 32)
        key = f"{kind} {command.get('name')}"
        if key in seen:
            reason = "Application command names must be unique"
            findings.add((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", reason)
        seen.add(key)
    findings.close()


def is_name(name: Any) -> bool:
    """Whether a command or option may be called so: 1 to 32 letters, digits, `-`, `_`, `'`, in lower case."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32:
        return False
    return name == name.lower() and all(_fits(letter) for letter in name)


def _fits(letter: str) -> bool:
    return letter in "-_'" or unicodedata.category(letter)[0] in "LN" or bool(_SCRIPTS.match(letter))


def _check_named(findings: Findings, thing: dict[str, Any], at: Path) -> None:
    if not is_name(thing.get("name")):
        findings.add((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    findings.text((*at, "description"), thing.get("description"), 1, DESCRIPTION)


def _check_options(findings: Findings, given: Any, path: Path, *, depth: int) -> None:
    """Options of a command (`depth` 0), of a group or subcommand in it (1), of a subcommand of a group (2)."""
    options = findings.objects(path, given, 0, OPTIONS)
    steps = [option.get("type") in (_SUB_COMMAND, _GROUP) for option in options]
    if any(steps) and not all(steps):
        reason = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", reason)
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        at = (*path, index)
        _check_named(findings, option, at)
        name = str(option.get("name"))
        if name in names:
            reason = "Option name must be unique"
            findings.add((*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", reason)
        names.add(name)
        if steps[index]:
            if depth > 1 or (option["type"] == _GROUP and depth > 0):
                findings.add((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deeply")
            else:
                _check_options(findings, option.get("options"), (*at, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            reason = "Required options must be placed before non-required options"
            findings.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", reason)
        optional_seen = optional_seen or not option.get("required")
        _check_option(findings, option, at)


def _check_option(findings: Findings, option: dict[str, Any], at: Path) -> None:
    kind = option.get("type")
    if isinstance(kind, bool) or not isinstance(kind, int) or not 3 <= kind <= 11:
        findings.add((*at, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.")
        return
    if option.get("choices") and option.get("autocomplete"):
        reason = "Autocomplete options cannot have choices"
        findings.add(at, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", reason)
    _check_choices(findings, option.get("choices"), (*at, "choices"), text=kind == _STRING)
    findings.number((*at, "min_length"), option.get("min_length"), 0, TEXT_OPTION)
    findings.number((*at, "max_length"), option.get("max_length"), 1, TEXT_OPTION)


def _check_choices(findings: Findings, given: Any, path: Path, *, text: bool) -> None:
    for index, choice in enumerate(findings.objects(path, given, 0, CHOICES)):
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
    _check_choices(findings, data.get("choices"), ("data", "choices"), text=text)
    findings.close()


def check_modal(data: dict[str, Any]) -> None:
    """Raise Refusal unless Discord would open this form: a title, 1 to 5 parts, inputs with unique ids."""
    findings = Findings()
    findings.text(("data", "title"), data.get("title"), 1, MODAL_TITLE)
    findings.text(("data", "custom_id"), data.get("custom_id"), 1, CUSTOM_ID)
    seen: set[str] = set()
    for index, part in enumerate(findings.objects(("data", "components"), data.get("components"), 1, MODAL_PARTS)):
        at: Path = ("data", "components", index)
        kind = part.get("type")
        if kind == ROW:
            for inner in findings.objects((*at, "components"), part.get("components"), 1, 1):
                _check_input(findings, inner, (*at, "components", 0), seen, labelled=False)
        elif kind == LABEL:
            findings.text((*at, "label"), part.get("label"), 1, INPUT_LABEL)
            findings.text((*at, "description"), part.get("description"), 0, INPUT_DESCRIPTION)
            inside = findings.object((*at, "component"), part.get("component"))
            if inside is not None:
                _check_input(findings, inside, (*at, "component"), seen, labelled=True)
        elif kind == TEXT:
            findings.text((*at, "content"), part.get("content"), 1, INPUT)
        else:
            findings.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    findings.close()


def _check_input(findings: Findings, part: dict[str, Any], at: Path, seen: set[str], *, labelled: bool) -> None:
    kind, custom_id = part.get("type"), str(part.get("custom_id"))
    if kind == TEXT_INPUT:
        if not labelled:
            findings.text((*at, "label"), part.get("label"), 1, INPUT_LABEL)
        findings.number((*at, "style"), part.get("style") or 0, 1, 2)
        findings.text((*at, "placeholder"), part.get("placeholder"), 0, INPUT_PLACEHOLDER)
        findings.text((*at, "value"), part.get("value"), 0, INPUT)
        findings.number((*at, "min_length"), part.get("min_length"), 0, INPUT)
        findings.number((*at, "max_length"), part.get("max_length"), 1, INPUT)
    elif labelled and isinstance(kind, int) and kind in SELECTS:
        check_select(findings, part, at)
    elif not (labelled and isinstance(kind, int) and kind in _UPLOAD_AND_BOXES):
        findings.add((*at, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (3, 4, 5, 6, 7, 8).')
        return
    findings.text((*at, "custom_id"), part.get("custom_id"), 1, CUSTOM_ID)
    if custom_id in seen:
        findings.add((*at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    seen.add(custom_id)
