"""What kind of answer a question asks for, as the reader tells it from the passages that speak of it."""

from collections import defaultdict
from collections.abc import Sequence

from seedqa.qa.model import probability
from seedqa.qa.reader.tags import Guess
from seedqa.qa.reading import PassageReading
from seedqa.qa.types import Evidence

_EACH = 0.05
_WORKED_OUT = frozenset({"compute", "compare"})
_STATED = "none"


def affirmed_in(read: Sequence[PassageReading], evidence: Evidence) -> float:
    """The probability of a yes to a yes-or-no question, from the passage that decides it."""
    return next(one.reading.affirmed for one in read if one.evidence == evidence)


def kind_of(read: Sequence[PassageReading]) -> str:
    """The kind most passages name, each heard as far as it answers; "fact" where nothing was read."""
    return _named_by(read, [one.reading.kind for one in read]) or "fact"


def asks_to_work_out(read: Sequence[PassageReading]) -> bool:
    """Whether the passages say that what is asked for is not stated, but follows from the figures they have."""
    return kind_of(read) in _WORKED_OUT and _named_by(read, [one.reading.operation for one in read]) != _STATED


def _named_by(read: Sequence[PassageReading], guesses: Sequence[Guess]) -> str | None:
    """The name most guesses give, each heard as far as its passage answers."""
    votes: dict[str, float] = defaultdict(float)
    for one, guess in zip(read, guesses, strict=True):
        if guess.probability:
            votes[guess.name] += guess.probability * (_EACH + probability(one.reading.answerable))
    return max(votes, key=lambda name: votes[name], default=None)
