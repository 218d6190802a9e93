"""A span in a sentence -> all members of the enumeration it belongs to ("a, b and c").

By form alone: an enumeration is a run of short pieces between commas that ends in "and", "or" or "as well as",
or is introduced ("such as", a colon). Where commas part the members, an "and" within one belongs to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.index.passages import Span
from seedqa.qa.candidates import whole_words
from seedqa.qa.patterns import any_of

_LONGEST = 12
_AND = r"(?:and|or|as well as|along with)"
_OF_A_NAME = r"(?!\s*(?:Ltd|Inc|LLC|Corp|Co|Jr|Sr)\b)"
_JOINT = re.compile(rf"\s*(?P<mark>[,;、]){_OF_A_NAME}\s*(?P<last>{_AND}\s+)?(?<=\s)|\s*、|\s+(?P<and>{_AND})\s+")
_STOP = re.compile(
    r"\b(?:which|who|that|where|when|while|because|although|is|are|was|were|has|have|had|will|would|but)\b"
)
_STRONG = re.compile(rf"(?:\b{any_of('such_as including include includes namely like encompass provide')}|[:(])\s+|[(]")
_WEAK = re.compile(rf"\b{any_of('into of by for to from in at with as on')}\s+")
_TRAILS = re.compile(
    rf"\s+{any_of('to from in at on by for with during since after before every each per daily respectively into')}\b"
    r"|\s*[()]|\s+(?:etc|and so on)\b"
)
_DETERMINER = re.compile(rf"(?:{any_of('the an a its their his her')})\s+")
_PRONOUN = re.compile(r"(?:they|he|she|it|we|you|i|both|either)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two joints; ``joint`` says how it is joined to the one before it."""

    start: int
    end: int
    joint: str


def enumeration(text: str, sentence: Span, span: Span) -> tuple[Span, ...]:
    """The members of the enumeration around ``span``, in order; the span alone where there is none."""
    pieces = _run(text, _pieces(text, sentence), span)
    merged = _merged(pieces)
    touched = [i for i, piece in enumerate(merged) if piece.start < span.end and span.start < piece.end]
    if len(merged) < 2 or not touched or not _closed(text, merged):
        return (span,)
    members = _tidied(text, merged, span, touched[0] > 0)
    if not any(_touches(member, span) for member in members) or not _covers(text, members, span):
        return (span,)
    return tuple(whole_words(text, member) for member in members)


def _pieces(text: str, sentence: Span) -> list[_Piece]:
    joints = list(_JOINT.finditer(text, sentence.start, sentence.end))
    bounds = [sentence.start, *(edge for joint in joints for edge in joint.span()), sentence.end]
    kinds = ["", *(_kind(joint) for joint in joints)]
    return [_Piece(bounds[2 * i], bounds[2 * i + 1], kind) for i, kind in enumerate(kinds)]


def _kind(joint: re.Match[str]) -> str:
    if joint["and"]:
        return "and"
    return f"{joint['mark'] or '、'}{'and' if joint['last'] else ''}"


def _run(text: str, pieces: Sequence[_Piece], span: Span) -> list[_Piece]:
    """The pieces around the span that may be members; the first of them may hold words before its member."""
    touched = [i for i, piece in enumerate(pieces) if piece.start < span.end and span.start < piece.end]
    if not touched:
        return []
    first, last = touched[0], touched[-1]
    while last + 1 < len(pieces) and not _ends(pieces, first, last) and _member(text, pieces[last + 1]):
        last += 1
    lead = text[pieces[first].start : span.start]
    while first > 0 and _opens_with(lead) and _joinable(text, pieces[first], pieces[first - 1]):
        first -= 1
        lead = " " if _STRONG.search(text, pieces[first].start, pieces[first].end) else ""
    return list(pieces[first : last + 1])


def _ends(pieces: Sequence[_Piece], first: int, last: int) -> bool:
    """Whether the enumeration is over: behind ", and x" no further comma goes on."""
    return (
        any(piece.joint in (",and", ";and") for piece in pieces[first + 1 : last + 1])
        and last + 1 < len(pieces)
        and (pieces[last + 1].joint != "and")
    )


def _opens_with(lead: str) -> bool:
    """Whether a span stands at the head of its piece, but for an article and an adjective."""
    return lead == "" or (len(lead.split()) in (1, 2) and not _WEAK.search(lead) and not _STRONG.search(lead))


def _joinable(text: str, piece: _Piece, before: _Piece) -> bool:
    return _member(text, piece) and (_member(text, before) or bool(_STRONG.search(text, before.start, before.end)))


