"""The schedule JSON of pretalx, frab and c3voc: the fields of its events."""

from collections.abc import Callable

import pytest

from bot.programme.model import Talk
from bot.programme.problems import Problem
from bot.sources import Parsed

Read = Callable[..., Talk]


@pytest.fixture
def read(parse_events: Callable[..., Parsed]) -> Read:
    """The talk of an event with these fields, read without a problem."""

    def read_one(**fields: object) -> Talk:
        parsed = parse_events(fields)
        assert parsed.problems == ()
        (talk,) = parsed.programme.talks
        return talk

    return read_one


def _times(talk: Talk) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            str(slot.day),
            slot.start.isoformat() if slot.start else None,
            slot.end.isoformat() if slot.end else None,
        )
        for slot in talk.slots
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"code": "ABC-1"}, "ABC-1"),
        ({"code": ..., "url": "https://x.org/e/talk/CEZNQP/", "guid": "g", "id": 7}, "CEZNQP"),
        ({"code": None, "slug": "NCZR93", "guid": "g"}, "NCZR93"),
        ({"code": "", "slug": "lake-7-title", "guid": "g-1", "id": 7}, "g-1"),
        ({"code": ..., "id": 7}, "7"),
        ({"code": ..., "title": "On Æpples"}, "on-aepples"),
    ],
)
def test_what_a_talk_is_called(read: Read, fields: dict[str, object], expected: str) -> None:
    assert read(**fields).id == expected


@pytest.mark.parametrize(
    ("fields", "slot"),
    [
        ({}, ("2026-05-14", "2026-05-14T07:00:00+00:00", "2026-05-14T07:30:00+00:00")),
        (
            {"end": "2026-05-14T10:00:00+02:00"},
            ("2026-05-14", "2026-05-14T07:00:00+00:00", "2026-05-14T08:00:00+00:00"),
        ),
        ({"duration": "1:30"}, ("2026-05-14", "2026-05-14T07:00:00+00:00", "2026-05-14T08:30:00+00:00")),
        ({"duration": 45}, ("2026-05-14", "2026-05-14T07:00:00+00:00", "2026-05-14T07:45:00+00:00")),
        ({"duration": "00:00"}, ("2026-05-14", "2026-05-14T07:00:00+00:00", None)),
        ({"duration": ...}, ("2026-05-14", "2026-05-14T07:00:00+00:00", None)),
        # DebConf: the date is the instant, the start on the wall
        (
            {"date": "2026-05-14T08:30:00+00:00", "start": "10:30", "duration": ...},
            ("2026-05-14", "2026-05-14T08:30:00+00:00", None),
        ),
        ({"date": "2026-05-15T00:30:00+02:00", "duration": ...}, ("2026-05-14", "2026-05-14T22:30:00+00:00", None)),
        ({"date": "2026-05-14T09:00:00", "duration": ...}, ("2026-05-14", "2026-05-14T07:00:00+00:00", None)),
        # FOSDEM until 2023: no date, and the hour under its day
        ({"date": ..., "start": "23:30"}, ("2026-05-14", "2026-05-14T21:30:00+00:00", "2026-05-14T22:00:00+00:00")),
        ({"date": ..., "start": "00:30", "duration": ...}, ("2026-05-14", "2026-05-14T22:30:00+00:00", None)),
        (
            {"date": ..., "start": "2026-05-16T09:00:00Z", "duration": ...},
            ("2026-05-16", "2026-05-16T09:00:00+00:00", None),
        ),
        ({"date": "2026-05-16", "start": "9:00", "duration": ...}, ("2026-05-16", "2026-05-16T07:00:00+00:00", None)),
        ({"date": "2026-05-16"}, ("2026-05-16", None, None)),
        ({"date": ...}, ("2026-05-14", None, None)),
        # The night in which the clocks go back: an hour and a half of talk
        (
            {"date": "2026-10-25T02:30:00+02:00", "end": "2026-10-25T03:00:00+01:00"},
            ("2026-10-24", "2026-10-25T00:30:00+00:00", "2026-10-25T02:00:00+00:00"),
        ),
    ],
)
def test_when_a_talk_is(read: Read, fields: dict[str, object], slot: tuple[str, str | None, str | None]) -> None:
    assert _times(read(**fields)) == [slot]


