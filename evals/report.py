"""A run as a person reads it: a table for the terminal; a page, a short Markdown, and the JSON beside them."""

import json
from collections.abc import Iterator
from pathlib import Path

from seedqa.evals.changes import change_lines
from seedqa.evals.classes import class_lines
from seedqa.evals.metrics import METRICS
from seedqa.evals.record import Evaluation
from seedqa.evals.reporting.enriched import report_of
from seedqa.evals.reporting.gate_lines import gate_line, verdict
from seedqa.evals.reporting.page import page
from seedqa.evals.reporting.pull_request import markdown
from seedqa.evals.run import SuiteRun
from seedqa.evals.summary import Measure, Summary
from seedqa.index.errors import InputError

_BY_KIND = ("accuracy", "right_with_citation")


def write_report(evaluation: Evaluation, folder: Path) -> None:
    """``report.json``, the page that shows it and a short Markdown, in the folder, made where it is missing."""
    report = report_of(evaluation)
    texts = {
        "report.json": json.dumps(report, ensure_ascii=False, indent=1) + "\n",
        "report.html": page(report),
        "report.md": markdown(evaluation, report),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            # Lone surrogates, as from a broken answer, are shown as what they are instead of failing the run.
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise InputError(f"the report cannot be written: {error}", "name a folder that can be written") from error


def terminal(evaluation: Evaluation) -> str:
    """The table for standard output."""
    return "\n".join(_terminal_lines(evaluation))


def _terminal_lines(evaluation: Evaluation) -> Iterator[str]:
    for run, summary in zip(evaluation.runs, evaluation.summaries, strict=True):
        yield f"{summary.suite}  {summary.cases} cases, {len(summary.unscored)} not scored"
        yield f"  {'':24}{'value':>7}   {'95% interval':14}   {'n':>4}"
        for name, measure in _shown(summary):
            label = f"  {name.partition('.')[2]}" if "." in name else name
            interval = f"{measure.interval.low:.3f} to {measure.interval.high:.3f}"
            yield f"  {label:24}{measure.value:7.3f}   {interval:14}   {measure.total:4}"
        yield from (f"  {line}" for line in (*_asides(summary), *class_lines(run)))
        if evaluation.show_cases:
            yield from (f"  {line}" for line in _wrong_cases(run))
        yield ""
    for gate in evaluation.gates:
        yield gate_line(gate, evaluation)
        yield from (f"  {line}" for change in gate.changes for line in change_lines(change))
    yield verdict(evaluation)


def _shown(summary: Summary) -> Iterator[tuple[str, Measure]]:
    for metric in METRICS:
        for name, measure in summary.measures.items():
            if name == metric or (metric in _BY_KIND and name.startswith(f"{metric}.")):
                yield name, measure


def _asides(summary: Summary) -> Iterator[str]:
    if summary.latency_ms:
        ranks = ", ".join(f"p{percent} {value:.1f}" for percent, value in summary.latency_ms.items())
        yield f"latency ms: {ranks} (n = {summary.cases - len(summary.unscored)})"
    if summary.calibration:
        yield f"calibration error {summary.calibration.error:.3f} (n = {summary.calibration.answers})"


def _wrong_cases(run: SuiteRun) -> Iterator[str]:
    for outcome in run.outcomes:
        if outcome.judgement is None or not outcome.judgement.right:
            why = outcome.failure if outcome.judgement is None else outcome.judgement.why
            yield f"{outcome.case.id}  {outcome.case.question}\n      {why}"
