"""The bot as an operator has it: a process of its own, started in a folder with an environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bot

HOUSE = Path(bot.__file__).parent.parent
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Operator:
    """Somebody who starts the bot in an empty folder, with an environment of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.temporary = folder / "work", folder / "temporary"
        self.folder.mkdir()
        self.temporary.mkdir()

    def environment(self, settings: dict[str, str]) -> dict[str, str]:
        """What the process sees: no setting but these, and a folder for temporary files that is looked into later."""
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "TMPDIR": str(self.temporary), **settings}

    def run(self, *words: str, **settings: str) -> tuple[int, str, str]:
        """The exit code, what was printed and what was said on stderr by a bot that ends by itself."""
        command = [sys.executable, "-m", "bot", *words]
        ended = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(settings),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr

    @contextmanager
    def running(self, *words: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
        """A sandbox that has printed the address of its page, and the lines until then."""
        command = [sys.executable, "-m", "bot", *words]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment(settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None
                lines: list[str] = []
                for line in process.stdout:
                    lines.append(line.rstrip("\n"))
                    if ADDRESS.search(line):
                        break
                yield process, lines
            finally:
                process.kill()

    def left_behind(self) -> list[str]:
        """The names of what lies about."""
        return sorted(path.name for folder in (self.folder, self.temporary) for path in folder.iterdir())
