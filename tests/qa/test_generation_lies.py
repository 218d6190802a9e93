"""A language model that lies on purpose, over real HTTP: no lie reaches the reader, honest paraphrases mostly do."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from seedqa.qa.generation.connection import LanguageModel
from seedqa.qa.generation.engine import GeneratingEngine
from seedqa.qa.generation.settings import GenerationSettings
from seedqa.qa.types import Answer

from tests.qa.lies import GoldEngine, Said, lies, paraphrases
from tests.qa.llm_server import ScriptedServer, scripted_server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
MOST_OF_A_KIND = 8
FEWEST_LIES = 200
LEAST_LET_THROUGH = 0.8
_STATEMENT = re.compile(r"(.+?) \[(\d+)\](?: |\n|$)", re.DOTALL)


@pytest.fixture(scope="module")
def corpora() -> dict[str, GoldEngine]:
    return {corpus: GoldEngine(corpus) for corpus in ("seeds", "harbour")}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as opened:
        yield opened


def connected(gold: GoldEngine, server: ScriptedServer) -> GeneratingEngine:
    settings = GenerationSettings(url=server.url, seconds=30.0)
    model = LanguageModel(settings)
    model.wait(30.0)
    return GeneratingEngine(gold, model, settings)


def answered(said: Said, engine: GeneratingEngine, server: ScriptedServer) -> tuple[str, Answer]:
    """What a reader sees as it comes, and the whole answer."""
    server.says(said.reply.text, said.reply.breakage, said.reply.size)
    *pieces, answer = engine.stream(said.truth.answer.question)
    assert isinstance(answer, Answer)
    return "".join(str(piece) for piece in pieces), answer


def flat(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .")


def check_every_statement_is_the_documents_own(answer: Answer) -> None:
    quotes = {citation.marker: flat(citation.quote) for citation in answer.citations}
    told = re.sub(r"\n\([^()]*left out[^()]*\)$", "", answer.answer)
    assert _STATEMENT.sub("", told) == ""
    for statement, marker in _STATEMENT.findall(told):
        assert flat(statement) in quotes[int(marker)]


def test_two_hundred_lies_and_none_reaches_the_reader(corpora: dict[str, GoldEngine], server: ScriptedServer) -> None:
    told: Counter[str] = Counter()
    for gold in corpora.values():
        engine = connected(gold, server)
        for said in lies(gold, MOST_OF_A_KIND):
            told[said.kind] += 1
            seen, answer = answered(said, engine, server)
            assert seen == answer.answer
            assert flat(said.lie) not in flat(seen), said
            check_every_statement_is_the_documents_own(answer)
            assert said.truth.short in seen
    print(told.total(), "lies:", dict(told))
    assert len(server.requests) == told.total() >= FEWEST_LIES, told


def test_honest_paraphrases_mostly_reach_the_reader(corpora: dict[str, GoldEngine], server: ScriptedServer) -> None:
    told: Counter[str] = Counter()
    through: Counter[str] = Counter()
    for gold in corpora.values():
        engine = connected(gold, server)
        for said in list(paraphrases(gold))[::3]:
            told[said.kind] += 1
            _, answer = answered(said, engine, server)
            through[said.kind] += answer.mode == "generative"
    print({kind: f"{through[kind]} of {told[kind]}" for kind in told})
    assert through.total() >= LEAST_LET_THROUGH * told.total()
