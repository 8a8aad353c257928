"""Where a talk is shown live: buttons of its page and of notices, and which addresses Discord would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.programme.agenda import Agenda
from bot.programme.livestreams import Livestreams
from bot.programme.model import Link, Programme, Slot, Speaker, Talk
from bot.programme.plan import start_key
from bot.render.card import Card, count_components
from bot.render.layout import lay_out_note
from bot.render.limits import COMPONENTS, CONTENT, ROW_BUTTONS, width
from bot.render.note import Note
from bot.render.posted import notice_note
from bot.render.reader import Reader
from bot.render.talk import talk_card
from bot.render.web import is_safe_address

At = Callable[[str], Reader]
MakeTalk = Callable[..., Talk]
START = datetime(2025, 6, 2, 8, tzinfo=UTC)
HALL = "https://example.org/hall"


def live(card: Card | Note) -> list[tuple[str, str]]:
    return [(button.label, button.url) for button in card.buttons if button.url]


def page(talk: Talk, reader: Reader, **urls: str) -> Card:
    streams = Livestreams({(room, None): url for room, url in urls.items()})
    return talk_card(Programme("Conf", "Europe/Berlin", (talk,)), talk, replace(reader, livestreams=streams))


def notice(talks: list[Talk], streams: Livestreams) -> Note:
    agenda = Agenda(Programme("Conf", "Europe/Berlin", tuple(talks)))
    now = START - timedelta(minutes=10)
    return notice_note(agenda.programme, agenda.starting(START, START), START, now, start_key(START), streams)


def test_a_page_leads_to_the_livestream_until_its_day_is_over(make_talk: MakeTalk, at: At) -> None:
    talk = replace(make_talk("One", "2025-06-02 10:00", 30, "Hall"), links=(Link("Video", "https://example.org/v"),))
    shown = [("Video", "https://example.org/v"), ("Livestream", HALL)]
    assert live(page(talk, at("2025-06-01 10:00"), Hall=HALL)) == shown
    assert live(page(talk, at("2025-06-03 03:59"), Hall=HALL)) == shown
    assert live(page(talk, at("2025-06-03 04:00"), Hall=HALL)) == shown[:1]
    assert live(page(talk, at("2025-06-01 10:00"), Yard=HALL)) == shown[:1]
    assert live(page(replace(talk, cancelled=True), at("2025-06-01 10:00"), Hall=HALL)) == shown[:1]


def test_a_talk_given_twice_says_which_livestream(make_talk: MakeTalk, at: At) -> None:
    one, two = (make_talk("One", f"2025-06-0{day} 10:00", 30, room) for day, room in ((2, "Hall"), (3, "Yard")))
    talk = replace(one, slots=(*one.slots, *two.slots))
    both = page(talk, at("2025-06-01 10:00"), Hall=HALL, Yard="https://example.org/yard")
    assert [label for label, _ in live(both)] == ["Livestream Mon 2 June, 10:00", "Livestream Tue 3 June, 10:00"]
    assert live(page(talk, at("2025-06-01 10:00"), Hall=HALL, Yard=HALL)) == [("Livestream", HALL)]


def test_a_full_page_has_room_for_livestreams(make_talk: MakeTalk, at: At) -> None:
    talk = make_talk("One", "2025-06-02 10:00", 30, "Hall", by=", ".join(f"Speaker {n}" for n in range(200)))
    yard = make_talk("One", "2025-06-03 10:00", 30, "Yard")
    links = tuple(Link(f"Link {n}", f"https://example.org/{n}") for n in range(9))
    full = replace(talk, description="word " * 3_000, links=links, slots=(*talk.slots, *yard.slots))
    card = page(full, at("2025-06-01 10:00"), Hall=HALL, Yard="https://example.org/yard")
    # Back, Share here, the row that they may need, and a line below
    assert count_components(card) + 4 <= COMPONENTS


def test_a_notice_names_the_livestreams(make_talk: MakeTalk) -> None:
    talks = [make_talk(f"On {room}", "2025-06-02 10:00", 30, room, by="Ada") for room in ("Hall", "Yard")]
    both = Livestreams({("Hall", None): HALL, ("Yard", None): "https://example.org/yard"})
    shared = Livestreams({("Hall", None): HALL, ("Yard", None): HALL})
    one = Livestreams({("Hall", None): HALL})
    assert [button.label for button in notice(talks, shared).buttons] == [
        "On Hall",
        "On Yard",
        "Livestream",
        "All at 10:00",
    ]
    assert live(notice(talks, both)) == [("Livestream Hall", HALL), ("Livestream Yard", "https://example.org/yard")]
    assert live(notice(talks, one)) == [("Livestream Hall", HALL)]
    assert live(notice(talks[:1], one)) == [("Livestream", HALL)]
    assert live(notice(talks, Livestreams())) == []
    assert "http" not in notice(talks, both).content


@pytest.mark.parametrize(("count", "streams"), [(5, 5), (10, 10), (40, 0)])
def test_many_talks_with_a_livestream_each_fit(count: int, streams: int) -> None:
    long = "x" * 300
    rooms = [f"Room {n} {long}" for n in range(count)]
    talks = [
        Talk(f"t{n}", f"{n} {long}", (Speaker("s", long),), slots=(Slot(START.date(), START, None, (room,)),))
        for n, room in enumerate(rooms)
    ]
    urls: dict[tuple[str, date | None], str] = {
        (room, None): f"https://example.org/{n}/".ljust(512, "x") for n, room in enumerate(rooms)
    }
    note = notice(talks, Livestreams(urls))
    assert (width(note.content) <= CONTENT, len(live(note))) == (True, streams)
    rows = lay_out_note(note).to_components()
    assert len(rows) <= 5
    assert all(len(row["components"]) <= ROW_BUTTONS for row in rows)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/live",
        "https://www.youtube.com/watch?v=abc_DEF-1&t=10#now",
        "HTTPS://Example.org:8443/a%20b",
        "https://example.org/".ljust(512, "x"),
    ],
)
def test_addresses_that_are_taken(url: str) -> None:
    assert is_safe_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/live",
        "http://example.org/live",
        "javascript:alert(1)",
        "https://",
        "https:///live",
        "https://localhost/live",
        "https://127.0.0.1/live",
        "https://[::1]/live",
        "https://[::1",
        "https://example.org:port/",
        "https://example..org/",
        "https://ada:secret@example.org/live",
        "https://ada@example.org/live",
        "https://example.org\\@evil.org/",
        "https://example.org/a b",
        "https://example.org/a\tb",
        "https://example.org/\u200b",
        "https://exämple.org/",
        "https://example.org/><@1>",
        "https://example.org/".ljust(513, "x"),
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    assert not is_safe_address(url)
