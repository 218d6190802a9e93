"""The conversation: questions go to the engine with what was said before, orders are about the last answer."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.api.dialogue import views
from seedqa.api.dialogue.asking import asked
from seedqa.api.dialogue.orders import Order, read_order
from seedqa.api.terminal import print_answer, print_proof, print_sources
from seedqa.index.errors import InputError, QaError
from seedqa.qa.types import Answer, Citation, Turn

if TYPE_CHECKING:
    from seedqa.qa.llm.extractive import Extractive

DEFAULT_FILE = "answers.jsonl"


class Dialogue:
    """One conversation with one engine, about all documents or those named."""

    def __init__(self, engine: "Extractive", documents: Sequence[str] = ()) -> None:
        self._engine = engine
        self._documents = documents
        self._history: list[Turn] = []
        self._before: tuple[Turn, ...] = ()
        self._last: Answer | None = None
        self._shown: Answer | None = None

    def greet(self) -> None:
        """The first words on a terminal."""
        count = len(self._engine.documents())
        told = "one document is" if count == 1 else f"{count} documents are"
        print(f"Ask away: {told} indexed. :help lists the orders, Ctrl-D leaves.")

    def run(self, lines: Iterable[str]) -> None:
        """Answers line by line until there is none, or the user leaves."""
        for line in lines:
            try:
                if not self._take(line.strip()):
                    return
            except QaError as error:
                print(f"qa: {error}", file=sys.stderr, flush=True)
            except KeyboardInterrupt:
                print("\nstopped", flush=True)

    def _take(self, line: str) -> bool:
        """Does what a line says; False if it is to leave."""
        order = read_order(line)
        if order is not None:
            return self._obey(order)
        if line:
            self._ask(line)
        return True

    def _ask(self, question: str) -> None:
        streamed = False
        for told in asked(self._engine, question, self._history, self._documents):
            if isinstance(told, Answer):
                self._remember(told)
                if streamed:
                    print("\n", flush=True)
                    print_proof(told)
                else:
                    print_answer(told)
            else:
                streamed = True
                print(told, end="", flush=True)

    def _remember(self, answer: Answer) -> None:
        self._before = tuple(self._history)
        self._last = answer
        # Thanks and the like show no passage, and leave those of the answer before open.
        self._shown = answer if answer.citations or answer.nearest else self._shown
        self._history += [Turn("user", answer.question), Turn("assistant", answer.answer)]

    def _obey(self, order: Order) -> bool:
        match order.name:
            case "quit":
                return False
            case "help":
                views.print_help()
            case "new":
                self._history, self._before, self._last, self._shown = [], (), None, None
                print("a new conversation")
            case "open":
                self._open(order.argument or "1")
            case "why":
                views.print_reasons(self._answer())
            case "sources":
                self._sources()
            case "save":
                self._save(Path(order.argument or DEFAULT_FILE).expanduser())
            case _:
                raise InputError(f"there is no order :{order.name}", order.remedy)
        return True

    def _answer(self) -> Answer:
        if self._last is None:
            raise InputError("nothing has been answered yet", "ask a question first")
        return self._last

    def _sources(self) -> None:
        if self._last is None:
            views.print_documents(self._engine.documents())
        else:
            print_sources(self._last)

    def _open(self, argument: str) -> None:
        answer = self._shown or self._answer()
        # A refusal cites nothing, but shows where a reader would look next.
        shown: dict[str, Citation] = {str(c.marker): c for c in (*answer.nearest, *answer.citations)}
        citation = shown.get(argument.strip("[]"))
        if citation is None:
            numbers = ", ".join(f"[{number}]" for number in sorted(shown, key=int))
            raise InputError(f"the last answer has no [{argument.strip('[]')}]", f"it has {numbers or 'no passages'}")
        document = self._engine.document(citation.document_id)
        if document is None or document.sha256 != citation.sha256:
            raise InputError(f"{citation.uri} has changed since the answer", "ask again")
        views.print_passage(document, citation)

    def _save(self, file: Path) -> None:
        """Adds the last answer to a file of JSON Lines, with the turns before it."""
        answer = self._answer()
        line = json.dumps({**answer.to_dict(), "history": [asdict(turn) for turn in self._before]}, ensure_ascii=False)
        try:
            with file.open("a", encoding="utf-8") as opened:
                opened.write(line + "\n")
        except OSError as error:
            raise InputError(f"cannot write {file} ({error.strerror})", "name another file: :save FILE") from None
        print(f"saved to {file}; check it with: qa verify {file}")
