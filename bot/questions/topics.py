"""What a question is about, looked up in the index; where that is stricter or laxer than a search. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.programme import english
from bot.programme.index import CLOSEST, Found, Hit, Index
from bot.programme.model import Talk
from bot.programme.snapshot import Snapshot
from bot.programme.technical import TECHNICAL
from bot.programme.text import fold
from bot.programme.words import STOP, normalise, parts, stem, tokens
from bot.questions.chat import is_off_topic
from bot.questions.model import Matter, Question, Relation

# The share of a topic's information that the closest talk needs to be an answer, and its lead on the next
_NEARLY, _MISSPELT, _FAR_CLOSER = 0.4, 0.6, 1.7
_MOST_NAME_WORDS = 3
# A talk that has as good as all of the words by which another was referred to may have been meant as well
_AS_WELL = 0.95
# A talk that has one of two words answers where that one tells at least so much of both
_HALF = 0.6
# Hits whose texts are read, letters of each, and words from one to another that may belong together
_LOOKED_AT, _MOST_READ, _NEARBY = 4, 4_000, 15
_MOST_EITHER = 4


def search_topic(question: Question, index: Index, topic: str = "", *, refers: bool = False) -> Found:
    """Search for the topic of a question, or for another one in its place.

    Where nothing answers, the one talk that comes far closer than all others does; not when a name of the field is
    missing, which would be what was asked for. `refers`: the topic names a talk that there is, and may be vague.
    """
    topic = topic or question.topic
    found = index.search(topic, unfinished=False)
    if not found.hits and " or " in topic:
        either = (index.search(part, unfinished=False, near=False) for part in topic.split(" or ")[:_MOST_EITHER])
        found = next((other for other in either if other.hits), found)
    if not found.hits and len(found.closest) > 1:
        first, second = found.closest[:2]
        # What no list of words has is misspelt, or a name: then more of the rest must be there
        least = _NEARLY if all(map(english.is_word, found.missing)) else _MISSPELT
        if (
            TECHNICAL.isdisjoint(found.missing)
            and first.covered >= least
            and first.covered >= _FAR_CLOSER * second.covered
        ):
            found = replace(found, hits=(first,), closest=())
    if found.hits and not refers and " or " not in topic and all(_is_scattered(hit) for hit in found.hits[:_LOOKED_AT]):
        found = replace(found, hits=(), closest=(*found.hits, *found.closest)[:CLOSEST])
    if question.chat is Matter.OFF_TOPIC and found.hits:
        # A talk is not about tickets or the weather for mentioning the word
        said = [word for word in tokens(normalise(topic)) if word not in STOP]
        if all(map(is_off_topic, said)):
            hits = tuple(hit for hit in found.hits if any(word in fold(hit.talk.title) for word in said))
            found = replace(found, hits=hits)
    return found


def _is_scattered(hit: Hit) -> bool:
    """Whether a talk has a topic of two words only by chance: half of it, or both far apart and not in its title."""
    units = [terms for n, terms in enumerate(hit.units) if hit.matched >> n & 1]
    if len(hit.units) == 2 and len(units) == 1 and hit.covered < _HALF:
        return True
    if len(hit.units) != 2 or any(" " in term for terms in units for term in terms):
        return False
    titles = set(_stems(f"{hit.talk.title} {hit.talk.track} {' '.join(person.name for person in hit.talk.speakers)}"))
    if any(not terms.isdisjoint(titles) for terms in units):
        return False
    last: tuple[int, int] | None = None
    for at, word in enumerate(_stems(hit.talk.abstract[:_MOST_READ])):
        unit = next((n for n, terms in enumerate(units) if word in terms), None)
        if unit is None:
            continue
        if last and last[1] != unit and at - last[0] <= _NEARBY:
            return False
        last = at, unit
    return True


def _stems(text: str) -> list[str]:
    return [stem(part) for token in tokens(normalise(text)) for part in parts(token)]


def find_talks_of_misspelt(topic: str, snapshot: Snapshot) -> list[Talk]:
    """The talks of whoever a topic of two or three words is the misspelt name of."""
    if not 1 < len(topic.split()) <= _MOST_NAME_WORDS:
        return []
    people = snapshot.index.find_speakers(topic).matches
    return [talk for person in people for talk in snapshot.programme.talks_by_speaker.get(person.id, ())]


def other_references(question: Question, talk: Talk, found: Found) -> tuple[Question, ...]:
    """The same question about the other talks that may have been referred to: those with all that the first has."""
    first = found.hits[0].covered if found.hits else 0.0
    others = [hit.talk for hit in found.hits[:_LOOKED_AT] if hit.covered >= _AS_WELL * first and hit.talk is not talk]
    return tuple(replace(question, topic="", talks=(other.id,)) for other in others)


def find_references(question: Question, snapshot: Snapshot) -> tuple[list[Talk], Found]:
    """The talk that a question refers to, or two when it asks whether both can be seen; and what the index gave."""
    programme = snapshot.programme
    if question.talks:
        return [programme.by_id[talk] for talk in question.talks if talk in programme.by_id][:1], Found()
    named = question.topic.split(" and ") if question.relation is Relation.CLASH else []
    if len(named) == 2:
        both = [_refer(part, question, snapshot)[0] for part in named]
        if both[0] and both[1] and both[0] is not both[1]:
            return [talk for talk in both if talk], Found()
    talk, found = _refer(question.topic, question, snapshot) if question.topic else (None, Found())
    if talk is None and question.speakers:
        talk = next(iter(programme.talks_by_speaker.get(question.speakers[0], ())), None)
    return [talk] if talk else [], found


def _refer(topic: str, question: Question, snapshot: Snapshot) -> tuple[Talk | None, Found]:
    found = search_topic(question.without("chat"), snapshot.index, topic, refers=True)
    first = found.hits[0].talk if found.hits else None
    if not question.speakers:
        return first, found
    own = (hit.talk for hit in found.hits if any(person.id in question.speakers for person in hit.talk.speakers))
    return next(own, first), found
