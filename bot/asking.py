"""Asks without Discord: one question for the terminal, or one JSON object a line for programs. Never prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.programme.snapshot import Snapshot
from bot.questions import Answer, ask
from bot.render import question_phrases as say
from bot.render import question_words as words
from bot.render.question import answer_text, first_listed
from bot.render.text import clean, shorten
from bot.render.understanding import understanding

if TYPE_CHECKING:
    from rich.text import Text

# Discord Markdown as `bot.render` writes it: what is escaped, and the marks of bold, struck out, small and quoted lines
_MARKS = re.compile(r"(?m)\\(.)|\*\*|~~|^-# |^> ")
_BOLD = re.compile(r"((?:\\.|[^\\*])+|\*(?!\*))|(\*\*)")


def answer_one(text: str, snapshot: Snapshot, now: datetime) -> dict[str, Any]:
    """What there is to a question at the aware instant `now`, as JSON.

    `answer`: ids of talks, best first, empty when none is claimed; `closest`: ids; `understood` and `text`: plain text.
    """
    return _to_json(ask(text, snapshot, now), snapshot)


def answer_line(line: bytes, snapshot: Snapshot, now: datetime) -> str:
    """The answer to one line, as one line of JSON.

    `{"id", "question", "as_of", "prev": [earlier questions]}` is answered as by `answer_one`, at `now` where `as_of`
    is missing; `{"id", "speaker": "koz"}` with the names of the speakers meant. A broken line gives its `error`.
    """
    key: object = None
    try:
        # As text: from bytes, json guesses UTF-16 and UTF-32 too, where a line is but broken
        record = json.loads(line.decode("utf-8-sig", "surrogatepass"), parse_constant=_refuse)
        if not isinstance(record, dict):
            raise ValueError("expected an object")
        key = record.get("id")
        found = _answer_record(record, snapshot, now)
    except Exception as error:  # noqa: BLE001 - one line's fault must not cost the answers to the others
        found = {"error": str(error) or type(error).__name__}
    # In ASCII: half a surrogate pair in an id could not be written otherwise
    return json.dumps({"id": key, **found})


def read_instant(text: str) -> datetime:
    """An aware instant in ISO 8601; raises ValueError for any other text, and for one without an offset."""
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise ValueError(f"{text} has no offset, such as +02:00")
    return instant


def show(answer: Answer, snapshot: Snapshot) -> Text:
    """An answer for the terminal, as rich shows it."""
    from rich.text import Text

    shown = Text()
    for line in answer_text(snapshot.programme, answer, first_listed(answer)).split("\n"):
        style = "dim" if line.startswith("-# ") else ""
        for part, bold in _parts(line):
            shown.append(to_plain(part), "bold" if bold else style)
        shown.append("\n")
    shown.right_crop(1)
    return shown


def to_plain(markdown: str) -> str:
    """Discord Markdown of ours as plain text, line by line."""
    return _MARKS.sub(r"\1", markdown)


def _parts(line: str) -> Iterator[tuple[str, bool]]:
    bold = False
    for part, mark in _BOLD.findall(line):
        if mark:
            bold = not bold
        else:
            yield part, bold


def _answer_record(record: dict[str, Any], snapshot: Snapshot, now: datetime) -> dict[str, Any]:
    if record.get("speaker") is not None:
        return _find_speaker(_text(record, "speaker"), snapshot)
    if record.get("as_of") is not None:
        now = read_instant(_text(record, "as_of"))
    previous: Sequence[object] = record.get("prev") or ()
    if not isinstance(previous, list | tuple) or not all(isinstance(text, str) for text in previous):
        raise ValueError("prev: expected a list of texts")
    return _to_json(ask(_text(record, "question"), snapshot, now, [str(text) for text in previous]), snapshot)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name}: expected a text")
    return value


def _to_json(found: Answer, snapshot: Snapshot) -> dict[str, Any]:
    talks = [talk.id for talk in found.talks] or [person.name for person in found.people]
    nearest = (*found.closest, *found.elsewhere)
    return {
        "answer": talks if found.sure else [],
        "closest": list(dict.fromkeys(item.talk.id for item in nearest)),
        "understood": understanding(found.question, snapshot.programme),
        "text": to_plain(answer_text(snapshot.programme, found, first_listed(found), end=False)),
    }


def _find_speaker(typed: str, snapshot: Snapshot) -> dict[str, Any]:
    found = snapshot.index.find_speakers(typed)
    names = [person.name for person in found.matches]
    closest = [person.name for person in found.closest]
    text = say.people_found(names, closest)
    return {
        "answer": names,
        "closest": closest,
        "understood": words.labelled("speaker", shorten(clean(typed), 60)),
        "text": text,
    }
