"""Passages: whole sentences under their headings, as exact spans, in time that grows with the text alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seedqa.index.blocks import read_layout
from seedqa.index.documents import make_document
from seedqa.index.passages import PassageSettings, count_words, read_passages

from tests.index.making import texts

SENTENCE = "The harbour board of the old town bought a crane for 3.5 million yuan last week. "


def headings(text: str) -> list[str]:
    return [passage.heading for passage in read_passages(text, PassageSettings())]


def test_a_passage_grows_to_its_length_and_never_cuts_a_sentence() -> None:
    text = SENTENCE * 30
    words = count_words(SENTENCE, 0, len(SENTENCE))
    sizes = [len(passage.sentences) for passage in read_passages(text, PassageSettings(words=50))]
    assert words == 16
    assert sizes == [3] * 10


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    text = "word " * 200 + "end."
    (passage,) = read_passages(text, PassageSettings(words=50))
    assert text[passage.start : passage.end] == text


def test_passages_carry_the_path_of_headings_and_do_not_mix_them() -> None:
    text = f"# Report\n\n{SENTENCE}\n\n## Costs\n\n{SENTENCE}\n\n### Parts\n\n{SENTENCE}\n\n## Staff\n\n{SENTENCE}\n"
    assert headings(text) == ["", "Costs", "Costs / Parts", "Staff"]


def test_two_headings_in_a_row_both_head_what_follows() -> None:
    text = f"The yearly report of the harbour board\n\n{SENTENCE}\n\nTo build chains\n\nGrowing pears\n\n{SENTENCE}\n"
    assert headings(text) == ["", "To build chains / Growing pears"]


def test_closing_marks_of_a_heading_are_not_part_of_it() -> None:
    assert headings(f"# Report\n\n## Costs ##\n\n{SENTENCE}\n\n## On C#\n\n{SENTENCE}\n") == ["Costs", "On C#"]


def test_equal_lines_become_spans_that_neither_overlap_nor_leave_gaps() -> None:
    text = SENTENCE.strip() + "\n"
    places = [s.start for p in read_passages(text * 30, PassageSettings()) for s in p.sentences]
    assert places == [len(text) * i for i in range(30)]


@pytest.mark.parametrize("text", ["", "\n \u3000\n", "Home\nNews\n"])
def test_a_text_without_prose_has_no_passage(text: str) -> None:
    assert read_passages(text, PassageSettings()) == []


@settings(max_examples=200)
@given(texts(), st.integers(1, 200))
def test_every_character_of_the_prose_stands_in_exactly_one_sentence(text: str, words: int) -> None:
    covered = [0] * len(text)
    for passage in read_passages(text, PassageSettings(words)):
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)
        for sentence in passage.sentences:
            for place in range(sentence.start, sentence.end):
                covered[place] += 1
    in_prose = {
        place for block in read_layout(text).blocks if block.kind == "prose" for place in range(block.start, block.end)
    }
    for place, times in enumerate(covered):
        assert times <= (place in in_prose)
        assert times == 1 or place not in in_prose or text[place].isspace()


@settings(max_examples=100)
@given(texts())
def test_passages_are_in_order_and_between_their_sentences_is_white_space_alone(text: str) -> None:
    passages = read_passages(text, PassageSettings())
    assert [p.start for p in passages] == sorted(p.start for p in passages)
    for passage in passages:
        for one, other in zip(passage.sentences, passage.sentences[1:], strict=False):
            between = text[one.end : other.start]
            furniture = any(one.end <= b.start < other.start for b in read_layout(text).blocks if b.kind != "prose")
            assert between.strip() == ""
            assert not furniture


def test_one_line_of_five_megabytes_is_read_whole() -> None:
    text = (SENTENCE * (5_000_000 // len(SENTENCE) + 1))[:5_000_000].strip()
    document = make_document("folder/long.txt", text)
    sentences = [s for p in read_passages(document.text, PassageSettings()) for s in p.sentences]
    assert "".join(text[s.start : s.end] for s in sentences).replace(" ", "") == text.replace(" ", "")
    assert len(sentences) == 5_000_000 // len(SENTENCE) + 1


HOSTILE = {
    "words": "The cat sat. ",
    "letters": "x",
    "digits": "1",
    "dots": ".",
    "dots and quotes": '."',
    "spaced dots": ". ",
    "initials": "A. ",
    "notes": ".[1]",
    "marks": "\u0301",
    "joined emoji": "👩\u200d",
    "hashes": "# ",
    "commas": "a,",
    "brackets": "[(",
    "chinese": "句。",
    "lines": "a b\n",
    "headings": "A heading of words\n",
    "blank": "\u3000",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_covered_whole(piece: str) -> None:
    text = "a " + piece * (160_000 // len(piece)) + " b"
    covered = "".join(text[block.start : block.end] for block in read_layout(text).blocks)
    assert "".join(covered.split()) == "".join(text.split())
    passages = read_passages(text, PassageSettings())
    assert all(one.end <= other.start for one, other in pairwise(passages))
