"""Question + retrieved passages -> findings: spans that may be the answer, each in the sentence that bears it.

The trained reader proposes spans; their features and its scores go into one fitted linear model
(``qa/model.py``). It does not decide whether the best finding is good enough: that is the verdict's.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from seedqa.index.passages import Passage
from seedqa.index.spans import Span
from seedqa.index.store import Store, StoredPassage
from seedqa.index.tables import columns_above
from seedqa.index.vectors import Vectors
from seedqa.qa.candidates import Candidate, candidates, nearness, stated_spans
from seedqa.qa.kinds import NUMERIC
from seedqa.qa.model import LinearModel, probability
from seedqa.qa.question import Question, name_words, without_names
from seedqa.qa.reader.reading import Reading, below
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.terms import content_stems, stem, stems
from seedqa.qa.types import Evidence

_LONG = 12

Weigher = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Features:
    """How a span in its sentence fits a question.

    ``span`` and ``answerable`` are the reader's scores of the span and of its passage (log-odds, clipped and
    divided by ten); the rest are 0..1: similarities (``attribute_cosine`` to the question without its names), and
    shares of the question's words, names and years found in the sentence and in its context (the passage, its heading
    and title); how near the question's words stand to the span; whether it is a name where one is asked for; the
    share of it that repeats the question; its length.
    """

    span: float
    answerable: float
    best_of_passage: float
    sentence_cosine: float
    attribute_cosine: float
    passage_cosine: float
    rank: float
    sentence_words: float
    context_words: float
    sentence_names: float
    context_names: float
    kind_found: float
    noun_found: float
    years_found: float
    nearness: float
    named: float
    repeats: float
    length: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with the spans in it that answer; ``score`` is the log-odds that they are right, ``of_kind`` whether
    the spans are of the kind asked for, where only such can be the answer."""

    evidence: Evidence
    sentence: Span
    spans: tuple[Span, ...]
    features: Features
    score: float
    of_kind: bool

    @property
    def stated(self) -> str:
        """The words of the spans."""
        return "; ".join(self.evidence.document.text[span.start : span.end] for span in self.spans)

    @property
    def quote(self) -> str:
        """The sentence's exact words."""
        return self.evidence.document.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A retrieved passage and what the reader says of it."""

    evidence: Evidence
    reading: Reading


class PassageReader:
    """Reads the retrieved passages of one index with the trained reader."""

    def __init__(self, store: Store, reader: Reader, model: LinearModel, spans: int) -> None:
        self._store = store
        self._reader = reader
        self._model = model
        self._spans = spans

    def read(
        self, question: Question, vector: Vectors, retrieved: Sequence[tuple[StoredPassage, Evidence]]
    ) -> tuple[list[Finding], tuple[PassageReading, ...]]:
        """Findings, best first, and the readings they come from, in the order of the passages.

        Equal scores keep the order of the documents' addresses.
        """
        rarity = self._rarity(question)
        nameless = self._store.encoder.encode(without_names(question)) if question.names else vector
        readings = self._readings(question, [evidence for _, evidence in retrieved])
        findings: list[Finding] = []
        for place, ((stored, evidence), reading) in enumerate(zip(retrieved, readings, strict=True), 1):
            similarities = (stored.vectors @ vector, stored.vectors @ nameless)
            scene = _Scene(question, stored, evidence, place, similarities, rarity)
            for order, read in enumerate(reading.spans):
                start = evidence.passage.start
                span = Span(start + read.start, start + read.end)
                seen = (_squashed(read.score), _squashed(reading.answerable), 1.0 / (1 + order))
                findings.append(self._finding(scene, span, seen))
        findings.sort(key=lambda f: (-f.score, f.evidence.document.uri, f.sentence.start, f.spans[0].start))
        return findings, tuple(PassageReading(e, r) for (_, e), r in zip(retrieved, readings, strict=True))

    def _readings(self, question: Question, evidences: Sequence[Evidence]) -> list[Reading]:
        """What the reader says of passages; it is shown the columns' names above a table that goes on."""
        leads = [_columns(evidence) for evidence in evidences]
        bodies = [e.document.text[e.passage.start : e.passage.end] for e in evidences]
        texts = [lead + body for lead, body in zip(leads, bodies, strict=True)]
        read = self._reader.read(question.text, texts, self._spans, [e.document.title for e in evidences])
        return [below(reading, len(lead)) for reading, lead in zip(read, leads, strict=True)]

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """How probably each text answers the question."""
        return [probability(reading.answerable) for reading in self._reader.read(question, texts, 1)]

    def _finding(self, scene: "_Scene", span: Span, seen: tuple[float, float, float]) -> Finding:
        sentence = sentence_around(scene.evidence.passage, span)
        found = scene.candidates(sentence)
        features = Features(*seen, **scene.fit(sentence, span, found))
        spans = stated_spans(scene.question, scene.evidence.document.text, span, found)
        of_kind = bool(found) or scene.question.expected not in NUMERIC | {"amount"}
        return Finding(scene.evidence, sentence, spans, features, self._model.score(astuple(features)), of_kind)

    def _rarity(self, question: Question) -> dict[str, float]:
        """Inverse document frequency over passages, by stem."""
        total = self._store.passage_count()
        pairs = zip(question.words, question.terms, strict=True)
        counts = {term: self._store.passages_with(word) for word, term in pairs}
        return {term: math.log(1.0 + total / (1.0 + count)) for term, count in counts.items()}


