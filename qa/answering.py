"""The pipeline from a question to an answer, top to bottom, over one generation of an index."""

import hashlib
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path

from seedqa.index.documents import Document
from seedqa.index.errors import InputError
from seedqa.index.store import Store
from seedqa.qa.composition import Composed
from seedqa.qa.conversation import CERTAIN, StoreLookup, Understood, reply, shown, surer, understand
from seedqa.qa.division import asks_twice, divided
from seedqa.qa.figures.computing import bound_calculation, computed_of
from seedqa.qa.inquiry import Inquirer, Inquiry
from seedqa.qa.instructions import without_instructions
from seedqa.qa.model import FittedModel, probability
from seedqa.qa.naming import read_naming
from seedqa.qa.outcome import Outcome, of_named, outcome_of, refused
from seedqa.qa.placing import Settled, place, settle
from seedqa.qa.proving import proven
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reading import PassageReader
from seedqa.qa.scope import documents_meant
from seedqa.qa.selection import speaks_of_all
from seedqa.qa.settings import Settings, reader_folder
from seedqa.qa.titles import Catalogue
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn

LONGEST_QUESTION = 2_000
_MOST_NARROWER = 8


class Engine:
    """Answers from one generation of an index. Safe to use from many threads."""

    def __init__(self, store: Store, settings: Settings, model: FittedModel, reader: Reader) -> None:
        self._store = store
        self._settings = settings
        self._model = model
        self._reader = reader
        self._lookup = StoreLookup(store)
        passage_reader = PassageReader(store, reader, model.reading, settings.spans)
        passages = settings.passages or reader.passages
        self._inquirer = Inquirer(store, passage_reader, model, settings, passages)
        self._narrower: dict[tuple[str, ...], Engine] = {}
        self._narrowing = threading.Lock()

    @classmethod
    def open(cls, index: Path, settings: Settings = Settings()) -> "Engine":
        """Opens an index directory; ``IndexUnusable`` or ``ModelUnusable`` says why it cannot be."""
        folder = reader_folder(settings.reader)
        return cls(Store.open(index), settings, FittedModel.load(folder), Reader.open(folder))

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

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the ``documents`` meant, where any are named."""
        if documents:
            return self._limited_to(documents).retrieve(question, limit)
        engine, asked = self._told(check_question(question))
        _, retrieved = engine._inquirer.retrieve(without_instructions(asked), limit)
        return [evidence for _, evidence in retrieved]

    def embed(self, text: str) -> list[float]:
        """The unit vector of a text, as questions are embedded."""
        return [float(value) for value in self._store.encoder.encode(text)]

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """How probably each text answers the question, as the trained reader sees it."""
        return self._inquirer.answerable(question, texts)

    def inquire(self, question: str) -> Inquiry:
        """What is found for a stand-alone question, and the verdict on it, before any answer is written."""
        engine, asked = self._told(check_question(question))
        return engine._inquirer.inquire(without_instructions(asked))

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer; ``InputError`` for a question that is empty or too long.

        ``documents`` are ids or patterns of addresses, as ``qa.scope`` has them; only these documents are searched,
        computed over and cited, as if the index held no others. ``InputError`` for one that means none.
        """
        if documents:
            return self._limited_to(documents).ask(question, history)
        clock = _Clock()
        placed = place(check_question(question), history, self._catalogue)
        understood = understand(placed.question, placed.history, self._lookup)
        settled = settle(placed, understood, self._catalogue)
        clock.lap("conversation")
        outcome, asked = reply(understood), understood.question
        if outcome is None:
            heard, asked = self._named(settled, understood, clock)
            outcome = shown(understood, heard)
        clock.lap("composition")
        return self._answer(question, history, asked, outcome, clock.readings())

    def _limited_to(self, documents: Sequence[str]) -> "Engine":
        """The engine of the documents that entries mean."""
        return self._over(documents_meant(documents, self._store.addresses))

    def _over(self, documents: tuple[str, ...]) -> "Engine":
        """The engine of these documents; those asked of last are kept, since reading a scope takes a while."""
        with self._narrowing:
            engine = self._narrower.pop(documents, None)
            if engine is None:
                engine = Engine(self._store.limited_to(documents), self._settings, self._model, self._reader)
            self._narrower[documents] = engine
            if len(self._narrower) > _MOST_NARROWER:
                del self._narrower[next(iter(self._narrower))]
        return engine

    def _looked_up(self, asked: str, clock: "_Clock") -> Outcome:
        """The outcome of a stand-alone question, through the gate."""
        whole = self._inquirer.inquire(without_instructions(asked))
        clock.lap("reading")
        return self._proven(self._worked_out(whole) or outcome_of(self._parts(whole)), whole)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._store.addresses)

    def _told(self, question: str) -> tuple["Engine", str]:
        """The engine of the documents that a question names explicitly, and the question without their name."""
        naming = read_naming(question, self._catalogue)
        return (self._over(naming.documents), naming.question) if naming and naming.explicit else (self, question)

    def _named(self, settled: Settled, understood: Understood, clock: "_Clock") -> tuple[Outcome, str]:
        """The outcome in the documents that a question names; in all where it names none, or may not mean only those
        and they do not answer. With it the question as it was looked up."""
        naming = settled.naming
        if naming is not None:
            narrow = replace(understood, question=naming.question, typed=None)
            outcome = self._over(naming.documents)._heard(narrow, clock)
            if outcome.status != "not_found" or naming.explicit:
                return (of_named(outcome) if outcome.status == "not_found" else outcome), settled.standalone
        return self._heard(understood, clock), understood.question

    def _heard(self, understood: Understood, clock: "_Clock") -> Outcome:
        """The outcome of the stand-alone question, or of the turn as typed in the documents talked of, if surer."""
        outcome = self._looked_up(understood.question, clock)
        if understood.typed is None or not understood.sources or outcome.chance >= CERTAIN:
            return outcome
        near = self._inquirer.within(without_instructions(understood.typed.text), understood.sources)
        return surer(outcome, self._proven(outcome_of([near]), near))

    def _worked_out(self, whole: Inquiry) -> Outcome | None:
        """The outcome of a question that asks for figures to be worked out or gathered, from however many places."""
        calculation = bound_calculation(whole.readings)
        if calculation is None:
            return None
        chance = probability(self._model.calculation.score(calculation.features))
        computed = computed_of(calculation, chance) if chance >= self._model.shown else None
        if computed is None:
            return None
        composed = Composed(computed.answer, computed.short_answer, computed.parts, computed.citations, ())
        return Outcome(computed.status, computed.reason, computed.score, composed, True, computed.derivation)

    def _proven(self, outcome: Outcome, whole: Inquiry) -> Outcome:
        """What of an outcome the gate lets out; a refusal where it lets nothing."""
        composed = outcome.composed
        cited = {citation.document_id for citation in (*composed.citations, *composed.nearest)}
        documents = {key: document.text for key in cited if (document := self._store.document(key)) is not None}
        return proven(outcome, documents) or refused(whole)

    def _parts(self, whole: Inquiry) -> list[Inquiry]:
        """The inquiry, or one for each part of a question whose parts are not answered by one passage together."""
        parts = divided(whole.question.text)
        together = whole.answered and speaks_of_all(whole.question, whole.findings[0])
        if len(parts) == 1 or (together and not asks_twice(whole.question.text)):
            return [whole]
        inquiries = [self._inquirer.inquire(part) for part in parts]
        return inquiries if any(inquiry.answered for inquiry in inquiries) else [whole]

    def _answer(
        self, question: str, history: Sequence[Turn], asked: str, outcome: Outcome, timings: dict[str, float]
    ) -> Answer:
        composed = outcome.composed
        return Answer(
            id=self._id(question, history),
            question=question,
            standalone_question=question if asked == question.strip() else asked,
            status=outcome.status,
            reason=outcome.reason,
            answer=composed.answer,
            short_answer=composed.short_answer,
            parts=composed.parts,
            confidence=round(outcome.chance, 4),
            citations=composed.citations,
            derivation=outcome.derivation,
            nearest=composed.nearest,
            mode="extractive",
            index=self.identity,
            timings_ms=timings,
        )

    def _id(self, question: str, history: Sequence[Turn]) -> str:
        turns = [asdict(turn) for turn in history]
        state = [question, turns, asdict(self.identity), asdict(self._settings), self._store.scope]
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
