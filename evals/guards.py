"""What must never break and no gold question shows: the gate against mutants, the way out, and deleted documents.

Each guard is a few gates of its own over the bundled corpora; ``evals.guards`` runs them beside the suites.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from seedqa.evals.cases import CORPORA, find_suite, load_suite
from seedqa.evals.claims import Claim, true_claims
from seedqa.evals.gates import Gate
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Library, read_folder
from seedqa.evals.lifecycle import check_lifecycle
from seedqa.evals.mutants import Mutant, misstatements
from seedqa.evals.sampling import sample
from seedqa.qa.composition import Composed
from seedqa.qa.evidence import gate
from seedqa.qa.outcome import Outcome
from seedqa.qa.proving import proven
from seedqa.qa.types import Citation

FEWEST_REJECTED, MOST_REFUSED = 0.99, 0.02
_FAST_CASES = 12

# The index folder over the corpus of that name.
IndexOf = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A corpus with true claims about it and the wrong ones made from them."""

    library: Library
    claims: tuple[Claim, ...]
    mutants: tuple[Mutant, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The canonical texts by id."""
        return {key: source.text for key, source in self.library.by_id.items()}


@dataclass(frozen=True, slots=True)
class GuardRoom:
    """What guards work with; ``fast`` looks at a part only."""

    fast: bool
    index_of: IndexOf | None
    exhibits: Callable[[], tuple[Exhibit, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exhibits", cache(lambda: tuple(_exhibit(name, self.fast) for name in CORPORA_USED)))


CORPORA_USED = ("seeds", "harbour")


def check_guards(names: Sequence[str], room: GuardRoom) -> list[Gate]:
    """The gates of these guards."""
    return [gate for name in names for gate in GUARDS[name](room)]


def _exhibit(corpus: str, fast: bool) -> Exhibit:
    library = read_folder(CORPORA[corpus])
    gold = load_suite(find_suite(f"{corpus}-dev"))
    suites = [sample(gold, _FAST_CASES) if fast else gold]
    # Whether a true statement answers another question is not for this gate to say.
    return Exhibit(library, true_claims(suites, Gazetteer.of(library)), misstatements(suites, library))


def _check_mutants(room: GuardRoom) -> list[Gate]:
    """Every kind of wrong statement is rejected, and true ones pass."""
    made, passed, names = Counter[str](), Counter[str](), list[str]()
    refused, claims = list[str](), 0
    for exhibit in room.exhibits():
        texts = exhibit.texts
        for mutant in exhibit.mutants:
            made[mutant.kind] += 1
            if gate(mutant.statement, mutant.citations, texts) is None:
                passed[mutant.kind] += 1
                names.append(f"{mutant.case_id}/{mutant.kind}")
        claims += len(exhibit.claims)
        refused += [one.case_id for one in exhibit.claims if gate(one.statement, one.citations, texts) is not None]
    bad = [kind for kind in made if made[kind] - passed[kind] < FEWEST_REJECTED * made[kind]]
    finding = f"{sum(made.values()) - sum(passed.values())} of {sum(made.values())} rejected"
    told = "; ".join([finding, *(f"{kind}: {passed[kind]} of {made[kind]} passed" for kind in bad)])
    few = len(refused) <= MOST_REFUSED * claims
    return [
        Gate("mutants", f"rejected >= {FEWEST_REJECTED} of every kind", not bad, told, tuple(names) if bad else ()),
        Gate("mutants", f"true claims refused <= {MOST_REFUSED}", few, f"{len(refused)} of {claims}", tuple(refused)),
    ]


def _check_way_out(room: GuardRoom) -> list[Gate]:
    """Of an answer of several statements, a wrong one does not leave, in whatever place it stands."""
    tried, left = 0, list[str]()
    for exhibit in room.exhibits():
        truth = next(claim for claim in exhibit.claims if claim.form == "sentence")
        for mutant in exhibit.mutants:
            if mutant.truth.form == "sentence" and mutant.statement != truth.statement:
                tried += 1
                if any(_leaves(mutant, pair, exhibit.texts) for pair in ((truth, mutant), (mutant, truth))):
                    left.append(f"{mutant.case_id}/{mutant.kind}")
    holds = len(left) <= (1 - FEWEST_REJECTED) * tried
    claim = f"wrong statements stopped beside a true one >= {FEWEST_REJECTED}"
    return [Gate("way-out", claim, holds, f"{tried - len(left)} of {tried}", tuple(left))]


def _leaves(mutant: Mutant, pair: Sequence[Claim | Mutant], texts: Mapping[str, str]) -> bool:
    out = proven(_answer(pair), texts)
    return out is not None and mutant.statement in out.composed.answer


def _answer(pair: Sequence[Claim | Mutant]) -> Outcome:
    """An answer of these statements, each on its line with its marker."""
    lines = [f"{one.statement} [{marker}]" for marker, one in enumerate(pair, 1)]
    citations = tuple(_citation(marker, one.citations[0]) for marker, one in enumerate(pair, 1))
    return Outcome("answered", None, 1.0, Composed("\n".join(lines), None, (), citations, ()))


def _citation(marker: int, given: GivenCitation) -> Citation:
    span = (given.start, given.end)
    return Citation(marker, given.document_id, "", "", *span, given.quote, "", *span, None)


def _check_lifecycle(room: GuardRoom) -> list[Gate]:
    if room.index_of is None:
        return [Gate("lifecycle", "deleted documents are gone", None, "there is no index here to delete from", ())]
    return check_lifecycle(room.index_of("seeds"), load_suite(find_suite("seeds-dev")))


GUARDS: Mapping[str, Callable[[GuardRoom], list[Gate]]] = {
    "mutants": _check_mutants,
    "way-out": _check_way_out,
    "lifecycle": _check_lifecycle,
}
