"""What a question's figures may be taken from: the ledger's entries of the documents in question, in their context."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from seedqa.index.documents import Document
from seedqa.index.ledger import Entry
from seedqa.index.lexical import content_words, words
from seedqa.index.passages import Span
from seedqa.index.store import Store, StoredPassage
from seedqa.index.vectors import Vectors
from seedqa.qa.figures.vocabulary import canonical, members
from seedqa.qa.question import Question, name_words
from seedqa.qa.reading import Finding
from seedqa.qa.terms import Term, stems, terms
from seedqa.qa.types import Evidence

_BEFORE = 1200
_MOST_DOCUMENTS = 400
_NEAREST = 12
_MATCHING = 30


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence, placed from its start, with the stems that stand for their groups; ``names`` are all
    stems as they are."""

    terms: tuple[Term, ...]
    same: tuple[str, ...]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def _read(sentence: str) -> SentenceWords:
    found = tuple(terms(sentence))
    same = tuple(canonical(term.stem) for term in found)
    return SentenceWords(found, same, frozenset(term.stem for term in found))


class Material:
    """The entries that a question may be about, and the texts around them, each read once."""

    def __init__(self, store: Store, documents: Sequence[str], searched: int, text: str) -> None:
        self._store = store
        self.searched = searched
        self._text = text
        self._ids = list(documents)
        self._documents: dict[str, Document] = {}
        self._passages: dict[int, StoredPassage] = {}
        self._words: dict[tuple[str, Span], SentenceWords] = {}
        self._contexts: dict[int, frozenset[str]] = {}
        self._weights: dict[str, float] = {}

    @classmethod
    def gather(cls, question: Question, names: Sequence[str], findings: Sequence[Finding], store: Store) -> "Material":
        """The documents that hold all of a name of the question, and those of the findings."""
        chosen = [finding.evidence.document.id for finding in findings]
        for name in names:
            holding = [set(store.documents_with(word)) for word in name_words(name) or words(name)]
            chosen.extend(sorted(set.intersection(*holding)) if holding else [])
        if not names:
            chosen.extend(key for word in question.words for key in store.documents_with(word))
        return cls(
            store,
            list(dict.fromkeys(chosen))[: None if names else _MOST_DOCUMENTS],
            store.document_count(),
            question.text,
        )

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of these documents, ordinals and times of day left out."""
        found = self._store.quantities(documents=self._ids)
        return [entry for entry in found if entry.kind not in {"ordinal", "time"}]

    @cached_property
    def _figures_of(self) -> Counter[tuple[str, Span]]:
        return Counter((e.document_id, e.sentence) for e in self.entries if e.kind != "date")

    def is_crowded(self, entry: Entry) -> bool:
        """Whether an entry's sentence has other figures, so that words belong to the nearest."""
        return self._figures_of[(entry.document_id, entry.sentence)] > 1

    def entries_of(self, kinds: Sequence[str]) -> list[Entry]:
        """The entries of some kinds."""
        return self._store.quantities(documents=self._ids, kinds=kinds)

    def document(self, key: str) -> Document:
        """The document of an entry."""
        if key not in self._documents:
            found = self._store.document(key)
            assert found is not None  # the ledger and the documents are one immutable file
            self._documents[key] = found
        return self._documents[key]

    def evidence(self, entry: Entry) -> Evidence:
        """An entry's passage as evidence to cite."""
        stored = self._passage(entry)
        return Evidence(stored.document, stored.passage, 0.0, 0.0)

    def quote(self, entry: Entry) -> str:
        """The sentence of an entry."""
        return self.document(entry.document_id).text[entry.sentence.start : entry.sentence.end]

    def words(self, entry: Entry) -> SentenceWords:
        """The words of an entry's sentence."""
        key = (entry.document_id, entry.sentence)
        if key not in self._words:
            self._words[key] = _read(self.document(entry.document_id).text[entry.sentence.start : entry.sentence.end])
        return self._words[key]

    def context(self, entry: Entry) -> frozenset[str]:
        """The stems around an entry's sentence: its passage, heading, title and the text right before."""
        if entry.passage_id not in self._contexts:
            stored = self._passage(entry)
            document, passage = stored.document, stored.passage
            near = document.text[max(0, passage.start - _BEFORE) : passage.end]
            self._contexts[entry.passage_id] = stems(" ".join((document.title, passage.heading, near)))
        return self._contexts[entry.passage_id]

    def weight(self, word: str) -> float:
        """The rarity over the passages of the words that a stem stands for."""
        if word not in self._weights:
            total = self._store.passage_count()
            holding = sum(self._store.passages_with(one) for one in members(word))
            self._weights[word] = math.log(1.0 + total / (1.0 + holding)) + 0.1
        return self._weights[word]

    @cached_property
    def vector(self) -> Vectors:
        """The question's unit vector."""
        return self._store.encoder.encode(self._text)

    @cached_property
    def near_entries(self) -> list[Entry]:
        """The entries of the passages nearest by words and by meaning."""
        found = [key for key, _ in self._store.nearest(self.vector, _NEAREST)]
        by_words = [key for key, _ in self._store.matching(content_words(self._text), _MATCHING)]
        entries = self._store.quantities(passages=sorted({*found, *by_words}))
        return [entry for entry in entries if entry.kind not in {"ordinal", "time"}]

    def nearness(self, passages: Sequence[int], vector: Vectors | None) -> dict[tuple[int, int], float]:
        """The cosine of each sentence of some passages with a question's vector, by passage and place."""
        if vector is None:
            return {}
        near: dict[tuple[int, int], float] = {}
        for stored in self._store.passages(passages):
            self._passages[stored.id] = stored
            for span, cosine in zip(stored.passage.sentences, stored.vectors @ vector, strict=True):
                near[stored.id, span.start] = float(cosine)
        return near

    def _passage(self, entry: Entry) -> StoredPassage:
        if entry.passage_id not in self._passages:
            self._passages[entry.passage_id] = self._store.passages([entry.passage_id])[0]
        return self._passages[entry.passage_id]
