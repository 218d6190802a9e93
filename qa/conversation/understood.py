"""A turn as it is understood."""

from dataclasses import dataclass

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.focus import Reading, Typed


@dataclass(frozen=True, slots=True)
class Understood:
    """``question`` stands alone; it is the turn as typed where nothing was carried over. ``carried`` are the names
    put into it. ``readings`` are the two ways to understand it, where there are two. ``reply`` is what to say to a turn
    that asks nothing. ``about`` tells that the turn is about an answer already given ("passage", "certainty", "sum"),
    and ``question`` is the question of that answer. ``typed`` is the turn as typed where that may be read beside what
    was said, and ``sources`` are the documents that this was taken from."""

    question: str
    carried: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    reply: str | None = None
    about: str | None = None
    center: Entity | None = None
    leaning: bool = False
    typed: Typed | None = None
    sources: tuple[str, ...] = ()
