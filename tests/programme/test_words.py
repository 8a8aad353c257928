"""Which words meet under one stem, and which do not."""

from __future__ import annotations

import pytest

from bot.programme.words import stem


@pytest.mark.parametrize(
    "kin",
    [
        ("classify", "classifies", "classified", "classifying", "classifier", "classifiers", "classification"),
        ("container", "containers"),
        ("optimise", "optimize", "optimised", "optimising", "optimisation", "optimization"),
        ("deploy", "deployment", "deploying", "deployments"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(kin: tuple[str, ...]) -> None:
    assert len({stem(word) for word in kin}) == 1


@pytest.mark.parametrize(("one", "other"), [("pypy", "pypi"), ("rust", "rusty"), ("go", "going"), ("pandas", "panda")])
def test_words_of_different_things_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
