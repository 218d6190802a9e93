"""A model's reply -> what it proposes. Tolerant of fences, thinking aloud, trailing text, loose JSON, plain lines."""

import ast
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.lines import proposal_in_lines
from seedqa.qa.llm.proposal import Claim, Formula, FormulaOperand, Proposal, Quoted, Understanding
from seedqa.qa.llm.scanning import THINKING, ReplyScanner, object_end
from seedqa.qa.types import Reason, Status

_MOST_CLAIMS = 24
_MOST_QUOTES = 12
_MOST_OPERANDS = 48
_MOST_TRIES = 12
_LONGEST = 1_200
_TRAILING = re.compile(r",(\s*[}\]])")
_WORDS = {"true": "True", "false": "False", "null": "None"}
_NUMBER = re.compile(r"\d+")
_VERDICT = re.compile(r"[\"']verdict[\"']\s*:\s*[\"'](\w+)")
_VERDICTS: dict[str, Status] = {
    **{status: status for status in get_args(Status)},
    "unclear": "needs_clarification",
    "found": "answered",
    "yes": "answered",
    "unanswerable": "not_found",
    "no_answer": "not_found",
    "not found": "not_found",
}


def read_proposal(reply: str) -> Proposal:
    """What a reply proposes; ``LlmFailed`` where nothing can be made of it."""
    plain = THINKING.sub("", reply)
    for fields in _objects(plain):
        if fields.keys() & {"verdict", "claims", "short_answer", "answer"}:
            return _proposal(fields)
    proposal = _cut_off(plain) or proposal_in_lines(plain)
    if proposal is None:
        raise LlmFailed("malformed", "the reply is neither JSON nor the lines asked for")
    return proposal


def read_claim(text: str) -> Claim | None:
    """One claim from the JSON it stands in; None where it is not one."""
    fields = next(_objects(text), None)
    return None if fields is None else _claim(fields)


def read_understanding(reply: str) -> Understanding:
    """How a reply understands a turn; ``LlmFailed`` where it does not say."""
    for fields in _objects(THINKING.sub("", reply)):
        question = _text(fields.get("question"))
        if question:
            about = _text(fields.get("about")).lower()
            queries = _texts(fields.get("queries"))[:3]
            return Understanding(question, queries, about if about in ("answer", "talk") else "question")
    raise LlmFailed("malformed", "the reply says no question")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a text, outermost first, those that can be read; of a text full of braces the first few."""
    place = text.find("{")
    for _ in range(_MOST_TRIES):
        if place < 0:
            return
        rest = text[place:]
        end = object_end(rest)
        fields = _loaded(rest[:end]) if end is not None else None
        if isinstance(fields, dict):
            yield fields
        place = text.find("{", place + (end or 1) if isinstance(fields, dict) else place + 1)


def _loaded(text: str) -> Any:
    """The value of JSON, of nearly JSON, or of a Python literal; None where it is none."""
    for mend in _MENDINGS:
        try:
            return mend(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
    return None


def _as_python(text: str) -> Any:
    return ast.literal_eval(re.sub(r"\b(?:true|false|null)\b", lambda m: _WORDS[m[0]], text))


_MENDINGS: tuple[Callable[[str], Any], ...] = (
    lambda text: json.loads(text, strict=False),
    lambda text: json.loads(_TRAILING.sub(r"\1", text), strict=False),
    _as_python,
)


def _cut_off(text: str) -> Proposal | None:
    """What is whole of a reply that ends before its object does; None where no claim is."""
    claims = [claim for found in ReplyScanner().feed(text) if (claim := read_claim(found))]
    verdict = _VERDICT.search(text)
    return _proposal({"verdict": verdict[1] if verdict else "", "claims": []}, claims) if claims else None


def _proposal(fields: dict[str, Any], whole: Sequence[Claim] = ()) -> Proposal:
    read = [claim for item in _list(fields.get("claims")) if (claim := _claim(item))]
    claims = [*read, *whole][:_MOST_CLAIMS]
    verdict = _VERDICTS.get(_text(fields.get("verdict")).lower(), "answered" if claims else "not_found")
    reason = _text(fields.get("reason")).lower()
    known: dict[str, Reason] = {name: name for name in get_args(Reason)}
    return Proposal(
        verdict=verdict,
        reason=None if verdict == "answered" else known.get(reason),
        claims=tuple(claims),
        short_answer=_text(fields.get("short_answer")) or None,
        parts=_texts(fields.get("parts")),
        missing=_text(fields.get("missing")),
        search=_texts(fields.get("search"))[:3],
        language=_text(fields.get("language")).lower()[:2],
        cut=bool(whole),
    )


def _claim(fields: Any) -> Claim | None:
    if not isinstance(fields, dict):
        return None
    text = _text(fields.get("text") or fields.get("claim") or fields.get("statement"))
    given = _list(fields.get("quotes") or fields.get("quote"))[:_MOST_QUOTES]
    quotes = [quoted for item in given if (quoted := _quoted(item))]
    return Claim(text, tuple(quotes), _formula(fields.get("formula"))) if text else None


def _quoted(item: Any) -> Quoted | None:
    if isinstance(item, str):
        return Quoted(0, item) if item.strip() else None
    if not isinstance(item, dict):
        return None
    text = _text(item.get("text") or item.get("quote"))
    return Quoted(_number(item.get("passage")), text) if text else None


def _formula(fields: Any) -> Formula | None:
    if not isinstance(fields, dict):
        return None
    expression = _text(fields.get("expression"))
    given = _list(fields.get("operands"))[:_MOST_OPERANDS]
    operands = tuple(_operand(item) for item in given if isinstance(item, dict))
    return Formula(expression, operands) if expression and operands else None


def _operand(item: dict[str, Any]) -> FormulaOperand:
    quote = _text(item.get("quote"))
    value = _text(item.get("value")) or quote
    quoted = Quoted(_number(item.get("passage")), quote or value)
    return FormulaOperand(_text(item.get("name")), quoted, value, _text(item.get("unit_quote")))


def _number(value: Any) -> int:
    found = _NUMBER.search(str(value))
    return int(found[0][:6]) if found else 0


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in _list(value) if (text := _text(item))))


def _text(value: Any) -> str:
    """A short text on one line; figures too are text."""
    told = value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
    return " ".join(told.split())[:_LONGEST]
