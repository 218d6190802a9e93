"""Authored cases as records: a piece that answers, one that almost does, the talk before a turn in several forms."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.authored import Case, Library, Turn
from training.needing import needed_words, words_of
from training.pieces import Piece, paragraphs_of, passages_of
from training.records import Gold, Labels, Operand, Record
from training.wording import roughened

Ranks = Mapping[str, Sequence[str]]

_WHOLE_PARAGRAPHS = 0.35
_TITLED = 0.8
_FULLEST = 0.8
_FOREIGN = 0.3
_FIRST = 0.5
_ALONE = 0.25
_STRANGE_PAST = 0.05
_ROUGH = 0.08
_COPIES = {
    "compute": 2.2,
    "compare": 3.0,
    "count": 3.0,
    "list": 2.2,
    "polar": 1.5,
    "conflict": 1.5,
    "fact": 0.5,
    "": 0.5,
}
_NEGATIVES = {"fact": 0.5, "compute": 0.3}
_OTHER_NEGATIVES = 0.4
_TURNS = 1.5
PAST_TURNS = 2


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library's pieces, in both cuts by document, and all by id."""

    library: Library
    passages: Mapping[str, Sequence[Piece]]
    paragraphs: Mapping[str, Sequence[Piece]]

    @classmethod
    def of(cls, library: Library) -> "Shelf":
        """Cuts every document."""
        documents = library.documents
        passages = {name: passages_of(document) for name, document in documents.items()}
        return cls(library, passages, {name: paragraphs_of(document) for name, document in documents.items()})

    def by_id(self) -> dict[str, Piece]:
        """The pieces cut as the index cuts them."""
        return {piece.id: piece for pieces in self.passages.values() for piece in pieces}


class Lessons:
    """Draws rounds of records from a shelf; ``ranks`` has for each case the ids of pieces, likeliest first."""

    def __init__(self, shelf: Shelf, ranks: Ranks) -> None:
        self._shelf = shelf
        self._ranks = ranks
        self._pieces = shelf.by_id()

    def round(self, rng: random.Random) -> list[Record]:
        """The cases, those that are rare oftener, with near misses beside them, shuffled."""
        made: list[Record] = []
        for case in self._shelf.library.cases:
            wanted = _COPIES[case.kind] * (_TURNS if case.earlier else 1.0)
            for _ in range(int(wanted) + (rng.random() < wanted % 1)):
                made += self._drawn(case, rng)
        rng.shuffle(made)
        return made

    def _drawn(self, case: Case, rng: random.Random) -> list[Record]:
        found = [self.answering(case, rng)] if case.kind else [self.missing(case, rng)]
        if case.kind and rng.random() < _NEGATIVES.get(case.kind, _OTHER_NEGATIVES):
            found.append(self.missing(case, rng))
        return [record for record in found if record is not None]

    def answering(self, case: Case, rng: random.Random) -> Record | None:
        """The case over a piece that holds answers of it, most often the one with most of them."""
        cut = self._shelf.paragraphs if rng.random() < _WHOLE_PARAGRAPHS else self._shelf.passages
        pieces = [piece for name in case.documents for piece in cut[name]]
        held = [(sum(piece.found(place) is not None for place in case.places), piece) for piece in pieces]
        holding = [(count, piece) for count, piece in held if count]
        if not holding:
            return None
        most = max(count for count, _ in holding)
        fullest = [piece for count, piece in holding if count == most]
        chosen = rng.choice(fullest if rng.random() < _FULLEST else [piece for _, piece in holding])
        return put(case, chosen, rng)

    def missing(self, case: Case, rng: random.Random) -> Record | None:
        """The case over a piece that does not answer it but was ranked high."""
        own = [piece for piece in self._ranked(case) if piece.document in case.documents]
        foreign = [piece for piece in self._ranked(case) if piece.document not in case.documents]
        foreign = [piece for piece in foreign if _names_what_is_not_in(case.alone, piece)]
        pieces = foreign if foreign and (not own or rng.random() < _FOREIGN) else own
        if not pieces:
            return None
        outdated = [piece for piece in pieces if any(piece.found(place) for place in case.old)]
        chosen = rng.choice(outdated or pieces) if rng.random() >= _FIRST or outdated else pieces[0]
        return put(case, chosen, rng)

    def _ranked(self, case: Case) -> list[Piece]:
        pieces = [self._pieces[name] for name in self._ranks.get(case.id, ())]
        return [piece for piece in pieces if not _holds(case, piece)]


