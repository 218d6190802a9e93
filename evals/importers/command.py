"""``qa eval squad``, ``beir`` and ``mtrag``: a public set measured in one command over an index of its contexts."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from seedqa.evals.command import HOLDS, run_options
from seedqa.evals.evaluation import EvalOptions
from seedqa.evals.importers.beir import Judged, import_beir
from seedqa.evals.importers.imported import DOCUMENTS, Imported, write
from seedqa.evals.importers.mtrag import import_mtrag
from seedqa.evals.importers.retrieval import run_retrieval
from seedqa.evals.importers.squad import import_squad
from seedqa.evals.progress import counter
from seedqa.evals.record import Evaluation
from seedqa.evals.report import terminal, write_report
from seedqa.evals.summary import summarise
from seedqa.evals.systems import Engine, EngineSystem

# Builds an index over a folder of documents and opens the engine over it: (documents, index).
OpenOver = Callable[[Path, Path], Engine]
IMPORTERS: Mapping[str, Callable[[Path, int | None], Imported]] = {"squad": import_squad, "mtrag": import_mtrag}


@dataclass(frozen=True, slots=True)
class SetOptions:
    """What the user chose; without ``out`` nothing that was made is kept."""

    shape: str
    path: Path
    limit: int | None = None
    out: Path | None = None
    report: Path | None = None
    baseline: Path | None = None
    show_cases: bool = False


def measure_set(options: SetOptions, open_over: OpenOver, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Import, index, ask, judge and print; the contract's exit status."""
    out, err = out or sys.stdout, err or sys.stderr
    with _folder(options.out) as folder:
        if options.shape == "beir":
            return _measure_retrieval(import_beir(options.path, options.limit), folder, options, open_over, out, err)
        imported = IMPORTERS[options.shape](options.path, options.limit)
        return _measure_answers(imported, folder, options, open_over, out, err)


def _measure_answers(
    imported: Imported, folder: Path, options: SetOptions, open_over: OpenOver, out: TextIO, err: TextIO
) -> int:
    written = write(imported, folder)
    left_out = "".join(f", {count} left out ({cause})" for cause, count in sorted(written.left_out.items()))
    print(f"{imported.name}: {len(imported.documents)} documents{left_out}", file=err)
    chosen = EvalOptions(
        suites=(str(written.suite),), baseline=options.baseline, compare=False, report=options.report,
        show_cases=options.show_cases,
    )  # fmt: skip
    return run_options(chosen, lambda corpus: open_over(written.documents, folder / "index"), out, err)


def _measure_retrieval(
    judged: Judged, folder: Path, options: SetOptions, open_over: OpenOver, out: TextIO, err: TextIO
) -> int:
    documents = folder / DOCUMENTS
    documents.mkdir(parents=True, exist_ok=True)
    for name, text in judged.documents.items():
        (documents / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{judged.name}: {len(judged.documents)} documents", file=err)
    engine = open_over(documents, folder / "index")
    try:
        run = run_retrieval(judged, EngineSystem(engine), counter(err))
    finally:
        engine.close()
    evaluation = Evaluation("engine", (run,), (summarise(run),), (), options.show_cases)
    if options.report is not None:
        write_report(evaluation, options.report)
    print(terminal(evaluation), file=out)
    return HOLDS


@contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    if chosen is not None:
        yield chosen
        return
    with TemporaryDirectory(prefix="qa-eval-") as scratch:
        yield Path(scratch)
