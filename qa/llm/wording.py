"""What a claim adds to the question comes from its quotes; nothing is said in words that stand nowhere."""

import re

from seedqa.index.quantities import read_dates, read_quantities
from seedqa.qa.instructions import addresses_system
from seedqa.qa.llm.proof import Proof
from seedqa.qa.terms import content_stems, stem, stems

_OWN = 0.34
_OWN_WORKED = 0.6
_FREE = 1
_ANSWERING = 0.5
_LINK = re.compile(r"https?://\S+|www\.\S+|!?\[[^\]]*\]\([^)]*\)|<[a-z/!][^>]*>", re.IGNORECASE)
_TELLING = frozenset(
    stem(word)
    for word in (
        "according document documents passage passages state states stated says said total together combined sum "
        "difference average mean share percentage ratio amount amounts number times therefore respectively yes no both "
        "all also including include includes namely listed list following answer question asked"
    ).split()
)


def own_words(claim: str, proof: Proof, worked: bool) -> str | None:
    """What a claim says that neither quotes nor question say; None where it is hardly anything."""
    link = _LINK.search(claim)
    if link is not None and link[0] not in proof.sentences:
        return f"{link[0]!r} does not stand in the quotes"
    if addresses_system(proof.sentences, proof.question) or addresses_system(claim, proof.question):
        return "these are instructions and tell nothing"
    if proof.foreign(claim):
        return None
    told = [word for word in content_stems(_without_figures(claim)) if word not in _TELLING]
    near = proof.stems | stems(proof.question)
    own = [word for word in told if word not in near and not _beside(word, proof)]
    if len(own) > max(_FREE, (_OWN_WORKED if worked else _OWN) * len(told)):
        return f"the quotes do not say {own[0]!r}"
    return None if worked else _answers(told, claim, proof)


def _without_figures(claim: str) -> str:
    """The words of a claim; its figures and dates are held against the quotes by value."""
    figures = [(read.start, read.end) for read in read_quantities(claim)]
    for start, end in (*figures, *((read.start, read.end) for read in read_dates(claim))):
        claim = claim[:start] + " " * (end - start) + claim[end:]
    return claim


def _beside(word: str, proof: Proof) -> bool:
    """What is told with a pronoun in the quote stands before it."""
    return any(map(str.isdigit, word)) or word in stems(proof.before)


def _answers(told: list[str], claim: str, proof: Proof) -> str | None:
    """Whether what goes beyond the question is mostly the quotes': figures, which are held against them, count too."""
    asked = stems(proof.question)
    beyond = [word for word in told if word not in asked]
    figures = len(read_quantities(claim))
    said = sum(word in proof.stems for word in beyond)
    if beyond and said + figures < _ANSWERING * (len(beyond) + figures):
        missing = next(word for word in beyond if word not in proof.stems)
        return f"the quotes do not say {missing!r}"
    return None if beyond or not told or set(told) & proof.stems else "the quotes do not say it"
