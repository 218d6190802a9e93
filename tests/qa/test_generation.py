"""The optional language model over real HTTP: what becomes of its text, and that nothing of it holds up an answer."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

import pytest
from seedqa.index.documents import Document, make_document
from seedqa.index.errors import InputError
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.checking import checked
from seedqa.qa.generation.connection import LanguageModel
from seedqa.qa.generation.engine import GeneratingEngine
from seedqa.qa.generation.opening import Editable, generating
from seedqa.qa.generation.reachability import LONGEST_WAIT_SECONDS
from seedqa.qa.generation.settings import GenerationSettings, address
from seedqa.qa.types import Answer, Citation, Evidence, IndexIdentity, Status, Turn

from tests.qa.llm_server import Breakage, Reply, ScriptedServer, scripted_server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUAY = "Oslo gave Hull 5 million euros for the quay in 2019."
CRANES = "Oslo also gave Hull 2 million euros for cranes."
PILOT = "Captain Ruud Aas commands the pilot boat of Hull."
DOCUMENT = make_document("harbour.txt", f"Harbour of Hull\n\n{QUAY} {CRANES}\n\n{PILOT}\n")
QUESTION = "How much did Oslo give Hull for the quay?"


def cite(marker: int, quote: str) -> Citation:
    start = DOCUMENT.text.index(quote)
    passage = next(p for p in read_passages(DOCUMENT.text, PassageSettings()) if p.start <= start < p.end)
    return Citation(
        marker, DOCUMENT.id, DOCUMENT.title, DOCUMENT.uri, start, start + len(quote), quote, DOCUMENT.sha256,
        passage.start, passage.end, DOCUMENT.published,
    )  # fmt: skip


BASE = Answer(
    "a1", QUESTION, QUESTION, "answered", None, f"{QUAY} [1]", "5 million euros", (), 0.9, (cite(1, QUAY),),
    None, (), "extractive", IndexIdentity(1, "f00d"), {"reading": 2.0, "total": 3.0},
)  # fmt: skip


class OneAnswer:
    """The engine beneath: it has one answer, and remembers what it was asked."""

    identity = BASE.index

    def __init__(self, answer: Answer = BASE) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.among: list[tuple[str, ...]] = []

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        self.among.append(tuple(documents))
        return replace(self.answer, question=question)

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        self.among.append(tuple(documents))
        return [Evidence(DOCUMENT, p, 1.0, 1.0) for p in read_passages(DOCUMENT.text, PassageSettings(words=12))][
            :limit
        ]

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def document(self, document_id: str) -> Document | None:
        return DOCUMENT if document_id == DOCUMENT.id else None

    def close(self) -> None:
        """Holds nothing."""


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as opened:
        yield opened


def modelled(server: ScriptedServer, base: Answer = BASE, **settings: object) -> GeneratingEngine:
    return connected(OneAnswer(base), **{"url": server.url, **settings})


def connected(engine: OneAnswer, **settings: object) -> GeneratingEngine:
    """The engine with a model, once it is known whether that can be reached."""
    chosen = checked(GenerationSettings, settings)
    model = LanguageModel(chosen)
    model.wait(30.0)
    return GeneratingEngine(engine, model, chosen)


def test_the_models_proven_words_are_the_answer(server: ScriptedServer) -> None:
    server.says(f"In 2019, Oslo gave Hull 5,000,000 euros for the quay. [1] {CRANES} [1]")
    engine = modelled(server, model="small", key="secret")
    answer = engine.ask(QUESTION)
    assert (answer.mode, answer.status) == ("generative", "answered")
    assert answer.answer == f"In 2019, Oslo gave Hull 5,000,000 euros for the quay. [1] {CRANES} [2]"
    assert [citation.quote for citation in answer.citations] == [QUAY, CRANES]
    assert all(DOCUMENT.text[c.start : c.end] == c.quote for c in answer.citations)
    assert (answer.short_answer, answer.confidence) == ("5 million euros", 0.9)
    assert answer.id != BASE.id
    assert answer.timings_ms["generation"] > 0
    assert answer.timings_ms["total"] == pytest.approx(3.0 + answer.timings_ms["generation"])


def test_the_model_is_shown_the_passages_and_the_question_and_nothing_else(server: ScriptedServer) -> None:
    server.says(f"{QUAY} [1]")
    modelled(server, model="small").ask(QUESTION, [Turn("user", "A secret."), Turn("assistant", "Kept.")])
    (request,) = server.requests
    assert (request["model"], request["temperature"], request["stream"]) == ("small", 0.0, True)
    system, user = request["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert user["content"].startswith(f"[1] (Harbour of Hull)\n{QUAY} {CRANES}")
    assert user["content"].endswith(f"Question: {QUESTION}")
    assert "secret" not in user["content"]


def test_the_documents_named_are_those_the_model_is_shown(server: ScriptedServer) -> None:
    server.says(f"{QUAY} [1]")
    beneath = OneAnswer()
    connected(beneath, url=server.url).ask(QUESTION, documents=["hull.txt"])
    assert beneath.among == [("hull.txt",), ("hull.txt",)]


def test_what_is_not_proven_is_left_out_and_the_answer_says_so(server: ScriptedServer) -> None:
    server.says(f"{QUAY} [1] Oslo gave Hull 7 million euros for the quay. [1] {PILOT} [8]")
    answer = modelled(server).ask(QUESTION)
    assert answer.mode == "generative"
    assert answer.answer == (
        f"{QUAY} [1]\n(2 statements of the language model were left out: not proven by the documents, "
        "or beside the question.)"
    )


def test_where_nothing_is_proven_the_extractive_answer_comes_and_says_so(server: ScriptedServer) -> None:
    server.says("Oslo gave Hull 7 million euros for the quay. [1]")
    answer = modelled(server).ask(QUESTION)
    assert answer.mode == "extractive"
    assert answer.answer == f"{QUAY} [1]\n(The language model's wording was left out: not proven by the documents.)"
    assert answer.citations == BASE.citations
    assert "generation_not_proven" in answer.timings_ms


def test_true_words_that_do_not_answer_are_not_the_answer(server: ScriptedServer) -> None:
    server.says(f"{CRANES} [1]")
    answer = modelled(server).ask(QUESTION)
    assert (answer.mode, answer.short_answer) == ("extractive", "5 million euros")
    assert CRANES not in answer.answer


def test_a_part_that_the_model_leaves_out_is_added_in_the_documents_words(server: ScriptedServer) -> None:
    base = replace(
        BASE,
        answer=f"{QUAY} [1]\n{CRANES} [2]",
        short_answer="5 million euros; 2 million euros",
        parts=("5 million euros", "2 million euros"),
        citations=(cite(1, QUAY), cite(2, CRANES)),
    )
    server.says(f"{CRANES} [1]")
    answer = modelled(server, base).ask(QUESTION)
    assert answer.answer == f"{CRANES} [1]\n{QUAY} [2]"
    assert [citation.quote for citation in answer.citations] == [CRANES, QUAY]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_stream_shows_each_statement_once_it_is_proven_and_never_before(server: ScriptedServer, size: int) -> None:
    server.says(f"{CRANES} [1] {QUAY} [1] Hull is rich. [1]", size=size)
    *pieces, answer = modelled(server).stream(QUESTION)
    assert isinstance(answer, Answer)
    assert pieces[0] == f"{CRANES} [1] {QUAY} [2]"
    assert "".join(map(str, pieces)) == answer.answer
    assert "rich" not in answer.answer


@pytest.mark.parametrize(
    ("text", "breakage", "reason"),
    [
        ("", "none", "malformed"),
        ("NO ANSWER", "none", "refused"),
        ("overloaded", "error", "refused"),
        ("Oslo gave", "cut", "malformed"),
        ("Oslo gave", "malformed", "malformed"),
        ("", "not_http", "unreachable"),
        ("Oslo gave", "silent", "timed_out"),
        ("Oslo gave", "dripping", "timed_out"),
        ("Oslo gave", "endless", "too_long"),
        ("Oslo " * 5000, "none", "too_long"),
    ],
)
def test_a_model_that_fails_gives_way_to_the_extractive_answer(
    server: ScriptedServer, text: str, breakage: Breakage, reason: str
) -> None:
    server.says(text, breakage, size=500)
    engine = modelled(server, seconds=5.0)
    if reason == "timed_out":
        # The libraries are loaded by a first question that works.
        server.says(f"{QUAY} [1]")
        engine.ask(QUESTION)
        server.says(text, breakage)
        engine = modelled(server, seconds=0.5)
    answer = engine.ask(QUESTION)
    assert replace(answer, timings_ms=BASE.timings_ms) == BASE
    assert f"generation_{reason}" in answer.timings_ms


def test_what_was_proven_before_the_line_went_dead_stands(server: ScriptedServer) -> None:
    server.says(f"{QUAY} [1] Oslo also gave Hull 2 million euros", "cut")
    answer = modelled(server).ask(QUESTION)
    assert answer.answer == f"{QUAY} [1]"
    assert answer.mode == "generative"
    assert "generation_malformed" in answer.timings_ms


@pytest.mark.parametrize("status", get_args(Status)[1:])
def test_a_verdict_other_than_answered_is_never_the_models_to_change(server: ScriptedServer, status: Status) -> None:
    base = replace(BASE, status=status, answer="The documents do not say.", citations=(), short_answer=None)
    server.says(f"{QUAY} [1]")
    assert modelled(server, base).ask(QUESTION) == base
    assert server.requests == []


def test_a_dead_server_is_not_waited_for_and_is_remembered() -> None:
    with scripted_server() as gone:
        url = gone.url
    engine = generating(OneAnswer, GenerationSettings(url=url))
    engine.ask(QUESTION)
    for _ in range(5):
        answer = engine.ask(QUESTION)
        assert replace(answer, timings_ms=BASE.timings_ms) == BASE
        assert set(answer.timings_ms) & {"generation_unreachable", "generation_resting"}
    assert "generation_resting" in answer.timings_ms
    # A question waits for nothing but the first word of the server, and no longer than this.
    assert LONGEST_WAIT_SECONDS < 0.1


def test_what_is_worked_out_or_about_an_earlier_answer_is_not_worded_anew(server: ScriptedServer) -> None:
    server.says(f"{QUAY} [1]")
    base = replace(BASE, answer=f"It stands in this sentence: {QUAY} [1]")
    assert modelled(server, base).ask(QUESTION) == base
    assert server.requests == []


class Changing(OneAnswer):
    """An engine whose documents can be changed."""

    def put_document(self, document: Document) -> bool:
        return document.id != DOCUMENT.id

    def remove_document(self, document_id: str) -> bool:
        return document_id == DOCUMENT.id


def test_documents_can_be_changed_where_the_engine_beneath_can(server: ScriptedServer) -> None:
    settings = GenerationSettings(url=server.url)
    fixed, changing = generating(OneAnswer, settings), generating(Changing, settings)
    assert not isinstance(fixed, Editable)
    assert isinstance(changing, Editable)
    assert not changing.put_document(DOCUMENT)
    assert changing.remove_document(DOCUMENT.id)


def test_without_an_address_there_is_no_model() -> None:
    assert type(generating(OneAnswer, GenerationSettings())) is OneAnswer


def test_a_server_that_comes_back_is_used_again(server: ScriptedServer) -> None:
    server.says("", "not_http")
    engine = modelled(server, rest_seconds=0.0)
    assert engine.ask(QUESTION).mode == "extractive"
    server.says(f"{QUAY} [1]")
    # The server is tried beside the questions, so that some more are answered without it.
    deadline = time.monotonic() + 30.0
    while engine.ask(QUESTION).mode == "extractive":
        assert time.monotonic() < deadline


def test_the_model_may_say_what_a_follow_up_asks(server: ScriptedServer) -> None:
    history = [Turn("user", QUESTION), Turn("assistant", f"{QUAY} [1]")]
    replies = iter(["How much did Oslo give Hull for cranes?", f"{QUAY} [1]"])
    engine = OneAnswer()
    server.script = lambda request: Reply(next(replies))
    answer = connected(engine, url=server.url, rewrite=True).ask("And for cranes?", history)
    assert engine.asked == [("How much did Oslo give Hull for cranes?", ())]
    assert answer.question == "And for cranes?"
    assert answer.standalone_question == "How much did Oslo give Hull for cranes?"
    assert answer.timings_ms["rewriting"] > 0


@pytest.mark.parametrize(
    "proposal",
    ["How much did Bergen give Hull for cranes?", "How much did Oslo not give Hull for cranes?", "", "For the quay?"],
)
def test_a_proposal_that_adds_or_loses_something_is_not_taken(server: ScriptedServer, proposal: str) -> None:
    history = [Turn("user", QUESTION), Turn("assistant", f"{QUAY} [1]")]
    engine = OneAnswer()
    server.script = lambda request: Reply(proposal if "Last question" in request["messages"][1]["content"] else "")
    answer = connected(engine, url=server.url, rewrite=True).ask("And 3 for Ruud Aas not?", history)
    assert engine.asked == [("And 3 for Ruud Aas not?", tuple(history))]
    assert any(key.startswith("rewriting_") for key in answer.timings_ms)


@pytest.mark.parametrize(
    ("settings", "kind", "base"),
    [
        ({"url": "http://127.0.0.1:8080"}, "openai", "http://127.0.0.1:8080/v1"),
        ({"url": "https://models.example/api/v3/"}, "openai", "https://models.example/api/v3"),
        ({"url": "http://localhost:11434", "model": "qwen3"}, "ollama", "http://localhost:11434"),
        ({"url": "http://localhost:11434/v1"}, "openai", "http://localhost:11434/v1"),
        ({"url": "http://gpu:9000", "model": "qwen3", "kind": "ollama"}, "ollama", "http://gpu:9000"),
    ],
)
def test_an_address_is_understood(settings: dict[str, str], kind: str, base: str) -> None:
    found = address(checked(GenerationSettings, settings))
    assert (found.kind, found.base) == (kind, base)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"url": "ftp://models"}, "is not one; give an http address"),
        ({"url": "http://localhost:11434"}, "Ollama needs"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_problem(settings: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        generating(OneAnswer, checked(GenerationSettings, settings))
