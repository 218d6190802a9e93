"""What the image installs, the base install, is enough to answer, on every surface that it is made for."""

from pathlib import Path

import httpx
import pytest

from tests.installed.environment import Environment

QUESTION = "Who chairs the board?"
ANSWER = "Ada Lind"


def test_ask_and_verify(base: Environment, work: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.json"
    saved.write_text(base.run("qa", "ask", QUESTION, "--json", cwd=work), encoding="utf-8")
    assert "holds: docs/mill.md" in base.run("qa", "verify", saved, cwd=work)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_serve(base: Environment, work: Path, tmp_path: Path) -> None:
    index = work / ".qa" / "index"
    with (
        base.serving("--index", index, cwd=tmp_path) as address,
        httpx.Client(trust_env=False, timeout=60) as client,
    ):
        body = {"question": QUESTION, "conversation_id": "c"}
        assert client.post(f"{address}/v1/ask", json=body).json()["short_answer"] == ANSWER
        handed_in = {"name": "ferry.md", "text": "Tom Berg steers the ferry of Osk.\n"}
        assert client.post(f"{address}/v1/documents", json=handed_in).status_code == 201
        asked = {"model": "seedqa", "messages": [{"role": "user", "content": "Who steers the ferry?"}]}
        said = client.post(f"{address}/v1/chat/completions", json=asked).json()
        assert "Tom Berg" in said["choices"][0]["message"]["content"]
        assert [client.get(f"{address}/{place}").status_code for place in ("", "metrics", "readyz")] == [200, 200, 200]
