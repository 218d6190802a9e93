"""What the user types, line by line: with editing, history and completion on a terminal, plainly elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.api.dialogue.orders import ORDERS

if TYPE_CHECKING:
    from prompt_toolkit.history import History

PROMPT = "qa> "
# Nothing was typed, or it was taken back with Ctrl-C.
NOTHING = ""


def talks_to_a_person() -> bool:
    """Whether lines come from a keyboard and answers go to a screen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def lines_of_user() -> Iterator[str]:
    """The lines until the user leaves (Ctrl-D, or the end of standard input)."""
    return _edited() if talks_to_a_person() else _plain()


def history_file(environment: dict[str, str] | os._Environ[str]) -> Path:
    """Where earlier lines are remembered, as the XDG base directories have it."""
    state = environment.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "seedqa" / "chat-history"


def _plain() -> Iterator[str]:
    """Lines of another program or a file, shown again so that the output reads as a conversation."""
    for number, told in enumerate(sys.stdin):
        line = told if number else told.removeprefix("\ufeff")
        print(f"{PROMPT}{line.rstrip()}", flush=True)
        yield line


def _edited() -> Iterator[str]:
    ask = _prompt()
    while True:
        try:
            yield ask()
        except KeyboardInterrupt:
            yield NOTHING
        except EOFError:
            return


def _prompt() -> Callable[[], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import WordCompleter

    completer = WordCompleter([f":{name}" for name in ORDERS], sentence=True)
    session: PromptSession[str] = PromptSession(
        PROMPT,
        history=_history(),
        auto_suggest=AutoSuggestFromHistory(),
        completer=completer,
        complete_while_typing=False,
    )
    return session.prompt


def _history() -> "History":
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    file = history_file(os.environ)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # What people ask is theirs alone.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        print(f"qa: lines will not be remembered: {file} cannot be written ({error.strerror})", file=sys.stderr)
        return InMemoryHistory()
    return FileHistory(file)
