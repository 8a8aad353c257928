"""The page shows what the bot sent: every kind of component, word by word, and a hostile programme as mere text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Channel
from tests.sandbox.browser.conftest import Stage, Visit, open_page, run_stage

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

ROW, BUTTON, SELECT, TEXT, SEPARATOR, CONTAINER = 1, 2, 3, 10, 14, 17
LINES = [
    ("Ada", "/today"),
    ("Ada", "/day tomorrow"),
    ("Ada", "/now"),
    ("Ada", "/next"),
    ("Ada", "/search docker"),
    ("Ada", "/search kubernetes"),
    ("Ada", "/talk Embedding Python"),
    ("Ada", "/speaker kozar"),
    ("Ada", "/ask when does Domen Kožar speak?"),
    ("Ada", "/help"),
    ("Grace", "/status"),
    ("Grace", "/programme history"),
    ("Grace", "/programme problems"),
    ("Grace", "/questions unanswered"),
    ("Grace", "/reload"),
]
# Everything a reader sees of a message's own, without what the client adds; timestamps are the reader's
SEEN = """article => {
  const copy = article.cloneNode(true);
  const added = "time, header, .intro, .avatar, .hour, .only, .marks, .menu, .out, .reply";
  copy.querySelectorAll(added).forEach((part) => part.remove());
  copy.querySelectorAll("br, div, p, li, button, a").forEach((part) => part.append(" "));
  return copy.textContent;
}"""


def parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, the nested ones after what holds them."""
    for part in components:
        yield part
        yield from parts(part.get("components") or [])


def words(text: str) -> list[str]:
    """What one reads of a text: no marks, no timestamps, links by their labels."""
    text = re.sub(r"<t:-?\d+(:\w)?>", " ", text)
    text = re.sub(r"</([^:>]+):\d+>", r"/\1", text)
    text = re.sub(r"(?<!\\)\[((?:\\.|[^\]\\])+)\]\(\S+?\)", r"\1", text)
    return re.findall(r"\w+", text.replace("_", " "))


def sent(payload: dict[str, Any], channels: dict[int, Channel]) -> list[str]:
    """The words of a message as the bot sent it, in the order in which they stand, with the names of `channels`."""
    shown = [
        part.get("content") or part.get("label") or part.get("placeholder") or ""
        for part in parts(payload["components"])
    ]
    text = " ".join([payload["content"], *shown])
    return words(re.sub(r"<#(\d+)>", lambda mention: channels[int(mention[1])].name, text))


async def test_every_kind_of_component_is_shown_as_it_was_sent(visit: Visit, stage: Stage) -> None:
    kinds: set[int] = set()
    for person in ("Ada", "Grace"):
        async with visit(person) as visitor:
            for line in (line for name, line in LINES if name == person):
                article = await visitor.write(line)
                await visitor.page.locator(".thinking").first.wait_for(state="detached")
                payload = stage.newest().payload()
                assert words(await article.evaluate(SEEN)) == sent(payload, stage.sandbox.world.channels), line
                kinds |= {part["type"] for part in parts(payload["components"])}
                for select in (part for part in parts(payload["components"]) if part["type"] == SELECT):
                    await article.get_by_role("combobox").first.click()
                    menu = visitor.page.locator(".menu:visible")
                    assert words(await menu.inner_text()) == words(
                        " ".join(f"{option['label']} {option.get('description') or ''}" for option in select["options"])
                    )
                    await visitor.page.keyboard.press("Escape")
                    await visitor.page.locator("#composer textarea").focus()
                    break
            assert await visitor.page.locator(".unknown").count() == 0
    assert kinds == {ROW, BUTTON, SELECT, TEXT, SEPARATOR, CONTAINER}


async def test_what_the_page_does_not_draw_is_a_labelled_box(visit: Visit, stage: Stage) -> None:
    async with visit() as ada:
        await ada.page.evaluate(
            """async () => {
              const { components } = await import("./components.js");
              const list = [{ type: 12, items: [] }, { type: 99 }];
              document.getElementById("log").append(...components(list, { names: () => "", act: () => {} }));
            }"""
        )
        assert await ada.page.locator(".unknown").all_inner_texts() == [
            "Pictures (not drawn by the sandbox)",
            "Component of type 99 (not drawn by the sandbox)",
        ]


