"""Which four digits are a year and which are a count: decided by what stands on either side."""

import re

from seedqa.index.quantities.pattern import Pattern
from seedqa.index.quantities.units import unit_after
from seedqa.index.quantities.words import is_plural

_BEFORE = Pattern(
    r"(?:\b(?:in|since|until|till|by|during|from|to|and|of|before|after|circa|c\.|ca\.|around|between|through|late|early|mid"
    r"|years?|fall|spring|summer|winter|autumn|season|election|for|the|his|her|its|their|our|on|as of|back in|or|born"
    r"|died|b\.|d\."
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|AD"
    r"|A\.D\.)|[-(\[–—,;:/'’©])\s?\Z",
    re.IGNORECASE,
)
_TEMPORAL = Pattern(
    r"\b(?:in|since|until|till|during|late|early|mid|year|spring|summer|winter|autumn|season|the|his|her|its|their|our"
    r"|as of|back in|January|February|March|April|May|June|July|August|September|October|November|December)\s?\Z",
    re.IGNORECASE,
)
_NEXT = Pattern(r"\s([a-z]+(?:['’-][a-z]+){0,4})(?:\s([a-z]+))?")
_SCALED = Pattern(r"\s?(?:hundred|thousand|million|billion|trillion|lakh|crore)s?\b|[\u4e00-\u9fff]")
_COUNTED = Pattern(
    r"\b(?:some|nearly|about|almost|over|than|approximately|least|most|roughly|only|exactly|up to|under)\s\Z"
)
_ABOUT_THEN = Pattern(r"\b(?:in|from|since|until|by|to|born)\s(?:about|approximately|roughly)\s\Z", re.IGNORECASE)
_NAMED = Pattern(r"(?:[$€£¥₹#]|\b(?:No\.?|Route|Highway|Model|Room|Flight|Section|Boeing|Airbus))\s?\Z", re.IGNORECASE)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the four digits at ``text[start:end]`` are a year and no count, price or code."""
    before = text[max(0, start - 24) : start]
    if _NAMED.search(before) or not 1000 <= int(text[start:end]) <= 2100:
        return False
    if _counts_something(text, end):
        return bool(_TEMPORAL.search(before)) and not _COUNTED.search(before)
    return _plausible(before, int(text[start:end]), text, end)


def _counts_something(text: str, end: int) -> bool:
    if _SCALED.match(text, end) or unit_after(text, end):
        return True
    match = _NEXT.match(text, end)
    if match is None:
        return False
    return is_plural(match[1]) or (bool(match[2]) and is_plural(match[2] or "") and match[1] not in _GLUE)


_GLUE = frozenset("and or but to in on at of the was were is are has had with for by as he she it they".split())


def _plausible(before: str, year: int, text: str, end: int) -> bool:
    if _COUNTED.search(before) and not _ABOUT_THEN.search(before):
        return False
    if 1900 <= year <= 2049:
        return True
    return bool(_BEFORE.search(before)) or not before.strip() or text[end : end + 1] in (",", ")", "–", "-")
