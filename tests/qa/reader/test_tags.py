"""Tags become whole words of the passage or the history, with the mean certainty of their tokens."""

import numpy as np
import pytest
from seedqa.qa.reader.outputs import ITEM_TAGS, SLOTS
from seedqa.qa.reader.tags import Logits, guesses_of, items_of, needed_of, operands_of
from seedqa.qa.reader.windows import Window, Windower

PASSAGE = "Rob Ashby, Liu Fang and 1,840 parcels"


def logits_of(window: Window, names: tuple[str, ...], tags: dict[str, str], height: float = 8.0) -> Logits:
    """Logits that put these tags on the passage's tokens by their text, and the first of the names on the rest."""
    logits = np.zeros((len(window.ids), len(names)), np.float32)
    logits[:, 0] = height
    for place, (start, end) in enumerate(window.offsets, window.first):
        if PASSAGE[start:end] in tags:
            logits[place] = 0
            logits[place, names.index(tags[PASSAGE[start:end]])] = height
    return logits


@pytest.fixture
def window(windower: Windower) -> Window:
    (window,) = windower.windows("Who drives?", PASSAGE)
    return window


def words(found: object) -> list[str]:
    return [PASSAGE[one.start : one.end] for one in found]  # type: ignore[attr-defined]


def test_items_are_whole_and_apart(window: Window) -> None:
    tags = {"Rob": "begin", "Ashby": "inside", "Ash": "inside", "by": "inside", "Liu": "begin", "Fang": "inside"}
    tags |= {"fan": "inside", "g": "inside", "##g": "inside"}
    items = items_of(window, logits_of(window, ITEM_TAGS, tags))
    assert words(items) == ["Rob Ashby", "Liu Fang"]
    assert all(0.99 < item.probability <= 1 for item in items)


def test_items_side_by_side_are_two_where_the_second_begins(window: Window) -> None:
    tags = {"Rob": "begin", "Ashby": "begin", "Ash": "begin", "by": "inside"}
    assert words(items_of(window, logits_of(window, ITEM_TAGS, tags))) == ["Rob", "Ashby"]


def test_an_operand_is_a_whole_figure_and_has_the_mean_of_its_tokens(window: Window) -> None:
    figure = (PASSAGE.index("1,840"), PASSAGE.index(" parcels"))
    tokens = [n for n, (start, end) in enumerate(window.offsets) if start < figure[1] and figure[0] < end]
    logits = logits_of(window, SLOTS, {})
    for place in tokens[:-1]:
        logits[window.first + place] = 0
        logits[window.first + place, SLOTS.index("first")] = 8.0
    (whole,) = operands_of(window, logits, [figure])
    assert words([whole]) == ["1,840"]
    assert whole.slot == "first"
    assert whole.chances[0] == whole.probability == pytest.approx((len(tokens) - 1) / len(tokens), abs=0.01)


def test_only_figures_are_operands(window: Window) -> None:
    logits = logits_of(window, SLOTS, {"parcels": "first", "Rob": "member"})
    assert operands_of(window, logits, [(PASSAGE.index("1,840"), PASSAGE.index(" parcels"))]) == ()
    assert operands_of(window, logits, []) == ()


def test_nothing_is_tagged_where_nothing_is_likely(window: Window) -> None:
    assert items_of(window, logits_of(window, ITEM_TAGS, {})) == ()
    assert operands_of(window, logits_of(window, SLOTS, {}), [(24, 29)]) == ()


def test_needed_words_are_of_the_history(windower: Windower) -> None:
    history = ("Who runs the food bank?", "Amara Obi")
    (window,) = windower.windows("since when?", PASSAGE, "A title", history)
    logits = np.full(len(window.ids), -9.0, np.float32)
    for past in window.past:
        if history[past.text][past.start : past.end] in ("food", "bank"):
            logits[past.place] = 9
    found = needed_of(window, logits)
    assert [history[one.text][one.start : one.end] for one in found] == ["food", "bank"]


def test_guesses_are_the_names_likeliest_first() -> None:
    guesses = guesses_of(("sum", "ratio"), np.array([0.0, 2.0], np.float32))
    assert [guess.name for guess in guesses] == ["ratio", "sum"]
    assert guesses[0].probability == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert sum(guess.probability for guess in guesses) == pytest.approx(1)
