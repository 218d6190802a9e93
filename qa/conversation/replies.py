"""What is said where a turn is not simply answered: which of two is meant, thanks, an answer shown once more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.qa.composition import Composed
from seedqa.qa.conversation.focus import Reading
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.outcome import Outcome

_CLEARLY = 0.1
_LIKELY = 0.5
CERTAIN = 1.0 - _CLEARLY


def reply(understood: Understood) -> Outcome | None:
    """The outcome of a turn that has nothing to look up: thanks, or one that can be understood in two ways."""
    if understood.readings:
        words = Composed(clarification(understood.readings), None, (), (), ())
        return Outcome("needs_clarification", "ambiguous_reference", 1.0, words)
    if understood.reply is not None:
        return Outcome("not_found", "out_of_scope", 1.0, Composed(understood.reply, None, (), (), ()))
    return None


def surer(outcome: Outcome, near: Outcome) -> Outcome:
    """The outcome of a stand-alone question, or that of the turn as typed in the documents that the talk is about,
    where this is clearly surer: what a document calls its subject seldom stands in the sentence that answers."""
    if outcome.status in ("conflict", "needs_clarification"):
        return outcome
    rival = outcome.chance + _CLEARLY if outcome.status in ("answered", "partial") else _LIKELY
    return near if near.status == "answered" and near.chance > rival else outcome


def clarification(readings: Sequence[Reading]) -> str:
    """The question that asks back, with both readings."""
    one, two = readings[0], readings[1]
    return f"Do you mean {one.entity.text} or {two.entity.text}? I can look up: {one.question} Or: {two.question}"


def shown(understood: Understood, outcome: Outcome) -> Outcome:
    """The outcome; where the turn is about an answer already given, with where its words stand in front."""
    composed = outcome.composed
    if understood.about is None or not composed.citations:
        return outcome
    return replace(outcome, composed=replace(composed, answer=f"{_lead(understood.about, outcome)}\n{composed.answer}"))


def _lead(about: str, outcome: Outcome) -> str:
    """A line that names the documents; one with a figure in its title is not named, for the line cites nothing."""
    derivation = outcome.derivation
    if derivation is not None and about != "passage":
        return f"It is worked out as {derivation.expression}:"
    titles = dict.fromkeys(citation.title for citation in outcome.composed.citations)
    named = "; ".join(f"“{title}”" for title in titles if not re.search(r"\d", title))
    where = f" in {named}" if named else ""
    return f"It stands{where}:" if about == "passage" else f"It rests on these words{where}:"
