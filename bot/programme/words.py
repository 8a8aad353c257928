"""Words: how any text is cut into the terms under which it is indexed, asked for and highlighted. Pure.

What lives here is the same for a programme's text and for what people type, so that both meet. Which words a
programme has lives in `vocabulary`, what they are worth in `postings`; nothing here knows a programme.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.programme.text import fold

QUERY_LENGTH = 300
# A word of natural language ends well before; what is longer is a hash, an address or an attack
WORD_LENGTH = 40

# One token may hold inner signs ("command-line", "py.test", "at&t"), a leading dot (".net") and trailing signs that
# tell languages apart ("c++", "c#"); a stroke parts words ("gnu/linux", "c/c++", "b07/b08") but for "i/o";
# how an address begins is no word
TOKEN = re.compile(r"https?://(?:www\.)?|i/o\b|\.?\w+(?:[-.&'+]\w+)*(?:\+\+|#)?")
_DOTNET = ".net"
_INNER = re.compile(r"[-./&'+_]+")
_NOT_TYPED = re.compile(
    r"<(?:[@#][!&]?\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:>]{1,64}:\d+)>"  # mentions, custom emoji, timestamps, commands
    r"|\bhttps?://|[*~`|]+|[\x00-\x1f\x7f\ud800-\udfff]"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# Words that say nothing about what a talk is about: English, and what people wrap a search in
_STOP = """
a about above after again against all also am an and another any anybody anyone anything are as at be because been
before being below between both but by can cannot could did do does doing done down during each either else ever
every few for from further get gets getting give gives given had has have having he her here hers herself him himself
his how however i if in into is it its itself just let lets like lot lots made make makes making many may me might
more most much must my myself neither no nor not now of off often on once one only onto or other others our ours
ourselves out over own per please rather really same shall she should show since so some somebody someone something
still such tell than that the their theirs them themselves then there these they thing things this those through to
too under until up upon us use used uses using various very via want wants was way ways we well were what whatever
when where whether which while who whom whose why will with within without would yes yet you your yours yourself
yourselves im ive id dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt thats theres whats hows lets youll
youre youve theyre were hes shes weve well www com org
talk talks session sessions presentation presentations
"""
STOP = frozenset(_STOP.split())

# Words that the rules of `stem` would cut where nothing is to be cut
_WHOLE = frozenset({"embed", "embeds", "pandas", "pypy", "redis", "keras", "canvas", "always", "news", "lens"})
_VOWELS = frozenset("aeiouy")
_BRITISH = frozenset({"e", "es", "ed", "er", "ers", "ing", "ation", "ations"})


def normalise(text: str) -> str:
    """What a person typed, folded, in one line of at most 300 characters, without mentions and markdown."""
    text = _NOT_TYPED.sub(" ", text[: 4 * QUERY_LENGTH])
    return " ".join(fold(text).split())[:QUERY_LENGTH].strip()


def tokens(folded: str) -> list[str]:
    """The tokens of a folded text in order, stop words included: "I use c++ & py.test." -> i, use, c++, py.test."""
    return TOKEN.findall(folded)


def parts(token: str) -> tuple[str, ...]:
    """The plain words inside a token: "command-line" gives command and line; "c++" and "3.12" stay whole."""
    if token.isalnum() and not _CJK.search(token):
        return (token,)
    if "://" in token:
        return ()
    if token[-1] in "+#" or token == _DOTNET:
        return (token,)
    if "'" in token:
        token = token[:-2] if token.endswith("'s") else token.replace("'", "")
    if _CJK.search(token):
        # Scripts without blanks between words are met by pairs of letters
        return tuple(token[i : i + 2] for i in range(len(token) - 1)) or (token,)
    found = tuple(part for part in _INNER.split(token) if part)
    if len(found) > 1 and all(part.isdigit() for part in found):
        return (token,)
    return found if len(found) == 1 else tuple(part for part in found if len(part) > 1 or part.isdigit())


def joined(token: str) -> str:
    """A token of several parts written as one word: "command-line" -> commandline; "" when it has but one part."""
    if token.isalnum() or "'" in token or "://" in token or token[-1] in "+#" or token == _DOTNET:
        return ""
    found = [part for part in _INNER.split(token) if part]
    return "".join(found) if len(found) > 1 and not all(part.isdigit() for part in found) else ""


def terms(token: str) -> tuple[str, ...]:
    """Every term under which a token of a text is indexed: the stems of its parts and of the parts joined."""
    if token.isalnum() and token.isascii():
        return (stem(token[:WORD_LENGTH]),)
    whole = joined(token)
    found = [stem(part[:WORD_LENGTH]) for part in parts(token)]
    return tuple(dict.fromkeys([*found, stem(whole[:WORD_LENGTH])] if whole else found))


def root(word: str) -> str:
    """The letters that a word and its stem have in common, with which its other forms begin too."""
    cut = stem(word)
    return word[: next((n for n, (a, b) in enumerate(zip(word, cut, strict=False)) if a != b), len(cut))]


def term_of(phrase: str) -> str:
    """The one term of one or more folded words: stems with blanks between, a token of several parts joined."""
    return " ".join(stem(joined(word) or word) for word in phrase.split())


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A folded word without its English endings, so that "containers", "packaging" and "optimisation" meet their kin.

    A light stemmer of our own after the idea of Porter's (1980): plural, -ed, -ing, -ion, -ment, British spellings,
    final -e and -y. Words of three letters, and words with anything but a to z in them, stay as they are.
    """
    if len(word) <= 3 or word in _WHOLE or not (word.isascii() and word.isalpha()):
        return word
    british = word.rfind("is", 3)
    if british > 0 and word[british + 2 :] in _BRITISH and word[british - 1] not in "aeiou":
        word = f"{word[:british]}iz{word[british + 2 :]}"
    if word[-1] == "s" and word[-2] not in "sui":
        word = word[:-2] if word.endswith("ies") and len(word) > 4 else word[:-1]
    return _without_end(_without_suffix(word))


def _without_suffix(word: str) -> str:
    if word[-1] == "g" or word[-1] == "d":
        for suffix in ("ing", "ed"):
            root = word.removesuffix(suffix)
            if root != word and len(root) >= 3 and root[-1] != "e" and not _VOWELS.isdisjoint(root):
                return root[:-2] if root.endswith("at") and len(root) > 6 else root
    elif word.endswith("ment") and len(word) > 8:
        return word[:-4]
    elif word.endswith("ification") and len(word) > 11:
        return word[:-6]  # as "classify" and "classified"
    elif word.endswith("ifier") and len(word) > 7:
        return word[:-2]
    elif word.endswith("ion") and len(word) > 6 and word[-4] in "st":
        return word[:-5] if word.endswith("ation") and len(word) > 9 else word[:-3]
    elif word.endswith("ical") and len(word) > 6:
        return word[:-2]  # "ethical" as "ethics"
    elif word.endswith("ate") and len(word) > 7:
        return word[:-3]
    return word


def _without_end(word: str) -> str:
    if len(word) > 3:
        if word[-1] == "e":
            word = word[:-1]
        elif word[-1] == "y" and word[-2] not in "aeiou":
            return word[:-1] + "i"
        elif word[-1] == "r" and len(word) > 5 and word.endswith("our"):
            return word[:-2] + "r"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lszaeiou":
        word = word[:-1]
    return word