def put(case: Case, piece: Piece, rng: random.Random) -> Record:
    """The case over this piece, with the talk before it in one of its forms."""
    question, history, needed = _worded(case, rng)
    spans = [(place, piece.found(place)) for place in case.places]
    found = [(place, span) for place, span in spans if span is not None]
    golds = tuple(dict.fromkeys(Gold(*span) for _, span in found))
    named = [span for place in case.winners if (span := piece.found(place)) is not None]
    operands = tuple(Operand(*span, place.slot) for place, span in found if place.slot != "none")
    labels = _labels(case, golds, operands, needed)
    # The best span of a comparison is its winner's name, where the piece has it; its figures are tagged as operands.
    golds = tuple(Gold(*span) for span in named) if golds and named else golds
    title = piece.title if rng.random() < _TITLED else ""
    if not history and rng.random() < _ROUGH:
        question = roughened(question, rng)
    group = piece.document
    return Record(f"{case.id}@{piece.id}", "authored", group, question, piece.text, golds, title, history, labels)


def _labels(
    case: Case, golds: tuple[Gold, ...], operands: tuple[Operand, ...], needed: frozenset[str] | None
) -> Labels:
    calculated = case.kind in ("compute", "compare")
    items = None if calculated and golds else golds
    operation = "" if calculated and not golds else case.operation
    affirmed = case.affirmed if golds else None
    return Labels(items, operands, operation, case.kind, affirmed, needed)


def _worded(case: Case, rng: random.Random) -> tuple[str, tuple[str, ...], frozenset[str] | None]:
    """The question, the talk before it, and which of that talk's words it needs."""
    if not case.earlier:
        return case.question, (), None
    if rng.random() < _ALONE:
        if rng.random() < _STRANGE_PAST / _ALONE:
            history = told(case.earlier, rng)
            return case.alone, history, frozenset()
        return case.alone, (), None
    history = told(case.earlier, rng)
    return case.question, history, needed_words(case.question, case.alone, history)


def told(earlier: Sequence[Turn], rng: random.Random) -> tuple[str, ...]:
    """The last turns and their answers: as they were put, as they stand alone, or with what they lacked in brackets."""
    texts: list[str] = []
    before: list[str] = []
    form = rng.choice(("put", "alone", "filled", "filled"))
    for turn in earlier:
        lacking = [word for word, _, _ in words_of(turn.alone) if word in needed_words(turn.asked, turn.alone, before)]
        filled = f"{turn.asked} ({' '.join(lacking)})" if lacking else turn.asked
        before = [*before, turn.asked, turn.answer]
        texts += [{"put": turn.asked, "alone": turn.alone, "filled": filled}[form], turn.answer]
    kept = texts[-2 * PAST_TURNS :]
    return tuple(kept)


def _holds(case: Case, piece: Piece) -> bool:
    """Whether a piece holds an answer of the case, as a place of it or in the same words."""
    return any(piece.found(place) for place in case.places)


def _names_what_is_not_in(question: str, piece: Piece) -> bool:
    """Whether the question names something, in capitals or with digits, that neither piece nor title has."""
    there = {word for word, _, _ in words_of(f"{piece.title} {piece.text}")}
    names = [word for word in question.split()[1:] if word[:1].isupper() or any(letter.isdigit() for letter in word)]
    told_words = [word for name in names for word, _, _ in words_of(name)]
    return any(word not in there for word in told_words)
