"""``qa eval`` from end to end over made-up gold: table, report, baseline and exit status."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.command import run_eval, run_options
from seedqa.evals.evaluation import EvalOptions
from seedqa.evals.library import Span
from seedqa.evals.systems import EndpointSystem
from seedqa.index.documents import Document
from seedqa.qa.types import Turn

from tests.evals.made import DOCUMENTS, LEADS, PAID, refusal, reply, span


@dataclass(frozen=True, slots=True)
class Written:
    """An answer."""

    fields: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return self.fields


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved passage."""

    document: Document
    passage: Span


class TinyEngine:
    """Knows two questions; ``wrong`` makes it answer the second one wrongly."""

    def __init__(self, wrong: bool = False) -> None:
        self.wrong = wrong
        self.closed = False

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Written:
        if question == "Who leads the port?":
            return Written(reply("Mara Lind", [LEADS], short_answer="Mara Lind"))
        if question == "What did it pay?":
            paid = "3 million yuan" if self.wrong else "2.5 million yuan"
            return Written(reply(paid, [PAID], short_answer=paid))
        return Written(refusal())

    def retrieve(self, question: str, limit: int = 10) -> list[Passage]:
        return [Passage(document, span(quote)) for document, quote in zip(self.documents(), [LEADS], strict=False)]

    def documents(self) -> list[Document]:
        return [Document(item.id, item.uri, "", None, None, "", item.text) for item in DOCUMENTS]

    def close(self) -> None:
        self.closed = True


def gold_row(suite: str, number: int, question: str, answer: str, quote: str) -> dict[str, Any]:
    """A gold line over the harbour."""
    return {
        "id": f"{suite}-{number}",
        "suite": suite,
        "kind": "fact",
        "question": question,
        "status": ["answered"],
        "reason": [],
        "answers": [[answer]],
        "evidence": [{"document": "harbour.txt", "quote": quote}],
        "tags": [],
    }


def suite_file(folder: Path, suite: str) -> Path:
    """A suite of two questions."""
    rows = [
        gold_row(suite, 1, "Who leads the port?", "Mara Lind", LEADS),
        gold_row(suite, 2, "What did it pay?", "2.5 million yuan", PAID),
    ]
    path = folder / f"{suite}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def options(folder: Path, suite: str, **changes: Any) -> EvalOptions:
    """Settings for the suite with an accuracy floor of 0.75."""
    floors = folder / "floors.json"
    floors.write_text(json.dumps({suite: {"accuracy": 0.75, "span_exact": 1}}), encoding="utf-8")
    return replace(EvalOptions(suites=(str(suite_file(folder, suite)),), floors=floors), **changes)


def run(chosen: EvalOptions, engine: TinyEngine) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = StringIO(), StringIO()
    return run_options(chosen, lambda corpus: engine, out, err), out.getvalue(), err.getvalue()


def test_gates_that_hold_give_zero(tmp_path: Path) -> None:
    engine = TinyEngine()
    status, out, err = run(options(tmp_path, "made"), engine)
    assert (status, err, engine.closed) == (0, "", True)
    lines = [line.split() for line in out.splitlines()]
    assert ["accuracy", "1.000", "0.342", "to", "1.000", "2"] in lines
    assert ["recall@1", "0.500", "0.095", "to", "0.905", "2"] in lines
    assert "holds: made accuracy >= 0.75: 1.000 (2 of 2)" in out
    assert out.endswith("no gate failed\n")


def test_a_floor_that_fails_gives_one_and_names_the_case(tmp_path: Path) -> None:
    status, out, _ = run(options(tmp_path, "made"), TinyEngine(wrong=True))
    assert status == 1
    assert "FAILED: made accuracy >= 0.75: 0.500 (1 of 2); see made-2" in out
    assert out.endswith("1 of 2 gates failed\n")


def test_wrong_cases_are_listed_when_asked(tmp_path: Path) -> None:
    _, out, _ = run(options(tmp_path, "made", show_cases=True), TinyEngine(wrong=True))
    assert "made-2  What did it pay?\n      not stated: 2.5 million yuan" in out
    assert "made-1  Who" not in out


