"""A plane with axes, as SVG: from figures to places, ticks that people read, and text that names what is drawn.

Ticks are of the axis and not of the report; every other number goes through ``Figures``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from seedqa.evals.reporting.markup import Child, Markup, join, tag

WIDTH, HEIGHT = 440, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 16, 18, 46


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high`` of the figures to ``start`` to ``end`` of the drawing; ``whole`` where it counts."""

    low: float
    high: float
    start: float
    end: float
    whole: bool = False

    def __call__(self, value: float) -> float:
        """Where the value is drawn."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int = 5) -> list[float]:
        """Round values within the scale."""
        rough = ((self.high - self.low) or 1.0) / most
        size = 10.0 ** floor(log10(rough))
        factors = (1, 2, 5, 10) if self.whole else (1, 2, 2.5, 5, 10)
        step = next(size * factor for factor in factors if size * factor >= rough * 0.999)
        step = max(1.0, step) if self.whole else step
        first = -(-self.low // step)
        count = int((self.high - first * step) / step + 1e-9)
        return [round((first + number) * step, 10) for number in range(count + 1)]


def x_scale(low: float, high: float, left: float = _LEFT, right: float = _RIGHT) -> Scale:
    """Left to right."""
    return Scale(low, high, left, WIDTH - right)


def y_scale(low: float, high: float, whole: bool = False) -> Scale:
    """Bottom to top."""
    return Scale(low, high, HEIGHT - _BOTTOM, _TOP, whole)


def drawing(title: str, *children: Child, height: float = HEIGHT) -> Markup:
    """The picture with its name for those who do not see it."""
    box = f"0 0 {WIDTH} {height:g}"
    return tag("svg", tag("title", title), *children, viewBox=box, role="img", aria_label=title)


def axes(x: Scale, y: Scale, x_label: str, y_label: str, percent: tuple[bool, bool] = (True, True)) -> Markup:
    """Grid, ticks and labels of both axes."""
    lines = [*_x_ticks(x, y, percent[0]), *_y_ticks(x, y, percent[1])]
    middle = (y.start + y.end) / 2
    return join(
        *lines,
        tag("text", x_label, x=(x.start + x.end) / 2, y=y.start + 38, class_="axis-label", text_anchor="middle"),
        tag("text", y_label, transform=f"translate(13 {middle:.1f}) rotate(-90)", class_="axis-label",
            text_anchor="middle"),
    )  # fmt: skip


def _x_ticks(x: Scale, y: Scale, percent: bool) -> Iterator[Markup]:
    for value in x.ticks():
        yield tag("line", x1=x(value), x2=x(value), y1=y.start, y2=y.end, class_="grid")
        yield tag("text", _tick(value, percent), x=x(value), y=y.start + 17, class_="tick", text_anchor="middle")


def _y_ticks(x: Scale, y: Scale, percent: bool) -> Iterator[Markup]:
    for value in y.ticks():
        yield tag("line", x1=x.start, x2=x.end, y1=y(value), y2=y(value), class_="grid")
        yield tag("text", _tick(value, percent), x=x.start - 7, y=y(value) + 4, class_="tick", text_anchor="end")


def _tick(value: float, percent: bool) -> str:
    return f"{value * 100:g}%" if percent else f"{value:,g}"


def path(points: Sequence[tuple[float, float]]) -> str:
    """A line through these places."""
    return "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in points)
