"""The figures that a question may be about: those of the sentences nearest to it by words and by meaning."""

from collections import defaultdict
from collections.abc import Sequence

from seedqa.index.ledger import Entry
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.figure import Figure, figures_of
from seedqa.qa.figures.words import Words

_SENTENCES = 28
_BY_MEANING = 0.3
_NEIGHBOURS = 4
_LOOKED_AT = 60


def chosen_figures(case: Case, words: Words) -> list[Figure]:
    """The figures of the sentences that fit a question best, with all of the passages of the first few."""
    material = case.material
    groups: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in material.near_entries:
        groups[entry.passage_id, entry.sentence.start].append(entry)
    lexical = {key: words.share(_said(group[0], case)) for key, group in groups.items()}
    first = sorted(groups, key=lambda key: -lexical[key])[:_LOOKED_AT]
    near = material.nearness(sorted({key[0] for key in first}), words.vector)
    scores = {key: lexical[key] + _BY_MEANING * near.get(key, 0.0) for key in first}
    best = sorted(first, key=lambda key: -scores[key])[:_SENTENCES]
    passages = {key[0] for key in best[:_NEIGHBOURS]}
    kept = {key for key in groups if key in best or key[0] in passages}
    entries = [entry for entry in material.near_entries if (entry.passage_id, entry.sentence.start) in kept]
    return figures_of(entries, material, near)


def _said(entry: Entry, case: Case) -> tuple[frozenset[str], frozenset[str]]:
    found = case.material.words(entry)
    return frozenset(found.same) | found.names, case.material.context(entry)


def by_sentence(figures: Sequence[Figure]) -> dict[tuple[str, int], list[Figure]]:
    """Figures grouped by their sentences."""
    groups: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.entry.document_id, figure.entry.sentence.start].append(figure)
    return groups
