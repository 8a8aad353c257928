"""What was asked in vain, and the replies of moderators to such questions: for moderators. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.render import question_phrases as say
from bot.render.card import TEXT_BUDGET, Button, Card, Line, Option, Text, buttons, first_that_fits, select
from bot.render.limits import CUSTOM_ID, OPTIONS, width
from bot.render.target import Target, target
from bot.render.text import clean, escape, plural, shorten

ME = target("unanswered")
_LISTED = (25, 15, 8)
_TEXT, _REPLY = 100, 60


def unanswered_card(asked: Sequence[tuple[str, int]], replies: Mapping[str, str], *, kept: bool) -> Card:
    """Questions with their counts, the most frequent first; the replies by their words; whether questions are kept."""

    def build(count: int) -> str:
        lines = [f"{plural(times, 'time')} · {escape(text, _TEXT) or '…'}" for text, times in asked[:count]]
        own = [f"{escape(words, _REPLY)}: {escape(text, _REPLY)}" for words, text in list(replies.items())[:count]]
        rest = (len(asked) - len(lines), len(replies) - len(own))
        return "\n".join(
            [
                say.IN_VAIN,
                say.KEPT_FOR if kept else say.NOT_KEPT,
                *(lines or ([say.NOTHING_IN_VAIN] if kept else [])),
                *([f"-# and {rest[0]:,} more"] if rest[0] else []),
                *([say.OWN_REPLIES, *own] if own else []),
                *([f"-# and {plural(rest[1], 'more reply', 'more replies')}"] if rest[1] else []),
            ]
        )

    return Card(
        ME,
        (
            Text(first_that_fits(build, _LISTED, TEXT_BUDGET)),
            Line(),
            *select(say.CHOOSE_QUESTION, _options([(text, plural(times, "time")) for text, times in asked])),
            *select(say.CHOOSE_REPLY, _options(list(replies.items()))),
            *buttons(
                Button(say.SET_REPLY, target("own-reply")),
                Button(say.SWITCH_OFF if kept else say.SWITCH_ON, target("keep-questions", "no" if kept else "yes")),
            ),
        ),
        shareable=False,
    )


def _options(found: Sequence[tuple[str, str]]) -> list[Option]:
    """An option for each text; those that are alike as far as a target holds them are one."""
    options = [Option(clean(text) or "…", _reply_target(text), clean(more)) for text, more in found if clean(text)]
    return list({option.target: option for option in reversed(options[:OPTIONS])}.values())[::-1]


def _reply_target(text: str) -> Target:
    """What opens the form for a reply to a question: as much of it as a select's value holds."""
    limit = _TEXT
    while width(str(found := target("own-reply", shorten(clean(text), limit)))) > CUSTOM_ID:
        limit -= 5
    return found
