"""The gate against wrong answers made from right ones, over both corpora."""

from collections import Counter

import pytest
from seedqa.evals.cases import CORPORA, find_suite, load_suites
from seedqa.evals.claims import true_claims
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.library import Library, SourceText
from seedqa.evals.mutants import mutants
from seedqa.index.documents import read_document
from seedqa.index.sources import find_sources
from seedqa.qa.evidence import gate

FEWEST_REJECTED = 0.99
MOST_REFUSED = 0.02


def library(corpus: str) -> Library:
    documents = [read_document(source) for source in find_sources([CORPORA[corpus]]).found]
    return Library.of(SourceText(document.id, document.uri, document.text) for document in documents)


@pytest.mark.parametrize("corpus", ["seeds", "harbour"])
def test_the_gate_lets_right_answers_out_and_no_wrong_ones(corpus: str) -> None:
    texts = library(corpus)
    suites = load_suites([find_suite(f"{corpus}-dev"), find_suite(f"{corpus}-test")])
    documents = {key: source.text for key, source in texts.by_id.items()}
    claims = true_claims(suites, Gazetteer.of(texts))
    refused = [claim for claim in claims if gate(claim.statement, claim.citations, documents) is not None]
    assert len(refused) <= MOST_REFUSED * len(claims)
    made: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for mutant in mutants(suites, texts):
        # Whether a true statement answers another question is not the gate's to say.
        if not mutant.kind.startswith("question-"):
            made[mutant.kind] += 1
            passed[mutant.kind] += gate(mutant.statement, mutant.citations, documents) is None
    assert all(passed[kind] <= (1.0 - FEWEST_REJECTED) * made[kind] for kind in made)


def test_a_statement_needs_a_citation_that_is_the_text() -> None:
    (source, *_) = library("harbour").by_id.values()
    assert gate("Anything.", [], {source.id: source.text}) is not None
