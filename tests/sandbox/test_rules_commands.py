"""What Discord refuses in commands, choices and forms, each with its codes and places; no body breaks a rule."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import Person, Refusal, Sandbox
from bot.sandbox.rules import check_message
from bot.sandbox.rules_commands import check_choices, check_commands, check_modal, is_name

Api = Callable[..., Awaitable[Any]]
LONG, REQUIRED, LENGTH = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_REQUIRED", "BASE_TYPE_BAD_LENGTH"
WRONG_TYPE = "UNION_TYPE_CHOICES"
V2 = 1 << 15


def command(name: str = "talk", *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Shows", "options": list(options)} | more


def typed(name: str = "title", kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Which", "type": kind} | more


BAD_NAME = "APPLICATION_COMMAND_INVALID_NAME"
COMMANDS: list[tuple[str, list[dict[str, Any]], dict[str, str]]] = [
    ("upper case", [command("Talk")], {"0.name": BAD_NAME}),
    ("a blank", [command("my talk")], {"0.name": BAD_NAME}),
    ("33 letters", [command("x" * 33)], {"0.name": BAD_NAME}),
    ("no description", [command(description="")], {"0.description": REQUIRED}),
    ("a description of 101", [command(description="x" * 101)], {"0.description": LENGTH}),
    ("a name twice", [command(), command()], {"1": "APPLICATION_COMMANDS_DUPLICATE_NAME"}),
    ("26 options", [command("talk", *[typed(f"o{n}") for n in range(26)])], {"0.options": LONG}),
    (
        "an option twice",
        [command("talk", typed(), typed())],
        {"0.options.1.name": "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
    ),
    (
        "required last",
        [command("talk", typed("a"), typed("b", required=True))],
        {"0.options.1": "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
    ),
    ("26 choices", [command("talk", typed(choices=[{"name": "a", "value": "b"}] * 26))], {"0.options.0.choices": LONG}),
    (
        "choices and autocomplete",
        [command("talk", typed(autocomplete=True, choices=[{"name": "a", "value": "b"}]))],
        {"0.options.0": "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES"},
    ),
    ("a type of 12", [command("talk", typed(kind=12))], {"0.options.0.type": "BASE_TYPE_CHOICES"}),
    ("max_length of 6,001", [command("talk", typed(max_length=6001))], {"0.options.0.max_length": "NUMBER_TYPE_MAX"}),
    (
        "a subcommand beside an option",
        [command("talk", typed("a", 1), typed("b"))],
        {"0.options": "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
    ),
    (
        "three deep",
        [command("talk", typed("a", 1, options=[typed("b", 2, options=[typed("c", 1)])]))],
        {"0.options.0.options.0.type": "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
    ),
    (
        "8,001 characters",
        [
            command(
                "talk",
                *[
                    typed(f"o{n}", choices=[{"name": "n" * 100, "value": f"{c}" + "v" * 98} for c in range(25)])
                    for n in range(2)
                ],
            )
        ],
        {"0": "APPLICATION_COMMAND_TOO_LARGE"},
    ),
]


@pytest.mark.parametrize(("body", "places"), [pytest.param(*case[1:], id=case[0]) for case in COMMANDS])
async def test_commands_are_refused(
    api: Api, sandbox: Sandbox, body: list[dict[str, Any]], places: dict[str, str]
) -> None:
    put = await api("PUT", f"/applications/{sandbox.world.bot.id}/commands", body)
    assert (put.status, put.code, put.faults) == (400, 50035, places)
    assert sandbox.world.commands[None] == {}


async def test_101_commands_are_refused(api: Api, sandbox: Sandbox) -> None:
    many = [command(f"c{number}") for number in range(101)]
    path = f"/applications/{sandbox.world.bot.id}/guilds/{sandbox.guild.id}/commands"
    assert (await api("PUT", path, many)).code == 30032
    assert (await api("PUT", path, many[:100])).status == 200


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        *((name, True) for name in ("talk", "größe", "トーク", "हिन्दी", "ไทย", "a-b_c'd", "x" * 32)),
        *((name, False) for name in ("", "a b", "Größe", "a.b", "🐍", "x" * 33)),
    ],
)
def test_names_of_commands(name: str, fits: bool) -> None:
    assert is_name(name) is fits


CHOICES: list[tuple[list[dict[str, Any]], dict[str, str]]] = [
    ([{"name": "a", "value": "b"}] * 26, {"data.choices": LONG}),
    ([{"name": "", "value": "b"}], {"data.choices.0.name": REQUIRED}),
    ([{"name": "x" * 101, "value": "b"}], {"data.choices.0.name": LENGTH}),
    ([{"name": "a", "value": ""}], {"data.choices.0.value": REQUIRED}),
    ([{"name": "a", "value": "x" * 101}], {"data.choices.0.value": LENGTH}),
    ([{"name": "a", "value": 5}], {"data.choices.0.value": "BASE_TYPE_CONVERT"}),
]


@pytest.mark.parametrize(("choices", "places"), CHOICES)
async def test_choices_are_refused(
    api: Api, ada: Person, sandbox: Sandbox, choices: list[dict[str, Any]], places: dict[str, str]
) -> None:
    data = {"name": "talk", "options": [typed() | {"focused": True}]}
    interaction = sandbox.interactions.create(4, ada, sandbox.guild.channel("general"), data)
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    answered = await api("POST", path, {"type": 8, "data": {"choices": choices}}, token=None)
    assert (answered.status, answered.code, answered.faults) == (400, 50035, places)


def form(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "Tell us", "custom_id": "form", "components": list(parts)} | more


def field(custom_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Name", "component": {"type": 4, "style": 1, "custom_id": custom_id} | more}


MODALS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("a title of 46", form(field(), title="x" * 46), {"data.title": LENGTH}),
    ("no title", form(field(), title=""), {"data.title": REQUIRED}),
    ("no id", form(field(), custom_id=None), {"data.custom_id": REQUIRED}),
    ("6 parts", form(*[field(str(n)) for n in range(6)]), {"data.components": LENGTH}),
    (
        "a button",
        form({"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "b", "label": "b"}]}),
        {"data.components.0.components.0.type": WRONG_TYPE},
    ),
    (
        "an id twice",
        form(field(), field()),
        {"data.components.1.component.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
    ),
    ("a label of 46", form(field() | {"label": "x" * 46}), {"data.components.0.label": LENGTH}),
    ("a style of 3", form(field(style=3)), {"data.components.0.component.style": "NUMBER_TYPE_MAX"}),
    ("a value of 4,001", form(field(value="x" * 4001)), {"data.components.0.component.value": LONG}),
    ("a separator", form({"type": 14}), {"data.components.0.type": WRONG_TYPE}),
]


@pytest.mark.parametrize(("body", "places"), [pytest.param(*case[1:], id=case[0]) for case in MODALS])
async def test_forms_are_refused(
    api: Api, ada: Person, sandbox: Sandbox, body: dict[str, Any], places: dict[str, str]
) -> None:
    interaction = sandbox.interactions.create(2, ada, sandbox.guild.channel("general"), {"name": "x"})
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    answered = await api("POST", path, {"type": 9, "data": body}, token=None)
    assert (answered.status, answered.code, answered.faults) == (400, 50035, places)


KEYS = ["content", "components", "type", "custom_id", "style", "label", "options", "value", "accessory", "embeds"]
KEYS += ["name", "description", "choices", "allowed_mentions", "parse", "attachments", "component", "title", "items"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 20) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize("check", [check_message, check_choices, check_modal, check_commands])
@settings(max_examples=60, deadline=None)
@given(body=st.dictionaries(st.sampled_from([*KEYS, "flags"]), JSON, max_size=6), v2=st.booleans())
def test_no_shape_of_body_breaks_a_rule(check: Callable[[Any], None], body: dict[str, Any], v2: bool) -> None:
    sent: Any = [body] if check is check_commands else body | ({"flags": V2} if v2 else {})
    try:
        check(sent)
        refused = None
    except Refusal as refusal:
        refused = (refusal.status, refusal.code)
    assert refused in (None, (400, 50035), (400, 50006))
