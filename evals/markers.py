"""Whether the ``[n]`` in an answer's text stand for its citations: numbered in order, none dangling, none swapped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.evals.cases import Case
from seedqa.evals.given import GivenAnswer
from seedqa.evals.wording import states

_MARKER = re.compile(r"\[(\d+)\]")
_STATEMENT = re.compile(r"(?P<words>.*?)(?P<marks>(?:\s*\[\d+\])+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkerCheck:
    """``right`` of ``total`` markers, citations and marked statements are as they should be."""

    right: int
    total: int


def check_markers(case: Case, answer: GivenAnswer) -> MarkerCheck | None:
    """Markers name citations, citations count from 1, and a gold item stands in a citation it is marked with.

    None where the text has no markers: then there is nothing that could mislead.
    """
    named = {int(mark) for mark in _MARKER.findall(_own_words(answer))}
    if not named:
        return None
    given = [citation.marker for citation in answer.citations]
    checks = [mark in given for mark in sorted(named)]
    checks += [marker == place for place, marker in enumerate(given, 1)]
    checks += _borne(case, answer)
    return MarkerCheck(sum(checks), len(checks))


def _own_words(answer: GivenAnswer) -> str:
    """The text without the words of quotes: a ``[3]`` in a document is not a marker."""
    text = answer.marked
    for citation in answer.citations:
        text = text.replace(" ".join(citation.quote.split()), "")
    return text


def _borne(case: Case, answer: GivenAnswer) -> list[bool]:
    """For each gold item stated just before markers, whether a citation so marked states it too."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    found = []
    for statement in _STATEMENT.finditer(answer.marked):
        marked = [quotes[int(mark)] for mark in _MARKER.findall(statement["marks"]) if int(mark) in quotes]
        found += [_any_states(marked, item) for item in case.answers if _any_states([statement["words"]], item)]
    return found if case.value is None else []


def _any_states(texts: Sequence[str], item: Sequence[str]) -> bool:
    return any(states(text, wording) for text in texts for wording in item)
