"""The documents that the repository brings to learn from: every answer stands where it is said to stand."""

import gzip
import json
from pathlib import Path

import pytest

from training.authored import load_library
from training.winners import winner_spans

DATA = Path(__file__).parents[2] / "training" / "data"


@pytest.mark.parametrize("part", ["train", "fit"])
def test_every_span_is_the_words_that_answer(part: str) -> None:
    library = load_library([DATA], part)
    with gzip.open(DATA / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        entries = {entry["id"]: entry for entry in map(json.loads, lines)}
    assert len(entries) == len(library.documents)
    for case in library.cases:
        name, _, place = case.id.partition("/")
        asked = entries[name]
        numbers = [int(number) for number in place[1:].split(".")]
        fields = asked["questions"][numbers[0]] if len(numbers) == 1 else asked["talks"][numbers[0]][numbers[1]]
        answers = fields.get("a", []) if fields["k"] != "none" else []
        texts = [library.documents[one.document].paragraphs[one.paragraph][one.start : one.end] for one in case.places]
        assert texts == answers, case.id


def test_no_document_is_both_trained_on_and_fitted_on() -> None:
    trained, fitted = (set(load_library([DATA], part).documents) for part in ("train", "fit"))
    assert trained
    assert fitted
    assert not trained & fitted


def test_most_winners_are_named_beside_their_figures() -> None:
    library = load_library([DATA], "train")
    compared = [case for case in library.cases if case.kind == "compare"]
    assert sum(bool(case.winners) for case in compared) > len(compared) / 2
    assert all(list(winner_spans(case.value, (), ())) == [] for case in compared)
