"""Names of a claim are those of its quotes, or of what the quotes point to, and do what they do there."""

import re
from collections.abc import Iterator

from seedqa.index.quantities import read_quantities
from seedqa.qa.llm.proof import Proof
from seedqa.qa.llm.quoting import Placed, sentences_of
from seedqa.qa.llm.tables import row_at
from seedqa.qa.names import read_names
from seedqa.qa.patterns import ROLES, any_of
from seedqa.qa.question import name_words, read_question
from seedqa.qa.references import mentions
from seedqa.qa.roles import contrary_roles, same_roles
from seedqa.qa.terms import content_stems, stem, stems

_OPENER = re.compile(r"(?:^|[.!?:;]\s+|\n\s*)[\"'“‘(]*$")
_LATIN = re.compile(r"[A-Z][\w’'-]+")
_SMALL = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
_BEFORE = re.compile(
    r"(?:\b([\w-]+)\s+)?\b(in|at|near|on|of|from|during|after|before|for|with|between|under|over|since|until|to|into|by|"
    r"against)\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,2}?$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[’']s?\s+([\w-]+)")
_JOINT = re.compile(r"^\s*(?:,|and|or|&)\s*(?:(?:and|or|the)\s+)*$")
_THINGS = re.compile(
    rf"\b[Tt]he ({any_of(ROLES)}|county|district|city|province|town|village|state|company|university|college|school|"
    r"hospital|bureau|department|committee|club|museum|port|bank|firm|group|agency|authority|council|team|court|foundation|"
    r"association|ministry|government|board|buyer|seller|tenant|landlord|lender|borrower|union|church)\b"
)
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday one two three four five six seven eight nine ten eleven twelve yes no".split()
)


def strange_name(claim: str, proof: Proof) -> str | None:
    """What is wrong with the names of a claim; None where nothing is."""
    if proof.foreign(claim):
        return _foreign_names(claim, proof)
    for name, opens in names_in(claim):
        if not _borne(name, opens, claim, proof):
            return f"{name!r} does not stand in the quotes; quote the sentence that names it too"
    asked = read_question(claim)
    if not any(same_roles(asked, quote.document, quote.sentence) for quote in proof.quotes) and any(
        contrary_roles(asked, quote.document, quote.sentence) for quote in proof.quotes
    ):
        return "the quote tells it the other way round"
    return next((fault for quote in proof.quotes if (fault := _exchanged(claim, quote))), None)


def names_in(text: str) -> Iterator[tuple[str, bool]]:
    """Names as they stand, each with whether it opens a sentence: its first word may be capitalised for that."""
    figures = [(read.start, read.end) for read in read_quantities(text)]
    for name in read_names(text, 0, len(text)):
        told = re.sub(r"[’']s?$", "", text[name.start : name.end])
        measured = any(start < name.end and name.start < end for start, end in figures)
        if len(told) > 1 and told.lower() not in _NO_NAMES and not measured:
            yield told, _OPENER.search(text, 0, name.start) is not None


def _words(name: str) -> frozenset[str]:
    """The stems that tell a name from others; all of them where it has no such."""
    own = name_words(name)
    return frozenset(stem(word.lower()) for word in own) if own else stems(name)


def _borne(name: str, opens: bool, claim: str, proof: Proof) -> bool:
    first, _, rest = name.partition(" ")
    if opens and name_words(rest) and first.lower() not in proof.before and _borne(rest, False, claim, proof):
        return True
    words = _words(name)
    if words <= stems(proof.sentences) or (opens and not rest and words <= stems(proof.question)):
        return True
    if any(words <= mention.words for quote in proof.quotes for mention in mentions(quote.document, quote.sentence)):
        return True
    there = stems(proof.above) | stems(proof.before)
    return words <= there and not _replaces(name, claim, proof)


def _replaces(name: str, claim: str, proof: Proof) -> bool:
    """Whether a quote has another name, which the claim leaves out, in the same place: it may have been exchanged."""
    told, link = stems(claim), _link(name, claim)
    for quote in proof.quotes:
        if row_at(quote) is not None:
            continue
        sentence = quote.sentence_text[: quote.end - quote.sentence.start]
        for other, _ in names_in(sentence):
            # "Published: 28 March" labels and names nobody.
            if f"{other}:" not in sentence and not _words(other) <= told and _link(other, sentence) == link:
                return True
    return False


