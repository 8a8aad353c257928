"""What a card is made of, before Discord: frozen blocks that pure functions build and tests read. Pure.

`bot.render.layout` turns a card into discord.py's components. A card's own rows come last; answers add *Back* and
*Share here* to them, because whether these make sense depends on where the card is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from bot.render.limits import CARD_TEXT, OPTIONS, weight
from bot.render.target import Target

_Detail = TypeVar("_Detail")
# Room left for the line that says who shared a card
TEXT_BUDGET = CARD_TEXT - 150


class Style(StrEnum):
    """How a button looks."""

    PLAIN = "secondary"
    MAIN = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button that leads to a target, or to a web address."""

    label: str
    target: Target | None = None
    url: str = ""
    style: Style = Style.PLAIN
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select: what it leads to, its label and a second line."""

    label: str
    target: Target
    description: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Discord Markdown, already safe."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line between blocks."""


@dataclass(frozen=True, slots=True)
class Select:
    """A select menu of at most 25 options; choosing one opens it."""

    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons, laid out five to a row."""

    buttons: tuple[Button, ...]


Block = Text | Line | Select | Buttons


@dataclass(frozen=True, slots=True)
class Card:
    """What a person reads in the client. `target` makes it again; `shareable` says whether *Share here* is offered."""

    target: Target
    blocks: tuple[Block, ...] = field(default=())
    shareable: bool = True

    @property
    def text(self) -> str:
        """All text of the card, block after block."""
        return "\n".join(block.markdown for block in self.blocks if isinstance(block, Text))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button of the card."""
        return tuple(button for block in self.blocks if isinstance(block, Buttons) for button in block.buttons)

    @property
    def targets(self) -> set[Target]:
        """Every target that the card leads to, its own included."""
        found = {self.target}
        for block in self.blocks:
            if isinstance(block, Buttons):
                found |= {button.target for button in block.buttons if button.target}
            elif isinstance(block, Select):
                found |= {option.target for option in block.options}
        return found

    def with_targets(self, others: Mapping[Target, Target]) -> Card:
        """The same card, leading to `others[target]` wherever it led to `target`."""

        def exchange(block: Block) -> Block:
            if isinstance(block, Buttons):
                return Buttons(
                    tuple(replace(b, target=others.get(b.target, b.target)) if b.target else b for b in block.buttons)
                )
            if isinstance(block, Select):
                options = tuple(replace(o, target=others.get(o.target, o.target)) for o in block.options)
                return replace(block, options=options)
            return block

        return replace(
            self, target=others.get(self.target, self.target), blocks=tuple(exchange(block) for block in self.blocks)
        )


def text_block(lines: Iterable[str]) -> Text:
    """Lines as one block of text; empty ones are left out."""
    return Text("\n".join(line for line in lines if line))


def buttons(*wanted: Button | None) -> tuple[Buttons, ...]:
    """The buttons that are there, as a block; none gives no block."""
    there = tuple(button for button in wanted if button)
    return (Buttons(there),) if there else ()


def select(placeholder: str, options: Sequence[Option]) -> tuple[Select, ...]:
    """A select of the options, which must be at most 25; none gives no block."""
    return (Select(placeholder, tuple(options)),) if options else ()


def selects(placeholder: str, options: Sequence[Option]) -> tuple[Select, ...]:
    """As `select`, for up to 200 options: in menus of 25, each saying which ones it holds."""
    parts = [options[n : n + OPTIONS] for n in range(0, min(len(options), 200), OPTIONS)]
    if len(parts) < 2:
        return select(placeholder, options)
    return tuple(
        Select(f"{placeholder} ({n * OPTIONS + 1} to {n * OPTIONS + len(part)})", tuple(part))
        for n, part in enumerate(parts)
    )


def first_that_fits(build: Callable[[_Detail], str], details: Sequence[_Detail], budget: int = TEXT_BUDGET) -> str:
    """The text for the first of `details` (largest first) that stays within `budget` units of weight.

    The last one must fit by construction; if it does not, that is a mistake of ours and ValueError says so.
    """
    for detail in details:
        text = build(detail)
        if weight(text) <= budget:
            return text
    raise ValueError(f"a card's text of {weight(text)} units does not fit {budget} at the least detail")


def split(lines: Sequence[str], budget: int, counted: Callable[[int], bool] = lambda position: True) -> list[range]:
    """Positions of `lines` cut into parts of at most `budget` units of weight, line ends included, and 25 options.

    `counted` says of a position whether its line comes with an option of a select.
    """
    parts: list[range] = []
    start = used = options = 0
    for position, line in enumerate(lines):
        size, option = weight(line) + 1, counted(position)
        if position > start and (used + size > budget or options + option > OPTIONS):
            parts.append(range(start, position))
            start, used, options = position, 0, 0
        used, options = used + size, options + option
    parts.append(range(start, len(lines)))
    return parts


def count_components(card: Card) -> int:
    """How many components Discord counts in a card: the container, its blocks, and what is nested in rows."""
    total = 1
    for block in card.blocks:
        match block:
            case Text() | Line():
                total += 1
            case Select():
                total += 2
            case Buttons(found):
                total += len(found) + -(-len(found) // 5)
    return total
