"""The wording of a question -> the kind of answer it asks for, by rules of English.

The first rule that fits decides. A question that fits none, or is in another language, is of kind ``other``.
"""

import re
from dataclasses import dataclass

from qa.patterns import any_of
from qa.terms import stem

NUMERIC = frozenset(
    "money count percentage area mass energy power distance age duration multiple rate temperature number".split()
)
_UNITS = {
    "money": "yuan rmb dollars dollar euros euro pounds yen rupees",
    "area": "hectares hectare acres acre mu square",
    "mass": "tons tonnes kilograms kilogram kilos grams catties jin",
    "power": "kilowatts megawatts gigawatts watts",
    "energy": "kilowatt-hours megawatt-hours kwh mwh gwh",
    "distance": "kilometers kilometres miles meters metres feet",
    "duration": "years months weeks days hours minutes seconds",
}
_UNIT_KIND = {unit: kind for kind, units in _UNITS.items() for unit in units.split()}


_IS = any_of("is are was were does do did has have had will can could would")
_PLACES = any_of(
    "place country province state county city town township village district region location river lake market street"
)
_BODIES = any_of(
    "company companies firm enterprise university college school institution institute organi[sz]ation agency bureau "
    "department ministry committee team authority bank hospital factory office body publisher outlet "
    "newspaper"
)
_PEOPLE = any_of(
    "person people official expert man woman villager farmer leader scientist journalist reporter minister"
)
_SUMS = any_of(
    "salary wages? income revenue earnings amount sum price cost funds? funding subsid(?:y|ies) loans? budget turnover "
    "profit pay allowance investment donation grant proceeds fee worth value takings money cash"
)
_OF_WHAT = r"(?:what|which|whats|what's)"
_COUNTED = r"(?P<noun>[\w-]+)"
_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "percentage",
        (
            rf"\b{_OF_WHAT} (?:percent|percentage|per cent|share|proportion|fraction|portion|slice)",
            r"\bpercentage|\bhow many percent|\bby how much\b|\bgrowth rate|\brate of growth|\b(?:at )?what rate",
            r"\bhow (?:fast|quickly|strongly) did\b",
        ),
    ),
    (
        "count",
        (
            rf"\bhow many {_COUNTED}",
            r"\bnumber of (?P<noun2>[\w-]+)|\bhow numerous\b|\bheadcount\b",
        ),
    ),
    ("duration", (r"\bhow long\b", r"\b(?:what|which) (?:length|period) of time", r"\bfor how much time")),
    ("age", (r"\bhow old\b", r"\b(?:what|which) age\b", r"\bage of\b")),
    ("distance", (r"\bhow (?:far|high|tall|deep|wide)\b", r"\baltitude\b|\belevation\b")),
    (
        "area",
        (
            r"\bhow (?:big|large|extensive)\b|\bhow much (?:\w+ )?(?:land|ground|space|area)",
            r"\bwhat (?:is|was) the (?:area|size)\b|\bacreage\b|\bsurface area\b",
        ),
    ),
    ("mass", (r"\bhow heavy\b", r"\bwhat (?:weight|mass)\b")),
    ("energy", (r"\bhow much (?:electricity|energy|power)\b",)),
    ("multiple", (r"\bhow often\b", r"\bhow many times\b")),
    ("amount", (r"\bhow much\b", r"\bhow expensive\b", rf"\b{_OF_WHAT} (?:quantity|quantities|volume)\b")),
    ("money", (rf"\b{_OF_WHAT}\b.{{0,40}}\b{_SUMS}\b",)),
    (
        "date",
        (
            rf"^when\b|\bwhen {_IS}\b|\bsince when\b|\bdates? of\b|: date\b",
            rf"\b{_OF_WHAT} (?:exact )?(?:years?|dates?|days?|months?)\b|\b(?:start|founding|opening) (?:year|date)\b",
            rf"\b{_OF_WHAT} {_IS} the dates?\b",
        ),
    ),
    ("organisation", (rf"\b(?:{_OF_WHAT}|whose)\b(?: \w+){{0,2}} {_BODIES}\b",)),
    ("place", (rf"^where\b|\bwhere {_IS}\b", rf"\b{_OF_WHAT}\b(?: \w+)? {_PLACES}\b")),
    ("person", (r"\bwho\b|\bwho's\b|\bwhom\b|\bwhose\b", rf"\b{_OF_WHAT} {_PEOPLE}\b|\bname of the {_PEOPLE}\b")),
    (
        "reason",
        (
            rf"^why\b|\bwhy {_IS}\b|\bwhy can\b|\bfor what reason|\breason (?:for|why)",
            r"\bwhat (?:caused|led to|made)\b",
        ),
    ),
)
_COMPILED = tuple((kind, [re.compile(p, re.IGNORECASE) for p in patterns]) for kind, patterns in _RULES)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer asked for, and the stem of the thing counted, where one is."""

    kind: str
    noun: str | None


def read_kind(question: str) -> Asked:
    """What kind of answer a question asks for."""
    for kind, patterns in _COMPILED:
        for pattern in patterns:
            match = pattern.search(question)
            if match is not None:
                return _asked(kind, match)
    return Asked("other", None)


def _asked(kind: str, match: re.Match[str]) -> Asked:
    noun = next((word.lower() for word in match.groupdict().values() if word), None)
    if kind != "count" or noun is None:
        return Asked(kind, None)
    return Asked(_UNIT_KIND.get(noun, "count"), stem(noun))
