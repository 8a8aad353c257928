"""The question set: what people ask, and what answers it. Reads the files in `questions/`, and asks nothing.

One JSON object a line:

- `id`: once in all files
- `programme`: `default` (shipped), `seed` (a list that is not ours to ship), else `<programme>.json` beside the set
- `kind`: what sort of question it is; `half`: `tune` (rules may be made for it) or `held` (only totals are looked at)
- `question`, `as_of`, `prev`: what is asked, when (ISO with offset), and what the same person asked before
- `speaker`, instead of a question: what is typed where a speaker is wanted
- `answer`: ids of talks, or names for `speaker`: any of them in first place is right; none: the programme has no answer
- `answer_titles`, instead of `answer`: the same by title, for a programme whose ids are made while it is read
- `expects`: `text`, where a sentence answers and no talk is asked for
- `says`: what the sentence has to say, all of it; `a|b`: one of the two
- `note`: why the answer is what it is
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.programme.model import Programme
from bot.reading import parse_all
from bot.sources import Document, Hints

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).with_name("questions")
DEFAULT = ROOT / "data" / "europython-2014.json"
SEED = "PROGRAMME_SEED"
HALVES = ("tune", "held")
# The keys that a line may have; a misspelt one would silently ask for less
_KEYS = frozenset(
    {"id", "programme", "kind", "half", "question", "as_of", "prev", "speaker"}
    | {"answer", "answer_titles", "expects", "says", "note"}
)


@dataclass(frozen=True)
class Line:
    """One line of the set; `wanted` are ids, titles (`by_title`) or, for a `speaker`, names, whichever it gives."""

    id: str
    programme: str
    kind: str
    half: str
    text: str
    as_of: datetime | None
    previous: tuple[str, ...]
    wanted: frozenset[str]
    by_title: bool
    is_speaker: bool
    expects_text: bool
    says: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the programme answers it."""
        return not self.wanted and not self.expects_text

    def accepted(self, programme: Programme) -> frozenset[str]:
        """The ids of the talks, or for a `speaker` the names, any of which is right. Raises ValueError if one is not
        in the programme."""
        if self.is_speaker:
            known = {speaker.name: speaker.name for speaker in programme.speakers}
        elif self.by_title:
            known = {talk.title: talk.id for talk in programme.talks}
        else:
            known = {talk.id: talk.id for talk in programme.talks}
        if lost := sorted(self.wanted - known.keys()):
            raise ValueError(f"{self.id}: {self.programme} has no {', '.join(lost)}")
        return frozenset(known[name] for name in self.wanted)


def read_lines(folder: Path = FOLDER) -> list[Line]:
    """All lines of all files, in order. Raises ValueError, naming file and line, for one that is not of the shape."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in _read(path)]


def _read(path: Path) -> Iterator[Line]:
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            yield _line(json.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error!r}") from error


def _line(record: dict[str, Any]) -> Line:
    if unknown := record.keys() - _KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    if record["half"] not in HALVES or record.get("expects", "text") != "text":
        raise ValueError("half is tune or held, expects is text")
    if ("question" in record) == ("speaker" in record) or ("answer" in record) == ("answer_titles" in record):
        raise ValueError("a question or a speaker, and its answer or answer_titles")
    as_of = datetime.fromisoformat(record["as_of"]) if "question" in record else None
    if as_of and as_of.utcoffset() is None:
        raise ValueError("as_of has no offset")
    return Line(
        id=record["id"],
        programme=record["programme"],
        kind=normalise_kind(record["kind"]),
        half=record["half"],
        text=record["question"] if "question" in record else record["speaker"],
        as_of=as_of,
        previous=tuple(record.get("prev", ())),
        wanted=frozenset(record["answer_titles"] if "answer_titles" in record else record["answer"]),
        by_title="answer_titles" in record,
        is_speaker="speaker" in record,
        expects_text="expects" in record,
        says=tuple(record.get("says", ())),
    )


def normalise_kind(kind: str) -> str:
    """One spelling for a kind: `Free time`, `free_time` and `free-time` are `free-time`."""
    return re.sub(r"[^a-z]+", "-", kind.lower()).strip("-")


def list_programmes(lines: Iterable[Line]) -> list[str]:
    """The names of the programmes that lines are about, each once, in the order of their first line."""
    return list(dict.fromkeys(line.programme for line in lines))


def find_programme(name: str) -> Path | None:
    """Where a programme lies; None for the seed when the environment does not say where it is."""
    if name == "default":
        return DEFAULT
    if name == "seed":
        return Path(os.environ[SEED]) if os.environ.get(SEED) else None
    return FOLDER / f"{name}.json"


@cache
def read_programme(path: Path) -> Programme:
    """The programme in a file; raises SourceError when there is none."""
    return parse_all([(path.name, [Document(path.name, path.read_bytes())])], Hints()).programme
