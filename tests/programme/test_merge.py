"""Several programmes added up to one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.programme.merge import merge
from bot.programme.model import Kind, Link, Programme, Slot, Speaker, Talk

DAY = date(2026, 5, 14)
VIDEO, SLIDES = Link("Video", "https://example.org/v"), Link("Slides", "https://example.org/s")
HOURS = Slot(DAY, datetime(2026, 5, 14, 9, tzinfo=UTC), datetime(2026, 5, 14, 10, tzinfo=UTC), ("Hall",))
ADA = Speaker("ada", "Ada Žižek")
LISTED = Talk("listed", "Rivers", (ADA,), abstract="From the list", links=(VIDEO,), slots=(Slot(DAY),))
PLANNED = Talk(
    "R1",
    "RIVERS",
    (Speaker("A1", "Ada Zizek", "Maps."),),
    kind=Kind.KEYNOTE,
    track="Data",
    abstract="From the plan",
    description="Long",
    links=(VIDEO, SLIDES),
    slots=(HOURS,),
)
LIST = Programme("", "UTC", (LISTED,))
PLAN = Programme("Lakeside", "Europe/Berlin", (PLANNED,), DAY, DAY, "2")


def test_one_programme_stays_the_same_object() -> None:
    assert merge([PLAN]) is PLAN


def test_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        merge([])


def test_the_earlier_wins_and_the_later_fills() -> None:
    assert merge([LIST, PLAN]) == Programme(
        "Lakeside",
        "Europe/Berlin",
        (
            Talk(
                "listed",
                "Rivers",
                (Speaker("ada", "Ada Žižek", "Maps."),),
                kind=Kind.KEYNOTE,
                track="Data",
                abstract="From the list",
                description="Long",
                links=(VIDEO, SLIDES),
                slots=(HOURS,),
            ),
        ),
        DAY,
        DAY,
        "2",
    )


def test_the_other_way_round_the_plan_wins() -> None:
    (talk,) = merge([PLAN, LIST]).talks
    assert talk == replace(PLANNED, links=(VIDEO, SLIDES))


def test_the_rest_is_added_behind_and_people_stay_one() -> None:
    second = Talk("R2", "Lakes", PLANNED.speakers)
    found = merge([LIST, replace(PLAN, talks=(second, PLANNED))])
    assert [talk.id for talk in found.talks] == ["listed", "R2"]
    assert [(speaker.id, speaker.biography) for speaker in found.speakers] == [("ada", "Maps.")]


def test_the_same_title_on_another_day_is_another_talk() -> None:
    other = replace(PLANNED, slots=(Slot(date(2026, 5, 15)),))
    assert [talk.id for talk in merge([LIST, replace(PLAN, talks=(other,))]).talks] == ["listed", "R1"]


def test_a_number_means_nothing_across_sources() -> None:
    ours, theirs = Talk("1", "Rivers", (Speaker("7", "Ada"),)), Talk("1", "Lakes", (Speaker("7", "Bob"),))
    found = merge([Programme("P", "UTC", (ours,)), Programme("P", "UTC", (theirs,))])
    assert [talk.title for talk in found.talks] == ["Rivers", "Lakes"]
    assert len(found.by_id) == 2
    assert [speaker.name for speaker in found.speakers] == ["Ada", "Bob"]


def test_the_same_id_and_speaker_under_a_new_title_is_one_talk() -> None:
    renamed = replace(LISTED, title="Rivers, revised", track="Data")
    assert merge([LIST, replace(LIST, talks=(renamed,))]).talks == (replace(LISTED, track="Data"),)


def test_twins_of_one_source_stay_two() -> None:
    twins = (Talk("a", "Rivers", slots=(Slot(DAY),)), Talk("b", "Rivers", slots=(Slot(DAY),)))
    found = merge([Programme("P", "UTC", twins), replace(PLAN, talks=(PLANNED,))])
    assert [(talk.id, talk.slots) for talk in found.talks] == [("a", (HOURS,)), ("b", (Slot(DAY),))]


def test_an_end_and_a_room_are_completed_and_no_hour_is_added() -> None:
    start_only = replace(LISTED, slots=(replace(HOURS, end=None, rooms=()),))
    twice = replace(PLANNED, slots=(HOURS, replace(HOURS, start=datetime(2026, 5, 14, 15, tzinfo=UTC), end=None)))
    found = merge([replace(LIST, talks=(start_only,)), replace(PLAN, talks=(twice,))])
    assert found.talks[0].slots == (HOURS,)


def test_days_follow_the_zone_that_names_a_place() -> None:
    late = Talk("x", "Party", kind=Kind.SOCIAL, slots=(Slot(DAY, datetime(2026, 5, 14, 22, tzinfo=UTC)),))
    tokyo = Programme("P", "Asia/Tokyo", (Talk("y", "Other"),))
    found = merge([Programme("P", "Etc/GMT-1", (late,)), tokyo])
    assert found.timezone == "Asia/Tokyo"
    assert found.by_id["x"].slots[0].day == date(2026, 5, 15)


def test_cancelled_anywhere_is_cancelled() -> None:
    assert merge([LIST, replace(PLAN, talks=(replace(PLANNED, cancelled=True),))]).talks[0].cancelled


@pytest.mark.parametrize(
    ("title", "tracks"),
    [
        ("Open Spaces", ["Data", "Open Spaces", "Own", ""]),
        ("lakeside", ["Data", "", "Own", ""]),
        ("", ["Data", "", "Own", ""]),
    ],
)
def test_what_another_source_adds_carries_its_name(title: str, tracks: list[str]) -> None:
    spaces = (
        Talk("s1", "Knitting", slots=(Slot(DAY),)),
        Talk("s2", "Board games", track="Own", slots=(Slot(DAY),)),
        Talk("s3", "Tea", kind=Kind.BREAK, slots=(Slot(DAY),)),
    )
    merged = merge([PLAN, Programme(title, "Europe/Berlin", spaces)])
    assert [talk.track for talk in merged.talks] == tracks
