"""What an earlier run came to, case by case: read from its ``report.json`` or from the committed ``baseline.json``.

Cases are known by a fingerprint of what they ask and accept, so that results are paired only while it stays the same.
Of held-out suites a baseline keeps scores and no words.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.evals.cases import Case
from seedqa.evals.given import ABSTAINING
from seedqa.index.decoding import read_text
from seedqa.index.errors import InputError

BASELINE = Path(__file__).parent / "baseline.json"
PAIRED = ("right_with_citation", "refusal_reason", "recall@5", "markers", "resisted", "token_f1", "mrr")
# To how many places a baseline keeps them.
PLACES = 6
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in short: the verdict, the bare answer, what was looked up, and each citation as one line."""

    status: str
    reason: str | None
    answer: str
    asked: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A case as it was: right or not, the share of each paired metric, and what was said where that may be shown."""

    right: bool
    scores: Mapping[str, float]
    said: Said | None


Baseline = Mapping[str, Mapping[str, Past]]


def fingerprint(case: Case) -> str:
    """A hash of what the case asks and accepts."""
    asked: list[object] = [
        [turn.content for turn in case.history],
        case.question,
        case.status,
        case.answers,
        str(case.value),
    ]
    if case.reference:
        asked.append(case.reference)
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def said(reply: Mapping[str, Any]) -> Said:
    """The short form of a contract answer."""
    short = reply.get("short_answer") or reply["answer"]
    return Said(
        status=reply["status"],
        reason=reply.get("reason"),
        answer=reply["answer"][:_LONGEST] if reply["status"] in ABSTAINING else short[:_LONGEST],
        asked=reply.get("standalone_question") or reply.get("question") or "",
        citations=tuple(_line(item) for item in reply.get("citations") or ()),
    )


def _line(citation: Mapping[str, Any]) -> str:
    name = str(citation.get("uri") or citation["document_id"]).rsplit("/", 1)[-1]
    quote = " ".join(str(citation["quote"]).split())[:_LONGEST]
    return f"[{citation['marker']}] {name} {citation['start']}-{citation['end']}: {quote}"


def load_baseline(path: Path) -> Baseline:
    """Suite -> fingerprint -> how it was."""
    try:
        suites: Any = json.loads(read_text(path))["suites"]
        found = {name: {row["fingerprint"]: _past(row) for row in suite["results"]} for name, suite in suites.items()}
    except (InputError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{path} is not a baseline: {type(error).__name__} {error}"
        raise InputError(
            problem, "give the report.json of an earlier run, or write one with --write-baseline"
        ) from None
    if not all(isinstance(past.right, bool) for suite in found.values() for past in suite.values()):
        problem = f"{path} holds cases without a verdict"
        raise InputError(problem, "give the report.json of a run in which all were scored")
    return found


def _past(row: Mapping[str, Any]) -> Past:
    told = row.get("said")
    if told is None and isinstance(row.get("answer"), dict):
        return Past(row["right"], row.get("paired", {}), said(row["answer"]))
    words = Said(**{**told, "citations": tuple(told["citations"])}) if told else None
    return Past(row["right"], row.get("paired", {}), words)


def load_baseline_rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every suite of a baseline; none where there is no file yet."""
    if not path.is_file():
        return {}
    load_baseline(path)
    return {name: suite["results"] for name, suite in json.loads(read_text(path))["suites"].items()}


def write_baseline(path: Path, suites: Mapping[str, list[dict[str, Any]]]) -> None:
    """The committed form: one line a case, so that a change of the baseline can be reviewed."""
    lines = []
    for name, rows in suites.items():
        cases = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f'{json.dumps(name)}: {{"results": [\n{cases}\n]}}')
    try:
        path.write_text('{"format": 1, "suites": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"the baseline cannot be written: {error}", "name a file that can be written") from error
