"""Things that a question puts side by side and of which no figure is told: then nothing is worked out.

A thing is missing where none of its words stands in a sentence with a figure near the question, or one of its names.
"""

import re
from collections.abc import Iterator

from seedqa.index.mentions import names_in
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.cues import DIFFERENCE, SIDES, TOTAL
from seedqa.qa.figures.scene import Scene
from seedqa.qa.figures.segments import coordinated
from seedqa.qa.figures.words import Words, held

_TOLD = 0.5
_CHANCE = 0.7


def missing_operand(scene: Scene) -> Computed | None:
    """The refusal that names the missing thing; None where figures of all of them may be told."""
    for item in _items(scene.text):
        words = scene.words_of(item)
        if words.weights and not _told(words, scene):
            answer = f"The documents tell no such figure of {item}."
            return Computed("absent", "not_found", "attribute_absent", answer, None, (), (), None, _CHANCE)
    return None


def _items(text: str) -> Iterator[str]:
    """The things that a question adds up, and the names that it compares with."""
    if TOTAL.search(text):
        yield from dict.fromkeys(item for items in coordinated(text) for item in items)
    if DIFFERENCE.search(text):
        sides = next((match for pattern in SIDES if (match := pattern.search(text))), None)
        yield from names_in(re.sub(r"[?.!]+\Z", "", sides["b"])) if sides else ()


def _told(words: Words, scene: Scene) -> bool:
    """Whether some figure is told with the words: with all the names among them, or with any of the others."""
    if words.names:
        return any(all(held(name, figure, True) >= _TOLD for name in words.names) for figure in scene.figures)
    if words.years:
        return True
    return any(held(word, figure) >= _TOLD for figure in scene.figures for word in words.weights)
