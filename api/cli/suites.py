"""``qa eval lint``, ``add`` and ``stale``: what makes and keeps suites."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from seedqa.api.cli.configuration import DEFAULT_INDEX, configured, index_named
from seedqa.qa.types import Reason
from typer import Argument, Option

if TYPE_CHECKING:
    from seedqa.evals.library import Library

LINT = ("qa eval lint mine.jsonl", "qa eval lint mine.jsonl --index papers.index")
ADD = (
    "qa eval add answer.json --suite mine.jsonl",
    'qa eval add answer.json --suite mine.jsonl --expect "Li Na" --accept none',
)
STALE = ("qa eval stale mine.jsonl", "qa eval stale mine.jsonl --fix")
Suites = Annotated[list[str], Argument(metavar="SUITE", help="Names of bundled suites, or files.")]
Holding = Annotated[
    Path | None, Option("--index", metavar="DIR", help="The index that holds the documents asked about.")
]


def run_lint(suites: Suites, index: Holding = None) -> int:
    """Tell what is wrong with suites. Exit status: 0 nothing is wrong, 1 something is."""
    from seedqa.evals.cases import find_suite
    from seedqa.evals.lint_command import check_suites, print_lint

    paths = [find_suite(name) for name in suites]
    statuses = [
        print_lint(check_suites(group, library_of(corpus, index)), sys.stdout)
        for corpus, group in _by_corpus(paths).items()
    ]
    return max(statuses)


def run_add(
    file: Annotated[
        str,
        Argument(
            metavar="ANSWER.json", help="As qa ask --json, :save or the page's feedback has it; - is standard input."
        ),
    ],
    suite: Annotated[Path, Option(metavar="FILE", help="The suite it is added to.")] = Path("pinned.jsonl"),
    expect: Annotated[
        list[str] | None,
        Option(metavar="TEXT", help="What is right, where the answer is not; again for each further item."),
    ] = None,
    refuse: Annotated[
        Reason | None,
        Option(metavar="REASON", help=f"The documents do not say, and why: {', '.join(get_args(Reason))}."),
    ] = None,
    accept: Annotated[Literal["all", "none"] | None, Option(help="The twins to add, without being asked.")] = None,
    index: Holding = None,
) -> int:
    """Pin saved answers as cases, and propose their twins. Exit status: 0 pinned, 1 an answer was passed over."""
    from seedqa.evals.importers.files import read_text
    from seedqa.evals.pinning import wanted_from
    from seedqa.evals.pinning_command import PinOptions, add_cases
    from seedqa.evals.saved import read_saved

    text = sys.stdin.read() if file == "-" else read_text(Path(file))
    saved = read_saved(text, file)
    chosen = PinOptions(suite, wanted_from(expect or [], refuse), accept)
    library = library_of(suite.stem.partition("-")[0], index)
    ask = _typed if sys.stdin.isatty() and accept is None and file != "-" else None
    return add_cases(saved, chosen, library, ask, sys.stdout, sys.stderr)


def _typed(prompt: str) -> str:
    """What a person types; the end of input means no more twins."""
    try:
        return input(prompt)
    except EOFError:
        return "q"


def run_stale(
    suites: Suites,
    fix: Annotated[bool, Option("--fix", help="Anchor anew those that can be.")] = False,
    index: Holding = None,
) -> int:
    """Name the cases whose quotes moved or vanished. Exit status: 0 every quote stands, 1 one does not."""
    from seedqa.evals.cases import find_suite
    from seedqa.evals.stale_command import check_stale

    statuses = [
        check_stale(group, library_of(corpus, index), fix, sys.stdout)
        for corpus, group in _by_corpus([find_suite(name) for name in suites]).items()
    ]
    return max(statuses)


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
    return read_index(index or index_named(configured()) or DEFAULT_INDEX)
