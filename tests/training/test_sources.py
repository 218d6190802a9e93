"""Public lists and tables become records whose spans are the words and cells that were meant; a run mixes them all."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from training.extracts import load_extracts
from training.keeping import kept
from training.plan import CHUNK, Round, mixed
from training.records import Record
from training.spans import joined, load_spans
from training.winners import winner_spans

TABLE = [
    ["", "2019 €m", "2018 €m"],
    ["Pensions", "166", "178"],
    ["Wages", "57", "44"],
    ["Other", "13", "1,020"],
    ["Sum", "236", "44"],
]
ASKED: list[dict[str, Any]] = [
    {
        "question": "By how much did pensions change?",
        "answer": -6.74,
        "derivation": "(166-178)/178",
        "scale": "percent",
    },
    {"question": "Average wages?", "answer": 50.5, "derivation": "(57 + 44)/2", "scale": "million"},
    {"question": "Pensions and wages?", "answer": 223, "derivation": "166+57", "scale": "million"},
    {"question": "Twice the wages?", "answer": 114, "derivation": "57*57/57", "scale": "million"},
]
STATED = {"question": "Other in 2018?", "answer": ["1,020"], "derivation": "", "answer_type": "span", "scale": ""}


def write(file: Path, data: object) -> Path:
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        json.dump(data, stream)
    return file


def extract(number: int) -> dict[str, Any]:
    plain = {"answer_type": "arithmetic", "answer_from": "table", "rel_paragraphs": []}
    questions = [plain | asked | {"uid": f"{number}-{turn}"} for turn, asked in enumerate([*ASKED, STATED])]
    return {"table": {"table": TABLE}, "paragraphs": [], "questions": questions}


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    return write(tmp_path / "tables.json.gz", [extract(number) for number in range(5)])


def test_figures_are_found_in_their_cells_where_only_one_way_is_possible(extracts: Path) -> None:
    records = {record.question: record for record in load_extracts(extracts, held=True)}
    told = {
        question: [(record.context[one.start : one.end], one.slot) for one in record.labels.operands or ()]
        for question, record in records.items()
    }
    assert told == {
        "By how much did pensions change?": [("166", "first"), ("178", "second")],
        "Average wages?": [("57", "member"), ("44", "member")],
        "Pensions and wages?": [("166", "member"), ("57", "member")],
        "Other in 2018?": [],
    }
    assert [records[question].labels.operation for question in told] == ["change", "average", "sum", "none"]
    assert records["Other in 2018?"].texts == ("1,020",)


def test_the_last_fifth_of_the_extracts_is_held_out(extracts: Path) -> None:
    learned = {record.group[0] for record in load_extracts(extracts)}
    assert learned == {"0", "1", "2", "3"}
    assert {record.group[0] for record in load_extracts(extracts, held=True)} == {"4"}


def test_tagged_tokens_become_spans_of_running_text(tmp_path: Path) -> None:
    tokens = "The choir ( 64 singers ) sings in Lagos , Ibadan and Port Harcourt .".split()
    labels = ["B" if token in ("Lagos", "Ibadan", "Port") else "I" if token == "Harcourt" else "O" for token in tokens]
    entry = {"id": "1", "question": ["where", "does", "it", "sing"], "context": tokens, "label": labels}
    (record,) = load_spans(write(tmp_path / "lists.json.gz", {"data": [entry]}))
    assert record.context == "The choir (64 singers) sings in Lagos, Ibadan and Port Harcourt."
    assert record.texts == ("Lagos", "Ibadan", "Port Harcourt")
    assert record.labels.kind == "list"
    text, places = joined(tokens)
    assert [text[start:end] for start, end in places] == tokens


def test_every_chunk_has_its_shares_and_a_longer_plan_begins_alike() -> None:
    def round_of(name: str) -> Round:
        return lambda rng: [Record(f"{name}{rng.random()}", name, "", "", "", ()) for _ in range(70)]

    rounds = {name: round_of(name) for name in ("authored", "older", "lists", "tables")}
    plan = mixed(rounds, 2 * CHUNK, 3)
    for chunk in (plan[:CHUNK], plan[CHUNK:]):
        assert sum(record.source == "authored" for record in chunk) == round(0.74 * CHUNK)
    assert mixed(rounds, CHUNK // 2, 3) == plan[: CHUNK // 2]


def test_what_was_worked_out_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "below" / "kept.json.gz"
    random.seed(1)
    once = kept(file, random.random)
    assert kept(file, random.random) == once
    assert kept(None, lambda: 3) == 3


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Keel Lock", [(0, 14, 23), (0, 33, 42)]),
        ("the tar works (£4)", [(1, 0, 9)]),
        ("at the tar works", [(1, 0, 9)]),
        ("Upper Keel", []),
        ("7", []),
    ],
)
def test_a_winner_is_found_where_the_text_names_it_beside_the_figures(
    value: str, found: list[tuple[int, int, int]]
) -> None:
    paragraphs = ["Two boats at: Keel Lock and one. Keel Lock had 5.", "Tar works: 4.", "Keel Lock again."]
    assert list(winner_spans(value, paragraphs, [0, 1, 0])) == found
