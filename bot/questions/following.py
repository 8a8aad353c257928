"""Follow-ups: what a question takes over from the one before it. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.programme.snapshot import Snapshot
from bot.questions.answering import answer
from bot.questions.draft import Draft
from bot.questions.model import Question, Relation, Slots, Want
from bot.questions.segments import Cut

_TO_A_TALK = (Relation.AFTER, Relation.BEFORE, Relation.SIMILAR, Relation.CLASH, Relation.ELSE)
# What can be asked of one talk
_OF_A_TALK = (
    Want.WHO,
    Want.WHEN,
    Want.WHERE,
    Want.HOW_LONG,
    Want.ABOUT,
    Want.VIDEO,
    Want.OF_TRACK,
    Want.OF_LEVEL,
    Want.OF_LANGUAGE,
)
# The slots that a follow-up replaces one by one
_SLOTS = ("days", "rooms", "tracks", "levels", "kinds", "languages", "speakers")


def follow(
    draft: Draft, text: str, understood: Cut, before: Question | None, snapshot: Snapshot, now: datetime
) -> Question:
    """The question of a draft, merged with the one before where it refers to it or is but a part of one."""
    if before is None and draft.pick in (0, -1) and draft.relation is None:
        draft.relation = Relation.LAST if draft.pick else Relation.FIRST
    if before is None and draft.is_empty and draft.want is Want.WHEN and not (draft.relation or draft.chat):
        draft.want = Want.START
    if before is None and draft.relation is Relation.AFTER and draft.is_empty:
        draft.relation = Relation.NEXT
    question = replace(draft.finish(text), chat=draft.chat, corrections=tuple(draft.corrections))
    if before is not None and draft.is_empty and draft.relation in (Relation.FIRST, Relation.LAST):
        draft.pick = 0 if draft.relation is Relation.FIRST else -1
    if before is None or not _refers(draft, understood):
        return question
    if draft.pick is not None:
        talks = answer(before, snapshot, now).talks
        if -len(talks) <= draft.pick < len(talks):
            return replace(question, topic="", relation=None, talks=(talks[draft.pick].id,), followed=True)
    if question.relation in _TO_A_TALK or (draft.is_empty and draft.want in _OF_A_TALK):
        return _about_the_talk(question, before, snapshot, now)
    return _merge(draft, question, before)


def _refers(draft: Draft, understood: Cut) -> bool:
    if draft.follows or draft.pick is not None:
        return True
    if draft.topic or draft.talks:
        return False
    if draft.refers and not draft.filled["speakers"]:
        return True
    if draft.is_empty:
        return draft.want in (*_OF_A_TALK, Want.HOW_MANY) or draft.relation in _TO_A_TALK
    # Fragments: nothing but slots, no sentence around them
    effects = {segment.effect for segment in understood.segments}
    return draft.want is None and draft.relation is None and effects.isdisjoint(("skip", "look"))


def _about_the_talk(question: Question, before: Question, snapshot: Snapshot, now: datetime) -> Question:
    """A question about the talk that the one before was answered with."""
    if question.topic or question.talks or question.speakers:
        return replace(question, followed=True)
    found = answer(before, snapshot, now)
    reference = found.reference if before.relation in (Relation.CLASH,) else None
    talk = reference or (found.talks[0] if found.talks else None)
    if talk is None:
        return replace(before, text=question.text, want=question.want, followed=True)
    if question.relation is None and len(found.talks) > 1 and before.topic:
        return replace(before, text=question.text, want=question.want, followed=True)
    return replace(question, talks=(talk.id,), followed=True)


def _merge(draft: Draft, question: Question, before: Question) -> Question:
    """The question before, with whatever the new one says in place of what it said."""
    days = before.days if not question.days else ()
    again = draft.finish(question.text, days)
    kept: dict[str, Any] = {name: getattr(again, name) or getattr(before, name) for name in _SLOTS}
    has_topic = bool(again.topic or again.talks or again.unknown)
    if has_topic and not draft.filled["speakers"]:
        kept["speakers"] = ()
    elsewhen = bool(question.days or again.hours or again.relation)
    excluded = Slots(
        **{name: getattr(again.excluded, name) or getattr(before.excluded, name) for name in (*_SLOTS, "topic")}
    )
    return replace(
        question,
        **kept,
        want=draft.want or before.want,
        topic=again.topic if has_topic or draft.filled["speakers"] else before.topic,
        talks=again.talks if has_topic or draft.filled["speakers"] else before.talks,
        hours=again.hours if elsewhen else before.hours,
        relation=again.relation or (None if question.days or again.hours else before.relation),
        lasting=again.lasting if again.lasting != (None, None) else before.lasting,
        event=again.event or ("" if has_topic else before.event),
        excluded=excluded,
        unknown=again.unknown or (() if has_topic or elsewhen else before.unknown),
        followed=True,
    )
