"""A question without the instructions it carries: they are data to us, so they are neither followed nor searched for.

A sentence is left out if it addresses the system rather than asks, and another sentence does ask.
"""

import re

from index.sentences import sentence_spans
from qa.patterns import any_of

_ASKS = re.compile(r"\?\s*[\"'”’)]*\s*$|^\W*(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_ORDERS = any_of(
    "ignore forget disregard override overrule pretend imagine act roleplay reply respond answer say print output "
    "repeat translate write reveal show_me_your do_not don't stop switch execute run"
)
_INSTRUCTS = re.compile(
    rf"^\W*(?:please )?(?:now |just |only |always |never |instead,? )?{_ORDERS}\b"
    r"|^\W*(?:system|assistant|developer|admin|instructions?|note to (?:the )?(?:model|ai|assistant))\s*:"
    r"|\byou are (?:now )?(?:a|an|the|no longer)\b|\b(?:system|hidden) prompt\b|\bjailbreak\b|\bthe right answer is\b"
    r"|\b(?:previous|above|prior|all|any|these|your|every) (?:instructions?|rules?|prompts?)\b"
    r"|\bbefore you (?:reply|answer|respond)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:system|assistant|developer|admin|override|instructions?)\s*:\s*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?<=[a-z\]])\s*[:;]\s+(?=(?:who|whom|whose|what|which|when|where|why|how|in|at|on|by)\b)", re.IGNORECASE
)


def without_instructions(text: str) -> str:
    """The sentences of a text that ask or tell, or the whole text if nothing else is left."""
    pieces = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    pieces = [part for piece in pieces for part in _clauses(piece)]
    kept = [piece for piece in pieces if not _INSTRUCTS.search(_LABEL.sub("", piece)) and not _LABEL.match(piece)]
    return " ".join(kept) if any(_ASKS.search(piece) for piece in kept) else text


def _clauses(piece: str) -> list[str]:
    """A sentence cut where an instruction ends and a question begins."""
    return _CLAUSE.split(piece) if _INSTRUCTS.search(piece) and _ASKS.search(piece) else [piece]
