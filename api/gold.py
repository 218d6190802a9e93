"""``qa eval lint`` and its like: what makes and keeps suites, beside ``qa eval`` which runs them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from seedqa.api.commands import DEFAULT_INDEX
from seedqa.qa.types import Reason

if TYPE_CHECKING:
    from seedqa.evals.library import Library
    from seedqa.qa.answering import Engine

    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]

COMMANDS = ("lint", "add", "stale", "squad", "beir", "mtrag")
_REASONS: tuple[str, ...] = get_args(Reason)
_SHAPES = {
    "squad": "SQuAD 1.1 or 2.0: a JSON file, JSON Lines with a context each, or a folder with one of them",
    "beir": "BEIR: a folder with corpus.jsonl, queries.jsonl and qrels/",
    "mtrag": "MTRAG generation tasks: a JSON Lines file, or a folder with reference.jsonl",
}


def is_gold(arguments: Sequence[str]) -> bool:
    """Whether a command line is one of these and not a run of suites."""
    return len(arguments) > 1 and arguments[0] == "eval" and arguments[1] in COMMANDS


def gold_parser() -> argparse.ArgumentParser:
    """The grammar of what follows ``qa eval``."""
    top = argparse.ArgumentParser(prog="qa eval", description="Make and keep suites.")
    subcommands = top.add_subparsers(required=True, metavar="COMMAND")
    _lint(subcommands)
    _add(subcommands)
    _stale(subcommands)
    for shape, given in _SHAPES.items():
        _set(subcommands, shape, given)
    return top


def _lint(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("lint", help="what is wrong with suites, and what wants a second look")
    command.add_argument("suites", metavar="SUITE", nargs="+", help="names of bundled suites, or files")
    _index_option(command)
    command.set_defaults(run=run_lint)


def _add(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("add", help="pin saved answers as cases, and propose their twins")
    command.add_argument(
        "file", metavar="ANSWER.json", help="as qa ask --json, :save or the page's feedback has it; - is standard input"
    )
    command.add_argument(
        "--suite", metavar="FILE", type=Path, default=Path("pinned.jsonl"), help="(default: %(default)s)"
    )
    command.add_argument("--expect", metavar="TEXT", action="append", default=[],
                         help="what is right, where the answer is not; again for each further item")  # fmt: skip
    command.add_argument("--refuse", metavar="REASON", choices=_REASONS, help="the documents do not say, and why")
    command.add_argument("--accept", choices=("all", "none"), help="the twins to add, without being asked")
    _index_option(command)
    command.set_defaults(run=run_add)


def _stale(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("stale", help="the cases whose quotes moved or vanished in what is indexed")
    command.add_argument("suites", metavar="SUITE", nargs="+", help="names of bundled suites, or files")
    command.add_argument("--fix", action="store_true", help="anchor anew those that can be")
    _index_option(command)
    command.set_defaults(run=run_stale)


def _set(subcommands: "Subcommands", shape: str, given: str) -> None:
    command = subcommands.add_parser(shape, help=f"measure on {given}")
    command.add_argument("path", metavar="PATH", type=Path, help=given)
    command.add_argument("--limit", metavar="N", type=int, help="at most so many questions, at even steps through all")
    command.add_argument("--out", metavar="DIR", type=Path, help="keep the suite, the documents and their index there")
    command.add_argument("--report", metavar="DIR", type=Path, help="write the report there")
    command.add_argument("--baseline", metavar="FILE", type=Path, help="compare case by case with an earlier report")
    command.add_argument("--cases", action="store_true", help="name every case that went wrong")
    command.set_defaults(run=run_set, shape=shape)


def _index_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", metavar="DIR", type=Path, help="the index that holds the documents asked about")


def run_lint(options: argparse.Namespace) -> int:
    """``qa eval lint``: 0 nothing is wrong, 1 something is."""
    from seedqa.evals.cases import find_suite
    from seedqa.evals.lint_command import check_suites, print_lint

    paths = [find_suite(name) for name in options.suites]
    statuses = [
        print_lint(check_suites(group, library_of(corpus, options.index)), sys.stdout)
        for corpus, group in _by_corpus(paths).items()
    ]
    return max(statuses)


def run_add(options: argparse.Namespace) -> int:
    """``qa eval add``: 0 pinned, 1 an answer was passed over."""
    from seedqa.evals.importers.files import read_text
    from seedqa.evals.pinning import wanted_from
    from seedqa.evals.pinning_command import PinOptions, add_cases
    from seedqa.evals.saved import read_saved

    text = sys.stdin.read() if options.file == "-" else read_text(Path(options.file))
    saved = read_saved(text, options.file)
    chosen = PinOptions(options.suite, wanted_from(options.expect, options.refuse), options.accept)
    library = library_of(options.suite.stem.partition("-")[0], options.index)
    ask = _typed if sys.stdin.isatty() and options.accept is None and options.file != "-" else None
    return add_cases(saved, chosen, library, ask, sys.stdout, sys.stderr)


def _typed(prompt: str) -> str:
    """What a person types; the end of input means no more twins."""
    try:
        return input(prompt)
    except EOFError:
        return "q"


def run_stale(options: argparse.Namespace) -> int:
    """``qa eval stale``: 0 every quote stands, 1 one does not."""
    from seedqa.evals.cases import find_suite
    from seedqa.evals.stale_command import check_stale

    statuses = [
        check_stale(group, library_of(corpus, options.index), options.fix, sys.stdout)
        for corpus, group in _by_corpus([find_suite(name) for name in options.suites]).items()
    ]
    return max(statuses)


def run_set(options: argparse.Namespace) -> int:
    """``qa eval squad``, ``beir`` and ``mtrag``: exit status as ``qa eval``."""
    from seedqa.evals.importers.command import SetOptions, measure_set

    chosen = SetOptions(
        shape=options.shape,
        path=options.path,
        limit=options.limit,
        out=options.out,
        report=options.report,
        baseline=options.baseline,
        show_cases=options.cases,
    )
    return measure_set(chosen, _open_over)


def _open_over(documents: Path, index: Path) -> "Engine":
    from seedqa.evals.progress import counter
    from seedqa.index.build import build_index
    from seedqa.qa.answering import Engine

    build_index(index, [documents], progress=counter(sys.stderr))
    return Engine.open(index)


def _by_corpus(paths: Sequence[Path]) -> dict[str, list[Path]]:
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(path.stem.partition("-")[0], []).append(path)
    return groups


def library_of(corpus: str, index: Path | None) -> "Library":
    """The documents of the index named, of a bundled corpus, or of the index that ``qa ask`` would use."""
    from seedqa.evals.cases import CORPORA
    from seedqa.evals.library import read_folder, read_index

    if index is None and corpus in CORPORA:
        return read_folder(CORPORA[corpus])
    return read_index(index or DEFAULT_INDEX)
