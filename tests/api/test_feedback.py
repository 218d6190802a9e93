"""A verdict on an answer is one line of a file: the answer, whole, and what the reader says."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.failures import RefusedError
from seedqa.api.feedback import FeedbackFile, feedback_path
from seedqa.qa.verification import verify

from tests.api.scripted import ScriptedEngine


@pytest.fixture
def kept(tmp_path: Path) -> FeedbackFile:
    return FeedbackFile(feedback_path(tmp_path / "index"))


@pytest.fixture
def keeping(scripted: ScriptedEngine, kept: FeedbackFile) -> Iterator[TestClient]:
    with TestClient(create_app(scripted, kept_feedback=kept), raise_server_exceptions=False) as opened:
        yield opened


def answered(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/ask", json={"question": "How long is it? 河"}).json()
    return answer


def lines(kept: FeedbackFile) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept.path.read_text("utf-8").splitlines()]


def test_what_is_kept_is_a_saved_answer_with_the_verdict(
    keeping: TestClient, kept: FeedbackFile, scripted: ScriptedEngine
) -> None:
    answer = answered(keeping)
    history = [{"role": "user", "content": "Hello 🌊"}]
    body = {"verdict": "down", "note": "It is longer.\nMuch.", "history": history, "answer": answer}
    assert keeping.post("/v1/feedback", json=body).json() == {"status": "kept"}
    assert keeping.post("/v1/feedback", json={"verdict": "up", "answer": answer}).status_code == 201
    first, second = lines(kept)
    told = {"verdict": "down", "note": "It is longer.\nMuch.", "history": history, "given_at": first["given_at"]}
    assert first == {**answer, **told}
    assert (second["verdict"], second["note"], second["history"]) == ("up", None, [])
    assert all(check.holds for check in verify([first, second], scripted.documents(), "feedback"))


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"verdict": "sideways"}, "/verdict"),
        ({"note": "x" * 2001}, "/note"),
        ({"note": "\ud800"}, "/note"),
        ({"answer": {"id": "a1"}}, "/answer/question"),
        ({"more": 1}, "/more"),
    ],
)
def test_what_is_no_feedback_is_refused_and_not_kept(
    keeping: TestClient, kept: FeedbackFile, change: dict[str, Any], pointer: str
) -> None:
    body = json.dumps({"verdict": "up", "answer": answered(keeping), **change})
    response = keeping.post("/v1/feedback", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert pointer in [error["pointer"] for error in response.json()["errors"]]
    assert not kept.path.exists()


def test_half_a_surrogate_pair_comes_back_as_it_was(keeping: TestClient, kept: FeedbackFile) -> None:
    body = json.dumps({"verdict": "up", "answer": {**answered(keeping), "question": "\ud800 河"}})
    response = keeping.post("/v1/feedback", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 201
    assert lines(kept)[0]["question"] == "\ud800 河"


def test_many_at_once_are_whole_lines(keeping: TestClient, kept: FeedbackFile) -> None:
    answer = answered(keeping)
    threads = [
        threading.Thread(target=kept.append, args=({**answer, "note": str(number) * 5_000},)) for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line["note"] for line in lines(kept)) == sorted(str(number) * 5_000 for number in range(20))


def test_a_full_file_or_one_that_cannot_be_written_is_a_problem_without_its_path(
    scripted: ScriptedEngine, tmp_path: Path
) -> None:
    small = FeedbackFile(tmp_path / "small.jsonl", largest=10)
    with pytest.raises(RefusedError, match="no more feedback"):
        small.append({"note": "longer than ten bytes"})
    assert small.path.read_bytes() == b""
    nowhere = FeedbackFile(tmp_path / "none" / "here.jsonl")
    with TestClient(create_app(scripted, kept_feedback=nowhere), raise_server_exceptions=False) as client:
        response = client.post("/v1/feedback", json={"verdict": "up", "answer": answered(client)})
    assert response.status_code == 503
    assert str(tmp_path) not in response.text


def test_an_app_that_keeps_none_says_so(client: TestClient) -> None:
    response = client.post("/v1/feedback", json={"verdict": "up", "answer": answered(client)})
    assert (response.status_code, response.json()["detail"]) == (404, "feedback is not kept by this service")
