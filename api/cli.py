"""The ``qa`` command: its arguments, and the exit statuses of the public contract."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.api import commands
from seedqa.api.dialogue.command import add_chat
from seedqa.api.eval_command import add_eval
from seedqa.api.gold import gold_parser, is_gold
from seedqa.api.keys_command import add_keys
from seedqa.api.mcp_command import add_mcp
from seedqa.api.serve_command import add_serve
from seedqa.index.errors import QaError

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]

INTERRUPTED = 130
PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0, 1 or 2 as the contract says, 130 on Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = gold_parser().parse_args(given[1:]) if is_gold(given) else parser().parse_args(given)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except QaError as error:
        print(f"qa: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; the flush at exit must not fail on the same pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(prog="qa", description="Answers from your documents, with the words that prove them.")
    subcommands = top.add_subparsers(required=True, metavar="COMMAND")
    _index(subcommands)
    _ask(subcommands)
    add_chat(subcommands)
    add_serve(subcommands)
    add_keys(subcommands)
    add_mcp(subcommands)
    add_eval(subcommands)
    _verify(subcommands)
    return top


def _index(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("index", help="bring the index in step with files and folders")
    command.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="files and folders (default: the bundled seeds)"
    )
    _index_option(command)
    command.add_argument("--model", help="embedding model: a folder, or hub:NAME (default: the packaged MiniLM)")
    command.add_argument(
        "--skip-unreadable", action="store_true", help="go on without files that cannot be read (each is named)"
    )
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    command.set_defaults(run=commands.run_index)


def _ask(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("ask", help="answer a question, or a batch of them")
    command.add_argument("question", metavar="QUESTION", nargs="?")
    command.add_argument(
        "--batch", metavar="FILE", help='JSON Lines of {"id", "question", "history"}; - is standard input'
    )
    command.add_argument("--history", metavar="FILE", help='JSON list of {"role", "content"}; - is standard input')
    _index_option(command)
    command.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    command.set_defaults(run=commands.run_ask)


def _verify(subcommands: "Subcommands") -> None:
    command = subcommands.add_parser("verify", help="check saved answers against the index")
    command.add_argument("file", metavar="FILE", help="answers as qa ask --json prints them; - is standard input")
    _index_option(command)
    command.add_argument("--json", action="store_true", help="print the checks as JSON")
    command.set_defaults(run=commands.run_verify)


def _index_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--index", metavar="DIR", type=Path, help=f"the index folder (default: {commands.DEFAULT_INDEX})"
    )


if __name__ == "__main__":
    sys.exit(main())
