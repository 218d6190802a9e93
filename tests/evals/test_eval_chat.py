"""A scripted chat endpoint with known faults: every measure is what was worked out by hand, over real HTTP."""

from dataclasses import replace
from typing import Any

import pytest
from seedqa.evals.cases import Suite
from seedqa.evals.chat_client import ChatEndpoint, ChatError, read_stream
from seedqa.evals.chat_system import ChatSystem, verdict
from seedqa.evals.judges import ChatJudge, with_opinions
from seedqa.evals.run import SuiteRun, run_suites
from seedqa.evals.summary import Summary, summarise
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

from tests.evals.made import BOUGHT, DOCUMENTS, HARBOUR, LEADS, PAID, SOLD, case, cite
from tests.evals.scripted_chat import Scripted, Seen, chat_endpoint

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CASES = (
    case([["Mara Lind"]], [LEADS], case_id="c1", question="Who leads the port?"),
    case([["2.5 million yuan"]], [PAID], case_id="c2", question="What did it pay?"),
    case([["14 cranes"]], [PAID], case_id="c3", question="What for?"),
    case([["1,200 tons"], ["300 tons"]], [SOLD, BOUGHT], case_id="c4", kind="list", question="Which weights?"),
    case([["May 3, 2021"]], [SOLD], case_id="c5", question="When were the plums sold?"),
    case(case_id="c6", kind="unanswerable", status=["not_found"], reason=["attribute_absent"], question="Its cook?"),
    case(case_id="c7", kind="unanswerable", status=["not_found"], reason=["entity_absent"], question="Who is Zed?"),
    case([["Osk"]], [LEADS], case_id="c8", question="Where?"),
    case([["plums"]], [SOLD], case_id="c9", question="What was sold?"),
)
MESSAGES: dict[str, dict[str, Any] | int] = {
    # Right, with a span of the source.
    "Who leads the port?": {"content": "Mara Lind leads the port [1].", "citations": [cite(LEADS)]},
    # The wrong figure, and the span begins one character late.
    "What did it pay?": {
        "content": "It paid 3 million yuan [1].",
        "citations": [cite(PAID) | {"start": cite(PAID)["start"] + 1}],
    },
    # Right; cited words without offsets, marked by an annotation.
    "What for?": {
        "content": "For 14 cranes.",
        "annotations": [
            {"type": "url_citation", "url_citation": {"url": "gold/harbour.txt", "text": PAID, "title": "Harbour"}}
        ],
    },
    # One item of two; cites the right sentence and one that proves nothing.
    "Which weights?": {"content": "It sold 1,200 tons [1][2].", "citations": [cite(SOLD), cite(LEADS, 2)]},
    # Refused, though it is there.
    "When were the plums sold?": {"content": "The documents do not say when."},
    "Its cook?": {"content": "I could not find that in the documents."},
    # Answered, though nothing says it; the marker dangles.
    "Who is Zed?": {"content": "Zed is a sailor [3].", "citations": [cite(LEADS)]},
    # Right, but the source is an address without a span.
    "Where?": {"content": "In Osk [1].", "citations": ["https://example.org/harbour.txt"]},
    "What was sold?": 500,
}


def endpoint(seen: Seen, stream: bool = False) -> ChatEndpoint:
    """How the scripted endpoint is asked."""
    return ChatEndpoint(seen.url, "scripted-1", "secret", stream)


def run(seen: Seen, cases: tuple[Any, ...] = CASES, stream: bool = False) -> SuiteRun:
    """The cases asked of the endpoint."""
    system = ChatSystem(endpoint(seen, stream), lambda: DOCUMENTS)
    return run_suites([Suite("made", cases)], system, lambda suite, done, total: None)[0]


def figures(summary: Summary) -> dict[str, tuple[float, int]]:
    """Hits and totals over all kinds."""
    return {name: (round(item.hits, 6), item.total) for name, item in summary.measures.items() if "." not in name}


