"""Talks as JSON, there and back."""

import json
from datetime import UTC, date, datetime

import pytest

from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk
from bot.programme.problems import Problem
from bot.programme.record import from_record, to_record, to_report

FULL = Talk(
    id="AB-1",
    title="שלום " + "x" * 300,
    speakers=(Speaker("a", "Ada", "*Bio*\nof Ada"), Speaker("b", "Bob")),
    kind=Kind.WORKSHOP,
    track="Web",
    level="Novice",
    language="en",
    abstract="One\n\n- two",
    description="`three`",
    url="https://example.org/ab",
    links=(Link("Video", "https://example.org/v"),),
    cancelled=True,
    slots=(
        Slot(date(2014, 7, 22)),
        Slot(
            date(2014, 7, 22),
            datetime(2014, 7, 22, 22, 30, tzinfo=UTC),
            datetime(2014, 7, 22, 23, tzinfo=UTC),
            ("A", "B/C"),
        ),
    ),
)


@pytest.mark.parametrize("talk", [FULL, Talk("x", "")])
def test_a_talk_survives_the_store(talk: Talk) -> None:
    assert from_record(json.loads(json.dumps(to_record(talk)))) == talk


def test_instants_are_kept_in_utc() -> None:
    assert to_record(FULL)["slots"][1]["start"] == "2014-07-22T22:30:00+00:00"


def test_a_naive_instant_is_refused() -> None:
    naive = Slot(date(2014, 7, 22), datetime(2014, 7, 22, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"):
        to_record(Talk("x", "X", slots=(naive,)))


def test_the_report_of_a_programme() -> None:
    problem = Problem("AB-1", "date", "expected a date, got nothing", True, "x.json")
    report = to_report(Programme("P", "Europe/Berlin", (FULL,)), [problem])
    assert json.loads(json.dumps(report)) == {
        "title": "P",
        "timezone": "Europe/Berlin",
        "talks": [
            {
                "id": "AB-1",
                "title": FULL.title,
                "speakers": ["Ada", "Bob"],
                "kind": "workshop",
                "track": "Web",
                "level": "Novice",
                "language": "en",
                "abstract": "One\n\n- two",
                "description": "`three`",
                "url": "https://example.org/ab",
                "links": [{"title": "Video", "url": "https://example.org/v"}],
                "cancelled": True,
                "slots": [
                    {"day": "2014-07-22", "start": None, "end": None, "room": ""},
                    {
                        "day": "2014-07-22",
                        "start": "2014-07-23T00:30:00+02:00",
                        "end": "2014-07-23T01:00:00+02:00",
                        "room": "A, B/C",
                    },
                ],
            }
        ],
        "problems": [
            {
                "talk": "AB-1",
                "field": "date",
                "message": "expected a date, got nothing",
                "loses_talk": True,
                "source": "x.json",
            }
        ],
    }
