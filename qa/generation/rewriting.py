"""The stand-alone question that a model proposes for a follow-up, taken only if it adds nothing of its own."""

from collections.abc import Sequence

from seedqa.qa.generation.failure import GenerationFailed
from seedqa.qa.generation.wording import words_of
from seedqa.qa.types import Turn

_LONGEST = 300
_ASKING = frozenset(
    "who whom whose what which when where why how much many long far old often does do did is are was were".split()
)


def accepted(proposal: str, question: str, history: Sequence[Turn]) -> str:
    """The proposal, if every word of it was said in the conversation, every figure, date and limiting word of the
    question is in it, and no other limiting word; else ``GenerationFailed``."""
    text = " ".join(proposal.split()).strip('"“”')
    if not text or len(text) > _LONGEST or "\n" in proposal.strip():
        raise GenerationFailed("malformed", "the proposed question is not one line")
    asked, proposed = words_of(question), words_of(text)
    said = {word.key for turn in history for word in words_of(turn.content)} | {word.key for word in asked}
    own = [word for word in proposed if word.key not in said and word.kind != "grammar" and word.key not in _ASKING]
    if own:
        raise GenerationFailed("not_proven", f"the proposed question says {own[0].key!r}, which nobody said")
    kept = {word.key for word in proposed}
    lost = [word for word in asked if word.kind in ("figure", "date", "caution", "name") and word.key not in kept]
    if lost:
        raise GenerationFailed("not_proven", f"the proposed question leaves out {lost[0].key!r}")
    cautions = {word.key for word in asked if word.kind == "caution"}
    added = [word for word in proposed if word.kind == "caution" and word.key not in cautions]
    if added:
        raise GenerationFailed("not_proven", f"the proposed question adds {added[0].key!r}")
    return text
