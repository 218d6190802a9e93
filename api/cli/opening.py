"""The index and the engine of a command. Without an index there is none, unless ``seeds/`` lies in this folder."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.api.cli.configuration import DEFAULT_INDEX, index_named
from seedqa.index.errors import IndexUnusable

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration
    from seedqa.index.build import BuildReport
    from seedqa.qa.llm.extractive import Extractive

SEEDS = Path("seeds")


def check_index(configuration: "Configuration") -> None:
    """Raises ``IndexUnusable`` where there is no index, and nothing here that one is made of unasked."""
    from seedqa.index.generations import current_generation

    named = index_named(configuration)
    if current_generation(named or DEFAULT_INDEX) is not None:
        return
    if named is not None:
        raise IndexUnusable(f"there is no index in {named}", "build one with: qa index PATH --index DIR")
    if not SEEDS.is_dir():
        remedy = "build one with: qa index FOLDER, or qa index --demo for the bundled documents"
        raise IndexUnusable("there is no index in this folder", remedy)


def ready_index(configuration: "Configuration") -> Path:
    """The index folder that the settings name, or the default one, which is made of ``seeds/`` where there is none."""
    from seedqa.index.generations import current_generation

    check_index(configuration)
    index = index_named(configuration) or DEFAULT_INDEX
    if current_generation(index) is None:
        print(f"qa: building the index of {SEEDS}/ (once)", file=sys.stderr)
        build(index, [SEEDS])
    return index


def build(index: Path, paths: Sequence[Path], model: str | None = None, skip: bool = False) -> "BuildReport":
    """Brings an index in step with files and folders, and shows how far it is."""
    from seedqa.index.build import IndexSettings, build_index

    settings = IndexSettings(skip_unreadable=skip)
    return build_index(index, paths, settings if model is None else replace(settings, model=model), _progress)


def open_engine(index: Callable[[], Path], configuration: "Configuration") -> "Extractive":
    """The engine over an index, with the settings of asking; a language model words its answers where one is set."""
    from seedqa.qa.answering import Engine

    def opened() -> Engine:
        return Engine.open(index(), configuration.asking)

    if configuration.llm.url is None:
        return opened()
    from seedqa.qa.llm.opening import with_llm

    return with_llm(opened, configuration.llm)


def _progress(stage: str, done: int, total: int) -> None:
    """One line that counts up, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{stage}: {done} of {total} documents", end=end, file=sys.stderr, flush=True)
