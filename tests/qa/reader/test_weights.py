"""The shipped fast reader answers plain questions, ranks the passage that answers first, and does so every time."""

from functools import cache

import pytest
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.settings import READERS

FOLDER = READERS / "fast"
CHOIR = (
    "The Lagos Harbour Choir was founded in 1931 by the organist Ada Obi, who led it until her death. "
    "It has 64 singers, rehearses in the old customs house on Marina Road, and spent 2.4 million naira on its "
    "new organ. Its patron, the mayor, said the choir was the pride of the harbour."
)
LAKE = (
    "Lake Olm lies 1,240 metres above the sea in the Tarn valley. It froze in March 1888, as the priest Jens Holt "
    "wrote in his diary, and again in 1929. Trout were brought to the lake because the valley had no other fish."
)
ASKED = (
    ("Who founded the Lagos Harbour Choir?", CHOIR, LAKE, "Ada Obi"),
    ("when was the choir founded", CHOIR, LAKE, "1931"),
    ("How many singers does the choir have?", CHOIR, LAKE, "64"),
    ("Who wrote about the lake freezing in his diary?", LAKE, CHOIR, "Jens Holt"),
    ("How high above the sea is Lake Olm?", LAKE, CHOIR, "1,240 metres"),
)


@cache
def reader() -> Reader:
    return Reader.open(FOLDER)


@pytest.mark.parametrize(("question", "right", "wrong", "answer"), ASKED)
def test_it_finds_the_words_and_the_passage(question: str, right: str, wrong: str, answer: str) -> None:
    found, other = reader().read(question, [right, wrong])
    assert answer in right[found.spans[0].start : found.spans[0].end]
    assert found.answerable > other.answerable


def test_a_reading_is_the_same_in_any_company() -> None:
    questions = [question for question, *_ in ASKED]
    alone = [reader().read(question, [CHOIR])[0] for question in questions]
    again = [reader().read(question, [LAKE, CHOIR * 4, CHOIR, ""])[2] for question in questions]
    assert again == alone


def test_no_file_is_too_large_to_commit() -> None:
    assert all(file.stat().st_size < 95 * 2**20 for file in FOLDER.iterdir())
