"""Judgements are scored as written down, and the figures and the card are made from them."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reader.folder import Calibration, load_card
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.windows import Windower

from training.card import Provenance, model_card
from training.evaluation import evaluate
from training.export import export_reader
from training.judging import (
    Judged,
    best_threshold,
    calibrated,
    halves,
    judge,
    near_misses,
    odds_of,
    ranking,
    scores,
    shifted,
)
from training.network import build_network
from training.records import Record
from training.trainer import Settings, Trainer


def judged_of(record: Record, text: str, has: float) -> Judged:
    start = record.context.index(text)
    return Judged(record, ReadSpan(start, start + len(text), 1.0), has, 0.0)


def test_refusing_costs_a_right_answer_and_saves_a_wrong_one(records: list[Record]) -> None:
    lacking = replace(records[2], golds=())
    judged = [
        judged_of(records[0], "Ada Obi", 2.0),
        judged_of(records[4], "2,871", -1.0),
        judged_of(lacking, "14", -3.0),
        judged_of(lacking, "14", 3.0),
    ]
    free, refusing = scores(judged), scores(judged, Calibration())
    assert (free.count, free.exact) == (4, 25.0)
    assert free.f1 == pytest.approx(100 * (1 + 2 / 3) / 4)
    assert (refusing.exact, refusing.f1) == (50.0, 50.0)


def test_ranking_counts_answerable_above_unanswerable(records: list[Record]) -> None:
    lacking = replace(records[2], golds=())
    judged = [judged_of(records[0], "Ada", 2.0), judged_of(records[0], "Ada", 0.0), judged_of(lacking, "14", 1.0)]
    assert ranking(judged, lambda one: one.has) == 0.5
    assert ranking(judged, lambda one: odds_of(one, Calibration(-1.0))) == 0.5


def test_no_group_is_in_both_halves(records: list[Record]) -> None:
    judged = [
        judged_of(replace(record, group=f"g{number}"), record.texts[0], 1.0)
        for number in range(30)
        for record in records
    ]
    first, second = halves(judged)
    assert len(first) + len(second) == len(judged)
    assert first
    assert second
    assert not {one.record.group for one in first} & {one.record.group for one in second}


def test_calibration_follows_the_truth(records: list[Record]) -> None:
    lacking = replace(records[2], golds=())
    judged = [judged_of(records[0], "Ada", 1.0)] * 30 + [judged_of(lacking, "14", 0.0)] * 10
    judged += [judged_of(lacking, "14", 1.0)] * 10 + [judged_of(records[0], "Ada", 0.0)] * 10
    calibration = calibrated(judged)
    assert odds_of(judged[0], calibration) == pytest.approx(1.0986, abs=0.01)
    assert odds_of(judged[30], calibration) == pytest.approx(0.0, abs=0.01)


def test_the_best_threshold_is_the_best_by_trying_all(records: list[Record]) -> None:
    lacking = replace(records[2], golds=())
    judged = [judged_of(records[0], "Ada Obi", has) for has in (0.5, 2.0, 3.0)]
    judged += [judged_of(lacking, "14", has) for has in (-1.0, 1.0, 1.5)]
    least = best_threshold(judged, Calibration())
    assert least == 2.0
    assert scores(judged, shifted(Calibration(), least)).f1 == pytest.approx(100 * 5 / 6)


def test_an_evaluation_saves_its_calibration_and_tells_every_source(
    tmp_path: Path, encoder: Path, records: list[Record]
) -> None:
    windower = Windower.open(encoder / "tokenizer.json", 48, 12)
    export_reader(build_network(encoder).eval(), encoder / "tokenizer.json", windower, tmp_path, whole=True)
    spread = [replace(record, group=f"{record.group}{number}") for number, record in enumerate(records)]
    spread += [replace(spread[0], id="n", source="squad2", group="z", golds=())]
    spread += [replace(spread[1], id="w", source="squadshifts_new_wiki", context=spread[1].context + " And" * 95)]
    _write(tmp_path / "dev.jsonl.gz", spread)
    told = evaluate(tmp_path, tmp_path)
    assert "| natural_questions | 8 | 0 |" in told
    assert "| squad2 | 0 | 1 | – |" in told
    assert load_card(tmp_path).calibration != Calibration()
    assert len(judge(Reader.open(tmp_path), spread + near_misses(spread))) > len(spread)


def test_the_card_tells_where_the_weights_come_from(tmp_path: Path, encoder: Path) -> None:
    for name in ("train.jsonl.gz", "dev.jsonl.gz"):
        _write(tmp_path / name, [])
    trainer = Trainer(encoder, tmp_path, Settings(seed=41))
    trainer.plans = [(0, {"examples": 90, "rate": 1e-4}), (2, {"examples": 80})]
    provenance = Provenance.of(encoder, tmp_path, trainer, 1, 0.97, "It rained.")
    card = model_card(provenance, "| tables |")
    assert all(
        part in card
        for part in (
            "seed 41",
            "begun with examples 90, rate 0.0001",
            "from step 2 examples 80",
            "It rained.",
            "the mean of those after step 1 and",
            "97%",
            "| tables |",
            provenance.encoder_sha256,
            "CC BY-SA 4.0",
        )
    )


def _write(path: Path, records: list[Record]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for record in records:
            answers = [{"text": record.context[gold.start : gold.end], "start": gold.start} for gold in record.golds]
            fields = {name: getattr(record, name) for name in ("id", "source", "group", "question", "context")}
            lines.write(json.dumps(fields | {"answers": answers, "answerable": record.answerable}) + "\n")
