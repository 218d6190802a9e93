"""The worked examples over the bundled documents: what people ask to be worked out, and what they do not."""

from decimal import Decimal

import pytest
from seedqa.evals.cases import Case, find_suite, load_suite
from seedqa.index.store import Store
from seedqa.qa.figures import derive
from seedqa.qa.question import read_question

_CASES = load_suite(find_suite("seeds-dev")).cases
_FIGURES = [case for case in _CASES if case.kind == "figure"]
_OTHERS = [case for case in _CASES if case.kind not in {"figure", "conversation"}]
_UNITS = {"tonne": ("kg", 1000)}


@pytest.mark.parametrize("case", _FIGURES, ids=lambda case: case.id)
def test_worked_examples(case: Case, seed_store: Store) -> None:
    computed = derive(read_question(case.question), [], seed_store)
    assert computed is not None
    assert computed.derivation is not None
    assert case.value is not None
    _, factor = _UNITS.get(computed.derivation.unit, ("", 1))
    assert abs(Decimal(computed.derivation.value) * factor - case.value.value) <= case.value.tolerance


@pytest.mark.parametrize("case", _OTHERS, ids=lambda case: case.id)
def test_plain_questions_are_left_alone(case: Case, seed_store: Store) -> None:
    computed = derive(read_question(case.question), [], seed_store)
    assert computed is None or computed.form == "gather_all"


def test_the_amounts_one_gave_another_come_with_their_sum(seed_store: Store) -> None:
    computed = derive(read_question("How much did Jinghai give Zhenyuan?"), [], seed_store)
    assert computed is not None
    assert computed.parts == ("54.16 million yuan", "16.82 million yuan", "1.8 million yuan")
    assert computed.derivation is not None
    assert (computed.derivation.value, computed.derivation.expression) == ("72780000", "a + b + c")
    assert (
        "Together that is 72.78 million yuan: 54.16 million yuan, 16.82 million yuan and 1.8 million" in computed.answer
    )


def test_what_was_given_the_other_way_is_not_told(seed_store: Store) -> None:
    assert derive(read_question("How much did Zhenyuan give Jinghai in total?"), [], seed_store) is None
