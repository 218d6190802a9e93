"""The loader believes no offset it has not checked."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from seedqa.index.errors import InputError

from training.records import Gold, load_records

LINE: dict[str, Any] = {
    "id": "1",
    "source": "squad2",
    "group": "g",
    "question": "Who?",
    "context": "é Ada Obi, and Ada.",
    "answers": [{"text": "Ada", "start": 2}, {"text": "Ada", "start": 15}, {"text": "Ada", "start": 2}],
    "answerable": True,
}


def written(folder: Path, **changes: Any) -> Path:
    path = folder / "part.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(LINE | changes) + "\n")
    return path


def test_offsets_are_code_points_and_repeated_answers_count_once(tmp_path: Path) -> None:
    (record,) = load_records(written(tmp_path))
    assert record.golds == (Gold(2, 5), Gold(15, 18))
    assert record.texts == ("Ada", "Ada")
    assert record.answerable


def test_white_space_around_an_answer_is_not_part_of_it(tmp_path: Path) -> None:
    (record,) = load_records(written(tmp_path, answers=[{"text": " Ada Obi", "start": 1}]))
    assert record.texts == ("Ada Obi",)


def test_plain_files_load_too(tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl"
    path.write_text(json.dumps(LINE | {"answers": [], "answerable": False}), encoding="utf-8")
    (record,) = load_records(path)
    assert not record.answerable


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": [{"text": "Ada", "start": 3}]},
        {"answers": [{"text": "", "start": 3}]},
        {"answers": []},
        {"answerable": False},
    ],
)
def test_a_record_that_contradicts_itself_is_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="line 1"):
        load_records(written(tmp_path, **changes))


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl"):
        load_records(tmp_path / "none.jsonl")