@pytest.mark.parametrize(
    ("fields", "place", "problem"),
    [
        ({"date": "0001-01-01T00:00:00Z"}, "day", ("date", 'expected a date with an hour, got "0001-01-01T00:00:00Z"')),
        ({"date": "9999-12-31"}, "day", ("date", 'expected a date with an hour, got "9999-12-31"')),
        ({"date": "soon", "start": "9:00"}, "hour", ("date", 'expected a date with an hour, got "soon"')),
        ({"date": ["x"]}, "day", ("date", "expected text, got a list")),
        ({"date": ..., "start": "25:00"}, "day", ("start", 'expected an hour such as 14:30, got "25:00"')),
        ({"duration": "long"}, "hour", ("duration", 'expected a duration such as 0:45, got "long"')),
        ({"duration": "99999"}, "hour", ("duration", 'expected a duration such as 0:45, got "99999"')),
        ({"end": "later"}, "hour", ("end", 'expected a date with an hour, got "later"')),
        (
            {"end": "2026-05-14T08:00:00+02:00"},
            "hour",
            (
                "end",
                'expected an instant after the start (2026-05-14T07:00:00+00:00), got "2026-05-14T08:00:00+02:00"',
            ),
        ),
        ({"title": None}, "hour", ("title", "expected a title, got nothing")),
        ({"title": {"en": 3}}, "hour", ("title", "expected a title, got nothing")),
        ({"abstract": True}, "hour", ("abstract", "expected text, got True")),
        ({"track": [1]}, "hour", ("track", "expected text, got a list")),
        ({"persons": "Ada"}, "hour", ("persons", 'expected a list, got "Ada"')),
        ({"persons": [{"id": 3}]}, "hour", ("persons", "expected a name, got an object")),
        ({"persons": [7, None]}, "hour", ("persons", "expected a name, got nothing")),
        (
            {"links": [{"title": "x", "url": "ftp://x"}]},
            "hour",
            ("links", 'expected an http(s) address, got "ftp://x"'),
        ),
        ({"attachments": [None]}, "hour", ("attachments", "expected an http(s) address, got nothing")),
        ({"url": "javascript:x"}, "hour", ("url", 'expected an http(s) address, got "javascript:x"')),
    ],
)
def test_a_bad_field_is_reported_and_the_talk_is_kept(
    parse_events: Callable[..., Parsed], fields: dict[str, object], place: str, problem: tuple[str, str]
) -> None:
    parsed = parse_events(fields)
    (slot,) = parsed.programme.talks[0].slots
    assert (slot.start is not None) is (place == "hour")
    assert parsed.problems == (Problem("AAAAAA", *problem),)


def test_what_cant_be_placed_is_kept_and_told(parse_events: Callable[..., Parsed]) -> None:
    days = [{"date": "never", "rooms": {"Hall": [{"code": "AAAAAA", "title": "A", "date": "soon"}]}}]
    parsed = parse_events(days=days)
    assert parsed.programme.talks[0].slots == ()
    assert parsed.problems == (
        Problem("day 1", "date", 'expected a date, got "never"'),
        Problem("AAAAAA", "date", 'expected a date with an hour, got "soon"', True),
    )


def test_what_is_no_talk_is_left_out_and_told(parse_events: Callable[..., Parsed]) -> None:
    parsed = parse_events("Lunch", {"code": ..., "title": ...}, {})
    assert [talk.id for talk in parsed.programme.talks] == ["AAAAAA"]
    assert parsed.problems == (
        Problem("record 1", "", 'expected an object, got "Lunch"', True),
        Problem("record 2", "title", "expected a title or a code, got nothing", True),
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CANCELLED: Rivers", ("Rivers", True)),
        ("CANCELED Rivers", ("Rivers", True)),
        ("[CANCELLED] Rivers", ("Rivers", True)),
        ("CANCELLED! Rivers", ("Rivers", True)),
        ("AMENDMENT Rivers", ("Rivers", False)),
        ("Cancelling POSIX syscalls", ("Cancelling POSIX syscalls", False)),
        ("Cancelled Rivers", ("Cancelled Rivers", False)),
        ("CANCELLEDNESS", ("CANCELLEDNESS", False)),
        ("CANCELLED", ("CANCELLED", False)),
    ],
)
def test_cancelled_in_capitals(read: Read, title: str, expected: tuple[str, bool]) -> None:
    talk = read(title=title)
    assert (talk.title, talk.cancelled) == expected


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        ("Rivers", "A story", "Rivers – A story"),
        ("Rivers?", "A story", "Rivers? A story"),
        ("Rivers: a story", "A Story", "Rivers: a story"),
        ("Rivers", "", "Rivers"),
        ({"de": "Flüsse", "fr": ""}, None, "Flüsse"),
        ({"de": "Flüsse", "en": "Rivers"}, None, "Rivers"),
        ("  x\r\n" * 100, "", " ".join(["x"] * 100)),
        ("שלום", "", "שלום"),
        (7, "", "7"),
    ],
)
def test_titles(read: Read, title: object, subtitle: object, expected: str) -> None:
    assert read(title=title, subtitle=subtitle).title == expected


def test_people(read: Read) -> None:
    persons = [
        {"code": "A1", "name": "Ada Old", "public_name": "Ada", "biography": "x\r\ny"},
        {"id": 7, "name": "Ada"},
        {"name": "Bo Ž"},
        {"code": "A1", "name": "Ada"},
        {"id": 7, "name": "Carl"},
        "Dora",
    ]
    assert [(s.id, s.name, s.biography) for s in read(persons=persons).speakers] == [
        ("A1", "Ada", "x\ny"),
        ("7", "Ada", ""),
        ("bo-z", "Bo Ž", ""),
        ("7-carl-ac8990", "Carl", ""),
        ("dora", "Dora", ""),
    ]
