"""What a chat client sends -> the question and the conversation before it.

The last user message is the question and the messages before it the history. System and developer messages
are data that nobody acts on: what is asked and answered rests on the documents alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.qa.types import Turn

SPOKEN = ("user", "assistant")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as text; not `readable` where it also holds an image, a sound or a file."""

    role: str
    text: str
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is asked, and what was said before it."""

    question: str
    history: tuple[Turn, ...]

    def words(self) -> int:
        """How many words were said, the question's among them."""
        return count_words(self.question, *(turn.content for turn in self.history))


def read_conversation(messages: Sequence[Message], parameter: str) -> Conversation:
    """The question and the history; `RefusedError` names the parameter where nothing is asked."""
    asked = [place for place, message in enumerate(messages) if message.role == "user"]
    if not asked:
        raise _refusal("there is no question", parameter, "send one with the role user", "invalid_value")
    question = messages[asked[-1]]
    if not question.readable:
        raise _refusal("only text is read", parameter, "send the question as text", "unsupported_value")
    spoken = [message for message in messages[: asked[-1]] if message.role in SPOKEN]
    return Conversation(question.text, tuple(Turn(message.role, message.text) for message in spoken))


def count_words(*texts: str) -> int:
    """Words between white space, which stand for tokens here."""
    return sum(len(text.split()) for text in texts)


def _refusal(detail: str, parameter: str, remedy: str, code: str) -> RefusedError:
    return RefusedError(Failure(400, detail, errors=(FieldError(f"/{parameter}", remedy),), code=code))
