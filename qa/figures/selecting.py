"""Which of the things told together are within a limit: "which lines are longer than 150 kilometres?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.figures.building import cited, figure_text
from seedqa.qa.figures.choices import name_of
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.figure import Figure
from seedqa.qa.figures.fitting import fit_score
from seedqa.qa.figures.limits import within
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.vocabulary import same_words
from seedqa.qa.figures.words import without

_ASKS = re.compile(
    r"^(?:please )?(?:which|what|list|name|who|show)\b.*\b(?:more|less|fewer|over|under|above|below|least|most|"
    r"exceed\w*|\w+er) (?:than )?(?:about )?[$€£]?\d",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:less|fewer|under|below|shorter|smaller|lower|cheaper|younger|lighter|most)\b(?: than)?\W{1,2}\d",
    re.IGNORECASE,
)
_LEAST = 0.35


def selected(scene: Scene) -> Computed | None:
    """The names of all that are told with a figure within the limit that the question sets."""
    limit = _limit(scene.text)
    if limit is None:
        return None
    words = without(scene.words, frozenset(same_words(limit.unit)))
    like = [f for f in scene.current if _comparable(f, limit)]
    scored = sorted(((fit_score((), words, (f,)), f) for f in like), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _LEAST:
        return None
    best = scored[0][1].entry
    group = [f for _, f in scored if f.entry.passage_id == best.passage_id and f.entry.sentence == best.sentence]
    chosen = sorted((f for f in group if _passes(f, limit)), key=lambda f: f.entry.span.start)
    names = [name_of(figure, scene) for figure in chosen]
    if len(group) < 2 or not chosen or not all(names) or len(set(names)) < len(names):
        return None
    return _listed(chosen, [name or "" for name in names], scene, scored[0][0])


def _limit(text: str) -> Quantity | None:
    if not _ASKS.search(text):
        return None
    found = [q for q in read_quantities(text) if q.kind not in {"date", "ordinal"}]
    bound = "less_than" if _LOWER.search(text) else "more_than"
    return replace(found[-1], bound=bound) if found else None


def _comparable(figure: Figure, limit: Quantity) -> bool:
    if limit.kind in {"count", "number"}:
        return figure.counted
    return figure.entry.kind == limit.kind


def _passes(figure: Figure, limit: Quantity) -> bool:
    entry = figure.entry
    told = replace(entry, kind=limit.kind, unit=limit.unit) if figure.counted else entry
    return within(told, limit)


def _listed(chosen: Sequence[Figure], names: Sequence[str], scene: Scene, score: float) -> Computed:
    entries = [figure.entry for figure in chosen]
    sources = cited(entries, scene.case.material)
    searched = scene.case.material.searched
    lines = [f"{len(chosen)} found; {searched} of {searched} documents searched:"]
    lines += [
        f"- {name}: {figure_text(entry, scene.case.material)} [{marker}]"
        for name, entry, marker in zip(names, entries, sources.markers, strict=True)
    ]
    told = "\n".join(lines)
    return Computed(
        "list", "answered", None, told, "; ".join(names), tuple(names), sources.citations, None, round(score, 4)
    )
