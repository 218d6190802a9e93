"""A language model that lies on purpose, over real HTTP: no lie reaches the reader, honest paraphrases mostly do."""

from collections import Counter
from collections.abc import Iterator

import pytest
from seedqa.qa.llm.connection import LanguageModel
from seedqa.qa.llm.engine import LlmEngine
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Answer

from tests.qa.lies import GoldEngine, Said, lies, paraphrases
from tests.qa.llm_server import ScriptedServer, scripted_server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
MOST_OF_A_KIND = 8
FEWEST_LIES = 400
LEAST_LET_THROUGH = 0.95


@pytest.fixture(scope="module")
def corpora() -> dict[str, GoldEngine]:
    return {corpus: GoldEngine(corpus) for corpus in ("seeds", "harbour")}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as opened:
        yield opened


def connected(gold: GoldEngine, server: ScriptedServer) -> LlmEngine:
    # Long enough for a machine that pauses: every lie has to be told to its end.
    settings = LlmSettings(url=server.url, seconds=300.0, rest_seconds=0.0)
    model = LanguageModel(settings)
    model.wait(30.0)
    return LlmEngine(gold, model, settings)


def answered(said: Said, engine: LlmEngine, server: ScriptedServer) -> Answer:
    """The whole answer; what a reader sees as it comes is its text. The model was asked, and not in vain."""
    server.says(said.reply.text, said.reply.breakage, said.reply.size)
    asked = len(server.requests)
    *pieces, answer = engine.stream(said.truth.question)
    assert isinstance(answer, Answer)
    assert len(server.requests) > asked
    assert not {"llm_timed_out", "llm_unreachable", "llm_resting"} & answer.timings_ms.keys(), said
    assert "".join(str(piece) for piece in pieces) == answer.answer
    return answer


def flat(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .")


def told(answer: Answer) -> str:
    """All that an answer says."""
    return flat(" ".join([answer.answer, answer.short_answer or "", *answer.parts]))


def test_four_hundred_lies_and_none_reaches_the_reader(corpora: dict[str, GoldEngine], server: ScriptedServer) -> None:
    count: Counter[str] = Counter()
    through: list[tuple[str, str, str, str]] = []
    for gold in corpora.values():
        engine = connected(gold, server)
        for said in lies(gold, MOST_OF_A_KIND):
            count[said.kind] += 1
            answer = answered(said, engine, server)
            if flat(said.lie) in told(answer):
                through.append((said.kind, said.truth.question, said.truth.quote, said.lie))
            assert all(document_words(gold, answer))
    print(count.total(), "lies:", dict(count))
    assert through == []
    assert count.total() >= FEWEST_LIES, count


def document_words(gold: GoldEngine, answer: Answer) -> Iterator[bool]:
    """Whether each citation is exact."""
    for citation in (*answer.citations, *answer.nearest):
        document = gold.document(citation.document_id)
        yield document is not None and document.text[citation.start : citation.end] == citation.quote


def test_honest_paraphrases_mostly_reach_the_reader(corpora: dict[str, GoldEngine], server: ScriptedServer) -> None:
    count: Counter[str] = Counter()
    through: Counter[str] = Counter()
    for gold in corpora.values():
        engine = connected(gold, server)
        for said in list(paraphrases(gold))[::6]:
            count[said.kind] += 1
            answer = answered(said, engine, server)
            kept = answer.mode == "generative" and answer.status == "answered"
            through[said.kind] += kept
            if not kept:
                print(said.kind, "|", said.lie, "|", said.truth.quote)
    print({kind: f"{through[kind]} of {count[kind]}" for kind in count})
    assert through.total() >= LEAST_LET_THROUGH * count.total()
