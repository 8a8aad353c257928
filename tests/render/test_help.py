"""What one can ask, with examples that work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.programme.model import Programme
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.render.help import help_card
from bot.render.reader import Reader

At = Callable[[str], Reader]


def test_the_examples_work_on_the_loaded_programme(default: Snapshot, at: At) -> None:
    card = help_card(default, at("2014-07-23 10:10"))
    assert card.text.startswith("## What you can ask about EuroPython 2014\n")
    asked = {found.name: found.args for found in card.targets}
    assert set(asked) == {"help", "today", "now", "search", "speaker"}
    assert default.index.search(asked["search"][0]).hits
    assert asked["speaker"][0] in default.programme.speakers_by_id
    assert f"query:{asked['search'][0]}**" in card.text


def test_only_moderators_read_how_to_set_it_up(default: Snapshot, at: At) -> None:
    reader = at("2014-07-23 10:10")
    assert "/reload" not in help_card(default, reader).text
    assert "`/reload` loads the programme again" in help_card(default, replace(reader, moderator=True)).text


def test_without_talks_there_are_no_examples(at: At) -> None:
    card = help_card(take_snapshot(Programme("Conf", "UTC")), at("2025-06-02 10:00"))
    assert "such as" not in card.text
    assert [button.label for button in card.buttons] == ["Today", "Now"]
