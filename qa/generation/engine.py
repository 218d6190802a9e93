"""An engine whose answers a language model may word. Verdict, figures and proof stay the extractive engine's."""

import hashlib
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from seedqa.index.documents import Document
from seedqa.qa.generation import prompting
from seedqa.qa.generation.checking import Proven, prove
from seedqa.qa.generation.connection import LanguageModel
from seedqa.qa.generation.drafting import Draft, documents_of, timed
from seedqa.qa.generation.failure import GenerationFailed
from seedqa.qa.generation.rewriting import accepted
from seedqa.qa.generation.settings import GenerationSettings
from seedqa.qa.generation.sources import numbered
from seedqa.qa.generation.statements import StatementReader
from seedqa.qa.generation.telling import Telling
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn

LOG = logging.getLogger("seedqa")


class Extractive(Protocol):
    """The engine beneath: ``Engine`` and ``LiveEngine`` fit this shape."""

    @property
    def identity(self) -> IndexIdentity: ...
    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer: ...
    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]: ...
    def documents(self) -> list[Document]: ...
    def document(self, document_id: str) -> Document | None: ...
    def close(self) -> None: ...


class GeneratingEngine:
    """Offers what ``Engine`` offers, and answers as a stream."""

    def __init__(self, engine: Extractive, model: LanguageModel, settings: GenerationSettings) -> None:
        self._engine = engine
        self._model = model
        self._settings = settings

    @property
    def identity(self) -> IndexIdentity:
        """Which index answers."""
        return self._engine.identity

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """One answer: the model's statements that the documents prove, else the extractive one."""
        *_, last = self.stream(question, history, documents)
        assert isinstance(last, Answer)
        return last

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[str | Answer]:
        """The answer's text in proven pieces, then the whole ``Answer``, whose text is the pieces joined.

        Nothing has been sent when ``InputError`` is raised for a question that cannot be used.
        """
        yield from self.tell(question, history, documents).words

    def tell(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Telling:
        """The answer that the documents give, and beside it the words for it as they come."""
        base = self._extractive(question, history, documents)
        worded = base.status == "answered" and _quotes(base)
        return Telling(base, self._worded(base, documents)) if worded else Telling.whole(base)

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        """The passages nearest to a question, best first; of the ``documents`` meant, where any are named."""
        return self._engine.retrieve(question, limit, documents)

    def documents(self) -> list[Document]:
        """All documents in order of ``uri``."""
        return self._engine.documents()

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self._engine.document(document_id)

    def close(self) -> None:
        """Releases the index."""
        self._engine.close()

    def _worded(self, base: Answer, among: Sequence[str]) -> Iterator[str | Answer]:
        begun = time.perf_counter()
        draft = Draft(base)
        failure: GenerationFailed | None = None
        try:
            yield from self._pieces(draft, among)
        except GenerationFailed as error:
            failure = error
        yield from _ending(draft, failure, (time.perf_counter() - begun) * 1000)

    def _pieces(self, draft: Draft, among: Sequence[str]) -> Iterator[str]:
        """What the model writes, as far as it is proven."""
        self._model.require()
        base = draft.base
        retrieved = self._engine.retrieve(base.standalone_question, self._settings.passages, among)
        sources = numbered(base, retrieved, self._engine.document, self._settings.passages)
        documents = documents_of(sources)
        reader, written = StatementReader(), ""
        with closing(self._model.write(prompting.answering(base.standalone_question, sources))) as text:
            for piece in text:
                written += piece
                if prompting.NO_ANSWER in written:
                    raise GenerationFailed("refused", "the model says the passages do not answer")
                for statement in reader.feed(piece):
                    yield from _shown(draft, prove(statement, sources, documents))
        for statement in reader.rest():
            yield from _shown(draft, prove(statement, sources, documents))
        if not written.strip():
            raise GenerationFailed("malformed", "the model wrote nothing")

    def _extractive(self, question: str, history: Sequence[Turn], among: Sequence[str]) -> Answer:
        """The extractive answer, to the question as the model understands it where it may propose that."""
        if not self._settings.rewrite or not history:
            return self._engine.ask(question, history, among)
        begun = time.perf_counter()
        try:
            with closing(self._model.write(prompting.rewriting(question, history))) as text:
                proposal = accepted("".join(text), question, history)
        except GenerationFailed as failure:
            base = self._engine.ask(question, history, among)
            LOG.warning("the language model's understanding of the question is not used: %s", failure)
            spent = (time.perf_counter() - begun) * 1000
            return replace(base, timings_ms=timed(base.timings_ms, f"rewriting_{failure.reason}", spent))
        spent = (time.perf_counter() - begun) * 1000
        base = self._engine.ask(proposal, documents=among)
        return replace(
            base,
            id=hashlib.sha256(f"{base.id}\n{question}".encode()).hexdigest()[:24],
            question=question,
            standalone_question=proposal,
            timings_ms=timed(base.timings_ms, "rewriting", spent),
        )


def _quotes(base: Answer) -> bool:
    """Whether an answer is its quotes and nothing besides: what was worked out, or is about an answer given before, is
    no matter of wording."""
    told = [f"{' '.join(citation.quote.split())} [{citation.marker}]" for citation in base.citations]
    return base.derivation is None and base.answer == "\n".join(told)


def _shown(draft: Draft, outcome: Proven | str) -> Iterator[str]:
    if isinstance(outcome, str):
        LOG.info("a statement of the language model is left out: %s", outcome)
        draft.dropped += 1
        return
    piece = draft.add(outcome)
    if piece:
        yield piece


def _ending(draft: Draft, failure: GenerationFailed | None, milliseconds: float) -> Iterator[str | Answer]:
    """What follows the proven statements, then the answer; the extractive one, and why, where nothing was proven."""
    if draft.answers:
        rest = draft.close()
        if rest:
            yield rest
        answer = draft.answer(milliseconds)
    else:
        failure = failure or GenerationFailed("not_proven", f"none of {draft.withheld} statements")
        said = "\n(The language model's wording was left out: not proven by the documents.)" if draft.withheld else ""
        timings = timed(draft.base.timings_ms, f"generation_{failure.reason}", milliseconds)
        answer = replace(draft.base, answer=draft.base.answer + said, timings_ms=timings)
        yield answer.answer
    if failure is not None:
        told = "the language model's text broke off" if draft.answers else "the language model did not word this answer"
        # A server at rest was told of when it failed.
        LOG.log(logging.INFO if failure.reason == "resting" else logging.WARNING, "%s: %s", told, failure)
        key = f"generation_{failure.reason}"
        answer = replace(
            answer, timings_ms=answer.timings_ms | {key: answer.timings_ms.get(key, round(milliseconds, 2))}
        )
    yield answer
