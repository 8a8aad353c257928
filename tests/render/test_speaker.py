"""Who somebody is, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.programme.model import Programme, Speaker, Talk
from bot.programme.snapshot import Snapshot
from bot.render.card import Card, Select
from bot.render.speaker import biography_card, speaker_card, which_speaker_card

MakeTalk = Callable[..., Talk]
PEOPLE = tuple(Speaker(f"s{number}", f"Name {number}") for number in range(6))


def _labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


def test_a_speaker_and_their_talks(default: Snapshot) -> None:
    programme = default.programme
    card = speaker_card(programme, programme.speakers_by_id["domen-kozar"])
    assert card.text.startswith("## Domen Kožar\n")
    assert card.text.endswith(
        "-# 1 talk\n**Rethinking packaging, development and deployment**\nTue 22 July, 11:00 · B07/B08 · Advanced"
    )


@pytest.mark.parametrize(
    ("biography", "shown", "more"),
    [
        ("", "", False),
        ("I **build** [bridges](https://example.org).", "I **build** [bridges](https://example.org).\n", False),
        ("I **build**. I *sing*. " + "Word " * 200, "I build. I sing.\n", True),
        ("One*. Two_. Three.", "One\\*. Two\\_.\n", True),
    ],
)
def test_a_biography_is_two_sentences_with_a_way_to_the_rest(biography: str, shown: str, more: bool) -> None:
    speaker = Speaker("ada", "Ada *", biography)
    card = speaker_card(Programme("Conf", "UTC", (Talk("t", "T", (speaker,)),)), speaker)
    assert card.text == f"## Ada \\*\n{shown}-# 1 talk\n**T**\nnot scheduled yet"
    assert _labels(card) == (["Read all"] if more else [])


def test_many_talks_come_in_parts(make_talk: MakeTalk) -> None:
    talks = tuple(make_talk(f"Talk {number:02} {'x' * 80}", "2025-06-02 10:00", by="Ada") for number in range(40))
    programme = Programme("Conf", "UTC", talks)
    shown: list[str] = []
    for page in range(1, 100):
        card = speaker_card(programme, programme.speakers[0], page)
        for block in card.blocks:
            shown += [option.label for option in block.options] if isinstance(block, Select) else []
        if "Next" not in _labels(card):
            break
    assert shown == [talk.title for talk in talks]
    assert card.text.split("\n")[1] == f"-# 40 talks, part {page} of {page}"


def test_the_whole_biography() -> None:
    assert biography_card(Speaker("a", "Ada")).text == "## Ada\n-# Nothing is known yet."
    card = biography_card(Speaker("a", "Ada", "\n\n".join("word " * 100 for _ in range(14))), 2)
    assert card.text.split("\n")[:2] == ["## Ada", "-# part 2 of 3"]
    assert _labels(card) == ["Previous", "Next", "Talks"]


@pytest.mark.parametrize(
    ("people", "certain", "text"),
    [
        (PEOPLE[:2], True, 'Which one? 2 speakers fit "na\\*me".'),
        (PEOPLE[:1], False, 'Nobody called "na\\*me" speaks at Conf. Did you mean:'),
        ((), False, 'Nobody called "na\\*me" speaks at Conf.'),
    ],
)
def test_which_one_is_meant(people: tuple[Speaker, ...], certain: bool, text: str) -> None:
    programme = Programme("Conf", "UTC", (Talk("t", "T", PEOPLE),))
    card = which_speaker_card(programme, "na*me", people, certain=certain)
    assert card.text == text
    assert _labels(card) == [person.name for person in people]
    assert not card.shareable


def test_without_speakers_nobody_is_missing() -> None:
    card = which_speaker_card(Programme("Conf", "UTC"), "ada", (), certain=False)
    assert card.text == "No speakers are known in Conf yet."


def test_namesakes_and_crowds_are_told_apart_in_a_select() -> None:
    same = (Speaker("a", "Ada"), Speaker("b", "Ada"))
    programme = Programme("Conf", "UTC", (Talk("x", "On apples", same[:1]), Talk("y", "On pears", same[1:])))
    card = which_speaker_card(programme, "ada", same, certain=True)
    offered = [(o.label, o.description) for block in card.blocks if isinstance(block, Select) for o in block.options]
    assert offered == [("Ada", "On apples"), ("Ada", "On pears")]
    assert len(which_speaker_card(programme, "n", PEOPLE, certain=True).targets) == 7
