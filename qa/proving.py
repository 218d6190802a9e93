"""The only way out of ``qa``: what of an answer its citations prove. A statement that the gate rejects is dropped.

A statement is a line of the answer with markers; a line without markers may state nothing but what is missing. A
worked-out answer passes whole or not at all: its derivation has to replay from its quotes, and every figure it tells
has to stand in a quote or be the derivation's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from seedqa.index.quantities import read_quantities
from seedqa.qa.composition import Composed
from seedqa.qa.evidence import gate
from seedqa.qa.figures.checking import problems
from seedqa.qa.outcome import Outcome
from seedqa.qa.types import Citation, Derivation

Documents = Mapping[str, str]

_MARKER = re.compile(r"\[(\d+)\]")
# What a yes-or-no question is answered with, and how many things are counted; the sentence behind it has to pass by
# itself, and the number has to be that of the parts.
_DECISION = re.compile(r"^(?:Yes|No|\d+): ")
_NUMBER = re.compile(r"^\d+: ")
_COUNTING = frozenset({"count", "number", "ordinal"})


def proven(outcome: Outcome, documents: Documents) -> Outcome | None:
    """The outcome with the statements that its citations prove; None where none of them is.

    ``documents`` maps the ids of all cited documents to their canonical texts.
    """
    composed = outcome.composed
    if not all(_exact(citation, documents) for citation in (*composed.citations, *composed.nearest)):
        return None
    if not composed.citations:
        return outcome if outcome.status in ("not_found", "needs_clarification") else None
    if outcome.computed:
        named = outcome.derivation is not None or _short(composed)
        return outcome if named and _worked_out(composed, outcome.derivation) else None
    kept = _passing(composed, documents)
    if kept is None or kept is composed:
        return None if kept is None or not _short(composed) else outcome
    return replace(outcome, composed=kept, status="partial", reason="attribute_absent")


def _exact(citation: Citation, documents: Documents) -> bool:
    text = documents.get(citation.document_id, "")
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def _short(composed: Composed) -> bool:
    """Whether every part of the short answer stands in a quote, and a number of parts is theirs."""
    counted = _NUMBER.match(composed.answer)
    if counted is not None and counted[0] != f"{len(composed.parts)}: ":
        return False
    parts = composed.parts or ((composed.short_answer,) if composed.short_answer else ())
    quotes = [_flat(citation.quote) for citation in composed.citations]
    return all(any(_DECISION.sub("", _flat(part)) in quote for quote in quotes) for part in parts)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _worked_out(composed: Composed, derivation: Derivation | None) -> bool:
    """Whether a computed answer replays from its quotes and tells no figure besides theirs and its own."""
    if derivation is not None and problems(derivation, composed.citations):
        return False
    told = [q for c in composed.citations for q in read_quantities(c.quote)]
    told += read_quantities(derivation.rounded) if derivation is not None else []
    known = {q.value for q in told} | {q.equivalent.value for q in told if q.equivalent is not None}
    return all(q.value in known or q.kind in _COUNTING for q in read_quantities(_MARKER.sub("", composed.answer)))


def _passing(composed: Composed, documents: Documents) -> Composed | None:
    """The answer without the lines that the gate rejects; the same object where it rejects none."""
    lines = composed.answer.split("\n")
    kept = [line for line in lines if _passes(line, composed.citations, documents)]
    borne = {int(n) for line in kept for n in _MARKER.findall(line)}
    if not borne:
        return None
    if len(kept) == len(lines):
        return composed
    return _renumbered(kept, [citation for citation in composed.citations if citation.marker in borne])


def _passes(line: str, citations: Sequence[Citation], documents: Documents) -> bool:
    markers = {int(n) for n in _MARKER.findall(line)}
    if not markers:
        return True
    return (
        gate(_DECISION.sub("", line), [citation for citation in citations if citation.marker in markers], documents)
        is None
    )


def _renumbered(lines: Sequence[str], citations: Sequence[Citation]) -> Composed:
    """The kept lines with their citations counted anew; the short answer cannot outlive what it was taken from."""
    places = {citation.marker: place for place, citation in enumerate(citations, 1)}
    text = "\n".join(_MARKER.sub(lambda m: f"[{places[int(m[1])]}]", line) for line in lines)
    text = _NUMBER.sub("", text)
    return Composed(text, None, (), tuple(replace(c, marker=places[c.marker]) for c in citations), ())
