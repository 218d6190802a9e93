"""A command in a real pseudo-terminal: what is typed goes in key by key, what the screen shows comes out."""

import os
import pty
import re
import select
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENTER, UP, TAB = "\r", "\x1b[A", "\t"
CTRL_C, CTRL_D = "\x03", "\x04"
# This screen does not tell where its cursor is.
_TERMINAL = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
_PATIENCE_SECONDS = 60.0
_RUN = "import sys; from seedqa.api.cli import main; sys.exit(main())"
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>()][0-9A-Za-z]?|[\r\x07]")


class TerminalSession:
    """One process and its screen."""

    def __init__(self, pid: int, terminal: int) -> None:
        self.pid = pid
        self._terminal = terminal
        self._shown = ""
        self._seen = 0

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._terminal, keys.encode())

    def expect(self, text: str) -> str:
        """Waits until the screen shows a text after what was expected before; gives everything between the two."""
        while True:
            plain = " ".join(_CONTROL.sub("", self._shown).split())
            place = plain.find(text, self._seen)
            if place >= 0:
                begun, self._seen = self._seen, place + len(text)
                return plain[begun : self._seen]
            assert self._read(), f"the command ended; the screen shows {plain[self._seen :]!r}, not {text!r}"

    def ended(self) -> int:
        """The exit status, once the command has ended."""
        while self._read():
            pass
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], _PATIENCE_SECONDS)
        assert ready, f"nothing more is shown after {self._shown[-500:]!r}"
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            return False
        self._shown += data.decode(errors="replace")
        return bool(data)


@contextmanager
def terminal_session(*arguments: str | Path, environment: Mapping[str, str], folder: Path) -> Iterator[TerminalSession]:
    """``qa`` of this checkout with these arguments, on a terminal of its own."""
    path = os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])
    variables = {**os.environ, "PYTHONPATH": path, **environment}
    with on_terminal([sys.executable, "-c", _RUN, *arguments], variables, folder) as session:
        yield session


@contextmanager
def on_terminal(command: Sequence[str | Path], variables: Mapping[str, str], folder: Path) -> Iterator[TerminalSession]:
    """A command in a folder, on a terminal of its own."""
    words = [str(word) for word in command]
    pid, terminal = pty.fork()
    if not pid:
        # What is started in the background is told to ignore Ctrl-C, and what it starts in turn as well.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(folder)
        os.execve(words[0], words, {**variables, **_TERMINAL})
    session = TerminalSession(pid, terminal)
    try:
        yield session
    finally:
        os.close(terminal)
        if session.pid:
            with suppress(ProcessLookupError):
                os.kill(session.pid, signal.SIGKILL)
            os.waitpid(session.pid, 0)
