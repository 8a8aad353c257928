"""The words by which conferences call the kinds of talks, in one table for all formats. Pure."""

from __future__ import annotations

import re

from bot.programme.model import Kind
from bot.programme.text import fold

# Folded words in English, German, French, Spanish, Italian, Portuguese, Polish and Czech; `*` stands for any letters.
# The first kind that matches wins: a "lightning talk" is no talk, a "coffee workshop" no break.
_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.KEYNOTE, "keynote* plenar* plenier* plenum magistral* hauptvortrag* eroffnungsvortrag*"),
    (Kind.LIGHTNING, "lightning* blitzvortr* blitz eclair* relampago* lampo blyskawiczn* bleskov* ignite pechakucha"),
    (
        Kind.WORKSHOP,
        "workshop* tutorial* training* masterclass* hackathon* atelier* formation* taller* tutoriel* *schulung*"
        " ubung* laboratori* oficina* warsztat* szkoleni* dilna* dilny* skoleni*",
    ),
    (Kind.POSTER, "poster* plakat* affiche* cartel*"),
    (
        Kind.BREAK,
        "break breaks coffeebreak* lunch* coffee breakfast* registration* *pause pausen *kaffee* mittagessen"
        " fruhstuck* registrierung anmeldung dejeuner* gouter inscription accueil pausa* descanso* almuerzo* comida"
        " desayuno* cafe registro pranzo colazione intervallo registrazione almoco intervalo przerwa* przerwy obiad*"
        " kawa kawow* sniadani* rejestracj* prestavk* obed* kava snidan* registrac*",
    ),
    (
        Kind.SOCIAL,
        "party* social* dinner* reception* networking aftershow* afterparty* abendessen* abendprogramm empfang feier"
        " soiree* diner* aperitif* apero fiesta* cena cenas recepcion festa aperitivo* impreza* kolacja* integracj*"
        " vecere vecirek*",
    ),
    (Kind.TALK, "talk* presentation* lecture* vortrag* expose* conference charla* ponencia* palestra* prelekcj*"),
)
_LONGEST_TITLE = 5


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word.replace("*", r"\w*") for word in words.split()) + r")\b")


_PATTERNS = tuple((kind, _compile(words)) for kind, words in _WORDS)


def find_kind(words: str, *, title: str = "", has_speakers: bool = True) -> Kind:
    """The kind of a talk that its conference calls `words`, such as "Talk 30 min + 10 min Q&A" or "Kaffeepause".

    A talk without speakers is also known by a short title ("Lunch", "Lightning talks"). Nothing that has speakers is
    a break. What the table does not know is a talk.
    """
    kind = _look_up(words)
    if kind in (None, Kind.TALK) and not has_speakers and len(title.split()) <= _LONGEST_TITLE:
        kind = _look_up(title) or kind
    if kind is None or (kind is Kind.BREAK and has_speakers):
        return Kind.TALK
    return kind


def _look_up(words: str) -> Kind | None:
    # "LightningTalk" is two words
    folded = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).replace("_", " ")
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), None)
