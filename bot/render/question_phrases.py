"""What is said in answers to questions: the fixed sentences and the small words around what was found. Pure.

Names that come in as arguments are already escaped. British English, one idea a sentence, nothing that is not known.
The small words inside of sentences are in `question_words`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.questions.model import Matter, Relation
from bot.render import phrases
from bot.render.question_words import LEAVING_OUT, bare, within
from bot.render.text import join_names, plural

OPEN = "Open"
NOT_MEANT = "Not what I meant"
WHICH_MEANT = "Which of these did you mean?"
CHOOSE_MEANING = "Choose what you meant …"
NO_OTHER_MEANING = "I have no other reading of this. Please ask in other words, or use /search with a word of it."
WHAT_TO_ASK = "What can I ask?"
NEAREST = "The nearest:"
MENTION_ME = "I can't read what is written to my role. Please mention me myself, from the list that opens on @."

# For moderators
IN_VAIN = "## Asked in vain"
KEPT_FOR = "-# Of the last 14 days and of this server only: what was asked and how often, never by whom."
NOTHING_IN_VAIN = "Nothing was asked in vain."
NOT_KEPT = "What is asked in vain is not kept in this server."
SWITCH_OFF = "Stop keeping these, forget them"
SWITCH_ON = "Keep what is asked in vain"
OWN_REPLIES = "**Replies of your own**"
OWN_REPLY = "A reply of your own"
SET_REPLY = "Set a reply …"
CHOOSE_QUESTION = "Set a reply to one of these …"
CHOOSE_REPLY = "Change a reply …"
REPLY_WORDS = "For questions with these words"
REPLY_TEXT = "What I say then (nothing: no reply)"

_CAN = "what is on and when, in which room, who speaks and about what"
# How else it would be, by the slot that failed
OTHERWISE = {
    "day": "On another day:",
    "hour": "At another time:",
    "room": "In another room:",
    "track": "In another track:",
    "level": "At another level:",
    "kind": "Of another kind:",
    "language": "In another language:",
    "speaker": "By somebody else:",
    "lasting": "Of another length:",
}
OTHERWISE_IN_SOME_WAY = "Otherwise:"
_ENDED = re.compile(r"[.!?…][*~]*$")
_SO = {
    Relation.NOW: "at this moment",
    Relation.NEXT: "after this",
    Relation.LATER: "still to come",
    Relation.EARLIER: "before that",
    Relation.AFTER: "right after {}",
    Relation.BEFORE: "right before {}",
    Relation.SIMILAR: "similar to {}",
    Relation.CLASH: "at the same time as {}",
    Relation.ELSE: "else by the same people",
}


def end(sentence: str) -> str:
    """A sentence with its full stop, also where it ends with a title that has one."""
    return sentence if _ENDED.search(sentence) else f"{sentence}."


def about_nothing(matter: Matter, title: str) -> str:
    """What is said to a text that asks nothing of the programme."""
    match matter:
        case Matter.EMPTY:
            return f"Ask me about {title} in your own words: {_CAN}."
        case Matter.GREETING:
            return f"Hello! Ask me about {title}: {_CAN}."
        case Matter.THANKS:
            return "You are welcome."
        case Matter.HELP:
            return f"I answer questions about {title}: {_CAN}."
    return f"That is not in the programme. I can tell you about {title}: {_CAN}."


def nothing(things: str, what: str, title: str) -> str:
    """The programme has nothing; `things` such as "workshops" or "", `what` such as " on docker on Friday" or ""."""
    if things or what:
        comma = "," if LEAVING_OUT in what else ""
        return f"{_none(things)}{what}{comma}{within(title)}."
    return f"Nothing in {title} fits that."


def nothing_so(relation: Relation, things: str, what: str, reference: str) -> str:
    """Nothing lies so to now or to the talk `reference`."""
    return end(f"{_none(things)}{what} {_SO[relation].format(reference)}")


def no_time_of(title: str) -> str:
    """A talk without an hour, where it was asked what lies before, beside or after it."""
    return f"{title} has no time yet, so I can't tell what is on around it."


def no(sentence: str) -> str:
    """The answer no to "is there …"."""
    return f"**No**. {sentence}"


def _none(things: str) -> str:
    return f"No {things}" if things else "Nothing"


def nobody(typed: str, title: str) -> str:
    """A person whom the programme does not have."""
    if typed:
        return f"Nobody called **{typed}** is on the programme of {title}."
    return f"Nobody of that name is on the programme of {title}."


def unknown(slot: str, typed: str) -> str:
    """Something named that the programme does not have."""
    return f"The programme has no {slot} “{bare(slot, typed)}”."


def none_at_all(things: str, what: str, title: str) -> str:
    """The answer "none" to "how many …"."""
    return f"**0** {things}{what}{within(title)}."


def missing(words: Sequence[str]) -> str:
    """Words that are nowhere in the programme; they are escaped."""
    return f"-# Nothing has {', '.join(f'“{word}”' for word in words)}."


def corrected(typed: str, used: str) -> str:
    """A word that was taken for another."""
    return f"-# Showing “{used}”. Nothing has “{typed}”."


def understood(words: str) -> str:
    """How a question was understood."""
    return f"-# Understood: {words}"


def yes(sentence: str) -> str:
    """The answer to "is there …"."""
    return f"**Yes**: {sentence}"


def show_all(count: int) -> str:
    """The button for the rest of a list."""
    return f"Show all {count:,}"


def more_fit(count: int, noun: tuple[str, str]) -> str:
    """After a sentence about the first of several."""
    return "" if count < 1 else f" {plural(count, noun[0], noun[1])} more {'fits' if count == 1 else 'fit'}."


def is_on(title: str, places: str, cancelled: bool) -> str:
    """When and where a talk is; the title of a cancelled one says that it is not."""
    return f"{title}{',' if cancelled else ' is'} {places}."


def speaks(names: str, places: str, several: bool) -> str:
    """When and where somebody speaks."""
    return f"{names} {'speak' if several else 'speaks'} {places}."


def gives(names: str, title: str, several: bool) -> str:
    """Who gives a talk."""
    return end(f"**{names}** {'give' if several else 'gives'} {title}")


def no_speaker(title: str) -> str:
    """A talk without speakers."""
    return end(f"The programme names no speaker for {title}")


def no_speakers(count: str) -> str:
    """Several talks, none with a speaker."""
    return f"The programme names no speakers for these {count}."


def in_room(title: str, rooms: str, hours: str) -> str:
    """Where a talk is, then when."""
    return f"{title} is in **{rooms}**, {hours}."


def no_room(title: str, hours: str) -> str:
    """A talk whose room is not known."""
    return f"The programme names no room for {title}; it is {hours}."


def takes(title: str, length: str, start: str, end: str) -> str:
    """How long a talk takes."""
    return f"{title} takes **{length}**, from {start} to {end}."


def no_length(title: str) -> str:
    """A talk of which nobody knows how long it takes."""
    return f"The programme does not say how long {title} takes."


def about(title: str, text: str) -> str:
    """What a talk says of itself; `text` is its beginning."""
    return f"{title}, in its own words:\n> {text}" if text else end(f"The programme has no description of {title}")


def links(title: str, names: str) -> str:
    """What a talk links to."""
    if not names:
        return end(f"The programme has no video, slides or other link for {title}")
    return f"{title} links to: {names}."


def fact(title: str, what: str, value: str) -> str:
    """A talk's track, level or language; "" is one that the programme does not name."""
    if not value:
        return end(f"The programme names no {what} for {title}")
    return f"The {what} of {title} is **{value}**."


