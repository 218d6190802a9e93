"""The orders of a conversation, as `:open 1`: their names, what they take, and what they do."""

import difflib
from dataclasses import dataclass

ORDERS = {
    "open": ("N", "show passage [N] of the last answer in its document"),
    "why": ("", "how the question was understood, the verdict, and how sure it is"),
    "sources": ("", "what the last answer rests on; before the first one, the documents"),
    "save": ("[FILE]", "add the last answer to a file that qa verify can check (answers.jsonl)"),
    "new": ("", "begin a new conversation"),
    "help": ("", "this list"),
    "quit": ("", "leave; so does Ctrl-D"),
}
_FAREWELLS = ("exit", "quit", "bye")


@dataclass(frozen=True, slots=True)
class Order:
    """One of ``ORDERS`` with what was typed after it, or an unknown one."""

    name: str
    argument: str

    @property
    def known(self) -> bool:
        """Whether there is such an order."""
        return self.name in ORDERS

    @property
    def remedy(self) -> str:
        """What to do where there is none."""
        near = difflib.get_close_matches(self.name, list(ORDERS), n=1)
        return f"did you mean :{near[0]}?" if near else ":help lists them"


def read_order(line: str) -> Order | None:
    """The order in a line; None for a question. The beginning of a name will do, where it is only one's."""
    if line.lower().rstrip("!. ") in _FAREWELLS:
        return Order("quit", "")
    if not line.startswith(":"):
        return None
    name, _, argument = line[1:].strip().partition(" ")
    begun = [known for known in ORDERS if known.startswith(name.lower())] if name else ["help"]
    return Order(begun[0] if len(begun) == 1 else name, argument.strip())
