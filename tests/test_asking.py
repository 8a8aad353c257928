"""`python -m bot ask`: one question, or one a line."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.asking import answer_line, read_instant, to_plain
from bot.programme.snapshot import Snapshot, take_snapshot
from bot.reading import parse_all
from bot.sources import Document, Hints

ROOT = Path(__file__).parents[1]
DEFAULT = ROOT / "data" / "europython-2014.json"
NOW = datetime.fromisoformat("2014-07-23T10:10:00+02:00")
DOCKER = "Supercharge your development environment using Docker is on Wednesday 23 July at 14:30 in B05/B06."


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return take_snapshot(parse_all([("default", [Document(DEFAULT.name, DEFAULT.read_bytes())])], Hints()).programme)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory, with no `.env` in it."""
    monkeypatch.chdir(tmp_path)


def say(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, errors = capsys.readouterr()
    return ended.value.code, out, errors


def line(snapshot: Snapshot, record: object) -> dict[str, Any]:
    text = record if isinstance(record, bytes) else json.dumps(record).encode()
    answered = answer_line(text, snapshot, NOW)
    assert "\n" not in answered
    found: dict[str, Any] = json.loads(answered)
    return found


def test_a_question_is_answered_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = say(capsys, "ask", "docker", "--at", "2014-07-23T10:10+02:00")
    assert (code, errors) == (0, "")
    assert out.splitlines() == [DOCKER, "Deni Bertovic · Novice", "Understood: about docker"]


def test_a_question_is_answered_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = say(capsys, "ask", "docker", "--json")
    assert code == 0
    assert json.loads(out) == {
        "answer": ["docker"],
        "closest": [],
        "understood": "about docker",
        "text": f"{DOCKER}\nDeni Bertovic · Novice",
    }


def test_another_programme_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    source = json.dumps({"schedule": {"conference": {"title": "Conf"}, "events": [{"id": 7, "title": "On *jam*"}]}})
    (Path.cwd() / "mine.json").write_text(source)
    code, out, _ = say(capsys, "ask", "marmelade jam", "--source", "mine.json", "--json")
    assert (code, json.loads(out)["answer"] or json.loads(out)["closest"]) == (0, ["7"])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("ask",), 'there is no question: python -m bot ask "what is on tomorrow?"\n'),
        (("ask", "x", "--at", "noon"), "--at: Invalid isoformat string: 'noon'\n"),
        (("ask", "x", "--at", "2014-07-23T10:10"), "--at: 2014-07-23T10:10 has no offset, such as +02:00\n"),
    ],
)
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str) -> None:
    assert say(capsys, *words) == (2, "", error)


def test_a_line_is_answered_with_ids_best_first(snapshot: Snapshot) -> None:
    found = line(snapshot, {"id": "q1", "question": "docker", "as_of": "2014-07-23T10:10:00+02:00", "prev": []})
    assert list(found) == ["id", "answer", "closest", "understood", "text"]
    assert (found["id"], found["answer"]) == ("q1", ["docker"])
    assert found["text"].splitlines()[0] == DOCKER


def test_a_line_without_an_answer_claims_none(snapshot: Snapshot) -> None:
    found = line(snapshot, {"id": 2, "question": "kubernetes"})
    assert found["answer"] == []
    assert found["text"].startswith("Nothing on “kubernetes” in EuroPython 2014.")


@pytest.mark.parametrize(
    ("typed", "names"),
    [("koz", ["Domen Kožar"]), ("wick", ["Felix Wick"]), ("Guido van Rossum", []), ("", [])],
)
def test_a_speaker_is_answered_with_names(snapshot: Snapshot, typed: str, names: list[str]) -> None:
    found = line(snapshot, {"id": 3, "speaker": typed})
    assert (found["id"], found["answer"]) == (3, names)


@pytest.mark.parametrize(
    ("record", "key", "error"),
    [
        (b"{", None, "Expecting property name enclosed in double quotes"),
        (b"[]", None, "expected an object"),
        (b"\xff", None, "'utf-8' codec can't decode"),
        (b"\xff\xfe\n", None, "'utf-8' codec can't decode"),
        (b'{"id": NaN, "question": "docker"}', None, "NaN is not JSON"),
        (b"[" * 100_000, None, "recursion"),
        ({"id": 4}, 4, "question: expected a text"),
        ({"id": "\ud83d", "question": 5}, "\ud83d", "question: expected a text"),
        ({"id": 4, "speaker": []}, 4, "speaker: expected a text"),
        ({"id": 4, "question": "x", "as_of": "2014-07-23"}, 4, "has no offset"),
        ({"id": 4, "question": "x", "as_of": 5}, 4, "as_of: expected a text"),
        ({"id": 4, "question": "x", "prev": "y"}, 4, "prev: expected a list of texts"),
        ({"id": 4, "question": "x", "prev": [1]}, 4, "prev: expected a list of texts"),
    ],
)
def test_a_broken_line_says_what_is_wrong(snapshot: Snapshot, record: object, key: object, error: str) -> None:
    found = line(snapshot, record)
    assert list(found) == ["id", "error"]
    assert found["id"] == key
    assert error in found["error"]


@pytest.mark.parametrize("spoilt", [b"\xef\xbb\xbf%s\n", b"%s\r\n", b"  %s", b"%s"])
def test_a_line_is_read_with_any_ends(snapshot: Snapshot, spoilt: bytes) -> None:
    record = b'{"id": 5, "question": "docker", "prev": null, "as_of": null, "unknown": {"a": [1]}}'
    assert line(snapshot, spoilt % record)["answer"] == ["docker"]


def test_a_huge_line_is_answered_in_few_words(snapshot: Snapshot) -> None:
    found = line(snapshot, {"id": 6, "question": "docker web " * 100_000})
    assert (found["answer"], len(found["understood"]) < 100) == (["docker"], True)
    found = line(snapshot, {"id": 7, "speaker": "x" * 100_000})
    assert (found["answer"], found["understood"]) == ([], f"speaker {'x' * 59}…")


def test_lines_are_answered_one_by_one_at_once() -> None:
    command = [sys.executable, "-m", "bot", "ask", "--lines", "--source", str(DEFAULT)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        ids = []
        # The next line is written only after the answer to the one before it was read
        for text in ('{"id": 1, "question": "docker"}', "broken", '\n{"id": 2, "speaker": "koz"}'):
            process.stdin.write(text.encode() + b"\n")
            process.stdin.flush()
            ids.append(json.loads(process.stdout.readline())["id"])
        process.stdin.close()
        assert (ids, process.stdout.read(), process.wait()) == ([1, None, 2], b"", 0)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_terminal_of_few_letters_is_answered_too(options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "bot", "ask", "who speaks about nix?", "--source", str(DEFAULT), *options]
    ended = subprocess.run(command, cwd=ROOT, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert b"Domen Ko?ar gives Rethinking packaging" in ended.stdout


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        (r"**A \*b\* talk** is on **Friday**", "A *b* talk is on Friday"),
        ("-# Understood: x\n> quoted", "Understood: x\nquoted"),
        (r"~~**Gone**~~ (cancelled) 1\. a \\ b", r"Gone (cancelled) 1. a \ b"),
    ],
)
def test_what_discord_reads_becomes_plain(markdown: str, plain: str) -> None:
    assert to_plain(markdown) == plain


def test_an_instant_needs_an_offset() -> None:
    assert read_instant("2014-07-23T10:10:00+02:00") == NOW
    with pytest.raises(ValueError, match="no offset"):
        read_instant("2014-07-23T10:10")
