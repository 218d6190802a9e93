"""Gold after its documents changed: which quotes still stand, which moved, and which words are gone.

A quote is anchored anew only where the documents still prove the case; the rest is for a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from seedqa.evals.cases import Case, Quote, Suite
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import lint
from seedqa.evals.wording import tokens
from seedqa.index.sentences import sentence_spans

State = Literal["moved", "changed", "vanished"]
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Stale:
    """A quote that is not where it was: ``anchor`` is where it can stand now, None where nothing proves the case.

    ``moved``: the same words elsewhere; ``changed``: other words that prove it too; ``vanished``: nothing does.
    """

    case: Case
    number: int
    quote: Quote
    state: State
    anchor: Quote | None
    detail: str

    def __str__(self) -> str:
        return f"{self.case.place}: {self.case.id}: {self.state}: {self.detail}"


def stale_quotes(suite: Suite, library: Library) -> Iterator[Stale]:
    """Every quote of the suite that does not stand where it says."""
    for case in suite.cases:
        for number, quote in enumerate(case.evidence):
            found = _looked_up(case, number, quote, library)
            if found is not None:
                yield found


def _looked_up(case: Case, number: int, quote: Quote, library: Library) -> Stale | None:
    places = library.places(quote)
    if places:
        if quote.start is None or any(place.start == quote.start for place in places):
            return None
        start = min((place.start for place in places), key=lambda start: abs(start - (quote.start or 0)))
        detail = f"{quote.document} {quote.start} -> {start}"
        return Stale(case, number, quote, "moved", replace(quote, start=start), detail)
    return _elsewhere(case, number, quote, library) or _reworded(case, number, quote, library)


def _elsewhere(case: Case, number: int, quote: Quote, library: Library) -> Stale | None:
    """The same words in another document, or spaced otherwise."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.quote.split()))
    for document in _nearest_first(quote, library):
        found = pattern.search(document.text)
        if found:
            anchor = _anchor(quote, document, found.start(), found.end(), library)
            return Stale(case, number, quote, "moved", anchor, f"{quote.document} -> {anchor.document} {anchor.start}")
    return None


def _reworded(case: Case, number: int, quote: Quote, library: Library) -> Stale:
    """The likest sentence of its document, when the case still holds with it."""
    best = max(_likeness(quote, library), key=lambda one: one[0], default=None)
    short = f"{quote.document}: {_short(quote.quote)}"
    if best is None or best[0] < _ALIKE:
        return Stale(case, number, quote, "vanished", None, short)
    anchor = _anchor(quote, best[1], best[2], best[3], library)
    told = f"{short} -> {_short(anchor.quote)}"
    if _holds(case, number, anchor, library):
        return Stale(case, number, quote, "changed", anchor, told)
    return Stale(case, number, quote, "vanished", None, f"{told}, which no longer proves the answer")


def _nearest_first(quote: Quote, library: Library) -> list[SourceText]:
    own = {document.id for document in library.named(quote.document)}
    return sorted(library.by_id.values(), key=lambda document: document.id not in own)


def _likeness(quote: Quote, library: Library) -> Iterator[tuple[float, SourceText, int, int]]:
    words = tokens(quote.quote)
    for document in library.named(quote.document):
        for start, end in _stretches(document.text, quote.quote):
            matcher = SequenceMatcher(None, words, tokens(document.text[start:end]), autojunk=False)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                yield matcher.ratio(), document, start, end


def _stretches(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """As many whole sentences as the quote had, and the clauses of single ones."""
    spans = sentence_spans(text, 0, len(text))
    many = max(1, len(sentence_spans(quote, 0, len(quote))))
    for first, last in zip(spans, spans[many - 1 :], strict=False):
        yield first[0], last[1]
    for start, end in spans if many == 1 else ():
        cuts = [start, *(start + found.end() for found in re.finditer(r"[,;:] ", text[start:end])), end]
        for begin in range(len(cuts) - 1):
            for stop in range(begin + 1, len(cuts)):
                yield cuts[begin], start + len(text[start : cuts[stop]].rstrip(",;: "))


def _anchor(quote: Quote, document: SourceText, start: int, end: int, library: Library) -> Quote:
    named = document in library.named(quote.document)
    return Quote(quote.document if named else library.name_of(document), document.text[start:end], start)


def _holds(case: Case, number: int, anchor: Quote, library: Library) -> bool:
    """Whether the new words prove everything that the case needs of this quote."""
    alone = replace(case, evidence=tuple(anchor if at == number else one for at, one in enumerate(case.evidence)))
    texts = library.texts()
    return not any("not an exact quote" not in one.text for one in lint([Suite(case.suite, (alone,))], texts))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 90 else flat[:90] + " ...")
