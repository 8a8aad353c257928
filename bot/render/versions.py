"""What moderators see besides the programme that serves: what would change, earlier versions, problems. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.programme.changes import Changes
from bot.programme.model import Programme
from bot.programme.problems import Problem
from bot.render import phrases
from bot.render.card import TEXT_BUDGET, Button, Buttons, Card, Option, Style, Text, buttons, select, split
from bot.render.status import by_whom, cut, describe_problem, list_changes
from bot.render.target import target
from bot.render.text import escape, plural
from bot.render.times import moment

PAGE = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of the programme: its id, when (UTC) and by whom it was loaded, how many talks and problems it has."""

    version_id: int
    loaded_at: datetime
    loaded_by: str
    talks: int
    problems: int
    hash: str


def proposal_card(
    proposal_id: str, programme: Programme, counts: tuple[int, int], changes: Changes, *, much: bool
) -> Card:
    """What would change if a proposal served, to be applied or not. `counts`: how many talks there are, and would be.

    `much`: so many talks would go that the numbers are what to look at.
    """
    before, after = counts
    summary, lines = list_changes(programme, changes)
    if much:
        head = phrases.loses_much(before, after)
    else:
        head = f"Read, and not yet taken: {plural(after, 'talk')} (now {before}). {summary}."
    return Card(
        target("proposal", proposal_id),
        (
            Text(cut([head], lines, len(lines), TEXT_BUDGET, "-# and {rest} more changes")),
            Buttons(
                (
                    Button("Apply", target("apply", proposal_id), style=Style.DANGER if much else Style.MAIN),
                    Button("Keep", target("keep", proposal_id)),
                )
            ),
        ),
        shareable=False,
    )


def history_card(versions: Sequence[Earlier], zone: ZoneInfo, page: int = 1) -> Card:
    """The versions that are kept, the newest first, ten a page, with a select to go back to one."""
    pages = max(1, -(-len(versions) // PAGE))
    number = min(max(page, 1), pages)
    shown = versions[(number - 1) * PAGE : number * PAGE]
    lines = [f"## {plural(len(versions), 'version')} of the programme"]
    lines += [
        f"**{found.version_id}** · {_when(found, zone)}, by {by_whom(found.loaded_by)} · {_counts(found)}"
        + (f" · `{found.hash[:8]}`" if found.hash else "")
        for found in shown
    ]
    options = [
        Option(f"Version {found.version_id}, {_when(found, zone)}", target("restore", found.version_id), _counts(found))
        for found in shown
        if found is not versions[0]
    ]
    return Card(
        target("history", number),
        (
            Text("\n".join(lines)),
            *select("Go back to …", options),
            *buttons(
                Button("Newer", target("history", number - 1)) if number > 1 else None,
                Button("Older", target("history", number + 1)) if number < pages else None,
            ),
        ),
        shareable=False,
    )


def problems_card(problems: Sequence[Problem], page: int = 1) -> Card:
    """Every problem that was found in the programme, those that lose something first."""
    if not problems:
        return Card(target("problems"), (Text(phrases.NO_PROBLEMS),), shareable=False)
    ordered = sorted(problems, key=lambda problem: not problem.loses_talk)
    lines = [f"- {describe_problem(problem)}" for problem in ordered]
    parts = split(lines, TEXT_BUDGET - 200)
    number = min(max(page, 1), len(parts))
    head = f"## {plural(len(problems), 'problem')} in the programme"
    if len(parts) > 1:
        head += f"\n-# part {number} of {len(parts)}"
    return Card(
        target("problems", number),
        (
            Text("\n".join([head, *(lines[position] for position in parts[number - 1])])),
            *buttons(
                Button("Previous", target("problems", number - 1)) if number > 1 else None,
                Button("Next", target("problems", number + 1)) if number < len(parts) else None,
            ),
        ),
        shareable=False,
    )


def _when(found: Earlier, zone: ZoneInfo) -> str:
    return moment(found.loaded_at, zone)


def _counts(found: Earlier) -> str:
    trouble = f", {plural(found.problems, 'problem')}" if found.problems else ""
    return escape(plural(found.talks, "talk") + trouble)
