"""Every case of the open suites: asked, expected, given, the passage with the marked span, and what lost it."""

from collections.abc import Iterator
from typing import Any

from seedqa.evals.reporting.markup import Figures, Markup, join, tag
from seedqa.evals.reporting.overview import anchor

_ROLES = {"cited": "cited", "proof": "proves the answer, not cited", "nearest": "pointed to"}
_OUTCOMES = {"right": "right", "wrong": "wrong", "broken": "broke", "mended": "mended", "unscored": "no score"}


def outcome(result: dict[str, Any]) -> str:
    """What to filter by: broken and mended are against the baseline."""
    was = result.get("was")
    if was is not None and was["right"] != result["right"]:
        return "mended" if result["right"] else "broken"
    return "right" if result["right"] else "wrong"


def case_list(figures: Figures) -> Markup:
    """The filters and the cases."""
    cards = [
        card for suite, found in figures.at("suites").items() if found["opened"] for card in _cards(figures, suite)
    ]
    closed = [suite for suite, found in figures.at("suites").items() if not found["opened"]]
    held_out = tag("p", "Held out, so that nobody tunes on them; only totals are shown: ",
                   tag("span", ", ".join(closed), class_="name"), class_="note") if closed else None  # fmt: skip
    return tag("section", tag("h2", "Cases"), held_out, _filters(figures) if cards else None, *cards, id="cases")


def _filters(figures: Figures) -> Markup:
    opened = [suite for suite, found in figures.at("suites").items() if found["opened"]]
    results = [result for suite in opened for result in figures.at("suites", suite, "results")]
    kinds = sorted({result["kind"] for result in results})
    stages = sorted({result["lost_by"] for result in results if result["lost_by"]})
    return tag(
        "form",
        _select("suite", "suite", [(name, name) for name in opened]),
        _select("kind", "kind", [(kind, kind) for kind in kinds]),
        _select("outcome", "outcome", [("lost", "wrong or no score"), *_OUTCOMES.items()]),
        _select("stage", "lost by", [(stage, stage) for stage in stages]),
        tag("label", "text ", tag("input", type="search", name="text", placeholder="in a question or answer")),
        tag("output", name="count", role="status"),
        class_="filters", role="search",
    )  # fmt: skip


def _select(name: str, label: str, choices: list[tuple[str, str]]) -> Markup:
    options = [tag("option", text, value=value, class_="name") for value, text in choices]
    return tag("label", label + " ", tag("select", tag("option", "all", value=""), *options, name=name))


def _cards(figures: Figures, suite: str) -> Iterator[Markup]:
    for case in figures.at("suites", suite, "unscored"):
        yield _unscored(figures, suite, case)
    results = figures.at("suites", suite, "results")
    for number in sorted(range(len(results)), key=lambda number: results[number]["right"]):
        yield _card(figures, suite, number)


def _unscored(figures: Figures, suite: str, case: str) -> Markup:
    head = tag("summary", _chip("unscored"), tag("span", case, class_="question name"), _where(suite, ""))
    why = tag("p", figures.say("suites", suite, "unscored", case), class_="why")
    return tag(
        "details", head, why, class_="case", data_suite=suite, data_kind="", data_outcome="unscored", data_stage=""
    )


def _card(figures: Figures, suite: str, number: int) -> Markup:
    at = ("suites", suite, "results", number)
    result = figures.at(*at)
    became = outcome(result)
    summary = tag(
        "summary", _chip(became), figures.say(*at, "question", class_="question"), _where(suite, result["kind"])
    )
    return tag(
        "details", summary, tag("div", *_body(figures, at, result), class_="body"), class_="case", data_suite=suite,
        data_kind=result["kind"], data_outcome=became, data_stage=result["lost_by"] or "", id=f"case-{result['id']}",
    )  # fmt: skip


def _chip(became: str) -> Markup:
    look = {"right": "good", "mended": "good"}.get(became, "bad")
    return tag("span", _OUTCOMES[became], class_=f"chip {look}")


def _where(suite: str, kind: str) -> Markup:
    return tag("span", tag("a", suite, href=f"#{anchor(suite)}"), f" · {kind}" if kind else None, class_="where name")


def _body(figures: Figures, at: tuple[str | int, ...], result: dict[str, Any]) -> Iterator[Markup]:
    if result["why"]:
        stage = join(" — lost by ", tag("strong", result["lost_by"])) if result["lost_by"] else None
        yield tag("p", figures.say(*at, "why"), stage, class_="why")
    if result["history"]:
        turns = [_turn(figures, (*at, "history", number)) for number in range(len(result["history"]))]
        yield tag("div", tag("h4", "Before it"), *turns)
    yield tag("div", _expected(figures, at, result), _given(figures, at, result), class_="sides")
    yield from (_passage(figures, (*at, "passages", number)) for number in range(len(result["passages"])))
    yield _numbers(figures, at, result)


