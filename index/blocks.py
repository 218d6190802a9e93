"""Canonical text -> blocks: paragraphs of prose, headings, and page furniture.

Furniture (navigation, repeated banners, hosting and licence footers) stays in the text but is never
answered from. The rules look at form and at words that web pages share, and only near the page's edges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

Kind = Literal["prose", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A trimmed, non-empty span of the text; ``level`` is a heading's depth (1 = top, 0 = not a heading)."""

    start: int
    end: int
    kind: Kind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a document in order, and where its title stands (None where no line states one)."""

    blocks: tuple[Block, ...]
    title: tuple[int, int] | None


_EDGE = 14
_LINE = re.compile(r"[^\n]+")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+•·▪–]|\(?\d{1,3}[.)]|\|)\s")
_MARKS = " \t•·>»|/\\-–—*_=~#"
_TERMINAL = re.compile(r"""[.!?。！？…:：;]["'”’»)\]]*$""")
_NAVIGATION = frozenset(
    ["home", "news", "menu", "search", "login", "logout", "register", "subscribe", "share", "print", "email", "contact", "about", "us", "sitemap", "next", "previous", "back", "top", "skip", "to", "content", "english", "中文", "首页", "新闻", "facebook", "twitter", "wechat", "weibo", "linkedin", "font", "size", "small", "large", "a"]
)
_ANYWHERE = re.compile(r"©|\ball rights reserved\b|\bcopyright \(c\)|版权所有|\bICP\s*(?:No\.?|备)|备案", re.IGNORECASE)
_FOOTER = re.compile(
    r"^(?:hosted by|sponsored by|powered by|website|web site|this (?:web)?site|site map|privacy policy|terms of (?:use|service)"
    r"|licen[cs]ed? (?:under|:)|this (?:work|article|page) is licen[cs]ed|creative commons|follow us|share this|read more"
    r"|related (?:articles|stories|news)|click here|cookie|we use cookies|subscribe to|sign up|主办|承办|技术支持|责任编辑)\b"
    r"|\bsecurity record no\b|\bbest viewed\b|\bidentification code\b",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\d+\s*(?:次阅读|views\b|reads\b|阅读)", re.IGNORECASE)
_WORDS = re.compile(r"\w+(?:[’'.-]\w+)*")


def read_layout(text: str) -> Layout:
    """The blocks of a canonical text: disjoint, in order, covering every non-space character."""
    lines = _trimmed_lines(text)
    title = _title_line(text, lines)
    furniture = {i for i in range(len(lines)) if _is_furniture(text, lines, i, title)}
    groups = _paragraphs(text, lines, furniture)
    blocks = [_block(text, lines, group, furniture, title) for group in groups]
    return Layout(tuple(_settled(blocks)), _title_span(text, lines[title]) if title is not None else None)


def _trimmed_lines(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _LINE.finditer(text):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, match.start() + len(line.rstrip())))
    return spans


def _title_line(text: str, lines: Sequence[tuple[int, int]]) -> int | None:
    """The line among the first few that names the document: Markdown's first heading, else the longest headline."""
    headlines: list[int] = []
    for i, (start, end) in enumerate(lines[:_EDGE]):
        line = text[start:end]
        if line.startswith("# ") or line.lower().startswith("title:"):
            return i
        if _is_prose(line):
            break
        if _is_headline(line):
            headlines.append(i)
    return max(headlines, key=lambda i: (len(_WORDS.findall(text[slice(*lines[i])])), -i), default=None)


def _is_prose(line: str) -> bool:
    words = len(_WORDS.findall(line))
    return words >= 30 or (words >= 8 and bool(_TERMINAL.search(line)))


def _is_headline(line: str) -> bool:
    if _ITEM.match(line) or _COUNTER.search(line) or _TERMINAL.search(line) or re.search(r"[.!?]\s*\[", line):
        return False
    return any(character.isalpha() for character in line) and not _is_navigation(line)


def _title_span(text: str, line: tuple[int, int]) -> tuple[int, int]:
    start, end = line
    label = re.match(r"#+\s+|title:\s*", text[start:end], re.IGNORECASE)
    start += label.end() if label else 0
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _is_navigation(line: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(line)]
    return len(words) <= 12 and all(word in _NAVIGATION for word in words)


def _is_furniture(text: str, lines: Sequence[tuple[int, int]], i: int, title: int | None) -> bool:
    if i == title:
        return False
    line = text[slice(*lines[i])]
    if _is_navigation(line) or (_ANYWHERE.search(line) and len(line) < 300):
        return True
    if title is not None and (_same_line(text, lines[i], lines[title]) or (i < title and _is_headline(line))):
        return True
    near_edge = i < _EDGE or i >= len(lines) - _EDGE
    return near_edge and len(_WORDS.findall(line)) <= 25 and bool(_FOOTER.search(line) or _COUNTER.search(line))


def _same_line(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return text[slice(*one)].strip(_MARKS).lower() == text[slice(*other)].strip(_MARKS).lower()


def _paragraphs(text: str, lines: Sequence[tuple[int, int]], furniture: set[int]) -> list[list[int]]:
    """Indices of lines that belong together: one line each, or a run of hard-wrapped lines."""
    runs: list[list[int]] = []
    for i, (start, _) in enumerate(lines):
        touches = i > 0 and text.count("\n", lines[i - 1][1], start) == 1
        alone = i in furniture or bool(_starts_own(text[slice(*lines[i])]))
        if runs and touches and not alone and runs[-1][-1] not in furniture:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [group for run in runs for group in _unwrapped(run, lines)]


def _starts_own(line: str) -> bool:
    return bool(_ITEM.match(line) or _MARKDOWN_HEADING.match(line))


def _unwrapped(run: list[int], lines: Sequence[tuple[int, int]]) -> list[list[int]]:
    lengths = [lines[i][1] - lines[i][0] for i in run]
    wrapped = len(run) > 1 and 50 <= median(lengths[:-1]) <= 100 and max(lengths) <= 120
    return [run] if wrapped else [[i] for i in run]


def _block(
    text: str, lines: Sequence[tuple[int, int]], group: list[int], furniture: set[int], title: int | None
) -> Block:
    start, end = lines[group[0]][0], lines[group[-1]][1]
    if group[0] in furniture:
        return Block(start, end, "furniture")
    line = text[start:end]
    markdown = _MARKDOWN_HEADING.match(line)
    if group[0] == title or markdown:
        return Block(start, end, "heading", len(markdown[1]) if markdown else 1)
    short = len(group) == 1 and len(_WORDS.findall(line)) <= 14
    if short and _is_headline(line) and not re.search(r"\d|:|,$", line):
        return Block(start, end, "heading", 2)
    return Block(start, end, "prose")


def _settled(blocks: list[Block]) -> list[Block]:
    """Headings that head no prose (the last lines, or a list of bare lines) are prose themselves."""
    settled: list[Block] = []
    waiting = 0
    for block in blocks:
        waiting = waiting + 1 if block.kind == "heading" and block.level > 1 else 0
        settled.append(block)
        if waiting > 3:
            settled[-waiting:] = [Block(b.start, b.end, "prose") for b in settled[-waiting:]]
            waiting = 0
    if waiting:
        settled[-waiting:] = [Block(b.start, b.end, "prose") for b in settled[-waiting:]]
    return settled
