"""The bare answer of a model, as far as the proven claims bear it."""

import re
from collections.abc import Sequence

from seedqa.index.quantities import read_dates, read_quantities
from seedqa.qa.llm.proposal import Proposal
from seedqa.qa.llm.proving import Proven
from seedqa.qa.terms import content_stems, stems

_VERDICT = re.compile(
    r"^(?:yes|no|ja|nein|oui|non|sí|si|sì|sim|não|nee|да|нет|是的?|不是|否|没有|有|はい|いいえ)\b[\s,.;:–—-]*|^(?:是的?|不是|否|没有|有)[，。；]?",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_MARKS = re.compile(r"[^\w%$€£¥]+")


def short_answer(proposal: Proposal, proven: Sequence[Proven]) -> tuple[str | None, tuple[str, ...], bool]:
    """The short answer, its parts, and whether all of what the model gave is borne."""
    offered = proposal.parts or ((proposal.short_answer,) if proposal.short_answer else ())
    parts = tuple(part for part in offered if borne(part, proven))
    whole = len(parts) == len(offered) and bool(offered)
    single = proposal.short_answer if proposal.short_answer and borne(proposal.short_answer, proven) else None
    verdict = _VERDICT.match(proposal.short_answer or "")
    if single is None and verdict is not None and proven:
        single = verdict[0].strip(" ,.;:–—-，。；")
    if single is not None and (_VERDICT.match(single) or len(parts) < 2):
        return single, parts if len(parts) > 1 else (), whole
    if not parts:
        return None, (), False
    return "; ".join(parts), parts if len(parts) > 1 else (), whole


def borne(part: str, proven: Sequence[Proven]) -> bool:
    """Whether a part of an answer is stated by the proven claims or quotes: in their words, or as their figures."""
    rest = _VERDICT.sub("", part).strip()
    if not rest:
        return bool(proven)
    texts = [text for one in proven for text in (one.text, *(quote.sentence_text for quote in one.quotes))]
    if any(_flat(rest) in _flat(text) for text in texts):
        return True
    return _same_figures(rest, proven) and _same_words(rest, texts)


def _same_figures(part: str, proven: Sequence[Proven]) -> bool:
    claims = [one.text for one in proven]
    there = {(read.value, read.high, read.bound) for text in claims for read in read_quantities(text)}
    dates = {read.value for text in claims for read in read_dates(text)}
    return all(
        (read.value, read.high, read.bound) in there for read in read_quantities(part) if read.kind != "date"
    ) and all(read.value in dates for read in read_dates(part))


def _same_words(part: str, texts: Sequence[str]) -> bool:
    there = frozenset().union(*map(stems, texts))
    return all(word in there or any(map(str.isdigit, word)) for word in content_stems(part))


def _flat(text: str) -> str:
    plain = _MARKS.sub(" ", text.casefold()).strip()
    # Where words are not parted, they begin and end anywhere.
    return plain.replace(" ", "") if _WIDE.search(plain) else f" {plain} "
