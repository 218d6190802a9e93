"""A request of any of OpenAI's dialects -> what is said to it, in the form and to the length that the client wants.

What the documents answer is found before the first word is sent, so that a failure has its own HTTP status. Where a
language model words it, each statement is sent once it is proven.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seedqa.api.annotations import Mark, marks
from seedqa.api.answerer import Answerer
from seedqa.api.clipping import Clipping, clip
from seedqa.api.examples import Examples
from seedqa.api.leading import lead_of
from seedqa.api.messages import Conversation, count_words
from seedqa.api.streaming import pieces
from seedqa.api.structured.facts import AnswerFacts
from seedqa.api.structured.form import TEXT, Form
from seedqa.api.structured.shaping import Call, shaped, whole_answer
from seedqa.api.tasks.results import OTHERS, facts_of
from seedqa.api.tasks.task import Task
from seedqa.api.telling import tell, whole
from seedqa.qa.llm.telling import Telling
from seedqa.qa.types import Answer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a client wants said: the answer to a question or the result of a task, from some documents or all, in a
    form, cut where it says.

    `named` are the messages that may name the keys of a JSON answer. Only text is cut: JSON that is cut is none.
    """

    asked: Conversation | Task
    documents: Sequence[str] = ()
    form: Form = TEXT
    stops: Sequence[str] = ()
    most_words: int | None = None
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: a text, whole or cut, a call, or why there is neither. A task's has no `answer`."""

    text: str
    whole: bool = True
    answer: Answer | None = None
    marks: Sequence[Mark] = ()
    call: Call | None = None
    refusal: str | None = None
    note: str | None = None

    def tokens(self, words_read: int) -> tuple[int, int]:
        """What was read and written: as a language model's server counts, else in words."""
        spent = None if self.answer is None else self.answer.usage
        if spent is None:
            return words_read, count_words(self.written)
        return spent.prompt_tokens, spent.completion_tokens

    @property
    def written(self) -> str:
        """All that was written, in whichever place."""
        return f"{self.text} {self.call.arguments if self.call else ''} {self.refusal or ''}"


@dataclass(frozen=True, slots=True)
class Replying:
    """A reply on its way: its text in pieces, then the whole of it. `at_once` where all of it is there already."""

    id: str
    fingerprint: str
    parts: Iterable[str | Reply]
    at_once: bool = True

    def reply(self) -> Reply:
        """The reply, once nothing more is to come."""
        *_, last = self.parts
        assert isinstance(last, Reply)
        return last


def reply_to(wanted: Wanted, engine: Answerer, examples: Examples) -> Replying:
    """The reply to a request, as it comes."""
    if isinstance(wanted.asked, Task):
        return _done(wanted, wanted.asked, engine, examples)
    telling = tell(engine, wanted.asked.question, wanted.asked.history, wanted.documents)
    if wanted.form.kind != "text":
        return _shaped(wanted, whole(telling), wanted.asked.note)
    parts = _worded(wanted, telling, wanted.asked.note)
    return Replying(telling.base.id, telling.base.index.fingerprint, parts, telling.at_once)


def _worded(wanted: Wanted, telling: Telling, note: str | None) -> Iterator[str | Reply]:
    """The short answer, then the statements, sentence by sentence as far as the client wants them, and the note."""
    clipping = Clipping(wanted.stops, wanted.most_words)
    lead: str | None = None
    for words in telling.words:
        if isinstance(words, Answer):
            yield from pieces(clipping.take(f"\n\n({note})") if note else "")
            yield from pieces(clipping.rest())
            yield _reply(wanted, words, lead or "", note)
        else:
            begun = lead is None
            lead = lead_of(telling.base, words) if lead is None else lead
            yield from pieces(clipping.take(f"{lead}{words}" if begun else words))


def _reply(wanted: Wanted, answer: Answer, lead: str, note: str | None) -> Reply:
    cut = clip(f"{lead}{answer.answer}" + (f"\n\n({note})" if note else ""), wanted.stops, wanted.most_words)
    return Reply(cut.text, cut.whole, answer, marks(answer, len(lead), len(cut.text)), note=note)


def _shaped(wanted: Wanted, answer: Answer, note: str | None) -> Replying:
    """An answer in a form, which is there at once."""
    facts = AnswerFacts(answer)
    refusal = None if facts.found else answer.answer
    found = shaped(wanted.form, facts, whole_answer(facts, wanted.named, note), refusal)
    reply = Reply(found.text, answer=answer, call=found.call, refusal=found.refusal, note=note)
    return _at_once(answer.id, answer.index.fingerprint, reply)


def _done(wanted: Wanted, task: Task, engine: Answerer, examples: Examples) -> Replying:
    """The result of a client's own task, as text or in the form it asks for."""
    facts = facts_of(task, engine, examples, wanted.documents)
    if wanted.form.kind == "text":
        cut = clip(facts.text(task.order), wanted.stops, wanted.most_words)
        reply = Reply(cut.text, cut.whole)
    else:
        found = shaped(wanted.form, facts, facts.whole(task.order), OTHERS)
        reply = Reply(found.text, call=found.call, refusal=found.refusal)
    digest = hashlib.sha256(f"{task.kind}\n{reply.written}".encode()).hexdigest()
    return _at_once(digest[:24], engine.identity.fingerprint, reply)


def _at_once(id: str, fingerprint: str, reply: Reply) -> Replying:
    return Replying(id, fingerprint, (*pieces(reply.text), reply))
