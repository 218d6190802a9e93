"""What a person reads: statements with markers, short answers, refusals, and exact citations."""

from dataclasses import replace

import pytest
from seedqa.qa.composition import cite, compose_answer, compose_refusal
from seedqa.qa.question import read_question
from seedqa.qa.types import Reason
from seedqa.qa.verdict import Verdict

from tests.qa.made import DOCUMENT, TEXT, finding, place

QUAY, CRANES, CAPTAIN = finding("5 million euros"), finding("2 million euros"), finding("Ruud Aas")
ASKED = read_question("Who paid Bergen?")


def test_a_citation_quotes_the_exact_words_with_their_passage_around_them() -> None:
    citation = cite(7, QUAY.evidence, place("5 million euros"))
    assert (citation.marker, citation.quote) == (7, "5 million euros")
    assert TEXT[citation.start : citation.end] == citation.quote
    assert citation.context_start <= citation.start < citation.end <= citation.context_end
    document = (citation.document_id, citation.title, citation.uri, citation.sha256, citation.published)
    assert document == (DOCUMENT.id, DOCUMENT.title, "harbour.txt", DOCUMENT.sha256, DOCUMENT.published)


def test_each_finding_is_a_statement_with_its_marker_and_each_span_a_part() -> None:
    composed = compose_answer([QUAY, CRANES])
    assert composed.answer == (
        "Oslo gave Hull 5 million euros for the quay in 2019. [1]\nOslo also gave Hull 2 million euros for cranes. [2]"
    )
    assert composed.short_answer == "5 million euros; 2 million euros"
    assert composed.parts == ("5 million euros", "2 million euros")
    assert [citation.marker for citation in composed.citations] == [1, 2]
    assert all(TEXT[c.start : c.end] == c.quote for c in composed.citations)
    assert composed.nearest == ()


def test_a_single_span_is_no_list_and_equal_spans_are_told_once() -> None:
    assert compose_answer([CAPTAIN]).parts == ()
    assert compose_answer([CAPTAIN]).short_answer == "Ruud Aas"
    assert compose_answer([CAPTAIN, CAPTAIN]).short_answer == "Ruud Aas"


def test_what_could_not_be_answered_is_said_behind_what_could() -> None:
    refused = Verdict("not_found", "entity_absent", 0.1, ("Bergen",))
    composed = compose_answer([CAPTAIN], [(ASKED, refused)])
    statement, refusal = composed.answer.splitlines()
    assert statement.endswith("[1]")
    assert refusal.startswith("Who paid Bergen? ")
    assert "Bergen." in refusal
    assert len(composed.citations) == 1


@pytest.mark.parametrize(
    ("reason", "missing", "named"),
    [
        ("entity_absent", ("Bergen",), "Bergen"),
        ("entity_absent", ("Bergen", "Lund"), "Bergen or Lund"),
        ("entity_absent", ("Bergen", "Lund", "Turin"), "Bergen, Lund or Turin"),
        ("unit_or_period_absent", ("2018",), "2018"),
        ("unit_or_period_absent", (), "unit"),
        ("attribute_absent", (), "Bergen"),
        ("out_of_scope", (), "nothing"),
    ],
)
def test_a_refusal_is_one_sentence_that_says_why(reason: Reason, missing: tuple[str, ...], named: str) -> None:
    composed = compose_refusal(ASKED, Verdict("not_found", reason, 0.1, missing), [CAPTAIN])
    assert composed.answer.startswith("The documents do not say")
    assert named in composed.answer
    assert composed.answer.count(".") == 1
    assert (composed.short_answer, composed.parts, composed.citations) == (None, (), ())
    assert [TEXT[c.start : c.end] for c in composed.nearest] == [CAPTAIN.quote]


def test_the_nearest_passages_are_three_at_most_each_once() -> None:
    boat = finding("3 million euros")
    verdict = Verdict("not_found", "attribute_absent", 0.1)
    nearest = compose_refusal(ASKED, verdict, [QUAY, CRANES, CAPTAIN, boat, CAPTAIN]).nearest
    starts = [citation.context_start for citation in nearest]
    assert starts == list(dict.fromkeys(f.evidence.passage.start for f in (QUAY, CRANES, CAPTAIN, boat)))[:3]
    assert [citation.marker for citation in nearest] == list(range(1, len(nearest) + 1))


def test_a_false_premise_is_countered_with_what_the_documents_say() -> None:
    composed = compose_refusal(ASKED, Verdict("not_found", "false_premise", 0.1), [QUAY, CAPTAIN])
    assert composed.answer.endswith(f"{QUAY.quote} [1]")
    assert [citation.quote for citation in composed.citations] == [QUAY.quote]
    assert QUAY.quote not in [citation.quote for citation in composed.nearest]


def test_a_refusal_without_findings_has_nothing_nearest() -> None:
    verdict = Verdict("not_found", "false_premise", 0.1)
    assert compose_refusal(ASKED, verdict, []).nearest == ()
    assert compose_refusal(ASKED, replace(verdict, reason="out_of_scope"), []).citations == ()
