"""Which of several figures is the highest or the lowest: the reader tags figures and names a winner, code decides.

The winner's name is told only where the figure that stands nearest to it is the one that wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from seedqa.index.spans import Span
from seedqa.qa.composition import cite
from seedqa.qa.figures.arithmetic import evaluate
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.durations import digits_of
from seedqa.qa.figures.operands import Operand, cited
from seedqa.qa.figures.operations import NAMES, TIMELESS, in_one_unit
from seedqa.qa.figures.wording import listed, one_line
from seedqa.qa.reading import PassageReading, sentence_around

_WAYS = {"highest": "the highest of", "lowest": "the lowest of"}
_DATED = {"highest": "the latest of", "lowest": "the earliest of"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The operands of a comparison, the one that wins, and the words that name it."""

    operation: str
    operands: tuple[Operand, ...]
    winner: Operand
    name: Span

    @property
    def named(self) -> str:
        """The winner's name as its document has it."""
        return one_line(self.winner.evidence.document.text[self.name.start : self.name.end])


def comparison_of(operation: str, operands: Sequence[Operand], read: Sequence[PassageReading]) -> Comparison | None:
    """The comparison of the operands; None where it cannot be decided, or the name read is not the winner's."""
    values = _ranked(operands) if operation in _WAYS and len(operands) > 1 else None
    if values is None:
        return None
    best = (max if operation == "highest" else min)(values)
    if values.count(best) > 1:
        return None
    winner = operands[values.index(best)]
    name = _name_of(winner, operands, read)
    return None if name is None else Comparison(operation, tuple(operands), winner, name)


def compared(comparison: Comparison, chance: float) -> Computed:
    """The winner in words, beside the figures that were compared."""
    citations, markers = cited(comparison.operands)
    evidence, name = comparison.winner.evidence, comparison.name
    named = comparison.named
    if not any(
        c.document_id == evidence.document.id and c.start <= name.start and name.end <= c.end for c in citations
    ):
        citations += (cite(len(citations) + 1, evidence, sentence_around(evidence.passage, name)),)
        named = f"{named} [{len(citations)}]"
    figures = [f"{one_line(o.words)} [{m}]" for o, m in zip(comparison.operands, markers, strict=True)]
    dated = comparison.winner.quantity.kind == "date"
    lead = (_DATED if dated else _WAYS)[comparison.operation]
    return Computed(
        form=comparison.operation,
        status="answered",
        reason=None,
        answer=f"{named}: {lead} {listed(figures)}.",
        short_answer=comparison.named,
        parts=(),
        citations=citations,
        derivation=None,
        score=round(chance, 4),
    )


def _ranked(operands: Sequence[Operand]) -> list[Decimal] | None:
    """The figures as numbers that compare; None where they are of different kinds or units."""
    figures = [operand.quantity for operand in operands]
    if any(figure.high is not None for figure in figures):
        return None
    if all(figure.kind == "date" for figure in figures):
        digits = [digits_of(figure) for figure in figures]
        return [Decimal(one) for one in digits] if len({len(one) for one in digits}) == 1 else None
    if any(figure.kind in TIMELESS for figure in figures):
        return None
    terms = in_one_unit(figures)
    values = {name: figure.value for name, figure in zip(NAMES, figures, strict=False)}
    return None if terms is None else [evaluate(term, values) for term in terms[0]]


def _name_of(winner: Operand, operands: Sequence[Operand], read: Sequence[PassageReading]) -> Span | None:
    """The best span of the winner's passage that is no figure compared, if the winner stands nearest to it."""
    passage = winner.evidence.passage
    reading = next(one.reading for one in read if one.evidence == winner.evidence)
    here = [operand for operand in operands if operand.evidence == winner.evidence]
    spans = [Span(passage.start + span.start, passage.start + span.end) for span in reading.spans]
    names = [span for span in spans if all(_between(span, operand) > 0 for operand in here)]
    if not names:
        return None
    nearest = min(here, key=lambda operand: (not _within(names[0], operand.sentence), _between(names[0], operand)))
    return names[0] if nearest is winner else None


def _between(span: Span, operand: Operand) -> int:
    """How far a span ends from a figure, in characters; below one where they overlap."""
    return max(operand.place.start - span.end, span.start - operand.place.end) + 1


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
