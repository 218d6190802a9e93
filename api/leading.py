"""The short answer before the statements that it rests on, as a reader wants it first."""

from seedqa.qa.types import Answer

_QUOTES = " \t\n\"'“”‘’«»"


def lead_of(answer: Answer, text: str) -> str:
    """The line to put before a text: the short answer, or nothing where there is none, where the documents disagree
    on it, or where the text begins with it."""
    short = " ".join((answer.short_answer or "").split()) if answer.status != "conflict" else ""
    begun = " ".join(text[: 2 * len(short) + 20].split()).lstrip(_QUOTES).casefold()
    wanted = short.strip(_QUOTES).casefold()
    if not wanted or (begun.startswith(wanted) and not begun[len(wanted) : len(wanted) + 1].isalnum()):
        return ""
    return f"{short}\n\n"
