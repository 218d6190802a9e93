"""The pipeline from a question to an answer, top to bottom, over one generation of an index."""

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from index.documents import Document
from index.errors import InputError
from index.store import Store
from qa.composition import Composed, compose_answer, compose_refusal
from qa.conversation import standalone
from qa.model import FittedModel
from qa.question import read_question
from qa.reading import SentenceReader
from qa.retrieval import Retriever
from qa.selection import select
from qa.settings import Settings
from qa.types import Answer, Evidence, IndexIdentity, Turn
from qa.verdict import Verdict, absent, judge

LONGEST_QUESTION = 20_000


class Engine:
    """Answers from one generation of an index. Safe to use from many threads."""

    def __init__(self, store: Store, settings: Settings, model: FittedModel) -> None:
        self._store = store
        self._settings = settings
        self._model = model
        self._retriever = Retriever(store, settings)
        self._reader = SentenceReader(store, model.reading)

    @classmethod
    def open(cls, index: Path, settings: Settings = Settings()) -> "Engine":
        """Opens an index directory; ``IndexUnusable`` or ``ModelUnusable`` says why it cannot be."""
        return cls(Store.open(index), settings, FittedModel.load())

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers."""
        manifest = self._store.manifest
        return IndexIdentity(manifest.generation, manifest.fingerprint)

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return self._store.documents()

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self._store.document(document_id)

    def close(self) -> None:
        """Releases the index."""
        self._store.close()

    def retrieve(self, question: str, limit: int = 10) -> list[Evidence]:
        """The passages nearest to a question, best first."""
        checked = check_question(question)
        vector = self._store.encoder.encode(checked)
        return [evidence for _, evidence in self._retriever.retrieve(checked, vector, limit)]

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """One answer; ``InputError`` for a question that is empty or too long."""
        clock = _Clock()
        asked = standalone(check_question(question), history)
        clock.lap("conversation")
        vector = self._store.encoder.encode(asked)
        retrieved = self._retriever.retrieve(asked, vector, self._settings.passages)
        clock.lap("retrieval")
        understood = read_question(asked)
        findings = self._reader.read(understood, vector, retrieved)
        clock.lap("reading")
        missing = absent(understood, self._store)
        threshold = self._settings.threshold if self._settings.threshold is not None else self._model.threshold
        verdict = judge(understood, findings, missing, self._model, threshold)
        answered = verdict.status == "answered"
        composed = (
            compose_answer(select(understood, findings)) if answered else compose_refusal(understood, verdict, findings)
        )
        clock.lap("answering")
        return self._answer(question, history, asked, verdict, composed, clock.readings())

    def _answer(
        self,
        question: str,
        history: Sequence[Turn],
        asked: str,
        verdict: Verdict,
        composed: Composed,
        timings: dict[str, float],
    ) -> Answer:
        chance = verdict.probability if verdict.status == "answered" else 1.0 - verdict.probability
        return Answer(
            id=self._id(question, history),
            question=question,
            standalone_question=asked,
            status=verdict.status,
            reason=verdict.reason,
            answer=composed.answer,
            short_answer=composed.short_answer,
            parts=composed.parts,
            confidence=round(chance, 4),
            citations=composed.citations,
            derivation=None,
            nearest=composed.nearest,
            mode="extractive",
            index=self.identity,
            timings_ms=timings,
        )

    def _id(self, question: str, history: Sequence[Turn]) -> str:
        state = [question, [asdict(turn) for turn in history], asdict(self.identity), asdict(self._settings)]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:24]


def check_question(question: str) -> str:
    """The question without surrounding white space, if it can be asked."""
    stripped = question.strip()
    if not any(character.isalnum() for character in stripped):
        raise InputError("the question is empty", "ask it in words")
    if len(stripped) > LONGEST_QUESTION:
        problem = f"the question has {len(stripped):,} characters, more than {LONGEST_QUESTION:,}"
        raise InputError(problem, "ask a shorter question; texts to search belong in the index")
    try:
        stripped.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("the question is not valid Unicode text", "send it as UTF-8") from None
    return stripped


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._laps[stage] = round((now - self._last) * 1000, 2)
        self._last = now

    def readings(self) -> dict[str, float]:
        return self._laps | {"total": round((self._last - self._begun) * 1000, 2)}
