"""What a turn costs does not grow with the talk: the same number of messages is read, however many there are."""

from collections.abc import Iterator, Sequence
from typing import overload

from seedqa.qa.conversation import NoDocuments, understand
from seedqa.qa.conversation.exchanges import LOOK_BACK
from seedqa.qa.types import Turn


class _Counted(Sequence[Turn]):
    """A history that counts how many of its messages are read."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self.read = 0

    def __len__(self) -> int:
        return len(self._turns)

    @overload
    def __getitem__(self, place: int) -> Turn: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Turn]: ...
    def __getitem__(self, place: int | slice) -> Turn | Sequence[Turn]:
        assert isinstance(place, int)
        self.read += 1
        return self._turns[place]

    def __iter__(self) -> Iterator[Turn]:
        raise AssertionError("a history is not to be read from its beginning")


class _CountedLookup(NoDocuments):
    """Knows nothing, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def kind(self, name: str) -> str:
        self.asked += 1
        return super().kind(name)

    def gender(self, name: str) -> str:
        self.asked += 1
        return super().gender(name)

    def knows(self, phrase: str) -> bool:
        self.asked += 1
        return super().knows(phrase)

    def together(self, words: Sequence[str]) -> bool:
        self.asked += 1
        return super().together(words)


def _history(exchanges: int) -> list[Turn]:
    """Exchanges all alike, so that only their number differs."""
    pair = [Turn("user", "How much did Oslo give Hull?"), Turn("assistant", "Oslo gave Hull 5 million euros [1].")]
    return pair * exchanges


def _work(exchanges: int) -> tuple[int, int]:
    history, lookup = _Counted(_history(exchanges)), _CountedLookup()
    assert understand("What did it buy?", history, lookup).question == "What did Oslo buy?"
    return history.read, lookup.asked


def test_two_hundred_exchanges_cost_what_the_look_back_costs() -> None:
    assert _work(200) == _work(1000) == _work(LOOK_BACK)
    assert _work(200)[0] <= 4 * LOOK_BACK


def test_a_long_answer_is_read_only_so_far() -> None:
    talk = [Turn("user", "Who runs Hull?"), Turn("assistant", "Anna Lie runs Hull. " + "It is told again. " * 100_000)]
    lookup = _CountedLookup()
    assert understand("How old is she?", talk, lookup).question == "How old is Anna Lie?"
    assert lookup.asked < 100
