"""Hours, durations and zones as sources write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import FormatError
from bot.sources._times import (
    find_zone,
    make_aware,
    place_hour,
    read_duration,
    read_hour,
    read_instant,
    require_zone,
    zone_of_offsets,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:30", 30), ("1:30", 90), ("0:40:00", 40), ("01:00:30", 60.5), ("1:02:03:30", 1563.5), ("26:00", 1560)],
)
def test_durations(text: str, minutes: float) -> None:
    assert read_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "45 min", "-1:00", "00:00", "999:00:00", "1:75", "1:2:3:4:5"])
def test_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        read_duration(text)


def test_instants_days_and_hours() -> None:
    assert read_instant("2014-07-22") == date(2014, 7, 22)
    assert read_instant("2014-07-22T11:00:00+02:00") == datetime(2014, 7, 22, 9, tzinfo=UTC)
    assert read_instant("2014-07-22T11:00:00Z") == datetime(2014, 7, 22, 11, tzinfo=UTC)
    assert read_hour("9:05") == time(9, 5)
    assert read_hour("23:59:59") == time(23, 59)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:59:59+14:00", "2014-13-01", "soon", ""])
def test_no_instants(text: str) -> None:
    with pytest.raises(ValueError, match=r"range|Invalid|must be"):
        read_instant(text)


@pytest.mark.parametrize("text", ["24:00", "9", "9.30", "noon"])
def test_no_hours(text: str) -> None:
    with pytest.raises(ValueError, match="no hour"):
        read_hour(text)


def test_an_hour_after_midnight_belongs_to_the_evening_before() -> None:
    assert place_hour(date(2014, 7, 22), time(3, 59)).isoformat() == "2014-07-23T03:59:00"
    assert place_hour(date(2014, 7, 22), time(4, 0)).isoformat() == "2014-07-22T04:00:00"


@pytest.mark.parametrize(
    ("naive", "utc"),
    [
        ("2026-03-29T01:59:00", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29T02:30:00", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29T03:00:00", "2026-03-29T01:00:00+00:00"),
        ("2026-10-25T02:30:00", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T03:00:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_nights_that_change_the_clocks(naive: str, utc: str) -> None:
    assert make_aware(datetime.fromisoformat(naive), BERLIN).isoformat() == utc


def test_an_hour_without_a_zone_asks_for_the_setting() -> None:
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        make_aware(datetime.fromisoformat("2026-03-29T02:30:00"), None)


@pytest.mark.parametrize("name", ["", "Berlin", "Europe", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000])
def test_names_that_are_no_zone(name: str) -> None:
    assert find_zone(name) is None
    with pytest.raises(FormatError, match="PROGRAMME_TIMEZONE"):
        require_zone(name)


@pytest.mark.parametrize(
    ("offsets", "zone"),
    [
        (["+02:00", "+02:00", "+01:00"], "Etc/GMT-2"),
        (["-05:00"], "Etc/GMT+5"),
        (["+00:00"], "UTC"),
        (["Z"], "UTC"),
        (["+05:30"], "UTC"),
        (["-03:30"], "UTC"),
        (["+23:00"], "UTC"),
        (["+01:00", "+02:00"], "Etc/GMT-2"),
    ],
)
def test_a_zone_made_of_offsets(offsets: list[str], zone: str) -> None:
    instants = [datetime.fromisoformat(f"2026-05-14T09:00:00{offset}") for offset in offsets]
    assert zone_of_offsets(instants) == ZoneInfo(zone)


def test_no_offsets_give_no_zone() -> None:
    assert zone_of_offsets([]) is None
    assert zone_of_offsets([datetime.fromisoformat("2026-05-14T09:00:00")]) is None
