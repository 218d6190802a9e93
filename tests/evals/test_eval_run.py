"""The runner against a scripted system, an engine look-alike and a real server on loopback."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import log2
from threading import Thread
from typing import Any

import pytest
from seedqa.evals.cases import Suite
from seedqa.evals.library import Span
from seedqa.evals.run import SuiteRun, run_suites
from seedqa.evals.summary import summarise
from seedqa.evals.systems import AskError, EndpointSystem, EngineSystem, System
from seedqa.index.documents import Document
from seedqa.index.errors import InputError
from seedqa.qa.types import Turn

from tests.evals.made import DOCUMENTS, LEADS, PAID, SOLD, ScriptedSystem, case, refusal, reply, span

SUITE = Suite(
    "made",
    (
        case([["Mara Lind"]], [LEADS], case_id="c1", question="Who leads the port?"),
        case([["2.5 million yuan"]], [PAID], case_id="c2", question="What did it pay?"),
        case(
            case_id="c3", question="Who is its cook?", kind="unanswerable", status=["not_found"],
            reason=["attribute_absent"],
        ),
        case(
            [["14 cranes"]], [PAID], case_id="c4", question="And for what?", kind="conversation",
            history=[Turn("user", "What did it pay?"), Turn("assistant", "2.5 million yuan")],
        ),
    ),
)  # fmt: skip
REPLIES = {
    "Who leads the port?": reply("Mara Lind", [LEADS], short_answer="Mara Lind", confidence=0.9),
    "What did it pay?": reply("3 million yuan", [SOLD], short_answer="3 million yuan", confidence=0.6),
    "Who is its cook?": refusal(),
    "And for what?": reply("For 14 cranes", [PAID], standalone_question="What did the port pay for?", confidence=0.8),
}
PASSAGES = {
    "Who leads the port?": [span(LEADS)],
    "What did it pay?": [span(SOLD), span(PAID)],
    "What did the port pay for?": [span(SOLD)],
}


def run(system: System) -> SuiteRun:
    """The made-up suite, without progress."""
    return run_suites([SUITE], system, lambda suite, done, total: None)[0]


def test_every_case_is_asked_with_its_history_and_judged() -> None:
    system, seen = ScriptedSystem(REPLIES, PASSAGES), list[tuple[str, int, int]]()
    (made,) = run_suites([SUITE], system, lambda suite, done, total: seen.append((suite, done, total)))
    warm_up, *asked = system.asked
    assert warm_up == asked[0]
    assert asked == [(item.question, item.history) for item in SUITE.cases]
    assert seen == [("made", 1, 4), ("made", 2, 4), ("made", 3, 4), ("made", 4, 4)]
    assert [item.judgement and item.judgement.right for item in made.outcomes] == [True, False, True, True]


def test_passages_are_those_of_the_standalone_question() -> None:
    system = ScriptedSystem(REPLIES, PASSAGES)
    run(system)
    assert system.retrieved[-1] == "What did the port pay for?"


def test_the_summary_is_what_was_worked_out_by_hand() -> None:
    summary = summarise(run(ScriptedSystem(REPLIES, PASSAGES)))
    figures = {name: (item.hits, item.total) for name, item in summary.measures.items() if "." not in name}
    assert figures == {
        "accuracy": (3, 4),
        "right_with_citation": (2, 3),
        "exact_match": (1, 3),
        "token_f1": (pytest.approx(1 + 4 / 6 + 4 / 5), 3),
        "item_recall": (2, 3),
        "status": (4, 4),
        "span_exact": (3, 3),
        "citation_precision": (2, 3),
        "citation_recall": (2, 3),
        "attempted": (3, 3),
        "refusal_precision": (1, 1),
        "refusal_recall": (1, 1),
        "refusal_reason": (1, 1),
        "recall@1": (1, 3),
        "recall@5": (2, 3),
        "recall@10": (2, 3),
        # Ranks 1 and 2, and one proof that was not found.
        "mrr": (1 + 1 / 2, 3),
        "ndcg@10": (pytest.approx(1 + 1 / log2(3)), 3),
        "span_precision": (2, 3),
        "span_recall": (2, 3),
        "calibration_error": (pytest.approx(0.1 + 0.2 + 0.6), 3),
        "brier": (pytest.approx(0.1**2 + 0.2**2 + 0.6**2), 3),
        # The first two are right, the third adds a third of the questions at a risk of a third.
        "risk_area": (pytest.approx(1 / 3), 3),
    }
    assert summary.measures["accuracy.fact"].value == 0.5
    assert summary.measures["accuracy.conversation"].value == 1.0
    assert "accuracy.list" not in summary.measures
    assert summary.calibration is not None
    # 0.9 right, 0.8 right, 0.6 wrong, each in a bin of its own.
    assert summary.calibration.error == pytest.approx((0.1 + 0.2 + 0.6) / 3)
    assert set(summary.latency_ms) == {50, 95, 99}


def test_a_question_that_fails_is_counted_apart_and_not_as_zero() -> None:
    replies = {question: given for question, given in REPLIES.items() if question != "What did it pay?"}
    replies["Who is its cook?"] = {"status": "not_found"}
    summary = summarise(run(ScriptedSystem(replies, PASSAGES)))
    assert set(summary.unscored) == {"c2", "c3"}
    assert "nothing scripted" in summary.unscored["c2"]
    assert "not an answer of the contract" in summary.unscored["c3"]
    assert (summary.measures["accuracy"].hits, summary.measures["accuracy"].total) == (2, 2)


def test_gold_that_the_documents_do_not_prove_is_refused_before_anything_is_asked() -> None:
    class Emptied(ScriptedSystem):
        def documents(self) -> Sequence[Any]:
            return DOCUMENTS[1:]

    system = Emptied(REPLIES, PASSAGES)
    with pytest.raises(InputError, match=r"c1: there is no document 'harbour.txt' \(and 2 more\)"):
        run(system)
    assert system.asked == []


@dataclass(frozen=True, slots=True)
class Written:
    """An answer of the look-alike."""

    fields: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return self.fields


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved passage of the look-alike."""

    document: Document
    passage: Span


