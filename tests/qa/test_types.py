"""The contract's Answer as JSON: its fields, and tuples as lists all the way down."""

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from seedqa.qa import types
from seedqa.qa.types import Answer, Citation, Derivation, IndexIdentity, Operand

CITATION = Citation(1, "d1", "Quay", "quay.txt", 3, 8, "words", "ab12", 0, 20, None)
OPERANDS = (Operand("a", "2", "euro", 1), Operand("b", "3", "euro", 1))
ANSWER = Answer(
    id="a1",
    question="How much?",
    standalone_question="How much?",
    status="answered",
    reason=None,
    answer="5 euros [1]",
    short_answer="5 euros",
    parts=("2 euros", "3 euros"),
    confidence=0.75,
    citations=(CITATION,),
    derivation=Derivation(
        "a + b", (Operand("a", "2", "euro", 1), Operand("b", "3", "euro", 1)), "5", "euro", "5 euros"
    ),
    nearest=(),
    mode="extractive",
    index=IndexIdentity(4, "f00d"),
    timings_ms={"total": 1.5},
)
CONTRACT = (
    "id question standalone_question status reason answer short_answer parts confidence citations derivation nearest "
    "mode index timings_ms"
).split()
OF_CITATION = "marker document_id title uri start end quote sha256 context_start context_end published".split()


def test_the_fields_are_those_of_the_contract() -> None:
    data = ANSWER.to_dict()
    assert set(CONTRACT) <= set(data)
    assert set(OF_CITATION) <= set(data["citations"][0])
    assert set(data["derivation"]) == {"expression", "operands", "value", "unit", "rounded"}
    assert set(data["derivation"]["operands"][0]) == {"name", "value", "unit", "citation"}
    assert data["index"] == {"generation": 4, "fingerprint": "f00d"}


def test_json_takes_it_and_gives_it_back() -> None:
    data = ANSWER.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["parts"] == ["2 euros", "3 euros"]
    assert data["nearest"] == []
    assert (data["short_answer"], data["confidence"], data["timings_ms"]) == ("5 euros", 0.75, {"total": 1.5})


def test_every_value_that_flows_is_frozen_and_slotted() -> None:
    found = [value for value in vars(types).values() if is_dataclass(value) and isinstance(value, type)]
    assert Answer in found
    for value in found:
        assert hasattr(value, "__slots__"), value
        assert vars(value)["__dataclass_params__"].frozen, value


def test_an_answer_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(ANSWER, fields(ANSWER)[0].name, "other")
