"""A question about two things -> one question for each, to be asked apart where no passage speaks of both.

Divided are two questions joined in one sentence, and one question about names joined by "and".
"""

import re

from qa.patterns import any_of

_WH = r"(?:who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|old|far|often|big|large))?)\b"
_TWO_QUESTIONS = re.compile(
    rf"^(?P<one>.*?\b{_WH}.*?)[,;]?\s+and,?\s+(?P<two>(?:in |at |by |for |to |from |on )?{_WH}.*)$", re.IGNORECASE
)
_WHEN = r"(?:\s+(?:in|since|for)\s+(?:[A-Z]\w+\s+)?\d{4})?"
_NAMED = rf"(?:(?:the|its|their)\s+)?(?:[\w-]+\s+){{0,6}}?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*{_WHEN}"
_LED = rf"(?:\b{any_of('of to from in by at for with is are was were do does did have has name earned between')}\s+)"
_JOINED = re.compile(
    rf"^(?P<head>.*?{_LED}?)(?P<one>{_NAMED}),?\s+and\s+(?:{_LED})?(?P<two>{_NAMED})(?P<tail>\W*|\s+respectively\W*)$"
)
_ASIDE = re.compile(r"\s*\b(?:respectively|both|each|side by side)\b", re.IGNORECASE)


def divided(question: str) -> tuple[str, ...]:
    """The questions that a question is made of; one, unchanged, where it cannot be divided."""
    text = _ASIDE.sub("", question.strip())
    match = _TWO_QUESTIONS.match(text)
    if match is not None and re.search(r"[A-Z0-9]", match["two"][1:]):
        return _with_tail(match["one"], match["two"])
    match = _JOINED.match(text)
    if match is not None and match["head"].strip():
        return tuple(f"{match['head']}{match[part]}".strip() + "?" for part in ("one", "two"))
    return (question,)


def _with_tail(one: str, two: str) -> tuple[str, ...]:
    """Both questions; what follows a comma in the second ("..., travel to be trained") belongs to the first too."""
    stem, comma, tail = two.rstrip(" ?").partition(",")
    shared = f" {tail.strip()}" if comma and not re.search(r"[A-Z0-9]", tail) else ""
    return (f"{one.rstrip(' ,?')}{shared}?", f"{stem.strip()}{shared}?"[0].upper() + f"{stem.strip()}{shared}?"[1:])
