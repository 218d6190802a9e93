"""A statement of the model, held against the passages it was shown: which sentence proves it, if any does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seedqa.index.quantities import read_dates, read_quantities
from seedqa.index.spans import Span
from seedqa.qa.evidence import gate
from seedqa.qa.generation.fidelity import infidelity
from seedqa.qa.generation.sources import Source
from seedqa.qa.generation.statements import Statement


@dataclass(frozen=True, slots=True)
class Proven:
    """A statement, and the sentence that proves it; ``answering`` if the extractive answer rests on it too."""

    text: str
    source: Source
    span: Span

    @property
    def answering(self) -> bool:
        return self.span in self.source.answering


def prove(statement: Statement, sources: Sequence[Source], documents: Mapping[str, str]) -> "Proven | str":
    """The statement with its proof, else why it has none. A marker binds it to its passage; a statement without one
    may be proven by any."""
    if not statement.whole:
        return "it was cut off"
    known = {source.number: source for source in sources}
    invented = [marker for marker in statement.markers if marker not in known]
    if invented:
        return f"there is no passage [{invented[0]}]"
    why = "no sentence is like it"
    for source in [known[marker] for marker in statement.markers] or sources:
        for span in source.spans:
            rejection = gate(statement.text, [source.cite(1, span)], documents)
            if rejection is None:
                sentence = source.document.text[span.start : span.end]
                unlike = infidelity(statement.text, sentence)
                if unlike is None:
                    return Proven(statement.text, source, span)
                why = unlike
    return why


def states(text: str, part: str) -> bool:
    """Whether a text states a part of the short answer: word for word, or the same figures or dates by value."""
    if _flat(part) in _flat(text):
        return True
    dates = {date.value for date in read_dates(text)}
    wanted = [date.value for date in read_dates(part)]
    if wanted:
        return all(value in dates for value in wanted)
    figures = {(figure.value, figure.unit) for figure in read_quantities(text)}
    asked = [(figure.value, figure.unit) for figure in read_quantities(part)]
    return bool(asked) and all(figure in figures for figure in asked)


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())
