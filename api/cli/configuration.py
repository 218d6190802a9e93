"""The settings of a command, the same for all of them: a file, the environment, ``--set``, and its own flags."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration

DEFAULT_INDEX = Path(".qa", "index")


def configured(
    file: Path | None = None, words: Sequence[str] | None = None, **flags: str | int | Path | None
) -> "Configuration":
    """The settings that a command line and its environment ask for; the later of the four overrides the earlier."""
    from seedqa.api.settings import read_configuration

    given = {name: str(value) if isinstance(value, Path) else value for name, value in flags.items()}
    return read_configuration(file, os.environ, words or (), given)


def index_named(configuration: "Configuration") -> Path | None:
    """The index folder that the settings name."""
    named = configuration.service.index
    return None if named is None else Path(named).expanduser()
