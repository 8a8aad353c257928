"""How a question was understood, in one line below its answer: "when · speaker Domen Kožar · about nix". Pure."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.programme.model import Kind, Programme
from bot.questions import understood
from bot.questions.model import Interval, Question, Relation, Want
from bot.render import question_words as words
from bot.render.languages import language_name
from bot.render.scope import lasting, span
from bot.render.text import clean, shorten
from bot.render.times import hour, long_day

LENGTH = 300
_VALUE = 60


def understanding(question: Question, programme: Programme) -> str:
    """The parts in which a question was understood, in plain text of at most `LENGTH` units; "" without any."""
    parts = [_word(label, value, programme.zone) for label, value in understood(question, programme)]
    return shorten(clean(" · ".join(dict.fromkeys(filter(None, parts)))), LENGTH)


def _word(label: str, value: object, zone: ZoneInfo) -> str:
    negation, _, plain = label.rpartition(words.NOT)
    start = words.NOT if label.startswith(words.NOT) and not negation else ""
    return start + _part(plain, value, zone)


def _part(label: str, value: object, zone: ZoneInfo) -> str:
    match label, value:
        case "want", Want() as want:
            return words.WANTS.get(want, str(want))
        case "relation", Relation() as relation:
            return words.RELATIONS.get(relation, str(relation))
        case "day", date() as day:
            return long_day(day)
        case "hours", Interval() as interval:
            return f"{words.HOWS[interval.how]}{span([interval], zone) or _whole(interval, zone)}"
        case "kind", Kind() as kind:
            return words.KIND_NOUNS[kind][1]
        case "language", str(code):
            return words.in_language(language_name(code))
        case "lasting", (int() | None as least, int() | None as most):
            return lasting((least, most)).strip()
        case "unknown", (slot, typed):
            return words.unknown(str(slot), shorten(str(typed), _VALUE))
        case "corrected", _:  # a line of its own says so
            return ""
    return words.labelled(label, shorten(str(value), _VALUE))


def _whole(interval: Interval, zone: ZoneInfo) -> str:
    return words.from_to(hour(interval.start, zone), hour(interval.end, zone))
