"""What one programme has that a question may name: its rooms, tracks, levels, kinds, languages, people, titles. Pure.

Made once for a snapshot, at the first question or by `prepare`; nothing here reads a question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from weakref import WeakKeyDictionary

from bot.programme import english
from bot.programme.index import Index
from bot.programme.model import Kind, Programme, Speaker
from bot.programme.names import spellings
from bot.programme.snapshot import Snapshot
from bot.programme.technical import TECHNICAL
from bot.programme.text import fold
from bot.programme.words import STOP
from bot.questions.places import Place
from bot.questions.tokens import clean, tokenise

# Words by which conferences call their levels, from the easiest to the hardest
_LEVELS = (
    (3, "advanced expert experts experienced hard difficult senior professional fortgeschritten avance avanzado"),
    (2, "intermediate medium middle mid mittel intermediaire intermedio moyen"),
    (1, "beginner beginners novice none easy basic introductory starter everyone anfanger einsteiger debutant"
        " principiante principianti poczatkujacy zacatecnik general all"),
)  # fmt: skip
# What rooms are called besides their names
_ROOM_WORDS = frozenset(
    ["room", "hall", "auditorium", "stage", "theatre", "the", "raum", "saal", "salle", "sala", "aula"]
)
_LIKE_A_ROOM = re.compile(r"[a-z]{1,2}\d{1,3}[a-z]?|\d{1,3}[a-z]?")
# A title of so many words is one wherever its words stand in a row
TITLE_FROM = 4
MOST_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """A name that the programme has: the class of its atom, and its value in the programme's own words."""

    kind: str
    value: object
    words: tuple[str, ...]


