"""What a claim denies, limits or turns round is what its quotes deny, limit or turn round."""

import re
from collections import Counter
from collections.abc import Iterator

from seedqa.qa.llm.proof import Proof
from seedqa.qa.llm.tables import row_at
from seedqa.qa.opposites import opposed
from seedqa.qa.patterns import any_of
from seedqa.qa.terms import content_stems, stem, stems

_BOUNDS = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|later|earlier|longer|sooner|only)\b(?: than)?|\bnot (?:yet )?until\b|"
    r"\bnever before\b|\bnot just\b|\bno\.\s?\d",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|without|cannot|hardly|barely|scarcely)\b|n[’']t\b|"
    r"\b(?:refus|declin(?=ed|es|ing)|den(?=y|ied|ies|ying)|fail(?=s|ed|ing|ure)|reject|cancel|withdr|prevent|forb|banned)\w*",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|will|shall|plan(?:s|ned|ning)?|intend\w*|hope[sd]?|hoping|promis\w+|propos\w+|"
    r"expect\w*|alleg\w+|claim(?:s|ed|ing)?|aim(?:s|ed|ing)?|target\w*|forecast\w*|predict\w*|consider(?:s|ed|ing)|"
    r"if|unless|possibl[ey]|probabl[ey]|likely|perhaps|maybe|reportedly|rumou?r\w*|due to (?=[a-z]+\b)|can|attempt\w*|"
    r"scheduled|want(?:s|ed)?|ask(?:s|ed|ing)? for|appl(?:y|ied|ies) for|request\w*|demand\w*|"
    r"suppos\w+|pending|draft)\b",
    re.IGNORECASE,
)
_NOTS = frozenset("not no never none neither nor nobody nothing nowhere without cannot".split())
_SOFT_HEDGES = frozenset("can should will shall would could may might if unless".split())
_ABSENCE = re.compile(
    r"\b(?:no|not|never|none|un\w{4,}|in(?:sufficient|complete|valid|eligible)\w*|lack\w*|absen\w+|without|only|except\w*|"
    r"instead|rather|closed?|ban(?:s|ned)?|zero|free of|miss(?:ing|ed)|end(?:s|ed)?|stop\w*|ceas\w+|former\w*|refus\w+|"
    r"reject\w*|declin\w+|den(?:y|ied|ies)|fail\w*|cancel\w*|abandon\w*|exclu\w+|impossible|forbid\w*|prohibit\w*|"
    r"unless|until|but|yet to|hardly|barely|neither|nor|cannot|nothing|nobody|remain\w*|still|prevent\w*|withdr\w+)\b|"
    r"n[’']t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    rf"{_NEGATION.pattern}|\b(?:un\w{{4,}}|lack\w*|absen\w+|zero|free of|missing|impossible|prohibit\w*)\b",
    re.IGNORECASE,
)
_WIDE_NEGATION = re.compile(r"不|没|未|无|非|否|ない|ません|않|없")
_CLAUSE = re.compile(r"[,;:.()—–]| - ")
_SCOPE = 3
_OPPOSITES = tuple(
    (re.compile(rf"\b{any_of(one)}\b", re.IGNORECASE), re.compile(rf"\b{any_of(other)}\b", re.IGNORECASE))
    for one, other in (
        ("before earlier", "after later since"),
        ("above over exceed\\w* more higher larger greater bigger", "below under less fewer lower smaller"),
        ("first earliest", "last latest final"),
        ("highest largest biggest greatest most maximum longest", "lowest smallest fewest least minimum shortest"),
        ("north\\w*", "south\\w*"),
        ("east\\w*", "west\\w*"),
        ("imports? imported", "exports? exported"),
        ("open(?:s|ed|ing)?", "clos(?:e|es|ed|ing)"),
        ("approv\\w+ accept\\w*", "reject\\w* refus\\w+"),
        ("profits? surplus(?:es)? gains?", "loss(?:es)? deficits?"),
        ("arriv\\w+", "depart\\w* le(?:ft|aves?)"),
        ("for\\sfree free", "paid charg\\w+ costs?"),
        ("allowed permitted", "forbidden banned prohibited"),
        (
            "increas\\w+ r[io]se[sn]? r[io]sing grew grow\\w* growth up climb\\w* higher",
            "decreas\\w+ f[ae]ll\\w* declin\\w+ dropp?\\w* down shr[aiu]nk\\w* lower",
        ),
        ("增长 上升 增加 提高", "下降 减少 降低"),
    )
)