@pytest.mark.parametrize("stream", [False, True])
def test_every_measure_is_what_was_worked_out_by_hand(stream: bool) -> None:
    with chat_endpoint(Scripted(MESSAGES)) as seen:
        summary = summarise(run(seen, stream=stream))
    sold, paid = len(SOLD), len(PAID)
    assert list(summary.unscored) == ["c9"]
    assert "HTTP 500" in summary.unscored["c9"]
    assert figures(summary) == {
        # c1 c3 c6 c8 of the eight that were scored.
        "accuracy": (4, 8),
        # c8 cites no span, so it is apart; c1 and c3 of c1 to c5.
        "right_with_citation": (2, 5),
        "exact_match": (0, 6),
        # Common words twice over all words, articles left out: "mara lind" in five, "2.5 million yuan" and "it paid 3
        # million yuan" share two, "for 14 cranes", "it sold 1,200 tons" of "1,200 tons 300 tons", nothing, "in osk".
        "token_f1": (round(4 / 6 + 4 / 8 + 4 / 5 + 4 / 8 + 0 + 2 / 3, 6), 6),
        # c1, c3, one of the two of c4, c8; neither c2 nor the refused c5.
        "item_recall": (4, 7),
        "status": (6, 8),
        # c1, c3, both of c4, c7's; c2's is not the text at its offsets.
        "span_exact": (5, 6),
        # c1: named, numbered, borne. c2: named, numbered. c4: two named, two numbered, one item borne. c7: [3] is not
        # there, and its only citation is number 1. c8 cites nothing that can be checked.
        "markers": (3 + 2 + 5 + 1, 3 + 2 + 5 + 2),
        "citation_precision": (4, 5),
        # c1 c2 c3 and one of the two of c4; c5 cited nothing.
        "citation_recall": (4, 6),
        # c4 cites a sentence too many; c2's span is one character short.
        "span_precision": (round(1 + 1 + 1 + sold / (sold + len(LEADS)), 6), 4),
        "span_recall": (round(1 + (paid - 1) / paid + 1 + 1 / 2 + 0, 6), 5),
        "attempted": (5, 6),
        "refusal_precision": (1, 2),
        "refusal_recall": (1, 2),
    }
    # A message has neither passages nor reasons nor a confidence.
    assert {name: summary.apart[name] for name in ("recall@5", "refusal_reason", "brier", "right_with_citation")} == {
        "recall@5": 6,
        "refusal_reason": 1,
        "brier": 6,
        "right_with_citation": 1,
    }
    assert summary.calibration is None
    assert summary.latencies == 8


def test_what_is_sent_is_what_such_endpoints_take() -> None:
    turns = (Turn("user", "Who leads the port?"), Turn("assistant", "Mara Lind."))
    asked = (replace(CASES[7], history=turns),)
    with chat_endpoint(Scripted(MESSAGES)) as seen:
        run(seen, asked)
    assert seen.keys == ["Bearer secret"] * 2
    assert seen.bodies[0] == {
        "model": "scripted-1",
        "temperature": 0,
        "stream": False,
        "messages": [
            {"role": "user", "content": "Who leads the port?"},
            {"role": "assistant", "content": "Mara Lind."},
            {"role": "user", "content": "Where?"},
        ],
    }


def test_a_system_that_never_cites_is_not_measured_on_citations() -> None:
    plain = {question: {"content": "Mara Lind"} for question in MESSAGES}
    with chat_endpoint(Scripted(plain)) as seen:
        summary = summarise(run(seen, CASES[:5]))
    assert not {"citation_recall", "span_exact", "right_with_citation", "markers"} & set(summary.measures)
    assert summary.apart["citation_recall"] == 5
    assert summary.measures["accuracy"].hits == 1


