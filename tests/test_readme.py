from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import discord
import pytest

from bot.asking import answer_one
from bot.programme.snapshot import take_snapshot
from bot.reading import parse_all
from bot.settings import Settings
from bot.sources import Document, Hints

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = [name.upper() for name in Settings.model_fields]


def first_column(heading: str) -> list[str]:
    """What the tables below a heading of the README have in their first column, without the heads."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)
    cells = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    return [cell for at, cell in enumerate(cells) if cell != "---" and cells[at + 1 : at + 2] != ["---"]]


def commands() -> list[str]:
    """The lines of the README's blocks of shell."""
    return [
        line
        for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]


def test_the_table_of_settings_is_that_of_the_code() -> None:
    assert first_column("Settings") == [f"`{name}`" for name in SETTINGS]


def test_the_example_file_names_every_setting_and_sets_none() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [f"{name}=" for name in SETTINGS]


def test_the_invite_link_asks_for_the_permissions_it_names() -> None:
    (value,) = re.findall(r"scope=bot\+applications\.commands&permissions=(\d+)", README)
    permissions = discord.Permissions(int(value))
    assert {name for name, granted in permissions if granted} == {
        "read_messages",
        "send_messages",
        "read_message_history",
    }


def test_the_command_that_the_continuous_check_takes_is_the_readmes() -> None:
    pattern = re.compile(r"-m pytest$")
    assert "grep -m 1 -E -e '-m pytest$' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [line for line in commands() if pattern.search(line)] == [
        line for line in README.splitlines() if pattern.search(line)
    ]
    assert len([line for line in commands() if pattern.search(line)]) == 1


def rows(heading: str) -> list[tuple[str, str]]:
    """The rows of the table below a heading of the README, without its head."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return [(asked, said) for asked, said in cells[2:]]


def test_the_examples_of_questions_are_answered_as_the_readme_says() -> None:
    default = ROOT / "data" / "europython-2014.json"
    documents = [Document(default.name, default.read_bytes())]
    snapshot = take_snapshot(parse_all([("default", documents)], Hints()).programme)
    now = datetime.fromisoformat("2014-07-23T10:10+02:00")
    examples = rows("Ask in your own words")
    answers = [(asked, answer_one(asked, snapshot, now)["text"].splitlines()[0]) for asked, _ in examples]
    assert len(examples) == 5
    assert answers == examples


@pytest.mark.parametrize("path", re.findall(r"`((?:bot|cogs|data|tests|\.ci)/[\w./]*)`", README))
def test_every_path_in_the_map_is_there(path: str) -> None:
    assert (ROOT / path).exists()