class LookAlike:
    """Has the methods of the engine; one question makes it crash."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Written:
        if question == "What did it pay?":
            raise ZeroDivisionError("division by zero")
        return Written(REPLIES[question])

    def retrieve(self, question: str, limit: int = 10) -> list[Passage]:
        by_id = {item.id: item for item in self.documents()}
        return [Passage(by_id[place.document_id], place) for place in PASSAGES.get(question, [])]

    def documents(self) -> list[Document]:
        return [Document(item.id, item.uri, "", None, None, "", item.text) for item in DOCUMENTS]

    def close(self) -> None:
        return None


def test_the_engine_is_measured_in_process_and_a_crash_costs_one_question() -> None:
    summary = summarise(run(EngineSystem(LookAlike())))
    assert summary.unscored == {"c2": "ZeroDivisionError: division by zero"}
    assert (summary.measures["accuracy"].hits, summary.measures["accuracy"].total) == (3, 3)
    assert (summary.measures["recall@1"].hits, summary.measures["recall@1"].total) == (1, 2)


class Service(BaseHTTPRequestHandler):
    """The contract's routes over the scripted replies, with one question that breaks the server."""

    def do_GET(self) -> None:
        if self.path == "/v1/documents":
            self._send(200, {"documents": [{"id": item.id, "uri": item.uri} for item in DOCUMENTS]})
            return
        document = {f"/v1/documents/{item.id}": item for item in DOCUMENTS}.get(self.path)
        if document is None:
            self._send(404, {"title": "no such document"})
        else:
            self._send(200, {"id": document.id, "uri": document.uri, "text": document.text})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["question"] == "Who is its cook?":
            self._send(500, {"title": "broken"})
        elif asked["question"] == "And for what?" and len(asked["history"]) != 2:
            self._send(422, {"title": "no history"})
        else:
            self._send(200, REPLIES[asked["question"]])

    def log_message(self, format: str, *args: object) -> None:
        return None

    def _send(self, status: int, fields: Mapping[str, Any]) -> None:
        body = json.dumps(fields).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A server on a free loopback port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_endpoint_is_measured_over_http(endpoint: str) -> None:
    system = EndpointSystem(endpoint)
    summary = summarise(run(system))
    assert list(system.documents()) == list(DOCUMENTS)
    assert summary.unscored == {"c3": "HTTPError: HTTP Error 500: Internal Server Error"}
    assert (summary.measures["accuracy"].hits, summary.measures["accuracy"].total) == (2, 3)
    assert not system.shows_passages
    assert not any(name.startswith("recall@") for name in summary.measures)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_endpoint_that_is_none_or_does_not_answer_is_an_error(endpoint: str) -> None:
    for wrong in ("", "localhost:8000", "file:///etc/passwd", "http://"):
        with pytest.raises(InputError, match="not an endpoint"):
            EndpointSystem(wrong)
    with pytest.raises(InputError, match="cannot be reached"):
        EndpointSystem("http://127.0.0.1:1").documents()
    with pytest.raises(InputError, match="cannot be reached: HTTP Error 404"):
        EndpointSystem(endpoint + "elsewhere").documents()
    with pytest.raises(AskError, match="HTTP Error 500"):
        EndpointSystem(endpoint).ask("Who is its cook?", ())
