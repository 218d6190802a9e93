"""What a question asks for: the kind of answer, the thing counted, the names and years it is about.

English wording by rules. It does not know the documents, and a question in another language is of kind ``other``.
"""

import re
from dataclasses import dataclass

from index.lexical import content_words
from qa.terms import stem

NUMERIC = frozenset(
    ["money", "count", "percentage", "area", "mass", "energy", "power", "distance", "age", "duration", "multiple", "rate", "temperature", "number"]
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
_PLACE_NOUNS = "place|country|province|state|county|city|town|township|village|district|region|area|location|river|lake|market|street|address"
_BODY_NOUNS = (
    "company|companies|firm|enterprise|university|college|school|institution|institute|organi[sz]ation|agency|bureau|"
    "department|ministry|committee|team|group|authority|bank|hospital|factory|office|body|publisher|outlet|newspaper"
)
_MONEY_NOUNS = (
    "salary|wage|wages|income|revenue|earnings|amount|sum|price|cost|funds?|funding|subsid(?:y|ies)|loans?|budget|"
    "turnover|profit|pay|allowance|investment|donation|grant|proceeds|fee|worth|value|takings|money|cash"
)
_RULES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:what|which) (?:percent|percentage|per cent|share|proportion|fraction|portion)|\bpercentage|\bhow many percent",
        "percentage",
    ),
    (r"\bby how much\b|\bgrowth rate|\brate of growth|\bhow (?:fast|quickly|strongly) did\b", "percentage"),
    (
        r"\bhow many (?P<noun>[\w-]+)|\b(?:what|which|the) (?:is |was |were |are )?(?:the )?(?:total |exact |overall )?number of (?P<noun2>[\w-]+)|\bhow numerous",
        "count",
    ),
    (r"\bhow long\b|\bwhat (?:length|period) of time|\bfor how much time", "duration"),
    (r"\bhow old\b|\b(?:what|which) age|\bage of\b", "age"),
    (r"\bhow (?:far|high|tall|deep|wide)\b|\baltitude|\belevation|\bhow many (?:kilomet|met)", "distance"),
    (
        r"\bhow (?:big|large|extensive)\b|\bwhat (?:is|was) the (?:area|size)|\bhow much (?:land|ground|space)|\b(?:acreage|surface area)",
        "area",
    ),
    (r"\bhow (?:heavy)\b|\bwhat (?:weight|mass)", "mass"),
    (r"\bhow much (?:electricity|energy)", "energy"),
    (r"\bhow (?:often)\b|\bhow many times", "multiple"),
    (r"\bhow much\b|\bhow expensive", "amount"),
    (rf"\b(?:what|which|whats)\b.{{0,40}}\b(?:{_MONEY_NOUNS})\b", "money"),
    (
        r"^when\b|\bwhen (?:did|was|were|is|are|will|does|do|has|had)\b|\b(?:what|which|in what|in which) (?:year|date|day|month|dates|days|time)\b|\bsince when|\bdate of\b",
        "date",
    ),
    (rf"\b(?:what|which|whose)\b(?: \w+){{0,2}} (?:{_BODY_NOUNS})\b", "organisation"),
    (
        rf"^where\b|\bwhere (?:did|was|were|is|are|does|do|can|has)\b|\b(?:what|which)\b(?: \w+)? (?:{_PLACE_NOUNS})\b",
        "place",
    ),
    (
        r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:which|what) (?:person|official|expert|man|woman|name|villager|farmer|leader)\b|\bname of the (?:person|man|woman|official|villager|director|secretary)",
        "person",
    ),
    (
        r"^why\b|\bwhy (?:did|was|were|is|are|does|do|has)\b|\bfor what reason|\breason (?:for|why)|\bwhat (?:caused|led to|made)\b",
        "reason",
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _RULES)
_SEVERAL = re.compile(
    r"\b(?:list|name all|all (?:the|of)|what (?:\w+ )?(?:are|were)|which (?:\w+ )?(?:are|were)|which (?:\w+s)\b|what kinds?|what types?|what (?:else|products|crops|activities|measures|standards|items|areas|zones|fields|sectors))\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:in total|total|altogether|combined|sum|overall|in all|together)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|the|of the|de|al)\s+)?[A-Z][\w’'-]*)*")
_OPENS = re.compile(r"(?:^|[.!?:;]\s)[\s\"'“‘(]*$")
_NOT_NAMES = frozenset(
    ["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should", "tell", "give", "list", "name", "in", "on", "at", "by", "for", "from", "with", "as", "the", "a", "an", "of", "to", "please", "according", "i", "it", "he", "she", "they", "we", "you", "there", "that", "this", "these", "those", "if", "and", "or", "but", "since", "during", "after", "before", "about", "up", "down", "not", "no", "yes", "ok", "hi", "hello", "thanks", "may", "ignore", "system", "assistant", "user", "answer", "reply", "say", "total", "per", "also", "so"]
)
_GENERIC = frozenset(
    ["county", "province", "city", "village", "town", "township", "district", "region", "state", "country", "river", "lake", "bureau", "company", "government", "department", "university", "college", "school", "committee", "party", "secretary", "director", "people", "office", "group", "center", "centre", "mr", "mrs", "ms", "dr", "professor", "president", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "covid"]
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. ``words`` carry its meaning and ``terms`` are their stems, pair by pair; ``noun`` is the
    stem of what is counted; ``names`` are as typed."""

    text: str
    expected: str
    noun: str | None
    words: tuple[str, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[str, ...]
    several: bool
    total: bool


def read_question(text: str) -> Question:
    """Takes a stand-alone question apart."""
    expected, noun = _expected(text)
    carrying = content_words(text)
    return Question(
        text=text,
        expected=expected,
        noun=noun,
        words=tuple(carrying),
        terms=tuple(stem(word) for word in carrying),
        names=_names(text),
        years=tuple(_YEAR.findall(text)),
        several=bool(_SEVERAL.search(text)),
        total=bool(_TOTAL.search(text)),
    )


def _expected(text: str) -> tuple[str, str | None]:
    for pattern, kind in _COMPILED:
        match = pattern.search(text)
        if match is None:
            continue
        if kind != "count":
            return kind, None
        noun = (match["noun"] or match["noun2"] or "").lower()
        return _UNIT_KIND.get(noun, "count"), stem(noun) if noun else None
    return "other", None


def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words, but not a lone one that opens a sentence; a text all in capitals names nothing."""
    if text.isupper():
        return ()
    found = []
    for match in _NAME.finditer(text):
        if _OPENS.search(text, 0, match.start()) and re.fullmatch(r"\w+", match[0]):
            continue
        tokens = [token for token in re.split(r"\s+", match[0]) if token]
        while tokens and tokens[0].lower().rstrip("’'s") in _NOT_NAMES:
            tokens.pop(0)
        name = re.sub(r"[’']s?$", "", " ".join(tokens))
        if name and name.lower() not in _GENERIC:
            found.append(name)
    return tuple(dict.fromkeys(found))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others of its kind ("mill" of "Mill County")."""
    return tuple(word for word in content_words(name) if word not in _GENERIC)
