"""``qa eval``: suites in, table and exit status out. The command line composes the engine and calls this."""

import sys
from pathlib import Path
from typing import TextIO

from seedqa.evals.baseline import load_baseline_rows, write_baseline
from seedqa.evals.evaluation import EvalOptions, OpenEngine, evaluate
from seedqa.evals.gates import check_scored, check_stable
from seedqa.evals.junit import write_junit
from seedqa.evals.progress import counter
from seedqa.evals.record import Evaluation, baseline_rows
from seedqa.evals.report import terminal, write_report
from seedqa.index.errors import QaError

HOLDS, FAILED, ERROR = 0, 1, 2


def run_eval(options: EvalOptions, open_engine: OpenEngine) -> int:
    """Evaluate, print, and return the contract's exit status; the engine is opened only where it is judged."""
    return run_options(options, open_engine, sys.stdout, sys.stderr)


def run_options(options: EvalOptions, open_engine: OpenEngine, out: TextIO, err: TextIO) -> int:
    """``run_eval`` with the streams named."""
    try:
        evaluation = evaluate(options, open_engine, counter(err))
        _write(evaluation, options)
        print(terminal(evaluation), file=out)
        check_scored(evaluation.summaries)
        check_stable(evaluation.runs)
        if options.write_baseline is not None:
            _write_baseline(evaluation, options.write_baseline)
    except QaError as error:
        print(f"qa eval: {error}", file=err)
        return ERROR
    return HOLDS if evaluation.holds else FAILED


def _write(evaluation: Evaluation, options: EvalOptions) -> None:
    if options.report is not None:
        write_report(evaluation, options.report)
    if options.junit is not None:
        write_junit(evaluation, options.junit)


def _write_baseline(evaluation: Evaluation, path: Path) -> None:
    """The suites that were run take the place of what the file has of them; the others stay."""
    write_baseline(path, {**load_baseline_rows(path), **baseline_rows(evaluation)})
