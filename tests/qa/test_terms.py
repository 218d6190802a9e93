"""Words with their places and stems, against the text they come from."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.patterns import ROLES, any_of
from seedqa.qa.terms import Term, content_stems, stem, stems, terms


def test_terms_stand_at_their_places_in_order() -> None:
    text = "The pilots, boarding"
    assert terms(text) == [Term("the", 0, 3), Term("pilot", 4, 10), Term("board", 12, 20)]


def test_a_stretch_is_read_alone_with_the_offsets_of_the_text() -> None:
    text = "one two three four"
    assert [(t.start, t.end) for t in terms(text, 4, 13)] == [(4, 7), (8, 13)]
    assert terms(text, 4) == terms(text)[1:]


@pytest.mark.parametrize(("words", "expected"), [("ships shipped shipping", {"ship"}), ("give gives giving", {"give"})])
def test_forms_of_a_word_have_one_stem(words: str, expected: set[str]) -> None:
    assert stems(words) == expected


def test_figures_lose_their_separators_and_keep_their_points() -> None:
    assert stem("1,200,000") == "1200000"
    assert [term.stem for term in terms("1,200 and 3.14")] == ["1200", "and", "3.14"]
    assert "1200" in stems("1,200 ships")


def test_chinese_is_read_in_pairs() -> None:
    assert stems("港口城市") == {"港口", "口城", "城市"}


def test_content_stems_are_distinct_in_order_and_leave_out_small_words() -> None:
    assert content_stems("Which ships left the harbour, and which ship came back to the harbours?") == (
        "ship",
        "left",
        "harbour",
        "came",
        "back",
    )
    assert content_stems("Who is it?") == ()


@given(st.text(max_size=100))
def test_terms_cover_every_letter_and_figure_once(text: str) -> None:
    found = terms(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = {place for term in found for place in range(term.start, term.end)}
    assert {i for i, character in enumerate(text) if character.isalnum()} <= inside


def test_any_of_matches_each_word_and_an_underscore_as_a_space() -> None:
    pattern = re.compile(rf"\b{any_of('red green_light blues?')}\b")
    assert pattern.findall("a red light, a green light, blue and blues, greens") == [
        "red",
        "green light",
        "blue",
        "blues",
    ]


def test_roles_are_single_words_each_once() -> None:
    assert len(ROLES.split()) == len(set(ROLES.split()))
    assert all(role.isalpha() and role.islower() for role in ROLES.split())
