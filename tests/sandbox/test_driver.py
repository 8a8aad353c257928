"""People use the real discord.py client's bot through the driver: commands, buttons, selects, forms, messages."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.sandbox import Choice, NotAnswered, Person, Refused, Sandbox

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_private_card_is_read_from_top_to_bottom(ada: Person, sandbox: Sandbox) -> None:
    reply = await ada.slash("card", query="docker")
    assert reply.text == "docker\nsecond line"
    assert reply.ephemeral
    assert reply.labels == ["Defer", "Next", "Private", "Form", "Site", "Off"]
    assert [(option.label, option.value, option.description) for option in reply.options] == [
        ("First", "1", "at ten"),
        ("Second", "2", ""),
    ]
    assert [(button.label, button.url) for button in reply.buttons if button.url] == [("Site", "https://example.org/")]
    assert sandbox.guild.channel("general").messages == []


async def test_a_button_edits_the_card_in_place(ada: Person) -> None:
    first = await ada.slash("card", query="docker")
    second = await first.press("Next")
    third = await second.press("page:2")
    assert [first.text, second.text, third.text] == [
        "docker\nsecond line",
        "page 1\nsecond line",
        "page 2\nsecond line",
    ]
    assert first.message is third.message


async def test_a_button_may_answer_privately(ada: Person, grace: Person) -> None:
    card = await ada.slash("later")
    reply = await card.press("Private", by=grace)
    assert (reply.text, reply.ephemeral, reply.person) == ("only for you", True, grace)
    with pytest.raises(Refused, match="Ada does not see this message"):
        await reply.press("Next", by=ada)


async def test_an_update_may_be_deferred(ada: Person) -> None:
    reply = await (await ada.slash("card", query="docker")).press("Defer")
    assert reply.deferred
    assert reply.text == "deferred\nsecond line"


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("Before", "no button 'Before', only: Defer, Next, Private, Form, Site, Off"),
        ("Off", "the button 'Off' is disabled"),
        ("Site", "the button 'Site' only opens https://example.org/"),
    ],
)
async def test_what_can_not_be_pressed_is_refused(ada: Person, what: str, reason: str) -> None:
    reply = await ada.slash("card", query="docker")
    with pytest.raises(Refused) as refused:
        await reply.press(what)
    assert str(refused.value) == reason


async def test_selects_take_labels_and_values(ada: Person) -> None:
    reply = await ada.slash("card", query="docker")
    assert (await reply.select("Second")).text == "chosen ['2']\nsecond line"
    assert (await reply.select("1", "Second")).text == "chosen ['1', '2']\nsecond line"


async def test_a_select_of_people_takes_names_and_members(ada: Person, grace: Person) -> None:
    reply = await ada.slash("card", query="docker")
    assert (await reply.select("Grace")).text == "chosen ['grace']\nsecond line"
    assert (await reply.select(grace, which=1)).text == "chosen ['grace']\nsecond line"


@pytest.mark.parametrize(
    ("wanted", "which", "reason"),
    [
        (["Third"], 0, "no select offers 'Third'; offered is: First, Second"),
        (["First"], 2, "there is no select number 2, only 2"),
        ([], 0, "one chooses 1 to 2 here, not 0"),
    ],
)
async def test_what_no_select_offers_is_refused(ada: Person, wanted: list[str], which: int, reason: str) -> None:
    reply = await ada.slash("card", query="docker")
    with pytest.raises(Refused) as refused:
        await reply.select(*wanted, which=which)
    assert str(refused.value) == reason


async def test_a_form_is_filled_in_and_sent(ada: Person) -> None:
    form = await (await ada.slash("card", query="docker")).press("Form")
    assert form.modal is not None
    assert (form.modal.custom_id, form.modal.title) == ("form", "Tell us")
    assert [(entry.custom_id, entry.label) for entry in form.modal.inputs] == [
        ("opinion", "Opinion"),
        ("mood", "Mood"),
        ("name", "Name"),
    ]
    reply = await form.submit({"Opinion": "good", "mood": ["f"]})
    assert reply.text == "nobody: good, ['f']"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"opinion": ""}, "the field 'Opinion' must be filled in"),
        ({"opinion": "no"}, "the field 'Opinion' takes 3 to 20 characters"),
        ({"other": "x"}, "the form has no 'other', only: Opinion, Mood, Name"),
    ],
)
async def test_a_form_that_is_filled_in_wrongly_is_refused(ada: Person, values: dict[str, Any], reason: str) -> None:
    form = await (await ada.slash("card", query="docker")).press("Form")
    with pytest.raises(Refused) as refused:
        await form.submit(values)
    assert str(refused.value) == reason


async def test_a_deferred_answer_is_waited_for(ada: Person, sandbox: Sandbox) -> None:
    reply = await ada.slash("later")
    assert (reply.deferred, reply.ephemeral, reply.text) == (True, False, "late\nsecond line")
    more = await reply.follow_up()
    assert (more.text, more.ephemeral) == ("and more", True)
    assert [message.text for message in sandbox.guild.channel("general").messages] == ["late\nsecond line"]


async def test_a_deferred_answer_keeps_the_privacy_it_was_announced_with(ada: Person) -> None:
    reply = await ada.slash("later", private=True)
    assert reply.ephemeral
    assert (await reply.follow_up()).text == "and more"


async def test_autocomplete_sees_what_is_typed_and_the_other_options(ada: Person) -> None:
    choices = await ada.autocomplete("speaker", day="mon", name="koz")
    assert choices == [Choice("koz0 mon", "0"), Choice("koz1 mon", "1")]


async def test_options_are_typed_as_declared(ada: Person, sandbox: Sandbox) -> None:
    reply = await ada.slash(
        "pick",
        {"channel": "#programme"},
        role="Helpers",
        who=sandbox.guild.member("Grace"),
        count=3,
        share=1,
        loud=True,
    )
    assert reply.text == "Helpers #programme Grace 3 1.0 True"


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("nothing", {}, "there is no command /nothing; there are: /card, /later, "),
        ("card", {}, "/card can't be sent without its option 'query'"),
        ("card", {"query": "x", "colour": "red"}, "/card has no option 'colour', only: query"),
        ("card", {"query": ""}, "the option 'query' takes 1 to 100 characters, not 0"),
        ("card", {"query": 5}, "the option 'query' is a text, not 5"),
        ("later", {"private": "yes"}, "the option 'private' is true or false, not 'yes'"),
        ("settings", {}, "/settings can't be sent without a subcommand"),
        ("settings owner", {}, "/settings owner: settings has no subcommand 'owner', only moderator"),
        ("settings moderator", {"role": "Kings"}, "there is no 'Kings' here to choose, only: @everyone, "),
        ("pick", {"role": "Helpers", "channel": "general", "who": "Grace", "count": 11}, "takes numbers from 1 to 10"),
    ],
)
async def test_what_the_client_would_not_send_is_refused(
    grace: Person, name: str, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        await grace.slash(name, options)
    assert reason in str(refused.value)


async def test_a_moderator_command_is_hidden_until_a_server_opens_it(
    ada: Person, grace: Person, sandbox: Sandbox
) -> None:
    assert (await grace.slash("settings moderator", role="Helpers")).text == "Helpers, True"
    with pytest.raises(Refused, match="/settings is hidden from Ada"):
        await ada.slash("settings moderator")
    with pytest.raises(Refused, match="/settings is not offered in direct messages"):
        await grace.slash("settings moderator", channel=grace.dm())
    sandbox.guild.opened.add("settings")
    assert (await ada.slash("settings moderator")).text == "None, False"


async def test_a_command_works_in_direct_messages(ada: Person) -> None:
    reply = await ada.slash("card", query="here", channel=ada.dm())
    assert (await reply.press("Next")).text == "page 1\nsecond line"


async def test_too_late_an_answer_is_refused(ada: Person, sandbox: Sandbox, bot: Any) -> None:
    sandbox.interactions.answer_limit = 0.05
    with pytest.raises(NotAnswered, match=r"no answer within 0\.05 s"):
        await ada.slash("slow")
    bot.hold.set()
    await asyncio.wait_for(bot.released.wait(), 2)
    assert bot.codes == [10062]


async def test_a_second_first_answer_is_refused(ada: Person, bot: Any) -> None:
    reply = await ada.slash("twice")
    assert (await reply.follow_up()).text == "done"
    assert (reply.text, bot.codes) == ("once", [40060])


async def test_a_refused_answer_may_be_mended(ada: Person, sandbox: Sandbox) -> None:
    assert (await ada.slash("long")).text == "refused with [50035]"
    assert [(entry.status, entry.note) for entry in sandbox.log.refused] == [
        (400, "Invalid Form Body; data.content: Must be 2000 or fewer in length.")
    ]


async def test_the_text_arrives_only_with_a_mention_or_in_private(ada: Person, sandbox: Sandbox, bot: Any) -> None:
    await ada.say("hello everybody")
    await ada.say(f"{sandbox.world.bot.mention} hi")
    reply = await ada.next_message()
    assert reply.text == "pong @Programme Bot hi"
    assert reply.pings == ("Ada",)
    await ada.direct("psst")
    assert (await ada.next_direct()).text == "pong psst"
    assert bot.heard == ["", f"{sandbox.world.bot.mention} hi", "psst"]


async def test_answering_the_bot_with_a_ping_brings_the_text(ada: Person, bot: Any) -> None:
    note = await ada.slash("note", text="a note")
    await ada.say("thanks", answering=note, ping=False)
    await ada.say("why?", answering=note)
    assert (await ada.next_message()).text == "pong why?"
    assert bot.heard == ["", "why?"]


async def test_who_may_not_write_or_see_is_refused(ada: Person, sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="Ada may not write in #announcements"):
        await ada.say("hello", channel="announcements")
    sandbox.guild.channel("general").allow(ada, view_channel=False)
    with pytest.raises(Refused, match="Ada does not see #general"):
        await ada.slash("note", text="x")
    sandbox.guild.channel("programme").allow(ada, use_application_commands=False)
    with pytest.raises(Refused, match="Ada may not use commands in #programme"):
        await ada.slash("note", text="x", channel="programme")


async def test_a_message_is_waited_for(ada: Person, sandbox: Sandbox) -> None:
    waiting = asyncio.create_task(sandbox.wait_for(lambda message: message.text == "now"))
    await ada.slash("note", text="now")
    assert (await waiting).channel.name == "general"
    with pytest.raises(TimeoutError, match=r"nothing came within 0\.01 s"):
        await sandbox.wait_for(lambda message: message.text == "never", within=0.01)


async def test_two_servers_are_apart(sandbox: Sandbox) -> None:
    there = sandbox.guilds[1].member("Ada")
    reply = await there.slash("note", text="over here")
    assert reply.message is not None
    assert reply.message.channel.guild is sandbox.guilds[1]
    assert sandbox.guild.channel("general").messages == []
