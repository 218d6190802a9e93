"""Wrong answers made from right ones: what the gate has to refuse.

Each mutant differs from a true claim in one way, its ``kind``, and is made only where it is certainly wrong: a new
figure, unit, year or name stands in none of its citations, a moved citation states no accepted wording, an exchanged
question is one that the documents do not answer. The same seed gives the same mutants.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from seedqa.evals import alterations, relocations, substitutions
from seedqa.evals.cases import Suite
from seedqa.evals.claims import Claim, told_claims, true_claims
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Library
from seedqa.evals.twins import GOLD_KINDS, Twin, gold_twins

MOST = 2

Variant = tuple[str, tuple[GivenCitation, ...]]
Maker = Callable[[Claim, Gazetteer], Iterator[Variant]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A statement that its citations do not bear, or that does not answer the question; and what it was made from."""

    kind: str
    case_id: str
    question: str
    statement: str
    citations: tuple[GivenCitation, ...]
    truth: Claim


def mutants(suites: Sequence[Suite], library: Library, seed: int = 0, most: int = MOST) -> tuple[Mutant, ...]:
    """``misstatements``, then true claims under exchanged questions."""
    claims = true_claims(suites, Gazetteer.of(library))
    return (*misstatements(suites, library, seed, most), *_misplaced(claims, gold_twins(suites, library, seed)))


def misstatements(suites: Sequence[Suite], library: Library, seed: int = 0, most: int = MOST) -> tuple[Mutant, ...]:
    """At most ``most`` mutants of each kind from each true claim: what its citations do not bear.

    Where gold has few occasions for a kind, sentences of the documents are claims as well.
    """
    gazetteer = Gazetteer.of(library)
    claims = true_claims(suites, gazetteer)
    made = [mutant for claim in claims for mutant in _mutants(claim, _MAKERS, gazetteer, seed, most)]
    rare = [mutant for claim in told_claims(gazetteer) for mutant in _mutants(claim, _RARE, gazetteer, seed, most)]
    return (*made, *rare)


def _mutants(claim: Claim, makers: Mapping[str, Maker], gazetteer: Gazetteer, seed: int, most: int) -> Iterator[Mutant]:
    for kind, make in makers.items():
        variants = list(dict.fromkeys(make(claim, gazetteer)))
        chance = random.Random(f"{seed}:{claim.case_id}:{claim.form}:{claim.statement}:{kind}")
        chosen = sorted(chance.sample(range(len(variants)), min(most, len(variants))))
        for statement, citations in (variants[place] for place in chosen):
            yield Mutant(kind, claim.case_id, claim.question, statement, citations, claim)


def _misplaced(claims: Sequence[Claim], questions: Sequence[Twin]) -> Iterator[Mutant]:
    for twin in questions:
        for claim in claims:
            if claim.case_id == twin.case_id:
                yield Mutant(
                    f"question-{twin.kind}", claim.case_id, twin.question, claim.statement, claim.citations, claim
                )


def _restated(alter: Callable[[str, str], Iterator[str]], sentences_only: bool = False) -> Maker:
    """Another statement under the same citations."""

    def make(claim: Claim, gazetteer: Gazetteer) -> Iterator[Variant]:
        if claim.form == "sentence" or not sentences_only:
            for statement in alter(claim.statement, claim.evidence):
                yield statement, claim.citations

    return make


def _renamed(alter: Callable[[Claim, Gazetteer], Iterator[str]]) -> Maker:
    """Another statement under the same citations, for which the names or years of the corpus are needed."""

    def make(claim: Claim, gazetteer: Gazetteer) -> Iterator[Variant]:
        for statement in alter(claim, gazetteer):
            yield statement, claim.citations

    return make


def _relocated(move: Callable[[Claim, Gazetteer], Iterator[tuple[GivenCitation, ...]]]) -> Maker:
    """The same statement under other citations."""

    def make(claim: Claim, gazetteer: Gazetteer) -> Iterator[Variant]:
        for citations in move(claim, gazetteer):
            yield claim.statement, citations

    return make


_MAKERS: Mapping[str, Maker] = {
    "digit-flipped": _restated(alterations.flip_digits),
    "point-moved": _restated(alterations.move_points),
    "scale-exchanged": _restated(alterations.exchange_scales),
    "unit-exchanged": _restated(alterations.exchange_units),
    "negation-removed": _restated(alterations.remove_negations, sentences_only=True),
    "negation-added": _restated(alterations.add_negations, sentences_only=True),
    "parties-exchanged": _renamed(substitutions.other_parties),
    "name-exchanged": _renamed(substitutions.other_names),
    "year-exchanged": _renamed(substitutions.other_years),
    "stitched": substitutions.stitched,
    "span-shifted": _relocated(relocations.shifted),
    "span-cut": _relocated(relocations.cut),
    "passage-moved": _relocated(relocations.to_other_passage),
    "document-moved": _relocated(relocations.to_other_document),
}
_RARE = {kind: _MAKERS[kind] for kind in ("negation-removed", "parties-exchanged")}
KINDS = (*_MAKERS, *(f"question-{kind}" for kind in GOLD_KINDS))
