"""The page says nothing that is not in the JSON beside it, fetches nothing, and runs nothing that it shows."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.reporting.page import page
from seedqa.evals.reporting.plot import Scale

from tests.evals.made import LEADS, PAID, cite, refusal, reply
from tests.evals.test_eval_command import TinyEngine, Written, gold_row, options, run

HOSTILE = '</script><script>alert("x")</script><img src=x onerror=alert(1)>'
VOID = {"meta", "input", "br"}


class Seen(HTMLParser):
    """The page as a browser takes it apart: what is marked as the report's, what is of an axis, and the rest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []
        self.rest: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))
            self._texts.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        self._texts[-1] += data
        known = any({"data-at", "data-says"} & attrs.keys() for _, attrs in self._open)
        names = {name for _, attrs in self._open for name in (attrs.get("class") or "").split()}
        if not known and not names & {"name", "tick"} and self._open[-1][0] not in ("script", "style", "option"):
            self.rest.append(data)

    def handle_endtag(self, tag: str) -> None:
        (opened, attrs), text = self._open.pop(), self._texts.pop()
        assert opened == tag
        for name, kept in (("data-at", self.figures), ("data-says", self.said)):
            if attrs.get(name) is not None:
                kept.append((str(attrs[name]), text))


def at(report: Any, place: str) -> Any:
    """What a JSON Pointer points to."""
    for step in place.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        report = report[int(name)] if isinstance(report, list) else report[name]
    return report


def evaluated(folder: Path, engine: TinyEngine, name: str = "made", **changes: Any) -> tuple[dict[str, Any], str]:
    """The JSON and the page of a run."""
    status, _, err = run(options(folder, name, report=folder / "report", **changes), engine)
    assert status < 2, err
    report = json.loads((folder / "report/report.json").read_text(encoding="utf-8"))
    return report, (folder / "report/report.html").read_text(encoding="utf-8")


def regressed(folder: Path) -> tuple[dict[str, Any], str]:
    """A run that lost a case against its baseline."""
    run(options(folder, "made", report=folder / "before"), TinyEngine())
    return evaluated(folder, TinyEngine(wrong=True), baseline=folder / "before/report.json")


def test_every_number_and_every_quoted_text_of_the_page_is_in_the_json(tmp_path: Path) -> None:
    report, html = regressed(tmp_path)
    seen = Seen(html)
    assert len(seen.figures) > 60
    for place, text in seen.figures:
        places = len(text.partition(".")[2])
        assert float(text.replace(",", "")) == pytest.approx(at(report, place), abs=0.5000001 * 10**-places), place
    for place, text in seen.said:
        assert text == str(at(report, place)), place
    assert [text for text in seen.rest if re.search(r"\d", text)] == []


def test_nothing_is_fetched_and_only_the_pages_own_script_may_run(tmp_path: Path) -> None:
    _, html = regressed(tmp_path)
    seen = Seen(html)
    addresses = [value for _, attrs in seen.tags for name, value in attrs.items() if name in ("src", "href", "action")]
    assert all(str(address).startswith("#") for address in addresses)
    assert not [name for _, attrs in seen.tags for name in attrs if name.startswith("on") or name == "style"]
    assert "http:" not in html
    assert "https:" not in html
    (policy,) = [attrs["content"] for _, attrs in seen.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy).startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in str(policy)


class Hostile(TinyEngine):
    """Answers with markup."""

    def ask(self, question: str, history: Any = ()) -> Written:
        return Written(reply(HOSTILE, [LEADS], short_answer=HOSTILE, reason=HOSTILE, standalone_question=HOSTILE))


