"""Citations moved off their proof: by a word, past the answer, to another passage, to another document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from seedqa.evals.claims import Claim, cite
from seedqa.evals.gazetteer import Gazetteer, Sentence
from seedqa.evals.given import GivenCitation
from seedqa.evals.library import Library, Span
from seedqa.evals.wording import states, tokens

_NEAREST = 4

Citations = tuple[GivenCitation, ...]


def shifted(claim: Claim, gazetteer: Gazetteer) -> Iterator[Citations]:
    """The first citation's offsets lie one word further left or right; its quote is as it was."""
    cited = claim.citations[0]
    text = gazetteer.library.by_id[cited.document_id].text
    after = re.compile(r"\s*\S+").match(text, cited.end)
    before = re.search(r"\S+\s*$", text[: cited.start])
    steps = [after.end() - after.start() if after else 0, -len(before[0]) if before else 0]
    for step in steps:
        if step and text[cited.start + step : cited.end + step] != cited.quote:
            moved = replace(cited, start=cited.start + step, end=cited.end + step)
            yield (moved, *claim.citations[1:])


def cut(claim: Claim, gazetteer: Gazetteer) -> Iterator[Citations]:
    """The span ends within the answer or begins within it, and its quote with it."""
    cited = claim.citations[0]
    for wording in claim.wordings:
        found = re.search(r"\s+".join(map(re.escape, wording.split())), cited.quote, re.IGNORECASE)
        if found is None:
            continue
        first, last = re.match(r"\S+\s*", found[0]), re.search(r"\s*\S+$", found[0])
        begin = found.start() + (first.end() if first else 0)
        finish = found.start() + (last.start() if last else 0)
        yield from _proving_no_more(claim, gazetteer.library, [(begin, len(cited.quote)), (0, finish)])
        return


def to_other_passage(claim: Claim, gazetteer: Gazetteer) -> Iterator[Citations]:
    """The sentences of the same document that are most like the question and do not state the answer."""
    cited = claim.citations[0]
    others = [one for one in gazetteer.sentences[cited.document_id] if not _touches(one, claim)]
    return _moved(claim, others, gazetteer.library)


def to_other_document(claim: Claim, gazetteer: Gazetteer) -> Iterator[Citations]:
    """The sentences of other documents that are most like the question and do not state the answer."""
    at_home = {cited.document_id for cited in claim.citations}
    others = [one for one in gazetteer.everything() if one.document_id not in at_home]
    return _moved(claim, others, gazetteer.library)


def _moved(claim: Claim, others: Sequence[Sentence], library: Library) -> Iterator[Citations]:
    asked = set(tokens(claim.question))
    likest = sorted(others, key=lambda one: (-len(asked & _words(one.text)), one.document_id, one.start))
    for one in islice((one for one in likest if not _proves(claim, one.text)), _NEAREST):
        yield cite(library, [Span(one.document_id, one.start, one.end)])


def _proving_no_more(claim: Claim, library: Library, pieces: Sequence[tuple[int, int]]) -> Iterator[Citations]:
    cited = claim.citations[0]
    for start, end in pieces:
        quote = cited.quote[start:end]
        left, right = start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())
        if right - left > 1 and not _proves(claim, cited.quote[left:right]):
            yield cite(library, [Span(cited.document_id, cited.start + left, cited.start + right)])


def _touches(sentence: Sentence, claim: Claim) -> bool:
    return any(
        cited.document_id == sentence.document_id and cited.start < sentence.end and sentence.start < cited.end
        for cited in claim.citations
    )


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


def _proves(claim: Claim, text: str) -> bool:
    said = " ".join(text.split())
    return claim.statement in said or any(states(said, wording) for wording in claim.wordings)
