"""The short form of the soak: two hours of a conference in two minutes, with every fault there is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.soak.process import ROOT

MINUTES = 2


@pytest.mark.slow
def test_two_hours_of_faults_lose_and_double_nothing() -> None:
    command = [sys.executable, "-m", "tests.soak", "--minutes", str(MINUTES), "--every", "8", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=MINUTES * 60 + 300, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
