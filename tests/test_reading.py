from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import FetchError, FormatError, SourceError
from bot.reading import LARGE, Reading, read
from bot.settings import DEFAULT_SOURCE
from bot.sources import Hints, all_sources

DEFAULT = str(DEFAULT_SOURCE)


def schedule(title: str, *events: dict[str, object]) -> str:
    """A small schedule of one day and one room, as its source writes it."""
    days = [{"index": 1, "date": "2026-05-04", "rooms": {"Hall": list(events)}}]
    conference = {"title": title, "acronym": "invented", "time_zone_name": "Europe/Vienna", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": conference}})


def event(code: str, title: str, hour: int = 10) -> dict[str, object]:
    return {
        "code": code,
        "title": title,
        "type": "Talk",
        "date": f"2026-05-04T{hour}:00:00+02:00",
        "start": f"{hour}:00",
        "duration": "00:30",
        "persons": [{"code": f"P{code}", "name": f"Person {code}"}],
    }


async def refusal(*locations: str | Path) -> str:
    with pytest.raises(SourceError) as caught:
        await read([str(location) for location in locations], Hints())
    return str(caught.value)


async def test_the_default_programme_is_read_whole() -> None:
    reading = await read([DEFAULT], Hints())
    assert (reading.programme.title, reading.programme.timezone) == ("EuroPython 2014", "Europe/Berlin")
    assert (len(reading.programme.talks), len(reading.programme.speakers), reading.problems) == (9, 10, ())


async def test_several_sources_add_up(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(schedule("InventedConf", event("A", "On apples")), encoding="utf-8")
    (tmp_path / "two.json").write_text(schedule("Other", event("B", "On pears", 11)), encoding="utf-8")
    reading = await read([str(tmp_path / "one.json"), str(tmp_path / "two.json")], Hints())
    assert reading.programme.title == "InventedConf"
    assert [talk.title for talk in reading.programme.talks] == ["On apples", "On pears"]


async def test_a_folder_gives_all_its_files_and_names_the_one_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(schedule("InventedConf", event("A", "On apples")), encoding="utf-8")
    (tmp_path / "readme.md").write_text("Our talks, one file a day.", encoding="utf-8")
    (tmp_path / "two.json").write_text(schedule("InventedConf", event("B", "On pears", 11)), encoding="utf-8")
    reading = await read([str(tmp_path)], Hints())
    assert [talk.title for talk in reading.programme.talks] == ["On apples", "On pears"]
    (problem,) = reading.problems
    assert (problem.talk, problem.source, problem.loses_talk) == (str(tmp_path / "readme.md"), str(tmp_path), False)


async def test_problems_of_the_source_and_of_the_programme_are_told(tmp_path: Path) -> None:
    file = tmp_path / "talks.json"
    nowhere = event("C", "Lost") | {"date": "never", "start": "never"}
    text = schedule("InventedConf", event("A", "On apples"), event("B", "On pears"), nowhere)
    file.write_text(text, encoding="utf-8")
    problems = (await read([str(file)], Hints())).problems
    assert {(problem.talk, problem.source) for problem in problems} >= {("C", str(file)), ("B", "")}


async def test_the_hash_tells_whether_anything_differs(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(DEFAULT_SOURCE.read_bytes())
    same = await read([DEFAULT], Hints())
    assert (await read([str(copy)], Hints())).hash == same.hash
    assert (await read([DEFAULT], Hints(title="Other"))).hash != same.hash
    copy.write_bytes(DEFAULT_SOURCE.read_bytes() + b"\n")
    assert (await read([str(copy)], Hints())).hash != same.hash


async def test_a_large_programme_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(DEFAULT_SOURCE.read_bytes() + b" " * LARGE)
    small = await read([DEFAULT], Hints())
    reading = await read([str(large)], Hints())
    assert reading == Reading(small.programme, (), reading.hash)
    large.write_bytes(b" " * LARGE + b"no programme at all")
    assert (await refusal(large)).startswith(f"{large}: it is in no format that we know; we read ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><title>Sorry</title>", "it is a web page, no programme"),
        (b'{"talks": 3}', "it is JSON, but no programme that we know"),
        (b'{"talks":\n [1, 2', "it is JSON that is broken at line 2, column 7"),
        (b'{"talks": "\xff"}', "it begins like JSON, but can't be read"),
        (b'{"$schema": "x", "properties": {}}', "it is a JSON schema, which describes files and holds no programme"),
        (b"\x00\x01\xff", "it is in no format that we know"),
    ],
)
async def test_what_is_no_programme_is_called_what_it_is(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "talks.json"
    file.write_bytes(data)
    names = [source.NAME for source in all_sources()]
    assert await refusal(file) == f"{file}: {reason}; we read {', '.join(names[:-1])} and {names[-1]}"


async def test_one_bad_source_fails_them_all(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as missing:
        await read([DEFAULT, str(tmp_path / "gone.json")], Hints())
    assert missing.value.source == str(tmp_path / "gone.json")
    (tmp_path / "empty.json").touch()
    with pytest.raises(FormatError) as empty:
        await read([DEFAULT, str(tmp_path / "empty.json")], Hints())
    assert empty.value.source == str(tmp_path / "empty.json")


async def test_a_text_in_several_languages_is_read_in_the_one_that_is_wanted() -> None:
    sample = str(DEFAULT_SOURCE.parent / "samples" / "pretalx-submissions.json")
    tracks = {
        language: (await read([sample], Hints(language=language))).programme.tracks for language in ("", "sl", "fi")
    }
    assert (tracks["sl"] != tracks[""], tracks["fi"] == tracks[""]) == (True, True)
    assert "Podatki" in tracks["sl"]
