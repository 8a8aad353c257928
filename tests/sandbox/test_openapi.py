"""The sandbox's limits beside Discord's own description of its API, where `DISCORD_OPENAPI` names that file."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import rules, rules_commands, rules_components

FILE = os.environ.get("DISCORD_OPENAPI", "")
pytestmark = pytest.mark.skipif(not FILE, reason="DISCORD_OPENAPI names no file")

LIMITS = [
    ("MessageCreateRequest", "embeds", rules.EMBEDS),
    ("MessageCreateRequest", "attachments", rules.FILES),
    ("MessageCreateRequest", "nonce", rules.NONCE),
    ("MessageCreateRequest", "components", rules_components.TOP),
    ("MessageAllowedMentionsRequest", "users", rules.MENTIONS),
    ("RichEmbed", "fields", rules.FIELDS),
    ("TextDisplayComponentForMessageRequest", "content", rules.DISPLAYED_TEXT),
    ("ContainerComponentForMessageRequest", "components", rules.COMPONENTS),
    ("SectionComponentForMessageRequest", "components", rules_components.SECTION_TEXTS),
    ("MediaGalleryComponentForMessageRequest", "items", rules_components.GALLERY_ITEMS),
    ("ActionRowComponentForMessageRequest", "components", rules_components.BUTTONS_IN_ROW),
    ("ButtonComponentForMessageRequest", "custom_id", rules_components.CUSTOM_ID),
    ("ButtonComponentForMessageRequest", "label", rules_components.LABEL),
    ("ButtonComponentForMessageRequest", "url", rules_components.URL),
    ("StringSelectComponentForMessageRequest", "placeholder", rules_components.PLACEHOLDER),
    ("StringSelectComponentForMessageRequest", "options", rules_components.OPTIONS),
    ("StringSelectOptionForRequest", "label", rules_components.OPTION_TEXT),
    ("StringSelectOptionForRequest", "value", rules_components.OPTION_TEXT),
    ("StringSelectOptionForRequest", "description", rules_components.OPTION_TEXT),
    ("ApplicationCommandCreateRequest", "description", rules_commands.DESCRIPTION),
    ("ApplicationCommandCreateRequest", "options", rules_commands.OPTIONS),
    ("ApplicationCommandStringOption", "choices", rules_commands.CHOICES),
    ("ApplicationCommandStringOption", "max_length", rules_commands.TEXT_OPTION),
    ("ApplicationCommandOptionStringChoice", "name", rules_commands.CHOICE_TEXT),
    ("InteractionApplicationCommandAutocompleteCallbackStringData", "choices", rules_commands.CHOICES),
    ("ModalInteractionCallbackRequestData", "title", rules_commands.MODAL_TITLE),
    ("LabelComponentForModalRequest", "label", rules_commands.INPUT_LABEL),
    ("LabelComponentForModalRequest", "description", rules_commands.INPUT_DESCRIPTION),
    ("TextInputComponentForModalRequest", "placeholder", rules_commands.INPUT_PLACEHOLDER),
    ("TextInputComponentForModalRequest", "value", rules_commands.INPUT),
]


@cache
def read_description() -> dict[str, Any]:
    description: dict[str, Any] = json.loads(Path(FILE).read_text(encoding="utf-8"))
    return description


@pytest.mark.parametrize(("schema", "field", "limit"), LIMITS)
def test_a_limit_is_discords(schema: str, field: str, limit: int) -> None:
    described = read_description()["components"]["schemas"][schema]["properties"][field]
    shapes = [described, *described.get("oneOf", [])]
    most = {shape[key] for shape in shapes for key in ("maxLength", "maxItems") if key in shape}
    most |= {described["maximum"]} if "maximum" in described else set()
    assert most == {limit}