class _Scene:
    """One retrieved passage as seen from one question."""

    def __init__(
        self,
        question: Question,
        stored: StoredPassage,
        evidence: Evidence,
        place: int,
        similarities: tuple[Vectors, Vectors],
        rarity: dict[str, float],
    ) -> None:
        self.question = question
        self.evidence = evidence
        self._place = place
        pairs = zip(*(found.tolist() for found in similarities), strict=True)
        self._similarity = dict(zip(stored.passage.sentences, pairs, strict=True))
        self._rarity: Weigher = lambda term: rarity.get(term, 0.0)
        text = evidence.document.text[evidence.passage.start : evidence.passage.end]
        self._context = stems(text) | stems(evidence.passage.heading) | stems(evidence.document.title)
        self._names = [stem(word) for name in question.names for word in name_words(name)]
        self._found: dict[Span, list[Candidate]] = {}

    def candidates(self, sentence: Span) -> list[Candidate]:
        """The spans in a sentence of the kind that the question asks for."""
        if sentence not in self._found:
            self._found[sentence] = candidates(self.question, self.evidence.document.text, sentence, self._rarity)
        return self._found[sentence]

    def _nearness(self, sentence: Span, span: Span) -> float:
        """How near the question's words stand to the span, as a share of what it would be were all beside it."""
        total = sum(self._rarity(term) for term in self.question.terms)
        near = nearness(self.question, self.evidence.document.text, sentence, span, self._rarity)
        return near / total if total else 0.0

    def fit(self, sentence: Span, span: Span, found: Sequence[Candidate]) -> dict[str, float]:
        """All features but the reader's."""
        question, text = self.question, self.evidence.document.text
        own = stems(text[sentence.start : sentence.end])
        here = [candidate for candidate in found if _overlap(candidate.span, span)]
        similarity = [self._similarity[s] for s in self._similarity if _overlap(s, sentence)]
        return {
            "sentence_cosine": max(whole for whole, _ in similarity),
            "attribute_cosine": max(nameless for _, nameless in similarity),
            "passage_cosine": self.evidence.cosine,
            "rank": 1.0 / self._place,
            "sentence_words": _share(question.terms, own, self._rarity),
            "context_words": _share(question.terms, self._context | own, self._rarity),
            "sentence_names": _share(self._names, own, _equally),
            "context_names": _share(self._names, self._context | own, _equally),
            "kind_found": 0.5 if question.expected in {"other", "reason"} else float(bool(here)),
            "noun_found": 0.5 if question.noun is None else float(_names_noun(question, text, here)),
            "years_found": _share(question.years, own, _equally),
            "nearness": self._nearness(sentence, span),
            "named": _named(question, text[span.start : span.end]),
            "repeats": _share(content_stems(text[span.start : span.end]), frozenset(question.terms), _equally),
            "length": min(1.0, len(text[span.start : span.end].split()) / _LONG),
        }


def _columns(evidence: Evidence) -> str:
    """The line or lines to be read above a passage: the names of its columns, where it goes on with a table."""
    text = evidence.document.text
    columns = columns_above(text, evidence.passage.start)
    return "" if columns is None else f"{text[columns.start : columns.end]}\n"


def sentence_around(passage: Passage, span: Span) -> Span:
    """The sentence around a span, or the run of sentences that it reaches into."""
    touched = [s for s in passage.sentences if s.start < span.end and span.start < s.end]
    return Span(touched[0].start, touched[-1].end)


def _named(question: Question, words: str) -> float:
    """Whether a span has a capitalised word, where a person, place or organisation is asked for."""
    if question.expected not in {"person", "place", "organisation"}:
        return 0.5
    return float(any(word[0].isupper() for word in words.split()) and bool(name_words(words)))


def _squashed(log_odds: float) -> float:
    return max(-1.5, min(1.5, log_odds / 10.0))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _equally(_: str) -> float:
    return 1.0


def _share(wanted: Sequence[str], present: frozenset[str], weight: Weigher) -> float:
    """The weighted share of ``wanted`` that is ``present``; 1 where nothing is wanted."""
    total = sum(weight(word) for word in wanted)
    return sum(weight(word) for word in wanted if word in present) / total if total else 1.0


def _names_noun(question: Question, text: str, here: Sequence[Candidate]) -> bool:
    """Whether a candidate counts the thing asked for."""
    return any(question.noun in stems(text[c.span.start : c.span.end]) for c in here)
