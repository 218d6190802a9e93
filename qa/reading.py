"""Question + retrieved passages -> findings: sentences that may bear the answer, with the spans that state it.

A finding's features say how it fits the question; one fitted linear model (``qa/model.json``) turns them into
a score. It does not decide whether the best finding is good enough: that is the verdict's.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from index.passages import Span
from index.store import Store, StoredPassage
from index.vectors import Vectors
from qa.candidates import Candidate, best_candidates, candidates
from qa.model import LinearModel
from qa.question import Question, name_words
from qa.terms import stem, stems
from qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Features:
    """How a sentence fits a question, each 0..1: similarities, and weighted shares of the question's words
    and names found in the sentence and in its context (the passage, heading and title)."""

    sentence_cosine: float
    passage_cosine: float
    rank: float
    sentence_words: float
    context_words: float
    sentence_names: float
    context_names: float
    kind_found: float
    noun_found: float
    years_found: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with the spans in it that answer; ``score`` is the log-odds that it bears the answer."""

    evidence: Evidence
    sentence: Span
    spans: tuple[Span, ...]
    features: Features
    score: float

    @property
    def quote(self) -> str:
        """The sentence's exact words."""
        return self.evidence.document.text[self.sentence.start : self.sentence.end]


class SentenceReader:
    """Scores every sentence of the retrieved passages."""

    def __init__(self, store: Store, model: LinearModel) -> None:
        self._store = store
        self._model = model

    def read(
        self, question: Question, vector: Vectors, retrieved: Sequence[tuple[StoredPassage, Evidence]]
    ) -> list[Finding]:
        """Findings, best first; equal scores keep the order of the documents' addresses."""
        rarity = self._rarity(question)
        findings = []
        for place, (stored, evidence) in enumerate(retrieved, 1):
            similarities = stored.vectors @ vector
            context = _context(stored)
            for span, similarity in zip(stored.passage.sentences, similarities, strict=True):
                found = candidates(question, evidence.document.text, span, lambda s: rarity.get(s, 0.0))
                features = _features(question, evidence, span, float(similarity), place, context, found, rarity)
                spans = tuple(candidate.span for candidate in best_candidates(found))
                findings.append(Finding(evidence, span, spans, features, self._model.score(astuple(features))))
        return sorted(findings, key=lambda f: (-f.score, f.evidence.document.uri, f.sentence.start))

    def _rarity(self, question: Question) -> dict[str, float]:
        """Inverse document frequency over passages, by stem."""
        total = self._store.passage_count()
        pairs = zip(question.words, question.terms, strict=True)
        counts = {term: self._store.passages_with(word) for word, term in pairs}
        return {term: math.log(1.0 + total / (1.0 + count)) for term, count in counts.items()}


def _context(stored: StoredPassage) -> frozenset[str]:
    text = stored.document.text[stored.passage.start : stored.passage.end]
    return stems(text) | stems(stored.passage.heading) | stems(stored.document.title)


def _features(
    question: Question,
    evidence: Evidence,
    span: Span,
    similarity: float,
    place: int,
    context: frozenset[str],
    found: Sequence[Candidate],
    rarity: dict[str, float],
) -> Features:
    text = evidence.document.text
    own = stems(text[span.start : span.end])
    names = [stem(word) for name in question.names for word in name_words(name)]
    return Features(
        sentence_cosine=similarity,
        passage_cosine=evidence.cosine,
        rank=1.0 / place,
        sentence_words=_share(question.terms, own, lambda s: rarity.get(s, 0.0)),
        context_words=_share(question.terms, context | own, lambda s: rarity.get(s, 0.0)),
        sentence_names=_share(names, own, lambda s: 1.0),
        context_names=_share(names, context | own, lambda s: 1.0),
        kind_found=_kind_found(question, found),
        noun_found=_noun_found(question, text, found),
        years_found=_share(question.years, own, lambda s: 1.0),
    )


def _share(wanted: Sequence[str], present: frozenset[str], weight: Callable[[str], float]) -> float:
    """The weighted share of ``wanted`` that is ``present``; 1 where nothing is wanted."""
    total = sum(weight(word) for word in wanted)
    return sum(weight(word) for word in wanted if word in present) / total if total else 1.0


def _kind_found(question: Question, found: Sequence[Candidate]) -> float:
    if question.expected in {"other", "reason"}:
        return 0.5
    return 1.0 if found else 0.0


def _noun_found(question: Question, text: str, found: Sequence[Candidate]) -> float:
    """Whether a candidate counts the thing asked for."""
    if question.noun is None:
        return 0.5
    return float(any(question.noun in stems(text[c.span.start : c.span.end]) for c in found))
