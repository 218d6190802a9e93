"""Authored cases as an exported reader sees them: every question over the pieces of its own documents."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seedqa.qa.reader.folder import Calibration, Least
from seedqa.qa.reader.reading import Outputs, Reading, Seen, combined, figures_of, seen_of
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.windows import Window

from training.authored import Case, Place
from training.judging import Judged, judged_of
from training.lessons import PAST_TURNS, Shelf
from training.pieces import Piece
from training.records import Gold, Record

TABLES = ("a6-", "a11-")


@dataclass(frozen=True, slots=True)
class Looked:
    """A case, its pieces, and the network's logits for the windows of each."""

    case: Case
    pieces: tuple[Piece, ...]
    outputs: tuple[tuple[tuple[Window, Outputs], ...], ...]
    history: tuple[str, ...]

    def seen(self, least: Least) -> list[list[Seen]]:
        """What the logits say, tags counting from these probabilities on."""
        figures = [figures_of(piece.text) for piece in self.pieces]
        given = zip(figures, self.outputs, strict=True)
        return [[seen_of(*one, least, places) for one in found] for places, found in given]

    def judged(self) -> list[Judged]:
        """Each piece as a record that does or does not answer."""
        return [self._judged(piece, seen) for piece, seen in zip(self.pieces, self.seen(Least()), strict=True)]

    def _judged(self, piece: Piece, seen: Sequence[Seen]) -> Judged:
        spans = [span for span in map(piece.found, self.case.places) if span is not None]
        golds = tuple(Gold(*span) for span in spans)
        name = f"{self.case.id}@{piece.id}"
        record = Record(name, "authored", piece.document, self.case.question, piece.text, golds)
        return judged_of(record, seen)


@dataclass(frozen=True, slots=True)
class Read:
    """A case, its pieces, and the reading of each."""

    case: Case
    pieces: tuple[Piece, ...]
    readings: tuple[Reading, ...]
    history: tuple[str, ...]

    @classmethod
    def of(cls, looked: Looked, calibration: Calibration, least: Least) -> "Read":
        """The readings that a calibration makes of what was said."""
        readings = tuple(combined(seen, calibration, 5) for seen in looked.seen(least))
        return cls(looked.case, looked.pieces, readings, looked.history)

    @property
    def best(self) -> int:
        """The piece that surest answers."""
        return max(range(len(self.pieces)), key=lambda number: self.readings[number].answerable)

    @property
    def text(self) -> str:
        """The best span of that piece."""
        spans = self.readings[self.best].spans
        return self.pieces[self.best].text[spans[0].start : spans[0].end] if spans else ""

    @property
    def golds(self) -> tuple[str, ...]:
        """The answer's words, each place."""
        found = [words_at(self.pieces, place) for place in self.case.places]
        return tuple(text for text in found if text)

    @property
    def in_table(self) -> bool:
        """Whether the case is of documents with tables."""
        return self.case.id.startswith(TABLES)


def look_at(reader: Reader, shelf: Shelf, cases: Iterable[Case], alone: bool = False) -> list[Looked]:
    """Each case over every piece of its documents; turns with the talk before them, or made to stand alone."""
    return [_looked(reader, shelf, case, alone) for case in cases]


def sampled(cases: Sequence[Case], share: float, seed: int = 5) -> list[Case]:
    """A fixed part of the cases."""
    return random.Random(seed).sample(list(cases), round(share * len(cases)))


def _looked(reader: Reader, shelf: Shelf, case: Case, alone: bool) -> Looked:
    pieces = tuple(piece for name in case.documents for piece in shelf.passages[name])
    history = () if alone else told_before(case)
    question = case.alone if alone else case.question
    titles = [piece.title for piece in pieces]
    outputs = reader.outputs(question, [piece.text for piece in pieces], titles, history)
    return Looked(case, pieces, tuple(map(tuple, outputs)), history)


def told_before(case: Case) -> tuple[str, ...]:
    """The last turns before a case with their answers, as they were put."""
    return tuple(text for turn in case.earlier[-PAST_TURNS:] for text in (turn.asked, turn.answer))


def words_at(pieces: Sequence[Piece], place: Place) -> str:
    """The words of a place, in the first piece that has it."""
    for piece in pieces:
        found = piece.found(place)
        if found is not None:
            return piece.text[slice(*found)]
    return ""
