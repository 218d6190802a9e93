"""What the documents know of a name or of words, so that a talk is understood by them and not by its words alone."""

import re
from collections.abc import Sequence
from typing import Protocol

from seedqa.index.lexical import content_words
from seedqa.index.store import Store
from seedqa.qa.names import read_names
from seedqa.qa.terms import stem, stems

_PASSAGES = 3
_HE = re.compile(r"\b(?:he|his|him|Mr)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|Ms|Mrs)\b", re.IGNORECASE)
_NEAR = 160
_REMEMBERED = 4096
_SAID = 40
_COMMON = re.compile(r"(?:ing|ions?|ments?|ness|ity|ities|ances?|ences?|ers|ies|[a-z]{3}[bcdfghklmnprtw]s|[ae]tes?)$")


class Lookup(Protocol):
    """Answers about the documents; each is the same every time."""

    def kind(self, name: str) -> str:
        """person, place, organisation or other, as the documents use the name."""

    def gender(self, name: str) -> str:
        """ "he", "she", or "" where the documents do not tell."""

    def knows(self, phrase: str) -> bool:
        """Whether the words stand side by side in a document."""

    def together(self, words: Sequence[str]) -> bool:
        """Whether one passage has all the words."""

    def proper(self, name: str) -> bool:
        """Whether words that open a turn in capitals are a name, and not a noun in its first place."""

    def source(self, said: str) -> str:
        """The id of the document that a question and its answer were taken from; "" where none has their words."""


class NoDocuments:
    """Knows nothing: a talk is understood by its words alone."""

    def kind(self, name: str) -> str:
        return "other"

    def gender(self, name: str) -> str:
        return ""

    def knows(self, phrase: str) -> bool:
        return False

    def together(self, words: Sequence[str]) -> bool:
        return len(words) >= _PASSAGES

    def proper(self, name: str) -> bool:
        return _looks_proper(name)

    def source(self, said: str) -> str:
        return ""


class StoreLookup:
    """Looks things up in one immutable generation, and remembers what it found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered: dict[tuple[str, str], str | bool] = {}

    def kind(self, name: str) -> str:
        return str(self._once("kind", name))

    def gender(self, name: str) -> str:
        return str(self._once("gender", name))

    def knows(self, phrase: str) -> bool:
        return bool(self._once("knows", phrase))

    def together(self, words: Sequence[str]) -> bool:
        return bool(self._once("together", " ".join(words)))

    def proper(self, name: str) -> bool:
        return bool(self._once("proper", name))

    def source(self, said: str) -> str:
        return str(self._once("source", said))

    def _once(self, what: str, words: str) -> str | bool:
        found = self._remembered.get((what, words))
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[what, words] = self._find(what, words)
        return found

    def _find(self, what: str, words: str) -> str | bool:
        match what:
            case "kind":
                return _most(self._kinds(words), "other")
            case "gender":
                return self._gender(words)
            case "knows":
                return self._store.passages_with(words) > 0
            case "proper":
                return self._proper(words)
            case "source":
                return self._source(words)
            case _:
                return self._together(words.split())

    def _kinds(self, name: str) -> list[str]:
        """The kinds of the name's mentions in the passages that have it."""
        last = name.split()[-1]
        found = []
        for text in self._texts(name):
            for match in re.finditer(re.escape(name), text):
                near = read_names(text, max(0, match.start() - _NEAR), min(len(text), match.end() + _NEAR))
                found += [
                    n.kind for n in near if last in text[n.start : n.end] and n.kind in ("person", "organisation")
                ]
        return found

    def _gender(self, name: str) -> str:
        he = she = 0
        for text in self._texts(name):
            for match in re.finditer(re.escape(name.split()[-1]), text):
                after = text[match.end() : match.end() + _NEAR]
                he, she = he + len(_HE.findall(after)), she + len(_SHE.findall(after))
        return "he" if he > 2 * she else "she" if she > 2 * he else ""

    def _proper(self, name: str) -> bool:
        """A single word is a name where the documents have it in capitals only; one they lack, by its form."""
        texts = self._texts(name)
        if " " in name or not any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for text in texts):
            return _looks_proper(name)
        return not any(re.search(rf"\b{re.escape(name.lower())}\b", text) for text in texts)

    def _source(self, said: str) -> str:
        found = self._store.matching(content_words(said)[:_SAID], 1)
        return next((p.document.id for p in self._store.passages([key for key, _ in found])), "")

    def _texts(self, words: str) -> list[str]:
        ids = [key for key, _ in self._store.matching([words], _PASSAGES)]
        return [p.document.text[p.passage.start : p.passage.end] for p in self._store.passages(ids)]

    def _together(self, words: list[str]) -> bool:
        asked = {stem(word) for word in words}
        ids = [key for key, _ in self._store.matching(words, _PASSAGES)]
        return any(
            asked <= stems(f"{p.document.title} {p.passage.heading} {p.document.text[p.passage.start : p.passage.end]}")
            for p in self._store.passages(ids)
        )


def _looks_proper(name: str) -> bool:
    """Whether words in capitals have the form of a name: more than one, or one without the ending of a noun."""
    return " " in name or name.isupper() or _COMMON.search(name) is None


def _most(kinds: Sequence[str], otherwise: str) -> str:
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    return max(counted, key=lambda kind: counted[kind]) if counted else otherwise
