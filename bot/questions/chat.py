"""What people say to a bot that is not about a programme: greetings, thanks, and everything else around a conference.

Pure. It is taken for such only where the programme has nothing on it, which `answering` decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.programme.words import STOP
from bot.questions.model import Matter


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREETING = _words(
    "hi hey hello hallo hiya yo howdy moin servus salut bonjour hola ciao buongiorno czesc ahoj dobry greetings"
)
_THANKS = _words("thanks thank thx cheers danke merci gracias grazie dzieki dziekuje diky dekuji ty")
_HELP = _words("help hilfe aide ayuda aiuto pomoc commands")
_OFF_TOPIC = _words(
    """
wifi wlan wi-fi internet password passwort ssid ticket tickets refund refunds price prices cost costs pay payment
invoice invoices visa visas badge badges lanyard weather rain wetter meteo tiempo clima pogoda pocasi sunny
temperature hotel hotels hostel hostels accommodation airbnb taxi bus buses tram train trains metro subway
parking park airport flight flights toilet toilets restroom restrooms bathroom wc cloakroom wardrobe food menu vegan
vegetarian eat hungry drink drinks beer beers bar pub restaurant restaurants pizza snack snacks water swag tshirt
t-shirt tshirts shirt shirts sticker stickers sponsor sponsors booth booths hiring childcare
nursery doctor medical first-aid lost found wheelchair address venue directions entrance map quiet smoking
power plug outlet charger charging joke jokes marry sing alive human robot weatherforecast money euro euros
dollars buy sell cheap football
"""
)
# Said alone they ask for all that there is
_TALKS = _words(
    """
talks sessions presentations lectures vortrage vortragen exposes conferences charlas ponencias interventi wyklady
prelekcje prezentacje prednasky prezentace
"""
)
_PROGRAMME = _words(
    "programme program programm programma programa schedule agenda timetable horario orario calendario rozvrh"
)

# Of the words that say something, one in so many is off the topic in a question that is
_SHARE = 3
_ASKS_THE_CLOCK = frozenset(["what time is it", "what day is it", "what is the time", "what day is today"])
_ASKS_FOR_HELP = frozenset(
    ["what can you do", "who are you", "what are you", "how do you work", "how does this work", "what can i ask"]
)


def find_chat(words: Sequence[str], has_topic: bool) -> Matter | None:
    """What a text is where it asks for nothing of the programme; None when nothing tells.

    What has a topic is no greeting.
    """
    said = set(words)
    if " ".join(words) in _ASKS_FOR_HELP:
        return Matter.HELP
    if " ".join(words) in _ASKS_THE_CLOCK:
        return Matter.OFF_TOPIC
    # One such word among many others is part of a topic: "saving money on technical shortcuts"
    telling = [word for word in words if word not in STOP]
    if _SHARE * sum(word in _OFF_TOPIC for word in telling) >= len(telling) > 0:
        return Matter.OFF_TOPIC
    if has_topic:
        return None
    for matter, these in ((Matter.THANKS, _THANKS), (Matter.HELP, _HELP), (Matter.GREETING, _GREETING)):
        if not said.isdisjoint(these):
            return matter
    return None


def asks_for_all(words: Sequence[str]) -> bool:
    """Whether folded words that name nothing in particular ask for the talks: "which talks are there?"."""
    return not _TALKS.isdisjoint(words)


def asks_for_programme(words: Sequence[str]) -> bool:
    """Whether folded words that name nothing in particular ask for the programme: "what's the programme?"."""
    return not _PROGRAMME.isdisjoint(words)


def is_off_topic(word: str) -> bool:
    """Whether a folded word is about what surrounds a conference rather than its programme."""
    return word in _OFF_TOPIC
