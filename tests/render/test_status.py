"""What moderators read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import SourceError
from bot.programme.changes import compare
from bot.programme.model import Programme, Slot, Talk
from bot.programme.problems import Problem
from bot.render.limits import CARD_TEXT, weight
from bot.render.status import kept, list_changes, name_of_source, reason, reload_card


def _programme(*titles: str, key: str = "t") -> Programme:
    return Programme("Conf", "Europe/Berlin", tuple(Talk(f"{key}{n}", title) for n, title in enumerate(titles)))


def test_a_reload_says_what_changed() -> None:
    old, new = _programme("One", "Two"), _programme("One *", "Two", "Three")
    assert reload_card(new, 2, 3, compare(old, new), ()).text == (
        "Programme loaded: 3 talks (was 2). 1 added, 1 renamed.\n"
        "**Added** · **Three**: not scheduled yet\n"
        "**Renamed** · ~~**One**~~ → **One \\***"
    )
    assert reload_card(new, 3, 3, compare(new, new), ()).text == ("Programme loaded: 3 talks (was 3). Nothing changed.")


def test_of_very_many_changes_and_problems_the_rest_is_counted() -> None:
    old = _programme(*(f"Old {n} {'漢' * 80}" for n in range(500)), key="o")
    new = _programme(*(f"New {n} {'*' * 80}" for n in range(500)), key="n")
    problems = [Problem(f"T{n}", "duration", "expected hours and minutes, got 'soon' " * 9) for n in range(1_300)]
    text = reload_card(new, 500, 500, compare(old, new), problems).text
    changes, _, below = text.partition("\n\n")
    shown = changes.split("\n")
    assert shown[0] == "Programme loaded: 500 talks (was 500). 500 added, 500 removed."
    assert shown[-1] == f"-# and {1_000 - (len(shown) - 2)} more changes"
    listed = below.split("\n")
    assert listed[0] == "**1,300 problems**"
    assert listed[-1] == f"-# and {1_300 - (len(listed) - 2):,} more; `python -m bot check` shows them all"
    assert len(listed) > 5
    assert weight(text) <= CARD_TEXT


def test_what_was_kept_and_why() -> None:
    error = SourceError(
        "expected hours and minutes, got 'soon'", source="/srv/schedule.json", talk="T123", field="duration"
    )
    assert kept(_programme(), datetime(2014, 7, 22, 16, 4, tzinfo=UTC), 9, reason(error)) == (
        "Kept the programme of 22 July, 18:04 (9 talks). The new one could not be read: "
        "schedule.json, talk T123, field `duration`: expected hours and minutes, got 'soon'."
    )


def test_a_field_can_not_leave_its_code() -> None:
    assert reason(SourceError("no", field="a`b\n<@1>")) == "field `a'b <\u200b@1>`: no"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("data/europython-2014.json", "europython-2014.json"),
        ("/", "/"),
        ("https://ada:secret@example.org/s.json?token=secret#x", "example.org/s.json"),
        ("a_b*c.json", "a\\_b\\*c.json"),
    ],
)
def test_a_source_is_named_without_its_secrets(source: str, name: str) -> None:
    assert name_of_source(source) == name


def test_a_talk_that_only_became_longer_shows_its_ends() -> None:
    def lasting(minutes: int) -> Programme:
        start = datetime(2025, 6, 2, 8, tzinfo=UTC)
        slot = Slot(start.date(), start, start + timedelta(minutes=minutes), ("Hall",))
        return Programme("Conf", "Europe/Berlin", (Talk("F", "On figs", slots=(slot,)),))

    assert list_changes(lasting(45), compare(lasting(30), lasting(45))) == (
        "1 moved",
        ["**Moved** · **On figs**: ~~Mon 2 June, 10:00 to 10:30 · Hall~~ → Mon 2 June, 10:00 to 10:45 · Hall"],
    )
