"""One JSON object of a source, read field by field; what is not as expected becomes a `Problem`, never an exception."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.programme.problems import Problem
from bot.sources import PREFERRED
from bot.sources._text import clean_line, clean_text

_SHOWN = 60


class Fields:
    """The fields of one object. `place` names the talk in problems and may be set once the talk's id is known."""

    def __init__(self, data: Mapping[str, object], problems: list[Problem], place: str) -> None:
        self.data, self.problems, self.place = data, problems, place

    def line(self, *names: str) -> str:
        """The first of the fields that has text, on one line; "" when none has.

        Numbers become text. A text in several languages ({"en": …, "de": …}) is given in English, else in its first.
        """
        return next(filter(None, (clean_line(self._read(name)) for name in names)), "")

    def text(self, *names: str) -> str:
        """The first of the fields that has text, as Markdown; "" when none has."""
        return next(filter(None, (clean_text(self._read(name)) for name in names)), "")

    def items(self, name: str) -> list[object]:
        """The items of a list; [] when there is none."""
        value = self.data.get(name)
        if value is None or value == "":
            return []
        if isinstance(value, list):
            return value
        self.report(name, "a list", value)
        return []

    def report(self, field: str, expected: str, given: object, *, loses_talk: bool = False) -> None:
        """Note that `field` holds `given` instead of what was `expected`."""
        message = f"expected {expected}, got {show(given)}"
        self.problems.append(Problem(self.place, field, message, loses_talk))

    def _read(self, name: str) -> str:
        value = self.data.get(name)
        if isinstance(value, dict):
            value = choose_language(value)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.report(name, "text", value)
        return ""


def choose_language(texts: Mapping[str, object]) -> object:
    """Of a text in several languages the one in the preferred language, else in English, else the first, not empty
    ones only; else None.
    """
    wanted = PREFERRED.get()
    by_language = {language.lower().replace("_", "-"): text for language, text in texts.items()}
    ordered: Iterable[object] = [by_language.get(wanted), by_language.get("en"), *texts.values()]
    return next((text for text in ordered if isinstance(text, str) and text.strip()), None)


def show(value: object) -> str:
    """`value` as a problem quotes it: its text, short, or its sort."""
    if isinstance(value, str):
        text = clean_line(value)
        return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'
    if isinstance(value, bool | int | float):
        return str(value)
    return {list: "a list", dict: "an object", type(None): "nothing"}.get(type(value), "something else")
