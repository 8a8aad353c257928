"""`/search` and `/talk`, through the real client."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

DOCKER = "Supercharge your development environment using Docker"
NOTHING_LIKE_IT = 'Which talk? No title is exactly "xyzzy".'


async def test_search_answers_from_the_programme_with_a_private_card(town: Town) -> None:
    reply = await town.ada.slash("search", query="docker")
    lines = reply.text.splitlines()
    assert lines[:3] == [
        "## 1 talk on “docker”",
        f"**{DOCKER}** — Deni Bertovic",
        "Wed 23 July, 14:30 · B05/B06 · Novice",
    ]
    assert "**Docker**" in lines[3]
    assert len(lines) == 4
    assert reply.ephemeral
    assert town.sandbox.guild.channel("general").messages == []


async def test_a_moderator_gets_the_same_answer_as_an_attendee(town: Town) -> None:
    ada, grace = await town.ada.slash("search", query="docker"), await town.grace.slash("search", query="docker")
    assert (grace.text, grace.labels, grace.ephemeral) == (ada.text, ada.labels, True)


async def test_the_filters_narrow_a_search_together(town: Town) -> None:
    every = await town.ada.slash("search", query="python")
    assert every.text.splitlines()[0] == "## 6 talks on “python”"
    some = await town.ada.slash("search", query="python", day="2014-07-23", room="C01", level="Novice")
    assert some.text.splitlines()[:3] == [
        "## 1 talk on “python” on Wednesday 23 July, room C01, level Novice",
        "**How to Setup a new Python Project** — Felix Wick and Florian Wilhelm",
        "Wed 23 July, 14:00 · C01 · Novice",
    ]
    assert some.labels == ["Share here"]


async def test_filters_take_free_text(town: Town) -> None:
    chosen = await town.ada.slash("search", query="python", day="2014-07-23", room="C01", track="Best Practices")
    typed = await town.ada.slash("search", query="python", day="wednesday", room="c1", track="best practices")
    assert chosen.text.splitlines()[0].endswith("on Wednesday 23 July, room C01, track Best Practices")
    assert typed.text == chosen.text


async def test_a_filter_that_leaves_nothing_names_the_day_on_which_it_would_match(town: Town) -> None:
    reply = await town.ada.slash("search", query="docker", day="Thursday")
    assert reply.text.splitlines()[:3] == [
        "Nothing on **docker** on Thursday 24 July. On Wednesday 23 July:",
        f"**{DOCKER}** — Deni Bertovic",
        "Wed 23 July, 14:30 · B05/B06 · Novice",
    ]
    everywhere = await reply.press("Search everywhere")
    assert everywhere.text.splitlines()[0] == "## 1 talk on “docker”"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"room": "Moon"}, 'There is no room "Moon". The rooms are: B05/B06, B07/B08, B09, C01.'),
        ({"track": "Moon"}, 'There is no track "Moon". The tracks are: Best Practices, Other, System Administration.'),
        ({"level": "Moon"}, 'There is no level "Moon". The levels are: Advanced, Novice.'),
        (
            {"day": "Moon"},
            'I can\'t find a day "Moon" in EuroPython 2014. Its days are 21 to 25 July 2014. '
            "Choose one of those offered.",
        ),
        ({"query": "   "}, "Tell me what to look for: a topic, a title or a speaker."),
    ],
)
async def test_what_does_not_exist_is_named_with_what_does(town: Town, options: dict[str, str], sentence: str) -> None:
    reply = await town.ada.slash("search", {"query": "docker", **options})
    assert (reply.text, reply.ephemeral) == (sentence, True)


async def test_nothing_found_says_so_and_names_the_nearest(town: Town) -> None:
    reply = await town.ada.slash("search", query="kubernetes")
    assert reply.text.splitlines()[:3] == [
        "Nothing on **kubernetes** in EuroPython 2014.",
        "Closest:",
        f"**{DOCKER}** — Deni Bertovic",
    ]
    opened = await reply.select(DOCKER)
    assert opened.text.splitlines()[0] == f"## {DOCKER}"


async def test_a_typing_error_is_corrected_and_told(town: Town) -> None:
    reply = await town.ada.slash("search", query="elasticsaerch")
    assert reply.text.splitlines()[:3] == [
        "## 1 talk on “elasticsaerch”",
        '-# Showing "elasticsearch". Nothing has "elasticsaerch".',
        "**Elasticsearch from the bottom up** — Alex Brasetvik",
    ]


async def test_a_talk_opens_from_a_search_and_leads_back_to_it(town: Town) -> None:
    search = await town.ada.slash("search", query="python", room="C01")
    talk = await search.select("How to Setup a new Python Project")
    assert talk.text.splitlines()[0] == "## How to Setup a new Python Project"
    assert talk.message is search.message
    assert "Back" in talk.labels
    back = await talk.press("Back")
    assert back.message is search.message
    assert (back.text, back.labels, back.options) == (search.text, search.labels, search.options)


async def test_search_offers_what_was_typed_then_titles(town: Town) -> None:
    assert [choice.value for choice in await town.ada.autocomplete("search", query="dock")] == ["dock", DOCKER]
    assert await town.ada.autocomplete("search", query="") == []


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("day", "thu", {"Thursday 24 July · 3 talks": "2014-07-24"}),
        ("room", "b0", {"B05/B06": "B05/B06", "B07/B08": "B07/B08", "B09": "B09"}),
        ("track", "pract", {"Best Practices": "Best Practices"}),
        ("level", "", {"Advanced": "Advanced", "Novice": "Novice"}),
        ("level", "moon", {}),
    ],
)
async def test_filters_are_offered(town: Town, option: str, typed: str, offered: dict[str, str]) -> None:
    choices = await town.ada.autocomplete("search", {"query": "x", option: typed})
    assert {choice.name: choice.value for choice in choices} == offered


async def test_a_talk_shows_what_who_when_and_where(town: Town) -> None:
    reply = await town.ada.slash("talk", title="docker")
    assert reply.text.splitlines()[:5] == [
        f"## {DOCKER}",
        "**Deni Bertovic**",
        "Wednesday 23 July, 14:30 to 15:00 · B05/B06 · Berlin",
        "for you <t:1406118600:f>",
        "-# Talk · System Administration · Novice · English",
    ]
    assert reply.labels == ["Video", "Deni Bertovic", "More like this", "All of Wednesday", "Share here"]
    assert reply.buttons[0].url == "https://www.youtube.com/watch?v=-l9xH1X_rvg"
    assert reply.ephemeral


async def test_a_title_that_fits_several_talks_offers_them(town: Town) -> None:
    reply = await town.ada.slash("talk", title="python")
    assert reply.text == 'Which talk? No title is exactly "python".'
    assert len(reply.options) == 6
    talk = await reply.select("Writing Awesome Command-Line Programs in Python")
    assert talk.text.splitlines()[1] == "**Mark Smith**"
    assert (await talk.press("Back")).text == reply.text


async def test_a_title_that_nothing_fits_offers_the_nearest(town: Town) -> None:
    reply = await town.ada.slash("talk", title="xyzzy")
    assert (reply.text, reply.labels, len(reply.options)) == (NOTHING_LIKE_IT, [], 3)


async def test_talks_are_offered_the_next_ones_first_and_an_offered_one_opens(town: Town) -> None:
    offered = await town.ada.autocomplete("talk", title="")
    assert [choice.name for choice in offered][:2] == [
        "Embedding Python: Charming the Snake with C++ · Wed 23 July, 10:00",
        "How to Setup a new Python Project · Wed 23 July, 14:00",
    ]
    [embedding] = await town.ada.autocomplete("talk", title="embed")
    reply = await town.ada.slash("talk", title=embedding.value)
    assert reply.text.splitlines()[0] == "## Embedding Python: Charming the Snake with C++"


async def test_search_and_talk_work_in_a_direct_message_where_nothing_is_shared(town: Town) -> None:
    search = await town.ada.slash("search", query="docker", channel=town.ada.dm())
    assert search.text.splitlines()[0] == "## 1 talk on “docker”"
    assert search.labels == []
    talk = await search.select(DOCKER)
    assert talk.labels == ["Video", "Deni Bertovic", "More like this", "All of Wednesday", "Back"]
    assert (await talk.press("Back")).text == search.text


async def test_a_talk_leads_to_those_most_like_it_and_back(town: Town) -> None:
    page = await town.ada.slash("talk", title="docker")
    similar = await page.press("More like this")
    assert similar.text.splitlines()[0] == f"Closest to **{DOCKER}** are **5 talks**:"
    assert DOCKER not in [option.label for option in similar.options]
    assert (await similar.press("Back")).text == page.text
