"""Documents handed in over HTTP and taken out again."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.index.build import IndexSettings, build_index
from seedqa.index.errors import IndexBusy, InputError
from seedqa.qa.live import LiveEngine

from tests.api.scripted import ScriptedEngine

DOCUMENTS = "/v1/documents"
TEXT = "The old mill of Ösel 河 was built in 1874 by Ada Lind."
NO_FILE_NAME = b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n'


def _json(client: TestClient, **body: Any) -> Any:
    return client.post(DOCUMENTS, json={"name": "mill.txt", "text": TEXT, **body})


def _form(client: TestClient, name: str = "mill.txt", data: bytes = TEXT.encode(), **fields: Any) -> Any:
    return client.post(DOCUMENTS, files={"file": (name, data)}, data=fields)


@pytest.mark.parametrize("send", [_json, _form])
def test_a_document_is_taken_in_either_form(client: TestClient, send: Callable[..., Any]) -> None:
    response = send(client, title="The mill", published="2020-02-03")
    assert response.status_code == 201, response.text
    told = response.json()
    assert told == {
        "id": told["id"],
        "uri": "upload://mill.txt",
        "title": "The mill",
        "publisher": None,
        "published": "2020-02-03",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "length": len(TEXT),
        "guessed": None,
        "index": {"generation": 7, "fingerprint": "f00d"},
    }
    assert response.headers["location"] == f"{DOCUMENTS}/{told['id']}"
    assert client.get(response.headers["location"]).json()["text"] == TEXT
    assert send(client, title="The mill", published="2020-02-03").status_code == 200


def test_a_guessed_encoding_is_told(client: TestClient) -> None:
    told = _form(client, data="Le café coûte 3 €.".encode("cp1252")).json()
    assert told["guessed"] == "cp1252"
    assert client.get(f"{DOCUMENTS}/{told['id']}").json()["text"] == "Le café coûte 3 €."


def test_a_document_is_taken_out_once(client: TestClient) -> None:
    place = _json(client).headers["location"]
    gone = client.delete(place)
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.delete(place).status_code == 404
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("send", [_json, _form])
@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "..\\a.txt", "/a.txt", ".a.txt", "a.exe", "a.txt/"])
def test_names_with_path_tricks_are_refused(
    client: TestClient, scripted: ScriptedEngine, send: Callable[..., Any], name: str
) -> None:
    response = send(client, name=name)
    assert response.status_code == 422
    assert response.json()["detail"] == "the document's name cannot be used"
    assert scripted.put == {}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": 5}, "/name"),
        ({"text": None}, "/text"),
        ({"text": ""}, "/text"),
        ({"published": "yesterday"}, "/published"),
        ({"path": "/srv"}, "/path"),
        ({"title": "x" * 301}, "/title"),
    ],
)
def test_each_wrong_field_is_pointed_at(client: TestClient, body: dict[str, Any], pointer: str) -> None:
    response = _json(client, **body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"name": "a.txt", "text": "\\ud800"}', "application/json", 422),
        (b"x", "text/plain", 415),
        (b"x", "", 415),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=b", 400),
        (b"--b--\r\n", "multipart/form-data; boundary=b", 422),
        (NO_FILE_NAME, "multipart/form-data; boundary=b", 422),
        (b"\0\xff", "multipart/form-data; boundary=" + "b" * 1000, 400),
    ],
)
def test_hostile_bodies_are_the_callers_fault(
    client: TestClient, scripted: ScriptedEngine, body: bytes, kind: str, status: int
) -> None:
    response = client.post(DOCUMENTS, content=body, headers={"Content-Type": kind})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert scripted.put == {}


def test_a_form_holds_one_file_and_nothing_unknown(client: TestClient) -> None:
    two = [("file", ("a.txt", b"A.")), ("file", ("b.txt", b"B."))]
    assert client.post(DOCUMENTS, files=two).status_code == 400
    assert _form(client, path="/srv").status_code == 422
    assert _form(client, title="x" * 5_000).status_code == 400


def test_binary_is_no_document(client: TestClient) -> None:
    response = _form(client, data=b"\x7fELF\0\0\0")
    assert response.status_code == 422
    assert "not a text file" in response.json()["detail"]


def test_a_busy_index_says_when_to_come_back(client: TestClient, scripted: ScriptedEngine) -> None:
    scripted.error = IndexBusy("another process is building /srv/private", "wait")
    response = _json(client)
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "/srv/private" not in response.text


def test_an_index_that_cannot_be_written_keeps_its_path_to_itself(client: TestClient, scripted: ScriptedEngine) -> None:
    scripted.error = InputError("cannot write /srv/private (read-only)", "name another folder with --index")
    response = _json(client)
    assert response.status_code == 503
    assert "/srv/private" not in response.text


@pytest.fixture
def live(tiny_model: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A service over a real index of one document, which follows it."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "note.txt").write_text("A note about lamps.\n", encoding="utf-8")
    build_index(tmp_path / "index", [sources], IndexSettings(model=str(tiny_model)))
    engine = LiveEngine.open(tmp_path / "index")
    with TestClient(create_app(engine)) as opened:
        yield opened
    engine.close()


def test_questions_are_answered_from_it_at_once_and_no_longer_once_it_is_gone(live: TestClient) -> None:
    question = {"question": "When was the old mill of Ösel built?"}
    assert "1874" not in live.post("/v1/ask", json=question).json()["answer"]
    told = _form(live).json()
    answer = live.post("/v1/ask", json=question).json()
    assert answer["index"] == told["index"]
    [citation] = answer["citations"]
    assert "1874" in citation["quote"]
    assert citation["document_id"] == told["id"]
    assert TEXT[citation["start"] : citation["end"]] == citation["quote"]
    assert live.delete(f"{DOCUMENTS}/{told['id']}").status_code == 204
    assert "1874" not in live.post("/v1/ask", json=question).json()["answer"]
    assert len(live.get(DOCUMENTS).json()["documents"]) == 1
