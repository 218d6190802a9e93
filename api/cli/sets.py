"""``qa eval squad``, ``beir`` and ``mtrag``: the engine measured on sets in those shapes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from seedqa.api.cli.configuration import configured
from seedqa.api.cli.opening import open_engine
from seedqa.api.cli.options import SettingsFile, SettingWords
from typer import Argument, Option

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration
    from seedqa.qa.llm.extractive import Extractive

SHAPES = {
    "squad": "SQuAD 1.1 or 2.0: a JSON file, JSON Lines with a context each, or a folder with one of them",
    "beir": "BEIR: a folder with corpus.jsonl, queries.jsonl and qrels/",
    "mtrag": "MTRAG generation tasks: a JSON Lines file, or a folder with reference.jsonl",
}


def measuring(shape: str) -> Callable[..., int]:
    """The command that measures on sets of a shape."""

    def run_set(
        path: Annotated[Path, Argument(metavar="PATH", help=f"{SHAPES[shape]}.")],
        limit: Annotated[
            int | None, Option(metavar="N", help="At most so many questions, at even steps through all.")
        ] = None,
        out: Annotated[
            Path | None, Option(metavar="DIR", help="Keep the suite, the documents and their index there.")
        ] = None,
        report: Annotated[Path | None, Option(metavar="DIR", help="Write the report there.")] = None,
        baseline: Annotated[
            Path | None, Option(metavar="FILE", help="Compare case by case with an earlier report.")
        ] = None,
        cases: Annotated[bool, Option("--cases", help="Name every case that went wrong.")] = False,
        config: SettingsFile = None,
        words: SettingWords = None,
    ) -> int:
        from seedqa.evals.importers.command import SetOptions, measure_set

        configuration = configured(config, words)
        chosen = SetOptions(shape, path, limit=limit, out=out, report=report, baseline=baseline, show_cases=cases)
        return measure_set(chosen, lambda documents, index: _open_over(documents, index, configuration))

    return run_set


def _open_over(documents: Path, index: Path, configuration: "Configuration") -> "Extractive":
    from seedqa.evals.progress import counter
    from seedqa.index.build import build_index

    build_index(index, [documents], progress=counter(sys.stderr))
    return open_engine(lambda: index, configuration)
