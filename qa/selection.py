"""Which findings make up the answer: the best one, the items of a list, others that answer as well."""

from collections.abc import Sequence
from dataclasses import replace

from seedqa.index.spans import Span
from seedqa.qa.candidates import EXACT
from seedqa.qa.clauses import Similarity, meant
from seedqa.qa.kind import kind_of
from seedqa.qa.question import Question, name_words
from seedqa.qa.reading import Finding, PassageReading, sentence_around
from seedqa.qa.terms import stem, stems

_MOST = 12
_TRANSFER = frozenset(
    stem(word)
    for word in (
        "give gave given giving offer provide donate send sent grant transfer invest allocate lend pay contribute "
        "supply award receive get got obtain money fund funds funding amount amounts sum sums cash aid much far state "
        "made make available so total district county city province village company yuan dollars euros support help"
    ).split()
)
_WITHIN = 2.5
_FEWEST = 2
LISTED = frozenset({"list", "count", "conflict"})


def select(
    question: Question, findings: Sequence[Finding], readings: Sequence[PassageReading], similarity: Similarity
) -> list[Finding]:
    """The findings to state, one a sentence, in the order of their document; at least one.

    ``similarity`` of a clause to the question decides between several figures of one sentence.
    """
    best = findings[0]
    if kind_of(readings) in LISTED and (items := itemised(best, readings)):
        return items
    if question.expected not in {"amount", "money"} or question.total or not asks_for_all(question, best):
        return [meant(best, findings, similarity) if question.expected in EXACT else best]
    close = [f for f in findings[:_MOST] if f is best or _as_good(question, best, f)]
    return sorted(_by_sentence(close), key=lambda f: f.sentence.start)


def asks_for_all(question: Question, best: Finding) -> bool:
    """Whether a question asks what passed between parties, and nothing that would tell one amount from another."""
    named = {stem(word) for name in question.names for word in name_words(name)}
    named |= stems(best.evidence.document.title) & set(question.terms)
    return len(named) > 1 and not set(question.terms) - named - _TRANSFER


def speaks_of_all(question: Question, finding: Finding) -> bool:
    """Whether a finding's passage, heading or title holds every name of the question."""
    evidence = finding.evidence
    text = evidence.document.text[evidence.passage.start : evidence.passage.end]
    context = stems(text) | stems(evidence.passage.heading) | stems(evidence.document.title)
    return all(stem(word) in context for name in question.names for word in name_words(name))


def itemised(best: Finding, readings: Sequence[PassageReading]) -> list[Finding]:
    """The items tagged in the passage of the best finding, by sentence; none where it has fewer than two."""
    evidence = best.evidence
    read = next((one.reading for one in readings if one.evidence == evidence), None)
    if read is None or len(read.items) < _FEWEST:
        return []
    by_sentence: dict[Span, list[Span]] = {}
    for item in read.items:
        span = Span(evidence.passage.start + item.start, evidence.passage.start + item.end)
        by_sentence.setdefault(sentence_around(evidence.passage, span), []).append(span)
    return [replace(best, sentence=sentence, spans=tuple(spans)) for sentence, spans in by_sentence.items()]


def _as_good(question: Question, best: Finding, other: Finding) -> bool:
    """Whether a finding answers a question for an amount beside the best one: another figure of the same parties."""
    return (
        other.evidence.document.id == best.evidence.document.id
        and other.score >= best.score - _WITHIN
        and other.features.kind_found == 1.0
        and other.features.context_names >= best.features.context_names
        and best.features.sentence_words <= other.features.sentence_words + 0.34
    )


def _by_sentence(findings: Sequence[Finding]) -> list[Finding]:
    """One finding a sentence, with the spans of all of them in order."""
    merged: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        place = (finding.evidence.document.id, finding.sentence.start)
        if place in merged:
            spans = {*merged[place].spans, *finding.spans}
            merged[place] = replace(merged[place], spans=_apart(spans))
        else:
            merged[place] = finding
    return list(merged.values())


def _apart(spans: set[Span]) -> tuple[Span, ...]:
    """The spans in order, without those inside another."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in ordered:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
