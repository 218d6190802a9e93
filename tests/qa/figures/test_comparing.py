"""Comparisons: the winner is that of the figures, and is named only where its name stands nearest to its figure."""

from dataclasses import replace

import pytest
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reading import PassageReading

from tests.qa.figures.made import read

BOATS = "The Tern can carry 12 people. The Gull takes 30 people, and the Skua takes 9 people."
YEARS = "Ashby mill dates from 1790. Corn Lane mill is of 1811."
TABLE = "| Ashby | 4.5 tonnes |\n| Keel | 1,200 kg |\n| Corn Lane | 3 tonnes |"


def naming(passage: PassageReading, name: str) -> PassageReading:
    """The passage with its best span at ``name``."""
    text = passage.evidence.document.text[passage.evidence.passage.start : passage.evidence.passage.end]
    start = text.index(name)
    spans = (ReadSpan(start, start + len(name), 5.0),)
    return replace(passage, reading=replace(passage.reading, spans=spans))


def winner(text: str, operation: str, name: str, *figures: str) -> Computed | None:
    passage = naming(read(text, operation, *((figure, "member") for figure in figures)), name)
    calculation = bound_calculation([passage])
    return None if calculation is None else computed_of(calculation, 0.9)


@pytest.mark.parametrize(
    ("text", "operation", "name", "figures", "answer"),
    [
        (BOATS, "highest", "The Gull", ("12 people", "30 people", "9 people"),
         "The Gull: the highest of 12 [1], 30 [2] and 9 [2]."),
        (BOATS, "lowest", "the Skua", ("12 people", "30 people", "9 people"),
         "the Skua: the lowest of 12 [1], 30 [2] and 9 [2]."),
        (YEARS, "lowest", "Ashby mill", ("1790", "1811"), "Ashby mill: the earliest of 1790 [1] and 1811 [2]."),
        (TABLE, "lowest", "Keel", ("4.5 tonnes", "1,200 kg", "3 tonnes"), None),
        (TABLE, "highest", "Ashby", ("4.5 tonnes", "1,200 kg", "3 tonnes"), None),
    ],
)  # fmt: skip
def test_the_winner_is_named(
    text: str, operation: str, name: str, figures: tuple[str, ...], answer: str | None
) -> None:
    computed = winner(text, operation, name, *figures)
    assert computed is not None
    assert (computed.short_answer, computed.derivation, computed.status) == (name, None, "answered")
    assert answer is None or computed.answer == answer


@pytest.mark.parametrize(
    ("text", "operation", "name", "figures"),
    [
        (BOATS, "highest", "The Tern", ("12 people", "30 people", "9 people")),
        (BOATS, "lowest", "The Gull", ("12 people", "30 people", "9 people")),
        (TABLE, "highest", "Corn Lane", ("4.5 tonnes", "1,200 kg", "3 tonnes")),
        (BOATS, "highest", "The Gull", ("30 people",)),
        ("A tug has 9 men, a brig 9 men.", "highest", "A tug", ("9 men", "9 men")),
        ("A tug weighs 9 tonnes, a brig is 40 metres.", "highest", "a brig", ("9 tonnes", "40 metres")),
        ("Ann came in 1990, Bo on 3 May 2001.", "highest", "Bo", ("1990", "3 May 2001")),
    ],
    ids=["another", "of another figure", "another row", "one figure", "a tie", "units", "dates unlike"],
)
def test_no_winner_is_named_where_it_is_not_proven(
    text: str, operation: str, name: str, figures: tuple[str, ...]
) -> None:
    assert winner(text, operation, name, *figures) is None


def test_a_name_in_a_sentence_of_its_own_is_cited_too() -> None:
    computed = winner("A tug came. It had 9 men. A brig had 4 men.", "highest", "A tug", "9 men", "4 men")
    assert computed is not None
    assert computed.answer == "A tug [3]: the highest of 9 [1] and 4 [2]."
    assert [citation.quote for citation in computed.citations] == ["It had 9 men.", "A brig had 4 men.", "A tug came."]
