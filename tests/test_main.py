from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

HELD = """\
EuroPython 2014
time zone  Europe/Berlin
days       Mon 21 July 2014: 0
           Tue 22 July 2014: 2
           Wed 23 July 2014: 4
           Thu 24 July 2014: 3
           Fri 25 July 2014: 0
kinds      talk: 9
"""
BROKEN = {
    "schedule": {
        "version": "1",
        "conference": {
            "title": "InventedConf [bold]",
            "time_zone_name": "Europe/Vienna",
            "days": [
                {
                    "date": "2026-05-04",
                    "rooms": {
                        "Hall": [
                            {
                                "code": "A",
                                "title": "On [red]apples[/red] :apple:",
                                "type": "Talk",
                                "date": "2026-05-04T10:00:00+02:00",
                                "duration": "00:30",
                                "persons": [{"name": "Ada Invented"}],
                            },
                            "no event",
                        ]
                    },
                }
            ],
        },
    }
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with no `.env` in it; a terminal wide enough for every line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


class Run:
    """Says a command line and gives its exit code, output and errors, without blanks at the ends of lines."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(words)
        out, errors = self._capsys.readouterr()
        return ended.value.code, "\n".join(line.rstrip() for line in out.split("\n")), errors


def test_check_shows_what_the_configured_programme_holds(say: Run) -> None:
    code, out, errors = say("check")
    assert (code, errors) == (0, "")
    assert out.startswith(HELD)
    assert out.endswith("speakers   10\n\nNo problems.\n")


def test_check_prints_json(say: Run) -> None:
    code, out, errors = say("check", "--json")
    report = json.loads(out)
    assert (code, errors) == (0, "")
    assert list(report) == ["title", "timezone", "talks", "problems"]
    assert (report["title"], report["timezone"], report["problems"]) == ("EuroPython 2014", "Europe/Berlin", [])
    assert len(report["talks"]) == 9
    assert report["talks"][0]["slots"][0]["start"].endswith("+02:00")


def test_check_shows_problems_and_says_that_talks_are_lost(folder: Path, say: Run) -> None:
    (folder / "talks.json").write_text(json.dumps(BROKEN), encoding="utf-8")
    code, out, errors = say("check", "talks.json")
    assert (code, errors) == (1, "")
    lines = [line.strip() for line in out.splitlines()]
    assert (lines[0], lines[-2]) == (
        "InventedConf [bold]",
        'record 2           expected an object, got "no event" (left out)',
    )
    code, out, _ = say("check", "talks.json", "--json")
    assert code == 1
    assert json.loads(out)["problems"] == [
        {
            "talk": "record 2",
            "field": "",
            "message": 'expected an object, got "no event"',
            "loses_talk": True,
            "source": "talks.json",
        }
    ]
    assert [talk["title"] for talk in json.loads(out)["talks"]] == ["On [red]apples[/red] :apple:"]


def test_check_takes_the_title_and_time_zone_from_options_before_settings(
    say: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = str(Path(__file__).parent.parent / "data" / "samples" / "plain-list.txt")
    monkeypatch.setenv("PROGRAMME_TIMEZONE", "Europe/Paris")
    assert json.loads(say("check", sample, "--json")[1])["timezone"] == "Europe/Paris"
    report = json.loads(say("check", sample, "--json", "--timezone", "Asia/Tokyo", "--title", "Mine")[1])
    assert (report["title"], report["timezone"]) == ("Mine", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "gone.json"], "gone.json: no such file or folder; look whether the path is right"),
        (
            ["check", "--timezone", "Berlin"],
            '--timezone is "Berlin": expected an IANA time zone such as Europe/Berlin',
        ),
        (["check", "empty.json"], "there is not one talk in this programme"),
        (
            ["run"],
            "there is no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE, to the one from Discord's developer portal, "
            "or try the bot without one by `python -m bot sandbox`",
        ),
    ],
)
def test_what_can_not_be_done_is_said_in_one_sentence(folder: Path, say: Run, words: list[str], sentence: str) -> None:
    nothing = {"schedule": {"conference": {"title": "Empty", "time_zone_name": "UTC", "days": []}}}
    (folder / "empty.json").write_text(json.dumps(nothing), encoding="utf-8")
    code, _, errors = say(*words)
    assert (code, errors) == (2, f"{sentence}\n")


@pytest.mark.parametrize("words", [[], ["run"], ["sandbox"], ["check"]])
def test_a_wrong_setting_ends_every_command(say: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")
    assert say(*words) == (2, "", 'LOG_LEVEL is "loud": expected DEBUG, INFO, WARNING or ERROR\n')


def test_the_module_runs_and_check_leaves_the_client_out(folder: Path) -> None:
    code = (
        "import runpy, sys\n"
        "sys.argv = ['bot', 'check']\n"
        "try: runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit as ended: print(ended.code, 'discord' in sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.stdout.splitlines()[-1:], ended.stderr) == (["0 False"], "")


def test_the_sandbox_says_where_its_page_is_and_ends_on_a_signal(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "sandbox"]
    # A token lies about, but is none of the sandbox's business
    environment = os.environ | {"DISCORD_TOKEN": "no token at all"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = next((line for line in process.stdout if "http://127.0.0.1:" in line), None)
        process.terminate()
        _, errors = process.communicate(timeout=20)
    assert said is not None, errors
    assert process.returncode == 0, errors
    assert list(folder.iterdir()) == []
