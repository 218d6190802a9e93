"""Pieces are the document's own words: every place is found where it stands, and long tables keep their head."""

from training.authored import Document, Place
from training.pieces import Piece, paragraphs_of, passages_of

ROWS = [f"| item {number} | {number * 37} | a remark on number {number} |" for number in range(30)]
HEAD = "| thing | figure | remark |\n| --- | --- | --- |"
TABLE = "\n".join([HEAD, *ROWS])
PROSE = " ".join(f"Sentence number {number} tells of item {number} and no other thing at all." for number in range(30))
DOCUMENT = Document("d", "d", "A title", (PROSE, TABLE, "A closing line, which says little."))


def words(piece: Piece, place: Place) -> str:
    found = piece.found(place)
    return piece.text[slice(*found)] if found else ""


def test_every_place_of_the_prose_is_found_in_its_own_words() -> None:
    for cut in (passages_of(DOCUMENT), paragraphs_of(DOCUMENT)):
        for number in range(30):
            start = PROSE.index(f"item {number} and")
            place = Place("d", 0, start, start + len(f"item {number}"))
            assert {words(piece, place) for piece in cut} - {""} == {f"item {number}"}


def test_a_long_table_is_cut_between_rows_with_its_head_on_each_piece() -> None:
    pieces = [piece for piece in passages_of(DOCUMENT) if "| ---" in piece.text]
    assert len(pieces) > 1
    assert all(piece.text.startswith(HEAD) for piece in pieces)
    assert [line for piece in pieces for line in piece.text.split("\n")[2:]] == ROWS
    for row in ROWS:
        start = TABLE.index(row)
        assert sum(words(piece, Place("d", 1, start, start + len(row))) == row for piece in pieces) == 1


def test_a_place_of_another_document_is_not_found() -> None:
    assert all(piece.found(Place("e", 0, 0, 8)) is None for piece in passages_of(DOCUMENT))
