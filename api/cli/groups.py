"""What the grammar needs beyond Typer's own: a reader that went away, and ``qa eval`` with suites or a command."""

import os
import sys
from typing import Any

from typer.core import TyperGroup

PIPE_CLOSED = 141


class Commands(TyperGroup):
    """All commands; whoever reads their output may leave before its end."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was named; its exit status."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The flush at exit must not fail on the same pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        return status


class SuitesOrCommand(TyperGroup):
    """Commands of which the first is meant where none is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Names the first command where the arguments name none."""
        named = bool(args) and args[0] in (*self.commands, *ctx.help_option_names)
        completing = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if named or completing else [next(iter(self.commands)), *args])
