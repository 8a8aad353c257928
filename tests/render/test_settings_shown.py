"""What is set for posts is said whole where there is room, else in short: nothing is left out without a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.programme.agenda import Agenda
from bot.programme.livestreams import Livestreams
from bot.programme.model import Programme, Slot, Speaker, Talk
from bot.programme.plan import Daily, Notices, Posts
from bot.programme.problems import Problem
from bot.render.limits import CARD_TEXT, CONTENT, weight, width
from bot.render.room_channels import match_rooms, rooms_said
from bot.render.settings_shown import Outlook, coming, describe, due_line, stream_line
from bot.render.status import POSTS, Health, status_card

DAY = date(2025, 6, 2)
START = datetime(2025, 6, 2, 8, tzinfo=UTC)
EARLY = START - timedelta(days=2)


@dataclass(frozen=True)
class Row:
    kind: str
    channel: int
    room: str = ""
    at: int = 480
    zone: str = ""
    evening: bool = False
    minutes: int = 10


def hall(*rooms: str) -> Agenda:
    talks = tuple(
        Talk(
            f"t{n}", f"On {room}", (Speaker("s", "Ada"),), slots=(Slot(DAY, START + timedelta(hours=n), None, (room,)),)
        )
        for n, room in enumerate(rooms)
    )
    return Agenda(Programme("Conf", "Europe/Berlin", talks))


def test_everything_that_is_set_and_in_the_way() -> None:
    agenda = hall("Hall", "Yard", "Attic")
    posts = Posts(1, Daily(5, EARLY), (Notices(6, EARLY, "Hall"), Notices(7, EARLY, "Cellar")), 5)
    outlook = Outlook(
        (Row("changes", 5), Row("daily", 5, evening=True), Row("notice", 7, "Cellar"), Row("notice", 6, "Hall")),
        coming(agenda, [posts], EARLY),
        Livestreams({("Hall", None): "https://example.org/live", ("Cellar", DAY): "https://example.org/c"}),
        frozenset({"kind:changes", "t1", "gone"}),
        {6: ["I may not write in the channel"], 7: ["I may not write in the channel"]},
        [5],
        {"too late": 2},
    )
    assert describe(outlook, agenda.programme).splitlines() == [
        "**Changes** in <#5>",
        "**The day's programme** in <#5> at 08:00, Berlin (CEST), tomorrow's at 20:00",
        "**What starts soon in Cellar** in <#7>, 10 minutes before (not in the programme now)",
        "**What starts soon in Hall** in <#6>, 10 minutes before",
        "⚠ <#6> and <#7>: I may not write in the channel.",
        "-# <#5>: I may not pin there, so the day's post will not be pinned.",
        "**No channel for** Attic and Yard",
        "⚠ 2 posts were missed in the last day: too late.",
        '**Muted** changes, "On Yard" and a talk that is gone',
        "**Livestream in Hall** every day: <https://example.org/live>",
        "**Livestream in Cellar** on Mon 2 June: <https://example.org/c> (not in the programme now)",
        "**Next** · hours in Berlin (CEST)",
        "Mon 2 June, 08:00 · the day's programme · <#5>",
        "Mon 2 June, 09:50 · 1 talk at 10:00 · <#6>",
    ]


def test_one_channel_for_all_leaves_no_room_without() -> None:
    agenda = hall("Hall", "Yard")
    rows = (Row("notice", 5), Row("notice", 6, "Hall"))
    assert "No channel" not in describe(Outlook(rows), agenda.programme)


def test_a_zone_that_is_gone_is_said() -> None:
    (line, *_) = describe(Outlook((Row("daily", 5, zone="Europe/Atlantis"),)), hall("Hall").programme).splitlines()
    zone = "Berlin (CEST) (there is no zone Europe/Atlantis any more)"
    assert line == f"**The day's programme** in <#5> at 08:00, {zone}"


def test_an_hour_of_another_zone_names_the_day_that_is_meant() -> None:
    agenda = hall("Hall")
    zone = agenda.programme.zone

    def lines(at: time, zone_there: str) -> list[str]:
        posts = Posts(1, Daily(5, EARLY, at, zone_there, evening=True))
        return [due_line(due, zone) for due in coming(agenda, [posts], EARLY)]

    assert lines(time(8), "") == [
        "Sun 1 June, 20:00 · tomorrow's programme · <#5>",
        "Mon 2 June, 08:00 · the day's programme · <#5>",
    ]
    assert lines(time(6), "Pacific/Auckland") == [
        "Sun 1 June, 10:00 · tomorrow's programme · <#5>",
        "Sun 1 June, 20:00 · tomorrow's programme · <#5>",
    ]
    assert lines(time(20), "America/New_York") == [
        "Mon 2 June, 02:00 · the day's programme · <#5>",
        "Tue 3 June, 02:00 · the programme of Mon 2 June · <#5>",
    ]


def test_livestreams_alone_are_shown() -> None:
    streams = Livestreams({("Hall", None): "https://example.org/live"})
    assert describe(Outlook(livestreams=streams, stopped=True), hall("Hall").programme).splitlines() == [
        "Nothing is posted in this server. /settings daily, /settings notices and /settings changes set it up.",
        "**Livestream in Hall** every day: <https://example.org/live>",
    ]
    assert describe(Outlook(), hall("Hall").programme) == ""


def crowded(name: str) -> tuple[Programme, Outlook]:
    """Forty rooms, with trouble in each of their channels; forty more without a channel."""
    rooms = [f"{name} {n}" for n in range(40)]
    agenda = hall(*rooms, *(f"Bare {n}" for n in range(40)))
    channel = 10**18
    rows = [Row("changes", channel), Row("daily", channel, evening=True)]
    rows += [Row("notice", channel + n, room) for n, room in enumerate(rooms)]
    notices = tuple(Notices(channel + n, EARLY, room) for n, room in enumerate(rooms))
    return agenda.programme, Outlook(
        rows,
        coming(agenda, [Posts(1, Daily(channel, EARLY, evening=True), notices, channel)], EARLY),
        Livestreams({(room, None): f"https://example.org/{'x' * 80}" for room in rooms}),
        frozenset(talk.id for talk in agenda.programme.talks),
        {channel + n: ["I may not write in the channel", f"and {n % 4}" + " more words" * 8] for n in range(40)},
        [channel],
        {f"reason {n} {'x' * 300}": 3 for n in range(9)},
    )


NAMES = ("Room", "Saal der außergewöhnlich langen Namen, zweites Obergeschoss, links", "*_大ホール_" * 9)
NOTHING_LEFT_OUT = (
    "more rooms",
    "more channels",
    "not be pinned",
    "No channel for",
    "missed",
    "Muted",
    "more livestreams",
    "08:00 · the day's programme",
)


@pytest.mark.parametrize("limit", [CONTENT, POSTS])
@pytest.mark.parametrize("name", NAMES)
def test_forty_rooms_in_trouble_fit_with_what_comes_next(limit: int, name: str) -> None:
    programme, outlook = crowded(name)
    text = describe(outlook, programme, limit)
    assert width(text) <= limit
    assert text.splitlines()[-6] == "**Next** · hours in Berlin (CEST)"
    left_out = [said for said in NOTHING_LEFT_OUT if said not in text]
    assert left_out == [] or (limit == POSTS and {*left_out} <= {"Muted", "more livestreams"} and "\nand " in text)


@pytest.mark.parametrize("name", NAMES)
def test_a_status_full_of_trouble_fits(name: str) -> None:
    programme, outlook = crowded(name)
    health = Health(
        version="1.2.3",
        real_now=START,
        now=START,
        shifted=True,
        latency=timedelta(milliseconds=90),
        servers=200,
        sources=[f"https://example.org/{'*' * 300}{n}" for n in range(9)],
        loaded_at=EARLY,
        loaded_by="moderator 1234567890123456789",
        read_at=EARLY,
        trouble="trouble " * 99,
        database="programme.sqlite3 " * 9,
        database_trouble="no room " * 99,
        notices=["a notice " * 99] * 9,
        home=False,
        posts=replace(outlook, stopped=True),
        waiting=("abc", 40, 2),
    )
    problems = [Problem(f"T{n}", "duration", "expected hours and minutes " * 9) for n in range(1_300)]
    text = status_card(replace(programme, title="*" * 300), problems, health).text
    assert weight(text) <= CARD_TEXT
    lines = text.splitlines()
    assert "**1,300 problems**" in lines
    assert (
        lines[lines.index("**Next** · hours in Berlin (CEST)") + 6]
        == "⚠ I can't write to my database, so I post nothing until that is mended."
    )


def test_a_long_address_is_no_link() -> None:
    line = stream_line("Hall", None, f"https://example.org/{'a_b' * 100}")
    assert line.startswith("**Livestream in Hall** every day: example.org/a\\_ba\\_b")
    assert line.endswith("…")


def test_what_could_not_be_mapped_is_said_with_forty_rooms() -> None:
    rooms = [f"Room {n} {'x' * 60}" for n in range(40)]
    matched = match_rooms(rooms, {room.lower().replace(" ", "-"): 10**18 + n for n, room in enumerate(rooms[:30])})
    assert len(matched) == 30
    text = rooms_said(rooms, matched, ["⚠ <#1>: I may not write in the channel."])
    assert width(text) <= CONTENT
    above, _, below = text.partition("⚠ <#1>: I may not write in the channel.\n")
    assert above.splitlines()[-1].startswith("and ")
    assert len([line for line in below.splitlines() if line.endswith(": no channel of that name")]) == 10
    assert rooms_said(["A", "B"], {}, kept={"A": 5}).splitlines() == [
        "A: no channel of that name, as before <#5>",
        "B: no channel of that name",
        "-# /settings notices room: channel: gives a room a channel of another name.",
    ]
    assert rooms_said(["A"], {"A": 5}) == "A → <#5>"
    assert rooms_said([], {}) == "The programme names no rooms."
