"""The top of the page: the verdict, the gates, every suite in one row, and what changed since the baseline."""

from seedqa.evals.metrics import METRICS
from seedqa.evals.reporting.markup import Child, Figures, Markup, join, tag

_HEADLINES = ("accuracy", "right_with_citation", "refusal_recall", "recall@5", "calibration_error")
_INTERVAL = tag("span", "95% interval", class_="name")
_CHANGE = join("change, ", _INTERVAL)
_GATES = {True: ("holds", "good"), False: ("failed", "bad"), None: ("not measured", "mute")}


def verdict(figures: Figures) -> Markup:
    """One line that says whether the run passes."""
    look = "mute" if not figures.at("gates") and figures.at("decided") else "good" if figures.at("holds") else "bad"
    return figures.say("verdict", element="p", class_=f"verdict {look}")


def gates(figures: Figures) -> Markup | None:
    """The gates, those that failed first and in the open."""
    numbers = sorted(
        range(len(figures.at("gates"))), key=lambda number: figures.at("gates", number, "holds") is not False
    )
    failed = [number for number in numbers if figures.at("gates", number, "holds") is False]
    if not numbers:
        return None
    rest = tag("details", tag("summary", "All gates"), _gate_table(figures, numbers))
    return tag("section", tag("h2", "Gates"), _gate_table(figures, failed) if failed else None, rest)


def _gate_table(figures: Figures, numbers: list[int]) -> Markup:
    rows = [_gate(figures, number) for number in numbers]
    return _table(("", "suite", "claim", "finding"), rows)


def _gate(figures: Figures, number: int) -> Markup:
    word, look = _GATES[figures.at("gates", number, "holds")]
    cells = [tag("td", tag("span", word, class_=f"chip {look}"))]
    for name in ("suite", "claim", "finding"):
        cells.append(tag("td", figures.say("gates", number, name)))
    return tag("tr", *cells)


def suites(figures: Figures) -> Markup:
    """One row a suite: the measures that matter most, each with its interval and n."""
    names = list(figures.at("suites"))
    shown = [name for name in _HEADLINES if any(name in figures.at("suites", suite, "measures") for suite in names)]
    rows = [_suite_row(figures, suite, shown) for suite in names]
    return tag("section", tag("h2", "Suites"), _table(("suite", "cases", *map(_label, shown), "median"), rows))


def _label(name: str) -> Markup:
    return tag("span", name.replace("_", " "), class_="name", title=METRICS[name])


def _suite_row(figures: Figures, suite: str, shown: list[str]) -> Markup:
    found = figures.at("suites", suite)
    median = ("suites", suite, "latency_ms", "p50")
    cells: list[Child] = [
        tag("th", tag("a", suite, href=f"#{anchor(suite)}", class_="name"), scope="row"),
        tag("td", figures.write("suites", suite, "cases", places=0), class_="number"),
        *(tag("td", _measure(figures, suite, name), class_="number") for name in shown),
        tag(
            "td",
            join(figures.write(*median, places=0), " ms") if "p50" in found["latency_ms"] else "–",
            class_="number",
        ),
    ]
    return tag("tr", *cells)


def _measure(figures: Figures, suite: str, name: str) -> Markup:
    if name not in figures.at("suites", suite, "measures"):
        return Markup("–")
    at = ("suites", suite, "measures", name)
    small = join(figures.interval((*at, "low"), (*at, "high"), 2), " · n ", figures.write(*at, "n", places=0))
    return join(figures.write(*at, "value"), tag("small", small))


def trend(figures: Figures) -> Markup | None:
    """Then and now, for the suites that the baseline has."""
    rows = [_trend_row(figures, suite) for suite, found in figures.at("suites").items() if found["trend"] is not None]
    if not rows:
        return None
    heads = ("suite", "paired cases", "right then", "right now", _CHANGE, "broken", "mended", "chance")
    by_measure = tag("details", tag("summary", "By measure"), _trend_measures(figures))
    return tag("section", tag("h2", "Since the baseline"), _table(heads, rows), by_measure)


def _trend_row(figures: Figures, suite: str) -> Markup:
    at = ("suites", suite, "trend")
    return tag(
        "tr",
        tag("th", suite, scope="row", class_="name"),
        tag("td", figures.write(*at, "paired", places=0), class_="number"),
        *_then_and_now(figures, (*at, "right")),
        tag("td", figures.write(*at, "broken", places=0), class_="number"),
        tag("td", figures.write(*at, "mended", places=0), class_="number"),
        tag("td", "p ", figures.write(*at, "chance"), class_="number"),
    )


def _then_and_now(figures: Figures, at: tuple[str | int, ...]) -> list[Markup]:
    told = figures.at(*at)
    # Colour says that chance alone would hardly bring it about.
    look = "good" if told["low"] > 0 else "bad" if told["high"] < 0 else "mute"
    arrow = "▲ " if told["change"] > 0 else "▼ " if told["change"] < 0 else "= "
    moved = tag("span", arrow, figures.write(*at, "change"), class_=f"chip {look}")
    return [
        tag("td", figures.write(*at, "then"), class_="number"),
        tag("td", figures.write(*at, "now"), class_="number"),
        tag("td", moved, tag("small", figures.interval((*at, "low"), (*at, "high"))), class_="number"),
    ]


def _trend_measures(figures: Figures) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", suite, scope="row", class_="name"),
            tag("td", _label(name)),
            tag("td", figures.write("suites", suite, "trend", "metrics", name, "n", places=0), class_="number"),
            *_then_and_now(figures, ("suites", suite, "trend", "metrics", name)),
        )
        for suite, found in figures.at("suites").items()
        for name in (found["trend"] or {"metrics": ()})["metrics"]
    ]
    return _table(("suite", "measure", "paired cases", "then", "now", _CHANGE), rows)


def measures(figures: Figures, suite: str) -> Markup:
    """Every measure of a suite, folded."""
    rows = [_measure_row(figures, suite, name) for name in figures.at("suites", suite, "measures")]
    table = _table(("measure", "value", _INTERVAL, "n", "what it means"), rows)
    return tag("details", tag("summary", "All measures"), table)


def _measure_row(figures: Figures, suite: str, name: str) -> Markup:
    at, (metric, _, kind) = ("suites", suite, "measures", name), name.partition(".")
    return tag(
        "tr",
        tag("th", name, scope="row", class_="name sub" if kind else "name"),
        tag("td", figures.write(*at, "value"), class_="number"),
        tag("td", figures.interval((*at, "low"), (*at, "high")), class_="number"),
        tag("td", figures.write(*at, "n", places=0), class_="number"),
        tag("td", "" if kind else METRICS[metric], class_="name meaning"),
    )


def anchor(suite: str) -> str:
    """The place of a suite's section."""
    return f"suite-{suite}"


def _table(heads: tuple[Child, ...], rows: list[Markup]) -> Markup:
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
    return tag("div", tag("table", head, tag("tbody", *rows)), class_="scroll")
