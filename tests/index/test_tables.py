"""Tables in plain text: found by their marks, cut between rows, their columns' names at hand wherever they go on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.tables import columns_above, cut_table, read_tables

BARS = "| Mill | Output |\n| --- | --- |\n| Ashby | 4.5 tonnes |\n| Keel | 1,200 kg |"
TABS = "Mill\tOutput\nAshby\t4.5\nKeel\t1.2"
COMMAS = "mill,output,year\nAshby,4.5,1990\nKeel,1.2,1991"
PROSE = (
    "The mill, once Ashby's, closed in 1990.\nThe other, in Keel, went on, with a break.\nIt closed, too, and was sold."
)
MENU = "Home | News | About us"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BARS, [(BARS, 2)]),
        (TABS, [(TABS, 1)]),
        (COMMAS, [(COMMAS, 1)]),
        (f"Mills\n\nThere are two.\n\n{BARS}\n\nThat is all.\n\n{TABS}\n", [(BARS, 2), (TABS, 1)]),
        (f"The mills:\n{BARS}", [(BARS, 2)]),
        (PROSE, []),
        (f"{MENU}\n\n{MENU}", []),
        ("a\tb\nc\td", []),
        ("", []),
    ],
)
def test_tables_are_told_from_prose(text: str, found: list[tuple[str, int]]) -> None:
    assert [(text[table.start : table.end], table.head) for table in read_tables(text)] == found


@given(st.integers(1, 60), st.integers(1, 5), st.integers(1, 30))
def test_a_cut_table_loses_no_line_and_says_its_columns_everywhere(rows: int, columns: int, width: int) -> None:
    def line(cells: list[str]) -> str:
        return f"| {' | '.join(cells)} |"

    names = line([f"column {number}" for number in range(columns)])
    body = [line([f"{row}{'x' * width}" for _ in range(columns)]) for row in range(rows)]
    text = "\n".join(["A heading\n\nSome words of prose stand here, and end.\n", names, line(["---"] * columns), *body])
    [table] = read_tables(text)
    pieces = cut_table(table)
    assert [span for piece in pieces for span in piece] == list(table.lines)
    for number, piece in enumerate(pieces):
        above = columns_above(text, piece[0].start)
        assert (above is None) == (number == 0)
        assert above is None or text[above.start : above.end].startswith(names)
        assert len(piece) <= 3 or piece[-1].end - piece[0].start <= 560
    assert columns_above(text, 0) is None


def test_a_table_is_no_part_of_the_prose_around_it_and_tells_its_columns_for_search() -> None:
    rows = "\n".join(f"| Mill number {number} on the long river | {number} tonnes |" for number in range(40))
    text = f"# Mills\n\n## Output\n\nThere are many.\n\n| Name | Output |\n| --- | --- |\n{rows}\n\nThat is all.\n"
    passages = read_passages(text, PassageSettings())
    assert text[passages[0].start : passages[0].end] == "There are many."
    assert text[passages[-1].start : passages[-1].end] == "That is all."
    first, *later = passages[1:-1]
    assert first.heading == "Output"
    assert {passage.heading for passage in later} == {"Output / | Name | Output |"}
    assert sum(len(passage.sentences) for passage in (first, *later)) == 42
