"""Small changes to a sentence that make it say something else: figures, scales, units, negation, years.

Each function gives every variant it can make of a statement, in order of place, and none whose new figure, unit or
year also stands in ``evidence``: such a variant might be true.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

_NUMERAL = re.compile(r"(?<![\w.,:])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:])|(?<![\w.,:])\d+(?:\.\d+)?(?![\d:])")
_SPELLED = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_COUNT = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,])(?:1[4-9]|20)\d\d(?![\w%]|[.,]\d)")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY_BEFORE = re.compile(rf"{_MONTHS}\.? $")
_DAY_AFTER = re.compile(rf" (?:to |and )?(?:\d+ )?{_MONTHS}\b")
_SCALES = {
    "hundred": "thousand", "thousand": "million", "million": "thousand", "billion": "million",
    "trillion": "billion", "万": "亿", "亿": "万",
}  # fmt: skip
_SCALE = re.compile(rf"(?<=[\da-z] )(?:{'|'.join(word for word in _SCALES if word.isascii())})\b|(?<=\d)[万亿]")
_UNITS = {
    "yuan": "dollars", "euros": "pounds", "pounds": "euros", "dollars": "euros", "kroner": "euros", "cents": "euros",
    "percent": "percentage points", "%": " percentage points", "tonnes": "kilograms", "tons": "kilograms",
    "kilograms": "tonnes", "kilogram": "tonne", "kilometres": "metres", "kilometers": "meters", "metres": "kilometres",
    "meters": "kilometers", "metre": "kilometre", "meter": "kilometer", "miles": "kilometres", "litres": "tonnes",
    "hectares": "square metres", "hectare": "square metre", "acres": "hectares", "acre": "hectare", "mu": "hectares",
    "hours": "minutes", "minutes": "hours", "days": "weeks", "weeks": "months", "months": "weeks",
    "years": "months", "megawatts": "kilowatts", "kilowatts": "megawatts", "megawatt-hours": "kilowatt-hours",
    "kilowatt-hours": "megawatt-hours", "TEU": "tonnes", "volumes": "pages", "passengers": "cars",
    "cars": "passengers",
}  # fmt: skip
_FIGURE = re.compile(
    r"(?P<number>(?<![\w.,:])\d[\d,]*(?:\.\d+)?)(?P<scale>(?: (?:thousand|million|billion))?)(?P<unit>%| [a-z]{3,})"
)
_COUNTED = r"\d|million|thousand|billion|hundred|" + "|".join(_SPELLED)
_UNIT = re.compile(
    rf"(?:(?<=\d)%|\b(?P<amount>[\d.,]*(?:{_COUNTED})(?: nautical| square| cubic)?[ -])"
    rf"(?P<unit>{'|'.join(sorted((word for word in _UNITS if word != '%'), key=len, reverse=True))})\b(?! of age))"
)
_NOT = re.compile(
    r"\b(?:not|never) (?!only\b|yet\b)|(?<!wo)(?<!ca)n['’]t\b|\bno (?=(?:more|less|fewer|later|longer|sooner)\b)"
)
_NO = re.compile(r"\b[Nn]o (?=[a-z])")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|must)\b"
    r"(?! (?:not|never|no|only|just|even|all|n['’]t)\b)"
)


def flip_digits(statement: str, evidence: str) -> Iterator[str]:
    """One digit, or one spelled number, is another."""
    known = _values(evidence)
    for found in _NUMERAL.finditer(statement):
        for at, digit in enumerate(found[0]):
            changed = found[0][:at] + str((int(digit) + 1 + at) % 10) + found[0][at + 1 :] if digit.isdigit() else ""
            if changed and not changed.startswith("0") and _value(changed) not in known:
                yield _spliced(statement, found, changed)
    for found in _COUNT.finditer(statement):
        at = _SPELLED.index(found[0].lower())
        if Decimal(at + 3) not in known and at + 1 < len(_SPELLED):
            yield _spliced(statement, found, _cased(_SPELLED[at + 1], found[0]))


def move_points(statement: str, evidence: str) -> Iterator[str]:
    """A figure is ten times as large, or a tenth; years, days and times of day stay."""
    known = _values(evidence)
    for found in _NUMERAL.finditer(statement):
        if _is_date(statement, found):
            continue
        for places in (1, -1):
            value = _value(found[0]).scaleb(places)
            if value not in known:
                yield _spliced(statement, found, f"{value:,f}" if "," in found[0] else f"{value:f}")


def exchange_scales(statement: str, evidence: str) -> Iterator[str]:
    """Million for thousand, and the like."""
    for found in _SCALE.finditer(statement):
        before = re.search(r"\S+ ?$", statement[: found.start()])
        changed = _SCALES[found[0]]
        if before and not _stands(before[0] + changed, evidence):
            yield _spliced(statement, found, changed)


def exchange_units(statement: str, evidence: str) -> Iterator[str]:
    """The figure stays, its unit is another."""
    for found in _UNIT.finditer(statement):
        changed = (found["amount"] or "") + _UNITS[found["unit"] or "%"]
        if not _stands(changed, evidence):
            yield _spliced(statement, found, changed)


def remove_negations(statement: str, evidence: str) -> Iterator[str]:
    """A "not", "never" or "no" is gone."""
    for found in _NOT.finditer(statement):
        yield _spliced(statement, found, "")
    for found in _NO.finditer(statement):
        if not _NOT.match(statement, found.start()):
            yield _spliced(statement, found, "A " if found[0][0] == "N" else "a ")


def add_negations(statement: str, evidence: str) -> Iterator[str]:
    """A "not" stands after an auxiliary."""
    for found in _AUXILIARY.finditer(statement):
        yield _spliced(statement, found, found[0] + " not")


def exchange_years(statement: str, evidence: str, years: Sequence[str]) -> Iterator[str]:
    """A year is another of ``years``, the nearest first."""
    for found in _YEAR.finditer(statement):
        others = [year for year in years if year != found[0] and not _stands(year, evidence)]
        for year in sorted(others, key=lambda year: (abs(int(year) - int(found[0])), year))[:2]:
            yield _spliced(statement, found, year)


def years_in(text: str) -> tuple[str, ...]:
    """The years that a text names, in order."""
    return tuple(found[0] for found in _YEAR.finditer(text))


def figures(text: str) -> Iterator[re.Match[str]]:
    """Figures with the word that follows them: the measure, or what is counted."""
    return _FIGURE.finditer(text)


def _values(text: str) -> set[Decimal]:
    spelled = {Decimal(_SPELLED.index(found[0].lower()) + 2) for found in _COUNT.finditer(text)}
    return {_value(found) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)} | spelled


def _value(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", "")).normalize()


def _is_date(statement: str, found: re.Match[str]) -> bool:
    year = _YEAR.match(statement, found.start())
    before, after = statement[: found.start()], statement[found.end() :]
    return bool(year or _DAY_BEFORE.search(before) or _DAY_AFTER.match(after))


def _stands(phrase: str, text: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(phrase)}(?!\w)", " ".join(text.split())) is not None


def _spliced(text: str, found: re.Match[str], changed: str) -> str:
    return text[: found.start()] + changed + text[found.end() :]


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
