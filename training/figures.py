"""A reader's figures as Markdown tables, for the terminal and the model card."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from seedqa.qa.reader.folder import Calibration

from training.judging import (
    NEAR_MISS_KINDS,
    Judged,
    best_threshold,
    columns,
    halves,
    odds_of,
    ranking,
    scores,
    shifted,
)
from training.scoring import Numbers, calibration_error, probabilities, reliability

_WIDTH = 20
_FACTUAL = ("squadshifts_new_wiki", "squadshifts_reddit", "natural_questions")


def figures(judged: Sequence[Judged], calibration: Calibration, times: Mapping[int, float]) -> str:
    """Every table: spans by source, ranking by kind of negative, calibration on held groups, latency."""
    asked = [one for one in judged if one.kind == "asked"]
    held = halves(judged)[1]
    parts = (
        _spans(asked, calibration),
        _strict(asked, calibration),
        _rankings(judged, calibration),
        _fit(held, calibration),
        _times(times),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _spans(asked: Sequence[Judged], calibration: Calibration) -> str:
    sources = sorted({one.record.source for one in asked})
    rows = [_span_row(source, [one for one in asked if one.record.source == source], calibration) for source in sources]
    factual = [one for one in asked if one.record.source in _FACTUAL]
    rows.append(_span_row("wiki + reddit + natural questions", factual, calibration))
    head = (
        "source",
        "has answer, n",
        "no answer, n",
        "best span where there is one: EM / F1",
        "may refuse, all: EM / F1",
        "may refuse, has answer: EM / F1",
        "may refuse, no answer: EM / F1",
    )
    return "### Spans\n\n" + table(head, rows)


def _span_row(name: str, judged: Sequence[Judged], calibration: Calibration) -> tuple[str, ...]:
    has = [one for one in judged if one.record.answerable]
    lacks = [one for one in judged if not one.record.answerable]
    shown = (_shown(has, None), _shown(judged, calibration), _shown(has, calibration), _shown(lacks, calibration))
    return (name, str(len(has)), str(len(lacks)), *shown)


def _shown(judged: Sequence[Judged], calibration: Calibration | None) -> str:
    if not judged:
        return "–"
    found = scores(judged, calibration)
    return f"{found.exact:.1f} / {found.f1:.1f}"


def _strict(asked: Sequence[Judged], calibration: Calibration) -> str:
    fit, held = halves([one for one in asked if one.record.source == "squad2"])
    if not fit or not held:
        return ""
    least = best_threshold(fit, calibration)
    found = scores(held, shifted(calibration, least))
    return (
        f"Refusing below log odds of {least:.2f}, which suit one half of squad2's passages best, gives the other half "
        f"(n {found.count}) EM / F1 {found.exact:.1f} / {found.f1:.1f}; refusing below nought gives it "
        f"{_shown(held, calibration)}."
    )


def _rankings(judged: Sequence[Judged], calibration: Calibration) -> str:
    squad = [one for one in judged if one.record.source == "squad2" and one.kind == "asked"]
    rows = [("squad2, written by people", squad)]
    for kind in NEAR_MISS_KINDS:
        made = [one for one in judged if one.kind == kind]
        sources = {one.record.source for one in made}
        rows.append((kind, made + [one for one in _answerable(judged) if one.record.source in sources]))
    rows.append(("all of these", list(judged)))
    scorers = (lambda one: one.has), (lambda one: one.margin), (lambda one: odds_of(one, calibration))
    lines = [
        (
            name,
            str(sum(not one.record.answerable for one in cases)),
            *(f"{ranking(cases, by):.3f}" for by in scorers),
        )
        for name, cases in rows
        if any(not one.record.answerable for one in cases)
    ]
    head = ("negatives", "n", "AUC has-answer head", "AUC span margin", "AUC both")
    return "### Does this passage answer the question\n\n" + table(head, lines)


def _answerable(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if one.record.answerable]


def _fit(held: Sequence[Judged], calibration: Calibration) -> str:
    truths = np.array([one.record.answerable for one in held])
    before = probabilities(columns(held)[0])
    after = probabilities(np.array([odds_of(one, calibration) for one in held]))
    rows = [
        (
            f"{entry.low:.1f} – {entry.low + 0.1:.1f}",
            str(entry.count),
            f"{entry.promised:.2f}",
            f"{entry.held:.2f}",
            bar(entry.promised, entry.held),
        )
        for entry in reliability(after, truths)
    ]
    error = [calibration_error(reliability(chances, truths)) for chances in (before, after)]
    brier = [_brier(chances, truths) for chances in (before, after)]
    said = (
        f"On the half of the groups it was not fitted to (n {len(held)}, {truths.mean():.0%} answerable): expected "
        f"calibration error {error[0]:.3f} before, {error[1]:.3f} after; Brier score {brier[0]:.3f} before, "
        f"{brier[1]:.3f} after."
    )
    return (
        "### Calibration\n\n"
        + said
        + "\n\n"
        + table(("said", "n", "mean said", "was so", "reliability (┃ said, █ was so)"), rows)
    )


def bar(promised: float, held: float) -> str:
    """A bar as long as what was so, with a mark at what was said; twenty places wide."""
    filled, mark = round(held * _WIDTH), min(_WIDTH - 1, round(promised * _WIDTH))
    return "".join("┃" if place == mark else "█" if place < filled else "·" for place in range(_WIDTH))


def _brier(chances: Numbers, truths: Numbers) -> float:
    return float(np.mean((chances - truths) ** 2))


def _times(times: Mapping[int, float]) -> str:
    rows = [(str(count), f"{milliseconds:.0f}") for count, milliseconds in times.items()]
    return "### Time\n\n" + table(("passages of about 110 words", "median ms, 2 threads"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
