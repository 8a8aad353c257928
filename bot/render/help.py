"""What one can ask, with examples that work on the programme that is loaded. Pure."""

from __future__ import annotations

import re
from itertools import islice

from bot.programme.model import Talk
from bot.programme.snapshot import Snapshot
from bot.programme.words import STOP
from bot.render import phrases
from bot.render.card import Button, Card, Line, Text, buttons
from bot.render.reader import Reader
from bot.render.target import target
from bot.render.text import escape, shorten
from bot.render.times import long_day

_WORD = re.compile(r"[^\W\d_]{5,}")
_TALKS_TRIED = 12


def help_card(snapshot: Snapshot, reader: Reader) -> Card:
    """The commands with examples; for moderators also how to set the bot up."""
    programme = snapshot.programme
    talks = list(
        islice((talk for talk in snapshot.agenda.by_closeness(reader.now) if not talk.cancelled), _TALKS_TRIED)
    )
    word = _find_word(snapshot, talks)
    speaker = next((speaker for talk in talks for speaker in talk.speakers), None)
    name = speaker.name if speaker else ""
    day = programme.talk_days[-1] if programme.talk_days else None
    lines = [
        f"## What you can ask about {phrases.title_of(programme)}",
        f"`/ask` anything in your own words{_example(f'/ask question:when does {name} speak?') if name else ''}; "
        "mention me or write to me in private, and I answer as well",
        "`/today` today's programme, `/now` what is on, `/next` what starts next",
        f"`/day` any other day{_example(f'/day date:{long_day(day)}') if day else ''}",
        f"`/search` talks by topic, title or speaker{_example(f'/search query:{word}') if word else ''}",
        f"`/talk` a talk's page{_example(f'/talk title:{shorten(talks[0].title, 60)}') if talks else ''}",
        f"`/speaker` who somebody is and what they talk about{_example(f'/speaker name:{name}') if name else ''}",
        "-# Typing errors and unfinished words are forgiven. Only you see my answers, until you press Share here.",
    ]
    blocks: list[Text | Line] = [Text("\n".join(lines))]
    if reader.moderator:
        blocks += [Line(), Text("\n".join(_MODERATORS))]
    return Card(
        target("help"),
        (
            *blocks,
            *buttons(
                Button("Today", target("today")),
                Button("Now", target("now")),
                Button(f"Search {word}", target("search", word)) if word else None,
                Button(speaker.name, target("speaker", speaker.id)) if speaker else None,
            ),
        ),
    )


_MODERATORS = (
    "**For moderators**",
    "`/reload` loads the programme again and says what changed",
    "`/status` shows where the programme comes from, its problems, and how I am",
    "`/questions unanswered` shows what was asked in vain, and sets replies of your own to it",
    "`/settings daily`, `notices`, `changes` and `livestream` set up what I post; `/preview` shows it before",
    "`/settings moderator` gives a role the right to do this; Manage Server always has it",
    "-# Server Settings → Integrations opens these commands to the role as well, so that it sees them.",
)


def _example(text: str) -> str:
    return f", such as **{escape(text)}**"


def _find_word(snapshot: Snapshot, talks: list[Talk]) -> str:
    """A telling word of a title: one that few talks have, the longest of those."""
    words = {word for talk in talks for word in _WORD.findall(talk.title) if word.casefold() not in STOP}
    known = [word for word in words if snapshot.index.frequency(word)]
    return min(known, key=lambda word: (snapshot.index.frequency(word), -len(word), word), default="")
