"""A talk and the documents it names: a turn may only name another one ("And in the 2022 policy?"), or none again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seedqa.qa.conversation.exchanges import LONGEST, LOOK_BACK
from seedqa.qa.conversation.fragments import is_fragment
from seedqa.qa.conversation.understood import Understood
from seedqa.qa.conversation.vocabulary import ABOUT, LEAD
from seedqa.qa.naming import Naming, read_naming
from seedqa.qa.phrases import KIND
from seedqa.qa.titles import Catalogue
from seedqa.qa.types import Turn

_ONE = re.compile(r"\bones?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A turn as ``typed``; ``question`` and ``history`` are what is to be understood of it: without the names of
    documents where it names some, which are then in ``naming``, and as they were where it does not."""

    typed: str
    question: str
    history: Sequence[Turn]
    naming: Naming | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A question as it stands alone, and the documents it names; ``naming.question`` is what to ask them."""

    standalone: str
    naming: Naming | None


def place(typed: str, history: Sequence[Turn], catalogue: Catalogue) -> Placed:
    """A turn of a talk, and the documents it names where it does so in one phrase."""
    spoken = [_cut(turn) for turn in history if turn.role in {"user", "assistant"}][-4 * LOOK_BACK :]
    asked = [number for number, turn in enumerate(spoken) if turn.role == "user"]
    naming = _named(typed, _before(spoken, catalogue), catalogue) if asked else None
    if naming is None or not naming.phrase:
        return Placed(typed, typed, history, None)
    plain = [_plain(turn, catalogue) for turn in spoken]
    if naming.alone:
        return Placed(typed, plain[asked[-1]].content, plain[: asked[-1]], naming)
    return Placed(typed, naming.question, plain, naming)


def settle(placed: Placed, understood: Understood, catalogue: Catalogue) -> Settled:
    """The documents that a turn names once it is understood, in itself or with the turns before it."""
    asked, naming = understood.question, placed.naming
    if naming is not None:
        carried = naming.alone or asked != naming.question
        return Settled(_with(asked, naming) if carried else placed.typed, replace(naming, question=asked))
    naming = read_naming(asked, catalogue)
    if naming is not None:
        return Settled(asked, naming)
    before = _before(placed.history, catalogue) if understood.leaning or LEAD.match(placed.typed) else None
    if before is None:
        return Settled(asked, None)
    led = LEAD.sub("", asked)
    asked = f"{led[:1].upper()}{led[1:]}"
    return Settled(_with(asked, before), replace(before, question=asked))


def _named(typed: str, before: Naming | None, catalogue: Catalogue) -> Naming | None:
    """What a turn names, with other words or alone: "And the 2022 one?" after a policy is the 2022 policy."""
    kind = KIND.search(before.phrase) if before else None
    rest = _ONE.sub(kind[0], _rest(typed)) if kind else _rest(typed)
    alone = read_naming(f"in {rest}?", catalogue)
    return alone if alone is not None and alone.alone and alone.explicit else read_naming(typed, catalogue)


def _rest(typed: str) -> str:
    return ABOUT.sub("", LEAD.sub("", typed)).strip(" ?.!")


def _before(history: Sequence[Turn], catalogue: Catalogue) -> Naming | None:
    """What the last turns named that led on to this one; not explicit, as it was not named again."""
    asked = [turn.content[:LONGEST] for turn in history if turn.role == "user"][-LOOK_BACK:]
    for turn in reversed(asked):
        naming = _named(turn, None, catalogue)
        if naming is not None:
            return replace(naming, explicit=False) if naming.phrase else None
        if not LEAD.match(turn) and not is_fragment(_rest(turn)):
            return None
    return None


def _cut(turn: Turn) -> Turn:
    return replace(turn, content=turn.content[:LONGEST])


def _plain(turn: Turn, catalogue: Catalogue) -> Turn:
    naming = read_naming(turn.content, catalogue) if turn.role == "user" else None
    return turn if naming is None or naming.alone else replace(turn, content=naming.question)


def _with(question: str, naming: Naming) -> str:
    """A question with the documents in it that it is asked of."""
    asked = question.rstrip(" ?.")
    return f"{asked} {naming.phrase}{'?' if question.rstrip().endswith('?') else ''}"
