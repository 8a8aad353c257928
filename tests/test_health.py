from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.health import Beat, file_of, find_fault, remove, write


@pytest.mark.parametrize(
    ("beat", "fault"),
    [
        (Beat(1000.0, 1, None, ""), ""),
        (Beat(940.0, 1, None, ""), ""),
        (Beat(939.0, 1, None, ""), "the last sign of life is 61 seconds old"),
        (Beat(1001.0, 1, None, ""), "the last sign of life is from before this machine was started"),
        (Beat(1000.0, 1, 700.0, ""), ""),
        (Beat(1000.0, 1, 640.0, ""), "there has been no connection to Discord for 6 minutes"),
        (Beat(1000.0, 1, None, "The disk is full."), "The disk is full."),
        (Beat(990.0, 1, None, "", 930.0), ""),
        (Beat(990.0, 1, None, "", 929.0), "the ticker has been stuck for 1 minute"),
        (Beat(1000.0, 1, 640.0, "The disk is full.", 820.0), "the ticker has been stuck for 3 minutes"),
    ],
)
def test_what_another_process_concludes(tmp_path: Path, beat: Beat, fault: str) -> None:
    write(tmp_path / "a.sqlite3", beat)
    assert find_fault(tmp_path / "a.sqlite3", 1000.0) == fault
    assert [path.name for path in tmp_path.iterdir()] == ["a.sqlite3.heartbeat"]


def test_no_bot_and_a_spoiled_file_are_faults(tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite3"
    write(database, Beat(1000.0, 1, None, ""))
    remove(database)
    assert find_fault(database, 0) == f"no bot runs on {database}: there is no a.sqlite3.heartbeat beside it"
    for text in ("", "{}", "[]", '{"at": "x", "pid": 1, "away_since": null, "trouble": ""}'):
        file_of(database).write_text(text)
        assert find_fault(database, 0).startswith(f"the sign of life {file_of(database)} can't be read: ")


def test_the_command_tells_it_by_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["health"])
    assert ended.value.code == 1
    write(Path("programme.sqlite3"), Beat(Clock.monotonic(), 1, None, ""))
    with pytest.raises(SystemExit) as ended:
        main(["health"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.splitlines() == [
        "no bot runs on programme.sqlite3: there is no programme.sqlite3.heartbeat beside it",
        "the bot is well",
    ]
