"""What stands behind "how" and "what" -> the kind of answer asked for, where no noun is needed to tell.

The first rule that fits decides.
"""

import re

from seedqa.qa.patterns import any_of

_I = re.IGNORECASE
_CROWD = any_of("crew workforce squad staff team audience crowd family army class fleet population electorate")
_LASTS = any_of("contract sentence course stay term season trial visit film treatment ban strike time career wait")
_GROWS = (
    r"(?:grow|rise|increase|fall|drop|shrink|expand|decline|decrease|climb|jump|improve|soar|surge|slump)(?:n|d|en|s|ing)?\b"
    r"|\b(?:grew|rose|fell|grown|dropped|shrunk)\b"
)
_LONG = any_of(
    "bridge runway tunnel road river wall fence ship boat track pier coast queue canal cable beach trail quay"
)
GROWN = re.compile(rf"\b(?:{_GROWS})", _I)
_HOW: tuple[tuple[str, str], ...] = (
    ("other", r"(?:often|frequently) (?:do|does|is|are|must|should|can|will)\b"),
    ("multiple", r"(?:many times|often|frequently)\b"),
    ("age", r"(?:many years old|old|young)\b"),
    ("mass", r"heavy\b|much\b.*\bweigh"),
    ("duration", r"much (?:more )?time\b"),
    ("energy", r"much (?:electricity|energy|power)\b"),
    ("area", r"much (?:\w+ )?(?:land|ground|space|area)\b"),
    ("amount", r"much\b"),
    ("percentage", rf"(?:fast|quickly|sharply|strongly|steeply|rapidly|far)\b.*\b(?:{_GROWS})"),
    (
        "distance",
        rf"long (?:is|are|was|were|will) (?:[\w'’-]+ ){{0,4}}{_LONG}\b"
        r"(?=\W*$|[,;]| (?:of|in|between|across|from|over|at|be)\b)",
    ),
    ("duration", r"(?:long|soon|quickly)\b"),
    ("distance", r"(?:far|high|tall|deep|wide|broad|thick)\b"),
    ("count", rf"(?:big|large) (?:is|was|are|were) (?:[\w'’-]+ ){{0,4}}{_CROWD}\b|numerous\b|crowded\b"),
    (
        "count",
        r"(?:big|large|small) (?:a |an |are |were )?(?:the )?(?:groups?|part(?:y|ies)|audiences?|class(?:es)?)\b",
    ),
    ("money", r"(?:big|large|small|high) an? (?:sum|fine|loan|debt|grant|donation|gift|subsidy|fee|prize|reward)\b"),
    ("area", r"(?:big|large|extensive|spacious)\b"),
    ("temperature", r"(?:hot|cold|warm|cool)\b"),
    ("rate", r"fast\b"),
    ("money", r"(?:expensive|costly|cheap)\b"),
    ("reason", r"come\b"),
)
_WHAT: tuple[tuple[str, str], ...] = (
    ("other", r"(?:are |is )?(?:the )?(?:kinds?|types?|sorts?|forms?|colou?rs?|times?) of\b|else\b|happen"),
    ("percentage", r"per cent\b"),
    (
        "reason",
        r"(?:(?:has|have|had|is|was|could have|may have) )?"
        r"(?:caus(?:ed|ing|es)|led to|made|makes|prompted|triggered|brought about|drove)\b",
    ),
    ("mass", r"(?:do|does|did|would) .*\bweigh\b"),
    ("other", r"(?:do|does|did|would|will|can) .*\bcost (?:an?|him|her|them|us|you|me|every|each|any)\b"),
    (
        "money",
        r"(?:do|does|did|would|will|can|has|have) .*\b(?:cost|earn|owe|charge|paid|pay|fetch|take home|net per)\b",
    ),
    ("money", r".*\bearn(?:s|ed)\b|(?:is|was|are|were) .*\b(?:paid|charged)\W*$"),
    ("count", rf"(?:is |was )?(?:the )?size of (?:[\w'’-]+ ){{0,3}}{_CROWD}\b"),
    ("duration", rf"(?:is |was )?(?:the )?(?:length|period) of (?:[\w'’-]+ ){{0,3}}{_LASTS}\b"),
)
_RULES = {
    word: tuple((kind, re.compile(pattern, _I)) for kind, pattern in rules)
    for word, rules in (("how", _HOW), ("what", _WHAT))
}


def kind_after(word: str, rest: str) -> str | None:
    """The kind of answer that ``rest`` asks for behind "how" or "what", None where no rule fits."""
    return next((kind for kind, pattern in _RULES[word] if pattern.match(rest)), None)
