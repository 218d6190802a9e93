"""The report in short, as Markdown for a pull request: the verdict, one row a suite, what failed, the rest folded."""

from collections.abc import Iterator, Mapping
from typing import Any

from seedqa.evals.changes import change_lines
from seedqa.evals.gates import Gate
from seedqa.evals.record import Evaluation
from seedqa.evals.reporting.gate_lines import gate_line, verdict

_COLUMNS = {
    "accuracy": "right",
    "right_with_citation": "with citation",
    "refusal_recall": "refused",
    "recall@5": "recall@5",
}


def markdown(evaluation: Evaluation, report: Mapping[str, Any]) -> str:
    """The text."""
    return "\n".join(_lines(evaluation, report)) + "\n"


def _lines(evaluation: Evaluation, report: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Evaluation of {evaluation.system}: {verdict(evaluation)}\n"
    yield from _overview(report["suites"])
    failed = [gate for gate in evaluation.gates if gate.holds is False]
    if failed:
        yield "\n## Failed\n"
        yield from (line for gate in failed for line in _failure(gate, evaluation))
    for name, suite in report["suites"].items():
        yield from _folded(name, suite)
    held = [gate for gate in evaluation.gates if gate.holds is not False]
    if held:
        yield f"\n<details><summary>{len(held)} gates that did not fail</summary>\n"
        yield from (f"- {gate_line(gate, evaluation)}" for gate in held)
        yield "\n</details>"


def _overview(suites: Mapping[str, Any]) -> Iterator[str]:
    yield f"| suite | cases | {' | '.join(_COLUMNS.values())} | median ms | since the baseline |"
    yield f"| --- | ---: | {' | '.join('---:' for _ in _COLUMNS)} | ---: | --- |"
    for name, suite in suites.items():
        cells = [_cell(suite["measures"].get(column)) for column in _COLUMNS]
        median = f"{suite['latency_ms']['p50']:.0f}" if suite["latency_ms"] else "–"
        yield f"| {_plain(name)} | {suite['cases']} | {' | '.join(cells)} | {median} | {_since(suite['trend'])} |"


def _cell(measure: Mapping[str, Any] | None) -> str:
    return f"{measure['value']:.3f} ({measure['n']})" if measure else "–"


def _since(trend: Mapping[str, Any] | None) -> str:
    if trend is None:
        return "–"
    right = trend["right"]
    return f"{right['change']:+.3f} ({trend['broken']} broken, {trend['mended']} mended of {trend['paired']})"


def _failure(gate: Gate, evaluation: Evaluation) -> Iterator[str]:
    yield f"- {_plain(gate_line(gate, evaluation))}"
    lines = [line for change in gate.changes for line in change_lines(change)]
    if lines:
        # A quoted passage may hold a fence of its own; one longer than any of them cannot be closed by it.
        fence = "`" * max(3, 1 + max(_ticks(line) for line in lines))
        yield from ("", f"  {fence}diff", *(f"  {line.replace('    ', '', 1)}" for line in lines), f"  {fence}", "")


def _ticks(line: str) -> int:
    longest = run = 0
    for mark in line:
        run = run + 1 if mark == "`" else 0
        longest = max(longest, run)
    return longest


def _folded(name: str, suite: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n<details><summary>{_plain(name)}: every measure</summary>\n"
    yield f"{suite['cases']} cases, {_unscored(suite)} not scored.\n"
    yield "| measure | value | 95% interval | n |\n| --- | ---: | --- | ---: |"
    for metric, one in suite["measures"].items():
        if "." not in metric or metric.startswith("accuracy."):
            yield f"| {metric} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} | {one['n']} |"
    yield "\n</details>"


def _unscored(suite: Mapping[str, Any]) -> int:
    unscored = suite["unscored"]
    return unscored if isinstance(unscored, int) else len(unscored)


def _plain(text: str) -> str:
    """Text that cannot end a table cell, open a tag or call a person."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("@", "@\u200b")
