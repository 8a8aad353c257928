"""How a question was understood, as labels and values for the line below an answer. Pure; `bot.render` words it."""

from __future__ import annotations

from bot.programme.model import Programme
from bot.questions.model import Question, Slots, Want


def understood(question: Question, programme: Programme) -> list[tuple[str, object]]:
    """What was understood as (label, value), in the order in which to say it.

    Labels and their values: "want" (Want), "relation" (Relation), "day" (date), "hours" (Interval), "room", "track",
    "level", "language" (str), "kind" (Kind), "event" (str), "speaker" (a name), "talk" (a title), "lasting" (least and
    most minutes), "about" (as typed), "unknown" (slot, as typed), "corrected" (typed, used). What is excluded has the
    label with "not " before it.
    """
    found: list[tuple[str, object]] = []
    if question.want is not Want.WHICH:
        found.append(("want", question.want))
    if question.relation:
        found.append(("relation", question.relation))
    found += _slots(question, programme)
    found += [("hours", interval) for interval in question.hours]
    if question.event:
        found.append(("event", question.event))
    if question.lasting != (None, None):
        found.append(("lasting", question.lasting))
    found += [("talk", programme.by_id[talk].title) for talk in question.talks[:1] if talk in programme.by_id]
    if question.topic:
        found.append(("about", question.topic))
    found += [(f"not {label}", value) for label, value in _slots(question.excluded, programme)]
    if question.excluded.topic:
        found.append(("not about", question.excluded.topic))
    found += [("unknown", pair) for pair in question.unknown]
    found += [("corrected", pair) for pair in question.corrections]
    return found


def _slots(slots: Slots, programme: Programme) -> list[tuple[str, object]]:
    people = [programme.speakers_by_id[person].name for person in slots.speakers if person in programme.speakers_by_id]
    groups: tuple[tuple[str, tuple[object, ...]], ...] = (
        ("speaker", tuple(people)),
        ("day", slots.days),
        ("room", slots.rooms),
        ("track", slots.tracks),
        ("level", slots.levels),
        ("kind", slots.kinds),
        ("language", slots.languages),
    )
    return [(label, value) for label, values in groups for value in values]
