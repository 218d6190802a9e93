"""``qa eval`` from its arguments: another system over HTTP, JUnit, a baseline written and compared."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from seedqa.api.cli import main

from tests.evals.scripted_chat import Scripted, chat_endpoint

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
CHIEF, QUOTE = "who is the party chief in Lanlongkou?", "said Zhao Bangyan, Party secretary of Lanlongkou town"
SHARE = "Who is the mayor of Lanlongkou?"


def suite(folder: Path) -> Path:
    """A suite of two over the bundled documents."""
    evidence = [{"document": "000_7cbbfbaabbf7479d.txt", "quote": QUOTE}]
    rows = [
        {"id": "mini-1", "kind": "fact", "question": CHIEF, "answers": [["Zhao Bangyan"]], "evidence": evidence},
        {"id": "mini-2", "kind": "unanswerable", "question": SHARE, "reason": ["attribute_absent"]},
    ]
    path = folder / "seeds-mini.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_chat_endpoint_is_judged_and_a_later_loss_names_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", "secret")
    baseline, junit = str(tmp_path / "baseline.json"), tmp_path / "junit.xml"
    asked = ["eval", str(suite(tmp_path)), "--model", "m", "--key-env", "MY_KEY", "--stream", "--junit", str(junit)]
    cited = {"content": "Zhao Bangyan [1].", "citations": [{"text": QUOTE}]}
    good = Scripted({CHIEF: cited, SHARE: {"content": "The documents do not mention a mayor."}})
    with chat_endpoint(good) as seen:
        assert main([*asked, "--chat", seen.url, "--write-baseline", baseline]) == 0
        assert seen.bodies[0]["stream"] is True
        assert set(seen.keys) == {"Bearer secret"}
    with chat_endpoint(Scripted({**good.messages, CHIEF: {"content": "Li Ming."}})) as seen:
        assert main([*asked, "--chat", seen.url, "--baseline", baseline]) == 0
    out = capsys.readouterr().out
    # One case of two is within chance; it is named all the same.
    assert "1 broken, 0 mended of 2 paired cases (p = 0.5000); see mini-1" in out
    assert ElementTree.parse(junit).getroot()[0].get("tests") == "2"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--chat", "http://127.0.0.1:9/v1"], "needs the name of a model"),
        (["--chat", "http://127.0.0.1:9/v1", "--endpoint", "http://127.0.0.1:9"], "are two systems"),
        (["--askings", "0"], "asks nothing"),
        (["--kind", "riddle", "--chat", "http://127.0.0.1:9/v1", "--model", "m"], "no case of kind 'riddle'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_gives_two(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    problem: str,
) -> None:
    monkeypatch.delenv("OPENAI_MODEL", raising=False)
    assert main(["eval", str(suite(tmp_path)), *arguments]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n"), problem in said.err) == ("", 1, True)
