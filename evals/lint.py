"""What is wrong with gold: quotes that are not there, answers without proof, repeats and leaks.

It proves form and evidence, and whatever it finds is wrong; what only looks wrong is for ``evals.cautions``, and
whether a question is a good one for its author to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seedqa.evals.answers import names_figure
from seedqa.evals.cases import Case, Figure, Suite
from seedqa.evals.wording import is_verdict, read_wording, states, tokens

REASON_UNKNOWN = "reason-unknown"
PARAPHRASE = "rephrased"
_ANSWERED_KINDS = ("fact", "list", "two-document")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, and the case it concerns."""

    case: Case
    text: str

    def __str__(self) -> str:
        return f"{self.case.place}: {self.case.id}: {self.text}"


def lint(suites: Sequence[Suite], documents: Mapping[str, str]) -> list[Problem]:
    """Every problem of the suites; ``documents`` gives the canonical text for each name (``Library.texts``)."""
    cases = [case for suite in suites for case in suite.cases]
    problems = [Problem(case, text) for case in cases for text in _complaints(case, documents)]
    return [*problems, *_repeats(cases)]


def _complaints(case: Case, documents: Mapping[str, str]) -> Iterator[str]:
    yield from _unproved_quotes(case, documents)
    yield from _unproved_answers(case)
    yield from _mismatches(case)


def _unproved_quotes(case: Case, documents: Mapping[str, str]) -> Iterator[str]:
    for item in case.evidence:
        if item.document not in documents:
            yield f"there is no document {item.document!r}"
        elif item.quote not in documents[item.document]:
            yield f"not an exact quote of {item.document}: {item.quote!r}"


def _unproved_answers(case: Case) -> Iterator[str]:
    if case.value is not None:
        yield from _far_wordings(case, case.value)
        return
    for item in case.answers:
        if is_verdict(item):
            continue
        if not any(states(quote.quote, wording) for quote in case.evidence for wording in item):
            yield f"no evidence quote states {item[0]!r}"


def _far_wordings(case: Case, figure: Figure) -> Iterator[str]:
    for wording in (wording for item in case.answers for wording in item):
        if read_wording(wording).quantities and not names_figure(wording, figure):
            yield f"{wording!r} is further from {figure.value} {figure.unit} than the tolerance {figure.tolerance}"


def _mismatches(case: Case) -> Iterator[str]:
    asserting = {"answered", "partial", "conflict"} & set(case.status)
    if case.answerable and not case.evidence and not case.open:
        yield "an answer needs evidence"
    if case.answerable != bool(asserting):
        yield f"status {', '.join(case.status)} does not go with {'an' if case.answerable else 'no'} answer"
    if not case.answerable and not case.reason and REASON_UNKNOWN not in case.tags:
        yield f"a refusal needs its reasons, or the tag {REASON_UNKNOWN}"
    yield from _unfit_kind(case)


def _unfit_kind(case: Case) -> Iterator[str]:
    if case.kind == "figure" and case.value is None:
        yield "a figure needs its value"
    if case.kind == "unanswerable" and case.answerable:
        yield "an unanswerable question has no answers"
    if case.kind in _ANSWERED_KINDS and not case.answerable:
        yield f"a case of kind {case.kind} needs answers; one that must be refused is of kind unanswerable"
    if case.kind == "two-document" and len({quote.document for quote in case.evidence}) < 2:
        yield "a question over two documents needs a quote from each"


def _repeats(cases: Sequence[Case]) -> Iterator[Problem]:
    seen: dict[tuple[tuple[str, ...], ...], Case] = {}
    for case in cases:
        first = seen.setdefault(_asked(case), case)
        if first is not case:
            what = "duplicate of" if first.suite == case.suite else f"leak between {first.suite} and {case.suite}:"
            yield Problem(case, f"{what} {first.id}")


def _asked(case: Case) -> tuple[tuple[str, ...], ...]:
    if PARAPHRASE in case.tags:
        # Made to differ only in form, as a question typed in small letters does.
        return ((case.question,),)
    return (*(tokens(turn.content) for turn in case.history), tokens(case.question))
