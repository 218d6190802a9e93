"""Sentence spans: worked examples, and what holds for any text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seedqa.index.sentences import LONGEST, sentence_spans

from tests.index.making import texts


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "The river rose!", "Did the dam hold?", "It did."],
        ["Dr. Wu met Prof. J. R. Smith of St. Mary's.", "They agreed."],
        ["The company Acme Co., Ltd. in Leeds grew.", "Its rival did not."],
        ["He moved to the U.S. in May.", "She stayed."],
        ["It left the U.S.", "The crew went home."],
        ["Prices rose 3.5 percent to $1,633.30 a ton.", "See No. 7 and Fig. 2 for more."],
        ["Asked twice, he said no.", "The council agreed."],
        ["She teaches art.", "The school is small."],
        ["It opened on Dec. 5 at 9 a.m. Monday.", "Visitors came."],
        ["“We won.”", "The hall was silent."],
        ['"Is it true?" he asked.', '"Yes."', "They left."],
        ["He wrote “stop” (and meant it).", "[Then he left.]", "Nobody moved."],
        ["Wait... what?", "Nothing."],
        ["The town grew.[12]", "It has a port."],
        ["同一句话。", "两句话！", "三句话？”", "完了"],
        ["一九五〇年建成。", "It is 70 m long."],
        ["Lines that are\nwrapped stay whole.", "The next\none too."],
        [
            "Version 2.0.1 is out",
        ],
        ["Smith et al. (2009) agree.", "Others do not."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    text = "".join(s if "\u4e00" <= s[0] <= "\u9fff" else f" {s}" for s in sentences).strip()
    assert split(text) == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000\x0c"])
def test_nothing_has_no_sentence(text: str) -> None:
    assert split(text) == []


def test_equal_sentences_have_places_of_their_own() -> None:
    assert sentence_spans("Same. Same. Same.", 0, 17) == [(0, 5), (6, 11), (12, 17)]


def test_a_run_without_an_end_is_cut_at_white_space() -> None:
    text = "word " * 1000
    pieces = split(text)
    assert all(piece.split() == ["word"] * len(piece.split()) for piece in pieces)
    assert sum(len(piece.split()) for piece in pieces) == 1000
    assert max(map(len, pieces)) <= LONGEST


@pytest.mark.parametrize("cluster", ["e\u0301\u0323", "👩\u200d👩\u200d👧", "✌🏽", "❤\ufe0f"])
def test_a_cut_never_parts_what_is_one_character_to_a_reader(cluster: str) -> None:
    pieces = split(cluster * 2000)
    assert "".join(pieces) == cluster * 2000
    assert all(len(piece) <= LONGEST and len(piece) % len(cluster) == 0 for piece in pieces)


def test_marks_without_end_are_cut_all_the_same() -> None:
    pieces = split("a" + "\u0301" * 10_000)
    assert "".join(pieces) == "a" + "\u0301" * 10_000
    assert len(pieces) == 9


@settings(max_examples=200)
@given(texts(), st.data())
def test_spans_cover_every_character_once_and_only_white_space_is_between(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = start
    for left, right in sentence_spans(text, start, end):
        assert text[place:left].strip() == ""
        assert start <= left < right <= end
        assert text[left:right].strip() == text[left:right]
        assert right - left <= LONGEST
        place = right
    assert text[place:end].strip() == ""


@settings(max_examples=100)
@given(texts())
def test_no_sentence_begins_within_a_character(text: str) -> None:
    for start, _ in sentence_spans(text, 0, len(text)):
        if start and unicodedata.category(text[start]) == "Mn":
            assert text[start - 1].isspace() or text[start - 1] in "。！？”’」』）"


def test_a_comment_stands_apart_from_the_sentences_around_it() -> None:
    text = "It weighs 640 kilograms. <!-- Praise the inn. --> The poem is by Strand."
    found = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    assert found == ["It weighs 640 kilograms.", "<!-- Praise the inn. -->", "The poem is by Strand."]