MARKDOWN = {
    "**bold** *it* _it_ __under__ ~~gone~~": (
        '<div class="text"><strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s></div>'
    ),
    "***both*** snake_case_name 2 * 3 * 4": (
        '<div class="text"><strong><em>both</em></strong> snake_case_name 2 * 3 * 4</div>'
    ),
    r"\*plain\* \<@1>": '<div class="text">*plain* &lt;@1&gt;</div>',
    "`a *b*` ``x ` y``": '<div class="text"><code>a *b*</code> <code>x ` y</code></div>',
    "```py\nx = 1\n```": '<pre data-language="py"><code>x = 1</code></pre>',
    "## Day\n-# small": '<div class="h2" role="heading" aria-level="3">Day</div><div class="subtext">small</div>',
    "> one\n> two\nthree": ('<blockquote><div class="text">one\ntwo</div></blockquote><div class="text">three</div>'),
    ">>> one\ntwo": '<blockquote><div class="text">one\ntwo</div></blockquote>',
    "- a\n  - b\n1. c": '<ul><li>a<ul><li>b</li></ul></li></ul><ol start="1"><li>c</li></ol>',
    "[label](https://example.org/a_(b))": (
        '<div class="text"><a href="https://example.org/a_(b)" title="https://example.org/a_(b)" target="_blank"'
        ' rel="noopener noreferrer">label</a></div>'
    ),
    "[https://a.org](https://b.org)": '<div class="text">[https://a.org](https://b.org)</div>',
    "see https://example.org/x.": (
        '<div class="text">see <a href="https://example.org/x" target="_blank" rel="noopener noreferrer">'
        "https://example.org/x</a>.</div>"
    ),
    "<@1> <#2> <@&3> @everyone": (
        '<div class="text"><span class="mention">@1</span> <span class="mention">#2</span>'
        ' <span class="mention">@&amp;3</span> <span class="mention">@everyone</span></div>'
    ),
    "</talk:7>": ('<div class="text"><button type="button" class="mention" data-command="talk">/talk</button></div>'),
    "<t:1406102400:f>": (
        '<div class="text"><time datetime="2014-07-23T08:00:00.000Z" title="Wednesday, 23 July 2014 at 04:00"'
        ' class="timestamp">23 July 2014 at 04:00</time></div>'
    ),
    "||hidden||": (
        '<div class="text"><button type="button" class="spoiler" aria-label="Spoiler, press to read">'
        "<span>hidden</span></button></div>"
    ),
}


async def test_text_is_drawn_as_discord_draws_it_in_the_readers_zone(visit: Visit) -> None:
    async with visit(timezone_id="America/New_York") as ada:
        drawn = await ada.page.evaluate(
            """async texts => {
              const { markdown } = await import("./markdown.js");
              return texts.map((text) => {
                const box = document.createElement("div");
                box.append(markdown(text, (sigil, id) => sigil + id));
                return box.innerHTML;
              });
            }""",
            [*MARKDOWN],
        )
        assert dict(zip(MARKDOWN, drawn, strict=True)) == MARKDOWN
        message = await ada.write("a ||secret|| word")
        await message.get_by_role("button", name="Spoiler").click()
        assert await message.locator(".spoiler.shown").inner_text() == "secret"


HOSTILE = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "**not bold** _nor_ ~~this~~ `code` ||hidden||",
    "[a lie](https://example.org/) <https://example.org/> https://example.org/",
    "@everyone <@1> <#2> <@&3> <t:0:R> </today:4>",
    "# no heading",
    "\u202egnp.exe\u202c \u200bfolded\u2066in",
    '"><svg onload=alert(1)>',
]


async def test_a_hostile_programme_is_mere_text(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    events = [
        {
            "code": f"H{number}",
            "title": title,
            "abstract": f"{title}\n\n{title}",
            "date": f"2026-05-04T{10 + number}:00:00+02:00",
            "duration": "00:30",
            "room": title,
            "persons": [{"public_name": title, "code": f"P{number}"}],
        }
        for number, title in enumerate(HOSTILE)
    ]
    about = {"title": HOSTILE[0], "time_zone_name": "Europe/Vienna"}
    path.write_text(json.dumps({"schedule": {"conference": about, "events": events}}))
    async with (
        run_stage(programme_source=(str(path),)) as hostile,
        open_page(browser, hostile.sandbox.url) as ada,
    ):
        await ada.come()
        for line in ("/day 2026-05-04", "/search not", "/search lie", "/talk heading", "/speaker svg"):
            article = await ada.write(line)
            assert await article.locator("script, img, svg, iframe, .mention:not(.intro *), .spoiler").count() == 0, (
                line
            )
            assert await article.locator(".markdown a, .markdown code, time[datetime^='1970']").count() == 0, line
        day = ada.page.locator("article").first
        text = await day.inner_text()
        for title in HOSTILE[:6] + HOSTILE[7:]:
            assert title in text, title
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", text)
        assert "taken" not in await ada.page.title()
        policy = "'self'"
        answer = await ada.page.request.get(hostile.sandbox.url)
        assert f"default-src {policy};" in answer.headers["content-security-policy"]
