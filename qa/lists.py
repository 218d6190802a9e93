"""A span in a sentence -> all members of the enumeration it belongs to ("a, b and c")."""

import re

from index.passages import Span
from qa.candidates import whole_words
from qa.patterns import any_of

_LONGEST = 12
_JOINT = re.compile(r"\s*,\s*(?:and|or|as well as)\s+|\s*[,;、]\s+|\s+(?:and|or|as well as)\s+")
_STOP = re.compile(r"\b(?:which|who|that|where|when|while|because|although|is|are|was|were|has|have|had|will|would)\b")
_LEADS = any_of("such_as including include includes namely like into of by for encompass provide with")
_INTRODUCED = re.compile(rf"(?:\b{_LEADS}|:)\s+(?:the\s+)?")


def enumeration(text: str, sentence: Span, span: Span) -> tuple[Span, ...]:
    """The members of the enumeration around ``span``, in order; the span alone where there is none."""
    joints = list(_JOINT.finditer(text, sentence.start, sentence.end))
    bounds = [sentence.start, *(edge for m in joints for edge in m.span()), sentence.end]
    pieces = [Span(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    touched = [i for i, piece in enumerate(pieces) if piece.start < span.end and span.start < piece.end]
    if not touched:
        return (span,)
    first, last = touched[0], touched[-1]
    while last + 1 < len(pieces) and _member(text, pieces[last + 1]):
        last += 1
    while first > 0 and _member(text, pieces[first]) and _short(text, pieces[first - 1]):
        first -= 1
    if last - first < 1:
        return (span,)
    members = [_tidied(text, pieces[i], span, i == first, i == last) for i in range(first, last + 1)]
    return tuple(whole_words(text, member) for member in members)


def _member(text: str, piece: Span) -> bool:
    words = text[piece.start : piece.end]
    return len(words.split()) <= _LONGEST and not _STOP.search(words)


def _short(text: str, piece: Span) -> bool:
    """Whether a piece can hold the enumeration's first member: it is one, or one is introduced in it."""
    return _member(text, piece) or bool(_introduction(text, piece))


def _introduction(text: str, piece: Span) -> re.Match[str] | None:
    found = list(_INTRODUCED.finditer(text, piece.start, piece.end))
    return found[-1] if found else None


def _tidied(text: str, piece: Span, span: Span, is_first: bool, is_last: bool) -> Span:
    """The first member without what introduces it, the last without what follows the span that was read."""
    start, end = piece.start, piece.end
    if is_first:
        introduced = _introduction(text, piece)
        if piece.start < span.start < piece.end:
            start = span.start
        elif introduced is not None:
            start = introduced.end()
    if is_last and piece.start < span.end < piece.end:
        end = span.end
    return Span(start, end)
