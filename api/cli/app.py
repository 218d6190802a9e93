"""The grammar of the ``qa`` command: its commands in the order of its help."""

from collections.abc import Callable
from typing import Annotated

import typer
from seedqa.api.cli import ask, chat, evaluate, index, mcp, serve, sets, suites, verify
from seedqa.api.cli.groups import Commands, SuitesOrCommand
from seedqa.api.cli.keys import keys
from seedqa.api.cli.options import examples

from seedqa import __version__

# A name, what it does, and how it is typed.
Command = tuple[str, Callable[..., int], tuple[str, ...]]

_HELP = "Answers from your documents, with the words that prove them."
_EXAMPLES = ("qa index ~/papers", 'qa ask "Who chairs the board?"', "qa chat", "qa serve")
_EVAL_HELP = "Judge answers by gold suites. Suites alone are run (see qa eval run --help); other commands keep them."
_COMMANDS: tuple[Command, ...] = (
    ("index", index.run_index, index.EXAMPLES),
    ("ask", ask.run_ask, ask.EXAMPLES),
    ("chat", chat.run_chat, chat.EXAMPLES),
    ("serve", serve.run_serve, serve.EXAMPLES),
    ("mcp", mcp.run_mcp, mcp.EXAMPLES),
    ("verify", verify.run_verify, verify.EXAMPLES),
)
_JUDGING: tuple[Command, ...] = (
    ("run", evaluate.run_eval, evaluate.EXAMPLES),
    ("lint", suites.run_lint, suites.LINT),
    ("add", suites.run_add, suites.ADD),
    ("stale", suites.run_stale, suites.STALE),
)

app = typer.Typer(cls=Commands, help=_HELP, epilog=examples(*_EXAMPLES), rich_markup_mode=None)
judging = typer.Typer(
    cls=SuitesOrCommand,
    help=_EVAL_HELP,
    epilog=examples(*evaluate.EXAMPLES),
    subcommand_metavar="[SUITE]... | COMMAND [ARGS]...",
)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"seedqa {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What comes before every command."""


for name, run, shown in _COMMANDS:
    app.command(name, epilog=examples(*shown))(run)
app.add_typer(keys, name="keys")
for name, run, shown in _JUDGING:
    judging.command(name, cls=evaluate.RunCommand if name == "run" else None, epilog=examples(*shown))(run)
for name, given in sets.SHAPES.items():
    shown = (f"qa eval {name} PATH --limit 300 --report report",)
    judging.command(name, help=f"Measure on {given}.", epilog=examples(*shown))(sets.measuring(name))
app.add_typer(judging, name="eval")
