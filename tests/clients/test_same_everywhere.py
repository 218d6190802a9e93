"""The same fifty questions through every surface: one answer, the same citations and verdict.

Only how long it took may differ. A third of the questions about the seeds, and follow-ups with their history.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client
from seedqa.qa.answering import Engine
from seedqa.qa.types import Turn

from tests.api.serving import ROOT

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GOLD = ROOT / "evals" / "gold"
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was said before it."""

    id: str
    question: str
    history: list[dict[str, str]]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The conversation as chat clients send it."""
        return [*self.history, {"role": "user", "content": self.question}]


def _cases(suite: str) -> list[Asked]:
    lines = (GOLD / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [Asked(case["id"], case["question"], case.get("history", [])) for case in cases]


ASKED = [*_cases("seeds-dev")[::3], *_cases("seeds-conversations-dev")[::2][:15]][:50]


@pytest.fixture(scope="module")
def answers(engine: Engine) -> list[Told]:
    """What the engine says in Python."""
    histories = [[Turn(turn["role"], turn["content"]) for turn in asked.history] for asked in ASKED]
    return [
        _timeless(engine.ask(asked.question, history).to_dict())
        for asked, history in zip(ASKED, histories, strict=True)
    ]


def _timeless(answer: Told) -> Told:
    told: Told = json.loads(json.dumps({**answer, "timings_ms": {}}))
    return told


def _post(service: str, path: str, bodies: list[Told]) -> list[httpx.Response]:
    with httpx.Client(base_url=service, trust_env=False, timeout=60) as client:
        responses = [client.post(path, json=body) for body in bodies]
    assert {response.status_code for response in responses} == {200}
    return responses


def _events(response: httpx.Response) -> list[Told]:
    lines = [line.removeprefix("data: ") for line in response.text.split("\n") if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def _shown(answer: Told) -> str:
    """The text that chat clients are told: the short answer before the statements, unless they begin with it."""
    text, short = str(answer["answer"]), " ".join((answer["short_answer"] or "").split())
    first = not short or answer["status"] == "conflict" or text.lower().startswith(short.lower())
    return text if first else f"{short}\n\n{text}"


def through_ask(service: str) -> list[Told]:
    bodies = [{"question": asked.question, "history": asked.history} for asked in ASKED]
    return [response.json() for response in _post(service, "/v1/ask", bodies)]


def through_chat(service: str) -> list[Told]:
    told = _post(service, "/v1/chat/completions", [{"messages": asked.messages} for asked in ASKED])
    completions = [response.json() for response in told]
    for completion in completions:
        assert completion["choices"][0]["message"]["content"] == _shown(completion["answer"])
    return [{**completion["answer"], "citations": completion["citations"]} for completion in completions]


def through_streamed_chat(service: str) -> list[Told]:
    told = _post(service, "/v1/chat/completions", [{"messages": a.messages, "stream": True} for a in ASKED])
    answers = []
    for chunks in map(_events, told):
        [marked] = [chunk for chunk in chunks if "answer" in chunk]
        pieces = [choice["delta"].get("content", "") for chunk in chunks for choice in chunk["choices"]]
        assert "".join(pieces) == _shown(marked["answer"])
        answers.append({**marked["answer"], "citations": marked["citations"]})
    return answers


def through_responses(service: str) -> list[Told]:
    told = [response.json() for response in _post(service, "/v1/responses", [{"input": a.messages} for a in ASKED])]
    for response in told:
        assert response["output"][0]["content"][0]["text"] == _shown(response["answer"])
    return [{**response["answer"], "citations": response["citations"]} for response in told]


def through_streamed_responses(service: str) -> list[Told]:
    told = _post(service, "/v1/responses", [{"input": a.messages, "stream": True} for a in ASKED])
    answers = []
    for events in map(_events, told):
        whole = events[-1]["response"]
        assert "".join(event.get("delta", "") for event in events) == _shown(whole["answer"])
        answers.append({**whole["answer"], "citations": whole["citations"]})
    return answers


def through_mcp(service: str) -> list[Told]:
    async def called() -> list[Told]:
        async with Client(f"{service}/mcp") as client:
            arguments = [{"question": asked.question, "history": asked.history} for asked in ASKED]
            results = [await client.call_tool("ask", given) for given in arguments]
        return [result.structured_content or {} for result in results]

    return anyio.run(called)


@pytest.mark.parametrize(
    "through",
    [through_ask, through_chat, through_streamed_chat, through_responses, through_streamed_responses, through_mcp],
)
def test_the_service_says_what_the_engine_says(
    service: str, answers: list[Told], through: Callable[[str], list[Told]]
) -> None:
    for told, answer in zip(through(service), answers, strict=True):
        assert _timeless(told) == answer


def test_the_command_line_says_what_the_engine_says(answers: list[Told], seed_index: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": asked.id, "question": asked.question, "history": asked.history} for asked in ASKED]
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "seedqa.api.cli", "ask", "--batch", str(batch), "--json", "--index", str(seed_index)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        capture_output=True,
        text=True,
        check=True,
    )
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [told["id"] for told in printed] == [asked.id for asked in ASKED]
    for told, answer in zip(printed, answers, strict=True):
        own = told.pop("answer_id")
        assert _timeless({**told, "id": own}) == answer


def test_the_questions_are_fifty_of_every_kind(answers: list[Told]) -> None:
    assert len({asked.id for asked in ASKED}) == len(answers) == 50
    assert {answer["status"] for answer in answers} >= {"answered", "not_found"}
    assert sum(bool(answer["citations"]) for answer in answers) > 25
    assert any(answer["derivation"] for answer in answers)
    assert sum(bool(asked.history) for asked in ASKED) == 15
