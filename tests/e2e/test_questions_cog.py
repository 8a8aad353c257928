"""`/questions unanswered` and moderators' own replies, through the real client."""

from __future__ import annotations

from tests.e2e.conftest import StartTown, Town

VAIN = "-# Of the last 14 days and of this server only: what was asked and how often, never by whom."


async def ask(town: Town, *questions: str) -> None:
    for question in questions:
        await town.ada.slash("ask", question=question)


async def test_moderators_see_what_was_asked_in_vain_and_not_by_whom(start: StartTown) -> None:
    async with start() as town:
        assert (await town.grace.slash("questions unanswered")).text == (
            f"## Asked in vain\n{VAIN}\nNothing was asked in vain."
        )
        await ask(town, "kubernetes", "Kubernetes", "docker", "zeppelins?")
        await town.ada.direct("submarines")
        await town.ada.next_direct()
        reply = await town.grace.slash("questions unanswered")
        assert reply.ephemeral
        assert reply.text == f"## Asked in vain\n{VAIN}\n2 times · kubernetes\n1 time · zeppelins?"
        assert "Ada" not in str(reply.payload)
        assert reply.labels == ["Set a reply …", "Stop keeping these, forget them"]


async def test_attendees_see_nothing_of_it(start: StartTown) -> None:
    async with start() as town:
        helper = town.sandbox.guild.member("Helper", manage_messages=True)
        refused = await helper.slash("questions unanswered")
        assert refused.text == (
            "Only moderators can see what was asked in vain (Manage Server, or the role set with /settings moderator)."
        )


async def test_a_reply_of_the_moderators_is_given_in_that_server(start: StartTown) -> None:
    async with start() as town:
        await ask(town, "where is the wifi password?", "kubernetes")
        card = await town.grace.slash("questions unanswered")
        opened = await card.select("where is the wifi password?")
        assert opened.modal is not None
        assert [(entry.label, entry.value) for entry in opened.modal.inputs] == [
            ("For questions with these words", "where is the wifi password?"),
            ("What I say then (nothing: no reply)", ""),
        ]
        after = await opened.submit(words="wifi", text="The net is **conf**.")
        assert after.ephemeral
        assert after.text == (
            f"## Asked in vain\n{VAIN}\n1 time · kubernetes\n"
            "**Replies of your own**\nwifi: The net is \\*\\*conf\\*\\*."
        )
        answered = await town.ada.slash("ask", question="WIFI?")
        assert answered.text == "The net is **conf**.\n-# A reply from the moderators of this server."
        shared = await (await answered.press("Share here")).follow_up()
        assert shared.text.startswith("The net is **conf**.")
        await town.ada.direct("wifi?")
        assert "conf" not in (await town.ada.next_direct()).text
        assert "wifi" not in (await town.grace.slash("questions unanswered")).text.split("**Replies")[0]


async def test_a_reply_is_changed_and_removed(start: StartTown) -> None:
    async with start() as town:
        card = await town.grace.slash("questions unanswered")
        card = await (await card.press("Set a reply …")).submit(words="Wi-Fi", text="conf")
        opened = await card.select("wifi")
        assert opened.modal is not None
        assert [entry.value for entry in opened.modal.inputs] == ["wifi", "conf"]
        card = await opened.submit(text="")
        assert card.text == f"## Asked in vain\n{VAIN}\nNothing was asked in vain."


async def test_a_form_from_before_a_restart_is_taken_in(start: StartTown) -> None:
    async with start() as town:
        opened = await (await town.grace.slash("questions unanswered")).press("Set a reply …")
        await town.restart()
        await opened.submit(words="party", text="At eight.")
        answered = await town.ada.slash("ask", question="afterparty party zzz")
        assert first(answered.text) == "At eight."


def first(text: str) -> str:
    return text.splitlines()[0]


async def test_keeping_can_be_switched_off(start: StartTown) -> None:
    async with start() as town:
        await ask(town, "kubernetes")
        card = await (await town.grace.slash("questions unanswered")).press("Stop keeping these, forget them")
        assert card.text == "## Asked in vain\nWhat is asked in vain is not kept in this server."
        await ask(town, "zeppelins")
        card = await (await town.grace.slash("questions unanswered")).press("Keep what is asked in vain")
        assert card.text == f"## Asked in vain\n{VAIN}\nNothing was asked in vain."


async def test_every_path_is_checked(start: StartTown) -> None:
    async with start() as town:
        card = await town.grace.slash("questions unanswered")
        opened = await card.press("Set a reply …")
        town.grace.roles.clear()
        for tried in (
            await card.press("Set a reply …"),
            await card.press("Stop keeping these, forget them"),
            await opened.submit(words="party", text="At eight."),
        ):
            assert tried.text.startswith("Only moderators can ")
        assert await town.bot.store.questions.replies(town.sandbox.guild.id) == {}


async def test_a_form_without_a_word_says_so(start: StartTown) -> None:
    async with start() as town:
        opened = await (await town.grace.slash("questions unanswered")).press("Set a reply …")
        refused = await opened.submit(words="?!", text="At eight.")
        assert refused.text == "Please give at least one word by which I know such questions."
