"""The words for kinds."""

import pytest

from bot.programme.kinds import find_kind
from bot.programme.model import Kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", Kind.TALK),
        ("Talk", Kind.TALK),
        ("Talk 30 min + 10min Q&A", Kind.TALK),
        ("Something new", Kind.TALK),
        ("Vortrag (45 Minuten)", Kind.TALK),
        ("Workshop 110min", Kind.WORKSHOP),
        ("Tutorial", Kind.WORKSHOP),
        ("Atelier", Kind.WORKSHOP),
        ("Warsztaty", Kind.WORKSHOP),
        ("Taller", Kind.WORKSHOP),
        ("Školení", Kind.WORKSHOP),
        ("Keynote", Kind.KEYNOTE),
        ("Conférence plénière", Kind.KEYNOTE),
        ("LightningTalk 15min 10min Q&A", Kind.LIGHTNING),
        ("lightning_talk", Kind.LIGHTNING),
        ("Blitzvortrag", Kind.LIGHTNING),
        ("Présentation éclair", Kind.LIGHTNING),
        ("Póster", Kind.POSTER),
        ("Plakát", Kind.POSTER),
        ("Social event", Kind.SOCIAL),
        ("Soirée", Kind.SOCIAL),
        ("Večírek", Kind.SOCIAL),
        ("Information", Kind.TALK),
        ("Outbreak control", Kind.TALK),
    ],
)
def test_a_type_with_speakers(words: str, kind: Kind) -> None:
    assert find_kind(words) is kind


@pytest.mark.parametrize(
    ("words", "title", "kind"),
    [
        ("Break", "Sponsored by nobody", Kind.BREAK),
        ("", "Lunch", Kind.BREAK),
        ("Talk", "Coffee break", Kind.BREAK),
        ("", "Kaffeepause", Kind.BREAK),
        ("", "Pause déjeuner", Kind.BREAK),
        ("", "Przerwa kawowa", Kind.BREAK),
        ("", "Pranzo", Kind.BREAK),
        ("", "Přestávka", Kind.BREAK),
        ("", "Almuerzo", Kind.BREAK),
        ("", "Lightning talks", Kind.LIGHTNING),
        ("", "Conference dinner", Kind.SOCIAL),
        ("Workshop", "Lunch", Kind.WORKSHOP),
        ("", "How we broke production over lunch", Kind.TALK),
        ("", "Opening", Kind.TALK),
    ],
)
def test_a_short_title_without_speakers(words: str, title: str, kind: Kind) -> None:
    assert find_kind(words, title=title, has_speakers=False) is kind


def test_who_speaks_gives_no_break() -> None:
    assert find_kind("Lunch break", title="Lunch", has_speakers=True) is Kind.TALK
