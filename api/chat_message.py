"""A reply as a chat message: its words, its marks, a call or a refusal, and how it ended."""

from dataclasses import dataclass

from seedqa.api.annotations import annotations
from seedqa.api.chat_schemas import AssistantMessage, CalledFunction, FinishReason, ToolCall, Usage
from seedqa.api.replying import Reply
from seedqa.api.schemas import AnswerBody


@dataclass(frozen=True, slots=True)
class Heading:
    """What is known of a reply before its text: its names, whom its links lead to, how many equal choices there are."""

    id: str
    created: int
    fingerprint: str
    base_url: str
    choices: int
    words_read: int


def message_of(reply: Reply, heading: Heading) -> AssistantMessage:
    """The message; its text is null where there is a call or a refusal in its stead."""
    spoken = reply.call is None and reply.refusal is None
    message = AssistantMessage(
        content=reply.text if spoken else None,
        refusal=reply.refusal,
        annotations=annotations(reply.marks, heading.base_url),
    )
    return message if reply.call is None else message.model_copy(update={"tool_calls": calls_of(reply, heading)})


def calls_of(reply: Reply, heading: Heading) -> list[ToolCall]:
    """The call, if there is one."""
    if reply.call is None:
        return []
    function = CalledFunction(name=reply.call.name, arguments=reply.call.arguments)
    return [ToolCall(id=f"call_{heading.id.removeprefix('chatcmpl-')}", function=function)]


def finish_of(reply: Reply) -> FinishReason:
    """Why the message ended."""
    if reply.call is not None:
        return "tool_calls"
    return "stop" if reply.whole else "length"


def usage_of(reply: Reply, heading: Heading) -> Usage:
    """What was read and written."""
    read, written = reply.tokens(heading.words_read)
    return Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


def body_of(reply: Reply) -> AnswerBody | None:
    """The whole Answer; a client's own task has none."""
    return None if reply.answer is None else AnswerBody.model_validate(reply.answer.to_dict())
