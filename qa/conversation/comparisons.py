"""A question that sets the last answer against something else: "Is that more than in 2021?"."""

import re

from seedqa.qa.conversation.filling import fill
from seedqa.qa.conversation.focus import Focus
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import ANY_CASE

_MORE = (
    r"(?:more|less|fewer|higher|lower|greater|smaller|bigger|larger|longer|shorter|older"
    r"|newer|taller|cheaper|better|worse|"
    r"faster|slower|heavier|later|earlier|as (?:much|many|high|large|big))"
)
_THAN = re.compile(
    rf"^(?:is|was|are|were|and is) (?:that|this|it|those|they|these)(?: (?:much|a lot|any"
    rf"|far))? {_MORE}\b(?: [a-z]+)? (?:than|as) (?P<other>.+)$",
    ANY_CASE,
)
_COMPARE = re.compile(
    r"^how does (?:that|this|it) compare (?:to|with) (?:that of |the one in |what it was"
    r" )?(?P<other>.+)$",
    ANY_CASE,
)


def compared(text: str, focus: Focus, lookup: Lookup) -> str | None:
    """The last question asked of the other thing, so that both figures are told; None where nothing is compared."""
    match = _THAN.match(text) or _COMPARE.match(text)
    if match is None:
        return None
    return fill(re.sub(r"^(?:for|what it was)\s+", "", match["other"], flags=ANY_CASE), focus, lookup).question
