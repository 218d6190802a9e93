"""Document -> passages of whole sentences, about 110 words each, as spans into the canonical text."""

import re
from dataclasses import dataclass

from seedqa.index.blocks import Block, read_layout
from seedqa.index.sentences import sentence_spans

_MARKUP = re.compile(r"^#+\s+|\s+#+$")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[’'.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]``, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences below one heading; ``heading`` is for search and context and is never quoted."""

    start: int
    end: int
    heading: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """``words`` is the length a passage grows to; a sentence is never cut for it."""

    words: int = 110


def read_passages(text: str, settings: PassageSettings) -> list[Passage]:
    """The passages of a canonical text: disjoint, in order, covering all prose."""
    passages: list[Passage] = []
    heading: list[tuple[int, str]] = []
    run: list[Block] = []
    for block in read_layout(text).blocks:
        if block.kind == "prose":
            run.append(block)
            continue
        passages.extend(_packed(text, run, _joined(heading), settings))
        run = []
        if block.kind == "heading":
            heading = _under(heading, block.level, _MARKUP.sub("", text[block.start : block.end]), passages)
    passages.extend(_packed(text, run, _joined(heading), settings))
    return passages


def _under(path: list[tuple[int, str]], level: int, words: str, passages: list[Passage]) -> list[tuple[int, str]]:
    """The heading path after a heading: deeper ones go, and so do equal ones that have had their text."""
    stated = bool(passages) and passages[-1].heading == _joined(path)
    kept = [(depth, text) for depth, text in path if depth < level or (depth == level > 1 and not stated)]
    return [*kept, (level, words)]


def _joined(path: list[tuple[int, str]]) -> str:
    return " / ".join(words for level, words in path if level > 1)


def _packed(text: str, run: list[Block], heading: str, settings: PassageSettings) -> list[Passage]:
    """Sentences gathered up to ``settings.words``, breaking at a paragraph once the passage is half full."""
    passages: list[Passage] = []
    held: list[Span] = []
    words = 0
    for block in run:
        for i, (start, end) in enumerate(sentence_spans(text, block.start, block.end)):
            size = count_words(text, start, end)
            limit = settings.words if i else settings.words * 0.75
            if held and words + size > limit:
                passages.append(_passage(held, heading))
                held, words = [], 0
            held.append(Span(start, end))
            words += size
    return [*passages, _passage(held, heading)] if held else passages


def count_words(text: str, start: int, end: int) -> int:
    """Words in ``text[start:end]``; each Chinese, Japanese or Korean character counts as one."""
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _passage(sentences: list[Span], heading: str) -> Passage:
    return Passage(sentences[0].start, sentences[-1].end, heading, tuple(sentences))
