"""One index of made-up documents for all tests of figures; building it loads the embedding model once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from seedqa.evals.ledger_corpus import make_corpus
from seedqa.evals.ledger_made import Corpus, Made
from seedqa.evals.ledger_records import Records, make_records
from seedqa.evals.ledger_store import open_texts
from seedqa.index.store import Store
from seedqa.qa.figures import Computed, derive
from seedqa.qa.question import read_question

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return make_corpus(seed=2024, rounds=6)


@pytest.fixture(scope="session")
def store(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_texts(tmp_path_factory.mktemp("corpus"), corpus.texts)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def answers(corpus: Corpus, store: Store) -> list[tuple[Made, Computed | None]]:
    return [(made, derive(read_question(made.question), [], store)) for made in corpus.questions]


@pytest.fixture(scope="session")
def records() -> Records:
    return make_records(seed=7, count=1000)


@pytest.fixture(scope="session")
def record_store(records: Records, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_texts(tmp_path_factory.mktemp("records"), records.texts)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))}
    opened = open_texts(tmp_path_factory.mktemp("seeds"), texts)
    yield opened
    opened.close()
