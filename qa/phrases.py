"""Phrases of a question that name documents by what they are: "in the travel policy of 2022"."""

import re
from dataclasses import dataclass

from seedqa.index.lexical import content_words
from seedqa.qa.conversation.vocabulary import CLASS_OF
from seedqa.qa.patterns import any_of
from seedqa.qa.titles import Catalogue, Word, read_words

KIND = re.compile(
    any_of(
        "polic(?:y|ies) contracts? agreements? handbooks? manuals? guides? guidelines? minutes reports? memos? "
        "memorand(?:um|a) letters? leases? charters? bylaws? regulations? protocols? transcripts? newsletters? "
        "brochures? leaflets? specifications? datasheets? syllabus agendas? treat(?:y|ies) statutes? articles? essays?"
    ),
    re.IGNORECASE,
)
_STATED = any_of("stated set_out laid_down described recorded written given")
SOURCE = rf"\b(?:according to|based on|as per|(?:as )?{_STATED} (?:in|by))"
_SAYS = any_of(
    "say state tell mention specify require allow provide permit forbid cover list describe set give contain report "
    "record define find"
)
_CUE = re.compile(
    rf"(?:(?P<source>{SOURCE})|(?P<subject>\b(?:do|does|did)(?=\s[^,;?!]*\b{_SAYS}\b))"
    rf"|(?P<place>\b(?:in|under|within|from))|(?P<of>\bof))\s+(?P<the>(?:the|this|our|your|my|its)\s+)?"
    rf"|(?P<article>\bthe\s+)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[?;:!()\"“”]|,(?!\s*\d)|\.(?!\w)")
_PASSED_OVER = frozenset(
    "version edition year revision called titled entitled document file text meeting session".split()
)
_INNER = frozenset("the of on for from with between and a an s".split())
_GOES_ON = frozenset("of between with about on for before after that which and".split())
_VERBS = frozenset("say says state states mention mentions apply applies".split())
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """Documents named at ``start:end`` of a question, where ``stands_for`` may stand instead. ``cue`` is what leads to
    the name; an ``explicit`` name tells its documents from all others."""

    documents: frozenset[str]
    start: int
    end: int
    cue: str
    explicit: bool
    stands_for: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of a question that some documents have, all of them, and the word ``after`` their end."""

    words: tuple[Word, ...]
    documents: frozenset[str]
    end: int
    after: str | None


def phrase_references(question: str, catalogue: Catalogue) -> list[Reference]:
    """The references by phrases, in order. A phrase has to end where a noun does: "the policy makers" names none."""
    if not KIND.search(question) and not re.search(SOURCE, question, re.IGNORECASE):
        return []
    found = (_reference(question, cue, catalogue) for cue in _CUE.finditer(question))
    return [reference for reference in found if reference is not None]


def _reference(question: str, cue: re.Match[str], catalogue: Catalogue) -> Reference | None:
    phrase = _phrase(question, cue.end(), catalogue)
    if phrase is None:
        return None
    lead = next(name for name in ("source", "subject", "place", "of", "article") if cue[name])
    telling = lead in {"source", "subject"}
    kinds = [word for word in phrase.words if KIND.fullmatch(question, word.start, word.end)]
    head = kinds[-1] if kinds else phrase.words[-1]
    said = question[head.start : head.end]
    documents = catalogue.headed(phrase.documents, head.key, strictly=not kinds)
    siblings = catalogue.headed(catalogue.having([head.key]), head.key, strictly=not kinds)
    apart = len(phrase.words) > 1 and (len(documents) == 1 or len(documents) < len(siblings))
    thing = said.islower() and CLASS_OF.get(said, "thing") == "thing"
    named = bool(kinds) or (lead == "source" and cue["the"] is not None and thing)
    if not documents or not named or not (apart or cue["the"] or telling) or not _ends(phrase, lead, apart):
        return None
    if lead == "article" and apart and question[phrase.end : phrase.end + 2] in {"'s", "’s"}:
        lead = "of"
    dropped = lead in {"source", "place"}
    return Reference(
        documents,
        cue.start() if dropped else cue.end(),
        phrase.end,
        "place" if dropped else lead,
        bool(kinds) and (apart or (telling and len(documents) == 1)),
        said,
    )


def _phrase(question: str, start: int, catalogue: Catalogue) -> _Phrase | None:
    """The words from a place on that stand together in some document's names, as many as do."""
    stop = _BREAK.search(question, start)
    limit = stop.start() if stop else len(question)
    end = start
    matched: list[Word] = []
    documents: frozenset[str] = frozenset()
    after: str | None = None
    for word in read_words(question[:limit])[len(read_words(question[:start])) :][:_LONGEST]:
        written = question[word.start : word.end]
        having = catalogue.having([*(known.key for known in matched), word.key])
        if written.lower() in _PASSED_OVER and after is None:
            end = word.end
        elif written.lower() in _INNER:
            after = after or written.lower()
        elif having and (content_words(written) or written == "May" or (written == "may" and not matched)):
            matched.append(word)
            documents, end, after = having, word.end, None
        else:
            after = after or written.lower()
            break
    return _Phrase(tuple(matched), documents, end, after) if matched else None


def _ends(phrase: _Phrase, lead: str, apart: bool) -> bool:
    """Whether the phrase is whole: the word after it begins something else."""
    after = phrase.after
    if after is None or lead == "subject" or after in _VERBS:
        return True
    if after in _GOES_ON:
        return apart and after not in {"of", "between"}
    return not content_words(after)
