"""HTML and SVG as text in which everything is escaped that was not made here.

Numbers of the report are written with ``Figures``: each says by a JSON Pointer where in the report it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

_VOID = frozenset({"meta", "input", "br", "line", "rect", "circle", "path", "polyline"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = Markup | str | None


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """An element; ``class_`` is written ``class``, ``_`` in other names ``-``, and None and False are left out."""
    opened = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in _VOID:
        return Markup(f"<{name}{opened}>" if name in ("meta", "input", "br") else f"<{name}{opened}/>")
    return Markup(f"<{name}{opened}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Several children beside each other."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children if child))


def _attribute(key: str, value: str | float | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{escape(text)}"'


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


@dataclass(frozen=True, slots=True)
class Figures:
    """The report's numbers, written where the page needs them."""

    report: Mapping[str, Any]

    def at(self, *steps: str | int) -> Any:
        """The value there."""
        value: Any = self.report
        for step in steps:
            value = value[step]
        return value

    def write(self, *steps: str | int, places: int = 3, element: str = "data") -> Markup:
        """The number there with so many decimal places, and where it stands; ``element`` is ``tspan`` inside SVG."""
        value = self.at(*steps)
        text = f"{value:,.{places}f}" if isinstance(value, float) or places == 0 else f"{value:.{places}f}"
        return tag(element, text, data_at=pointer(*steps), class_="figure")

    def say(self, *steps: str | int, element: str = "span", class_: str | None = None) -> Markup:
        """The text there, and where it stands."""
        return tag(element, str(self.at(*steps)), data_says=pointer(*steps), class_=class_)

    def interval(self, low: tuple[str | int, ...], high: tuple[str | int, ...], places: int = 3) -> Markup:
        """Both ends of an interval."""
        return join(self.write(*low, places=places), " – ", self.write(*high, places=places))
