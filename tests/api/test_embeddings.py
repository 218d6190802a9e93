"""Embeddings in OpenAI's shape."""

import base64
import struct
from typing import Any

import pytest
from fastapi.testclient import TestClient
from seedqa.api.app import create_app
from seedqa.index.errors import IndexUnusable

from tests.api.scripted import ScriptedEngine

EMBEDDINGS = "/v1/embeddings"


def _embed(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(EMBEDDINGS, json={"model": "text-embedding-3-small", "input": "abcd", **body})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_a_text_has_a_vector(client: TestClient) -> None:
    told = _embed(client, user="u", chat_id="c", dimensions=3)
    assert told == {
        "object": "list",
        "data": [{"object": "embedding", "index": 0, "embedding": [0.6, 0.8, 4.0]}],
        "model": "seedqa",
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


def test_several_texts_have_theirs_in_order_and_packed_where_asked_for(client: TestClient) -> None:
    told = _embed(client, input=["a b", "abc"], encoding_format="base64")
    vectors = [struct.unpack("<3f", base64.b64decode(one["embedding"])) for one in told["data"]]
    assert [vector[2] for vector in vectors] == [3.0, 3.0]
    assert vectors[0] == pytest.approx((0.6, 0.8, 3.0))
    assert told["usage"]["prompt_tokens"] == 3


@pytest.mark.parametrize(
    ("body", "param", "words"),
    [
        ({"input": [1, 2, 3]}, "input", "string"),
        ({"input": [[1, 2], [3]]}, "input", "string"),
        ({"input": []}, "input", "at least 1"),
        ({"input": ["a", " "]}, "input", "an empty text has no embedding"),
        ({"input": ["a"] * 2_049}, "input", "at most 2048"),
        ({"dimensions": 8}, "dimensions", "the encoder's vectors have 3 dimensions"),
        ({"encoding_format": "int8"}, "encoding_format", "'float' or 'base64'"),
    ],
)
def test_mistakes_are_told_as_openai_does(client: TestClient, body: dict[str, Any], param: str, words: str) -> None:
    refused = client.post(EMBEDDINGS, json={"input": "a", **body})
    error = refused.json()["error"]
    assert (refused.status_code, error["type"]) == (400, "invalid_request_error")
    assert error["param"].startswith(param)
    assert words in error["message"]


def test_an_index_that_fails_has_its_own_status(client: TestClient, scripted: ScriptedEngine) -> None:
    scripted.error = IndexUnusable("no index at /srv/private", "build it")
    refused = client.post(EMBEDDINGS, json={"input": "a"})
    assert refused.status_code == 503
    assert "/srv/private" not in refused.text


def test_the_whole_service_has_the_packages_version() -> None:
    from seedqa import __version__

    with TestClient(create_app(ScriptedEngine())) as client:
        assert client.get("/openapi.json").json()["info"]["version"] == __version__
