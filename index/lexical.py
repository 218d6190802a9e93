"""Words for SQLite's FTS5: one normal form for passages and questions.

FTS5 stems English (Porter). Chinese, Japanese and Korean have no spaces, so runs of their characters
become overlapping pairs.
"""

import re
import unicodedata

TABLE = """
CREATE VIRTUAL TABLE postings USING fts5(
    title, heading, body, tokenize = 'porter unicode61 remove_diacritics 2')
"""
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_FIRST_CJK = "\u3040"
_STARTS_CJK = re.compile(f"[{_CJK}]")
_TOKEN = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:[.,](?=\d)\d+)*")
_STOPWORDS = frozenset(
    (
        "a an the this that these those of in on at to for from by with about into as and or but nor so if then "
        "than is are was were be been being am do does did done doing have has had having will would can could "
        "shall should may might must not no it its he him his she her hers they them their theirs we us our ours "
        "you your yours i me my mine who whom whose which what when where why how there here s t re ve ll d m "
        "please tell give me"
    ).split()
)


def words(text: str) -> list[str]:
    """The lower-case words of a text in order; pairs of characters where the script has no spaces."""
    found: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text).lower()):
        if len(token) > 1 and token[0] >= _FIRST_CJK and _STARTS_CJK.match(token):
            found.extend(token[i : i + 2] for i in range(len(token) - 1))
        else:
            found.append(token.replace(",", ""))
    return found


def content_words(text: str) -> list[str]:
    """The distinct words of a question that carry meaning, in order."""
    return list(dict.fromkeys(word for word in words(text) if word not in _STOPWORDS))


def postings_text(text: str) -> str:
    """What is stored in ``postings`` for a text. A decimal point would split a figure, so it is spelled ``x``."""
    return " ".join(_indexed(word) for word in words(text))


def match_expression(terms: list[str]) -> str:
    """An FTS5 query for passages with any of ``terms``; each is normalised and quoted, so no input is syntax."""
    return " OR ".join(f'"{postings_text(term)}"' for term in terms)


def _indexed(word: str) -> str:
    return word.replace(".", "x")
