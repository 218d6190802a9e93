"""What a chat client sends -> the question and the conversation before it.

The last user message is the question and the messages before it the history. System and developer messages
are data that nobody acts on: what is asked and answered rests on the documents alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.pasted import LONGEST_MESSAGE, asked_in
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
    """What is asked, and what was said before it; `note` tells of a text beside the question that is not searched."""

    question: str
    history: tuple[Turn, ...]
    note: str | None = None

    def words(self) -> int:
        """How many words were said, the question's among them."""
        return count_words(self.question, *(turn.content for turn in self.history))


def read_conversation(messages: Sequence[Message], parameter: str) -> Conversation:
    """The question and the history; `RefusedError` names the parameter where nothing is asked."""
    places = [place for place, message in enumerate(messages) if message.role == "user"]
    if not places:
        raise _refusal("there is no question", parameter, "send one with the role user", "invalid_value")
    last = messages[places[-1]]
    if not last.readable:
        raise _refusal("only text is read", parameter, "send the question as text", "unsupported_value")
    length = len(last.text)
    if length > LONGEST_MESSAGE:
        problem = f"the message has {length:,} characters, more than {LONGEST_MESSAGE:,}"
        raise _refusal(problem, parameter, "send less; texts to search belong in the index", "string_above_max_length")
    asked = asked_in(last.text)
    if asked is None:
        problem = f"the message has {length:,} characters and asks nothing"
        raise _refusal(problem, parameter, "end it with a question about the documents", "invalid_value")
    history = tuple(_turn(message) for message in messages[: places[-1]] if message.role in SPOKEN)
    return Conversation(asked.question, history, asked.note)


def count_words(*texts: str) -> int:
    """Words between white space, which stand for tokens here."""
    return sum(len(text.split()) for text in texts)


def _turn(message: Message) -> Turn:
    """An earlier message; of a long one of the user's its question, as it was asked then."""
    asked = asked_in(message.text[-LONGEST_MESSAGE:]) if message.role == "user" else None
    return Turn(message.role, message.text if asked is None else asked.question)


def _refusal(detail: str, parameter: str, remedy: str, code: str) -> RefusedError:
    return RefusedError(Failure(400, detail, errors=(FieldError(f"/{parameter}", remedy),), code=code))
