"""A turn as it is understood."""

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.conversation.entities import Entity
from qa.conversation.focus import Focus, Reading
from qa.conversation.vocabulary import ANY_CASE


@dataclass(frozen=True, slots=True)
class Understood:
    """``question`` stands alone; it is the turn as typed where nothing was carried over. ``carried`` are the names
    put into it. ``readings`` are the two ways to understand it, where there are two. ``reply`` is what to say to a turn
    that asks nothing. ``about`` tells that the turn is about an answer already given ("passage", "certainty", "sum"),
    and ``question`` is the question of that answer."""

    question: str
    carried: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    reply: str | None = None
    about: str | None = None
    center: Entity | None = None
    leaning: bool = False


def given(question: str, text: str, focus: Focus, leaning: bool, center: Entity | None = None) -> Understood:
    full = written(text)
    added = tuple(entity.text for entity in focus.entities() if entity.bare in full and entity.bare not in question)
    return Understood(full, added or (full,), center=center, leaning=leaning)


@lru_cache(maxsize=1024)
def written(text: str) -> str:
    plain = re.sub(r"^(who|what|where|when|how)[’']s\b", r"\1 is", text.strip().rstrip(" ?.,;!"), flags=ANY_CASE)
    return f"{plain[:1].upper()}{plain[1:]}?"
