"""Ages: "aged 44", "under the age of 44", "when he was 44", "18 or older", "Yuan, 44,"."""

import re
from dataclasses import replace

from seedqa.index.quantities.figures import Figure
from seedqa.index.quantities.pattern import Pattern

_AGED = Pattern(
    r"\b(?:age[ds]?(?:\sof|\sbetween|\sfrom)?|turned|turning|(?:child(?:ren)?|kids?|minors?|persons?|people|anyone"
    r"|someone|those|individuals?|users?|boys?|girls?|women|men|adults?|youth)"
    r"\s(?:under|over|below|above)(?:\sthe)?(?:\sage)?(?:\sof)?)\s\Z",
    re.IGNORECASE,
)
_YEARS_AGED = Pattern(r"\bage[ds]?\s(?:\w+\s)?\Z")
_OLDER = Pattern(r"\s(?:or|and)\s(?:older|younger)\b", re.IGNORECASE)
_SUBJECT = Pattern(
    r"\b(?:I['’]?m|I\sam|I\swas|he\swas|she\swas|he\sis|she\sis|he['’]s|she['’]s|who\s(?:is|was))"
    r"\s(?:only\s|just\s|about\s|around\s)?\Z"
)
_ENDS = Pattern(r"[.,;!?)]|\s(?:and|when|at|or|in|who|with|but|now|then)\b|\Z")
_APPOSED = Pattern(r"[A-Z][\w'’.-]*,\s\Z")
_APPOSED_ENDS = Pattern(r"[,.;)](?!\d).")
_OLDEST = 130
_WINDOW = 40


def as_age(text: str, figure: Figure) -> Figure | None:
    """The figure as an age, where the words around it say so."""
    floor = max(0, figure.start - _WINDOW)
    if figure.kind == "duration" and figure.unit == "year" and _YEARS_AGED.search(text, floor, figure.start):
        return replace(figure, kind="age")
    if figure.kind is not None or not 0 < figure.value < _OLDEST:
        return None
    return replace(figure, kind="age", unit="year") if _said(text, figure, floor) else None


def _said(text: str, figure: Figure, floor: int) -> bool:
    if _OLDER.match(text, figure.end):
        return True
    if not text[max(0, figure.start - 2) : figure.start].strip():
        return False
    if _AGED.search(text, floor, figure.start):
        return True
    if _ENDS.match(text, figure.end) and _SUBJECT.search(text, floor, figure.start):
        return True
    if figure.form != "digits" or not _APPOSED_ENDS.match(text, figure.end):
        return False
    return _APPOSED.search(text, floor, figure.start) is not None
