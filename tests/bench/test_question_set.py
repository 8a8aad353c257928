"""What the question set promises of itself: its size, its spread, that no half is easier, that its answers exist."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.programme.text import fold
from tests.bench.question_set import DEFAULT, HALVES, Line, find_programme, list_programmes, read_lines, read_programme

_KINDS = """
topic paraphrase typo speaker speaker-typo title partial-title who when where how-long how-many is-there day time
now next after-before room track level kind language combined negated first-last else-by-speaker similar clash
free-time follow-up conference absent-topic absent-person noise off-topic
"""
KINDS = frozenset(_KINDS.split())
LINES = read_lines()
QUESTIONS = [line for line in LINES if not line.is_speaker]


def words(line: Line) -> list[str]:
    return re.findall(r"\w+", fold(line.text))


def share(found: int, lines: list[Line]) -> float:
    return found / len(lines)


def test_the_set_is_large_and_spread_over_programmes() -> None:
    assert len(LINES) >= 200
    assert {"default", "seed"} <= set(list_programmes(LINES))
    assert min(Counter(line.programme for line in LINES).values()) >= 40


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(line.id for line in LINES).items() if count > 1] == []


def test_every_kind_is_in_both_halves_and_no_other_kind_is_there() -> None:
    assert {(line.kind, line.half) for line in LINES} == {(kind, half) for kind in KINDS for half in HALVES}


def test_a_quarter_has_no_answer_in_each_half() -> None:
    for half in HALVES:
        lines = [line for line in LINES if line.half == half]
        assert share(sum(line.is_empty for line in lines), lines) >= 0.25


def test_no_half_is_larger() -> None:
    assert 0.47 <= share(sum(line.half == "held" for line in LINES), LINES) <= 0.53
    for name in list_programmes(LINES):
        lines = [line for line in LINES if line.programme == name]
        assert 0.4 <= share(sum(line.half == "held" for line in lines), lines) <= 0.6


def test_no_question_is_asked_twice() -> None:
    asked = Counter(
        (line.is_speaker, line.programme, *map(fold, line.previous), *words(line)) for line in LINES if words(line)
    )
    assert [question for question, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("length", [3, 4])
def test_no_template_is_used_more_than_five_times(length: int) -> None:
    templates = Counter(" ".join(words(line)[:length]) for line in QUESTIONS if len(words(line)) > length)
    assert [(template, count) for template, count in templates.items() if count > 5] == []


def test_questions_come_before_during_and_after_the_conference() -> None:
    programme = read_programme(DEFAULT)
    days = {line.as_of.date() for line in QUESTIONS if line.as_of and line.programme in ("default", "seed")}
    assert set(programme.days) <= days
    assert min(days) < programme.days[0]
    assert max(days) > programme.days[-1]


def test_follow_ups_have_a_question_before_them_and_nothing_else_has() -> None:
    assert [line.id for line in LINES if (line.kind == "follow-up") != bool(line.previous)] == []


def test_kinds_that_mean_nothing_is_found_have_no_answer() -> None:
    kinds = {"absent-topic", "absent-person", "noise", "off-topic"}
    assert [line.id for line in LINES if line.kind in kinds and not line.is_empty] == []


def test_people_ask_in_many_languages() -> None:
    markers = {
        "German": "wann|wer|wo|gibt|Vortrag|Vorträge|Donnerstag|Dienstag",
        "French": "qui|quand|jeudi|parle",
        "Spanish": "hay|qué|mañana|algo",
        "Italian": "dove|giovedì|qualcosa",
        "Polish": "kiedy|środę|teraz|jest",
        "Czech": "kde|kdo|kdy|mluví",
    }
    found = {name for name, marks in markers.items() for line in LINES if re.search(rf"(?i)\b({marks})\b", line.text)}
    assert found == set(markers)


@pytest.mark.parametrize("name", list_programmes(LINES))
def test_every_answer_is_in_its_programme(name: str) -> None:
    path = find_programme(name)
    if path is None:
        # The seed's nine talks are those of the default programme, under the same titles
        titles = {talk.title for talk in read_programme(DEFAULT).talks}
        lost = {title for line in LINES if line.programme == name and line.by_title for title in line.wanted - titles}
        assert lost == set()
        return
    programme = read_programme(path)
    for line in LINES:
        if line.programme == name:
            assert len(line.accepted(programme)) == len(line.wanted)
