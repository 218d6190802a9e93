"""A ledger entry as a question meets it: with the words around it, and the unit that its neighbours lend it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seedqa.index.ledger import Entry
from seedqa.index.passages import Span
from seedqa.qa.figures.binding import noun_words
from seedqa.qa.figures.earlier import compared_year, is_earlier, is_older
from seedqa.qa.figures.lending import lent, priced
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.vocabulary import canonical
from seedqa.qa.figures.windows import Window, windows
from seedqa.qa.terms import terms

_TIMES = frozenset({"date", "time", "ordinal", "duration", "age"})


@dataclass(frozen=True, slots=True)
class Figure:
    """``entry`` as it is added up; ``own``, ``lead``, ``sentence`` and ``context`` are the words of its clause, of the
    head of its sentence, of the sentence and of all around it. ``earlier`` marks the older one of a comparison;
    ``older`` also what is told for an earlier year than others of its kind."""

    entry: Entry
    noun: frozenset[str]
    own: frozenset[str]
    lead: frozenset[str]
    sentence: frozenset[str]
    context: frozenset[str]
    near: float
    earlier: bool
    lent: bool
    older: bool = False

    @property
    def counted(self) -> bool:
        """Whether it counts things."""
        return self.entry.kind in {"count", "number"}


def figures_of(entries: Sequence[Entry], material: Material, near: dict[tuple[int, int], float]) -> list[Figure]:
    """The figures of some entries; ``near`` is how near a sentence, by passage and place, comes to the question."""
    by_sentence: dict[tuple[str, Span], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_sentence[entry.document_id, entry.sentence].append(entry)
    found: list[Figure] = []
    before: list[Entry] = []
    for group in by_sentence.values():
        found.extend(_of_sentence(group, before, material, near))
        before = group
    return _aged(found)


def _aged(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those marked as older that are surely told for an earlier year than another of their kind."""
    latest: dict[tuple[str, str, str, frozenset[str]], str] = {}
    for figure in figures:
        if (year := _sure_year(figure)) and figure.entry.kind not in _TIMES:
            latest[_likes(figure)] = max(year, latest.get(_likes(figure), ""))
    return [replace(f, older=f.older or (bool(y := _sure_year(f)) and y < latest.get(_likes(f), ""))) for f in figures]


def _sure_year(figure: Figure) -> str:
    """The year that a figure's own sentence tells it for."""
    entry = figure.entry
    return entry.period[:4] if entry.period and entry.period_source == "sentence" and entry.period[:4].isdigit() else ""


def _likes(figure: Figure) -> tuple[str, str, str, frozenset[str]]:
    return figure.entry.document_id, figure.entry.kind, figure.entry.unit, figure.noun


def _of_sentence(
    group: list[Entry], before: Sequence[Entry], material: Material, near: dict[tuple[int, int], float]
) -> Iterator[Figure]:
    text = material.document(group[0].document_id).text
    measured = [entry for entry in group if entry.kind != "date"]
    spans = dict(zip([id(e) for e in measured], windows(text, measured), strict=True)) if measured else {}
    whole = Window(group[0].sentence, Span(group[0].sentence.start, group[0].sentence.start))
    for place, entry in enumerate(group):
        window = spans.get(id(entry)) or _dated_window(group, place, whole)
        known = priced(lent(entry, group, before, material), material)
        told = _timed(known, text)
        yield Figure(
            entry=told,
            noun=noun_words(told),
            own=_same(text, window.own),
            lead=_same(text, window.lead),
            sentence=frozenset(material.words(entry).same) | material.words(entry).names,
            context=material.context(entry),
            near=near.get((entry.passage_id, entry.sentence.start), 0.0),
            earlier=is_earlier(text, entry),
            lent=known is not entry,
            older=is_older(text, entry),
        )


def _timed(entry: Entry, text: str) -> Entry:
    """An entry without the year that it is only compared with: "46,200 tonnes, 1,800 more than in 2022"."""
    year = compared_year(text, entry)
    known = entry.period_source == "sentence" and entry.period is not None
    return replace(entry, period=None, period_source=None) if known and entry.period == year else entry


def _dated_window(group: Sequence[Entry], place: int, whole: Window) -> Window:
    """The words around a date: from the date before it to the one after it."""
    dates = [entry for entry in group if entry.kind == "date"]
    at = dates.index(group[place])
    start = dates[at - 1].span.end if at else whole.own.start
    end = dates[at + 1].span.start if at + 1 < len(dates) else whole.own.end
    return Window(Span(start, end), whole.lead)


def _same(text: str, span: Span) -> frozenset[str]:
    found = [term.stem for term in terms(text, span.start, span.end)]
    return frozenset(found) | frozenset(map(canonical, found))
