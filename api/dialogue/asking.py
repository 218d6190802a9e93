"""A question asked beside the keyboard: Ctrl-C stops the answer and not the program."""

import queue
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from seedqa.qa.types import Answer, Turn

if TYPE_CHECKING:
    from seedqa.qa.llm.extractive import Extractive

    Pipe = queue.SimpleQueue[str | Answer | BaseException]


@runtime_checkable
class Streaming(Protocol):
    """An engine that gives its text piece by piece, as it is proven, and then the whole answer."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[str | Answer]: ...


def asked(
    engine: "Extractive", question: str, history: Sequence[Turn], documents: Sequence[str] = ()
) -> Iterator[str | Answer]:
    """Pieces of the text where the engine streams, then the answer; whatever the engine raises.

    The waiting can be interrupted at any moment. What the engine still does then is its own affair: nobody listens.
    """
    pipe: Pipe = queue.SimpleQueue()
    threading.Thread(target=_ask, args=(engine, question, tuple(history), tuple(documents), pipe), daemon=True).start()
    while True:
        told = pipe.get()
        if isinstance(told, BaseException):
            raise told
        yield told
        if isinstance(told, Answer):
            return


def _ask(
    engine: "Extractive", question: str, history: tuple[Turn, ...], documents: tuple[str, ...], pipe: "Pipe"
) -> None:
    try:
        if isinstance(engine, Streaming):
            for told in engine.stream(question, history, documents):
                pipe.put(told)
        else:
            pipe.put(engine.ask(question, history, documents))
    # Raised anew where the answer is waited for.
    except BaseException as error:
        pipe.put(error)
