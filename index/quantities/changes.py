"""The direction of a change: "up 62.05% year-on-year", "fell 3%", "a 15% increase"."""

import re

from seedqa.index.quantities.pattern import Pattern

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
_BEFORE = Pattern(
    rf"(?<!made\s)(?<!make\s)(?<!makes\s)(?<!making\s)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    r"(?:\s(?:by|of|to|at|about|around|approximately|nearly|almost|some|over|more\sthan|less\sthan|up\sto|an?|the|rate|rates|was|is|reached"
    r"|in\s\w+|from\s[\w.,%$]+|as\smuch\sas|another|further|roughly|sharply|only|just|slightly|was\sonly)){0,5}\s?\(?\Z",
    re.IGNORECASE,
)
_CHINESE = Pattern(r"(?:(?P<up>增长|上升|提高|增加|上涨)|(?P<down>下降|减少|降低|下跌))了?\Z")
_LEVEL = Pattern(r"\b(?:to|at)\s?\Z")
_AFTER = Pattern(
    rf"(?:\s(?:year-on-year|annual|average|annualized|overall|net|pay|price|tax|wage|further|per\s\w+))?[\s-](?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b",
    re.IGNORECASE,
)


def direction_of(text: str, start: int, end: int, bound_start: int | None) -> str | None:
    """Up or down, where the words beside a figure say that it is a change."""
    begin = start if bound_start is None or bound_start > start else bound_start
    chinese = _CHINESE.search(text, max(0, begin - 4), begin)
    if chinese:
        return chinese.lastgroup
    before = _BEFORE.search(text, max(0, begin - 60), begin)
    if before and not _LEVEL.search(before.group()):
        return before.lastgroup
    after = _AFTER.match(text, end)
    return after.lastgroup if after else None
