"""Every figure and date of a claim has to stand in its quotes: value, unit, scale, sign, bound and direction."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seedqa.index.quantities import DateSpan, Quantity, read_dates, read_quantities
from seedqa.qa.llm.proof import Proof, unbound
from seedqa.qa.terms import stem, stems

_MEASURED = frozenset("money percentage area mass volume energy power distance duration data".split())
_BARE = frozenset({"number", "count"})
_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3,}\s$")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_FRACTIONS = re.compile(
    r"\b(?:half|halves|halved|thirds?|quarters?|fifths?|tenths?|doubled?|twice|tripled?|dozens?)\b", re.IGNORECASE
)


def unborne_figure(claim: str, proof: Proof, worked: Sequence[Quantity] | None = None) -> str | None:
    """The first figure or date of a claim that no quote states and no formula gives; None where there is none.

    ``worked`` are the figures that a formula gives; the question's own may then be told, too.
    """
    dates = read_dates(claim)
    figures = [unbound(read, claim) for read in read_quantities(claim) if read.kind != "date"]
    given = () if worked is None else (*worked, *read_quantities(proof.question))
    for date in dates:
        if not _dated(date, claim, proof) and not (given and _asked(date, proof)):
            return f"{claim[date.start : date.end]!r} does not stand in the quotes"
    for figure in figures:
        if not _borne(figure, claim, given, proof):
            return f"{claim[figure.start : figure.end]!r} does not stand in the quotes"
    spans = [*((date.start, date.end) for date in dates), *((figure.start, figure.end) for figure in figures)]
    return (
        _other_digits(claim, proof, spans)
        or _other_column(claim, figures, proof)
        or (None if worked is not None or proof.foreign(claim) else _fraction(claim, proof))
    )


def same_figure(told: Quantity, there: Quantity, foreign: bool, proof: Proof) -> bool:
    """Whether a figure of a claim is one of a quote."""
    if (told.value, told.high) != (there.value, there.high) or told.bound != there.bound:
        return False
    if None not in (told.direction, there.direction) and told.direction != there.direction:
        return False
    return _same_unit(told, there, foreign, proof)


def _borne(figure: Quantity, claim: str, given: Sequence[Quantity], proof: Proof) -> bool:
    tellings = (figure,) if figure.equivalent is None else (figure, figure.equivalent)
    foreign = proof.foreign(claim)
    if any(same_figure(told, other, foreign, proof) for told in tellings for other in given):
        return True
    stated = all(any(same_figure(told, there, foreign, proof) for there in proof.quantities) for told in tellings)
    if not stated and _from_to(figure, claim):
        ends = [replace(figure, value=value, high=None) for value in (figure.value, figure.high) if value is not None]
        return all(_borne(end, claim, given, proof) for end in ends)
    return stated or _ordinal(figure, proof) or _label(figure, claim, proof) or _day(figure, claim, proof)


def _from_to(figure: Quantity, claim: str) -> bool:
    """Whether a range may be a change from one figure to another, each of which may stand by itself."""
    return figure.high is not None and " to " in claim[figure.start : figure.end]


def _ordinal(figure: Quantity, proof: Proof) -> bool:
    """Whether "the first" is one of the quotes', of their headings, or the question's."""
    near = f"{proof.sentences}\n{proof.above}\n{proof.question}"
    return figure.kind == "ordinal" and any(
        read.kind == "ordinal" and read.value == figure.value for read in read_quantities(near)
    )


def _day(figure: Quantity, claim: str, proof: Proof) -> bool:
    """Whether a number is the month or day of a date that the quotes write in another language."""
    parts = {part.lstrip("0") for date in read_dates(proof.sentences) for part in _parts(date)}
    return claim[figure.end : figure.end + 1] in tuple("月日号") and claim[figure.start : figure.end] in parts


def _label(figure: Quantity, claim: str, proof: Proof) -> bool:
    """Whether the same words or digits stand in the quotes as what is no figure there: "Plot 3", "Eight Maeve"."""
    if figure.kind in _MEASURED or figure.bound != "exact":
        return False
    near = f"{proof.sentences}\n{proof.question}"
    read = [(one.start, one.end) for one in read_quantities(near) if one.unit or one.value != figure.value]
    parts = _DIGITS.findall(claim[figure.start : figure.end]) or [claim[figure.start : figure.end].split()[0]]
    found = [re.finditer(rf"(?<![\w.,]){re.escape(part)}(?![\w%]|[.,]\d)", near, re.I) for part in parts]
    return all(
        any(not any(start < match.end() and match.start() < end for start, end in read) for match in matches)
        for matches in found
    )


def _same_unit(told: Quantity, there: Quantity, foreign: bool, proof: Proof) -> bool:
    if told.unit == there.unit and (told.kind == there.kind or {told.kind, there.kind} <= _BARE):
        return True
    if told.kind == "number" and not told.unit:
        return True
    if there.kind == "number" and not there.unit:
        return _lent(told, proof)
    if "rate" in (told.kind, there.kind):
        return _same_rate(told.unit, there.unit, proof)
    if {told.kind, there.kind} & _MEASURED:
        return False
    if foreign:
        return True
    return told.kind == there.kind == "count" and _same_thing(told, there, proof)


def _same_rate(told: str, there: str, proof: Proof) -> bool:
    """Whether two differ only in "a year" or "per person", which the claim's surroundings tell."""
    (amount, _, per), (other, _, by) = told.partition("/"), there.partition("/")
    near = stems(proof.above) | stems(proof.sentences) | stems(proof.question) | {"person", "piec", "day"}
    return amount == other and (not per or not by) and all(stem(word) in near for word in (per, by) if word)


