"""What the documents state outright is not worked out from other figures."""

from dataclasses import replace

import pytest
from seedqa.index.documents import make_document
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.stated import stated_outright
from seedqa.qa.question import read_question
from seedqa.qa.types import Citation

from tests.qa.made import FEATURES, finding

TEXT = (
    "Report on Tarn\n\n"
    "The valley takes up 16% of the county and is home to 48% of the population.\n\n"
    "The town earned 8 million crowns from guests, up 38% year-on-year, and 12 percent more guests came by rail.\n\n"
    "The 40 inns had an average income of about 170,000 crowns. "
    "Guests stayed 5 nights on average and spent 900 crowns.\n"
)
DOCUMENT = make_document("tarn.txt", TEXT)


def computed(form: str, *quotes: str) -> Computed:
    citations = tuple(
        Citation(n, DOCUMENT.id, DOCUMENT.title, DOCUMENT.uri, 0, 1, quote, DOCUMENT.sha256, 0, 1, None)
        for n, quote in enumerate(quotes, 1)
    )
    return Computed(form, "answered", None, "", None, (), citations, None, 0.7)


@pytest.mark.parametrize(
    ("form", "question", "words", "outright"),
    [
        ("share", "What share of Tarn's population lives in the valley?", "48%", True),
        ("share", "How big a part of the county is the valley, in percent?", "16%", True),
        ("share", "What share of the guests came by rail?", "12 percent", False),
        ("share", "What share of Tarn's budget goes to the valley?", "48%", False),
        ("difference", "By how much did the income from guests rise?", "38%", True),
        ("difference", "By how much did the income from guests rise?", "8 million crowns", False),
        ("average", "What was the average income of an inn?", "170,000 crowns", True),
        ("average", "What did an inn earn?", "170,000 crowns", False),
        ("average", "What did a guest spend on average?", "900 crowns", False),
        ("total", "What did the guests bring in all?", "8 million crowns", False),
    ],
)
def test_only_what_is_told_as_such_beside_the_figure(form: str, question: str, words: str, outright: bool) -> None:
    found = finding(words, 5.0, document=DOCUMENT)
    assert stated_outright(computed(form, "one", "other"), read_question(question), [found]) is outright


def test_figures_of_one_sentence_are_worked_out_and_doubtful_readings_are_not_believed() -> None:
    question = read_question("By how much did the income from guests rise?")
    found = finding("38%", 5.0, document=DOCUMENT)
    doubtful = replace(found, features=replace(FEATURES, span=0.1))
    assert not stated_outright(computed("difference", "one"), question, [found])
    assert not stated_outright(computed("difference", "one", "other"), question, [doubtful])
    assert not stated_outright(computed("difference", "one", "other"), question, [])
