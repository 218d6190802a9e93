"""Bound words around a figure: "more than", "nearly", "up to", "or more", 超过, 以上."""

import re
from dataclasses import dataclass

from seedqa.index.quantities.pattern import Pattern

# bound | the words before a figure that set it
_BEFORE = """
more_than|more than;greater than;larger than;higher than;longer than;older than;bigger than;over;above
more_than|exceeding;exceeds;exceed;exceeded;surpassing;surpassed;surpasses;tops;topped;topping;upwards of
more_than|upward of;in excess of;north of;beyond;well over;just over;slightly over;a little over;at over;超过;超
more_than|逾;多于;大于;>
at_least|at least;no less than;not less than;no fewer than;not fewer than;a minimum of;minimum of;minimum
at_least|starting at;至少;不少于;不低于;≥;>=
less_than|less than;fewer than;lower than;smaller than;shorter than;younger than;under;below;south of
less_than|well under;不足;不到;低于;少于;<
at_most|at most;at the most;no more than;not more than;up to;as many as;as much as;as high as;as long as
at_most|as far as;as large as;a maximum of;maximum of;not exceeding;not to exceed;within;no longer than
at_most|no later than;no greater than;no higher than;no larger than;no older than;至多;不超过;≤;<=
nearly|nearly;almost;close to;just under;approaching;nearing;close on;not quite;slightly less than
nearly|slightly under;just below;just shy of;接近;将近;近;几乎
about|about;like;around;approximately;roughly;circa;ca.;ca;c.;approx.;approx;an estimated;estimated at
about|estimated;some;somewhere around;somewhere between;in the region of;on the order of;or so;~;≈
about|approximated;an average of about;大约;约;大概
"""
_ROWS = [line.split("|") for line in _BEFORE.strip().splitlines()]
_WORDS = {phrase: bound for bound, phrases in _ROWS for phrase in phrases.split(";")}
_FILLERS = (
    r"an?\s+(?:additional|further|estimated|total\s+of|full|whole|average\s+of)|another|the|only|its|his|her|their"
    r"|(?:the\s+)?ages?(?:\s+of)?|a\s+factor\s+of"
)
_LEAD = Pattern(
    r"(?<![^\W\d_])("
    + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(_WORDS, key=len, reverse=True))
    + rf")(?:\s+(?:{_FILLERS}))?"
    r"(?:(?<![^\W\d_])\s*|\s+|(?<=[约近超逾过到足于少多])\s*|(?<=[~<>≥≤≈=.])\s*)\Z",
    re.IGNORECASE,
)
_TRAIL = Pattern(
    r"(?P<at_least>\s?(?:or\s(?:more|above|over|higher|older|longer|greater|larger|better|up)\b|and\s(?:above|over|up|older|more)\b"
    r"|at\s(?:least|minimum|a\sminimum)\b|\+(?!\w)|plus\b(?!\s(?:an?|the|\d))|以上|及以上))"
    r"|(?P<at_most>\s?(?:or\s(?:less|fewer|below|under|lower|younger|earlier|shorter)\b|and\s(?:under|below|younger)\b|at\s(?:the\s)?most\b"
    r"|max\b|maximum\b|tops\b|以下|以内))"
    r"|(?P<about>\s?(?:or\sso\b|or\sthereabouts\b|-odd\b|-ish\b|ish\b|左右))"
    r"|(?P<more_than>余|多(?=[\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_NEGATION = Pattern(r"\b(?:not|never|cannot|doesn't|didn't)\s\Z", re.IGNORECASE)
_WINDOW = 44
_SPANNING = Pattern(
    r"\b(?:for|of|is|was|were|are|be|been|takes?|took|lasted|lasting|in|just|well|little|after|at|to)\s+\Z", re.I
)
_AGO = Pattern(r"\s(?:ago|old|later|earlier|long|experience|prior|in\sadvance|before|after)\b", re.I)
_SEEMING = Pattern(r"\b(?:taste|look|feel|sound|smell|act|be|seem)(?:s|ed|ing)?\s+\Z", re.I)
_TALKING = Pattern(
    r"\b(?:talk|talks|talked|talking|think|thought|know|book|books|song|story|stories|film|read|all|how|what)\s+\Z",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Bound:
    """How exact a figure is, and where the words that say so begin and end."""

    name: str
    start: int | None = None
    end: int | None = None


def bound_of(text: str, start: int, end: int, number_end: int, lasting: bool) -> Bound:
    """The bound on ``text[start:end]``, whose digits end at ``number_end``; ``lasting`` for a duration."""
    return _before(text, start, end, lasting) or _after(text, end, number_end) or Bound("exact")


def _before(text: str, start: int, end: int, lasting: bool) -> Bound | None:
    if not _may_lead(text, start):
        return None
    match = _LEAD.search(text, max(0, start - _WINDOW), start)
    if match is None:
        return None
    phrase = " ".join(match[1].lower().split())
    if not match[1].islower() and phrase in ("c.", "ca", "some", "minimum") and phrase != "some":
        return None
    lead = text[max(0, match.start() - 16) : match.start()]
    if phrase == "over" and lasting and not (_SPANNING.search(lead) or _AGO.match(text, end) or not lead.strip()):
        return None
    if phrase == "like" and _SEEMING.search(lead):
        return None
    if phrase == "about" and _TALKING.search(lead):
        return None
    if phrase == "within" and not lasting:
        return None
    return Bound(_negated(lead, _WORDS[phrase]), match.start(1), match.end(1))


def _may_lead(text: str, start: int) -> bool:
    """Whether the character before a figure can end a bound word: most figures in tables have none."""
    last = text[max(0, start - 3) : start].rstrip()[-1:]
    return last.isalpha() or last in ("~", "<", ">", "≥", "≤", "≈", "=", ".")


def _negated(lead: str, bound: str) -> str:
    """The bound under "no" or "not": "not more than" is held as a phrase, "never exceeds" is not."""
    if _NEGATION.search(lead):
        return {"more_than": "at_most", "less_than": "at_least"}.get(bound, bound)
    return bound


def _after(text: str, end: int, number_end: int) -> Bound | None:
    for position in (end, number_end):
        match = _TRAIL.match(text, position)
        if match and match.lastgroup:
            begin = match.start() + len(match.group()) - len(match.group().lstrip())
            return Bound(match.lastgroup, begin, match.end())
    return None
