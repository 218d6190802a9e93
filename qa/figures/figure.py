"""A ledger entry as a question meets it: with the words around it, and the unit that its neighbours lend it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.ledger import Entry
from index.passages import Span
from qa.figures.binding import noun_words
from qa.figures.material import Material
from qa.figures.vocabulary import canonical
from qa.figures.windows import Window, windows
from qa.terms import stem, terms

_EARLIER_BEFORE = re.compile(
    r"\b(?:against|compared (?:with|to)|from|instead of|up from|down from|than the|before there (?:had been|"
    r"were)|had been|had (?:\w+ )?|"
    r"last (?:year|season|time)[^.;]{0,30}|(?:previous|preceding) (?:year|season)[^.;]{0,30}|"
    r"before[^.;]{0,30}|until \d{4}[^.;]{0,40}|"
    r"hoped for|planned|expected)\s?(?:the |only |some |about )?\Z",
    re.IGNORECASE,
)
_EARLIER_AFTER = re.compile(
    r"\s?(?:[\w-]+\s){0,2}?(?:a year (?:earlier|before)|the (?:year|season) before|(?:they )?had (?:hoped|"
    r"planned)|in the (?:year|season) before|"
    r"last (?:year|season))",
    re.IGNORECASE,
)
_EARLIER_HEAD = re.compile(
    r"\W*(?:(?:in )?the (?:year|season|month) before|(?:in )?the (?:previous|preceding) (?:year|season)|(?:a|"
    r"one) (?:year|season) earlier|last (?:year|season) there (?:were|had been))\b",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"\b(?:weigh\w*|heavy|heavier|heaviest|weight|lbs?|ounces?|payload|poundage)\b", re.IGNORECASE)
_OF_STUFF = re.compile(r"\sof\s(?!it\b|that\b|this\b|which\b|the\b)", re.IGNORECASE)
_LENDING = frozenset("money mass area volume energy power distance data count duration percentage".split())
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\s(?:only |just |some |about |nearly |over )?\(?[$€£]?\Z")
_LINKS = frozenset(
    "and or to from with by of in at against than for the a an only some about nearly was is had been as just".split()
)
_FEW = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """``entry`` as it is added up; ``own``, ``lead``, ``sentence`` and ``context`` are the words of its clause, of the
    head of its sentence, of the sentence and of all around it. ``earlier`` marks the older one of a comparison."""

    entry: Entry
    noun: frozenset[str]
    own: frozenset[str]
    lead: frozenset[str]
    sentence: frozenset[str]
    context: frozenset[str]
    near: float
    earlier: bool
    lent: bool

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
    return found


def _of_sentence(
    group: list[Entry], before: Sequence[Entry], material: Material, near: dict[tuple[int, int], float]
) -> Iterator[Figure]:
    text = material.document(group[0].document_id).text
    measured = [entry for entry in group if entry.kind != "date"]
    spans = dict(zip([id(e) for e in measured], windows(text, measured), strict=True)) if measured else {}
    whole = Window(group[0].sentence, Span(group[0].sentence.start, group[0].sentence.start))
    for place, entry in enumerate(group):
        window = spans.get(id(entry)) or _dated_window(group, place, whole)
        lent = _priced(_lent(entry, group, before, material), material)
        yield Figure(
            entry=lent,
            noun=noun_words(lent),
            own=_same(text, window.own),
            lead=_same(text, window.lead),
            sentence=frozenset(material.words(entry).same) | material.words(entry).names,
            context=material.context(entry),
            near=near.get((entry.passage_id, entry.sentence.start), 0.0),
            earlier=_is_earlier(text, entry),
            lent=lent is not entry,
        )


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


def _is_earlier(text: str, entry: Entry) -> bool:
    before = text[max(entry.sentence.start, entry.span.start - 60) : entry.span.start]
    after = text[entry.span.end : min(entry.sentence.end, entry.span.end + 45)]
    opening = _EARLIER_HEAD.match(text, entry.sentence.start, entry.sentence.end)
    return bool(opening or _EARLIER_BEFORE.search(before) or _EARLIER_AFTER.match(after))


def _lent(entry: Entry, group: Sequence[Entry], before: Sequence[Entry], material: Material) -> Entry:
    """A bare number with the unit of the figure that it stands beside."""
    if entry.kind != "number" or entry.unit:
        return entry
    text = material.document(entry.document_id).text
    parallel = _parallel(entry, [*before, *group], text)
    if parallel is not None:
        return _with_unit(entry, parallel)
    others = [e for e in group if e.kind in _LENDING and e is not entry and _may_lend(e, entry, text)]
    left = [e for e in others if e.span.end <= entry.span.start]
    right = [e for e in others if e.span.start >= entry.span.end]
    lender = next(iter([*reversed(left), *right, *(e for e in reversed(before) if e.kind in _LENDING)]), None)
    if lender is None or (lender not in others and not _continues(entry, lender)) or not _alike(entry, lender):
        return entry
    return _with_unit(entry, lender)


def _with_unit(entry: Entry, lender: Entry) -> Entry:
    """A bare number with another's unit; the quote takes in the sentence that names it."""
    begins = min(entry.sentence.start, lender.sentence.start)
    return replace(
        entry, kind=lender.kind, unit=lender.unit, noun=entry.noun or lender.noun,
        sentence=Span(begins, entry.sentence.end),
    )  # fmt: skip


def _parallel(entry: Entry, others: Sequence[Entry], text: str) -> Entry | None:
    """The last figure before that stands behind the same word: "carries 17,500 vehicles ... carries 42,000"."""
    word = _WORD_BEFORE.search(text, entry.sentence.start, entry.span.start)
    if word is None or word[1].lower() in _LINKS:
        return None
    for other in reversed(others):
        near = other.passage_id == entry.passage_id and other.span.end <= entry.span.start
        if (
            (
                near
                and other.kind in _LENDING
                and (same := _WORD_BEFORE.search(text, other.sentence.start, other.span.start))
            )
            and stem(same[1].lower()) == stem(word[1].lower())
            and _alike(entry, other)
        ):
            return other
    return None


def _may_lend(lender: Entry, entry: Entry, text: str) -> bool:
    """Whether a measure can be meant again: not where a verb of its own stands before the bare number."""
    if lender.kind in {"count", "money", "percentage"}:
        return True
    word = _WORD_BEFORE.search(text, entry.sentence.start, entry.span.start)
    return word is None or word[1].lower() in _LINKS or word[1][0].isupper() or word[1].endswith(("’s", "'s"))


def _priced(entry: Entry, material: Material) -> Entry:
    """A figure in pounds as money, unless its words speak of weight."""
    if entry.unit != "pound" or entry.kind != "mass":
        return entry
    text = material.document(entry.document_id).text
    weight = _WEIGHT.search(text, entry.sentence.start, entry.sentence.end) or _OF_STUFF.match(text, entry.span.end)
    return entry if weight else replace(entry, kind="money")


def _continues(entry: Entry, lender: Entry) -> bool:
    """Whether a bare number goes on with a sum of the sentence right before: "33 million euros. ... 24 million"."""
    told = lender.kind in {"money", "count"} and lender.passage_id == entry.passage_id
    return told and 0 <= entry.sentence.start - lender.sentence.end < 2


def _alike(entry: Entry, lender: Entry) -> bool:
    """Whether two values are of one order, so that the one can do without a unit beside the other."""
    if not entry.value or not lender.value:
        return False
    ratio = abs(entry.value / lender.value)
    return 1 < ratio * _FEW < _FEW * _FEW
