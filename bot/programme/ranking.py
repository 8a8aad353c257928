"""How well each talk fits a query: how strongly it has the query's words, and how much of the query it has. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.programme.postings import Postings
from bot.programme.query import Query, Unit

# The share of a query's information that a talk must have to be an answer: where the programme lacks a word of it (one
# of two words is not enough), where it has all, and where those are many
_COVERED_OF_SOME, _COVERED, _COVERED_OF_MANY, _FEW_UNITS = 0.55, 0.5, 0.35, 3
# A talk with less than this share of the best talk's is no answer beside it
_COVERED_BESIDE_BEST = 0.5
# From this strength on a talk is about a word; below, it mentions it, which is worth a little less
_STRONG, _MENTIONED = 0.5, 0.85
# So many entries of the index are read for one query, the rarest words first: a bound for the time it may take
_MOST_READ = 4_000


@dataclass
class Ranking:
    """What is known of each talk, by its number: `score`, share `covered` (0 to 1), `matched` units as bits."""

    score: list[float]
    covered: list[float]
    matched: list[int]
    touched: list[int]

    def answers(self, query: Query) -> list[int]:
        """The numbers of the talks that have enough of the query to answer it, in no order."""
        covered = self.covered
        best = max((covered[number] for number in self.touched), default=0.0)
        least = _COVERED if len(query.units) <= _FEW_UNITS else _COVERED_OF_MANY
        least = max(_COVERED_OF_SOME if query.missing else least, _COVERED_BESIDE_BEST * best) - 1e-9
        return [number for number in self.touched if covered[number] >= least]


def rank(query: Query, postings: Postings, *, near: bool = False) -> Ranking:
    """Weigh all talks that have anything of a query; with `near`, also those that only come close.

    What comes near is otherwise only worth a little more score for talks that have something of the query itself.
    """
    ranking = Ranking([0.0] * postings.count, [0.0] * postings.count, [0] * postings.count, [])
    total = sum(unit.tells for unit in query.units) or 1.0
    left = _MOST_READ + postings.count
    for bit, unit in sorted(((1 << n, unit) for n, unit in enumerate(query.units)), key=lambda pair: -pair[1].tells):
        options = [*unit.options, *unit.near] if near else unit.options
        size = sum(postings.frequency(term) for term, _ in options)
        if size > left and ranking.touched:
            continue
        left -= size
        if len(options) == 1:
            _add_term(ranking, postings, *options[0], unit.tells / total, bit)
        else:
            _add_best(ranking, postings, options, unit.tells / total, bit)
    if not near:
        for unit in query.units:
            left = _add_near(ranking, postings, unit, unit.tells / total, left)
    for number in ranking.touched:
        ranking.score[number] *= ranking.covered[number]
    return ranking


def _add_term(ranking: Ranking, postings: Postings, term: str, factor: float, tells: float, bit: int) -> None:
    score, covered, matched, touched = ranking.score, ranking.covered, ranking.matched, ranking.touched
    full, weak = tells * factor, tells * factor * _MENTIONED
    # The loop that all time goes into: for a common word it runs once for nearly every talk
    norms = postings.norms
    for packed in postings.packed(term):
        number, weight = packed >> 8, packed & 255
        if not matched[number]:
            touched.append(number)
        matched[number] |= bit
        strength = weight / (weight + norms[number])
        score[number] += full * strength
        covered[number] += full if strength >= _STRONG else weak


def _add_best(ranking: Ranking, postings: Postings, options: list[tuple[str, float]], tells: float, bit: int) -> None:
    """As `_add_term` with, for each talk, the best of several terms."""
    best: dict[int, tuple[float, float]] = {}
    for term, factor in options:
        for number, strength in postings.having(term):
            value = (factor * strength, factor if strength >= _STRONG else factor * _MENTIONED)
            if number not in best or value > best[number]:
                best[number] = value
    for number, (strength, worth) in best.items():
        if not ranking.matched[number]:
            ranking.touched.append(number)
        ranking.matched[number] |= bit
        ranking.score[number] += tells * strength
        ranking.covered[number] += tells * worth


def _add_near(ranking: Ranking, postings: Postings, unit: Unit, tells: float, left: int) -> int:
    """Add score for what comes near a unit to talks already found; returns how many entries may still be read."""
    for term, factor in unit.near:
        size = postings.frequency(term)
        if size <= left and ranking.touched:
            left -= size
            for number, strength in postings.having(term):
                if ranking.matched[number]:
                    ranking.score[number] += tells * factor * strength
    return left
