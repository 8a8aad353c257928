"""What is said of talks that lie so to now or to each other, and of the conference itself. Pure.

As in `question_phrases`: names that come in as arguments are already escaped.
"""

from __future__ import annotations

from datetime import date

from bot.questions.model import Relation
from bot.render.text import plural
from bot.render.times import long_day

_RELATED = {
    Relation.AFTER: "After {}, there",
    Relation.BEFORE: "Before {}, there",
    Relation.SIMILAR: "Closest to {}",
    Relation.CLASH: "At the same time as {} there",
}


def one_edge(which: str, noun: str, what: str, title: str, places: str) -> str:
    """What begins or ends a time; `which` "first" or "last"."""
    return f"The {which} {noun}{what} is {title}, {places}."


def several_edge(which: str, nouns: str, what: str, count: int) -> str:
    """What begins or ends a time together."""
    return f"The {which} {nouns}{what} are these {count}:"


def on_now(title: str, rooms: str) -> str:
    """The only talk that runs."""
    return f"{title} is on now{f', in **{rooms}**' if rooms else ''}."


def several_now(count: str, what: str) -> str:
    """How many talks run."""
    return f"{count}{what} are on now:"


def next_is(title: str, places: str) -> str:
    """The only talk that comes next."""
    return f"Next is {title}, {places}."


def several_next(hour: str, count: str, what: str) -> str:
    """How many talks come next; "" where they do not begin together."""
    return f"Next{f' at **{hour}**' if hour else ''}: {count}{what}."


def free(count: str, hours: str, ends_by: str) -> str:
    """What fits into free time; `hours` such as " from 14:00 to 15:00", `ends_by` where all end by then."""
    by = f"; all end by {ends_by}" if ends_by else ""
    return f"You can choose between **{count}**{hours}{by}."


def names_of_conference(what: str, names: str, count: str) -> str:
    """The rooms, tracks and so on of the conference."""
    return f"**{count}**: {names}." if names else f"The programme names no {what}."


def one_fits(hours: str, title: str, places: str) -> str:
    """The only talk that fits into free time."""
    return f"One fits{hours}: {title}, {places}."


def one_related(relation: Relation, reference: str, title: str, places: str) -> str:
    """The only talk that lies so to another, `reference`."""
    return f"{_RELATED[relation].format(reference)} is {title}, {places}."


def several_related(relation: Relation, reference: str, count: str) -> str:
    """How many talks lie so to another."""
    return f"{_RELATED[relation].format(reference)} are {count}:"


def give_more(names: str, count: str, *, several: bool, also: bool) -> str:
    """What people give; `also`: besides a talk that was spoken of; "" are people without names."""
    who = f"**{names}**" if names else "The same people"
    return f"{who} {'also ' if also else ''}{'give' if several else 'gives'} {count}."


def still_or_earlier(count: str, what: str, *, still: bool) -> str:
    """How many talks are to come, or were before."""
    return f"{count} {'still to come' if still else 'earlier'}{what}:"


def no_days(title: str) -> str:
    """A conference of which no day is known."""
    return f"**{title}** has no days in its programme yet."


def edge_of_conference(title: str, day: date, hour: str = "", talk_day: str = "", *, ends: bool) -> str:
    """When it starts or `ends`, and the hour of its first or last entry; `talk_day` where that is on another day."""
    verb, edge = ("ends", "last") if ends else ("starts", "first")
    said = f"**{title}** {verb} on **{long_day(day)} {day.year}**"
    on = f"on **{talk_day}** " if talk_day else ""
    return f"{said}; its {edge} entry {verb} {on}at **{hour}**." if hour else f"{said}."


def days_of_conference(title: str, count: int, when: str, with_talks: int) -> str:
    """How many days it has; `with_talks` of them have talks, 0 where there is nothing to say of that."""
    rest = f"; there are talks on {with_talks} of them" if with_talks else ""
    return f"**{title}** has **{plural(count, 'day')}**: {when}{rest}."


def this_is(title: str, when: str) -> str:
    """Which conference this is; "" are days that are not known."""
    return f"This is **{title}**{f', {when}' if when else ''}."
