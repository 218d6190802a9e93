"""The ``qa`` command: a file a command, heavy libraries imported within them, so that ``qa ask`` starts fast."""

from seedqa.api.cli.running import main

__all__ = ["main"]