def test_of_a_held_out_suite_only_totals_are_shown(tmp_path: Path) -> None:
    chosen = options(tmp_path, "made-test", report=tmp_path / "report")
    status, out, _ = run(chosen, TinyEngine(wrong=True))
    written = (tmp_path / "report/report.json").read_text(encoding="utf-8")
    markdown = (tmp_path / "report/report.md").read_text(encoding="utf-8")
    assert status == 1
    assert "FAILED: made-test accuracy >= 0.75: 0.500 (1 of 2)\n" in out
    for text in (out, written, markdown):
        assert "made-test-2" not in text
        assert "What did it pay?" not in text
    results = json.loads(written)["suites"]["made-test"]["results"]
    assert [set(item) for item in results] == [{"fingerprint", "right", "paired"}] * 2


def test_the_report_holds_the_figures_the_answers_and_the_gates(tmp_path: Path) -> None:
    run(options(tmp_path, "made", report=tmp_path / "deep/report"), TinyEngine(wrong=True))
    written = json.loads((tmp_path / "deep/report/report.json").read_text(encoding="utf-8"))
    suite = written["suites"]["made"]
    assert (written["holds"], written["decided"], written["system"]) == (False, True, "engine")
    assert suite["measures"]["accuracy"] | {"low": 0, "high": 0} == {
        "value": 0.5, "hits": 1, "n": 2, "cases": 2, "low": 0, "high": 0,
    }  # fmt: skip
    assert [item["right"] for item in suite["results"]] == [True, False]
    assert suite["results"][1]["answer"]["short_answer"] == "3 million yuan"
    assert suite["results"][1]["why"] == "not stated: 2.5 million yuan"
    assert written["gates"][0]["broken"] == ["made-2"]
    markdown = (tmp_path / "deep/report/report.md").read_text(encoding="utf-8")
    assert markdown.startswith("# Evaluation of engine: 1 of 2 gates failed\n")
    assert "| accuracy | 0.500 | 0.095 to 0.905 | 2 |" in markdown


def test_a_report_is_the_baseline_of_a_later_run(tmp_path: Path) -> None:
    run(options(tmp_path, "made", report=tmp_path), TinyEngine())
    chosen = options(tmp_path, "made", baseline=tmp_path / "report.json")
    status, out, _ = run(chosen, TinyEngine())
    assert status == 0
    assert "holds: made not worse than the baseline: 0 broken, 0 mended of 2 paired cases (p = 1.0000)" in out
    _, out, _ = run(chosen, TinyEngine(wrong=True))
    assert "1 broken, 0 mended of 2 paired cases (p = 0.5000); see made-2" in out


def test_without_a_choice_the_suites_with_floors_are_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suite_file(tmp_path, "made")
    monkeypatch.setattr("seedqa.evals.cases.GOLD", tmp_path)
    status, out, _ = run(options(tmp_path, "made", suites=(), guards=()), TinyEngine())
    assert (status, out.startswith("made  2 cases, 0 not scored")) == (0, True)


def test_a_suite_without_floors_is_measured_and_not_gated(tmp_path: Path) -> None:
    chosen = options(tmp_path, "made", suites=(str(suite_file(tmp_path, "other")),))
    status, out, _ = run(chosen, TinyEngine(wrong=True))
    assert (status, out.endswith("no gates for these suites\n")) == (0, True)


class Crashing(TinyEngine):
    """Cannot answer the second question at all."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Written:
        if question == "What did it pay?":
            raise RuntimeError("lost")
        return super().ask(question, history)


def test_a_case_without_a_score_gives_two_whatever_the_rest_says(tmp_path: Path) -> None:
    engine = Crashing()
    status, out, err = run(options(tmp_path, "made", report=tmp_path), engine)
    assert (status, engine.closed) == (2, True)
    assert "1 of 2 cases of made could not be scored, first made-2: RuntimeError: lost" in err
    assert "gates not decided" in out
    assert "holds" not in out
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["holds"] is False


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"suites": ("absent",)}, "no such suite"),
        ({"baseline": Path("absent.json")}, "is not a baseline"),
        ({"floors": Path("absent.json")}, "cannot be read"),
        ({"open_system": lambda corpus: EndpointSystem("nowhere")}, "is not an endpoint"),
        ({"report": Path(__file__) / "below"}, "the report cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_gives_two(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    status, out, err = run(options(tmp_path, "made", **changes), TinyEngine())
    assert (status, out) == (2, "")
    assert problem in err
    assert err.count("\n") == 1


def test_the_command_lines_door_prints_to_the_standard_streams(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run_eval(EvalOptions((str(suite_file(tmp_path, "other")),)), lambda corpus: TinyEngine())
    assert status == 0
    assert capsys.readouterr().out.startswith("other  2 cases, 0 not scored")
