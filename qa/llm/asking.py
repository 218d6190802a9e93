"""One question on its way: understood, searched for, answered by the model, proven claim by claim, put together.

What the model says is held back until it is proven. Where it fails or nothing of it holds, the extractive answer comes.
"""

import logging
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from seedqa.qa.llm import ending, prompts
from seedqa.qa.llm.connection import Model
from seedqa.qa.llm.deciding import overruled
from seedqa.qa.llm.differing import other_of
from seedqa.qa.llm.drafting import Draft, identified
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.extractive import Extractive
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.proposal import Claim, Proposal, Understanding
from seedqa.qa.llm.proving import Fault, Proven, prove
from seedqa.qa.llm.replies import read_claim, read_proposal
from seedqa.qa.llm.request import Budget, Request
from seedqa.qa.llm.scanning import ReplyScanner
from seedqa.qa.llm.searching import search
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.llm.understanding import understand
from seedqa.qa.types import Answer, Evidence, Turn, Usage

LOG = logging.getLogger("seedqa")
_WITHHOLDING = re.compile(r"[\"']verdict[\"']\s*:\s*[\"'](?:not_found|unclear|needs_clarification)")
_SHARE_TO_UNDERSTAND = 3


@dataclass
class Asking:
    """A question, the answer that the documents alone give, and what has become of it so far."""

    engine: Extractive
    model: Model
    settings: LlmSettings
    base: Answer
    question: str
    history: Sequence[Turn]
    documents: Sequence[str] = ()
    draft: Draft = field(default_factory=Draft)
    proposal: Proposal = Proposal()
    held: list[Proven] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seconded: list[float] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    found: dict[tuple[str, int], list[Evidence]] = field(default_factory=dict)
    about: str = "question"
    dropped: int = 0

    def __post_init__(self) -> None:
        self.asked = self.base.standalone_question
        self.budget = Budget(time.monotonic() + self.settings.seconds)

    def told(self) -> Iterator[str | Answer]:
        """The text in proven pieces, then the whole answer."""
        begun, failure = time.perf_counter(), None
        try:
            if not overruled(self.base, self.settings):
                self.model.require()
                yield from self._pieces()
        except LlmFailed as error:
            failure = error
            LOG.log(logging.INFO if error.reason == "resting" else logging.WARNING, "the language model: %s", error)
        for told in ending.close(self, failure):
            if isinstance(told, Answer):
                yield self._accounted(told, failure, (time.perf_counter() - begun) * 1000)
            else:
                yield told

    def _pieces(self) -> Iterator[str]:
        understanding = self._understood()
        self.about = understanding.about
        if understanding.about != "question":
            return
        self.asked = understanding.question
        if self.history and self.asked != self.base.standalone_question:
            alone = self.engine.ask(self.asked, documents=self.documents)
            self.base = replace(alone, id=identified(alone, self.question), question=self.question)
        yield from self._answered(understanding.queries, True)

    def _understood(self) -> Understanding:
        near = self._retrieved(self.asked, self.settings.passages)
        with self.budget.at_most(self.settings.seconds / _SHARE_TO_UNDERSTAND):
            try:
                return understand(self.question, self.history, near, self.model, self.budget)
            except LlmFailed as failure:
                if failure.reason != "malformed":
                    raise
                return Understanding(self.asked, (self.asked,))

    def _answered(self, queries: Sequence[str], first: bool) -> Iterator[str]:
        """Asks for the answer, once more with other passages if the model wants to look further."""
        self.excerpts = search(queries, self._retrieved, self.settings)
        request = prompts.answering(self.asked, self.excerpts, self.settings.style == "lines")
        reply = ReplyScanner()
        with closing(self.model.write(request, self.budget)) as text:
            for piece in text:
                for claim in map(read_claim, reply.feed(piece)):
                    if claim is not None and not _WITHHOLDING.search(reply.text):
                        yield from self._shown(claim)
        self.proposal = read_proposal(reply.text)
        more = self.proposal.search if first and not self.draft.proven and not self.proposal.claims else ()
        if more and self._finds_more((*more, *queries)):
            yield from self._answered((*more, *queries), False)
            return
        yield from self._rest(request, reply.text)

    def _retrieved(self, query: str, limit: int) -> list[Evidence]:
        found = self.found.get((query, limit))
        if found is None:
            found = self.found[query, limit] = self.engine.retrieve(query, limit, self.documents)
        return found

    def _finds_more(self, queries: Sequence[str]) -> bool:
        known = {(one.document.id, one.start) for one in self.excerpts}
        found = search(queries, self._retrieved, self.settings)
        return any((one.document.id, one.start) not in known for one in found)

    def _rest(self, request: Request, reply: str) -> Iterator[str]:
        """The claims that were not read while the reply came, and those that the model mends."""
        asserting = self.proposal.verdict not in ("not_found", "needs_clarification")
        known = {*(one.text for one in self.draft.proven), *(fault.claim.text for fault in self.faults)}
        for claim in self.proposal.claims:
            if claim.text in known:
                continue
            if asserting:
                yield from self._shown(claim)
            elif isinstance(proven := self._proven(claim), Proven):
                self.held.append(proven)
        if self.faults:
            yield from self._mended(request, reply)

    def _mended(self, request: Request, reply: str) -> Iterator[str]:
        """What the model makes of the claims that do not hold; one that still does not is left out."""
        failed, self.faults = self.faults, []
        self.budget.sent_back += len(failed)
        told = [(fault.claim.text, fault.why) for fault in failed]
        right = 0
        try:
            mended = read_proposal("".join(self.model.write(prompts.mending(request, reply, told), self.budget)))
            for claim in mended.claims[: len(failed)]:
                pieces = list(self._shown(claim))
                right += bool(pieces)
                yield from pieces
            if right:
                self.proposal = _updated(self.proposal, mended)
        except LlmFailed as failure:
            LOG.info("claims could not be sent back: %s", failure)
        self.dropped += max(0, len(failed) - right)
        self.faults = []

    def _shown(self, claim: Claim) -> Iterator[str]:
        proven = self._proven(claim)
        if isinstance(proven, Fault):
            self.faults.append(proven)
            LOG.info("a claim of the language model does not hold: %s", proven.why)
        elif piece := self.draft.add(proven):
            yield piece

    def _proven(self, claim: Claim) -> Proven | Fault:
        found = prove(claim, self.excerpts, self.asked)
        if isinstance(found, Fault):
            return found
        texts = list(dict.fromkeys(quote.excerpt.text for quote in found.quotes))
        seconded = max(self.engine.answerable(self.asked, texts), default=0.0)
        if seconded < self.settings.seconding:
            return Fault(claim, "the passages of its quotes do not answer the question")
        self.seconded.append(seconded)
        return found

    def _accounted(self, answer: Answer, failure: LlmFailed | None, milliseconds: float) -> Answer:
        """The answer with what the model cost."""
        spent, budget = round(milliseconds, 2), self.budget
        timings = answer.timings_ms | {"llm": spent, "total": round(answer.timings_ms.get("total", 0.0) + spent, 2)}
        if failure is not None:
            timings |= {f"llm_{failure.reason}": spent}
        usage = (
            Usage(budget.calls, budget.prompt_tokens, budget.completion_tokens, budget.sent_back)
            if budget.calls
            else None
        )
        other = None if failure or self.about != "question" else other_of(answer, self.base, self.proposal)
        return replace(answer, timings_ms=timings, usage=usage, other=other)


def _updated(first: Proposal, mended: Proposal) -> Proposal:
    """The first proposal with the short answer that goes with the mended claims."""
    if mended.short_answer is None and not mended.parts:
        return first
    return replace(first, short_answer=mended.short_answer, parts=mended.parts)