def test_markup_in_questions_ids_answers_and_documents_stays_inert(tmp_path: Path) -> None:
    name = "made"
    chosen = options(tmp_path, name, report=tmp_path / "report")
    rows = [gold_row(name, 1, f"Who leads? {HOSTILE}", "Mara Lind", LEADS) | {"id": HOSTILE, "tags": [HOSTILE]}]
    (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run(chosen, Hostile())
    html = (tmp_path / "report/report.html").read_text(encoding="utf-8")
    tags = [tag for tag, _ in Seen(html).tags]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert html.count("alert(&quot;x&quot;)") >= 4


def test_a_case_shows_what_was_asked_expected_given_and_marked_and_what_lost_it(tmp_path: Path) -> None:
    report, html = regressed(tmp_path)
    results = report["suites"]["made"]["results"]
    lost = next(result for result in results if not result["right"])
    assert (lost["lost_by"], lost["was"]["right"]) == ("retrieval", True)
    assert lost["was"]["said"]["answer"] == "2.5 million yuan"
    (passage,) = lost["passages"]
    assert (passage["role"], passage["marked"]) == ("cited", PAID)
    whole = passage["before"] + passage["marked"] + passage["after"]
    assert (
        whole == "Harbour news. Mara Lind leads the port of Osk. The port paid 2.5 million yuan for 14 cranes in 2019."
    )
    seen = Seen(html)
    marked = [place for place, _ in seen.said if place.endswith("/marked")]
    assert len(marked) == sum(len(result["passages"]) for result in results)
    (card,) = [attrs for tag, attrs in seen.tags if attrs.get("id") == "case-made-2"]
    assert (card["data-outcome"], card["data-stage"], card["data-kind"]) == ("broken", "retrieval", "fact")


def test_a_proof_that_nobody_cited_is_shown_too(tmp_path: Path) -> None:
    class Refusing(TinyEngine):
        def ask(self, question: str, history: Any = ()) -> Written:
            return Written(refusal() | {"nearest": [cite(LEADS)]})

    report, _ = evaluated(tmp_path, Refusing())
    shown = [
        [(one["role"], one["marked"]) for one in result["passages"]] for result in report["suites"]["made"]["results"]
    ]
    assert shown == [[("proof", LEADS)], [("proof", PAID), ("nearest", LEADS)]]


def test_the_trend_counts_what_broke_and_what_was_mended(tmp_path: Path) -> None:
    report, _ = regressed(tmp_path)
    trend = report["suites"]["made"]["trend"]
    assert (trend["paired"], trend["broken"], trend["mended"], trend["broken_cases"]) == (2, 1, 0, ["made-2"])
    assert (trend["right"]["then"], trend["right"]["now"], trend["right"]["change"]) == (1, 0.5, -0.5)
    assert trend["metrics"]["right_with_citation"]["change"] == -0.5


def test_of_a_held_out_suite_there_are_figures_and_no_cases(tmp_path: Path) -> None:
    report, html = evaluated(tmp_path, TinyEngine(wrong=True), "made-test")
    assert report["suites"]["made-test"]["opened"] is False
    assert "What did it pay?" not in html
    assert [attrs for _, attrs in Seen(html).tags if (attrs.get("class") or "") == "case"] == []


def test_the_page_is_made_from_the_json_alone(tmp_path: Path) -> None:
    report, html = regressed(tmp_path)
    assert page(report) == html


def test_the_markdown_is_short_and_folds_the_rest(tmp_path: Path) -> None:
    regressed(tmp_path)
    text = (tmp_path / "report/report.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("<details>")
    assert "| made | 2 | 0.500 (2) | 0.500 (2) | – | 0.500 (2) |" in head
    assert "| -0.500 (1 broken, 0 mended of 2) |" in head
    assert "    not stated: 2.5 million yuan" in head.replace("  not", "    not")
    assert "| accuracy | 0.500 | 0.095 to 0.905 | 2 |" in rest


@pytest.mark.parametrize(
    ("high", "whole", "ticks"),
    [(1, False, [0, 0.2, 0.4, 0.6, 0.8, 1]), (10.6, True, [0, 5, 10]), (3.5, True, [0, 1, 2, 3]), (1.2, True, [0, 1])],
)
def test_ticks_are_round_and_what_is_counted_has_whole_ones(high: float, whole: bool, ticks: list[float]) -> None:
    assert Scale(0, high, 0, 100, whole).ticks() == ticks
