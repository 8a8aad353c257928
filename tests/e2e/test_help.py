"""`/help`, through the real client."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXAMPLES = """\
## What you can ask about EuroPython 2014
`/ask` anything in your own words, such as **/ask question:when does Michael König speak?**; mention me or write to me \
in private, and I answer as well
`/today` today's programme, `/now` what is on, `/next` what starts next
`/day` any other day, such as **/day date:Thursday 24 July**
`/search` talks by topic, title or speaker, such as **/search query:Elasticsearch**
`/talk` a talk's page, such as **/talk title:Embedding Python: Charming the Snake with C++**
`/speaker` who somebody is and what they talk about, such as **/speaker name:Michael König**
-# Typing errors and unfinished words are forgiven. Only you see my answers, until you press Share here."""


async def test_help_shows_an_attendee_what_to_ask(town: Town) -> None:
    reply = await town.ada.slash("help")
    assert (reply.text, reply.ephemeral) == (EXAMPLES, True)
    assert reply.labels == ["Today", "Now", "Search Elasticsearch", "Michael König", "Share here"]


async def test_help_shows_a_moderator_what_only_they_may_do_as_well(town: Town) -> None:
    reply = await town.grace.slash("help")
    assert reply.text.splitlines()[:8] == EXAMPLES.splitlines()
    assert reply.text.splitlines()[8:14] == [
        "**For moderators**",
        "`/reload` loads the programme again and says what changed",
        "`/status` shows where the programme comes from, its problems, and how I am",
        "`/questions unanswered` shows what was asked in vain, and sets replies of your own to it",
        "`/settings daily`, `notices`, `changes` and `livestream` set up what I post; `/preview` shows it before",
        "`/settings moderator` gives a role the right to do this; Manage Server always has it",
    ]


async def test_help_shared_by_a_moderator_says_nothing_of_moderation(town: Town) -> None:
    reply = await town.grace.slash("help")
    posted = await (await reply.press("Share here")).follow_up()
    assert not posted.ephemeral
    assert posted.text == f"{EXAMPLES}\n-# shared by Grace"


@pytest.mark.parametrize(
    ("label", "first_line"),
    [
        ("Today", "## Wednesday 23 July · EuroPython 2014"),
        ("Now", "## On now · 10:10 in Berlin (CEST)"),
        ("Search Elasticsearch", "## 1 talk on “Elasticsearch”"),
        ("Michael König", "## Michael König"),
    ],
)
async def test_every_example_works_and_leads_back(town: Town, label: str, first_line: str) -> None:
    reply = await town.ada.slash("help")
    example = await reply.press(label)
    assert example.text.splitlines()[0] == first_line
    back = await example.press("Back")
    assert (back.text, back.message) == (EXAMPLES, reply.message)


async def test_the_commands_that_help_names_answer_as_written(town: Town) -> None:
    day = await town.ada.slash("day", date="Thursday 24 July")
    assert day.text.splitlines()[0] == "## Thursday 24 July · EuroPython 2014"
    talk = await town.ada.slash("talk", title="Embedding Python: Charming the Snake with C++")
    assert talk.text.splitlines()[0] == "## Embedding Python: Charming the Snake with C++"


async def test_help_works_in_a_direct_message(town: Town) -> None:
    reply = await town.ada.slash("help", channel=town.ada.dm())
    assert (reply.text, "Share here" in reply.labels) == (EXAMPLES, False)
