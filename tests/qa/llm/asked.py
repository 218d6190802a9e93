"""One small document, an engine that knows one answer about it, and replies of a model."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seedqa.index.documents import Document, make_document
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.checking import checked
from seedqa.qa.llm.connection import LanguageModel
from seedqa.qa.llm.engine import LlmEngine
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.proposal import Claim, Formula, FormulaOperand, Quoted
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Answer, Citation, Evidence, IndexIdentity, Turn

from tests.qa.llm_server import ScriptedServer

QUAY = "Oslo gave Hull 5 million euros for the quay in 2019."
CRANES = "Oslo also gave Hull 2 million euros for cranes."
PILOT = "Captain Ruud Aas commands the pilot boat of Hull."
TABLE = "| Thousand euros | 2023 | 2022 |\n|---|---|---|\n| Income | 1,234 | 1,100 |\n| Result | (210) | 95 |"
DOCUMENT = make_document("harbour.txt", f"Harbour of Hull\n\n{QUAY} {CRANES}\n\n{PILOT}\n\n{TABLE}\n")
EXCERPT = Excerpt(1, DOCUMENT, 0, len(DOCUMENT.text.rstrip()), "")
QUESTION = "How much did Oslo give Hull for the quay?"


def cite(marker: int, quote: str) -> Citation:
    start = DOCUMENT.text.index(quote)
    return Citation(
        marker, DOCUMENT.id, DOCUMENT.title, DOCUMENT.uri, start, start + len(quote), quote, DOCUMENT.sha256,
        0, len(DOCUMENT.text), DOCUMENT.published,
    )  # fmt: skip


BASE = Answer(
    "a1", QUESTION, QUESTION, "answered", None, f"{QUAY} [1]", "5 million euros", (), 0.6, (cite(1, QUAY),),
    None, (), "extractive", IndexIdentity(1, "f00d"), {"reading": 2.0, "total": 3.0},
)  # fmt: skip
REFUSAL = replace(
    BASE, status="not_found", reason="attribute_absent", answer="The documents do not say.", short_answer=None,
    citations=(), nearest=(cite(1, PILOT),), confidence=0.6,
)  # fmt: skip


class OneAnswer:
    """The engine beneath: it has one answer, and remembers what it was asked."""

    identity = BASE.index

    def __init__(self, answer: Answer = BASE) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.searched: list[str] = []

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        return replace(self.answer, question=question, standalone_question=question)

    def embed(self, text: str) -> list[float]:
        return []

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        self.searched.append(question)
        return [Evidence(DOCUMENT, p, 1.0, 1.0) for p in read_passages(DOCUMENT.text, PassageSettings())][:limit]

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        return [0.5 for _ in texts]

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def document(self, document_id: str) -> Document | None:
        return DOCUMENT if document_id == DOCUMENT.id else None

    def close(self) -> None:
        """Holds nothing."""


def connected(server: ScriptedServer, beneath: OneAnswer | None = None, **settings: object) -> LlmEngine:
    """The engine with a model, once it is known whether that can be reached."""
    chosen = checked(LlmSettings, {"url": server.url, **settings})
    model = LanguageModel(chosen)
    model.wait(30.0)
    return LlmEngine(beneath or OneAnswer(), model, chosen)


def claim(text: str, *quotes: str, formula: dict[str, Any] | None = None) -> dict[str, Any]:
    """A claim as a model writes it."""
    return {"text": text, "quotes": [{"passage": 1, "text": quote} for quote in quotes], "formula": formula}


def reply(*claims: dict[str, Any], verdict: str = "answered", short: str | None = None, **fields: Any) -> str:
    """A reply as a model writes it."""
    told = {
        "verdict": verdict, "reason": None, "claims": list(claims), "short_answer": short, "parts": [], "missing": "",
        "search": [], "language": "en",
    }  # fmt: skip
    return json.dumps({**told, **fields}, ensure_ascii=False)


def claimed(text: str, *quotes: str, formula: Formula | None = None) -> Claim:
    """The same claim as it is read."""
    return Claim(text, tuple(Quoted(1, quote) for quote in quotes), formula)


def formula(expression: str, *operands: tuple[str, str, str], unit: str = "") -> Formula:
    """A formula over operands of name, quote and value."""
    return Formula(expression, tuple(FormulaOperand(n, Quoted(1, quote), value, unit) for n, quote, value in operands))
