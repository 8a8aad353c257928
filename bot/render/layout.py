"""Cards -> discord.py's components. The only module of `render` that knows the library.

A view made here is finished before it is sent (`stop`), so that discord.py keeps nothing of it in memory: presses are
routed by their `custom_id` alone, after a restart as before it.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.render.card import Block, Button, Buttons, Card, Line, Select, Style, Text
from bot.render.limits import BUTTON_LABEL, OPTION_TEXT, PLACEHOLDER, ROW_BUTTONS
from bot.render.note import Note
from bot.render.target import CustomId, Target, Verb, fits, kind_of
from bot.render.text import clean, shorten

ACCENT = discord.Colour(0x3B7DD8)
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}


# A button ready to be laid out, and the text of its custom_id's wish
_Press = tuple[Button, CustomId | None]


def lay_out(card: Card, *, back: Target | None = None, share: bool = False, footer: str = "") -> ui.LayoutView:
    """The view of a card, to be sent once.

    `back` adds a button that leads there, `share` one that posts the card for all, `footer` a muted last line
    (Discord Markdown, already safe). Options and buttons lead to their targets and back to this card.
    """
    container: ui.Container[Any] = ui.Container(accent_colour=ACCENT)
    used: set[str] = set()
    *blocks, last = card.blocks
    own = _presses(last, card.target) if isinstance(last, Buttons) else []
    for block in blocks if isinstance(last, Buttons) else card.blocks:
        for item in _items(block, card.target, used):
            container.add_item(item)
    for row in _rows(own + _extra_presses(card, back, share), used):
        container.add_item(row)
    if footer:
        container.add_item(ui.TextDisplay(footer))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def lay_out_note(note: Note) -> ui.View:
    """The buttons of a note, to be sent once beside its content."""
    used: set[str] = set()
    view = ui.View(timeout=None)
    for button in note.buttons:
        view.add_item(_button(button, CustomId(Verb.SHOW, button.target) if button.target else None, used))
    view.stop()
    return view


def too_long(card: Card) -> list[Target]:
    """The targets of a card that Discord has no room for: they must be exchanged before it is laid out."""
    return [found for found in card.targets if not fits(CustomId(Verb.SHARE, found))]


def _presses(block: Buttons, origin: Target) -> list[_Press]:
    presses: list[_Press] = []
    for button in block.buttons:
        if button.target is None:
            presses.append((button, None))
            continue
        # A step within the same kind of card (next page, next day) is not something to come back from
        back = origin if kind_of(button.target) != kind_of(origin) else None
        presses.append((button, CustomId(Verb.SHOW, button.target, back)))
    return presses


def _extra_presses(card: Card, back: Target | None, share: bool) -> list[_Press]:
    presses: list[_Press] = []
    if back and back != card.target:
        presses.append((Button("Back"), CustomId(Verb.SHOW, back)))
    if share and card.shareable:
        presses.append((Button("Share here"), CustomId(Verb.SHARE, card.target)))
    return presses


def _items(block: Block, origin: Target, used: set[str]) -> list[ui.Item[Any]]:
    match block:
        case Text(markdown):
            return [ui.TextDisplay(markdown)]
        case Line():
            return [ui.Separator()]
        case Select():
            return [ui.ActionRow(_select(block, origin, used))]
        case Buttons():
            return _rows(_presses(block, origin), used)


def _rows(presses: list[_Press], used: set[str]) -> list[ui.Item[Any]]:
    items = [_button(button, custom_id, used) for button, custom_id in presses]
    return [ui.ActionRow(*items[n : n + ROW_BUTTONS]) for n in range(0, len(items), ROW_BUTTONS)]


def _button(button: Button, custom_id: CustomId | None, used: set[str]) -> ui.Button[Any]:
    label = shorten(clean(button.label), BUTTON_LABEL) or "…"
    if custom_id is None:
        return ui.Button(label=label, url=button.url)
    text = _unique(custom_id, used)
    return ui.Button(label=label, custom_id=text, style=_STYLES[button.style], disabled=button.disabled)


def _select(block: Select, origin: Target, used: set[str]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=shorten(clean(option.label), OPTION_TEXT) or "…",
            value=str(option.target),
            description=shorten(clean(option.description), OPTION_TEXT) or None,
        )
        for option in block.options
    ]
    return ui.Select(
        custom_id=_unique(CustomId(Verb.OPEN, None, origin), used),
        placeholder=shorten(block.placeholder, PLACEHOLDER),
        options=options,
    )


def _unique(wanted: CustomId, used: set[str]) -> str:
    """The text of a `custom_id`, without the way back where that is too long, unlike any other of the message."""
    if not fits(wanted):
        wanted = CustomId(wanted.verb, wanted.target)
    plain = text = str(wanted)
    count = 1
    while text in used:
        count += 1
        text = f"{plain}#{count}"
    used.add(text)
    return text