def _foreign_names(claim: str, proof: Proof) -> str | None:
    """In another language names stand as the document has them; a claim without any has to have a figure instead."""
    known = proof.stems | stems(proof.before)
    apart = _SMALL.search(claim) is None
    strange = [match[0] for match in _LATIN.finditer(claim) if not stems(match[0]) <= known]
    if strange and apart:
        return f"{strange[0]!r} does not stand in the passages"
    named = any(name.kind != "other" for name in read_names(proof.words, 0, len(proof.words)))
    carried = _LATIN.search(claim) is not None or any(map(str.isdigit, claim))
    return "put the names in brackets as the document has them" if named and apart and not carried else None


def _exchanged(claim: str, quote: Placed) -> str | None:
    """Whether a claim has the parties of a sentence in each other's place."""
    text = quote.document.text
    for span in sentences_of(quote.excerpt):
        if span.start < quote.end and quote.start < span.end:
            fault = _exchanged_in(claim, text[span.start : span.end])
            if fault is not None:
                return fault
    return None


def _exchanged_in(claim: str, sentence: str) -> str | None:
    if _agents(claim) and _agents(sentence) and not _agents(claim) & _agents(sentence):
        return "the quote names somebody else as the one who did it"
    shared = [party for party in _parties(claim) if party in sentence]
    for place, one in enumerate(shared):
        for other in shared[place + 1 :]:
            if sentence.find(other) < sentence.find(one) and _in_each_others_place(one, other, claim, sentence):
                return f"the quote has {other!r} and {one!r} the other way round"
    return None


def _in_each_others_place(one: str, other: str, claim: str, sentence: str) -> bool:
    """Whether the first hangs in the claim as the other does in the sentence, and the other way round; members of a
    list and companions have no place of their own."""
    if _words(one) & _words(other) or (_listed(one, other, claim) and _listed(one, other, sentence)):
        return False
    if _each_with_its_figure((one, other), claim, sentence):
        return False
    told = [_link(name, claim) for name in (one, other)]
    there = [_link(name, sentence) for name in (other, one)]
    between = [content_stems(text[slice(*_gap(one, other, text))]) for text in (claim, sentence)]
    return told == there and "with" not in (told[0][0], told[1][0]) and bool(set(between[0]) & set(between[1]))


def _each_with_its_figure(names: tuple[str, str], claim: str, sentence: str) -> bool:
    """Whether each name stands beside the same figure in both, so that the order of names tells nothing."""
    told, there = ([_nearest_figure(text, text.find(name)) for name in names] for text in (claim, sentence))
    return told == there and None not in told and told[0] != told[1]


def _nearest_figure(text: str, place: int) -> tuple[object, object] | None:
    """The figure that stands in the same clause nearest to a place."""
    found = [(abs(read.start - place), read.value, read.unit) for read in read_quantities(text) if read.kind != "date"]
    return min(found)[1:] if found else None


def _gap(one: str, other: str, text: str) -> tuple[int, int]:
    """Between two names of a text."""
    first, last = sorted((one, other), key=text.find)
    return text.find(first) + len(first), text.find(last)


def _agents(text: str) -> set[str]:
    """The names after "by"."""
    return {name for name, _ in names_in(text) if _link(name, text)[0] == "by"}


def _parties(claim: str) -> list[str]:
    """Names, and nouns with an article that may stand for one, in order."""
    found = {claim.find(name): name for name, opens in names_in(claim) if " " in name or not opens or len(name) > 3}
    found |= {match.start(): match[1] for match in _THINGS.finditer(claim)}
    return [name for _, name in sorted(found.items())]


def _link(name: str, text: str) -> tuple[str, str]:
    """The preposition that a name hangs on, and for "of" the word that it belongs to; empty where there is none."""
    at = text.find(name)
    owned = _OWNER.match(text, at + len(name))
    if owned:
        return "of", stem(owned[1].lower())
    found = _BEFORE.search(text[:at])
    if found is None:
        return "", ""
    return found[2].lower(), stem(found[1].lower()) if found[2].lower() == "of" and found[1] else ""


def _listed(one: str, other: str, text: str) -> bool:
    return _JOINT.match(text[slice(*_gap(one, other, text))]) is not None
