"""Tag and class logits -> items, operands, needed words and guesses, in characters of the passage or the history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from seedqa.qa.reader.outputs import ITEM_TAGS, SLOTS
from seedqa.qa.reader.windows import Window

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Item:
    """``passage[start:end]`` is one of the things asked for, with this probability."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class TaggedOperand:
    """``passage[start:end]`` may be a figure of the calculation, likeliest in this slot, with this probability;
    ``chances`` has those of being the first, the second and a member."""

    start: int
    end: int
    slot: str
    probability: float
    chances: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class NeededWords:
    """``history[text][start:end]`` is what the question leaves out, with this probability."""

    text: int
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Guess:
    """One of a set of names, and its probability."""

    name: str
    probability: float


def items_of(window: Window, logits: Logits, least: float = 0.5) -> tuple[Item, ...]:
    """The items tagged in the window, in order; whole words only."""
    chances = _softmax(_of_passage(window, logits))
    begin, inside = ITEM_TAGS.index("begin"), ITEM_TAGS.index("inside")
    found: list[list[tuple[int, int]]] = []
    last = -2
    for number, (first, end) in enumerate(_words(window)):
        chance = chances[first:end].mean(0)
        if 1 - chance[0] < least:
            continue
        if number != last + 1 or chances[first, begin] > chances[first, inside]:
            found.append([])
        found[-1].append((first, end))
        last = number
    return tuple(_item(window, words, chances) for words in found)


def operands_of(
    window: Window, logits: Logits, figures: Sequence[tuple[int, int]], least: float = 0.05
) -> tuple[TaggedOperand, ...]:
    """Which of a passage's ``figures``, each by its start and end, may be an operand, in order.

    A figure is tagged as its tokens are on the mean, so that one is never taken in half, nor two as one.
    """
    chances = _softmax(_of_passage(window, logits))
    found: list[TaggedOperand] = []
    for start, end in figures:
        tokens = [n for n, (first, last) in enumerate(window.offsets) if first < end and start < last]
        if not tokens:
            continue
        mean = chances[tokens].mean(0)
        if 1 - mean[0] >= least:
            slot = 1 + int(mean[1:].argmax())
            each = (float(mean[1]), float(mean[2]), float(mean[3]))
            found.append(TaggedOperand(start, end, SLOTS[slot], each[slot - 1], each))
    return tuple(found)


def needed_of(window: Window, logits: Logits, least: float = 0.5) -> tuple[NeededWords, ...]:
    """The words of the history that the question needs; tokens side by side are one."""
    found: list[NeededWords] = []
    for past in window.past:
        chance = float(1 / (1 + np.exp(-logits[past.place])))
        if chance < least:
            continue
        before = found[-1] if found else None
        if before is not None and before.text == past.text and before.end == past.start:
            found[-1] = NeededWords(past.text, before.start, past.end, min(before.probability, chance))
        else:
            found.append(NeededWords(past.text, past.start, past.end, chance))
    return tuple(found)


def guesses_of(names: Sequence[str], logits: Logits) -> tuple[Guess, ...]:
    """Every name with its probability, the likeliest first."""
    chances = _softmax(logits)
    return tuple(Guess(names[place], float(chances[place])) for place in np.argsort(-chances, kind="stable"))


def _softmax(logits: Logits) -> Logits:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Logits = raised / raised.sum(-1, keepdims=True)
    return shares


def _of_passage(window: Window, logits: Logits) -> Logits:
    return logits[window.first : window.first + len(window.offsets)]


def _words(window: Window) -> Iterator[tuple[int, int]]:
    """First token and the one after the last, of each word of the passage."""
    first = 0
    for place in range(1, len(window.words) + 1):
        if place == len(window.words) or window.words[place] != window.words[first]:
            yield first, place
            first = place


def _item(window: Window, words: Sequence[tuple[int, int]], chances: Logits) -> Item:
    first, end = words[0][0], words[-1][1]
    return Item(window.offsets[first][0], window.offsets[end - 1][1], float((1 - chances[first:end, 0]).mean()))
