"""What holds for every source: its sample is its own, and whatever bytes it is given, only its own error comes out."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from bot.errors import FormatError
from bot.sources import Document, Hints, Parsed, Source, all_sources, parse, reads_together, recognise
from tests.sources.conftest import SAMPLES

HINTS = Hints("InventedConf", "Europe/Lisbon")


def _read(name: str, data: bytes) -> tuple[Source | None, Parsed | None]:
    document = Document(name, data)
    source = recognise(document)
    return source, parse(source, {name: document}, HINTS) if source else None


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_belongs_to_one_source(name: str) -> None:
    document = Document(name, SAMPLES[name])
    assert len([source.NAME for source in all_sources() if source.recognise(document)]) == 1


def test_every_source_has_a_sample() -> None:
    known = {source.NAME for name, data in SAMPLES.items() if (source := recognise(Document(name, data)))}
    assert known == {source.NAME for source in all_sources()}


@pytest.mark.parametrize("source", all_sources(), ids=lambda source: source.NAME)
def test_the_samples_of_a_source_hold_talks_with_ids_and_titles(source: Source) -> None:
    documents = {name: Document(name, data) for name, data in SAMPLES.items()}
    own = {name: document for name, document in documents.items() if source.recognise(document)}
    groups = [own] if reads_together(source) else [{name: document} for name, document in own.items()]
    programmes = [parse(source, group, HINTS).programme for group in groups]
    for programme in programmes:
        ids = [talk.id for talk in programme.talks]
        assert (len(ids) > 0, len(set(ids))) == (True, len(ids))
        assert all(talk.title for talk in programme.talks)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "an error page": lambda: b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
    "JSON nested 100,000 deep": lambda: b"[" * 100_000,
    "objects nested 100,000 deep": lambda: b'{"a":' * 100_000,
    "XML nested 100,000 deep": lambda: b"<schedule>" * 100_000,
    "XML with entities": lambda: b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><schedule>&b;</schedule>',
    "XML with a file in it": lambda: b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>',
    "gzip": lambda: gzip.compress(b"0" * 1_000_000),
    "a calendar without an end": lambda: b"BEGIN:VCALENDAR\r\n" * 10_000,
    "a long number": lambda: b'{"schedule": {"conference": {"days": [' + b"9" * 100_000 + b"]}}}",
    "UTF-16": lambda: "talks".encode("utf-16"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_bytes_are_refused(what: str) -> None:
    try:
        _, parsed = _read(what, HOSTILE[what]())
    except FormatError:
        return
    assert parsed is None or parsed.programme.talks == ()
