"""First stage: what a turn asks. A question that stands alone and speaks the documents' language costs no call."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from seedqa.qa.llm import prompts
from seedqa.qa.llm.connection import Model
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.proposal import Understanding
from seedqa.qa.llm.replies import read_understanding
from seedqa.qa.llm.request import Budget
from seedqa.qa.terms import content_stems, stems
from seedqa.qa.types import Evidence, Turn

_LONGEST = 500
_TITLES = 5
_FEWEST_WORDS = 3
_TURNS = 10


def understand(
    question: str, history: Sequence[Turn], retrieved: Sequence[Evidence], model: Model, budget: Budget
) -> Understanding:
    """The stand-alone question and what to search for; ``retrieved`` are the passages nearest to the turn as typed."""
    asked = question.strip()
    foreign = not speaks_like(asked, retrieved)
    if not history and not foreign:
        return Understanding(asked, (asked,))
    titles = tuple(dict.fromkeys(one.document.title for one in retrieved))[:_TITLES]
    request = prompts.understanding(asked, history[-_TURNS:], titles)
    found = read_understanding("".join(model.write(request, budget)))
    if len(found.question) > _LONGEST:
        raise LlmFailed("malformed", "the question as understood is too long")
    alone = found.question if history else asked
    return Understanding(alone, found.queries if foreign and found.queries else (alone, *found.queries), found.about)


def speaks_like(question: str, retrieved: Sequence[Evidence]) -> bool:
    """Whether a question is in the writing, and probably in the language, of the passages found for it."""
    texts = [one.document.text[one.passage.start : one.passage.end] for one in retrieved]
    if not texts:
        return True
    if writing(question) != writing(" ".join(texts)):
        return False
    asked = content_stems(question)
    there = frozenset[str]().union(*map(stems, texts), *(stems(one.document.title) for one in retrieved))
    return len(asked) < _FEWEST_WORDS or any(word in there for word in asked)


def writing(text: str) -> str:
    """The script of most letters of a text: LATIN, CJK, CYRILLIC, ...; empty where it has none."""
    letters = [character for character in text[:4_000] if character.isalpha()]
    counts = Counter(unicodedata.name(letter, "?").split()[0].split("-")[0] for letter in letters)
    return counts.most_common(1)[0][0] if counts else ""
