"""A calculation takes the likeliest operation, and the figures it needs from the passages that answer."""

import pytest
from seedqa.qa.reader.calculation import Calculation, calculation_of
from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.tags import Guess, TaggedOperand

SLOTS = ("first", "second", "member")
Chances = tuple[float, float, float]


def operand(start: int, chances: Chances) -> TaggedOperand:
    best = max(range(3), key=lambda place: chances[place])
    return TaggedOperand(start, start + 2, SLOTS[best], chances[best], chances)


def reading(answerable: float, operation: str, *chances: Chances) -> Reading:
    operands = tuple(operand(10 * number, one) for number, one in enumerate(chances))
    return Reading((), answerable, operands=operands, operations=(Guess("none", 0.2), Guess(operation, 0.7)))


def told(made: Calculation | None) -> list[tuple[int, int, str]]:
    assert made is not None
    return [(placed.passage, placed.operand.start, placed.slot) for placed in made.operands]


def test_a_pair_is_of_different_figures_in_their_likeliest_slots() -> None:
    made = calculation_of([reading(1.0, "share", (0.3, 0.4, 0.0), (0.1, 0.6, 0.0), (0.05, 0.01, 0.0))])
    assert told(made) == [(0, 0, "first"), (0, 10, "second")]
    assert made is not None
    assert made.probability == pytest.approx(0.3, abs=1e-3)
    assert made.computes == pytest.approx(0.8)


def test_members_are_those_about_as_likely_as_the_second() -> None:
    made = calculation_of([reading(1.0, "sum", (0.0, 0.0, 0.9), (0.0, 0.1, 0.5), (0.0, 0.0, 0.4), (0.0, 0.0, 0.1))])
    assert told(made) == [(0, 0, "member"), (0, 10, "member"), (0, 20, "member")]


def test_what_the_surest_passage_lacks_comes_from_the_next_that_answers() -> None:
    first, second = reading(1.0, "difference", (0.1, 0.8, 0.0)), reading(3.0, "difference", (0.9, 0.0, 0.0))
    assert told(calculation_of([first, second])) == [(1, 0, "first"), (0, 0, "second")]
    silent = reading(-2.0, "difference", (0.1, 0.8, 0.0))
    assert calculation_of([silent, second]) is None


def test_without_figures_or_operation_there_is_none() -> None:
    assert calculation_of([]) is None
    assert calculation_of([reading(1.0, "sum")]) is None
    assert calculation_of([Reading((), 1.0, operands=(operand(0, (0.5, 0.1, 0.1)),))]) is None


def test_a_difference_takes_away_all_that_is_surely_to_be_taken_away() -> None:
    chances = ((0.9, 0.0, 0.0), (0.0, 0.6, 0.0), (0.0, 0.9, 0.0), (0.0, 0.4, 0.0))
    made = calculation_of([reading(1.0, "difference", *chances)])
    assert told(made) == [(0, 0, "first"), (0, 10, "second"), (0, 20, "second")]
    assert told(calculation_of([reading(1.0, "share", *chances)])) == [(0, 0, "first"), (0, 20, "second")]
