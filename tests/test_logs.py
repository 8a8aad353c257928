from __future__ import annotations

import json
import logging
import sys

import pytest

from bot.logs import ForPeople, ForPrograms, redact

# Of a token's shape, and of no use anywhere
BOT_TOKEN = "M" + "Tk4NjIyNDgzNDcxOTI1MjQ4" + ".Cl2FMQ." + "ZnCjm1XVW7vRze4b7Cq4se7kKWs"
INTERACTION_TOKEN = "aW50ZXJhY3Rpb246" + "MTE5ODYyMjQ4MzQ3MTkyNTI0ODpabkNqbTFYVlc3dlJ6ZTRi" * 3


def record(message: str, *values: object, **ids: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.loader", logging.WARNING, "", 0, message, values, None)
    made.created = 1_406_102_400.5
    vars(made).update(ids)
    return made


@pytest.mark.parametrize("token", [BOT_TOKEN, INTERACTION_TOKEN, "y" * 60])
@pytest.mark.parametrize(
    "around",
    [
        "https://discord.com/api/v10/webhooks/1198622483471925248/{}/messages/@original",
        "https://discord.com/api/v10/interactions/1198622483471925248/{}/callback",
    ],
)
def test_tokens_in_addresses_are_redacted(token: str, around: str) -> None:
    assert token not in redact(around.format(token))


@pytest.mark.parametrize("token", [BOT_TOKEN, INTERACTION_TOKEN])
@pytest.mark.parametrize("around", ["{}", "Bot {}", "'token': '{}'", '{{"token":"{}"}}', "token={}&x=1", "-> {}\n"])
def test_tokens_are_redacted_by_their_shape(token: str, around: str) -> None:
    assert redact(around.format(token)) == around.format("[token]")


@pytest.mark.parametrize(
    "text", ["programme loaded by start: 9 talks", "1198622483471925248", "bot.store.database", "2014-07-23T10:10Z"]
)
def test_other_text_stays(text: str) -> None:
    assert redact(text) == text


def test_a_line_for_programs_is_one_json_object() -> None:
    line = ForPrograms().format(record("two\nlines of %s", BOT_TOKEN, guild=7, interaction=9, user="Ada"))
    assert json.loads(line) == {
        "at": "2014-07-23T08:00:00.500+00:00",
        "level": "WARNING",
        "logger": "bot.loader",
        "message": "two\nlines of [token]",
        "guild": 7,
        "interaction": 9,
    }
    assert "\n" not in line


def test_a_line_for_people_is_one_line_before_its_traceback() -> None:
    assert ForPeople().format(record("two\nlines")).endswith(" WARNING bot.loader: two lines")
    failed = record("failed")
    try:
        raise ValueError(BOT_TOKEN)
    except ValueError:
        failed.exc_info = sys.exc_info()
    text = ForPeople().format(failed)
    assert text.splitlines()[0].endswith(" WARNING bot.loader: failed")
    assert text.splitlines()[-1] == "ValueError: [token]"
    line = ForPrograms().format(failed)
    assert json.loads(line)["trace"].splitlines()[-1] == "ValueError: [token]"
