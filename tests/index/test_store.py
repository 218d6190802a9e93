"""A generation opened for reading: what it holds, from many threads; and everything that can be wrong with it."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from seedqa.index.corpus import embedded_text
from seedqa.index.embedding import Embedder
from seedqa.index.errors import IndexUnusable, ModelUnusable, QaError
from seedqa.index.generations import current_generation
from seedqa.index.manifest import SCHEMA
from seedqa.index.store import Store

from tests.index.making import Workshop, answers, without_history
from tests.models import exported_encoder


def generation(index: Path) -> Path:
    folder = current_generation(index)
    assert folder is not None
    return folder


def test_what_is_stored_is_what_the_sources_say(built_once: Workshop) -> None:
    store = Store.open(built_once.index)
    documents = store.documents()
    assert [document.uri for document in documents] == ["docs/harbour.txt", "docs/mill.txt", "docs/orchard.txt"]
    for document in documents:
        assert document.text == (built_once.sources.parent / document.uri).read_text(encoding="utf-8")
        assert store.document(document.id) == document
    assert store.document("nobody") is None
    store.close()


def test_both_searches_agree_with_an_exhaustive_one(built_once: Workshop) -> None:
    store = Store.open(built_once.index)
    everything = store.passages([key for key, _ in store.nearest(np.zeros(32, np.float32), 1000)])
    assert len(everything) == store.passage_count() > 5
    embedder = Embedder.open(built_once.settings.model)
    query = store.encoder.encode("Who painted the lighthouse of the mill?")
    passage_vectors = {p.id: embedder.embed([embedded_text(p.document, p.passage)])[0] for p in everything}
    cosines = sorted(((float(vector @ query), key) for key, vector in passage_vectors.items()), reverse=True)
    found = store.nearest(query, 5)
    assert [score for _, score in found] == pytest.approx([score for score, _ in cosines[:5]], abs=1e-4)
    holding = {p.id for p in everything if "lamps" in p.document.text[p.passage.start : p.passage.end]}
    assert {key for key, _ in store.matching(["lamp"], 100)} == holding
    nearest = {p.id: float((p.vectors @ query).max()) for p in everything if len(p.vectors)}
    assert store.nearest_sentences([p.id for p in everything], query) == pytest.approx(nearest, abs=1e-5)
    assert store.nearest_sentences([], query) == {}
    assert store.passages_with("lamps") == len(holding)
    for passage in everything:
        sentences = [passage.document.text[s.start : s.end] for s in passage.passage.sentences]
        expected = np.concatenate([embedder.embed([sentence]) for sentence in sentences])
        assert np.allclose(passage.vectors, expected, atol=2e-3)
    store.close()


def test_many_threads_get_the_same_answers(seed_index: Path) -> None:
    store = Store.open(seed_index)

    def look(question: str) -> list[tuple[int, float]]:
        return store.nearest(store.encoder.encode(question), 5) + store.matching(question.split(), 5)

    questions = ["Who leads the bureau?", "village pears", "How much money?", "乡村"] * 10
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(look, questions)) == [look(question) for question in questions]
    store.close()


def cut(name: str, share: float) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        (file,) = index.glob(name)
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])

    return damage


def write(name: str, content: bytes) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        (file,) = index.glob(name)
        file.write_bytes(content)

    return damage


def remove(name: str) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        (file,) = index.glob(name)
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.unlink()

    return damage


def other_schema(index: Path) -> None:
    (file,) = index.glob("generation-*/manifest.json")
    file.write_text(json.dumps({**json.loads(file.read_text()), "schema": 0}))


DAMAGE = {
    "no database": remove("generation-*/corpus.sqlite"),
    "empty database": cut("generation-*/corpus.sqlite", 0),
    "database cut early": cut("generation-*/corpus.sqlite", 0.1),
    "database cut late": cut("generation-*/corpus.sqlite", 0.9),
    "not a database": write("generation-*/corpus.sqlite", b"words " * 5000),
    "no vectors": remove("generation-*/vectors.faiss"),
    "vectors cut": cut("generation-*/vectors.faiss", 0.7),
    "no manifest": remove("generation-*/manifest.json"),
    "manifest cut": cut("generation-*/manifest.json", 0.5),
    "manifest of another kind": write("generation-*/manifest.json", b"[1, 2]"),
    "manifest with other fields": write("generation-*/manifest.json", b'{"schema": %d, "passages": {}}' % SCHEMA),
    "another schema": other_schema,
    "pointer cut": cut("CURRENT", 0.5),
    "empty pointer": cut("CURRENT", 0),
    "pointer that is not text": write("CURRENT", b"\xff\xfe"),
    "pointer elsewhere": write("CURRENT", b"generation-000099\n"),
    "pointer upwards": write("CURRENT", b"generation-000001/../..\n"),
    "no generation": remove("generation-*"),
    "no encoder": remove("encoders"),
    "encoder cut": cut("encoders/*/model.onnx", 0.5),
    "tokenizer cut": cut("encoders/*/tokenizer.json", 0.5),
    "card cut": cut("encoders/*/encoder.json", 0.5),
    "card of another kind": write("encoders/*/encoder.json", b"{}"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_told_in_a_line_and_mended_by_the_next_build(
    damage: Callable[[Path], None], tmp_path: Path, built_once: Workshop
) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_once.index, index)
    damage(index)
    with pytest.raises((IndexUnusable, ModelUnusable)) as refusal:
        Store.open(index)
    assert "\n" not in str(refusal.value)
    assert "qa index" in refusal.value.remedy
    damaged = Workshop(built_once.sources, index, built_once.settings)
    damaged.build()
    assert without_history(answers(index)) == without_history(answers(built_once.index))


def test_pages_of_the_database_that_are_damaged_are_told_when_they_are_read(
    tmp_path: Path, built_once: Workshop
) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_once.index, index)
    (file,) = index.glob("generation-*/corpus.sqlite")
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(IndexUnusable, match="damaged"):
        Store.open(index).documents()


def test_an_index_that_is_not_there_and_folders_of_others(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"x")
    for name, problem in (("nowhere", "no index in"), ("photos", "no index in"), ("file", "is a file")):
        with pytest.raises(IndexUnusable, match=problem):
            Store.open(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "photos"]


def test_an_index_can_be_copied_and_opened_where_nothing_can_be_written(tmp_path: Path, built_once: Workshop) -> None:
    index = tmp_path / "an index with ? and # and % in its name"
    shutil.copytree(built_once.index, index)
    for folder in sorted(index.rglob("*")):
        folder.chmod(0o555 if folder.is_dir() else 0o444)
    before = sorted(path.name for path in index.rglob("*"))
    assert answers(index) == answers(built_once.index)
    assert sorted(path.name for path in index.rglob("*")) == before


def test_the_encoder_is_whole_only_with_every_byte(tmp_path: Path, built_once: Workshop) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_once.index, index)
    file = exported_encoder(index) / "model.onnx"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    Workshop(built_once.sources, index, built_once.settings).build()
    assert file.read_bytes() == (exported_encoder(built_once.index) / "model.onnx").read_bytes()


def test_errors_are_one_line_whatever_they_tell() -> None:
    assert str(QaError("a\nb", "c\n\nd")) == "a b; c d"


def test_the_passages_of_documents_come_in_their_order(built_once: Workshop) -> None:
    store = Store.open(built_once.index)
    one, other = (document.id for document in store.documents()[:2])
    found = store.passages(store.passages_of([one, other], 1000))
    assert {p.document.id for p in found} == {one, other}
    assert found == sorted(found, key=lambda p: (p.document.id, p.passage.start))
    assert store.passages_of([one, other], 1) == [found[0].id]
    assert store.passages_of([], 10) == []
    store.close()
