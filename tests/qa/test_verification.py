"""Saved answers against documents that stayed, changed or went."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from seedqa.index.documents import Document, make_document
from seedqa.index.errors import InputError
from seedqa.qa.verification import AnswerCheck, CitationCheck, verify

TEXT = "The quay cost 5 euros. The crane cost 7 euros."
DOCUMENT = make_document("quay.txt", TEXT)


def _citation(quote: str, document: Document = DOCUMENT, marker: int = 1) -> dict[str, Any]:
    start = document.text.index(quote)
    return {
        "marker": marker,
        "document_id": document.id,
        "uri": document.uri,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sha256": hashlib.sha256(document.text.encode()).hexdigest(),
    }


def _answer(*citations: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a1", "question": "How much?", "citations": list(citations)}


def _check(citation: dict[str, Any], *documents: Document) -> CitationCheck:
    (answer,) = verify([_answer(citation)], documents, "saved")
    (check,) = answer.citations
    return check


def test_the_same_words_at_the_same_place_hold() -> None:
    check = _check(_citation("7 euros"), DOCUMENT)
    assert (check.marker, check.outcome) == (1, "holds")
    assert "changed" not in check.detail


def test_a_change_elsewhere_is_told_but_the_citation_holds() -> None:
    changed = make_document("quay.txt", TEXT + " The boat is new.")
    check = _check(_citation("7 euros"), changed)
    assert check.outcome == "holds"
    assert "changed elsewhere" in check.detail


def test_words_that_stand_elsewhere_have_moved_and_their_place_is_told() -> None:
    moved = make_document("quay.txt", "Note. " + TEXT)
    start = moved.text.index("7 euros")
    check = _check(_citation("7 euros"), moved)
    assert check.outcome == "moved"
    assert f"{start}-{start + 7}" in check.detail


def test_words_that_are_gone_have_changed() -> None:
    assert _check(_citation("7 euros"), make_document("quay.txt", TEXT.replace("7", "8"))).outcome == "changed"
    assert _check(_citation("7 euros"), make_document("quay.txt", "")).outcome == "changed"


def test_a_document_that_is_gone_is_lost_and_named() -> None:
    check = _check(_citation("7 euros"), make_document("other.txt", TEXT))
    assert check.outcome == "lost"
    assert "quay.txt" in check.detail
    assert _check({**_citation("7 euros"), "uri": None}).detail.startswith(DOCUMENT.id)


@pytest.mark.parametrize(
    ("start", "end", "quote", "outcome"),
    [
        (-7, 46, "7 euros", "moved"),
        (0, 10_000, TEXT, "holds"),
        (5, 3, "", "changed"),
        (10_000, 10_007, "7 euros", "moved"),
    ],
)
def test_places_outside_the_text_are_judged_by_the_words(start: int, end: int, quote: str, outcome: str) -> None:
    citation = {**_citation("7 euros"), "start": start, "end": end, "quote": quote}
    assert _check(citation, DOCUMENT).outcome == outcome


def test_an_answer_holds_where_every_citation_does() -> None:
    cut = make_document("quay.txt", TEXT.replace(" The crane cost 7 euros.", ""))
    both = _answer(_citation("5 euros"), _citation("7 euros", marker=2))
    assert [check.holds for check in verify([both], [DOCUMENT], "saved")] == [True]
    (check,) = verify([both], [cut], "saved")
    assert not check.holds
    assert [(c.marker, c.outcome) for c in check.citations] == [(1, "holds"), (2, "changed")]


def test_answers_keep_their_order_id_and_question_and_may_cite_nothing() -> None:
    answers = [_answer(), {"question": "Who?", "citations": []}]
    assert verify(answers, [], "saved") == [AnswerCheck("a1", "How much?", ()), AnswerCheck("", "Who?", ())]
    assert all(check.holds for check in verify(answers, [], "saved"))


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("text", "saved, answer 2 is not a saved answer"),
        ({"question": "Who?"}, "saved, answer 2 is not a saved answer"),
        ({"question": "Who?", "citations": {}}, "saved, answer 2 is not a saved answer"),
        ({"citations": []}, "saved, answer 2 is not a saved answer"),
        (_answer(_citation("7 euros")) | {"citations": ["x"]}, "saved, answer 2, citation 1 is not a citation"),
        (_answer({**_citation("7 euros"), "start": "0"}), "saved, answer 2, citation 1 has no proper 'start'"),
        (_answer({**_citation("7 euros"), "quote": None}), "saved, answer 2, citation 1 has no proper 'quote'"),
        (_answer({**_citation("7 euros"), "end": True}), "saved, answer 2, citation 1 has no proper 'end'"),
        (_answer({**_citation("7 euros"), "marker": "x"}), "saved, answer 2, citation 1 has no proper 'marker'"),
        (_answer({**_citation("7 euros"), "marker": None}), "saved, answer 2, citation 1 has no proper 'marker'"),
    ],
)
def test_what_is_no_saved_answer_is_named_by_its_place(answer: Any, named: str) -> None:
    with pytest.raises(InputError) as caught:
        verify([_answer(), answer], [DOCUMENT], "saved")
    assert caught.value.problem == named
    assert "qa ask --json" in caught.value.remedy


def test_a_document_of_another_text_with_the_same_words_in_place_holds() -> None:
    assert _check(_citation("5 euros"), replace(DOCUMENT, sha256="0" * 64)).outcome == "holds"
