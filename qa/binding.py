"""Does a finding speak of what the question asks about? The names, the period, the unit, and who did what to whom.

Each check can only object: a finding without objection may still be wrong.
"""

import re
from dataclasses import dataclass

from seedqa.qa.instructions import addresses_system
from seedqa.qa.opposites import counts_others, denied, opposed
from seedqa.qa.question import Question, name_words
from seedqa.qa.reading import Finding
from seedqa.qa.roles import reversed_roles
from seedqa.qa.terms import content_stems, stem, stems
from seedqa.qa.types import Reason

# "How long" may ask for a length or for a time, and "how often" is told in many ways.
_DOUBTFUL = frozenset("duration multiple rate number time data".split())
# Of two things named in a question one may be the answer, and "yes" is told in its own words.
_CHOICE = re.compile(
    r"\bor\b|\b(?:which|what) (?:one|of)\b|\b(?:kind|type|sort)s? of\b"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|had|can|will)\b",
    re.I,
)
# What these words ask for shows in its letters, whatever else stands around it.
_FORMS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(form, re.IGNORECASE))
    for asked, form in (
        (
            r"web ?(?:site|page)? address|url|what (?:is|are) (?:the|its|their) (?:home ?page|web ?site)",
            r"\w\.[a-z]{2,}\b|https?:",
        ),
        (r"e-?mail address(?:es)?|what (?:is|are) (?:the|its|their|his|her) e-?mails?", r"\w@\w"),
        (
            r"(?:tele)?phone numbers?|fax numbers?|hotline number",
            r"(?<![\d,.])\+?\d(?:[\s()/.–-]*\d){2,}(?![\d,]|\s+[a-z]{3})",
        ),
    )
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a finding does not answer the question, and the question's words that it does not bear."""

    reason: Reason
    missing: tuple[str, ...] = ()


def objection(question: Question, finding: Finding) -> Objection | None:
    """The first thing of the question that the finding does not speak of, None where there is none."""
    stated = finding.stated
    if addresses_system(finding.quote, question.text) or _repeats(question, stated) or _malformed(question, stated):
        return Objection("attribute_absent")
    names = _absent_names(question, finding)
    if names:
        return Objection("attribute_absent", names)
    years = _other_years(question, finding)
    if years:
        return Objection("unit_or_period_absent", years)
    if not finding.of_kind and question.expected not in _DOUBTFUL:
        return Objection("unit_or_period_absent" if question.currency or question.noun else "attribute_absent")
    if counts_others(question, finding.stated):
        return Objection("attribute_absent")
    if opposed(question.text, finding.quote) or denied(question, finding.quote):
        return Objection("false_premise")
    if reversed_roles(question, finding.evidence.document, finding.sentence):
        return Objection("false_premise")
    return None


def _repeats(question: Question, stated: str) -> bool:
    """Whether all that is stated are words of the question, which offers no choice: that is no answer to it."""
    own = content_stems(stated)
    return bool(own) and set(own) <= set(question.terms) and _CHOICE.search(question.text) is None


def _malformed(question: Question, stated: str) -> bool:
    """Whether an address or a telephone number is asked for, and what is stated does not look like one."""
    return any(asked.search(question.text) and not form.search(stated) for asked, form in _FORMS)


def _absent_names(question: Question, finding: Finding) -> tuple[str, ...]:
    """Names of the question that stand nowhere in the finding's document."""
    document = finding.evidence.document
    there = stems(document.text) | stems(document.title)
    return tuple(name for name in question.names if any(stem(word) not in there for word in name_words(name)))


def _other_years(question: Question, finding: Finding) -> tuple[str, ...]:
    """The years asked about, where the sentence is about other ones or its surroundings do not have them."""
    missing = [year for year in question.years if year not in finding.quote]
    if not missing:
        return ()
    document, passage = finding.evidence.document, finding.evidence.passage
    near = document.text[passage.start : passage.end] + document.title + (document.published or "")
    if _YEAR.search(finding.quote) or any(year not in near for year in missing):
        return tuple(missing)
    return ()
