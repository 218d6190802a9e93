"""A task that a chat client sets for itself, and the conversation that it is about."""

from dataclasses import dataclass
from typing import Literal

from seedqa.qa.types import Turn

Kind = Literal["title", "tags", "follow_ups", "queries", "emoji", "completion", "tools"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made, the words that say how, and the talk it is made from; `draft` is a text to be continued."""

    kind: Kind
    order: str
    talk: tuple[Turn, ...]
    draft: str = ""

    @property
    def asked(self) -> list[str]:
        """What the user said in the talk, oldest first."""
        return [turn.content for turn in self.talk if turn.role == "user" and turn.content]
