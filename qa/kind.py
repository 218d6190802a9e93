"""What kind of answer a question asks for, as the reader tells it from the passages that speak of it."""

from collections import defaultdict
from collections.abc import Sequence

from seedqa.qa.model import probability
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Evidence

_EACH = 0.05


def affirmed_in(read: Sequence[PassageReading], evidence: Evidence) -> float:
    """The probability of a yes to a yes-or-no question, from the passage that decides it."""
    return next(one.reading.affirmed for one in read if one.evidence == evidence)


def kind_of(read: Sequence[PassageReading]) -> str:
    """The kind most passages name, each heard as far as it answers; "fact" where nothing was read."""
    votes: dict[str, float] = defaultdict(float)
    for one in read:
        kind = one.reading.kind
        if kind.probability:
            votes[kind.name] += kind.probability * (_EACH + probability(one.reading.answerable))
    return max(votes, key=lambda name: votes[name], default="fact")
