"""How right a reader is on authored cases, kind by kind, a line each."""

import statistics
from collections.abc import Sequence

import numpy as np

from training.looking import Read
from training.needing import needed_words, words_of
from training.scoring import auc, exact, f1, normalised
from training.working import CALCULATED, calculation_right, shows

_THRESHOLDS = (0.1, 0.2, 0.3, 0.5, 0.7)


def report(reads: Sequence[Read]) -> dict[str, str]:
    """Every figure by what it is of."""
    facts = by_kind(reads, "fact")
    first = [read for read in facts if not read.case.earlier]
    polar = by_kind(reads, "polar")
    told = {
        "facts of prose": spans_told([read for read in first if not read.in_table]),
        "facts of tables": spans_told([read for read in first if read.in_table]),
        "facts of later turns": spans_told([read for read in facts if read.case.earlier]),
        "clauses that decide a yes or no": spans_told(polar),
        "does it answer": answers_told(reads),
        "lists": lists_told(by_kind(reads, "list")),
        "lists, counts and conflicts": lists_told(by_kind(reads, "list", "count", "conflict")),
        "calculations": calculations_told(by_kind(reads, *CALCULATED)),
    }
    told |= {f"calculations shown from {least:.0%} on": precision_told(reads, least) for least in _THRESHOLDS}
    told["yes or no"] = polar_told(polar)
    told["needed words"] = needed_told(reads)
    return told | {"kind of question": kinds_told(reads)}


def lined(told: dict[str, str]) -> str:
    """The figures, a line each."""
    return "\n".join(f"{name}: {figure}" for name, figure in told.items())


def by_kind(reads: Sequence[Read], *kinds: str) -> list[Read]:
    """Those of these kinds."""
    return [read for read in reads if read.case.kind in kinds]


def spans_told(reads: Sequence[Read]) -> str:
    """Exact match and F1 of the best span, in percent."""
    if not reads:
        return "–"
    right = statistics.fmean(exact(read.text, read.golds) for read in reads)
    near = statistics.fmean(f1(read.text, read.golds) for read in reads)
    return f"EM {100 * right:.1f} F1 {100 * near:.1f} (n {len(reads)})"


def answers_told(reads: Sequence[Read]) -> str:
    """How well has-answer ranks pieces that hold an answer above those that do not, and cases that are answered."""
    pieces = [
        (reading.answerable, any(piece.found(place) for place in read.case.places))
        for read in reads
        for piece, reading in zip(read.pieces, read.readings, strict=True)
    ]
    whole = [(read.readings[read.best].answerable, bool(read.case.kind)) for read in reads]
    return f"AUC pieces {_auc(pieces):.3f} (n {len(pieces)}), questions {_auc(whole):.3f} (n {len(whole)})"


def lists_told(reads: Sequence[Read]) -> str:
    """F1 of items, one that equals a gold one counting as right; over all pieces that probably answer."""
    return f"item F1 {100 * statistics.fmean(map(items_right, reads)):.1f} (n {len(reads)})" if reads else "–"


def items_right(read: Read) -> float:
    """F1 of a case's items."""
    return _set_f1(items_of(read), [normalised(text) for text in read.golds])


def items_of(read: Read) -> list[str]:
    """The items of the best piece and of every other that more probably answers than not."""
    chosen = [n for n, reading in enumerate(read.readings) if n == read.best or reading.answerable > 0]
    found = [
        normalised(read.pieces[number].text[item.start : item.end])
        for number in chosen
        for item in read.readings[number].items
    ]
    return list(dict.fromkeys(found))


def calculations_told(reads: Sequence[Read]) -> str:
    """Of 100 calculations how many are wholly right, and how right those are that it is sure of."""
    if not reads:
        return "–"
    named = [read for read in reads if read.case.operation != "other"]
    rights = {read.case.id: calculation_right(read) for read in named}
    shares = [100 * statistics.fmean(right[part] for right in rights.values()) for part in range(3)]
    return f"operation {shares[0]:.1f} operands {shares[1]:.1f} both {shares[2]:.1f} (n {len(named)} of {len(reads)})"


def precision_told(reads: Sequence[Read], least: float) -> str:
    """Of all questions, how many calculations would be shown that are this sure, and how many of them are right."""
    shown = [read for read in reads if shows(read, least)]
    right = sum(read.case.kind in CALCULATED and calculation_right(read)[2] for read in shown)
    return f"{right} right of {len(shown)}"


def polar_told(reads: Sequence[Read]) -> str:
    """Of 100 yes/no questions how many have the right side."""
    rights = [(read.readings[read.best].affirmed > 0.5) == read.case.affirmed for read in reads]
    return f"right {100 * statistics.fmean(rights):.1f} (n {len(rights)})" if rights else "–"


def needed_told(reads: Sequence[Read]) -> str:
    """F1 of the words of the talk that turns need; those that need none count as well."""
    scores = [needed_right(read) for read in reads if read.history]
    return f"F1 {100 * statistics.fmean(scores):.1f} (n {len(scores)})" if scores else "–"


def needed_right(read: Read) -> float:
    """F1 of the words that a turn needs."""
    told = {
        word
        for one in read.readings[read.best].needed
        for word, _, _ in words_of(read.history[one.text][one.start : one.end])
    }
    return _set_f1(list(told), list(needed_words(read.case.question, read.case.alone, read.history)))


def kinds_told(reads: Sequence[Read]) -> str:
    """Of 100 answerable questions how many are taken for the kind they are."""
    rights = [read.readings[read.best].kind.name == read.case.kind for read in reads if read.case.kind]
    return f"right {100 * statistics.fmean(rights):.1f} (n {len(rights)})" if rights else "–"


def _auc(pairs: Sequence[tuple[float, bool]]) -> float:
    return auc(np.array([score for score, _ in pairs]), np.array([truth for _, truth in pairs]))


def _set_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(not found and not wanted)
    return 2 * len(set(found) & set(wanted)) / (len(set(found)) + len(set(wanted)))
