"""An exported reader on authored cases: every question over the pieces of its own documents, scored by kind.

The best span of a question is that of the piece that surest answers.
"""

import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from seedqa.qa.reader.reading import Reading
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.tags import TaggedOperand
from training.authored import Case, Place
from training.lessons import PAST_TURNS, Shelf
from training.needing import needed_words, words_of
from training.pieces import Piece
from training.scoring import auc, exact, f1, normalised

TABLES = ("a6-", "a11-")


@dataclass(frozen=True, slots=True)
class Read:
    """A case, its pieces, and what the reader said of each."""

    case: Case
    pieces: tuple[Piece, ...]
    readings: tuple[Reading, ...]
    history: tuple[str, ...]

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
        found = [_words(self.pieces, place) for place in self.case.places]
        return tuple(text for text in found if text)

    @property
    def in_table(self) -> bool:
        """Whether the case is of documents with tables."""
        return self.case.id.startswith(TABLES)


def read_cases(reader: Reader, shelf: Shelf, cases: Iterable[Case], alone: bool = False) -> list[Read]:
    """Each case read over every piece of its documents; turns with the talk before them, or made to stand alone."""
    return [_read(reader, shelf, case, alone) for case in cases]


def sampled(cases: Sequence[Case], share: float, seed: int = 5) -> list[Case]:
    """A fixed part of the cases."""
    return random.Random(seed).sample(list(cases), round(share * len(cases)))


def _read(reader: Reader, shelf: Shelf, case: Case, alone: bool) -> Read:
    pieces = tuple(piece for name in case.documents for piece in shelf.passages[name])
    history = () if alone else told_before(case)
    question = case.alone if alone else case.question
    titles = [piece.title for piece in pieces]
    readings = reader.read(question, [piece.text for piece in pieces], 5, titles, history)
    return Read(case, pieces, tuple(readings), history)


def told_before(case: Case) -> tuple[str, ...]:
    """The last turns before a case with their answers, as they were put."""
    return tuple(text for turn in case.earlier[-PAST_TURNS:] for text in (turn.asked, turn.answer))


def spans_told(reads: Sequence[Read]) -> str:
    """Exact match and F1 of the best span, in percent."""
    if not reads:
        return "–"
    right = statistics.fmean(exact(read.text, read.golds) for read in reads)
    near = statistics.fmean(f1(read.text, read.golds) for read in reads)
    return f"EM {100 * right:.1f} F1 {100 * near:.1f} (n {len(reads)})"


def answers_told(reads: Sequence[Read]) -> str:
    """How well has-answer ranks pieces that hold an answer above those that do not, and cases that are answered."""
    pieces = [
        (reading.answerable, any(piece.found(place) for place in read.case.places))
        for read in reads
        for piece, reading in zip(read.pieces, read.readings, strict=True)
    ]
    whole = [(read.readings[read.best].answerable, bool(read.case.kind)) for read in reads]
    return f"AUC pieces {_auc(pieces):.3f} (n {len(pieces)}), questions {_auc(whole):.3f} (n {len(whole)})"


def lists_told(reads: Sequence[Read]) -> str:
    """F1 of items, one that equals a gold one counting as right; over all pieces that probably answer."""
    scores = [_set_f1(items_of(read), [normalised(text) for text in read.golds]) for read in reads]
    return f"item F1 {100 * statistics.fmean(scores):.1f} (n {len(scores)})" if scores else "–"


def items_of(read: Read) -> list[str]:
    """The items of the best piece and of every other that more probably answers than not."""
    chosen = [n for n, reading in enumerate(read.readings) if n == read.best or reading.answerable > 0]
    found = [
        normalised(read.pieces[number].text[item.start : item.end])
        for number in chosen
        for item in read.readings[number].items
    ]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Worked:
    """A calculation as the reader tags it: sure of it as of its least sure part."""

    operation: str
    operands: frozenset[tuple[str, str]]
    sure: float


def worked(read: Read) -> Worked:
    """The calculation of the best piece; operands that it lacks come from the next that may answer."""
    best = read.readings[read.best]
    found = [(best, read.pieces[read.best], operand) for operand in best.operands]
    for number in sorted(range(len(read.pieces)), key=lambda n: -read.readings[n].answerable):
        reading = read.readings[number]
        if number != read.best and reading.answerable > 0 and len(found) < 2:
            found += [(reading, read.pieces[number], operand) for operand in reading.operands]
    sure = min([best.operation.probability, *(operand.probability for _, _, operand in found)])
    return Worked(best.operation.name, frozenset(_slotted(piece, one) for _, piece, one in found), sure)


def _slotted(piece: Piece, operand: TaggedOperand) -> tuple[str, str]:
    return operand.slot, figures_in(piece.text[operand.start : operand.end])


