"""Which route a path belongs to, by the route's template: few names, however many paths are tried."""

import re
from collections.abc import Sequence

OTHER = "other"


class RouteNames:
    """The templates of an app."""

    def __init__(self, templates: Sequence[str]) -> None:
        # The more is fixed, the earlier it is tried: a template's parameter would take a fixed name too.
        ordered = sorted(templates, key=lambda template: (template.count("{"), template))
        self._patterns = [(template, _pattern(template)) for template in ordered]

    def name(self, path: str) -> str:
        """The template a path fits, or ``OTHER``."""
        return next((template for template, pattern in self._patterns if pattern.fullmatch(path)), OTHER)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{[^}]*\})", template)
    return re.compile("".join(_piece(piece) for piece in pieces), re.DOTALL)


def _piece(piece: str) -> str:
    """A parameter takes one step of the path; one of the kind `path` takes all that is left."""
    if not piece.startswith("{"):
        return re.escape(piece)
    return ".*" if piece.endswith(":path}") else "[^/]+"
