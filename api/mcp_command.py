"""``qa mcp``: the tools over standard input and output, for a program that starts the server itself."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_mcp(subcommands: "Subcommands") -> None:
    """Puts ``mcp`` into the command line's grammar."""
    command = subcommands.add_parser("mcp", help="offer the tools ask, search and read_document over standard input")
    command.add_argument("--index", metavar="DIR", type=Path, help="the index folder")
    command.set_defaults(run=run_mcp)


def run_mcp(options: argparse.Namespace) -> int:
    """``qa mcp``: serves until its standard input ends."""
    from seedqa.api.commands import ready_index
    from seedqa.api.mcp_tools import mcp_server
    from seedqa.qa.live import LiveEngine

    with closing(LiveEngine.open(ready_index(options.index))) as engine:
        mcp_server(lambda: engine).run("stdio")
    return 0
