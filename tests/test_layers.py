"""Reads the imports and keeps the arrows of the house: who may know whom, and what the pure rooms never do."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What each room of the house may import of the project besides itself; a module not named here may import all of `bot`
BELOW = {
    "bot.errors": (),
    "bot.clock": (),
    "bot.columns": (),
    "bot.setting_values": (),
    "bot.settings": ("bot.columns", "bot.errors", "bot.setting_values"),
    "bot.programme": ("bot.errors",),
    "bot.questions": ("bot.errors", "bot.programme"),
    "bot.sources": ("bot.errors", "bot.programme"),
    "bot.render": ("bot.errors", "bot.programme", "bot.questions"),
    "bot.report": ("bot.programme",),
    "bot.store": ("bot.clock", "bot.errors", "bot.programme"),
    "bot.cache": ("bot.sources",),
    "bot.fetch": ("bot.__version__", "bot.cache", "bot.errors", "bot.sources"),
    "bot.gathering": ("bot.cache", "bot.errors", "bot.fetch", "bot.sources"),
    "bot.reading": ("bot.__version__", "bot.cache", "bot.errors", "bot.gathering", "bot.programme", "bot.sources"),
    "bot.sandbox": (),
}
PURE = ("bot.programme", "bot.questions", "bot.sources", "bot.render", "bot.report")
OUTSIDE = re.compile(
    r"(asyncio|aiohttp|aiosqlite|concurrent|ctypes|fcntl|ftplib|glob|http|io|logging|multiprocessing|os|pathlib|random"
    r"|requests|secrets|select|shutil|signal|smtplib|socket|sqlite3|ssl|subprocess|sys|tempfile|threading|time"
    r"|urllib\.request)(\..+)?"
)
CLOCK = re.compile(
    r"((\w+\.)*\w*date(time)?\.(now|utcnow|today)"
    r"|time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|perf_counter_ns|localtime|gmtime)"
    r"|(discord\.)?utils\.utcnow|utcnow)"
)
SQL = re.compile(
    r"(?s)^\s*(SELECT\s.+\sFROM\s|SELECT\s+\w+\(|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
    r"|WITH\s.+\sSELECT\s|(CREATE|DROP|ALTER)\s+(\w+\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s+\w|BEGIN\b(?!:)|COMMIT\b|ROLLBACK\b|VACUUM\b)"
)


class Module:
    """One file of the house: its dotted name, its syntax tree, and what it imports."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.tree = ast.parse(text, name)
        self.nodes = list(ast.walk(self.tree))

    def lies_in(self, *rooms: str) -> bool:
        return any(self.name == room or self.name.startswith(f"{room}.") for room in rooms)

    def imports(self) -> Iterator[str]:
        """Every name imported, dotted: `from bot import app` gives bot.app."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = ".".join(self.name.split(".")[: -node.level]) if node.level else ""
                module = ".".join(filter(None, [base, node.module or ""]))
                yield from (f"{module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[str]:
        return (ast.unparse(node.func) for node in self.nodes if isinstance(node, ast.Call))

    def texts(self) -> Iterator[str]:
        # Docstrings are prose, which may begin with any word
        prose = {
            node.value for node in self.nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
                yield node.value


def read_modules() -> list[Module]:
    files = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    return [Module(_name(file), file.read_text(encoding="utf-8")) for file in sorted(files)]


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _in(name: str, *rooms: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def find_upward_imports(module: Module) -> list[str]:
    room = next((room for room in BELOW if module.lies_in(room)), "")
    allowed = (room, *BELOW[room]) if room else ("bot",)
    if module.lies_in("cogs"):
        allowed = ("bot", module.name)
    found = [name for name in module.imports() if _in(name, "bot", "cogs") and not _in(name, *allowed)]
    if module.name == "bot.client":  # looks into the package to find the cogs, and knows none of them
        found = [name for name in found if name != "cogs"]
    if not room and module.name != "bot.__main__":
        found += [name for name in module.imports() if _in(name, "bot.__main__")]
    if module.lies_in("cogs"):
        found += [name for name in module.imports() if _in(name, "bot.sources")]
    return found


def find_impurities(module: Module) -> list[str]:
    if not module.lies_in(*PURE):
        return []
    found = [name for name in module.imports() if OUTSIDE.fullmatch(name) and name != "pathlib.PurePath"]
    if module.name == "bot.programme.index":  # its tables live in memory
        found = [name for name in found if not _in(name, "sqlite3")]
    found += [node.name for node in module.nodes if isinstance(node, ast.AsyncFunctionDef)]
    found += [call for call in module.calls() if call in ("open", "print", "input", "breakpoint")]
    return found


def find_clock_readings(module: Module) -> list[str]:
    # The sandbox plays Discord, whose clock is not ours, and knows nothing of the project
    if module.lies_in("bot.clock", "bot.sandbox"):
        return []
    return [call for call in module.calls() if CLOCK.fullmatch(call)]


def find_sql(module: Module) -> list[str]:
    if module.lies_in("bot.store", "bot.programme.index"):
        return []
    return [text for text in module.texts() if SQL.match(text)]


def find_numbered_values(module: Module) -> list[str]:
    # Some releases of Python take "?1" for a name, and refuse it or warn
    return [text for text in module.texts() if module.lies_in("bot.store") and re.search(r"\?\d", text)]


RULES = [find_upward_imports, find_impurities, find_clock_readings, find_sql, find_numbered_values]
Rule = Callable[[Module], list[str]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_the_rule(rule: Rule) -> None:
    modules = read_modules()
    assert len(modules) > 10
    assert {module.name: found for module in modules if (found := rule(module))} == {}


@pytest.mark.parametrize(
    ("rule", "name", "text", "found"),
    [
        (find_upward_imports, "bot.client", "import cogs.search", ["cogs.search"]),
        (find_numbered_values, "bot.store.x", "y = 'DELETE FROM z WHERE a = ?1'", ["DELETE FROM z WHERE a = ?1"]),
        (find_numbered_values, "bot.store.x", "y = 'DELETE FROM z WHERE a = ?'", []),
        (find_upward_imports, "bot.client", "import cogs", []),
        (find_upward_imports, "bot.loader", "import cogs", ["cogs"]),
        (find_upward_imports, "cogs.today", "from cogs.search import x", ["cogs.search.x"]),
        (find_upward_imports, "cogs.today", "from bot import sources", ["bot.sources"]),
        (find_upward_imports, "cogs.today", "from bot.render import card", []),
        (find_upward_imports, "bot.programme.agenda", "from bot import render", ["bot.render"]),
        (find_upward_imports, "bot.programme.agenda", "from ..store import Store", ["bot.store.Store"]),
        (find_upward_imports, "bot.programme.agenda", "from .model import Talk", []),
        (find_upward_imports, "bot.sandbox.world", "from bot.clock import Clock", ["bot.clock.Clock"]),
        (find_upward_imports, "bot.app", "from bot.__main__ import main", ["bot.__main__.main"]),
        (find_upward_imports, "bot.store.cards", "import bot.sources", ["bot.sources"]),
        (find_impurities, "bot.questions.parse", "async def parse(): ...", ["parse"]),
        (find_impurities, "bot.render.card", "from os import environ", ["os.environ"]),
        (find_impurities, "bot.render.card", "from pathlib import Path, PurePath", ["pathlib.Path"]),
        (find_impurities, "bot.sources.xml", "def f(p):\n    import urllib.request", ["urllib.request"]),
        (find_impurities, "bot.sources.xml", "open('x')", ["open"]),
        (find_impurities, "bot.programme.index", "import sqlite3", []),
        (find_impurities, "bot.programme.agenda", "import sqlite3", ["sqlite3"]),
        (find_clock_readings, "bot.loader", "datetime.now(UTC)", ["datetime.now"]),
        (find_clock_readings, "bot.loader", "dt.datetime.now()", ["dt.datetime.now"]),
        (find_clock_readings, "bot.loader", "time.monotonic()", ["time.monotonic"]),
        (find_clock_readings, "bot.loader", "clock.now()", []),
        (find_sql, "bot.loader", "x = 'SELECT id FROM talk'", ["SELECT id FROM talk"]),
        (find_sql, "bot.loader", "'''SELECT id FROM talk, they say.'''", []),
        (find_sql, "bot.render.phrases", "x = 'Select a talk from the list'", []),
        (find_sql, "bot.store.cards", "x = 'SELECT id FROM talk'", []),
    ],
)
def test_rule_sees(rule: Rule, name: str, text: str, found: list[str]) -> None:
    assert rule(Module(name, text)) == found
