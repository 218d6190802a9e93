"""The direction of a change: "up 62.05% year-on-year", "fell 3%", "a 15% increase"."""

import re

_UP = (
    "up|rose|rise|rises|risen|rising|grew|grow|grows|growing|grown|growth|increase|increased|increases|increasing|gain|gained"
    "|gains|jump|jumped|climbed|soared|surged|surge|expanded|raised|higher|more|greater|improved|improvement|hike|appreciated|bigger"
    "|larger|faster|rising|advanced|boosted"
)
_DOWN = (
    "down|fell|fall|falls|fallen|falling|decline|declined|declines|declining|drop|dropped|drops|decrease|decreased|decreases"
    "|decreasing|reduction|reduced|reduces|reducing|cut|cuts|lost|loss|lower|less|fewer|shrank|shrunk|plunged|plunge|slumped|slipped"
    "|contracted|depreciated|smaller|slower|lowered|discount|off|slashed|shed|tumbled|sank"
)
_BEFORE = re.compile(
    rf"(?<!made\s)(?<!make\s)(?<!makes\s)(?<!making\s)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    r"(?:\s(?:by|of|to|at|about|around|approximately|nearly|almost|some|over|more\sthan|less\sthan|up\sto|an?|the|rate|rates|was|is|reached"
    r"|in\s\w+|from\s[\w.,%$]+|as\smuch\sas|another|further|roughly|sharply|only|just|slightly|was\sonly)){0,5}\s?\(?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:\s(?:year-on-year|annual|average|annualized|overall|net|pay|price|tax|wage|further|per\s\w+))?[\s-](?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b",
    re.IGNORECASE,
)


def direction_of(text: str, start: int, end: int, bound_start: int | None) -> str | None:
    """Up or down, where the words beside a figure say that it is a change."""
    begin = start if bound_start is None or bound_start > start else bound_start
    before = _BEFORE.search(text, max(0, begin - 60), begin)
    if before and not re.search(r"\b(?:to|at)\s?\Z", before.group()):
        return before.lastgroup
    after = _AFTER.match(text, end)
    return after.lastgroup if after else None
