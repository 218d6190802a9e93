"""``qa index``: brings the index in step with files and folders."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from seedqa.api.cli.configuration import DEFAULT_INDEX, configured, index_named
from seedqa.api.cli.files import print_json
from seedqa.api.cli.opening import SEEDS, build
from seedqa.api.cli.options import IndexFolder
from seedqa.index.errors import InputError
from typer import Argument, Option

if TYPE_CHECKING:
    from seedqa.index.build import BuildReport

BUNDLED = Path(__file__).resolve().parents[2] / "seeds"
EXAMPLES = ("qa index ~/papers minutes.md", "qa index --demo", "qa index ~/papers --index papers.index --json")


def run_index(
    paths: Annotated[
        list[Path] | None,
        Argument(metavar="PATH", help="Files and folders (default: seeds/, where there is one)."),
    ] = None,
    index: IndexFolder = None,
    demo: Annotated[bool, Option("--demo", help="Index the bundled documents.")] = False,
    model: Annotated[
        str | None,
        Option(metavar="MODEL", help="Embedding model: a folder, or hub:NAME (default: the packaged MiniLM)."),
    ] = None,
    skip_unreadable: Annotated[
        bool, Option("--skip-unreadable", help="Go on without files that cannot be read (each is named).")
    ] = False,
    json: Annotated[bool, Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Bring the index in step with files and folders. New ones are added, changed ones updated, vanished ones removed;
    only what changed is embedded."""
    folder = index_named(configured(index=index)) or DEFAULT_INDEX
    report = build(folder, _sources(paths or [], demo), model, skip_unreadable)
    if json:
        print_json(asdict(report))
    else:
        _print_build(report)
    for uri in report.skipped:
        print(f"qa: skipped {uri}: it cannot be read as text", file=sys.stderr)
    return 0


def _sources(paths: list[Path], demo: bool) -> list[Path]:
    """What is indexed: what is named, the bundled documents, or ``seeds/`` of this folder."""
    if demo and paths:
        raise InputError("--demo does not go with a path", "give one of the two")
    if demo:
        return [BUNDLED]
    if not paths and not SEEDS.is_dir():
        raise InputError("nothing is named to index", "name a folder: qa index FOLDER, or take qa index --demo")
    return paths or [SEEDS]


def _print_build(report: "BuildReport") -> None:
    counts = [("added", report.added), ("changed", report.changed), ("removed", report.removed)]
    for name, uris in counts:
        for uri in uris:
            print(f"{name} {uri}")
    print(f"generation {report.generation}: {report.unchanged} unchanged, {report.embedded} passages embedded")
    if report.ignored:
        print(f"not indexed (not text or Markdown, or named in .qaignore): {', '.join(report.ignored)}")