class Lexicon:
    """The names of one programme, ready to be met in a text."""

    def __init__(self, snapshot: Snapshot) -> None:
        programme = snapshot.programme
        self.programme: Programme = programme
        self.zone = programme.zone
        # day -> what is on it, in the order of the agenda; id of a talk -> its occurrences, at least one; those without
        self.places_by_day = {
            day: [Place(entry.talk, entry) for entry in snapshot.agenda.on(day)] for day in programme.days
        }
        self.places: dict[str, list[Place]] = defaultdict(list)
        for place in chain.from_iterable(self.places_by_day.values()):
            self.places[place.talk.id].append(place)
        self.unplaced = [Place(talk) for talk in programme.talks if talk.id not in self.places]
        self.places.update((place.talk.id, [place]) for place in self.unplaced)
        self.days = programme.talk_days or programme.days
        self.kinds = frozenset(talk.kind for talk in programme.talks)
        self.languages = frozenset(fold(talk.language)[:2] for talk in programme.talks if talk.language)
        self.levels: dict[int, tuple[str, ...]] = _grade(programme.levels)
        self._numbers = {speaker.id: n for n, speaker in enumerate(programme.speakers)}
        # first word -> the things whose names begin with it
        self.things: dict[str, list[Thing]] = defaultdict(list)
        self._add_rooms(programme.rooms, snapshot.index)
        self._add_tracks(programme.tracks)
        self._add_levels(programme.levels)
        # word -> the speakers who have it
        self._people: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, set[int]] = defaultdict(set)
        for number, speaker in enumerate(programme.speakers):
            self._add_person(number, speaker)
        # first two words of a title -> (all its words, the ids of the talks that have it)
        self._titles: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(dict)
        self._whole_titles: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for talk in programme.talks:
            if talk.kind is not Kind.BREAK:
                self._add_title(talk.id, talk.title)
        self._strong: dict[str, bool] = {}

    def _add(self, kind: str, value: object, words: Iterable[str]) -> None:
        words = tuple(words)
        if words and all(thing.words != words or thing.kind != kind for thing in self.things[words[0]]):
            self.things[words[0]].append(Thing(kind, value, words))

    def _add_rooms(self, rooms: Iterable[str], index: Index) -> None:
        for room in rooms:
            names = {words_of(room), *(words_of(part) for part in re.split(r"[/()\[\],]| - ", room))}
            for name in filter(None, names):
                bare = tuple(word for word in name if word not in _ROOM_WORDS) or name
                # A hall that is called "A" is not meant by every "a"
                bare = bare if len("".join(bare)) > 1 or bare[0].isdecimal() else name
                for words in {name, bare, *_figures(bare)}:
                    alone = _tells_itself(words) or not (words[0].isdecimal() or any(map(index.frequency, words)))
                    self._add("ROOM" if alone else "ROOMISH", room, words)

    def _add_tracks(self, tracks: Iterable[str]) -> None:
        for track in tracks:
            words = words_of(track)
            plain = tuple(word for word in words if word not in STOP)
            for name in {words, plain, *((word,) for word in plain if len(plain) > 1 and len(word) > 3)}:
                self._add("TRACK", track, name)
            if len(words) > 1:
                self._add("MANYTRACK", track, words)

    def _add_levels(self, levels: Iterable[str]) -> None:
        for level in levels:
            self._add("LEVEL", level, words_of(level))

    def _add_person(self, number: int, speaker: Speaker) -> None:
        words = spellings(speaker.name)
        for word in words:
            for spelling in word:
                self._people[spelling].add(number)
        if len(words) > 1:
            first, last = words[0][0], words[-1][0]
            for joined in ("".join(word[0] for word in words), first + last, last + first):
                self._joined[joined].add(number)

    def _add_title(self, talk: str, title: str) -> None:
        words = words_of(title)
        if not words:
            return
        self._whole_titles[words].append(talk)
        heads = {words, words_of(title.split(":", 1)[0]), words_of(re.split(r" [-–—] |[?!]", title, maxsplit=1)[0])}
        for head in heads:
            if len(head) >= TITLE_FROM:
                self._titles[head[0], head[1]].setdefault(head, []).append(talk)

    def find_title(self, words: list[str]) -> tuple[int, int, tuple[str, ...]] | None:
        """The longest title whose words stand in a row in a text -> (first word, end, ids of its talks)."""
        best: tuple[int, int, tuple[str, ...]] | None = None
        for at, pair in enumerate(pairwise(words)):
            for title, talks in self._titles.get(pair, {}).items():
                end = at + len(title)
                if tuple(words[at:end]) == title and (best is None or len(title) > best[1] - best[0]):
                    best = at, end, tuple(talks)
        return best

    def whole_title(self, words: Iterable[str]) -> tuple[str, ...]:
        """The ids of the talks whose title is exactly these words."""
        return tuple(self._whole_titles.get(tuple(words), ()))

    def find_person(self, words: list[str], at: int) -> tuple[int, tuple[str, ...], bool] | None:
        """Who is named from word `at` on -> (end, their ids, whether it can be nothing but a name); None: nobody."""
        if together := self._joined.get(words[at]):
            return at + 1, self._ids(together), True
        people = self._people.get(words[at])
        if not people or len(words[at]) < 2:
            return None
        end = at + 1
        while end < len(words) and end - at < MOST_NAME_WORDS:
            both = people & self._people.get(words[end], set())
            if not both or words[end] in words[at:end]:
                break
            people, end = both, end + 1
        return end, self._ids(people), end - at > 1 or self._is_strong(words[at])

    def has_name(self, word: str) -> bool:
        """Whether some speaker's name has this word."""
        return word in self._people

    def _ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.programme.speakers[number].id for number in sorted(numbers))

    def _is_strong(self, word: str) -> bool:
        if word not in self._strong:
            self._strong[word] = len(word) > 2 and word not in STOP and not is_plain(word)
        return self._strong[word]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name in a programme, cut as a question is."""
    return tuple(token.word for token in tokenise(clean(text)))


def is_plain(word: str) -> bool:
    """Whether a word means something by itself, in English or in the field."""
    return word in TECHNICAL or english.is_word(word)


def _tells_itself(words: tuple[str, ...]) -> bool:
    """Whether a room's name is recognised without a word such as "in" before it."""
    if len(words) == 1:
        return not words[0].isdecimal() and not is_plain(words[0]) and len(words[0]) > 1
    if words[0] in _ROOM_WORDS:
        return True
    return any(any(letter.isdecimal() for letter in word) for word in words) or not all(map(is_plain, words[:1]))


def _figures(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """ "c01" is also "c1" and "c 01"; "studio 3" is also "studio3"."""
    found = set()
    if len(words) == 1 and (split := re.fullmatch(r"([a-z]+)0*(\d+)([a-z]?)", words[0])):
        letters, figures, rest = split.groups()
        found |= {(f"{letters}{figures}{rest}",), (letters, figures + rest), (letters, words[0][len(letters) :])}
    if len(words) == 2 and words[1].isdecimal():
        found.add(("".join(words),))
    return found


def is_like_a_room(word: str) -> bool:
    """Whether a word is shaped like the number of a room: "c99"."""
    return bool(_LIKE_A_ROOM.fullmatch(word)) and word not in TECHNICAL


def grade(level: str) -> int:
    """How hard a conference's own word for a level is: 1 to 3; 0 when unknown."""
    words = set(words_of(level))
    return next((number for number, known in _LEVELS if not words.isdisjoint(known.split())), 0)


def _grade(levels: Iterable[str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for level in levels:
        if number := grade(level):
            found[number].append(level)
    return {number: tuple(names) for number, names in found.items()}


_LEXICONS: WeakKeyDictionary[Index, Lexicon] = WeakKeyDictionary()


def lexicon_of(snapshot: Snapshot) -> Lexicon:
    """The lexicon of a snapshot, made when it is first asked for and kept as long as the snapshot lives."""
    found = _LEXICONS.get(snapshot.index)
    if found is None:
        found = _LEXICONS[snapshot.index] = Lexicon(snapshot)
    return found
