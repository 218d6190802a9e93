"""Paragraph -> sentence spans.

Rules only: terminal punctuation followed by something that can open a sentence, abbreviations and
initials excepted. It does not know quotation structure or languages without sentence marks; a run
without any boundary is cut at ``LONGEST`` characters so that no sentence is unbounded.
"""

import re
import unicodedata

LONGEST = 1200
_JOINER = "\u200d"

_END = re.compile(
    r"""(?P<latin>(?<![.!?…])[.!?…]++["'”’»)\]]*(?:\[\w{1,3}\])*(?:\s?[”’](?=\s|$))?)(?=\s+["'“‘«(\[]*[^\W_])"""
    r"""|(?P<cjk>[。！？]+[”’」』）]*)"""
)
# What a page's reader is not shown is no part of the sentences around it.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLES = frozenset(
    (
        "mr mrs ms dr prof st rev hon gen col capt lt sgt gov sen rep pres messrs mt vs dept approx ca cf eg ie viz"
    ).split()
)
_BEFORE_NUMBERS = frozenset("no nos fig figs eq vol p pp ch sec art para".split())
_MAY_END = frozenset(
    (
        "inc ltd co corp llc plc jr sr etc al bros univ am pm us uk eu un "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
_OPENERS = frozenset(
    (
        "the a an this that these those it its he she they we i you in on at by for from with as when while after "
        "before since if but and or so however moreover meanwhile also there here his her their our according"
    ).split()
)
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W_]|\.(?=[^\W_]))*$")
_WORD_AFTER = re.compile(r"""\s+["'“‘«(\[]*([^\W_]+)""")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``: in order, trimmed, covering every non-space character."""
    ends = [match.end() for match in _END.finditer(text, start, end) if _closes(text, match, end)]
    cuts = sorted({*ends, *(edge for match in _COMMENT.finditer(text, start, end) for edge in match.span())})
    spans: list[tuple[int, int]] = []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        spans.extend(_bounded(text, *trimmed(text, left, right)))
    return spans


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; empty (start == end) if it holds nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _closes(text: str, match: re.Match[str], end: int) -> bool:
    if match["cjk"]:
        return True
    after = _WORD_AFTER.match(text, match.end(), end)
    if after is None:
        return False
    opener = after[1]
    if opener[0].islower():
        return False
    return match["latin"][0] != "." or not _abbreviated(text, match.start(), opener)


def _abbreviated(text: str, dot: int, opener: str) -> bool:
    """Whether the full stop at ``dot`` belongs to its word rather than to a sentence."""
    before = _WORD_BEFORE.search(text, max(0, dot - 20), dot)
    if before is None:
        return False
    word = before[0].replace(".", "").lower()
    if word in _TITLES or (len(before[0]) == 1 and before[0].isupper() and before[0] != "I"):
        return True
    if word in _BEFORE_NUMBERS:
        return opener[0].isdigit()
    return (word in _MAY_END or "." in before[0]) and opener.lower() not in _OPENERS


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span cut into pieces of at most ``LONGEST`` characters, at white space where there is any."""
    spans: list[tuple[int, int]] = []
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        spans.append(trimmed(text, start, cut))
        start = trimmed(text, cut, end)[0]
    if start < end:
        spans.append((start, end))
    return spans


def _cut(text: str, start: int, limit: int) -> int:
    for place in range(limit, start + LONGEST // 2, -1):
        if text[place].isspace():
            return place
    for place in range(limit, start + LONGEST // 2, -1):
        if not _joined(text[place - 1], text[place]):
            return place
    return limit


def _joined(before: str, character: str) -> bool:
    """Whether a character belongs to the one before it (combining mark, joiner, variation selector)."""
    return before == _JOINER or unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf", "Sk"}
