"""The made-up corpus: every family of documents several times over, and all their questions."""

from collections.abc import Callable

from seedqa.evals.ledger_giving import conflicts, gifts, lists
from seedqa.evals.ledger_made import Corpus, Made, Maker
from seedqa.evals.ledger_measures import forest, harvest, museums, power, school
from seedqa.evals.ledger_money import exchange, revenue

_Family = Callable[[Maker], tuple[str, list[Made]]]
FAMILIES: tuple[_Family, ...] = (
    gifts, school, harvest, revenue, forest, museums, power, exchange, lists, conflicts,
)  # fmt: skip


def make_corpus(seed: int, rounds: int) -> Corpus:
    """``rounds`` of every family of documents."""
    maker = Maker(seed)
    texts: dict[str, str] = {}
    questions: list[Made] = []
    for number in range(rounds):
        for family in FAMILIES:
            text, made = family(maker)
            texts[f"{family.__name__}-{number:02d}.txt"] = text
            questions.extend(made)
    return Corpus(texts, tuple(questions))
