"""Laying a statement beside a sentence: what may be left out, moved or reworded, and what may not."""

import pytest
from seedqa.qa.generation.fidelity import infidelity
from seedqa.qa.generation.statements import Statement, StatementReader

GIFT = "In 2019 the town of Osk gave Hull Hospital 54.16 million euros in money and 16.82 million euros in beds."
VOTE = "The council of Osk has not paid the 3 million euros, the mayor said, although Hull built the quay."
FOUNDED = "Founded in 1990, the Orre Foundation gave Hull 5 million euros in 2020."


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (GIFT, GIFT),
        (GIFT.rstrip("."), GIFT),
        ("The town of Osk gave Hull Hospital 54.16 million euros in money.", GIFT),
        ("The town of Osk gave Hull Hospital 54,160,000 euros in money in 2019.", GIFT),
        ("Osk gave Hull Hospital 54.16 million euros", GIFT),
        ("The Orre Foundation gave Hull 5 million euros in 2020.", FOUNDED),
    ],
)  # fmt: skip
def test_a_stretch_of_the_sentence_is_faithful(statement: str, sentence: str) -> None:
    assert infidelity(statement, sentence) is None


@pytest.mark.parametrize(
    ("statement", "sentence", "why"),
    [
        ("The town of Osk gave Hull Hospital 16.82 million euros in money.", GIFT, "money"),
        ("The town of Osk gave Hull Hospital 16.82 million euros in beds.", GIFT, "54.16 million euros"),
        ("The town of Osk gave Hull Hospital 54.16 million euros in beds.", GIFT, "16.82 million euros"),
        ("Hull Hospital gave the town of Osk 54.16 million euros in money.", GIFT, "elsewhere"),
        ("The town of Osk took 54.16 million euros in money.", GIFT, "took"),
        ("The town of Osk gave Hull Hospital 54.16 million pounds in money.", GIFT, "pound"),
        ("The council of Osk has paid the 3 million euros.", VOTE, "not"),
        ("Hull built the quay.", VOTE, "leaves out"),
        ("The council of Osk has not paid the 3 million euros.", VOTE, "said"),
        ("The Orre Foundation gave Hull 5 million euros in 1990.", FOUNDED, "1990"),
        ("Founded in 1990, the Orre Foundation in 2020 had 5 million euros.", FOUNDED, "elsewhere"),
        ("Yes, it is.", GIFT, "too little"),
        ("She is.", GIFT, "too little"),
    ],
)  # fmt: skip
def test_what_turns_the_sentence_round_is_not(statement: str, sentence: str, why: str) -> None:
    found = infidelity(statement, sentence)
    assert found is not None
    assert why in found


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osk paid. [1] Hull built [2][3].", [("Osk paid.", (1,)), ("Hull built.", (2, 3))]),
        ("- **Osk** paid [1]\n2. Hull built [2]\n", [("Osk paid", (1,)), ("Hull built", (2,))]),
        ("Osk paid. Hull built. [4]", [("Osk paid.", (4,)), ("Hull built.", (4,))]),
        ("According to passage [1], Osk paid [1].", [("Osk paid.", (1,))]),
        ("The document states that Osk paid. [1]", [("Osk paid.", (1,))]),
        ("Osk paid.\n\nHull built.", [("Osk paid.", ()), ("Hull built.", ())]),
        (" \n [1] \n ", []),
    ],
)  # fmt: skip
def test_text_is_cut_into_statements_however_it_comes(
    text: str, expected: list[tuple[str, tuple[int, ...]]], size: int
) -> None:
    reader = StatementReader()
    found = [s for place in range(0, len(text), size) for s in reader.feed(text[place : place + size])]
    found += reader.rest()
    assert [(statement.text, statement.markers) for statement in found] == expected
    assert all(statement.whole for statement in found)


def test_what_was_cut_off_is_known_as_such() -> None:
    reader = StatementReader()
    assert reader.feed("Osk paid. [1] Hull bu") == [Statement("Osk paid.", (1,))]
    assert reader.rest() == [Statement("Hull bu", (), whole=False)]
