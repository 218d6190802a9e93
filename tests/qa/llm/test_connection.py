"""A model's server over real HTTP: dead, slow, busy, babbling, fussy or well; it costs its time limit and no more."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.index.errors import InputError
from seedqa.qa.checking import checked
from seedqa.qa.llm.cache import Kept, ReplyCache
from seedqa.qa.llm.opening import with_llm
from seedqa.qa.llm.reachability import LONGEST_WAIT_SECONDS
from seedqa.qa.llm.request import Budget, Request
from seedqa.qa.llm.settings import LlmSettings, address
from seedqa.qa.types import Turn

from tests.qa.llm.asked import BASE, QUAY, QUESTION, OneAnswer, claim, connected, reply
from tests.qa.llm_server import Breakage, Reply, ScriptedServer, scripted_server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GOOD = reply(claim(QUAY, QUAY), short="5 million euros")


@pytest.mark.parametrize(
    ("text", "breakage", "reason"),
    [
        ("", "none", "malformed"),
        ("no answer at all", "none", "malformed"),
        ("overloaded", "error", "refused"),
        ("{", "cut", "malformed"),
        ("{", "malformed", "malformed"),
        ("", "not_http", "unreachable"),
        ("{", "silent", "timed_out"),
        ("{", "dripping", "timed_out"),
        ("{", "endless", "too_long"),
        ("Oslo " * 5000, "none", "too_long"),
    ],
)
def test_a_model_that_fails_gives_way_to_the_extractive_answer_which_says_why(
    server: ScriptedServer, text: str, breakage: Breakage, reason: str
) -> None:
    server.says(GOOD)
    # The libraries are loaded by a first question that works.
    connected(server).ask(QUESTION)
    server.says(text, breakage, size=500)
    begun = time.monotonic()
    answer = connected(server, seconds=1.5).ask(QUESTION)
    assert time.monotonic() - begun < 10.0
    assert replace(answer, timings_ms=BASE.timings_ms, usage=None) == BASE
    assert f"llm_{reason}" in answer.timings_ms


def test_what_was_proven_before_the_line_went_dead_stands(server: ScriptedServer) -> None:
    server.says(GOOD[: GOOD.index('"short_answer"')], "cut", size=20)
    answer = connected(server).ask(QUESTION)
    assert (answer.mode, answer.status, answer.answer) == ("generative", "partial", f"{QUAY} [1]")
    assert "llm_malformed" in answer.timings_ms


def test_a_server_that_is_busy_is_asked_again_within_the_limit(server: ScriptedServer) -> None:
    left = iter([Reply("busy", status=429, retry="0"), Reply("down", status=503, retry="0"), Reply(GOOD)])
    server.script = lambda request: next(left)
    assert connected(server).ask(QUESTION).mode == "generative"
    assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_told_of(server: ScriptedServer) -> None:
    server.script = lambda request: Reply("busy", status=429, retry="3600")
    answer = connected(server).ask(QUESTION)
    assert (answer.mode, "llm_rate_limited" in answer.timings_ms) == ("extractive", True)
    assert len(server.requests) == 1


def test_a_server_without_schemas_is_asked_for_less_and_then_remembered(server: ScriptedServer) -> None:
    def fussy(request: dict[str, object]) -> Reply:
        return Reply("no", status=400) if "response_format" in request else Reply(GOOD)

    server.script = fussy
    engine = connected(server)
    assert engine.ask(QUESTION).mode == "generative"
    formats = [request.get("response_format", {}).get("type") for request in server.requests]
    assert formats == ["json_schema", "json_object", None]
    assert engine.ask(QUESTION).mode == "generative"
    assert len(server.requests) == 4


def test_a_dead_server_is_not_waited_for_and_is_remembered() -> None:
    with scripted_server() as gone:
        url = gone.url
    engine = with_llm(OneAnswer, LlmSettings(url=url))
    engine.ask(QUESTION)
    for _ in range(5):
        answer = engine.ask(QUESTION)
        assert replace(answer, timings_ms=BASE.timings_ms) == BASE
        assert set(answer.timings_ms) & {"llm_unreachable", "llm_resting"}
        assert answer.timings_ms["llm"] < 100
    # A question waits for nothing but the first word of the server, and no longer than this.
    assert LONGEST_WAIT_SECONDS < 0.1


def test_a_server_that_comes_back_is_used_again(server: ScriptedServer) -> None:
    server.says("", "not_http")
    engine = connected(server, rest_seconds=0.0)
    assert engine.ask(QUESTION).mode == "extractive"
    server.says(GOOD)
    # The server is tried beside the questions, so that some more are answered without it.
    deadline = time.monotonic() + 30.0
    while engine.ask(QUESTION).mode == "extractive":
        assert time.monotonic() < deadline


def test_no_more_answers_are_written_at_once_than_are_allowed(server: ScriptedServer) -> None:
    server.says("{", "silent")
    engine = connected(server, at_once=2, seconds=30.0)
    waiting = [threading.Thread(target=engine.ask, args=(QUESTION,), daemon=True) for _ in range(2)]
    for thread in waiting:
        thread.start()
    deadline = time.monotonic() + 30.0
    while len(server.requests) < 2:
        assert time.monotonic() < deadline
    assert "llm_busy" in engine.ask(QUESTION).timings_ms
    server.closing.set()
    for thread in waiting:
        thread.join(30.0)


def test_replies_are_kept_by_their_request_and_cost_nothing_again(server: ScriptedServer, tmp_path: Path) -> None:
    server.script = lambda request: Reply(GOOD, usage=(700, 60))
    settings = {"cache": str(tmp_path / "replies"), "model": "small"}
    first = connected(server, None, **settings).ask(QUESTION)
    again = connected(server, None, **settings).ask(QUESTION)
    assert len(server.requests) == 1
    assert replace(again, timings_ms=first.timings_ms) == first
    assert again.usage is not None
    assert again.usage.prompt_tokens == 700
    connected(server, None, **settings | {"model": "large"}).ask(QUESTION)
    assert len(server.requests) == 2


def test_a_kept_reply_needs_no_server(server: ScriptedServer, tmp_path: Path) -> None:
    settings = {"cache": str(tmp_path), "model": "small"}
    server.says(GOOD)
    connected(server, None, **settings).ask(QUESTION)
    server.says("", "not_http")
    assert connected(server, None, **settings).ask(QUESTION).mode == "generative"


def test_a_damaged_reply_is_asked_for_anew(tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path)
    cache.keep("a", Kept("whole", 1, 2))
    assert cache.find("a") == Kept("whole", 1, 2)
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text('{"words": 1}')
    assert (cache.find("a"), cache.find("b"), cache.find("c")) == (None, None, None)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".json"] == []


def test_a_request_is_named_by_all_that_decides_its_reply() -> None:
    request = Request("answer", (Turn("user", "Why?"),), {"type": "object"})
    others = [
        replace(request, messages=(Turn("system", "Why?"),)),
        replace(request, messages=(Turn("user", "Why?"), Turn("user", ""))),
        replace(request, schema=None),
    ]
    assert len({request.key("m"), request.key("n"), *(other.key("m") for other in others)}) == 5
    assert replace(request, stage="other").key("m") == request.key("m")


def test_a_stage_ends_with_its_share_and_the_whole_goes_on() -> None:
    budget = Budget(time.monotonic() + 100.0)
    whole = budget.deadline
    with budget.at_most(10.0):
        assert budget.deadline < whole - 80.0
        budget.deadline += 3.0
    assert budget.deadline == pytest.approx(whole + 3.0)


def test_lines_are_asked_for_where_that_is_chosen(server: ScriptedServer) -> None:
    server.says(f"VERDICT: answered\nSHORT: 5 million euros\nCLAIM: {QUAY}\nQUOTE 1: {QUAY}\n")
    answer = connected(server, style="lines").ask(QUESTION)
    assert (answer.mode, answer.short_answer) == ("generative", "5 million euros")
    assert "response_format" not in server.requests[0]
    assert "CLAIM: one sentence" in server.requests[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("settings", "kind", "base"),
    [
        ({"url": "http://127.0.0.1:8080"}, "openai", "http://127.0.0.1:8080/v1"),
        ({"url": "https://models.example/api/v3/"}, "openai", "https://models.example/api/v3"),
        ({"url": "http://localhost:11434", "model": "qwen3"}, "ollama", "http://localhost:11434"),
        ({"url": "http://localhost:11434/v1"}, "openai", "http://localhost:11434/v1"),
        ({"url": "http://gpu:9000", "model": "qwen3", "kind": "ollama"}, "ollama", "http://gpu:9000"),
    ],
)
def test_an_address_is_understood(settings: dict[str, str], kind: str, base: str) -> None:
    found = address(checked(LlmSettings, settings))
    assert (found.kind, found.base) == (kind, base)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"url": "ftp://models"}, "is not one; give an http address"),
        ({"url": "http://localhost:11434"}, "Ollama needs"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_problem(settings: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        with_llm(OneAnswer, checked(LlmSettings, settings))
