"""Which suites a run is over, by corpus: gold is read at once, suites that are made wait for their documents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from seedqa.evals.cases import Suite, find_suite, load_suites
from seedqa.evals.generated import expand, generate, is_generated
from seedqa.evals.library import Library


@dataclass(frozen=True, slots=True)
class Planned:
    """A suite to run; ``gold`` is None where it has yet to be made."""

    name: str
    corpus: str
    gold: Suite | None

    def suite(self, library: Callable[[], Library]) -> Suite:
        """The suite; ``library`` is asked only where it has to be made."""
        return self.gold or generate(self.name, library())


def plan(names: Iterable[str]) -> tuple[Planned, ...]:
    """The suites of these names or files, those of one corpus beside each other."""
    wanted = [name for chosen in names for name in expand(chosen)]
    gold = load_suites(find_suite(name) for name in wanted if not is_generated(name))
    made = [Planned(name, name.partition("-")[0], None) for name in wanted if is_generated(name)]
    planned = [*(Planned(suite.name, suite.corpus, suite) for suite in gold), *made]
    return tuple(sorted(planned, key=lambda one: one.corpus))


def by_corpus(planned: Sequence[Planned]) -> Iterator[tuple[str, tuple[Planned, ...]]]:
    """Each corpus with its suites."""
    for corpus, group in groupby(planned, key=lambda one: one.corpus):
        yield corpus, tuple(group)
