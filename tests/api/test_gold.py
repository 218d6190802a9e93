"""``qa eval lint``, ``add``, ``stale`` and ``import`` as a person types them."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from seedqa.api.cli import main
from seedqa.evals.library import read_index
from seedqa.index.build import IndexSettings, build_index

from tests.evals.sets import beir, lines, mtrag, squad

NOTES = "Notes\n\nMara Lind leads the port of Osk. The port paid 2.5 million yuan for 14 cranes in 2019."
LEADS = {"document": "notes.txt", "quote": "Mara Lind leads the port of Osk."}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    """A suite."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over one document."""
    folder = tmp_path_factory.mktemp("port")
    (folder / "notes.txt").write_text(NOTES, encoding="utf-8")
    build_index(folder / "index", [folder / "notes.txt"])
    return folder / "index"


def case(**changes: Any) -> dict[str, Any]:
    """Who leads the port."""
    asked = {"id": "mine-1", "kind": "fact", "question": "Who leads the port?"}
    return asked | {"answers": [["Mara Lind"]], "evidence": [LEADS]} | changes


def test_a_clean_suite_over_ones_own_index(tmp_path: Path, port: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = write(tmp_path / "mine.jsonl", case())
    assert main(["eval", "lint", str(suite), "--index", str(port)]) == 0
    assert capsys.readouterr().out == "1 case in 1 suite, nothing wrong\n"


def test_a_suite_of_ones_own_is_run_over_ones_own_index(
    tmp_path: Path, port: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = write(tmp_path / "mine.jsonl", case())
    assert main(["eval", str(suite), "--index", str(port)]) == 0
    assert "mine  1 cases, 0 not scored" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "riddle"}, 'mine.jsonl:1: kind: "riddle" is not one of fact'),
        ({"answers": [["Tom Berg"]]}, "mine.jsonl:1: mine-1: no evidence quote states 'Tom Berg'"),
        ({"evidence": [LEADS | {"quote": "Mara Lind led."}]}, "not an exact quote of notes.txt: 'Mara Lind led.'"),
        ({"suite": "other"}, "mine.jsonl:1: 'suite' is 'other'; write 'mine'"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_gives_one(
    tmp_path: Path, port: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], said: str
) -> None:
    suite = write(tmp_path / "mine.jsonl", case(**changes))
    assert main(["eval", "lint", str(suite), "--index", str(port)]) == 1
    told = capsys.readouterr()
    assert said in told.out
    assert told.out.endswith("1 problem in 1 suite\n")
    assert told.err == ""


def test_bundled_gold_needs_no_index(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "lint", "harbour-dev", "harbour-test"]) == 0
    assert capsys.readouterr().out.count("220 cases in 2 suites, nothing wrong") == 1


def test_without_documents_there_is_one_line_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    suite = write(tmp_path / "mine.jsonl", case())
    for arguments in (["eval", "lint", str(suite)], ["eval", str(suite)]):
        assert main(arguments) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
        assert "qa index PATH" in told.err


def test_squad_is_measured_in_one_command_and_can_be_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dev.json").write_text(json.dumps(squad()), encoding="utf-8")
    report, kept = tmp_path / "report", tmp_path / "kept"
    assert main(["eval", "squad", str(tmp_path), "--report", str(report), "--out", str(kept)]) == 0
    told = capsys.readouterr()
    assert told.err == "dev: 2 documents, 1 left out (asked twice)\n"
    measures = json.loads((report / "report.json").read_text(encoding="utf-8"))["suites"]["dev"]["measures"]
    assert (measures["exact_match"]["n"], measures["token_f1"]["n"], measures["recall@5"]["n"]) == (3, 3, 3)
    assert measures["recall@5"]["value"] == 1
    assert "exact_match" in told.out
    assert main(["eval", str(kept / "dev.jsonl"), "--index", str(kept / "index")]) == 0


def test_beir_is_measured_in_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "beir", str(beir(tmp_path)), "--report", str(tmp_path / "report")]) == 0
    (suite,) = json.loads((tmp_path / "report/report.json").read_text(encoding="utf-8"))["suites"].values()
    assert suite["measures"]["ndcg@10"] == {"value": 1, "hits": 2, "n": 2, "cases": 2, "low": ANY, "high": 1}
    assert "ndcg@10" in capsys.readouterr().out


def test_mtrag_is_measured_in_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(tmp_path / "reference.jsonl", *mtrag())
    assert main(["eval", "mtrag", str(tmp_path), "--report", str(tmp_path / "report")]) == 0
    suite = json.loads((tmp_path / "report/report.json").read_text(encoding="utf-8"))["suites"]["reference"]
    assert (suite["cases"], suite["measures"]["token_f1"]["n"], suite["measures"]["status"]["n"]) == (3, 2, 3)
    assert "accuracy" not in suite["measures"] or suite["measures"]["accuracy"]["n"] == 1
    assert capsys.readouterr().err == "reference: 2 documents, 1 left out (small talk)\n"


@pytest.mark.parametrize("shape", ["squad", "beir", "mtrag"])
def test_a_set_that_is_not_there_is_one_line_and_gives_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shape: str
) -> None:
    assert main(["eval", shape, str(tmp_path / "absent")]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def answer(port: Path) -> dict[str, Any]:
    """What `qa ask --json` would print: Mara Lind, cited."""
    (document,) = read_index(port).by_id.values()
    quote = LEADS["quote"]
    start = document.text.index(quote)
    citation = {"marker": 1, "document_id": document.id, "start": start, "end": start + len(quote), "quote": quote}
    return {
        "question": "Who leads the port?", "status": "answered", "reason": None, "answer": f"{quote} [1]",
        "short_answer": "Mara Lind", "parts": [], "confidence": 0.9, "citations": [citation],
    }  # fmt: skip


def test_an_answer_becomes_a_case_that_survives_a_change_of_its_document(
    tmp_path: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = IndexSettings(model=str(tiny_model))
    notes, index, suite = tmp_path / "notes.txt", tmp_path / "index", tmp_path / "mine.jsonl"
    notes.write_text(NOTES, encoding="utf-8")
    build_index(index, [notes], settings)
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(answer(index), indent=1), encoding="utf-8")
    over = ["--index", str(index)]
    assert main(["eval", "add", str(saved), "--suite", str(suite), "--accept", "all", *over]) == 0
    assert capsys.readouterr().out.startswith(f"pinned in {suite}: Who leads the port? -> Mara Lind\n  twin: ")
    assert main(["eval", "lint", str(suite), *over]) == 0
    notes.write_text(
        NOTES.replace("Mara", "It is said that Mara").replace("Notes\n", "Notes of May\n"), encoding="utf-8"
    )
    build_index(index, [notes], settings)
    assert main(["eval", "stale", str(suite), *over]) == 1
    assert "moved: notes.txt" in capsys.readouterr().out
    assert main(["eval", "stale", str(suite), "--fix", *over]) == 0
    assert main(["eval", "stale", str(suite), *over]) == 0
    assert capsys.readouterr().out.endswith("cases, every quote stands\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "absent.json"], "absent.json cannot be read"),
        (["stale", "absent.jsonl"], "no such suite: absent.jsonl"),
        (["lint", "absent.jsonl"], "no such suite: absent.jsonl"),
    ],
)
def test_a_file_that_is_not_there_is_one_line(
    port: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["eval", *arguments, "--index", str(port)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n"), said in told.err) == ("", 1, True)
