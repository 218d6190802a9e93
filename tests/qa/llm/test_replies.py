"""Replies are read as they come and as they are: fenced, thought aloud, loose, in lines, or not at all."""

import json
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.proposal import Claim, Quoted
from seedqa.qa.llm.replies import read_claim, read_proposal, read_understanding
from seedqa.qa.llm.scanning import ReplyScanner

from tests.qa.llm.asked import claim, reply

ONE, OTHER = claim('It\'s {5} "million".', "a ] b"), claim("Second.", "two")
WHOLE = reply(ONE, OTHER, short="5 million")


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"<think>Perhaps {{'verdict': 'not_found', 'claims': []}}?</think>\n{WHOLE}",
        f"so I think\n</think>\n{WHOLE}\nI hope this helps! {{}}",
        f"Sure! Here it is: {WHOLE}",
        WHOLE.replace('"search": [],', '"search": [],}').replace(',}, "language": "en"}', ', "language": "en",}'),
        repr(json.loads(WHOLE)),
        WHOLE.replace("Second.", "Second.\n"),
    ],
)
def test_a_reply_is_read_whatever_stands_around_it(text: str) -> None:
    proposal = read_proposal(text)
    assert proposal.verdict == "answered"
    assert [one.text for one in proposal.claims] == [ONE["text"], "Second."]
    assert proposal.claims[0].quotes == (Quoted(1, "a ] b"),)
    assert proposal.short_answer == "5 million"


@pytest.mark.parametrize("text", ["", "I do not know.", "{", "[1, 2]", '{"a": 1}', "null", '{"verdict": ' * 2000])
def test_what_is_no_reply_is_malformed(text: str) -> None:
    with pytest.raises(LlmFailed, match="malformed"):
        read_proposal(text)


def test_of_a_reply_that_is_cut_off_the_whole_claims_are_read() -> None:
    proposal = read_proposal(WHOLE[: WHOLE.index('"two"')])
    assert ([one.text for one in proposal.claims], proposal.short_answer, proposal.cut) == ([ONE["text"]], None, True)
    with pytest.raises(LlmFailed, match="malformed"):
        read_proposal(WHOLE[: WHOLE.index("a ] b")])


def test_a_formula_is_read_with_its_operands() -> None:
    operand = {"name": "a", "passage": "[2]", "quote": "a row", "value": 12, "unit_quote": None}
    told = claim("Twelve.", "a row", formula={"expression": "a", "operands": [operand]})
    (read,) = read_proposal(reply(told)).claims
    assert read.formula is not None
    (found,) = read.formula.operands
    assert (found.quote, found.value, found.unit_quote) == (Quoted(2, "a row"), "12", "")


def test_lines_are_read_where_json_is_too_much() -> None:
    told = 'VERDICT: answered\n**SHORT**: 5\n- CLAIM: It is 5.\nQUOTE [2]: "the five"\nCLAIM: And 6.\nQUOTE 3: six\n'
    proposal = read_proposal(told)
    assert proposal.short_answer == "5"
    assert proposal.claims == (
        Claim("It is 5.", (Quoted(2, "the five"),)),
        Claim("And 6.", (Quoted(3, "six"),)),
    )
    assert read_proposal("VERDICT: not_found\nCLAIM: It is 5.").claims == ()


def test_plain_sentences_with_numbers_have_to_stand_in_their_passages() -> None:
    proposal = read_proposal("The quay cost 5 million. [1] It is new [2].")
    assert [(one.text, one.quotes[0].passage) for one in proposal.claims] == [
        ("The quay cost 5 million.", 1),
        ("It is new", 2),
    ]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [("unclear", "needs_clarification"), ("NOT_FOUND", "not_found"), ("conflict", "conflict"), ("perhaps", "answered")],
)
def test_verdicts_have_one_name(told: str, verdict: str) -> None:
    assert read_proposal(reply(ONE, verdict=told)).verdict == verdict


def test_a_turn_is_understood_with_its_queries() -> None:
    found = read_understanding('{"about": "question", "question": "How many?", "queries": ["many", "many", "more"]}')
    assert (found.question, found.queries, found.about) == ("How many?", ("many", "more"), "question")
    with pytest.raises(LlmFailed, match="malformed"):
        read_understanding('{"about": "question"}')


@pytest.mark.parametrize("size", [1, 3, 17, 10_000])
def test_each_claim_comes_as_soon_as_it_is_whole_and_once(size: int) -> None:
    scanner = ReplyScanner()
    seen: list[str] = []
    text = f'<think>"claims": [{{"text": "No."}}]</think>{WHOLE}'
    for place in range(0, len(text), size):
        for found in scanner.feed(text[place : place + size]):
            read = read_claim(found)
            assert read is not None
            seen.append(read.text)
            assert json.loads(found)["text"] in scanner.text.replace('\\"', '"')
    assert seen == [ONE["text"], "Second."]


@pytest.mark.parametrize(
    "babble",
    ['{"a": ', "{", "{}", "so on ", "[1] ", "[", "\\", ", ", "<think>", "</think>", '{"text": "a"}, ', '"claims": [{',
     "CLAIM ", "CLAIM: a\n", "QUOTE 1 ", "'"],
)  # fmt: skip
def test_reading_a_babbling_reply_takes_time_in_step_with_its_length(babble: str) -> None:
    begun = process_time()
    scanner, text = ReplyScanner(), f'{{"verdict": "answered", "claims": [{babble * (40_000 // len(babble))}'
    for place in range(0, len(text), 4):
        scanner.feed(text[place : place + 4])
    with suppress(LlmFailed):
        assert len(read_proposal(text).claims) <= 24
    with suppress(LlmFailed):
        read_proposal(text[40:])
    assert process_time() - begun < 3.0


@given(st.text(max_size=200), st.integers(1, 9))
def test_no_text_breaks_the_reading(text: str, size: int) -> None:
    scanner = ReplyScanner()
    for place in range(0, len(text), size):
        scanner.feed(text[place : place + size])
    with suppress(LlmFailed):
        read_proposal(text)
