from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = """
import logging
from bot.sandbox import TOKEN
from bot.sandbox.interactions import make_token

def test_silent(): ...

def test_surprised():
    logging.getLogger("bot.somewhere").error("it went wrong")

def test_announced(announce_errors):
    announce_errors("somewhere: it went w.*")
    logging.getLogger("bot.somewhere").error("it went wrong")

def test_disappointed(announce_errors):
    announce_errors("somewhere: it went wrong")

def test_talkative():
    logging.getLogger("bot.somewhere").debug("it is " + TOKEN)

def test_redacted():
    logging.getLogger("bot.somewhere").debug("it is " + make_token(7))

def test_warned():
    logging.getLogger("bot.somewhere").warning("it may go wrong")
"""


def test_an_error_record_fails_the_test_that_did_not_announce_it(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rE", "test_it.py"]
    lines = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout.splitlines()
    assert [line.split(" - ")[0].split("::")[-1] for line in lines if line.startswith("ERROR test_it")] == [
        "test_surprised",
        "test_disappointed",
        "test_talkative",
    ]
    assert "bot.somewhere: it is sandbox-token" in lines
    assert re.match(r"7 passed.* 3 errors", lines[-1])
