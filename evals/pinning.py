"""A saved answer -> a gold case: what was answered, proved by the words it cites as they stand in the documents now.

A wrong answer is pinned only with the right one, whose proof is looked for in the documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from seedqa.evals.cases import Quote
from seedqa.evals.cautions import telling
from seedqa.evals.given import GivenAnswer, GivenCitation, GivenDerivation
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import REASON_UNKNOWN
from seedqa.evals.quantities import read_quantities
from seedqa.evals.saved import Saved
from seedqa.evals.wording import states, tokens
from seedqa.index.errors import InputError
from seedqa.index.sentences import sentence_spans

ALTERNATIVE = "|"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says is right: items of accepted wordings, or that the documents do not say and why."""

    items: tuple[tuple[str, ...], ...] = ()
    refused: str | None = None

    @property
    def told(self) -> bool:
        """Whether anything was said."""
        return bool(self.items) or self.refused is not None


def pin(saved: Saved, wanted: Wanted, library: Library) -> dict[str, Any]:
    """The fields of a case but for its id; ``InputError`` where its words no longer stand, or nothing proves it."""
    told = _told(saved, wanted, library)
    # A turn of a conversation stays one, whatever was said.
    return _asked(saved) | told | ({"kind": "conversation"} if saved.history else {})


def _told(saved: Saved, wanted: Wanted, library: Library) -> dict[str, Any]:
    if wanted.refused is not None:
        return _refusal(wanted.refused)
    if wanted.items:
        return _corrected(saved, wanted, library)
    if saved.right is False:
        raise InputError(f"{saved.place}: the answer was marked wrong", "say what is right with --expect or --refuse")
    if not saved.answer.asserts:
        return _refusal(saved.answer.reason) | {"status": [saved.answer.status]}
    return _as_answered(saved, library)


def _asked(saved: Saved) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": "fact", "question": saved.question}
    if saved.history:
        fields["history"] = [{"role": turn.role, "content": turn.content} for turn in saved.history]
    return fields | {"tags": ["pinned"]} | ({"note": saved.note} if saved.note.strip() else {})


def _refusal(reason: str | None) -> dict[str, Any]:
    known = {"reason": [reason]} if reason else {"tags": ["pinned", REASON_UNKNOWN]}
    return {"kind": "unanswerable", "status": ["not_found"], **known}


def _as_answered(saved: Saved, library: Library) -> dict[str, Any]:
    answer = saved.answer
    proofs = [_anchored(citation, library, saved.place) for citation in answer.citations]
    fields: dict[str, Any] = {"status": [answer.status], "evidence": _evidence(proofs)}
    if answer.status != "answered" and answer.reason:
        fields["reason"] = [answer.reason]
    if answer.derivation is not None:
        return fields | {"kind": "figure", "value": _value(answer.derivation)}
    items = list(answer.parts) or ([answer.short_answer] if answer.short_answer else [])
    if not items:
        return fields | {"reference": answer.text}
    several = {"kind": "list"} if len(items) > 1 else {}
    return fields | several | {"answers": [[item] for item in items]}


def _value(derivation: GivenDerivation) -> dict[str, str]:
    """The figure, as exact as the reader was shown it."""
    value, shown = Decimal(derivation.value), read_quantities(derivation.rounded)
    tolerance = abs(shown[0].value - value) if shown else Decimal(0)
    return {"value": f"{value:f}", "unit": derivation.unit, "tolerance": f"{tolerance:f}"}


def _anchored(citation: GivenCitation, library: Library, place: str) -> Quote:
    """The cited words where they stand now, at the place nearest to where they stood."""
    document = library.by_id.get(citation.document_id)
    if document is None:
        problem = f"{place}: the document of citation [{citation.marker}] is not in the index"
        raise InputError(problem, "name the index that answered with --index, or ask again")
    name = library.name_of(document)
    spans = library.places(Quote(name, citation.quote))
    if not spans:
        problem = f"{place}: {name} no longer has the words of citation [{citation.marker}]"
        raise InputError(problem, "ask again, and pin the new answer")
    nearest = min(spans, key=lambda span: abs(span.start - citation.start))
    return Quote(name, citation.quote, nearest.start)


def _evidence(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    return [{"document": quote.document, "quote": quote.quote, "start": quote.start} for quote in dict.fromkeys(quotes)]


def _corrected(saved: Saved, wanted: Wanted, library: Library) -> dict[str, Any]:
    proofs = [_proof(item, saved, library) for item in wanted.items]
    several = {"kind": "list"} if len(wanted.items) > 1 else {}
    answers = [list(item) for item in wanted.items]
    return several | {"status": ["answered"], "answers": answers, "evidence": _evidence(proofs)}


def _proof(item: Sequence[str], saved: Saved, library: Library) -> Quote:
    """The sentence that states the item and has most words of the question; documents the answer named come first."""
    asked = telling(saved.answer.standalone_question or saved.question)
    named = {citation.document_id for citation in (*saved.answer.citations, *saved.answer.nearest)}
    found = list(_stating(item, library))
    if not found:
        problem = f"no document states {item[0]!r}"
        raise InputError(problem, "write it as the documents do; alternatives stand between |")
    document, start, end = max(
        found, key=lambda one: (len(asked & set(tokens(one[0].text[one[1] : one[2]]))), one[0].id in named, -one[1])
    )
    return Quote(library.name_of(document), document.text[start:end], start)


def _stating(item: Sequence[str], library: Library) -> Iterator[tuple[SourceText, int, int]]:
    for document in library.by_id.values():
        for start, end in sentence_spans(document.text, 0, len(document.text)):
            if any(states(document.text[start:end], wording) for wording in item):
                yield document, start, end


def wanted_from(expected: Sequence[str], refused: str | None) -> Wanted:
    """What was typed: one item each, its accepted wordings between ``|``."""
    items = tuple(tuple(part.strip() for part in text.split(ALTERNATIVE) if part.strip()) for text in expected)
    if not all(items):
        raise InputError("--expect needs the words of an answer", 'for example: --expect "Mara Lind | Captain Lind"')
    return Wanted(items, refused)


def shown(answer: GivenAnswer) -> str:
    """An answer in one line."""
    return answer.short_answer or "; ".join(answer.parts) or " ".join(answer.text.split())
