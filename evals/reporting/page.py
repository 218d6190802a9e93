"""The whole page as one file: nothing is fetched, and its own policy forbids it to."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seedqa.evals.reporting.case_list import case_list
from seedqa.evals.reporting.charts import charts
from seedqa.evals.reporting.markup import Figures, Markup, tag
from seedqa.evals.reporting.overview import anchor, gates, measures, suites, trend, verdict

_HERE = Path(__file__).parent


def page(report: Mapping[str, Any]) -> str:
    """The report as HTML."""
    figures, style, script = Figures(report), _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"Evaluation of {report['system']}"),
        tag("style", Markup(style)),
    )
    body = tag(
        "body", tag("main", _top(figures), *_sections(figures), case_list(figures)), tag("script", Markup(script))
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _top(figures: Figures) -> Markup:
    sampled = tag("p", "A quick run over a part of each suite.", class_="note") if figures.at("sampled") else None
    title = tag("h1", "Evaluation of ", figures.say("system"))
    return tag("header", title, verdict(figures), sampled, gates(figures), trend(figures), suites(figures))


def _sections(figures: Figures) -> list[Markup]:
    return [_suite(figures, suite) for suite in figures.at("suites")]


def _suite(figures: Figures, suite: str) -> Markup:
    heading = tag("h2", suite, class_="name")
    counted = tag(
        "p", figures.write("suites", suite, "cases", places=0), " cases", *_lost(figures, suite), class_="note"
    )
    drawn = tag("div", *charts(figures, suite), class_="charts")
    return tag("section", heading, counted, drawn, measures(figures, suite), id=anchor(suite))


def _lost(figures: Figures, suite: str) -> list[Markup | str]:
    """How many cases each stage lost."""
    told: list[Markup | str] = []
    for stage in figures.at("suites", suite).get("lost_by", {}):
        told += [", " if told else "; lost by ", stage, " ", figures.write("suites", suite, "lost_by", stage, places=0)]
    return told


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
