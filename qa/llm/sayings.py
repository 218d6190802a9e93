"""What the product itself says beside a model's claims, in the question's language if it is known, else in English."""

import json
from functools import cache
from pathlib import Path

from seedqa.qa.llm.understanding import writing

_FILE = Path(__file__).with_name("sayings.json")
_WRITINGS = {"CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "CYRILLIC": "ru", "LATIN": "en"}
_OF = {"zh": "CJK", "ru": "CYRILLIC"}


@cache
def _all() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def language_of(question: str, told: str) -> str:
    """The language to speak: the one ``told``, if the question is written in its letters, else what its letters say."""
    script = writing(question)
    if told in _all() and (_OF.get(told, "LATIN") == script or told == "ja"):
        return told
    return _WRITINGS.get(script, "en")


def said(key: str, language: str, **words: str) -> str:
    """A saying with its words filled in."""
    return _all()[language][key].format(**words)
