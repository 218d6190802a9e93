"""The grammar of the ``qa`` command: its commands in the order of its help."""

from typing import Annotated

import typer
from seedqa.api.cli import ask, chat, evaluate, index, mcp, serve, sets, suites, verify
from seedqa.api.cli.groups import Commands, SuitesOrCommand
from seedqa.api.cli.keys import keys
from seedqa.api.cli.options import examples

from seedqa import __version__

_HELP = "Answers from your documents, with the words that prove them."
_EXAMPLES = ("qa index ~/papers", 'qa ask "Who chairs the board?"', "qa chat", "qa serve")
_EVAL_HELP = "Judge answers by gold suites. Suites without a command are run; the other commands make and keep suites."

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


for name, run, shown in (
    ("index", index.run_index, index.EXAMPLES),
    ("ask", ask.run_ask, ask.EXAMPLES),
    ("chat", chat.run_chat, chat.EXAMPLES),
    ("serve", serve.run_serve, serve.EXAMPLES),
    ("mcp", mcp.run_mcp, mcp.EXAMPLES),
    ("verify", verify.run_verify, verify.EXAMPLES),
):
    app.command(name, epilog=examples(*shown))(run)
app.add_typer(keys, name="keys")

judging.command("run", cls=evaluate.RunCommand, epilog=examples(*evaluate.EXAMPLES))(evaluate.run_eval)
for name, run, shown in (
    ("lint", suites.run_lint, suites.LINT),
    ("add", suites.run_add, suites.ADD),
    ("stale", suites.run_stale, suites.STALE),
):
    judging.command(name, epilog=examples(*shown))(run)
for name, given in sets.SHAPES.items():
    told = examples(f"qa eval {name} PATH --limit 300 --report report")
    judging.command(name, help=f"Measure on {given}.", epilog=told)(sets.measuring(name))
app.add_typer(judging, name="eval")
