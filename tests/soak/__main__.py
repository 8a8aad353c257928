"""`python -m tests.soak [--minutes N] [--every S] [--seed S] [--keep FOLDER]`: a conference, and all its troubles.

One minute is an hour of the programme. Exit code 1 and the reasons when something did not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.soak.checks import CHECKS
from tests.soak.disk import become_root, may_mount, small_disk
from tests.soak.report import describe
from tests.soak.soak import soak

SHOWN = 20


def main() -> int:
    """Soak, report, and say whether all is well."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Lets the bot run under faults.")
    parser.add_argument("--minutes", type=float, default=6.0, help="real minutes, each an hour of the programme (6)")
    parser.add_argument("--every", type=float, default=10.0, help="seconds from one fault to the next (10)")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="what is drawn, in which order")
    parser.add_argument("--keep", type=Path, help="a folder for the log, the source and the database, kept afterwards")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as temporary:
        return run(given.keep or Path(temporary), given)


def run(folder: Path, given: argparse.Namespace) -> int:
    """Soak in a folder; returns the exit code."""
    place = folder / "disk"
    place.mkdir(parents=True, exist_ok=True)
    (folder / "bot.log").unlink(missing_ok=True)
    with small_disk(place) as disk:
        evidence = asyncio.run(soak(disk, folder, minutes=given.minutes, every=given.every, seed=given.seed))
        if given.keep:
            shutil.copy(disk.database, folder)
        print(*describe(evidence), sep="\n")
        failed = False
        for check in CHECKS:
            complaints = list(check(evidence))
            failed = failed or bool(complaints)
            name = check.__name__.removeprefix("check_")
            print(f"{name}: {f'{len(complaints)} COMPLAINTS' if complaints else 'holds'}")
            for complaint in complaints[:SHOWN]:
                print(f"  {complaint}")
    return 1 if failed else 0


if __name__ == "__main__":
    if not may_mount():
        become_root()
    sys.exit(main())
