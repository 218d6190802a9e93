"""One line of a page by its form: prose, headline, navigation, footer. It does not know the lines around it."""

import re

LONGEST = 300

ITEM = re.compile(r"(?:[-*+•·▪–]|\(?\d{1,3}[.)]|\|)\s")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+\S")
_TERMINAL = re.compile(r"""[.!?。！？…:：;]["'”’»)\]]*$""")
_CREDIT = re.compile(r"[.!?]\s*\[")
_NAVIGATION = frozenset(
    (
        "home news menu search login logout register subscribe share print email contact about us sitemap next "
        "previous back top skip to content english 中文 首页 新闻 facebook twitter wechat weibo linkedin font size "
        "small large a"
    ).split()
)
_NOTICE = re.compile(
    r"©|\ball rights reserved\b|\bcopyright \(c\)|版权所有|\bICP\s*(?:No\.?|备)|网安备|备案号", re.IGNORECASE
)
_FOOTER = re.compile(
    r"^(?:licen[cs]ed under|this (?:work|article|page) is licen[cs]ed|we use cookies|this (?:web)?site uses cookies"
    r"|click here|subscribe to our|follow us on)\b"
    r"|\b(?:security record no|best viewed|identification code)\b",
    re.IGNORECASE,
)
_BARE_FOOTER = re.compile(
    r"^(?:(?:hosted by|sponsored by|powered by|web ?site|this (?:web)?site|site map|privacy policy"
    r"|terms of (?:use|service)|licen[cs]ed?:?|creative commons|follow us|share this|read more"
    r"|related (?:articles|stories|news)|cookies?|subscribe to|sign up)\b|主办|承办|技术支持|责任编辑)",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\d+\s*(?:次阅读|views\b|reads\b|阅读)", re.IGNORECASE)
_WORDS = re.compile(r"\w+(?:[’'.-]\w+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")


def size(line: str) -> float:
    """A line's length in words; two characters of a script without spaces count as one."""
    wide = len(_WIDE.findall(line))
    return len(_WORDS.findall(_WIDE.sub(" ", line) if wide else line)) + wide / 2


def width(line: str) -> int:
    """A line's length in columns of a terminal."""
    return len(line) + len(_WIDE.findall(line))


def is_prose(line: str) -> bool:
    """Whether a line reads as a sentence or more."""
    words = size(line)
    return words >= 30 or (words >= 8 and bool(_TERMINAL.search(line)))


def is_headline(line: str) -> bool:
    """Whether a line could be a title or a heading: some words, and no end of a sentence."""
    if len(line) > LONGEST or ITEM.match(line) or _COUNTER.search(line):
        return False
    if _TERMINAL.search(line) or _CREDIT.search(line):
        return False
    return any(character.isalpha() for character in line) and not is_navigation(line)


def heading_level(line: str) -> int:
    """The depth of a Markdown heading (1 = top), 0 for any other line."""
    match = _MARKDOWN_HEADING.match(line) if len(line) <= LONGEST else None
    return len(match[1]) if match else 0


def is_navigation(line: str) -> bool:
    """Whether a line holds nothing but the words of a menu, or none at all."""
    if len(line) > LONGEST:
        return False
    words = [word.lower() for word in _WORDS.findall(line)]
    return len(words) <= 12 and all(word in _NAVIGATION for word in words)


def is_notice(line: str) -> bool:
    """Whether a line is a notice of copyright or registration, wherever it stands."""
    return len(line) <= LONGEST and bool(_NOTICE.search(line))


def is_footer(line: str) -> bool:
    """Whether a line near a page's edge belongs to the site rather than to the text."""
    if len(line) > LONGEST or size(line) > 25:
        return False
    if _FOOTER.search(line) or _COUNTER.search(line):
        return True
    return bool(_BARE_FOOTER.search(line)) and not is_prose(line)
