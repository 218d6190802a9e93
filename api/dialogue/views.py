"""What the orders of a conversation show: a passage in its document, the reasons of an answer, the documents."""

import re
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from seedqa.api.dialogue.orders import ORDERS
from seedqa.api.terminal import WRITERS, make_console
from seedqa.index.documents import Document
from seedqa.qa.types import Answer, Citation

_AROUND = 300
_VERDICTS = {
    "answered": "the documents say so",
    "partial": "the documents answer a part of it",
    "not_found": "the documents do not say",
    "conflict": "the documents disagree",
    "needs_clarification": "it can be understood in two ways",
}
_LEADS = frozenset("a an the do does did is are was were has have had".split())
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def print_help() -> None:
    """The orders, one a line."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, (argument, does) in ORDERS.items():
        table.add_row(Text(f":{name} {argument}".rstrip(), style="bold"), does)
    console = make_console()
    console.print(table)
    console.print("Everything else is a question. Ctrl-C stops an answer.")


def print_documents(documents: Sequence[Document]) -> None:
    """What can be asked about."""
    console = make_console()
    for document in documents:
        console.print(Text(document.uri).append(f"  {document.title}", style="dim"))


def print_passage(document: Document, citation: Citation) -> None:
    """The passage with the cited words marked, and a little of what stands around it."""
    console = make_console()
    told = f" ({document.published})" if document.published else ""
    console.print(Text(document.title, style="italic").append(told))
    console.print(Text(f"{document.uri}, characters {citation.start}-{citation.end}", style="dim"))
    console.print()
    text, start, end = document.text, citation.context_start, citation.context_end
    first, last = _widened(text, start, end)
    # Where there are no colours, the marks have to be letters.
    left, right = ("", "") if console.is_terminal and not console.no_color else ("»", "«")
    passage = Text("… " if first else "", style="dim").append(text[first:start], style="dim")
    passage.append(text[start : citation.start], style="not dim")
    passage.append(f"{left}{text[citation.start : citation.end]}{right}", style="not dim bold yellow")
    passage.append(text[citation.end : end], style="not dim").append(text[end:last])
    console.print(passage.append(" …" if last < len(text) else ""))


def print_reasons(answer: Answer) -> None:
    """How the question was understood, and what came of it."""
    table = Table(box=None, pad_edge=False, show_header=False)
    rows = [
        ("asked", answer.question),
        ("looked up", answer.standalone_question),
        ("carried over", ", ".join(carried(answer.question, answer.standalone_question)) or "nothing"),
        ("verdict", _verdict(answer)),
        ("confidence", f"{answer.confidence:.0%} sure that this is right"),
        ("mode", WRITERS[answer.mode]),
        ("index", f"generation {answer.index.generation}, {answer.index.fingerprint[:12]}"),
        ("took", ", ".join(f"{stage} {spent:.0f} ms" for stage, spent in answer.timings_ms.items())),
    ]
    for name, told in rows:
        table.add_row(Text(name, style="dim"), Text(told))
    make_console().print(table)


def carried(question: str, standalone: str) -> list[str]:
    """The words of the stand-alone question that were not typed, those side by side together."""
    typed = {*_LEADS, *(word.casefold() for word in _WORD.findall(question))}
    runs: list[list[str]] = []
    before = -2
    for place, word in enumerate(_WORD.findall(standalone)):
        if word.casefold() not in typed:
            if place != before + 1:
                runs.append([])
            runs[-1].append(word)
            before = place
    return [" ".join(run) for run in runs]


def _verdict(answer: Answer) -> str:
    reason = f" ({answer.reason.replace('_', ' ')})" if answer.reason else ""
    return f"{answer.status.replace('_', ' ')}: {_VERDICTS[answer.status]}{reason}"


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with whole lines around it, or whole words where lines are long."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last
