"""A claim held against the passages: its quotes, figures, names, polarity and words. The only way out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seedqa.index.quantities import Quantity
from seedqa.qa.llm.attachment import detached
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.faults import NotProvenError
from seedqa.qa.llm.figures import unborne_figure
from seedqa.qa.llm.formulas import Worked, work_out
from seedqa.qa.llm.naming import strange_name
from seedqa.qa.llm.polarity import turned
from seedqa.qa.llm.proof import Proof
from seedqa.qa.llm.proposal import Claim
from seedqa.qa.llm.quoting import Placed, placed
from seedqa.qa.llm.results import told_results
from seedqa.qa.llm.wording import own_words

_LONGEST = 700
# What a yes/no question is answered with goes before the statement, and is no part of it.
_VERDICT = re.compile(r"^(?:yes|no)\b[\s,:;.–—-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proven:
    """A claim that holds; ``figures`` are those of it that its formula gives, as they stand in it."""

    text: str
    quotes: tuple[Placed, ...]
    worked: Worked | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A claim that does not hold, and why, in words for the model."""

    claim: Claim
    why: str


def prove(claim: Claim, excerpts: Sequence[Excerpt], question: str) -> Proven | Fault:
    """The claim with the places that prove it, else what is wrong with it."""
    try:
        return _proven(claim, excerpts, question)
    except NotProvenError as error:
        return Fault(claim, str(error))


def _proven(claim: Claim, excerpts: Sequence[Excerpt], question: str) -> Proven:
    if len(claim.text) > _LONGEST or "\n" in claim.text:
        raise NotProvenError("the sentence is too long")
    worked = work_out(claim.formula, excerpts, question) if claim.formula is not None else None
    quotes = _places(claim, worked, excerpts)
    proof, text = Proof(quotes, question), _VERDICT.sub("", claim.text)
    figures: list[Quantity] = []
    if worked is not None:
        figures, why = told_results(text, worked, proof)
        if not figures:
            raise NotProvenError(why)
    for fault in (
        unborne_figure(text, proof, figures if worked is not None else None),
        None if worked is not None else detached(text, proof),
        strange_name(text, proof),
        turned(text, proof, worked is not None),
        own_words(text, proof, worked is not None),
    ):
        if fault is not None:
            raise NotProvenError(fault)
    return Proven(claim.text, quotes, worked, tuple(_words_of(figures, text)))


def _words_of(figures: Sequence[Quantity], text: str) -> Iterator[str]:
    return (text[figure.start : figure.end] for figure in figures)


def _places(claim: Claim, worked: Worked | None, excerpts: Sequence[Excerpt]) -> tuple[Placed, ...]:
    """Where all that proves the claim stands, operands and their headers too."""
    places: list[Placed] = []
    for quoted in claim.quotes:
        found = placed(quoted, excerpts)
        if not found:
            raise NotProvenError(f"the quote {quoted.text[:160]!r} does not stand in passage {quoted.passage}")
        places += found
    for operand in worked.operands if worked else ():
        places += [place for place in (operand.place, operand.header) if place is not None]
    if not places:
        raise NotProvenError("it has no quote")
    return tuple(dict.fromkeys(places))
