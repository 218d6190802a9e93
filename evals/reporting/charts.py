"""The four pictures of a suite: right by kind, reliability, risk over coverage, and how long answers took."""

from collections.abc import Iterator
from typing import Any

from seedqa.evals.cases import KINDS
from seedqa.evals.reporting.markup import Figures, Markup, join, tag
from seedqa.evals.reporting.plot import Scale, axes, drawing, path, x_scale, y_scale

_ROW = 30
_INTERVAL = tag("span", "95% interval", class_="name")


def charts(figures: Figures, suite: str) -> list[Markup]:
    """Those that the suite has figures for."""
    found = figures.at("suites", suite)
    drawn = [by_kind(figures, suite)] if _kinds(found) else []
    if found["calibration"] is not None:
        drawn += [reliability(figures, suite), risk_coverage(figures, suite)]
    return [*drawn, latency(figures, suite)] if found["latency_bars"] else drawn


def _chart(title: str, told: Markup, picture: Markup) -> Markup:
    return tag("figure", tag("figcaption", tag("strong", title), tag("span", told)), picture, class_="chart")


def _kinds(suite: dict[str, Any]) -> list[str]:
    measures = suite["measures"]
    return [name for kind in KINDS for name in [f"accuracy.{kind}"] if name in measures] or (
        ["recall@10"] if "recall@10" in measures and "accuracy" not in measures else []
    )


def by_kind(figures: Figures, suite: str) -> Markup:
    """A dot and its interval for every kind of question."""
    names = _kinds(figures.at("suites", suite))
    height = 18 + _ROW * len(names) + 46
    x, y = x_scale(0, 1, left=112, right=88), Scale(0, len(names), 18, height - 46)
    rows = [_kind_row(figures, suite, name, x, y(number + 0.5)) for number, name in enumerate(names)]
    frame = Scale(0, 0, height - 46, 18)
    picture = drawing("Right by kind of question", _across(x, frame), *rows, height=height)
    return _chart("Right, by kind of question", join("share right, ", _INTERVAL, ", n"), picture)


def _across(x: Scale, y: Scale) -> Markup:
    """The axis of shares alone."""
    lines = [tag("line", x1=x(value), x2=x(value), y1=y.start, y2=y.end, class_="grid") for value in x.ticks()]
    texts = [
        tag("text", f"{value * 100:g}%", x=x(value), y=y.start + 17, class_="tick", text_anchor="middle")
        for value in x.ticks()
    ]
    return join(*lines, *texts)


def _kind_row(figures: Figures, suite: str, name: str, x: Scale, y: float) -> Markup:
    at = ("suites", suite, "measures", name)
    measure = figures.at(*at)
    numbers = join(
        figures.write(*at, "value", places=2, element="tspan"),
        " · n ",
        figures.write(*at, "n", places=0, element="tspan"),
    )
    return join(
        tag("text", name.removeprefix("accuracy."), x=100, y=y + 4, class_="row-label name", text_anchor="end"),
        tag("line", x1=x(measure["low"]), x2=x(measure["high"]), y1=y, y2=y, class_="interval"),
        tag("circle", cx=x(measure["value"]), cy=y, r=5, class_="dot"),
        tag("text", numbers, x=x.end + 10, y=y + 4, class_="row-label"),
    )


def reliability(figures: Figures, suite: str) -> Markup:
    """What share is right at each confidence; on the diagonal, confidence can be believed."""
    bins = figures.at("suites", suite, "calibration", "reliability")
    x, y = x_scale(0, 1), y_scale(0, 1)
    diagonal = tag("line", x1=x(0), y1=y(0), x2=x(1), y2=y(1), class_="ideal")
    points = [_bin(figures, suite, number, one, x, y) for number, one in enumerate(bins)]
    at = ("suites", suite, "calibration")
    told = join("calibration error ", figures.write(*at, "error"), ", n ", figures.write(*at, "answers", places=0))
    frame = axes(x, y, "confidence", "share right")
    return _chart("Reliability", told, drawing("Reliability", frame, diagonal, *points))


