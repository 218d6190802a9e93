"""A swap changes what question and passage share, and nothing else."""

import random

import pytest

from training.swaps import kinds, pool_of, swapped_context, swapped_question
from training.wording import roughened

QUESTION = "When did Jens Holt see Lake Olm freeze?"
CONTEXT = "In March 1888 Lake Olm froze, as Jens Holt wrote. Lake Olm is deep."
POOL = pool_of([CONTEXT, "Ada Obi went to Lagos City in 1931 with 14 singers.", "Mia Berg stayed in Port Vell."])


def test_mentions_are_told_apart_by_kind() -> None:
    found = kinds("The Choir of Lagos sang 14 songs in 1931.")
    assert found == {"year": ["1931"], "number": ["14"], "name": ["Choir of Lagos"]}


@pytest.mark.parametrize("seed", range(20))
def test_a_swapped_passage_no_longer_has_the_name_asked_about(seed: int) -> None:
    changed = swapped_context(QUESTION, CONTEXT, POOL, random.Random(seed))
    assert changed is not None
    gone = [name for name in ("Jens Holt", "Lake Olm") if name not in changed]
    assert len(gone) == 1
    assert "1888" in changed


@pytest.mark.parametrize("seed", range(20))
def test_a_swapped_question_asks_about_something_else(seed: int) -> None:
    changed = swapped_question(QUESTION, CONTEXT, POOL, random.Random(seed))
    assert changed is not None
    assert changed != QUESTION
    assert ("Jens Holt" in changed) != ("Lake Olm" in changed)


def test_a_lower_case_question_stays_lower_case() -> None:
    changed = swapped_question(QUESTION.lower(), CONTEXT, POOL, random.Random(1))
    assert changed is not None
    assert changed == changed.lower()


def test_nothing_shared_is_nothing_swapped() -> None:
    assert swapped_context("who is it?", CONTEXT, POOL, random.Random(0)) is None
    assert swapped_question("who is it?", CONTEXT, POOL, random.Random(0)) is None


def test_a_contrary_word_turns_the_question() -> None:
    changed = {swapped_question("who came first?", CONTEXT, POOL, random.Random(seed)) for seed in range(9)}
    assert changed == {"who came last?"}


def test_rough_questions_keep_what_matters() -> None:
    rough = {roughened("What is the height of Mount Tarn?", random.Random(seed)) for seed in range(60)}
    assert "what is the height of mount tarn" in rough
    assert "What height Mount Tarn" in rough
    assert all(sorted(question.lower().replace("?", "")) != [] for question in rough)
    assert len(rough) >= 5
