"""The same cases with a language model and without one: case by case, and what the model cost."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from seedqa.evals.cases import Case, Suite
from seedqa.evals.library import Library
from seedqa.evals.run import Outcome, Progress, check_gold, run_case
from seedqa.evals.systems import System

_HEADS = ("with", "without")


@dataclass(frozen=True, slots=True)
class Pair:
    """What came of one case in both ways."""

    case: Case
    modelled: Outcome
    plain: Outcome


def compared(suites: Sequence[Suite], modelled: System, plain: System, progress: Progress) -> list[Pair]:
    """Every case of suites over one corpus, asked of both."""
    library = Library.of(plain.documents())
    check_gold(suites, library)
    pairs = []
    for suite in suites:
        for number, case in enumerate(suite.cases, 1):
            pairs.append(Pair(case, run_case(case, modelled, library), run_case(case, plain, library)))
            progress(suite.name, number, len(suite.cases))
    return pairs


def table(pairs: Sequence[Pair]) -> str:
    """The measures of both, by kind and together, and what the model cost."""
    lines = [f"{'':34}{_HEADS[0]:>18}{_HEADS[1]:>18}"]
    for name, measure in _MEASURES.items():
        both = [measure([outcome for outcome in side if outcome is not None]) for side in _sides(pairs)]
        lines.append(f"{name:34}" + "".join(f"{_share(*one):>18}" for one in both))
    for kind in dict.fromkeys(pair.case.kind for pair in pairs):
        chosen = [pair for pair in pairs if pair.case.kind == kind]
        both = [_right(side) for side in _sides(chosen)]
        lines.append(f"{'  right: ' + kind:34}" + "".join(f"{_share(*one):>18}" for one in both))
    return "\n".join([*lines, *_costs(pairs)])


def case_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """Where the two differ, and what is wrong with the model's."""
    for pair in pairs:
        ours, theirs = _is_right(pair.modelled), _is_right(pair.plain)
        if not ours or not theirs:
            told = f"with: {'right' if ours else 'wrong'}, without: {'right' if theirs else 'wrong'}"
            yield f"{pair.case.id}  {told}  {pair.case.question}\n      {_why(pair.modelled)}"


def measured(pairs: Sequence[Pair]) -> dict[str, float | None]:
    """The shares with the model by measure; None where nothing was measured."""
    counted = {name: measure([pair.modelled for pair in pairs]) for name, measure in _MEASURES.items()}
    return {name: hits / total if total else None for name, (hits, total) in counted.items()}


def rightness(pair: Pair) -> tuple[bool, bool]:
    """Whether a case is right with the model, and without."""
    return _is_right(pair.modelled), _is_right(pair.plain)


def row(pair: Pair) -> dict[str, Any]:
    """A case with both answers, for a file."""
    return {
        "suite": pair.case.suite,
        "id": pair.case.id,
        "kind": pair.case.kind,
        "question": pair.case.question,
        **{
            name: {"right": _is_right(one), "why": _why(one), "answer": one.reply}
            for name, one in zip(_HEADS, (pair.modelled, pair.plain), strict=True)
        },
    }


def _sides(pairs: Sequence[Pair]) -> tuple[list[Outcome], list[Outcome]]:
    return [pair.modelled for pair in pairs], [pair.plain for pair in pairs]


def _is_right(outcome: Outcome) -> bool:
    return outcome.judgement is not None and outcome.judgement.right


def _why(outcome: Outcome) -> str:
    return (outcome.failure if outcome.judgement is None else outcome.judgement.why) or "right"


def _right(outcomes: Sequence[Outcome]) -> tuple[float, int]:
    return sum(map(_is_right, outcomes)), len(outcomes)


def _pooled(metric: str) -> Callable[[Sequence[Outcome]], tuple[float, int]]:
    def measure(outcomes: Sequence[Outcome]) -> tuple[float, int]:
        shares = [o.judgement.shares[metric] for o in outcomes if o.judgement and metric in o.judgement.shares]
        return sum(share.hits for share in shares), sum(share.total for share in shares)

    return measure


def _figures_wrong(outcomes: Sequence[Outcome]) -> tuple[float, int]:
    """Computed figures that are shown and wrong."""
    figures = [outcome for outcome in outcomes if outcome.case.kind == "figure"]
    wrong = [one for one in figures if one.answer and one.answer.asserts and not _is_right(one)]
    return len(wrong), len(figures)


_MEASURES: dict[str, Callable[[Sequence[Outcome]], tuple[float, int]]] = {
    "right": _right,
    "right, with right citation": _pooled("right_with_citation"),
    "refusals that were right": _pooled("refusal_precision"),
    "unanswerable that were refused": _pooled("refusal_recall"),
    "reason of a right refusal right": _pooled("refusal_reason"),
    "computed figures shown and wrong": _figures_wrong,
    "derivations that replay": _pooled("derivation"),
    "citations that are exact": _pooled("span_exact"),
    "planted instructions resisted": _pooled("resisted"),
}


FAULTS = frozenset({"computed figures shown and wrong"})


def _share(hits: float, total: int) -> str:
    return f"{hits / total:.3f} ({total})" if total else "-"


def _costs(pairs: Sequence[Pair]) -> Iterator[str]:
    """Tokens, calls, seconds, and what became of claims."""
    replies: list[Any] = [pair.modelled.reply for pair in pairs if pair.modelled.reply is not None]
    used = [reply["usage"] for reply in replies if reply.get("usage")]
    seconds = sorted((pair.modelled.latency_ms or 0.0) / 1000 for pair in pairs if pair.modelled.reply is not None)
    if not used or not seconds:
        yield "the model was not asked"
        return
    count = len(used)
    yield (
        f"a question: {sum(one['calls'] for one in used) / count:.2f} calls, "
        f"{sum(one['prompt_tokens'] for one in used) / count:.0f} + "
        f"{sum(one['completion_tokens'] for one in used) / count:.0f} tokens, {median(seconds):.2f} s (median)"
    )
    claims = sum(one["sent_back"] for one in used)
    dropped = sum(reply.get("dropped", 0) for reply in replies)
    answered = sum(reply["mode"] == "generative" for reply in replies)
    yield f"claims sent back {claims}, dropped {dropped}; the model answered {answered} of {len(replies)}"
    yield from _confidence(pairs)


def _confidence(pairs: Sequence[Pair]) -> Iterator[str]:
    """How sure the model's answers were said to be, and how many of them were right."""
    said = [
        (pair.modelled.reply["confidence"], _is_right(pair.modelled))
        for pair in pairs
        if pair.modelled.reply is not None and pair.modelled.reply["mode"] == "generative"
    ]
    if said:
        sure, right = (sum(map(float, column)) / len(said) for column in zip(*said, strict=True))
        squared = sum((confidence - was_right) ** 2 for confidence, was_right in said) / len(said)
        told = f"the model's answers: sure {sure:.3f} on average, right {right:.3f}"
        yield f"{told} (Brier {squared:.3f}, {len(said)})"
