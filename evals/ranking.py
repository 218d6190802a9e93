"""Where retrieval put the proof: ranks of proving quotes among the passages shown, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from seedqa.evals.cases import Case, Quote
from seedqa.evals.library import Library, Span


@dataclass(frozen=True, slots=True)
class Ranking:
    """``rank`` of the proof from 1, None where it was not found; ``gain`` is the discounted one, 1 at its best."""

    rank: int | None
    gain: float

    @property
    def reciprocal(self) -> float:
        """One over the rank, 0 where the proof was not found."""
        return 1 / self.rank if self.rank else 0.0


def rank_proofs(case: Case, library: Library, retrieved: Sequence[Span], depth: int) -> Ranking:
    """The ranking of a case's proofs."""
    return Ranking(proof_rank(case, library, retrieved), _gain(case, library, retrieved[:depth]))


def proof_rank(case: Case, library: Library, retrieved: Sequence[Span]) -> int | None:
    """The place, from 1, of the first passage that overlaps a proving quote.

    A question over two documents needs a proof from each: its rank is that of the last one found.
    """
    names = sorted({quote.document for quote in case.evidence})
    groups = [[name] for name in names] if case.kind == "two-document" else [names]
    ranks = [_first(case.evidence, group, library, retrieved) for group in groups]
    found = [rank for rank in ranks if rank is not None]
    return max(found) if found and len(found) == len(ranks) else None


def _first(quotes: Sequence[Quote], names: Sequence[str], library: Library, retrieved: Sequence[Span]) -> int | None:
    ranks = (_rank(quote, library, retrieved) for quote in quotes if quote.document in names)
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank(quote: Quote, library: Library, retrieved: Sequence[Span]) -> int | None:
    places = library.places(quote)
    ranks = (rank for rank, passage in enumerate(retrieved, 1) if any(passage.overlaps(place) for place in places))
    return next(ranks, None)


def _gain(case: Case, library: Library, retrieved: Sequence[Span]) -> float:
    """nDCG with one gain for each passage that is the first to prove something, and one for each quote not found."""
    ranks = [_rank(quote, library, retrieved) for quote in case.evidence]
    found = {rank for rank in ranks if rank is not None}
    units = len(found) + ranks.count(None)
    return sum(_discount(rank) for rank in found) / sum(_discount(rank) for rank in range(1, units + 1))


def _discount(rank: int) -> float:
    return 1 / log2(rank + 1)
