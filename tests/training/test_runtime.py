"""The exported reader says what the network says, whoever it reads beside, and refuses a damaged folder."""

import json
import shutil
from pathlib import Path

import pytest
from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.windows import Windower
from torch import nn

from training.export import agreement, checked, export_reader
from training.network import build_network
from training.records import Record

PASSAGES = (
    "Ada Obi founded the Lagos Choir in 1931.",
    "Mount Tarn rises 2,871 metres above Lake Olm. " * 12,
    "señor Ibáñez — 中文 — naïve 😀 words",
    "",
)
QUESTION = "Who founded the Lagos Choir?"


@pytest.fixture(scope="module")
def network(encoder: Path) -> nn.Module:
    return build_network(encoder).eval()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, network: nn.Module, tokenizer_file: Path) -> Path:
    out = tmp_path_factory.mktemp("reader")
    export_reader(network, tokenizer_file, Windower.open(tokenizer_file, 48, 12), out, whole=True)
    return out


def test_a_reading_does_not_depend_on_its_company_or_the_threads(folder: Path) -> None:
    together = Reader.open(folder, threads=2).read(QUESTION, PASSAGES)
    alone = [Reader.open(folder, threads=1).read(QUESTION, [passage])[0] for passage in PASSAGES]
    backwards = Reader.open(folder, threads=4).read(QUESTION, PASSAGES[::-1] * 3)
    assert together == alone
    assert backwards == alone[::-1] * 3


def test_spans_lie_in_the_passage_and_do_not_overlap(folder: Path) -> None:
    for passage, reading in zip(PASSAGES, Reader.open(folder).read(QUESTION, PASSAGES, spans=4), strict=True):
        assert 0 < len(reading.spans) <= 4 if passage else not reading.spans
        taken = [place for span in reading.spans for place in range(span.start, span.end)]
        assert len(set(taken)) == len(taken)
        assert all(passage[span.start : span.end].strip() == passage[span.start : span.end] for span in reading.spans)


def test_an_empty_passage_does_not_answer(folder: Path) -> None:
    (reading,) = Reader.open(folder).read(QUESTION, [""])
    assert reading.spans == ()
    assert reading.answerable < -20


def test_the_export_agrees_with_its_network_and_not_with_another(
    folder: Path, network: nn.Module, encoder: Path, windower: Windower, records: list[Record]
) -> None:
    reader = Reader.open(folder)
    assert agreement(network, windower, reader, records) == 1.0
    assert agreement(build_network(encoder), windower, reader, records) < 1.0


def test_int8_weights_are_a_quarter_and_read_the_same_way_twice(
    folder: Path, tmp_path: Path, network: nn.Module, tokenizer_file: Path, windower: Windower
) -> None:
    export_reader(network, tokenizer_file, windower, tmp_path)
    size, whole = ((place / "model.onnx").stat().st_size for place in (tmp_path, folder))
    assert size < 0.4 * whole
    once, again = (Reader.open(tmp_path).read(QUESTION, PASSAGES) for _ in range(2))
    assert once == again


def test_too_little_agreement_is_refused() -> None:
    assert checked(0.97) == 0.97
    with pytest.raises(ModelUnusable, match="50%"):
        checked(0.5)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "reader.json"])
def test_a_missing_file_is_named_with_the_remedy(folder: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / name).unlink()
    with pytest.raises(ModelUnusable, match=rf"{name}.*make train-reader"):
        Reader.open(copy)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(ModelUnusable, match="damaged"):
        Reader.open(copy)


def test_a_card_that_cannot_be_read_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / "reader.json").write_text(json.dumps({"length": 3}), encoding="utf-8")
    with pytest.raises(ModelUnusable, match="card"):
        Reader.open(copy)