def _bin(figures: Figures, suite: str, number: int, one: dict[str, Any], x: Scale, y: Scale) -> Markup:
    at, place = ("suites", suite, "calibration", "reliability", number), x(one["confidence"])
    low = one["right_low"] > 0.12
    label = y(one["right_low"]) + 13 if low else y(one["right_high"]) - 5
    return join(
        tag("line", x1=place, x2=place, y1=y(one["right_low"]), y2=y(one["right_high"]), class_="interval"),
        tag("circle", cx=place, cy=y(one["right"]), r=5, class_="dot"),
        tag("text", figures.write(*at, "count", places=0, element="tspan"), x=place, y=label, class_="point-label",
            text_anchor="middle"),
    )  # fmt: skip


def risk_coverage(figures: Figures, suite: str) -> Markup:
    """The share wrong among the most confident answers, for every share of answers given."""
    points = figures.at("suites", suite, "calibration", "risk_coverage")
    worst = max(point["risk"] for point in points)
    x, y = x_scale(0, 1), y_scale(0, min(1.0, max(0.1, worst * 1.15)))
    places = [(x(point["coverage"]), y(point["risk"])) for point in points]
    area = path([(places[0][0], y.start), *places, (places[-1][0], y.start)])
    last = ("suites", suite, "calibration", "risk_coverage", len(points) - 1, "risk")
    told = join("share wrong among the surest; of all ", figures.write(*last), ", ", _area(figures, suite))
    frame = axes(x, y, "answered, surest first", "share wrong")
    line = tag("path", d=path(places), class_="line")
    return _chart(
        "Risk and coverage", told, drawing("Risk and coverage", frame, tag("path", d=area, class_="area"), line)
    )


def _area(figures: Figures, suite: str) -> Markup:
    """The area under the curve with its interval and n."""
    at = ("suites", suite, "measures", "risk_area")
    ends = figures.interval((*at, "low"), (*at, "high"))
    return join("area ", figures.write(*at, "value"), " (", ends, "), n ", figures.write(*at, "n", places=0))


def latency(figures: Figures, suite: str) -> Markup:
    """How many answers took how long, with the median and the slow end."""
    found = figures.at("suites", suite)
    bars = found["latency_bars"]
    x = x_scale(bars[0]["low"], bars[-1]["high"])
    y = y_scale(0, max(bar["count"] for bar in bars) * 1.18, whole=True)
    drawn = [
        tag("rect", x=x(bar["low"]) + 1, width=max(1.0, x(bar["high"]) - x(bar["low"]) - 2), y=y(bar["count"]),
            height=y(0) - y(bar["count"]), class_="bar")
        for bar in bars if bar["count"]
    ]  # fmt: skip
    frame = axes(x, y, "milliseconds", "answers", (False, False))
    told = join(*_percentiles(figures, suite), "n ", figures.write("suites", suite, "latencies", places=0))
    lines = [
        _percentile_line(found["latency_ms"], name, x, y) for name in ("p50", "p95") if name in found["latency_ms"]
    ]
    return _chart("Latency", told, drawing("Latency", frame, *drawn, *lines))


def _percentiles(figures: Figures, suite: str) -> Iterator[Markup]:
    for name in figures.at("suites", suite, "latency_ms"):
        ends = ("suites", suite, "latency_intervals_ms", name)
        value = figures.write("suites", suite, "latency_ms", name, places=0)
        yield join(
            tag("span", name, class_="name"), " ", value, " ms (", figures.interval((*ends, 0), (*ends, 1), 0), "), "
        )


def _percentile_line(values: dict[str, float], name: str, x: Scale, y: Scale) -> Markup:
    place = x(values[name])
    side = "end" if place > (x.start + x.end) / 2 else "start"
    return join(
        tag("line", x1=place, x2=place, y1=y.start, y2=y.end, class_="percentile"),
        tag("text", name, x=place + (4 if side == "start" else -4), y=y.end + 9, class_="point-label name",
            text_anchor=side),
    )  # fmt: skip
