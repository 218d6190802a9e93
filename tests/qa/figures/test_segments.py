"""What a question joins, which figure a bare number borrows its unit from, and what a question asks for."""

import pytest
from seedqa.index.documents import make_document
from seedqa.index.ledger import Entry, read_entries
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.figures.asking import read_asked
from seedqa.qa.figures.segments import coordinated
from seedqa.qa.figures.windows import windows


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What do rope and tar at the yard add up to?", ("rope", "tar")),
        ("What did Anla, Berta and Cora Town pay in all?", ("Anla", "Berta", "Cora Town")),
        ("How many boats do the Anla Club and the Berta Club own together?", ("Anla Club", "Berta Club")),
        ("Which has more boats, Anla or Berta?", ("Anla", "Berta")),
        ("Taking 2020 and 2021 together, how many came?", ("2020", "2021")),
    ],
)
def test_joined_items(question: str, items: tuple[str, ...]) -> None:
    joints = ("and", "or")
    assert items in list(coordinated(question, joints))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("By how much did rope outweigh tar?", "difference"),
        ("How many times as many boats as sails are there?", "ratio"),
        ("What did Anla earn before the 5 percent rise?", "level_before"),
        ("What portion of the boats leak?", "share"),
        ("What does a berth cost per metre?", "average"),
        ("What is the mean age of the four?", "mean"),
        ("How many years lay between the two fires?", "length"),
        ("What did both boats cost together?", "gather"),
        ("Which town has the fewest boats?", "largest"),
        ("How large is the yard in acres?", "conversion"),
        ("By what percentage did the catch shrink?", "change"),
    ],
)
def test_what_is_asked(question: str, kind: str) -> None:
    assert kind in {form.kind for form in read_asked(question)}


@pytest.mark.parametrize("question", ["Who founded the club?", "Where is the yard?", "Why did the boat sink?"])
def test_a_plain_question_asks_for_nothing_to_be_worked_out(question: str) -> None:
    assert list(read_asked(question)) == []


def test_each_figure_has_the_words_of_its_own_clause() -> None:
    text = "Exports went to Anla (44 boats), Berta (27 boats) and Cora (31 boats)."
    entries = _entries(text)
    assert [text[w.own.start : w.own.end] for w in windows(text, entries)] == [
        "Exports went to Anla (44 boats)",
        ", Berta (27 boats) ",
        "and Cora (31 boats).",
    ]


def _entries(text: str) -> list[Entry]:
    document = make_document("a.txt", text)
    return list(read_entries(document, list(enumerate(read_passages(document.text, PassageSettings())))))
