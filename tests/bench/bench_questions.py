"""How well questions are answered: right first answers, false answers and the time, by kind and by programme.

From the root of the repository: `python -m tests.bench.bench_questions [--half tune|held|both] [--wrong] [--json]`, or
with `--fuzz 100000` how hostile questions are borne. `PROGRAMME_SEED=…` names the list of videos; without it the
questions over it are left out. Of the held half only totals are shown: whoever saw its questions would tune on them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from tests.bench.asking import Outcome, ask_all
from tests.bench.question_fuzz import fuzz
from tests.bench.question_set import HALVES, SEED, list_programmes, read_lines


@dataclass(frozen=True)
class Figures:
    """Figures over some questions; shares are None when there is nothing to take them of.

    `first`, `third`: of the questions that have an answer, those with a right one in first place, or among the first
    three; `first_near`, `third_near`: the same where the closest talks stand in when there is no answer. `false`: of
    those without, those that got one all the same. `right`: of all that got an answer, those with a right one in first
    place. `told`: of those that want to be told something, those that were.
    """

    asked: int
    answerable: int
    first: float | None
    third: float | None
    first_near: float | None
    third_near: float | None
    unanswerable: int
    false: float | None
    right: float | None
    told: float | None
    median_ms: float
    p99_ms: float
    max_ms: float


def judge(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of at least one outcome."""
    answerable = [outcome for outcome in outcomes if outcome.accepted]
    unanswerable = [outcome for outcome in outcomes if outcome.line.is_empty]
    times = sorted(outcome.ms for outcome in outcomes)
    return Figures(
        asked=len(outcomes),
        answerable=len(answerable),
        first=_share(is_right(outcome, 1) for outcome in answerable),
        third=_share(is_right(outcome, 3) for outcome in answerable),
        first_near=_share(is_right(outcome, 1, near=True) for outcome in answerable),
        third_near=_share(is_right(outcome, 3, near=True) for outcome in answerable),
        unanswerable=len(unanswerable),
        false=_share(bool(outcome.answer) for outcome in unanswerable),
        right=_share(is_right(outcome, 1) for outcome in outcomes if outcome.answer and not outcome.line.expects_text),
        told=_share(is_told(outcome) for outcome in outcomes if outcome.line.says),
        median_ms=median(times),
        p99_ms=times[int(len(times) * 0.99)],
        max_ms=times[-1],
    )


def is_right(outcome: Outcome, places: int, *, near: bool = False) -> bool:
    """Whether one of the first `places` is right; with `near` those that come closest count where nothing else does."""
    given = outcome.answer or outcome.closest if near else outcome.answer
    return not outcome.accepted.isdisjoint(given[:places])


def is_told(outcome: Outcome) -> bool:
    """Whether everything that must be said is in what the answer tells."""
    text = " · ".join(outcome.told)
    return all(any(one in text for one in wanted.split("|")) for wanted in outcome.line.says)


def is_wrong(outcome: Outcome) -> bool:
    """Whether a line missed what it is there for."""
    if outcome.line.is_empty:
        return bool(outcome.answer)
    return (bool(outcome.accepted) and not is_right(outcome, 1)) or not is_told(outcome)


def group(outcomes: Iterable[Outcome], by: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """The outcomes by what `by` says of them, in the order in which it comes up."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(by(outcome), []).append(outcome)
    return groups


def _share(found: Iterable[bool]) -> float | None:
    results = list(found)
    return sum(results) / len(results) if results else None


def _cell(value: float | None) -> str:
    return f"{'':>8}" if value is None else f"{value:>8.2f}"


def print_table(half: str, outcomes: Sequence[Outcome]) -> None:
    """One half's figures: by programme, by kind, and all together."""
    print(f"\n{half}: {len(outcomes)} questions")
    heads = ("asked", "s@1", "s@3", "+near@1", "+near@3", "right", "without", "false", "told", "ms", "p99", "max")
    print(f"  {'':<18}" + "".join(f"{head:>8}" for head in heads))
    programmes = group(outcomes, lambda outcome: outcome.line.programme)
    kinds = group(outcomes, lambda outcome: outcome.line.kind)
    for name, members in (*programmes.items(), *kinds.items(), ("all", outcomes)):
        f = judge(members)
        shares = "".join(map(_cell, (f.first, f.third, f.first_near, f.third_near, f.right)))
        rest = "".join(map(_cell, (f.false, f.told, f.median_ms, f.p99_ms, f.max_ms)))
        print(f"  {name:<18}{f.asked:>8}{shares}{f.unanswerable or '':>8}{rest}")


def print_wrong(outcomes: Iterable[Outcome]) -> None:
    """What went wrong in the half that may be tuned on."""
    for outcome in outcomes:
        line = outcome.line
        if line.half == "tune" and is_wrong(outcome):
            wanted = " ".join(sorted(outcome.accepted)) or "nothing"
            before = "".join(f"{text!r}, then " for text in line.previous)
            when = f"{line.as_of:, %a %d %H:%M}" if line.as_of else ""
            print(f"{line.id} {line.kind}{when}: {before}{line.text!r}")
            print(f"    wanted {wanted}; got {' '.join(outcome.answer[:4]) or 'nothing'}", end="")
            print(f"; closest {' '.join(outcome.closest[:3])}" if outcome.closest else "", end="")
            print(f"; says {line.says}, told {outcome.told}" if not is_told(outcome) else "")


def _line(half: str, figures: Figures) -> str:
    shares = {"s@1": figures.first, "s@3": figures.third, "false": figures.false, "near s@1": figures.first_near}
    shares["near s@3"] = figures.third_near
    shares["right"] = figures.right
    said = " ".join(f"{name} {'-' if share is None else f'{share:.3f}'}" for name, share in shares.items())
    times = f"median {figures.median_ms:.2f} ms p99 {figures.p99_ms:.2f} ms max {figures.max_ms:.2f} ms"
    return f"questions {half}: {said} {times}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_questions", description=__doc__.split("\n")[0])
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both", help="which half to measure")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong, of the half `tune` only")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--fuzz", type=int, metavar="N", help="ask N hostile questions instead")
    parser.add_argument("--seed", type=int, default=0, help="of the hostile questions")
    options = parser.parse_args(arguments)
    if options.fuzz:
        raise SystemExit(fuzz(options.fuzz, options.seed))
    halves = HALVES if options.half == "both" else (options.half,)
    outcomes, skipped = ask_all(line for line in read_lines() if line.half in halves)
    by_half = group(outcomes, lambda outcome: outcome.line.half)
    if options.json:
        report = {half: _report(members) for half, members in by_half.items()}
        print(json.dumps({**report, "skipped": len(skipped)}, indent=1))
        return
    if options.wrong:
        print_wrong(outcomes)
    else:
        for half in halves:
            print_table(half, by_half[half])
        print()
    for name in list_programmes(skipped):
        count = sum(line.programme == name for line in skipped)
        print(f"{count} questions over {name} are left out: {SEED} does not say where it lies")
    for half in halves:
        print(_line(half, judge(by_half[half])))


def _report(outcomes: Sequence[Outcome]) -> dict[str, object]:
    programmes = group(outcomes, lambda outcome: outcome.line.programme)
    kinds = group(outcomes, lambda outcome: outcome.line.kind)
    return {
        "all": asdict(judge(outcomes)),
        "programmes": {name: asdict(judge(members)) for name, members in programmes.items()},
        "kinds": {name: asdict(judge(members)) for name, members in kinds.items()},
    }


if __name__ == "__main__":
    main()
