"""Turns and batches as users hand them in: what is taken, and the one line that names what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.errors import InputError
from seedqa.qa.answering import LONGEST_QUESTION
from seedqa.qa.history import ROLES, BatchQuestion, parse_json, read_batch, read_history
from seedqa.qa.types import Turn

TURNS = [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ruud."}]
KEYS = st.sampled_from(["role", "content", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["role", "content", "x"]), inner, max_size=3)
    ),
)


def test_turns_are_read_in_order() -> None:
    assert read_history(TURNS, "h") == (Turn("user", "Who?"), Turn("assistant", "Ruud."))
    assert read_history([], "h") == ()
    assert read_history(None, "h") == ()
    assert [turn.role for turn in read_history([{"role": r, "content": ""} for r in ROLES], "h")] == list(ROLES)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"role": "user", "content": "x"}, "h.json is not a list"),
        ("text", "h.json is not a list"),
        ([TURNS[0], "text"], "h.json, turn 2"),
        ([{"role": "pirate", "content": "x"}], "h.json, turn 1"),
        ([{"role": "user"}], "h.json, turn 1"),
        ([{"content": "x"}], "h.json, turn 1"),
        ([{"role": "user", "content": 5}], "h.json, turn 1"),
        ([{"role": ["user"], "content": "x"}], "h.json, turn 1"),
    ],
)
def test_what_is_no_history_is_named_with_its_place(data: Any, named: str) -> None:
    with pytest.raises(InputError) as caught:
        read_history(data, "h.json")
    assert caught.value.problem.startswith(named)
    assert '"role"' in caught.value.remedy
    assert "\n" not in str(caught.value)


@given(JSON)
def test_any_json_is_either_turns_or_an_input_error(data: Any) -> None:
    try:
        turns = read_history(data, "h")
    except InputError:
        return
    assert [(turn.role, turn.content) for turn in turns] == [(d["role"], d["content"]) for d in data or []]


@pytest.mark.parametrize("text", ["{", "", "nan-sense", "[1,]", "[" * 100_000])
def test_what_is_not_json_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_json(text, "h.json")
    assert caught.value.problem.startswith("h.json")


def test_a_batch_keeps_ids_order_and_history_and_passes_over_empty_lines() -> None:
    lines = [
        json.dumps({"id": "a", "question": "Who?"}),
        "  \n",
        json.dumps({"id": 7, "question": "Where?", "history": TURNS}),
        json.dumps({"question": "港口在哪里？", "history": None}, ensure_ascii=False),
    ]
    assert read_batch(lines, "b") == [
        BatchQuestion("a", "Who?", ()),
        BatchQuestion(7, "Where?", (Turn("user", "Who?"), Turn("assistant", "Ruud."))),
        BatchQuestion(None, "港口在哪里？", ()),
    ]


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([], "b holds no question"),
        ([" ", "\n"], "b holds no question"),
        (['{"question": "Who?"}', "", "{"], "b, line 3 is not JSON"),
        (['["Who?"]'], "b, line 1 has no question"),
        (['{"id": 1}'], "b, line 1 has no question"),
        (['{"question": 5}'], "b, line 1 has no question"),
        (['{"question": "Who?", "quetsion": "x"}'], "b, line 1 has the unknown field 'quetsion'"),
        (['{"question": "  "}'], "b, line 1: the question is empty"),
        (['{"question": "?!"}'], "b, line 1: the question is empty"),
        ([json.dumps({"question": "x" * (LONGEST_QUESTION + 1)})], "b, line 1: the question has 2,001"),
        (['{"question": "Who?", "history": "x"}'], "b, line 1 is not a list"),
        (['{"question": "Who?", "history": [{"role": "user"}]}'], "b, line 1, turn 1"),
        (['{"question": "\\ud800 who"}'], "b, line 1: the question is not valid Unicode"),
    ],
)
def test_a_bad_line_is_named_by_its_number(lines: list[str], named: str) -> None:
    with pytest.raises(InputError) as caught:
        read_batch(lines, "b")
    assert caught.value.problem.startswith(named)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_question_of_the_greatest_length_is_taken() -> None:
    line = json.dumps({"question": "x" * LONGEST_QUESTION})
    assert len(read_batch([line], "b")[0].question) == LONGEST_QUESTION