def moderators_say(text: str) -> str:
    """A reply that the moderators of a server set."""
    return f"{text}\n-# A reply from the moderators of this server."


def search(words: str) -> str:
    """The button that searches for a question's words."""
    return f"Search {words}"


def part(number: int, pages: int) -> str:
    """Which page of a list this is."""
    return f"-# part {number} of {pages}"


def on_day(day: str, hour: str = "") -> str:
    """When a talk is; "" is an hour that is not announced."""
    return f"on **{day} at {hour}**" if hour else f"on **{day}**, {phrases.NO_HOUR}"


def when_and_where(moment: str, rooms: str) -> str:
    """When and where a talk is; "" are rooms that are not known."""
    return f"{moment} in **{rooms}**" if rooms else moment


def times(places: Sequence[str], rest: int) -> str:
    """When and where a talk is that is held more than once; `rest` times are not said."""
    return join_names(places) + (f" ({plural(rest, 'more time')})" if rest > 0 else "")


def and_more(names: Sequence[str], rest: int) -> str:
    """Names, and how many more there are."""
    return f"{', '.join(names)} and {rest:,} more" if rest else join_names(names)


def count_of(count: int, noun: tuple[str, str]) -> str:
    """ "**3 workshops**"."""
    return f"**{plural(count, *noun)}**"


def these(count: str, what: str) -> str:
    """Before a list of what was asked for."""
    return f"{count}{what}:"


def there_are(count: str, what: str) -> str:
    """How many there are of what was asked for."""
    return f"{count}{what}."


def people_and_talks(names: str, count: str, what: str) -> str:
    """Who gives the talks that were asked for."""
    return f"**{names}**: {count}{what}."


def person(name: str, talks: int) -> str:
    """The only person who fits."""
    return f"**{name}**, with {plural(talks, 'talk')}."


def people(names: str, count: int) -> str:
    """All who fit."""
    return f"**{names}**: {plural(count, 'person', 'people')}."


def people_found(names: Sequence[str], closest: Sequence[str]) -> str:
    """Whom a name that was typed belongs to, in plain text; else whom it comes near."""
    return ", ".join(names) or "Nobody of that name" + (f"; the nearest: {', '.join(closest)}" if closest else "")
