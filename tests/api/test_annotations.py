"""The marks on an answer's text."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from seedqa.api.annotations import marks, source_url, url_citations
from seedqa.qa.types import Answer

from tests.api.scripted import FIRST, SECOND, ScriptedEngine

BASE = "http://here/"


def _answer(text: str) -> Answer:
    return replace(ScriptedEngine().ask("How long?"), answer=text)


def _marks(text: str) -> list[tuple[str, str]]:
    """Each marked stretch, with the span of the source it leads to."""
    return [
        (
            text[cited.start_index : cited.end_index],
            cited.url.split("=")[1],
        )
        for cited in url_citations(marks(_answer(text)), BASE)
    ]


def test_every_marker_is_marked_in_reading_order() -> None:
    assert _marks("🌊 One [2]. Two [1][2].") == [("[2]", "39,64"), ("[1]", "2,38"), ("[2]", "39,64")]


def test_indices_are_code_points() -> None:
    [mark, _] = marks(_answer("🌊河 [1] [2]"))
    assert mark.span == (3, 6)


def test_a_bracketed_number_in_the_documents_words_is_not_a_marker() -> None:
    text = f"{FIRST} [1] {SECOND} [2]"
    places = [mark.span[0] for mark in marks(_answer(text))]
    assert places == [len(FIRST) + 1, len(text) - 3]


def test_a_citation_without_a_marker_supports_the_whole_text() -> None:
    assert _marks("Long. [2]") == [("Long. [2]", "2,38"), ("[2]", "39,64")]


def test_a_longer_number_is_another_marker() -> None:
    assert _marks("Long [12] [1] [2].")[0] == ("[1]", "2,38")


def test_marks_move_with_what_stands_before_the_answer_and_end_where_the_text_is_cut() -> None:
    text = "One [1]. Two [2]."
    assert [mark.span for mark in marks(_answer(text), 10)] == [(14, 17), (23, 26)]
    assert [mark.span for mark in marks(_answer(text), 10, 25)] == [(14, 17)]


def test_the_document_id_cannot_leave_its_place_in_the_link() -> None:
    citation = replace(_answer("x").citations[0], document_id="a/../b?c#d")
    assert source_url(citation, BASE) == "http://here/documents/a%2F..%2Fb%3Fc%23d#char=2,38"


@given(st.lists(st.sampled_from(["[1]", "[2]", "[3]", "[", "1]", " ", "🌊", "河", "a\u0301", "."])))
def test_marks_and_markers_are_the_same_places(pieces: list[str]) -> None:
    text = "".join(pieces)
    marked = {mark.span for mark in marks(_answer(text))}
    found = {match.span() for match in re.finditer(r"\[[12]\]", text)}
    unmarked = {(0, len(text))} if not ("[1]" in text and "[2]" in text) else set()
    assert marked == found | unmarked