def turned(claim: str, proof: Proof, worked: bool = False) -> str | None:
    """What a claim denies or asserts against its quotes; None where it does not. What is ``worked`` out may well be
    "less" where the quotes say "more"."""
    if proof.foreign(claim):
        return _denied_abroad(claim, proof)
    quoted = _BOUNDS.sub(" ", proof.sentences)
    told = _BOUNDS.sub(" ", claim)
    asked = _denied(proof.question, _NEGATION) if worked else set()
    return _dropped(told, quoted) or _added(told, quoted, proof, asked) or (None if worked else _opposite(claim, proof))


def _dropped(claim: str, quoted: str) -> str | None:
    """A negation or a doubt of the quotes that the claim leaves out, though it tells what stands under it."""
    words = stems(claim)
    denied = _denied(claim, _DENIAL)
    for match in _NEGATION.finditer(quoted):
        scope = next(_scope(quoted, match.end()), None)
        kept = match[0].lower() not in _NOTS and _stem(match) in words
        if scope in words and scope not in denied and not kept:
            return f"the quote says {match[0]!r} and the claim does not"
    for match in () if _HEDGE.search(claim) else _HEDGE.finditer(quoted):
        scope = next(_scope(quoted, match.end()), None)
        if scope in words and match[0].lower() not in _SOFT_HEDGES:
            return f"the quote says {match[0]!r} and the claim does not"
    return None


def _denied(text: str, pattern: re.Pattern[str]) -> set[str]:
    """The words that stand under what a pattern finds, and those that it finds."""
    return {word for match in pattern.finditer(text) for word in (*_scope(text, match.end()), _stem(match))}


def _added(claim: str, quoted: str, proof: Proof, asked: set[str]) -> str | None:
    """A negation of the claim that the quotes do not have; of those ``asked`` for, a figure that is worked out may."""
    there = stems(quoted)
    denied = _denied(quoted, _ABSENCE) | asked
    # A dash or a nought in a table denies; several quotes may deny what another of them asserts.
    several = any(map(row_at, proof.quotes)) or len(dict.fromkeys(quote.sentence for quote in proof.quotes)) > 1
    for match in _NEGATION.finditer(claim):
        if match[0][:1].isalpha() and _stem(match) in there and match[0].lower() not in _NOTS:
            continue
        if not denied and not any(map(row_at, proof.quotes)):
            return f"the claim says {match[0]!r} and the quote does not"
        scope = next(_scope(claim, match.end()), None)
        if not several and scope is not None and scope in there and scope not in denied:
            return f"the claim denies what the quote asserts: {match[0]!r}"
    return None


def _stem(match: re.Match[str]) -> str:
    return stem(match[0].lower())


def _scope(text: str, place: int) -> Iterator[str]:
    """The stems of the content words that follow, to the end of the clause."""
    clause = _CLAUSE.search(text, place)
    if clause is not None and clause[0] == "," and not text[place : clause.start()].strip():
        # "and not, as the caption said, the director"
        place = next((match.end() for match in _CLAUSE.finditer(text, clause.end())), len(text))
        clause = _CLAUSE.search(text, place)
    yield from content_stems(text[place : clause.start() if clause else len(text)])[:_SCOPE]


def _opposite(claim: str, proof: Proof) -> str | None:
    """A word of the claim that the quotes do not have, in the place of its contrary, which the claim does not have."""
    if opposed(claim, proof.sentences):
        return "the quote tells the opposite"
    for pair in _OPPOSITES:
        for said, contrary in (pair, pair[::-1]):
            told = _counted(said, claim) - _counted(said, proof.sentences)
            if told and _counted(contrary, proof.sentences) - _counted(contrary, claim):
                return f"the quote does not say {min(told)!r}, but the opposite"
    return None


def _counted(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match[0].lower() for match in pattern.finditer(text))


def _denied_abroad(claim: str, proof: Proof) -> str | None:
    """In another language only the presence of a negation can be compared."""
    denies = bool(_WIDE_NEGATION.search(claim) or _NEGATION.search(claim))
    if _WIDE_NEGATION.search(claim + proof.sentences) and denies != bool(
        _ABSENCE.search(proof.sentences) or _WIDE_NEGATION.search(proof.sentences)
    ):
        return "the claim and the quote do not deny the same"
    return None
