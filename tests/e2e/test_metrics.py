"""What Prometheus reads of a bot at work."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from discord.http import Route

from bot.errors import StartError
from bot.heartbeat import Connections
from bot.metrics import serve_metrics
from tests.e2e.conftest import Schedule, StartTown, talk
from tests.e2e.posted import EARLY, run_tick, set_up


async def read(port: int | None) -> dict[str, float]:
    """The samples by name and labels."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
        text = await answer.text()
    return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*) (\S+)$", text, re.MULTILINE)}


async def test_what_was_done_is_counted_without_what_was_asked(start: StartTown) -> None:
    async with start(metrics_port=0) as town, serve_metrics(town.bot, Connections(town.bot), 0) as port:
        reply = await town.ada.slash("search", query="docker quokka")
        await reply.press("Share here")
        await town.grace.slash("status")
        await town.ada.slash("search", query="docker", day="quokka")
        samples = await read(port)
        interactions = {
            name.removeprefix("programme_bot_interactions_total"): value
            for name, value in samples.items()
            if name.startswith("programme_bot_interactions_total")
        }
        assert interactions == {
            '{command="search",outcome="answered"}': 1,
            '{command="button",outcome="answered"}': 1,
            '{command="status",outcome="answered"}': 1,
            '{command="search",outcome="refused"}': 1,
        }
        assert samples['programme_bot_answer_seconds_count{command="search"}'] == 2
        assert 0 < samples['programme_bot_answer_seconds_sum{command="search"}'] < 3
        assert samples["programme_bot_servers"] == 2
        assert samples["programme_bot_talks"] == 9
        assert 0 <= samples["programme_bot_programme_age_seconds"] < 60
        assert 0 <= samples["programme_bot_loop_lag_seconds"] < 5
        assert 'programme_bot_gateway_latency_seconds{shard="0"}' in samples
        assert (samples["programme_bot_gateway_losses_total"], samples["programme_bot_rate_limits_total"]) == (0, 0)
        assert "quokka" not in str(samples)


async def test_the_lateness_of_posts_is_measured_by_the_real_clock(start: StartTown, schedule: Schedule) -> None:
    begins = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=9)
    schedule.write(talk(date=begins.isoformat()))
    async with (
        start(metrics_port=0, programme_source=schedule.source) as town,
        serve_metrics(town.bot, Connections(town.bot), 0) as port,
    ):
        guild, other = town.sandbox.guilds
        for server, minutes in ((guild, 10), (other, 20)):
            channel, long_ago = server.channel("programme").id, begins - timedelta(days=1)
            await town.bot.store.posts.save(server.id, "notice", 1, long_ago, channel=channel, minutes=minutes)
        town.clock.set(begins - timedelta(minutes=15))
        await run_tick(town)
        assert 'programme_bot_delivery_lateness_seconds_count{kind="notice"}' not in await read(port)
        town.clock.reset()
        await run_tick(town)
        samples = await read(port)
        assert samples['programme_bot_deliveries{kind="notice",state="sent"}'] == 2
        # The other one was sent by a clock that was set
        assert samples['programme_bot_delivery_lateness_seconds_count{kind="notice"}'] == 1
        assert 0 < samples['programme_bot_delivery_lateness_seconds_sum{kind="notice"}'] < 180


async def test_what_is_skipped_is_counted(start: StartTown) -> None:
    async with start(EARLY) as town, serve_metrics(town.bot, Connections(town.bot), 0) as port:
        await set_up(town)
        town.clock.set(EARLY + timedelta(hours=4))
        await run_tick(town)
        assert (await read(port))['programme_bot_deliveries{kind="daily",state="skipped"}'] == 1


async def test_losses_and_rate_limits_are_counted(start: StartTown) -> None:
    async with start(metrics_port=0) as town, serve_metrics(town.bot, Connections(town.bot), 0) as port:
        town.sandbox.fail_next("GET /users/@me", status=429, times=2)
        town.refused += [0, 0]
        await town.bot.http.request(Route("GET", "/users/@me"))
        await town.sandbox.drop_gateway()
        await town.bot.wait_for("shard_resumed", timeout=10)
        samples = await read(port)
        assert (samples["programme_bot_gateway_losses_total"], samples["programme_bot_rate_limits_total"]) == (1, 2)


async def test_without_a_port_nothing_is_served_and_a_busy_one_ends_the_start(start: StartTown) -> None:
    async with start() as town:
        connections = Connections(town.bot)
        async with serve_metrics(town.bot, connections, None) as port:
            assert (port, town.bot.metrics) == (None, None)
        async with serve_metrics(town.bot, connections, 0) as port:
            assert port is not None
            with pytest.raises(StartError, match=rf"^METRICS_PORT is {port}, which can't be listened on \("):
                async with serve_metrics(town.bot, connections, port):
                    pass
