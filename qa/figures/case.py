"""One question with all that its readings share: the whole as a phrase, the entries, and the kinds asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.ledger import Entry
from seedqa.index.mentions import names_in
from seedqa.index.store import Store
from seedqa.qa.figures.material import Material
from seedqa.qa.figures.phrase import Phrase, read_phrase
from seedqa.qa.figures.units import unit_named
from seedqa.qa.question import Question
from seedqa.qa.reading import Finding

_AMOUNTS = frozenset("money mass area volume energy power distance data".split())
_FIGURES = _AMOUNTS | frozenset("count duration age number".split())
_COUNTED = re.compile(
    r"\bhow many (?:(?:more|fewer|less|extra|further|other) )?(?P<noun>[\w-]+(?: dollars)?)|"
    r"\bnumber of (?P<noun2>[\w-]+)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:money|funds?|funding|cash|yuan|dollars?|revenue|income|costs?|price|budget|grants?|donations?|"
    r"spen[dt]\w*|earn\w*|"
    r"invest\w*|loans?|subsid\w+|turnover|takings|royalt\w+|tax\w*|financ\w+|profits?|sales|paid|pay|worth|fees?)\b",
    re.IGNORECASE,
)


_GIVEN = re.compile(
    r"\bhow much (?:did|does|do|has|have|had|was|were|will|would)\b.*\b(?:giv\w+|gave|donat\w+|grant\w*|"
    r"award\w*|len[dt]\w*|"
    r"contribut\w*|receiv\w*|hand\w*|provid\w*|rais\w*)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:how many|by how many|of how many|in) (?:percentage )?points?\b", re.IGNORECASE)
_NO_MONEY = re.compile(
    r"\b(?:which|who|when|where|percent\w*|share|proportion|fraction|portion|ratio|how many times)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what it may be answered from."""

    question: Question
    whole: Phrase
    material: Material
    kinds: frozenset[str]

    @property
    def entries(self) -> list[Entry]:
        """The entries of the kinds asked for."""
        priced = "money" in self.kinds
        return [e for e in self.material.entries if e.kind in self.kinds or (priced and e.unit == "pound")]

    @property
    def percentages(self) -> list[Entry]:
        """The entries that are percentages."""
        return [entry for entry in self.material.entries if entry.kind == "percentage"]

    @property
    def dates(self) -> list[Entry]:
        """The entries that are dates."""
        return [entry for entry in self.material.entries if entry.kind == "date" and entry.high is None]


def read_case(question: Question, findings: Sequence[Finding], store: Store) -> Case:
    """Gathers what a question may be answered from."""
    material = Material.gather(question, names_in(question.text), findings, store)
    return Case(question, read_phrase(question.text), material, asked_kinds(question.text))


def asked_kinds(text: str) -> frozenset[str]:
    """The kinds of figure that a question's wording allows."""
    if _POINTS.search(text):
        return frozenset({"percentage"})
    counted = _COUNTED.search(text)
    if counted and (counted["noun"] or "").lower() not in {"times", "percent"}:
        noun = (counted["noun"] or counted["noun2"]).lower()
        named = unit_named(noun) or unit_named(noun.removesuffix("s"))
        return frozenset({named[0]}) if named else frozenset({"count"})
    if (_MONEY.search(text) or _GIVEN.search(text)) and not _NO_MONEY.search(text):
        return frozenset({"money"})
    if re.search(r"\bby how much\b|\bhow much (?:more|less|larger|smaller|bigger|higher|lower)\b", text, re.IGNORECASE):
        return _FIGURES
    if re.search(r"\bhow much\b", text, re.IGNORECASE):
        return _AMOUNTS
    return _FIGURES