def _turn(figures: Figures, at: tuple[str | int, ...]) -> Markup:
    return tag("p", figures.say(*at, "role", class_="role"), " ", figures.say(*at, "content"), class_="turn")


def _expected(figures: Figures, at: tuple[str | int, ...], result: dict[str, Any]) -> Markup:
    items = [tag("li", *_wordings(figures, (*at, "expected", number))) for number in range(len(result["expected"]))]
    return tag(
        "div",
        tag("h4", "Expected"),
        tag("p", *_several(figures, (*at, "expected_status")), *_reasons(figures, at, result), class_="status"),
        tag("ul", *items) if items else None,
        tag("p", figures.say(*at, "expected_value", "value"), " ", figures.say(*at, "expected_value", "unit"),
            " ± ", figures.say(*at, "expected_value", "tolerance")) if result["expected_value"] else None,
        tag("p", figures.say(*at, "reference")) if result["reference"] else None,
    )  # fmt: skip


def _reasons(figures: Figures, at: tuple[str | int, ...], result: dict[str, Any]) -> list[Markup | str]:
    return [": ", *_several(figures, (*at, "expected_reason"))] if result["expected_reason"] else []


def _wordings(figures: Figures, at: tuple[str | int, ...]) -> Iterator[Markup | str]:
    for number in range(len(figures.at(*at))):
        yield tag("span", " or ", class_="or") if number else ""
        yield figures.say(*at, number)


def _several(figures: Figures, at: tuple[str | int, ...]) -> Iterator[Markup | str]:
    for number in range(len(figures.at(*at))):
        yield " or " if number else ""
        yield figures.say(*at, number)


def _given(figures: Figures, at: tuple[str | int, ...], result: dict[str, Any]) -> Markup:
    answer, was = result["answer"], result["was"]
    if answer is None:
        return tag("div", tag("h4", "Given"), tag("p", "Only retrieval was measured."))
    said = (*at, "answer")
    reason = join(": ", figures.say(*said, "reason")) if answer.get("reason") else None
    return tag(
        "div",
        tag("h4", "Given"),
        tag("p", figures.say(*said, "status"), reason, class_="status"),
        tag("p", figures.say(*said, "short_answer"), class_="short") if answer.get("short_answer") else None,
        tag("p", figures.say(*said, "answer"), class_="text"),
        _looked_up(figures, said, answer),
        _before(figures, (*at, "was", "said")) if was and was["said"] and was["right"] != result["right"] else None,
    )


def _looked_up(figures: Figures, at: tuple[str | int, ...], answer: dict[str, Any]) -> Markup | None:
    looked = answer.get("standalone_question")
    if not looked or looked == answer.get("question"):
        return None
    return tag("p", "Looked up: ", figures.say(*at, "standalone_question"), class_="note")


def _before(figures: Figures, at: tuple[str | int, ...]) -> Markup:
    return tag("p", "In the baseline: ", figures.say(*at, "status"), ", ", figures.say(*at, "answer"), class_="note")


def _passage(figures: Figures, at: tuple[str | int, ...]) -> Markup:
    one = figures.at(*at)
    place = join(
        tag("span", _ROLES[one["role"]], class_=f"chip {'good' if one['role'] == 'cited' else 'mute'}"), " ",
        figures.say(*at, "document"), " ",
        figures.write(*at, "start", places=0), "–", figures.write(*at, "end", places=0),
    )  # fmt: skip
    text = tag(
        "blockquote", "… " if one["cut"][0] else None, figures.say(*at, "before"),
        figures.say(*at, "marked", element="mark"), figures.say(*at, "after"), " …" if one["cut"][1] else None,
    )  # fmt: skip
    return tag("div", tag("p", place, class_="place"), text, class_="passage")


def _numbers(figures: Figures, at: tuple[str | int, ...], result: dict[str, Any]) -> Markup:
    told = [tag("span", "id ", figures.say(*at, "id"))]
    answer = result["answer"] or {}
    if answer.get("confidence") is not None:
        told.append(tag("span", "confidence ", figures.write(*at, "answer", "confidence")))
    if result["rank"] is not None:
        told.append(tag("span", "proof at rank ", figures.write(*at, "rank", places=0)))
    if result["latency_ms"] is not None:
        told.append(tag("span", figures.write(*at, "latency_ms", places=0), " ms"))
    return tag("p", *told, class_="numbers")
