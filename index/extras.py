"""The libraries that the base install leaves out, and the extras that bring them."""

from importlib.util import find_spec

from seedqa.index.errors import QaError


class ExtraMissing(QaError):
    """What was asked for needs a library of an extra that is not installed."""


def require(library: str, what: str, extra: str) -> None:
    """Returns where a library is installed; else ``ExtraMissing`` says how to install it."""
    try:
        found = find_spec(library) is not None
    except ModuleNotFoundError:  # the package that the library is a part of
        found = False
    if not found:
        problem = f"{what} needs {library}, which the base install leaves out"
        raise ExtraMissing(problem, f"run: pip install 'seedqa[{extra}]'")
