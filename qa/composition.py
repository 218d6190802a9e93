"""Verdict and findings -> what a person reads: statements with markers, the short answer, exact citations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.index.documents import Document
from seedqa.index.spans import Span
from seedqa.qa.question import Question
from seedqa.qa.reading import Finding
from seedqa.qa.types import Citation, Evidence
from seedqa.qa.verdict import Verdict

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Composed:
    """The readable parts of an answer."""

    answer: str
    short_answer: str | None
    parts: tuple[str, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]


def cite(marker: int, evidence: Evidence, span: Span) -> Citation:
    """A citation of a span, with its passage as context."""
    return cite_within(marker, evidence.document, span, Span(evidence.passage.start, evidence.passage.end))


def cite_within(marker: int, document: Document, span: Span, context: Span) -> Citation:
    """A citation of a span of a document, with the span around it as context; every citation is made here."""
    return Citation(
        marker=marker,
        document_id=document.id,
        title=document.title,
        uri=document.uri,
        start=span.start,
        end=span.end,
        quote=document.text[span.start : span.end],
        sha256=document.sha256,
        context_start=context.start,
        context_end=context.end,
        published=document.published,
    )


def compose_answer(chosen: Sequence[Finding], refused: Sequence[tuple[Question, Verdict]] = ()) -> Composed:
    """The chosen findings as statements, each with its marker, then what could not be answered; the short answer is
    the findings' spans."""
    citations = tuple(cite(marker, f.evidence, f.sentence) for marker, f in enumerate(chosen, 1))
    statements = [f"{_one_line(citation.quote)} [{citation.marker}]" for citation in citations]
    statements += [f"{question.text} {_refusal(question, verdict)}" for question, verdict in refused]
    spans = [_one_line(f.evidence.document.text[s.start : s.end]) for f in chosen for s in f.spans]
    parts = tuple(dict.fromkeys(spans))
    return Composed(
        answer="\n".join(statements),
        short_answer="; ".join(parts) or None,
        parts=parts if len(parts) > 1 else (),
        citations=citations,
        nearest=(),
    )


def compose_decision(affirmed: bool, deciding: Finding) -> Composed:
    """Yes or no, then the sentence that decides it; the short answer is the word and the clause."""
    word = "Yes" if affirmed else "No"
    stated = compose_answer([deciding])
    return replace(stated, answer=f"{word}: {stated.answer}", short_answer=f"{word}: {stated.short_answer}", parts=())


def counted(stated: Composed) -> Composed:
    """What an answer states, with how many things that are; their number is the short answer."""
    number = str(len(stated.parts))
    return replace(stated, answer=f"{number}: {stated.answer}", short_answer=number)


def compose_refusal(question: Question, verdict: Verdict, findings: Sequence[Finding]) -> Composed:
    """One sentence that says what is missing, and the passages a reader would look at next.

    Where the documents say otherwise than the question supposes, what they say is stated and cited.
    """
    places: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        places.setdefault((finding.evidence.document.id, finding.evidence.passage.start), finding)
    nearest = tuple(cite(n, f.evidence, f.sentence) for n, f in enumerate(list(places.values())[:_NEAREST], 1))
    refusal = _refusal(question, verdict)
    if verdict.reason != "false_premise" or not nearest:
        return Composed(refusal, None, (), (), nearest)
    stated, *rest = nearest
    counter = f"{refusal}\n{_one_line(stated.quote)} [{stated.marker}]"
    return Composed(counter, None, (), (stated,), tuple(rest))


def _refusal(question: Question, verdict: Verdict) -> str:
    match verdict.reason:
        case "entity_absent" if verdict.missing:
            return f"The documents do not say: they do not mention {_listed(verdict.missing)}."
        case "unit_or_period_absent" if verdict.missing:
            return f"The documents do not say: what they tell of this is not for {_listed(verdict.missing)}."
        case "unit_or_period_absent":
            return "The documents do not say: they have no figure for this in the unit asked for."
        case "false_premise":
            return "The documents do not say so; they tell it the other way round."
        case "ambiguous_reference":
            return f"More than one could be meant: {_listed([f'“{title}”' for title in verdict.missing])}. Which one?"
        case "out_of_scope":
            return "The documents do not say: nothing in them is about this question."
        case _:
            return f"The documents do not say{_about(question)}."


def _about(question: Question) -> str:
    if not question.names:
        return ": they have no statement that answers this question"
    return f": they mention {_listed(question.names)}, but have no statement that answers this question"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
