"""What every request gets: an id, a line in the log that does not tell what was asked, and a count."""

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.api.logs import JsonFormatter, TextFormatter
from seedqa.api.requests import request_id
from seedqa.api.settings import ServiceSettings

from tests.api.scripted import ScriptedEngine

SECRET = "Which villages did my aunt leave?"
ASK = {"question": SECRET}


class Lines(logging.Handler):
    """Keeps what the log would say, as JSON."""

    def __init__(self, revealing: bool) -> None:
        super().__init__()
        self.said: list[str] = []
        self.setFormatter(JsonFormatter(revealing))

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))

    def entries(self, message: str) -> list[dict[str, object]]:
        return [entry for entry in map(json.loads, self.said) if entry["message"] == message]


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    logger = logging.getLogger("seedqa")
    level = logger.level
    logger.setLevel("INFO")
    yield logger
    logger.setLevel(level)


def listened(log: logging.Logger, revealing: bool, scripted: ScriptedEngine) -> Lines:
    """What is logged of a question."""
    lines = Lines(revealing)
    log.addHandler(lines)
    settings = ServiceSettings(log_questions=revealing)
    with TestClient(create_app(scripted, settings=settings), raise_server_exceptions=False) as client:
        client.post("/v1/ask?q=my-aunt", json=ASK, headers={"X-Request-Id": "r-1"})
    log.removeHandler(lines)
    return lines


def test_a_question_is_logged_without_its_words(log: logging.Logger) -> None:
    lines = listened(log, False, ScriptedEngine())
    assert "aunt" not in "".join(lines.said)
    (request,), (answer,) = lines.entries("request"), lines.entries("answer")
    assert request["request_id"] == answer["request_id"] == "r-1"
    assert (request["route"], request["status"], answer["status"]) == ("/v1/ask", 200, "partial")


def test_a_question_is_logged_where_that_is_asked_for(log: logging.Logger) -> None:
    lines = listened(log, True, ScriptedEngine())
    assert lines.entries("answer")[0]["question"] == SECRET
    assert "my-aunt" not in "".join(lines.said)


def test_a_defect_is_logged_with_its_place_and_not_its_words(log: logging.Logger) -> None:
    broken = ScriptedEngine(error=RuntimeError(f"cannot read {SECRET!r}"))
    lines = listened(log, False, broken)
    (defect,) = lines.entries("a defect")
    error = defect["error"]
    assert isinstance(error, dict)
    assert error["type"] == "RuntimeError"
    assert error["stack"][-1].startswith("tests/api/scripted.py:")
    assert defect["request_id"] == "r-1"
    assert "aunt" not in "".join(lines.said)
    assert lines.entries("request")[0]["status"] == 500
    assert SECRET in "".join(listened(log, True, broken).said)


def test_a_line_to_read_has_the_same() -> None:
    record = logging.LogRecord("seedqa", logging.INFO, "x.py", 1, "request", (), None)
    record.details = {"status": 200, "path": "/a\nb\x1b[1m"}
    line = TextFormatter().format(record)
    assert line.endswith('info request status=200 path="/a\\nb\\u001b[1m"')
    assert line.isprintable()


@pytest.mark.parametrize("offered", ["a", "r-1", "0f.1_2:3-4", "x" * 128])
def test_a_sane_id_is_kept(client: TestClient, offered: str) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": offered}).headers["x-request-id"] == offered


@pytest.mark.parametrize("offered", [None, "", " ", "x" * 129, "a b", "é", 'a"b', "-a", "a\nb", "{}"])
def test_any_other_id_is_replaced(offered: str | None) -> None:
    made = request_id(offered)
    assert made != offered
    assert len(made) == 32
    assert made != request_id(offered)


def test_what_is_not_found_and_what_is_refused_have_an_id_too(client: TestClient) -> None:
    for path in ("/nothing", "/v1/ask", "/v1/documents/none"):
        assert len(client.get(path).headers["x-request-id"]) == 32


def test_an_address_that_routes_share_names_all_their_methods(client: TestClient) -> None:
    refused = client.put("/v1/responses/x")
    assert (refused.status_code, refused.headers["allow"]) == (405, "DELETE, GET")
