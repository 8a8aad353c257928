"""What a tick of the bot's posts costs: planning for many servers at the worst moment, and when nothing is due.

From the root of the repository: `python -m tests.bench.bench_planning [TALKS] [SERVERS]` (default: 1,300 and 200).
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter

from bot.programme.agenda import Agenda
from bot.programme.plan import Daily, Notices, Posts, missed, plan
from tests.bench.programmes import FIRST_DAY, generate

ROUNDS = 9
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the median milliseconds of a plan for all servers."""
    talks, servers = (*map(int, sys.argv[1:3]), *(1300, 200)[len(sys.argv) - 1 :])
    agenda = Agenda(generate(talks))
    everywhere = (Notices(1, LONG_AGO),)
    each_room = tuple(Notices(10 + n, LONG_AGO, room) for n, room in enumerate(agenda.programme.rooms))
    noticed = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 6, 55, tzinfo=UTC)
    for where, notices in (("one channel", everywhere), (f"{len(each_room)} channels", each_room)):
        wanted = [Posts(guild, Daily(2, LONG_AGO), notices) for guild in range(servers)]
        for when, now in (("five minutes before a start", noticed), ("a month before", noticed - timedelta(days=30))):
            times = []
            for _ in range(ROUNDS):
                start = perf_counter()
                due = sum(len(plan(agenda, posts, now)) for posts in wanted)
                # As a tick does it: also what could be posted at the tick before, and no longer
                due += sum(len(missed(agenda, posts, now - timedelta(seconds=15), now)) for posts in wanted)
                times.append(perf_counter() - start)
            median = sorted(times)[ROUNDS // 2] * 1000
            print(f"{servers} servers, {where}, {when}: {due:,} due, planned in {median:.1f} ms")


if __name__ == "__main__":
    main()
