"""A question written out in full, and what was carried over into it."""

import re
from functools import lru_cache

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.focus import Focus, Typed
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.conversation.vocabulary import ANY_CASE


def given(
    question: str,
    text: str,
    focus: Focus,
    leaning: bool,
    center: Entity | None = None,
    typed: Typed | None = None,
) -> Understood:
    """A turn understood as ``text``, with the names of the talk that this has and the turn has not."""
    full = written(text)
    added = tuple(entity.text for entity in focus.entities() if entity.bare in full and entity.bare not in question)
    return Understood(full, added or (full,), center=center, leaning=leaning, typed=typed)


@lru_cache(maxsize=1024)
def written(text: str) -> str:
    """A question as it is written: its first letter large, a question mark at its end."""
    plain = re.sub(r"^(who|what|where|when|how)[’']s\b", r"\1 is", text.strip().rstrip(" ?.,;!"), flags=ANY_CASE)
    return f"{plain[:1].upper()}{plain[1:]}?"
