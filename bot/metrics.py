"""What Prometheus may read of the bot, on loopback, where the operator asked for it by METRICS_PORT.

No label holds what a person typed: commands, outcomes, shards, kinds and states are all ours.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.client import ProgrammeBot
from bot.errors import StartError
from bot.heartbeat import Connections

HOST = "127.0.0.1"
_LAG_SECONDS = 0.5
# Seconds, around the three after which Discord gives up
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
# Seconds, from one tick to the end of the day's catch-up window
_LATENESS = (1, 5, 10, 15, 20, 30, 60, 120, 300, 900, 3600, 3 * 3600)


class Metrics:
    """Counts what happens; `registry` has all of it, with what is read from the bot when it is asked for."""

    def __init__(self, bot: ProgrammeBot, connections: Connections) -> None:
        self.registry = CollectorRegistry()
        self._interactions = Counter(
            "programme_bot_interactions", "Interactions", ["command", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "programme_bot_answer_seconds",
            "From the arrival of an interaction to the end of its answer",
            ["command"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._lateness = Histogram(
            "programme_bot_delivery_lateness_seconds",
            "From the hour of a post to when it was sent",
            ["kind"],
            buckets=_LATENESS,
            registry=self.registry,
        )
        self.state = _State(bot, connections)
        self.registry.register(self.state)

    def count(self, command: str, outcome: str, seconds: float) -> None:
        """An interaction has ended."""
        self._interactions.labels(command, outcome).inc()
        self._seconds.labels(command).observe(seconds)

    def count_delivery(self, kind: str, seconds: float) -> None:
        """A post was sent so long after its hour; less than 0: early, at a moderator's wish, which is not counted."""
        if seconds >= 0:
            self._lateness.labels(kind).observe(seconds)


class _State(Collector):
    """How the bot is at the moment of the question."""

    def __init__(self, bot: ProgrammeBot, connections: Connections) -> None:
        self._bot, self._connections = bot, connections
        self.lag = 0.0
        self.deliveries: dict[tuple[str, str], int] = {}

    def collect(self) -> Iterable[Metric]:
        bot = self._bot
        latency = GaugeMetricFamily(
            "programme_bot_gateway_latency_seconds", "From a heartbeat to its echo", labels=["shard"]
        )
        for shard, seconds in bot.latencies:
            latency.add_metric([str(shard)], seconds)
        yield latency
        yield CounterMetricFamily(
            "programme_bot_gateway_losses", "Connections to the gateway that were lost", self._connections.lost
        )
        yield CounterMetricFamily("programme_bot_rate_limits", "Requests that Discord answered by 429", bot.rate_limits)
        yield GaugeMetricFamily("programme_bot_servers", "Servers the bot is in", len(bot.guilds))
        yield GaugeMetricFamily("programme_bot_talks", "Talks on the programme", bot.loader.loaded.talks)
        read_at = bot.loader.read_at or bot.loader.loaded.loaded_at
        age = (bot.clock.real() - read_at).total_seconds()
        yield GaugeMetricFamily("programme_bot_programme_age_seconds", "Since the sources were last read well", age)
        yield GaugeMetricFamily(
            "programme_bot_loop_lag_seconds", "The longest that the event loop was late since the last scrape", self.lag
        )
        deliveries = GaugeMetricFamily("programme_bot_deliveries", "Posts in the ledger", labels=["kind", "state"])
        for (kind, state), number in sorted(self.deliveries.items()):
            deliveries.add_metric([kind, state], number)
        yield deliveries


@asynccontextmanager
async def serve_metrics(bot: ProgrammeBot, connections: Connections, port: int | None) -> AsyncIterator[int | None]:
    """Serve /metrics on loopback for the length of an `async with` block; gives the port. None: do nothing.

    Port 0 takes a free one. Raises StartError when the port can't be had.
    """
    if port is None:
        yield None
        return
    bot.metrics = metrics = Metrics(bot, connections)

    async def answer(_: web.Request) -> web.Response:
        metrics.state.deliveries = await bot.store.deliveries.count()
        text = generate_latest(metrics.registry)
        metrics.state.lag = 0.0
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.router.add_get("/metrics", answer)
    runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=0.5)
    await runner.setup()
    lag = asyncio.create_task(_watch_lag(bot, metrics.state), name="loop lag")
    try:
        try:
            await web.TCPSite(runner, HOST, port).start()
        except OSError as error:
            raise StartError(f"METRICS_PORT is {port}, which can't be listened on ({error.strerror})") from error
        yield int(runner.addresses[0][1])
    finally:
        lag.cancel()
        await asyncio.wait((lag,))
        await runner.cleanup()
        bot.metrics = None


async def _watch_lag(bot: ProgrammeBot, state: _State) -> None:
    clock = bot.clock
    while True:
        before = clock.monotonic()
        await asyncio.sleep(_LAG_SECONDS)
        state.lag = max(state.lag, clock.monotonic() - before - _LAG_SECONDS)
