"""Targets and custom_ids: what is written can be read again."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.target import CustomId, Target, Verb, fits, parse_custom_id, parse_target, target

names = st.sampled_from(["talk", "search", "day", "card"])
targets = st.builds(Target, names, st.lists(st.text(), max_size=5).map(tuple))


def test_a_target_is_readable() -> None:
    assert str(target("day", "2014-07-23", "mine", 2)) == "day:2014-07-23:mine:2"
    assert str(target("search", "50%: a|b #c", "", "")) == "search:50%25%3A a%7Cb %23c"


@given(targets)
def test_a_target_is_read_as_it_was_written(wanted: Target) -> None:
    assert parse_target(str(wanted)) == wanted


@given(st.sampled_from(Verb), targets, st.none() | targets, st.sampled_from(["", "#2", "#17"]))
def test_a_custom_id_is_read_as_it_was_written(verb: Verb, wanted: Target, back: Target | None, mark: str) -> None:
    custom_id = CustomId(verb, wanted, back)
    assert parse_custom_id(str(custom_id) + mark) == custom_id


def test_the_custom_id_of_a_select_has_no_target() -> None:
    custom_id = CustomId(Verb.OPEN, None, target("today"))
    assert str(custom_id) == "open||today"
    assert parse_custom_id("open||today") == custom_id


def test_a_custom_id_of_another_make_is_not_ours() -> None:
    assert parse_custom_id("vote:17") is None
    assert parse_custom_id("") is None


def test_a_custom_id_leaves_room_for_its_mark() -> None:
    assert fits(CustomId(Verb.SHOW, Target("x" * 92)))
    assert not fits(CustomId(Verb.SHOW, Target("x" * 93)))
    assert not fits(CustomId(Verb.SHOW, Target("😀" * 47)))