def _member(text: str, piece: _Piece) -> bool:
    words = text[piece.start : piece.end]
    stop = _STOP.search(words)
    return 0 < len(words.split()) <= _LONGEST and (stop is None or stop.start() > 0)


def _merged(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with those put together again that an "and" or a lesser comma within a member had parted."""
    joints = [piece.joint for piece in pieces[1:]]
    inner = _inner(joints)
    merged: list[_Piece] = list(pieces[:1])
    for piece, is_inner in zip(pieces[1:], inner, strict=True):
        if is_inner:
            merged[-1] = _Piece(merged[-1].start, piece.end, merged[-1].joint)
        else:
            merged.append(piece)
    return merged


def _inner(joints: Sequence[str]) -> list[bool]:
    """For each joint, whether it stands within a member."""
    if joints.count(";") + joints.count(";and") > 1:
        return [joint[0] != ";" for joint in joints]
    if any(joint == ",and" for joint in joints):
        return [joint == "and" for joint in joints]
    commas = [i for i, joint in enumerate(joints) if joint != "and"]
    after = commas[-1] + 1 if commas else 0
    return [joint == "and" and (i < after or i > after) and bool(commas) for i, joint in enumerate(joints)]


def _closed(text: str, merged: Sequence[_Piece]) -> bool:
    """Whether "and" ends the run, or it has at least three pieces and is introduced or is in Chinese."""
    if merged[-1].joint.endswith("and"):
        return True
    introduced = _STRONG.search(text, merged[0].start, merged[0].end) is not None
    return len(merged) > 2 and (introduced or merged[-1].joint == "、")


def _tidied(text: str, merged: Sequence[_Piece], span: Span, inside: bool) -> list[Span]:
    """The members: the first without what introduces it, the last without what follows the enumeration."""
    middle = [text[piece.start : piece.end] for piece in merged[1:-1]]
    end = _last_end(text, merged[-1], span, middle)
    others = [*middle, text[merged[-1].start : end]]
    start = _first_start(text, merged[0], others)
    if merged[0].start < span.start < merged[0].end and not inside:
        start = start if _DETERMINER.match(text, start) and start < span.start else span.start
    bounds = [(piece.start, piece.end) for piece in merged]
    bounds[0], bounds[-1] = (start, bounds[0][1]), (bounds[-1][0], end)
    return [Span(*bound) for bound in bounds if bound[0] < bound[1]]


def _last_end(text: str, piece: _Piece, span: Span, middle: Sequence[str]) -> int:
    trails = (m for m in _TRAILS.finditer(text, piece.start + 1, piece.end) if not _shared(m[0], middle))
    cuts = (next(trails, None), _STOP.search(text, piece.start, piece.end))
    end = min([piece.end, *(cut.start() for cut in cuts if cut is not None)])
    return max(end, span.end) if piece.start <= span.start < end else end


def _shared(preposition: str, members: Sequence[str]) -> bool:
    return bool(members) and all(f" {preposition.strip()} " in f"{member} " for member in members)


def _first_start(text: str, piece: _Piece, others: Sequence[str]) -> int:
    """Where the first member begins: behind what introduces it, else shaped like the other members."""
    strong = list(_STRONG.finditer(text, piece.start, piece.end))
    if strong:
        return strong[-1].end()
    if all(_DETERMINER.match(other) for other in others):
        determiners = list(re.finditer(rf"\b{_DETERMINER.pattern}", text[piece.start : piece.end]))
        return piece.start + determiners[-1].start() if determiners else piece.start
    weak = [m for m in _WEAK.finditer(text, piece.start, piece.end) if not _shared(m[0], others)]
    start = weak[-1].end() if weak else piece.start
    most = max(len(other.split()) for other in others)
    words = list(re.finditer(r"\S+", text[start : piece.end]))
    if len(words) > most + (1 if weak else 0):
        return start + _capitalised_from(words, len(words) - most)
    pronoun = _PRONOUN.match(text, start, piece.end)
    return pronoun.end() if pronoun else start


def _capitalised_from(words: Sequence[re.Match[str]], place: int) -> int:
    """The start of the word at ``place``, or of the run of capitalised words that it ends."""
    while place > 1 and words[place][0][0].isupper() and words[place - 1][0][0].isupper():
        place -= 1
    return words[place].start()


def _touches(member: Span, span: Span) -> bool:
    return member.start < span.end and span.start < member.end


def _covers(text: str, members: Sequence[Span], span: Span) -> bool:
    """Whether the span reaches the end of its member, but for one word: else it is the subject of a clause."""
    last = [member for member in members if _touches(member, span)][-1]
    rest = text[span.end : last.end].split()
    return not rest or bool(_WEAK.match(f"{rest[0]} ")) or (len(rest) == 1 and not rest[0].endswith("ed"))
