"""The verdict: what the index does not know, the features it is judged by, the threshold and the reasons."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.index.encoder import Encoder
from seedqa.index.store import Store
from seedqa.qa.binding import Objection
from seedqa.qa.model import FittedModel, LinearModel, probability
from seedqa.qa.question import read_question
from seedqa.qa.reading import Finding
from seedqa.qa.types import Reason
from seedqa.qa.verdict import VERDICT_FEATURES, Absent, absent, judge, verdict_features

from tests.qa.made import FEATURES, TEXT, finding

QUAY, CAPTAIN = finding("5 million euros", score=2.0), finding("Ruud Aas", score=1.0)
ALL_KNOWN = Absent((), 0.0)


class ScriptedEncoder(Encoder):
    """An encoder that knows the words it is told."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known

    def knows(self, word: str) -> bool:
        return word in self.known


class ScriptedStore(Store):
    """A store of one passage, found by its words."""

    def __init__(self, known: str = "") -> None:
        self.folder = Path()
        self.encoder = ScriptedEncoder(frozenset(known.split()))

    def passages_with(self, term: str) -> int:
        return int(term.lower() in TEXT.lower())


def _model(weights: Sequence[float] | None = None, bias: float = 0.0) -> FittedModel:
    fitted = LinearModel(tuple(weights or (0.0,) * VERDICT_FEATURES), bias)
    even = LinearModel((), 0.0)
    return FittedModel(even, fitted, LinearModel((0.0,) * VERDICT_FEATURES, 1.0), even, 1.0, {"balanced": 0.5})


def test_absent_are_the_names_and_the_share_of_words_that_stand_nowhere() -> None:
    missing = absent(read_question("How much did Bergen give Hull for the tunnel?"), ScriptedStore())
    assert missing.names == ("Bergen",)
    # Of the words that are searched for, "much", "bergen", "hull" and "tunnel", the text has "Hull" alone.
    assert missing.words == pytest.approx(3 / 4)


def test_a_name_is_known_only_as_a_whole() -> None:
    assert absent(read_question("Who is Ruud Aas?"), ScriptedStore()).names == ()
    assert absent(read_question("Who is Aas Ruud?"), ScriptedStore()).names == ("Aas Ruud",)


def test_a_strange_word_of_a_question_in_small_letters_counts_as_a_name() -> None:
    asked = read_question("what did bergen ask oslo")
    assert absent(asked, ScriptedStore("what ask")).names == ("bergen",)
    assert absent(asked, ScriptedStore("bergen")).names == ()


def test_a_question_without_words_of_its_own_is_all_unknown() -> None:
    assert absent(read_question("who is it?"), ScriptedStore()).words == 1.0


def test_the_features_are_those_of_the_best_finding_how_far_ahead_it_is_and_what_the_index_lacks() -> None:
    best = replace(QUAY, features=replace(FEATURES, context_words=0.2, sentence_names=0.3, attribute_cosine=0.4))
    row = verdict_features(read_question("Who?"), [best, CAPTAIN], Absent(("Bergen",), 0.25))
    ahead = min(1.0, (QUAY.score - CAPTAIN.score) / 3.0)
    assert row == (QUAY.score / 5.0, ahead, 0.5, 1.0, 0.2, 0.3, 0.4, 0.25)
    assert len(verdict_features(read_question("Who?"), [], ALL_KNOWN)) == len(row) == VERDICT_FEATURES


@pytest.mark.parametrize(("bias", "status"), [(0.1, "answered"), (0.0, "answered"), (-0.1, "not_found")])
def test_an_answer_is_given_from_the_threshold_up(bias: float, status: str) -> None:
    verdict = judge(read_question("Who?"), [(QUAY, None)], ALL_KNOWN, _model(bias=bias), 0.5)
    assert verdict.status == status
    assert (verdict.reason is None) == (status == "answered")
    assert verdict.probability == pytest.approx(probability(1.0) if status == "answered" else 1.0 - probability(bias))


def test_what_is_most_likely_wrong_is_no_answer_however_surely_the_documents_speak_of_it() -> None:
    model = _model(bias=9.0)
    for log_odds, status in ((-2.1, "answered"), (-2.3, "not_found")):
        doubted = replace(model, confidence=LinearModel((0.0,) * VERDICT_FEATURES, log_odds))
        verdict = judge(read_question("Who?"), [(QUAY, None)], ALL_KNOWN, doubted, 0.5)
        assert verdict.status == status
        assert (verdict.probability == pytest.approx(probability(log_odds))) == (status == "answered")


def test_the_probability_of_a_refusal_is_that_of_the_fitted_numbers() -> None:
    weights = tuple(0.1 * n for n in range(1, VERDICT_FEATURES + 1))
    missing = Absent(("Bergen",), 0.25)
    row = verdict_features(read_question("Who?"), [QUAY], missing)
    expected = 1.0 - probability(-9.0 + sum(w * x for w, x in zip(weights, row, strict=True)))
    verdict = judge(read_question("Who?"), [(QUAY, None)], missing, _model(weights, -9.0), 0.5)
    assert verdict.status == "not_found"
    assert verdict.probability == pytest.approx(expected)


@pytest.mark.parametrize(
    ("question", "read", "missing", "reason", "words"),
    [
        ("Who is it?", [], ALL_KNOWN, "out_of_scope", ()),
        ("Who rules Lund?", [(QUAY, None)], Absent(("Lund",), 0.9), "out_of_scope", ()),
        ("Who rules Lund and Hull?", [(QUAY, None)], Absent(("Lund",), 0.9), "entity_absent", ("Lund",)),
        ("Who rules Lund?", [(QUAY, None)], Absent(("Lund",), 0.3), "entity_absent", ("Lund",)),
        ("Who rules Hull?", [(QUAY, Objection("false_premise"))], ALL_KNOWN, "false_premise", ()),
        (
            "How much in 2018?",
            [(QUAY, Objection("unit_or_period_absent", ("2018",)))],
            ALL_KNOWN,
            "unit_or_period_absent",
            ("2018",),
        ),
        ("Who rules Hull?", [(QUAY, None)], ALL_KNOWN, "attribute_absent", ()),
    ],
)
def test_a_refusal_has_its_reason(
    question: str, read: list[tuple[Finding, Objection | None]], missing: Absent, reason: Reason, words: tuple[str, ...]
) -> None:
    verdict = judge(read_question(question), read, missing, _model(bias=-5.0), 0.5)
    assert (verdict.status, verdict.reason, verdict.missing) == ("not_found", reason, words)


def test_a_finding_with_something_against_it_is_no_answer_however_likely() -> None:
    verdict = judge(read_question("Who?"), [(QUAY, Objection("attribute_absent"))], ALL_KNOWN, _model(bias=9.0), 0.5)
    assert verdict.status == "not_found"
    assert verdict.probability >= 0.5


def test_the_next_finding_answers_where_the_first_does_not() -> None:
    read = [(QUAY, Objection("attribute_absent")), (CAPTAIN, None)]
    assert judge(read_question("Who?"), read, ALL_KNOWN, _model(bias=9.0), 0.5).status == "answered"
