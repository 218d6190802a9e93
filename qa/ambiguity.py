"""Does a question speak of "the director" or "the county" where the documents know several, each with an answer?

Only a definite noun without any name beside it can be ambiguous, and only where another document answers about as well.
"""

import re
from collections.abc import Sequence

from seedqa.qa.patterns import ROLES, any_of
from seedqa.qa.question import Question
from seedqa.qa.reading import Finding
from seedqa.qa.terms import stem, stems

_PLACES = "county district city town village province company hospital school ship"
_ONE_OF_MANY = re.compile(
    rf"\bthe (?P<noun>{any_of(f'{ROLES} {_PLACES}')})\b"
    r"(?!\s+(?:of|in|at|on|for|from|who|which|that|with)\b)",
    re.IGNORECASE,
)
_AS_WELL = 1.0
_MOST = 3


def readings(question: Question, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The best finding of each document that the question may be about; none where it is clear.

    ``findings`` are best first and have nothing against them.
    """
    noun = _ONE_OF_MANY.search(question.text)
    if noun is None or question.names or not findings:
        return ()
    wanted, best = stem(noun["noun"].lower()), findings[0]
    found: dict[str, Finding] = {}
    for finding in findings:
        if finding.score >= best.score - _AS_WELL and wanted in _around(finding):
            found.setdefault(finding.evidence.document.id, finding)
    several = len(found) > 1 and len({finding.stated for finding in found.values()}) > 1
    return tuple(found.values())[:_MOST] if several else ()


def _around(finding: Finding) -> frozenset[str]:
    evidence = finding.evidence
    return stems(evidence.document.text[evidence.passage.start : evidence.passage.end])
