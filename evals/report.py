"""A run as a person reads it: a table for the terminal, a short Markdown, and the JSON beside it."""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.changes import change_lines
from evals.classes import class_lines
from evals.gates import Gate
from evals.metrics import METRICS
from evals.record import Evaluation, record
from evals.run import SuiteRun
from evals.summary import Measure, Summary
from index.errors import InputError

_BY_KIND = ("accuracy", "right_with_citation")
_NAMED = 12
_VERDICT = {True: "holds", False: "FAILED", None: "not measured"}


def write_report(evaluation: Evaluation, folder: Path) -> None:
    """``report.json`` and ``report.md`` in the folder, which is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(record(evaluation), ensure_ascii=False, indent=1) + "\n"
        (folder / "report.json").write_text(text, encoding="utf-8")
        (folder / "report.md").write_text(markdown(evaluation), encoding="utf-8")
    except OSError as error:
        raise InputError(f"the report cannot be written: {error}", "name a folder that can be written") from error


def terminal(evaluation: Evaluation) -> str:
    """The table for standard output."""
    return "\n".join(_terminal_lines(evaluation))


def markdown(evaluation: Evaluation) -> str:
    """The same figures for a pull request."""
    return "\n".join(_markdown_lines(evaluation)) + "\n"


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
        yield _gate_line(gate, evaluation)
        yield from (f"  {line}" for change in gate.changes for line in change_lines(change))
    yield _verdict(evaluation)


def _markdown_lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"# Evaluation of {evaluation.system}: {_verdict(evaluation)}"
    for summary in evaluation.summaries:
        yield f"\n## {summary.suite}\n\n{summary.cases} cases, {len(summary.unscored)} not scored.\n"
        yield "| measure | value | 95% interval | n |\n| --- | ---: | --- | ---: |"
        for name, measure in _shown(summary):
            interval = f"{measure.interval.low:.3f} to {measure.interval.high:.3f}"
            yield f"| {name} | {measure.value:.3f} | {interval} | {measure.total} |"
        yield ""
        yield from (f"- {line}" for line in _asides(summary))
    if evaluation.gates:
        yield "\n## Gates\n"
        yield from (f"- {_gate_line(gate, evaluation)}" for gate in evaluation.gates)


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


def _gate_line(gate: Gate, evaluation: Evaluation) -> str:
    line = f"{_VERDICT[gate.holds]}: {gate.suite} {gate.claim}: {gate.finding}"
    if not gate.broken or not evaluation.opened(gate.suite):
        return line
    more = f" and {len(gate.broken) - _NAMED} more" if len(gate.broken) > _NAMED else ""
    return f"{line}; see {', '.join(gate.broken[:_NAMED])}{more}"


def _verdict(evaluation: Evaluation) -> str:
    failed = sum(gate.holds is False for gate in evaluation.gates)
    if not evaluation.decided:
        return "gates not decided: some cases could not be scored, or changed by themselves"
    if not evaluation.gates:
        return "no gates for these suites"
    return f"{failed} of {len(evaluation.gates)} gates failed" if failed else "no gate failed"