def test_numbered_sources_beside_the_message_are_placed_by_their_words() -> None:
    told = {"Who leads the port?": {"content": "Mara Lind [2]."}}
    beside = {"Who leads the port?": {"sources": [{"text": SOLD}, {"title": "harbour.txt", "text": "leads  the port"}]}}
    with chat_endpoint(Scripted(told, beside)) as seen:
        (outcome,) = run(seen, CASES[:1]).outcomes
    assert outcome.answer is not None
    (found,) = outcome.answer.citations
    assert (found.marker, found.document_id, found.quote) == (2, "d1", "leads the port")
    assert HARBOUR[found.start : found.end] == found.quote


def test_an_offset_in_the_address_is_taken_at_its_word() -> None:
    start = HARBOUR.index(LEADS)
    link = f"http://host/documents/d1#char={start},{start + len(LEADS)}"
    told = {"Who leads the port?": {"content": "Mara Lind [1].", "annotations": [
        {"type": "url_citation", "url_citation": {"start_index": 10, "end_index": 13, "url": link, "title": "Harbour"}}
    ]}}  # fmt: skip
    with chat_endpoint(Scripted(told)) as seen:
        (outcome,) = run(seen, CASES[:1]).outcomes
    assert outcome.answer is not None
    assert [(item.start, item.quote) for item in outcome.answer.citations] == [(start, LEADS)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The documents do not mention a cook.", "not_found"),
        ("I'm sorry, but I cannot answer that from the context.", "not_found"),
        ("There is no information about this.", "not_found"),
        ("It isn't stated.", "not_found"),
        ("", "not_found"),
        ("The port paid 2.5 million yuan [1]. The documents do not say when.", "partial"),
        ("Which port do you mean?", "needs_clarification"),
        ("The documents disagree: one says 300 tons [1], the other 200 [2].", "conflict"),
        ("It was not the port but the valley that sold plums.", "answered"),
        ("Mara Lind.", "answered"),
    ],
)
def test_the_verdict_of_a_text_is_read_from_its_words(text: str, status: str) -> None:
    assert verdict(text) == status


OPEN = replace(CASES[0], id="o1", answers=(), reference="Mara Lind leads it.")


def test_a_judge_is_asked_about_open_answers_only_and_reported_apart() -> None:
    told = {
        **MESSAGES,
        "Who leads the port?": {"content": "Mara Lind."},
        "What did it pay?": {"content": "2.5 million yuan"},
    }
    silent = replace(OPEN, id="o2", question="What did it pay?")
    with chat_endpoint(Scripted(told)) as seen:
        asked = run(seen, (OPEN, silent, CASES[2]))
    assert [item.judgement and "accuracy" in item.judgement.shares for item in asked.outcomes] == [False, False, True]
    says: dict[str, dict[str, Any] | int] = {
        prompt: {"content": word}
        for prompt, word in (
            (_prompt("Who leads the port?", "Mara Lind."), "CORRECT"),
            (_prompt("What did it pay?", "2.5 million yuan"), "It is CORRECT or INCORRECT."),
        )
    }
    with chat_endpoint(Scripted(says)) as judge:
        summary = summarise(with_opinions(asked, ChatJudge(endpoint(judge))))
        assert len(judge.bodies) == 2
    assert figures(summary)["judged"] == (1, 1)
    assert summary.apart["judged"] == 1


def _prompt(question: str, answer: str) -> str:
    return f"<question>{question}</question>\n<reference>Mara Lind leads it.</reference>\n<answer>{answer}</answer>"


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    with pytest.raises(ChatError, match="broke off"):
        read_stream([b'data: {"choices": [{"delta": {"content": "Mara"}}]}\n', b"\n"])
    with pytest.raises(ChatError, match="failed"):
        read_stream([b'data: {"error": {"message": "busy"}}\n'])


@pytest.mark.parametrize("url", ["nowhere", "file:///etc/passwd"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is not an endpoint"):
        ChatEndpoint(url, "m")
