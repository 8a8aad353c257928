"""The small words of answers to questions: what talks are called, and the parts of a sentence or of a reading. Pure.

A part of a sentence begins with its blank, so that parts are joined as they are. Names that come in as arguments are
already escaped. The sentences are in `question_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.programme.model import Kind
from bot.questions.model import How, Relation, Want
from bot.render.text import join_names, plural

KIND_NOUNS = {
    Kind.TALK: ("talk", "talks"),
    Kind.WORKSHOP: ("workshop", "workshops"),
    Kind.KEYNOTE: ("keynote", "keynotes"),
    Kind.LIGHTNING: ("lightning talk", "lightning talks"),
    Kind.POSTER: ("poster", "posters"),
    Kind.BREAK: ("break", "breaks"),
    Kind.SOCIAL: ("social event", "social events"),
}
ENTRY = ("entry", "entries")
THAT = "that"
WEB_PAGE = "a web page"
LEAVING_OUT = ", leaving out "
AT_SEVERAL_HOURS = " at the hours asked for"

# How a question was understood; what is not here is said as the question's model calls it
WANTS = {
    Want.IS_THERE: "is there",
    Want.ABOUT: "what it is about",
    Want.VIDEO: "video or slides",
    Want.OF_TRACK: "which track",
    Want.OF_LEVEL: "which level",
    Want.OF_LANGUAGE: "which language",
    Want.START: "when the conference starts",
    Want.END: "when the conference ends",
    Want.DAYS: "the days of the conference",
    Want.TITLE: "which conference",
}
RELATIONS = {
    Relation.FREE: "to fill free time",
    Relation.SIMILAR: "similar talks",
    Relation.CLASH: "at the same time",
    Relation.ELSE: "what else",
}
HOWS = {How.STARTS: "starts", How.RUNS: "runs", How.WITHIN: "fits", How.ENDS: "ends"}
NOT = "not "


class Alternatives(NamedTuple):
    """A part that names one or few of several, and the one for more than are worth naming."""

    few: str
    many: str


SPEAKERS = Alternatives(" by {}", " by one of those people")
TRACKS = Alternatives(" in the track {}", " in one of those tracks")
LEVELS = Alternatives(" at the level {}", " at one of those levels")
LANGUAGES = Alternatives(" in {}", " in one of those languages")
ROOMS = Alternatives(" in {}", " in one of those rooms")
DAYS = Alternatives(" on {}", " on those {} days")


def on_topic(topic: str) -> str:
    """What talks are about; "" for anything."""
    return f" on “{topic}”" if topic else ""


def leaving_out(kinds: Sequence[str], parts: Sequence[str]) -> str:
    """Exceptions: kinds such as "workshops", and parts such as " in C01"; "" for none."""
    things = [*kinds, *([f"those{' or'.join(parts)}"] if parts else [])]
    return f"{LEAVING_OUT}{join_names(things)}" if things else ""


def at(hour: str) -> str:
    """A moment."""
    return f" at {hour}"


def before(hour: str) -> str:
    """A time without a start."""
    return f" before {hour}"


def after(hour: str) -> str:
    """A time without an end."""
    return f" after {hour}"


def between(start: str, end: str) -> str:
    """A time in which talks lie somewhere."""
    return f" between {start} and {end}"


def from_to(start: str, end: str) -> str:
    """A time as a whole."""
    return f" from {start} to {end}"


def lasting(least: int | None, most: int | None) -> str:
    """A length in minutes; None for no limit."""
    if least is not None and most is not None:
        return f" of {least} to {most} minutes" if least != most else f" of {plural(least, 'minute')}"
    if least is not None:
        return f" of at least {plural(least, 'minute')}"
    return f" of at most {plural(most, 'minute')}" if most is not None else ""


def within(title: str) -> str:
    """Of which conference."""
    return f" in {title}"


def in_language(name: str) -> str:
    """How a language was understood."""
    return f"in {name}"


def bare(slot: str, typed: str) -> str:
    """A name without what people say before it: "in room D9" and "D9" are the same to them."""
    return re.sub(rf"^(in )?(the )?({re.escape(slot)} )?(?=\S)", "", typed, flags=re.IGNORECASE)


def unknown(slot: str, typed: str) -> str:
    """How a name was understood that the programme does not have."""
    return labelled(f"unknown {slot}", bare(slot, typed))


def labelled(label: str, value: str) -> str:
    """How anything else was understood: "room C01"."""
    return f"{label} {value}".strip()