def _lent(told: Quantity, proof: Proof) -> bool:
    """Whether a bare number has the unit of a figure beside it: "94,000 inhabitants ... (61,000)". Things that are
    counted need none."""
    if told.kind == "count":
        return True
    near = f"{proof.sentences}\n{proof.before}"
    texts = near if told.kind == "money" else proof.sentences
    return any(read.unit == told.unit for read in read_quantities(texts))


def _same_thing(told: Quantity, there: Quantity, proof: Proof) -> bool:
    """Whether two counts count the same, by another word for it: one that the quote or the question has, and that
    counts nothing else there."""
    others = [read for read in read_quantities(proof.sentences) if read.value != there.value]
    words = _thing(told) - frozenset().union(*map(_thing, others))
    return bool(words & (stems(proof.words) | stems(proof.question)))


def _thing(figure: Quantity) -> frozenset[str]:
    return frozenset(stem(word) for word in _LETTERS.findall(f"{figure.unit} {figure.noun or ''}".lower()))


def _dated(date: DateSpan, claim: str, proof: Proof) -> bool:
    if claim[date.start : date.end] in _DIGITS.findall(proof.sentences):
        return True
    if date.precision == "relative":
        return claim[date.start : date.end].lower() in f"{proof.sentences}\n{proof.question}".lower()
    there = [read for read in read_dates(proof.sentences) if read.precision != "relative"]
    if any(_within(date.value, read.value) and date.end_value in (None, read.end_value) for read in there):
        return True
    if date.precision == "year" and date.end_value is not None:
        ends = [replace(date, value=value, end_value=None) for value in (date.value, date.end_value)]
        return all(_dated(end, claim, proof) for end in ends)
    return _in_header(date, proof) or _completed(date, there, proof) or _of_the_whole(date, there, claim, proof)


def _within(told: str, there: str) -> bool:
    """Whether a date is told as it is, or no finer: a year of its days."""
    return there == told or there.startswith(f"{told}-")


def _in_header(date: DateSpan, proof: Proof) -> bool:
    """Whether a year is that of a figure's column."""
    columns = " ".join(figure.row.column(figure.start) for figure in proof.figures if figure.row is not None)
    return date.precision == "year" and date.value in columns


def _completed(date: DateSpan, there: Sequence[DateSpan], proof: Proof) -> bool:
    """A day or month without its year, told with the year that stands before it or above it."""
    year, _, rest = date.value.partition("-")
    known = year in f"{proof.above}\n{proof.before}"
    return bool(rest) and known and any(read.value.lstrip("-") == rest for read in there)


def _of_the_whole(date: DateSpan, there: Sequence[DateSpan], claim: str, proof: Proof) -> bool:
    """The period of the whole text: of its title or date, or the one that the question asks about and that is named
    close by; the quotes tell of no other, or the claim tells that, too."""
    others = {read.value[:4] for read in there if read.value[:4].isdigit()} - {date.value[:4]}
    if any(other not in claim for other in others):
        return False
    above = {read.value for read in read_dates(proof.above)}
    near = above | {read.value for read in read_dates(proof.before)}
    return any(_within(date.value, value) for value in above) or (
        _asked(date, proof) and any(_within(date.value, value) for value in near)
    )


def _asked(date: DateSpan, proof: Proof) -> bool:
    return date.value in {read.value for read in read_dates(proof.question)}


def _other_digits(claim: str, proof: Proof, read: Sequence[tuple[int, int]]) -> str | None:
    """Digits that are no figure (of a code, a section, a telephone number) have to stand there as they are."""
    near = f"{proof.sentences}\n{proof.above}"
    there = set(_DIGITS.findall(near)) | {part.lstrip("0") for d in read_dates(near) for part in _parts(d)}
    for match in _DIGITS.finditer(claim):
        covered = any(start <= match.start() and match.end() <= end for start, end in read)
        if not covered and not {match[0], match[0].replace(",", "")} & there and not _named(match, proof):
            return f"{match[0]!r} does not stand in the quotes"
    return None


def _named(code: re.Match[str], proof: Proof) -> bool:
    """Whether the code stands with the same word before it close above the quotes: "version 3.2"."""
    word = _WORD_BEFORE.search(code.string, 0, code.start())
    return (
        word is not None and re.search(rf"\b{re.escape(word[0] + code[0])}(?![\w.,]\w)", proof.before, re.I) is not None
    )


def _parts(date: DateSpan) -> list[str]:
    """Year, month and day, of the end too."""
    return [part for value in (date.value, date.end_value or "") for part in value.split("-") if part]


def _other_column(claim: str, figures: Sequence[Quantity], proof: Proof) -> str | None:
    """A figure of a table that the claim tells for the year of another column."""
    told = set(_YEAR.findall(claim))
    rows = [(there, there.row) for there in proof.figures if there.row is not None]
    heads = {year for _, row in rows for year in _YEAR.findall(row.head)}
    wrong = ""
    for figure in figures:
        columns = [set(_YEAR.findall(row.column(one.start))) for one, row in rows if one.quantity.value == figure.value]
        if any(years & told for years in columns):
            return None
        if columns and all(columns):
            wrong = wrong or f"{claim[figure.start : figure.end]!r} stands under {min(columns[0])}"
    return wrong if told & heads and wrong else None


def _fraction(claim: str, proof: Proof) -> str | None:
    there = {word.lower() for word in _FRACTIONS.findall(proof.sentences)}
    told = next((word for word in _FRACTIONS.findall(claim) if word.lower() not in there), None)
    return None if told is None else f"{told!r} does not stand in the quotes"