def figures_in(text: str) -> str:
    """What of a span counts as the figure: its digits, or its words where it has none."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter in ".,")
    return digits.strip(".,") or normalised(text)


def calculation_right(read: Read) -> tuple[bool, bool, bool]:
    """Whether the operation, the operands with their slots, and both are right."""
    made = worked(read)
    wanted = frozenset(
        (place.slot, figures_in(_words(read.pieces, place))) for place in read.case.places if place.slot != "none"
    )
    operation = made.operation == read.case.operation
    return operation, made.operands == wanted, operation and made.operands == wanted


def calculations_told(reads: Sequence[Read]) -> str:
    """Of 100 calculations how many are wholly right, and how right those are that it is sure of."""
    if not reads:
        return "–"
    named = [read for read in reads if read.case.operation != "other"]
    rights = {read.case.id: calculation_right(read) for read in named}
    shares = [100 * statistics.fmean(right[part] for right in rights.values()) for part in range(3)]
    parts = f"operation {shares[0]:.1f} operands {shares[1]:.1f} both {shares[2]:.1f} (n {len(named)} of {len(reads)})"
    return parts


def precision_told(calculated: Sequence[Read], others: Sequence[Read], least: float) -> str:
    """Of all questions whose calculation would be shown at a threshold, how many are right, and how many are wrong."""
    shown = [read for read in [*calculated, *others] if shows(read, least)]
    right = sum(read.case.kind in ("compute", "compare") and calculation_right(read)[2] for read in shown)
    return f"at {least:.2f}: {right} right of {len(shown)} shown"


def shows(read: Read, least: float) -> bool:
    """Whether the reader is so sure of a calculation that it would be shown."""
    made = worked(read)
    computes = made.operation not in ("none", "other", "count") and bool(made.operands)
    return computes and made.sure >= least and read.readings[read.best].answerable > 0


def polar_told(reads: Sequence[Read]) -> str:
    """Of 100 yes/no questions how many have the right side."""
    rights = [(read.readings[read.best].affirmed > 0.5) == read.case.affirmed for read in reads]
    return f"right {100 * statistics.fmean(rights):.1f} (n {len(rights)})" if rights else "–"


def needed_told(reads: Sequence[Read]) -> str:
    """F1 of the words of the talk that turns need; those that need none count as well."""
    scores = []
    for read in reads:
        if read.history:
            told = {
                word
                for one in read.readings[read.best].needed
                for word, _, _ in words_of(read.history[one.text][one.start : one.end])
            }
            scores.append(_set_f1(list(told), list(needed_words(read.case.question, read.case.alone, read.history))))
    return f"F1 {100 * statistics.fmean(scores):.1f} (n {len(scores)})" if scores else "–"


def kinds_told(reads: Sequence[Read]) -> str:
    """Of 100 answerable questions how many are taken for the kind they are."""
    rights = [read.readings[read.best].kind.name == read.case.kind for read in reads if read.case.kind]
    return f"right {100 * statistics.fmean(rights):.1f} (n {len(rights)})" if rights else "–"


def by_kind(reads: Sequence[Read], *kinds: str) -> list[Read]:
    """Those of these kinds."""
    return [read for read in reads if read.case.kind in kinds]


def report(reads: Sequence[Read]) -> str:
    """Every figure, a line each."""
    facts = by_kind(reads, "fact")
    calculated = by_kind(reads, "compute", "compare")
    others = [read for read in reads if read.case.kind not in ("compute", "compare")]
    turns = [read for read in reads if read.history]
    lines: list[tuple[str, Callable[[], str]]] = [
        ("facts of prose", lambda: spans_told([read for read in facts if not read.in_table])),
        ("facts of tables", lambda: spans_told([read for read in facts if read.in_table])),
        ("facts of turns", lambda: spans_told([read for read in facts if read.history])),
        ("deciding clauses", lambda: spans_told(by_kind(reads, "polar"))),
        ("does it answer", lambda: answers_told(reads)),
        ("lists", lambda: lists_told(by_kind(reads, "list"))),
        ("lists, counts, conflicts", lambda: lists_told(by_kind(reads, "list", "count", "conflict"))),
        ("calculations", lambda: calculations_told(calculated)),
        *[(f"shown {least}", lambda x=least: precision_told(calculated, others, x)) for least in (0.5, 0.7, 0.8, 0.9)],  # type: ignore[misc]
        ("yes or no", lambda: polar_told(by_kind(reads, "polar"))),
        ("needed words", lambda: needed_told(turns)),
        ("kind", lambda: kinds_told(reads)),
    ]
    return "\n".join(f"{name}: {told()}" for name, told in lines)


def _words(pieces: Sequence[Piece], place: Place) -> str:
    for piece in pieces:
        found = piece.found(place)
        if found is not None:
            return piece.text[slice(*found)]
    return ""


def _auc(pairs: Sequence[tuple[float, bool]]) -> float:
    return auc(np.array([score for score, _ in pairs]), np.array([truth for _, truth in pairs]))


def _set_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(not found and not wanted)
    return 2 * len(set(found) & set(wanted)) / (len(set(found)) + len(set(wanted)))
