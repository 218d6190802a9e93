"""``qa chat``: its place in the command line, and how it begins."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_chat(subcommands: "Subcommands") -> None:
    """Puts ``chat`` into the command line's grammar."""
    command = subcommands.add_parser("chat", help="a conversation in the terminal; :help there lists what it knows")
    command.add_argument("--index", metavar="DIR", type=Path, help="the index folder (default: .qa/index)")
    command.set_defaults(run=run_chat)


def run_chat(options: argparse.Namespace) -> int:
    """``qa chat``: 0 when the conversation is over."""
    from seedqa.api.commands import asking_engine
    from seedqa.api.dialogue.conversation import Dialogue
    from seedqa.api.dialogue.lines import lines_of_user, talks_to_a_person

    with closing(asking_engine(options.index)) as engine:
        dialogue = Dialogue(engine)
        if talks_to_a_person():
            dialogue.greet()
        dialogue.run(lines_of_user())
    return 0
