"""One stand-alone question looked into: what was found, what is absent, and the verdict on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from seedqa.index.store import Store, StoredPassage
from seedqa.index.vectors import Vectors
from seedqa.qa.ambiguity import readings
from seedqa.qa.binding import objection
from seedqa.qa.clauses import Similarity
from seedqa.qa.instructions import only_instructs
from seedqa.qa.model import FittedModel
from seedqa.qa.question import Question, read_question
from seedqa.qa.reading import Finding, PassageReader, PassageReading
from seedqa.qa.retrieval import Retriever
from seedqa.qa.settings import Settings
from seedqa.qa.types import Evidence
from seedqa.qa.verdict import Absent, Verdict, absent, judge

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with its findings, best first, and the verdict on them; ``considered`` has those objected to, too;
    ``similarity`` is the cosine of other words with the question."""

    question: Question
    findings: tuple[Finding, ...]
    considered: tuple[Finding, ...]
    missing: Absent
    verdict: Verdict
    similarity: Similarity
    readings: tuple[PassageReading, ...]

    @property
    def answered(self) -> bool:
        """Whether the findings are good enough to state."""
        return self.verdict.status == "answered"


class Inquirer:
    """Retrieves, reads and judges over one generation of an index."""

    def __init__(
        self, store: Store, reader: PassageReader, model: FittedModel, settings: Settings, passages: int
    ) -> None:
        self._store = store
        self._reader = reader
        self._model = model
        self._settings = settings
        self._passages = passages
        self._retriever = Retriever(store, settings)

    def retrieve(self, question: str, limit: int) -> tuple[Vectors, list[tuple[StoredPassage, Evidence]]]:
        """The question's vector, and the passages nearest to it, best first."""
        vector = self._store.encoder.encode(question)
        return vector, self._retriever.retrieve(question, vector, limit)

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """How probably each text answers the question."""
        return self._reader.answerable(question, texts)

    def inquire(self, text: str) -> Inquiry:
        """Looks into a stand-alone question."""
        question = read_question(self._cased(text))
        vector, retrieved = self.retrieve(text, self._passages)
        return self._judged(question, vector, retrieved)

    def within(self, text: str, documents: Sequence[str]) -> Inquiry:
        """Looks into a question in some documents only, whose subject it need not name."""
        vector = self._store.encoder.encode(text)
        retrieved = self._retriever.within(documents, vector, self._passages)
        return self._judged(read_question(self._cased(text)), vector, retrieved)

    def _cased(self, text: str) -> str:
        """A question typed in small letters with its names capitalised: rare words that the documents have."""
        if text != text.lower():
            return text
        knows, there = self._store.encoder.knows, self._store.passages_with
        return _WORD.sub(lambda m: m[0] if knows(m[0]) or not there(m[0]) else m[0].capitalize(), text)

    def _judged(
        self, question: Question, vector: Vectors, retrieved: Sequence[tuple[StoredPassage, Evidence]]
    ) -> Inquiry:
        findings, passages = self._reader.read(question, vector, retrieved)
        read = [(finding, objection(question, finding)) for finding in findings]
        kept = tuple(finding for finding, objected in read if objected is None)
        missing = absent(question, self._store)
        fitted = self._model.thresholds[self._settings.caution]
        threshold = fitted if self._settings.threshold is None else self._settings.threshold
        verdict = judge(question, read, missing, self._model, threshold)
        if only_instructs(question.text):
            verdict = Verdict("not_found", "out_of_scope", 1.0 - threshold)
        considered = tuple(finding for finding, _ in read)
        meant = readings(question, kept) if verdict.status == "answered" else ()
        if meant:
            titles = tuple(dict.fromkeys(finding.evidence.document.title for finding in meant))
            verdict = Verdict("needs_clarification", "ambiguous_reference", verdict.probability, titles)
            considered = (*meant, *(finding for finding in considered if finding not in meant))
        similarity = partial(self._similarity, vector)
        return Inquiry(question, kept, considered, missing, verdict, similarity, passages)

    def _similarity(self, vector: Vectors, words: str) -> float:
        return float(self._store.encoder.encode(words) @ vector)
