"""The `openai` and `ai` packages from npm each hold a streamed conversation of two turns with citations."""

from dataclasses import asdict
from typing import Any

import pytest
from seedqa.qa.types import Answer

from tests.clients.conftest import QUESTIONS, node, plain, said, urls


@pytest.fixture(scope="module")
def openai_turns(service: str) -> Any:
    return node("openai_client.mjs", f"{service}/v1", *QUESTIONS)


@pytest.fixture(scope="module")
def ai_turns(service: str) -> Any:
    return node("ai_sdk.mjs", f"{service}/v1", *QUESTIONS)


def _check_text(turn: dict[str, Any], answer: Answer) -> None:
    assert turn["text"] == said(answer)
    assert "".join(turn["pieces"]) == said(answer)
    assert len(turn["pieces"]) > 1
    assert turn["tokens"] > len(answer.answer.split())


@pytest.mark.parametrize(("dialect", "finished"), [("chat", "stop"), ("responses", "completed")])
def test_the_openai_package(
    openai_turns: Any, expected: list[Answer], service: str, dialect: str, finished: str
) -> None:
    for turn, answer in zip(openai_turns[dialect], expected, strict=True):
        _check_text(turn, answer)
        assert turn["urls"] == urls(answer, service)
        assert set(turn["marks"]) == {f"[{citation.marker}]" for citation in answer.citations}
        assert turn["citations"] == plain([asdict(citation) for citation in answer.citations])
        assert (turn["status"], turn["finished"]) == (answer.status, finished)
        assert turn["understood"] == answer.standalone_question


@pytest.mark.parametrize("dialect", ["chat", "responses"])
def test_the_ai_sdk(ai_turns: Any, expected: list[Answer], service: str, dialect: str) -> None:
    for turn, answer in zip(ai_turns[dialect], expected, strict=True):
        _check_text(turn, answer)
        assert turn["urls"] == urls(answer, service)
        assert set(turn["titles"]) == {citation.title for citation in answer.citations}
        assert turn["finished"] == "stop"
        # An answer's id is made from its question and all that was said before.
        assert dialect == "responses" or turn["id"] == f"chatcmpl-{answer.id}"
