"""Sentence pieces, and text cut where a client asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.api.clipping import Clipping, clip
from seedqa.api.streaming import pieces

_WORDS = ["One.", "Two?", "[1]", "[12]", " ", "\n", "。", "句", "🌊", "”", "3.5", "Dr.", "a", "\u2028"]


def test_a_piece_is_a_sentence_with_its_markers() -> None:
    assert pieces("It rose by 3.5 percent. [1][2] “Why?” [3]\n- one\n- two。[4]三。") == [
        "It rose by 3.5 percent. [1][2] ",
        "“Why?” [3]\n",
        "- one\n",
        "- two。[4]",
        "三。",
    ]


@given(st.lists(st.sampled_from(_WORDS)).map("".join) | st.text())
def test_pieces_are_the_text(text: str) -> None:
    found = pieces(text)
    assert "".join(found) == text
    assert all(found)


@pytest.mark.parametrize(
    ("stops", "most", "text", "whole"),
    [
        ((), None, "one two  three", True),
        ((), 3, "one two  three", True),
        ((), 2, "one two", False),
        (("thr",), 3, "one two  ", True),
        (("three", "two"), None, "one ", True),
        (("two",), 1, "one ", True),
        (("four", ""), None, "one two  three", True),
    ],
)
def test_text_is_cut_where_asked(stops: tuple[str, ...], most: int | None, text: str, whole: bool) -> None:
    cut = clip("one two  three", stops, most)
    assert (cut.text, cut.whole) == (text, whole)


@given(
    st.lists(st.lists(st.sampled_from(_WORDS)).map("".join)),
    st.lists(st.lists(st.sampled_from(_WORDS), max_size=3).map("".join), max_size=4),
    st.none() | st.integers(1, 4),
)
def test_text_is_cut_alike_while_it_comes(parts: list[str], stops: list[str], most: int | None) -> None:
    expected = clip("".join(parts), stops, most).text
    clipping, seen = Clipping(stops, most), ""
    for part in parts:
        seen += clipping.take(part)
        assert expected.startswith(seen)
    assert seen + clipping.rest() == expected
