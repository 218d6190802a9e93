"""An engine that follows its index: the newest whole generation answers, and no question fails on the way."""

import shutil
import threading
from pathlib import Path

import pytest
from seedqa.index.build import IndexSettings, build_index
from seedqa.index.errors import IndexUnusable
from seedqa.index.generations import current_generation
from seedqa.qa.live import LiveEngine


class Workshop:
    """A folder with one document that changes, and its index."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.sources = folder / "papers"
        self.index = folder / "index"
        self.sources.mkdir()
        self._settings = IndexSettings(model=str(model))

    def build(self, length: int) -> None:
        """A generation whose one document says so."""
        (self.sources / "river.txt").write_text(f"The river Osel is {length} km long. It rises in the hills.\n")
        build_index(self.index, [self.sources], self._settings)


@pytest.fixture
def workshop(tmp_path: Path, tiny_model: Path) -> Workshop:
    made = Workshop(tmp_path, tiny_model)
    made.build(1)
    return made


def text_of(engine: LiveEngine) -> str:
    (document,) = engine.documents()
    return document.text


def test_the_next_question_after_a_build_is_answered_from_it(workshop: Workshop) -> None:
    engine = LiveEngine.open(workshop.index)
    for length in (1, 2, 3):
        workshop.build(length)
        assert f"{length} km" in text_of(engine)
        assert engine.identity.generation == length
        assert engine.ask("How long is the river Osel?").index.generation == length
    engine.close()


def test_a_generation_that_cannot_be_opened_is_passed_over(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    engine = LiveEngine.open(workshop.index)
    workshop.build(2)
    newest = current_generation(workshop.index)
    assert newest is not None
    (newest / "manifest.json").rename(newest / "kept.json")
    assert "1 km" in text_of(engine)
    assert engine.ask("How long is the river Osel?").index.generation == 1
    assert "passed over" in caplog.text
    (newest / "kept.json").rename(newest / "manifest.json")
    assert "2 km" in text_of(engine)
    engine.close()


def test_an_index_that_vanishes_goes_on_answering(workshop: Workshop) -> None:
    engine = LiveEngine.open(workshop.index)
    shutil.rmtree(workshop.index)
    assert engine.ask("How long is the river Osel?").index.generation == 1
    engine.close()
    with pytest.raises(IndexUnusable):
        LiveEngine.open(workshop.index)


def test_many_ask_while_generations_come_and_go(workshop: Workshop) -> None:
    engine = LiveEngine.open(workshop.index)
    over, seen, errors = threading.Event(), [], []

    def ask() -> None:
        while not over.is_set():
            try:
                answer = engine.ask("How long is the river Osel?")
                spoken = {citation.quote for citation in (*answer.citations, *answer.nearest)}
                seen.append((answer.index.generation, " ".join(spoken)))
            except Exception as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for length in range(2, 6):
        workshop.build(length)
    over.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({generation for generation, _ in seen}) > 1
    assert all(f"{generation} km" in spoken for generation, spoken in seen if "km" in spoken)
    assert engine.identity.generation == 5
    engine.close()
