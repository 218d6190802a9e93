"""What is counted, and that no label grows with what callers send."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from seedqa.api.access import Gate
from seedqa.api.app import create_app, create_waiting_app, engine_of
from seedqa.api.route_names import RouteNames
from seedqa.api.settings import ServiceSettings
from seedqa.index.errors import IndexUnusable
from seedqa.qa.types import IndexIdentity

from tests.api.scripted import ScriptedEngine

ASK = {"question": "How long?"}


@pytest.fixture
def counted() -> Iterator[TestClient]:
    with TestClient(create_app(ScriptedEngine()), raise_server_exceptions=False) as client:
        yield client


def samples(client: TestClient, name: str) -> dict[tuple[tuple[str, str], ...], float]:
    """The values of a metric by their labels, read as Prometheus reads them."""
    text = client.get("/metrics").text
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {tuple(sorted(sample.labels.items())): sample.value for sample in found if sample.name == name}


def test_requests_are_counted_by_route_and_status(counted: TestClient) -> None:
    for _ in range(3):
        counted.post("/v1/ask", json=ASK)
    counted.post("/v1/ask", json={})
    counted.get("/v1/documents/none")
    found = samples(counted, "qa_requests_total")
    assert found[("method", "POST"), ("route", "/v1/ask"), ("status", "200")] == 3
    assert found[("method", "POST"), ("route", "/v1/ask"), ("status", "422")] == 1
    assert found[("method", "GET"), ("route", "/v1/documents/{document_id}"), ("status", "404")] == 1
    assert samples(counted, "qa_request_seconds_count")[(("route", "/v1/ask"),)] == 4


def test_answers_are_counted_by_verdict_and_timed_by_stage(counted: TestClient) -> None:
    counted.post("/v1/ask", json=ASK)
    counted.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "How long?"}]})
    verdict = (("mode", "extractive"), ("reason", "values_disagree"), ("status", "partial"))
    assert samples(counted, "qa_answers_total") == {verdict: 2}
    assert samples(counted, "qa_stage_seconds_sum") == {
        (("stage", "retrieval"),): pytest.approx(0.003),
        (("stage", "total"),): pytest.approx(0.004),
    }


def test_the_index_that_answers_is_told_as_it_changes() -> None:
    engine = ScriptedEngine()
    with TestClient(create_app(engine)) as client:
        assert samples(client, "qa_index_generation") == {(): 7}
        engine.identity = IndexIdentity(8, "beef")
        assert samples(client, "qa_index_generation") == {(): 8}


def test_labels_do_not_grow_with_what_is_sent(counted: TestClient) -> None:
    for number in range(50):
        counted.get(f"/v1/documents/d-{number}")
        counted.get(f"/nothing/{number}")
        counted.request(f"WORD{number}", "/v1/ask")
    labels = list(samples(counted, "qa_requests_total"))
    assert len(labels) <= 4
    assert {value for label in labels for _, value in label} >= {"other", "/v1/documents/{document_id}"}


def test_two_apps_count_apart(counted: TestClient) -> None:
    with TestClient(create_app(ScriptedEngine())) as other:
        other.post("/v1/ask", json=ASK)
        assert samples(other, "qa_answers_total")
        assert samples(counted, "qa_answers_total") == {}


def test_ready_once_the_index_is_open_and_not_before() -> None:
    app = create_waiting_app(ScriptedEngine, None, None, ServiceSettings(), Gate())
    with TestClient(app) as client:
        waiting = client.get("/readyz")
        assert (waiting.status_code, waiting.json()["detail"]) == (503, "the index is being opened")
        assert waiting.headers["retry-after"] == "1"
        assert client.get("/healthz").status_code == 200
        assert samples(client, "qa_index_generation") == {(): 0}
        engine_of(app).open()
        assert client.get("/readyz").json()["index"]["generation"] == 7
        assert client.post("/v1/ask", json=ASK).status_code == 200


def test_an_index_that_cannot_be_opened_is_not_waited_for() -> None:
    def broken() -> ScriptedEngine:
        raise IndexUnusable("/srv/private is damaged", "rebuild it")

    app = create_waiting_app(broken, None, None, ServiceSettings(), Gate())
    with pytest.raises(IndexUnusable):
        engine_of(app).open()
    with TestClient(app) as client:
        refused = client.post("/v1/ask", json=ASK)
        assert refused.status_code == 503
        assert "/srv" not in refused.text
        assert client.get("/readyz").status_code == 503


def test_a_path_has_the_name_of_its_route() -> None:
    names = RouteNames(["/", "/v1/things/{id}", "/v1/things/new", "/static/{file:path}"])
    paths = ["/", "/v1/things/7", "/v1/things/new", "/v1/things/", "/v1/things/7/8", "/static/a/b", "/v1/things/7\n"]
    told = [names.name(path) for path in paths]
    one, other = "/v1/things/{id}", "other"
    assert told == ["/", one, "/v1/things/new", other, other, "/static/{file:path}", one]
