"""Answers and checks as a person reads them in a terminal: the short answer, the proof, and where it stands."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text
from seedqa.qa.figures.arithmetic import shortened
from seedqa.qa.types import Answer, Citation, Derivation, Operand
from seedqa.qa.verification import AnswerCheck

WRITERS = {
    "extractive": "answered by the documents alone",
    "generative": "answered by the language model, proven by the documents",
}
_OTHERS = {"extractive": "the documents alone give", "generative": "the language model says"}
_MARKS = {"holds": "green", "moved": "yellow", "changed": "red", "lost": "red"}


def print_answer(answer: Answer) -> None:
    """Prints one answer on standard output; colours on a terminal only."""
    console = make_console()
    if answer.standalone_question != answer.question.strip():
        console.print(Text(f"understood as: {answer.standalone_question}", style="dim"))
    if answer.short_answer:
        console.print(Text(answer.short_answer, style="bold"))
        console.print()
    console.print(_highlighted(answer))
    console.print()
    print_proof(answer)


def print_proof(answer: Answer) -> None:
    """Prints what an answer's text rests on: how a figure came about, and the sources."""
    if answer.derivation is not None:
        _print_derivation(make_console(), answer.derivation)
    print_sources(answer)
    if answer.usage is not None:
        print_mode(answer)


def print_mode(answer: Answer) -> None:
    """Prints which mode answered, and what the other one says where it differs."""
    console = make_console()
    console.print(Text(WRITERS[answer.mode], style="dim"))
    other = answer.other
    if other is not None:
        told = other.short_answer or other.answer.partition("\n")[0]
        console.print(Text(f"{_OTHERS[other.mode]}: ", style="dim").append(told, style="not dim"))


def print_sources(answer: Answer) -> None:
    """Prints where the citations stand; for a refusal, the passages a reader would look at next."""
    console = make_console()
    for citation in answer.citations:
        _print_source(console, f"[{citation.marker}]", citation)
    if answer.nearest:
        console.print(Text("The nearest passages:", style="dim"))
    for citation in answer.nearest:
        console.print(Text("  " + " ".join(citation.quote.split())))
        _print_source(console, f"  [{citation.marker}]", citation)


def print_checks(checks: Sequence[AnswerCheck]) -> None:
    """Prints what became of each saved answer's citations."""
    console = make_console()
    for check in checks:
        console.print(Text(f"{'holds' if check.holds else 'does not hold'}: {check.question}", style="bold"))
        for citation in check.citations:
            line = Text(f"  [{citation.marker}] ")
            line.append(citation.outcome, style=_MARKS[citation.outcome])
            console.print(line.append(f": {citation.detail}"))


def make_console() -> Console:
    """Wrapped to the terminal's width; lines are left whole for another program."""
    console = Console(highlight=False)
    console.soft_wrap = not console.is_terminal
    return console


def _highlighted(answer: Answer) -> Text:
    text = Text(answer.answer)
    for part in answer.parts or ((answer.short_answer,) if answer.short_answer else ()):
        text.highlight_words([part], style="bold yellow")
    return text


def _print_derivation(console: Console, derivation: Derivation) -> None:
    """Operand, figure, where it stands; then what they give."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for operand in derivation.operands:
        table.add_row(operand.name, _figure(operand), Text(f"[{operand.citation}]"), style="dim")
    table.add_row(f"= {derivation.expression}", derivation.rounded, "", style="bold")
    console.print(table)
    console.print()


def _figure(operand: Operand) -> str:
    value = Decimal(operand.value)
    near = shortened(value)
    return f"{'' if near == value else 'about '}{near:,f} {operand.unit}"


def _print_source(console: Console, label: str, citation: Citation) -> None:
    told = f" ({citation.published})" if citation.published else ""
    source = Text(f"{label} ").append(citation.title, style="italic").append(told)
    console.print(source)
    place = f"{citation.uri}, characters {citation.start}-{citation.end}"
    console.print(Text(f"    {place}", style="dim"))
