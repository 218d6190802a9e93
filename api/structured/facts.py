"""An answer as the facts that a client's schema may ask for, each found by the name of the property."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from seedqa.api.structured.names import meaning_of, meanings, words_of
from seedqa.index.quantities import read_quantities
from seedqa.qa.types import Answer, Citation

OF_ANSWER = meanings(
    ("confidence", "confidence certainty probability likelihood score"),
    ("missing", "unanswerable missing insufficient absent refused unanswered unknown not"),
    ("found", "found answered answerable supported success successful sufficient grounded"),
    ("status", "status verdict outcome"),
    ("question", "question query"),
    ("unit", "unit currency"),
    ("short", "short brief concise value figure amount exact"),
    ("quote", "quote quotation evidence excerpt passage snippet extract proof context verbatim"),
    ("source", "source citation reference document doc file filename path uri url link attribution"),
    (
        "answer",
        "answer response result reply output text content message explanation reasoning reason rationale "
        "justification summary statement final",
    ),
    ("parts", "item part"),
)
OF_CITATION = meanings(
    ("marker", "marker index number rank"),
    ("start", "start begin offset"),
    ("end", "end stop"),
    ("document_id", "id identifier"),
    ("uri", "uri url link href path file filename filepath"),
    ("published", "published date"),
    ("title", "title name heading"),
    ("quote", "quote quotation text content evidence excerpt passage snippet extract verbatim"),
    ("sha256", "sha256 hash"),
    ("uri", "source citation reference document doc"),
)
_CITED = frozenset("source citation reference document doc".split())
_ASSERTS = ("answered", "partial", "conflict")


class Unknown:
    """What a name stands for that tells nothing."""


UNKNOWN = Unknown()


class Facts(Protocol):
    """What is known of an answer, of one of its citations, or of a client's own task."""

    def named(self, name: str) -> Any:
        """The value that a property of this name asks for: None where there is none, a tuple where there may be
        several, `UNKNOWN` where the name tells nothing."""

    @property
    def plain(self) -> Any:
        """What stands for all of it in one value."""

    @property
    def only(self) -> Any:
        """The value for the one property whose name tells nothing."""


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """A citation; in one value it is the field `default`, as a number its marker."""

    citation: Citation
    default: str = "uri"

    def named(self, name: str) -> Any:
        """A field of the citation."""
        meaning = meaning_of(words_of(name), OF_CITATION)
        return UNKNOWN if meaning is None else getattr(self.citation, meaning)

    @property
    def plain(self) -> Any:
        """The address, or the quote."""
        return getattr(self.citation, self.default)

    @property
    def only(self) -> Any:
        """Nothing: a citation's fields are asked for by name."""
        return None


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer."""

    answer: Answer

    def named(self, name: str) -> Any:
        """What a name asks for; one such as `source_titles` asks for a field of every citation."""
        words = words_of(name)
        if words & _CITED:
            field = meaning_of(words - _CITED, OF_CITATION)
            if field is not None:
                return tuple(getattr(citation, field) for citation in self.answer.citations)
        meaning = meaning_of(words, OF_ANSWER)
        return UNKNOWN if meaning is None else self._values()[meaning]

    @property
    def plain(self) -> str:
        """The answer's text."""
        return self.answer.answer

    @property
    def only(self) -> str | None:
        """The bare answer."""
        return self.answer.short_answer

    @property
    def found(self) -> bool:
        """Whether the documents have an answer."""
        return self.answer.status in _ASSERTS

    def _values(self) -> Mapping[str, Any]:
        answer = self.answer
        return {
            "confidence": answer.confidence,
            "missing": not self.found,
            "found": self.found,
            "status": answer.status,
            "question": answer.standalone_question,
            "unit": _unit(answer.short_answer),
            "short": answer.short_answer,
            "quote": tuple(CitationFacts(citation, "quote") for citation in answer.citations),
            "source": tuple(CitationFacts(citation) for citation in answer.citations),
            "answer": answer.answer,
            "parts": answer.parts or ((answer.short_answer,) if answer.short_answer else ()),
        }


def _unit(short: str | None) -> str | None:
    """The unit of the one figure that a bare answer states."""
    figures = read_quantities(short or "")
    return figures[0].unit if len(figures) == 1 and figures[0].unit else None
