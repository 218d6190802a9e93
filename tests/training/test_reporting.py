"""Figures on authored cases count what they say they count."""

from dataclasses import replace

from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.tags import Guess, Item, NeededWords, TaggedOperand

from training.authored import Case, Place, Turn
from training.looking import Read
from training.pieces import Part, Piece
from training.reporting import report
from training.working import calculation_right, shows, worked

TEXT = "It gave out 1,840 parcels, 160 of them by van."
OTHER = "Rob Ashby and Liu Fang drive the van."
PIECES = (
    Piece("d#0", "d", "", TEXT, (Part(0, 0, len(TEXT), 0),)),
    Piece("d#1", "d", "", OTHER, (Part(1, 0, len(OTHER), 0),)),
)


def place(words: str, slot: str = "none") -> Place:
    paragraph = 0 if words in TEXT else 1
    start = (TEXT, OTHER)[paragraph].index(words)
    return Place("d", paragraph, start, start + len(words), slot)


def span(words: str) -> tuple[int, int]:
    found = place(words)
    return found.start, found.end


def read_of(case: Case, first: Reading, second: Reading, history: tuple[str, ...] = ()) -> Read:
    return Read(case, PIECES, (first, second), history)


SILENT = Reading((), -9.0)
FACT = Case("d/q0", ("d",), "How many by van?", "How many by van?", "fact", "none", (place("160"),))
LIST = Case("d/q1", ("d",), "Who?", "Who?", "list", "none", (place("Rob Ashby"), place("Liu Fang")))
SUM = replace(
    FACT, id="d/q2", kind="compute", operation="difference", places=(place("1,840", "first"), place("160", "second"))
)


def calculated(operation: str, *operands: tuple[str, str], sure: float = 0.9) -> Reading:
    tagged = tuple(
        TaggedOperand(*span(words), slot, sure, (sure * (slot == "first"), sure * (slot == "second"), 0.0))
        for words, slot in operands
    )
    return Reading((ReadSpan(0, 2, 1.0),), 2.0, operands=tagged, operations=(Guess(operation, 0.8),))


def test_the_best_span_is_that_of_the_surest_piece() -> None:
    right = Reading((ReadSpan(*span("160"), 3.0),), 2.0)
    wrong = Reading((ReadSpan(*span("Rob Ashby"), 9.0),), 1.0)
    assert read_of(FACT, right, wrong).text == "160"
    assert report([read_of(FACT, right, wrong)])["facts of prose"] == "EM 100.0 F1 100.0 (n 1)"
    table = replace(FACT, id="a6-1/q0")
    assert report([read_of(table, SILENT, wrong)])["facts of tables"] == "EM 0.0 F1 0.0 (n 1)"


def test_items_are_counted_whole() -> None:
    half = Reading((), 2.0, items=(Item(*span("Rob Ashby"), 0.9), Item(*span("drive"), 0.9)))
    assert report([read_of(LIST, SILENT, half)])["lists"] == "item F1 50.0 (n 1)"


def test_a_calculation_is_right_with_operation_figures_and_slots() -> None:
    right = read_of(SUM, calculated("difference", ("1,840 parcels", "first"), ("160", "second")), SILENT)
    turned = read_of(SUM, calculated("difference", ("1,840", "second"), ("160", "first")), SILENT)
    named = read_of(SUM, calculated("sum", ("1,840", "first"), ("160", "second")), SILENT)
    assert [calculation_right(read) for read in (right, turned, named)] == [
        (True, True, True),
        (True, False, False),
        (False, False, False),
    ]
    made = worked(right)
    assert made is not None
    assert made.sure == 0.8
    assert shows(right, 0.8)
    assert not shows(right, 0.85)
    told = report([right, turned, named])
    assert told["calculations shown from 70% on"] == "1 right of 3"


def test_a_calculation_shown_for_a_fact_is_wrong() -> None:
    read = read_of(FACT, calculated("difference", ("1,840", "first"), ("160", "second")), SILENT)
    assert report([read])["calculations shown from 50% on"] == "0 right of 1"


def test_needed_words_are_compared_as_words() -> None:
    turn = Turn("Who runs the food bank?", "Who runs the food bank?", "Amara Obi")
    case = replace(FACT, question="how many by van?", alone="How many did the food bank give by van?", earlier=(turn,))
    history = (turn.asked, turn.answer)
    start = turn.asked.index("food")
    reading = Reading((), 1.0, needed=(NeededWords(0, start, start + 9, 0.9),))
    assert report([read_of(case, reading, SILENT, history)])["needed words"] == "F1 100.0 (n 1)"


def test_yes_and_no_are_told_apart() -> None:
    case = replace(FACT, kind="polar", affirmed=False)
    assert report([read_of(case, Reading((), 1.0, affirmed=0.3), SILENT)])["yes or no"] == "right 100.0 (n 1)"
