"""Every rule of every table is used by the example that stands beside it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.programme.snapshot import Snapshot
from bot.questions.grammar import LANGUAGES, grammar_of
from bot.questions.patterns import Row
from bot.questions.segments import cut
from bot.questions.tokens import clean, tokenise

NOW = datetime(2031, 9, 11, 10, 10, tzinfo=ZoneInfo("Europe/Berlin"))
ROWS = [row for name in LANGUAGES for row in grammar_of(name).rows]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.language}, {row.effect} {row.value}: {row.example}" for row in ROWS])
def test_the_example_of_a_rule_is_read_by_it(row: Row, conference: Snapshot) -> None:
    segments = cut(tokenise(clean(row.example)), conference, NOW).segments
    used = [segment.match for segment in segments if segment.match]
    rows = [match.row for match in used] + [atom.row for match in used for atom in match.atoms]
    assert (row.effect, row.value) in [(used.effect, used.value) for used in rows if used]
