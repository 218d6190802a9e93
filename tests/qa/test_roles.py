"""Who gives and who gets, in made-up sentences of several fields."""

import pytest
from seedqa.index.documents import make_document
from seedqa.index.spans import Span
from seedqa.qa.question import read_question
from seedqa.qa.references import mentions
from seedqa.qa.roles import reversed_roles

TEXT = (
    "Harbour news\n\n"
    "Velden District has long worked with Ostrand County. "
    "The district has offered the county relief funds of 3 million euros. "
    "During the flood, Velden shared its boats with Ostrand County, providing it with 400 tents. "
    "Brandt Foundation received a loan of 2 million euros from Kestrel Bank. "
    "As many as 90 nurses from the county have been to Velden for training. "
    "The firm Halden Oil sold Marit Shipping two tankers. "
    "Orme Trust lent Ebber Line 15 million kroner, to be paid back over 12 years. "
    "Orme Trust is giving Ely Hospital a scanner. "
    "The city lent Ebber Line 9 million kroner. "
    "Velden has had leave to build a bridge, which has provided work for many."
)


def sentence_with(words: str) -> Span:
    place = TEXT.index(words)
    start = max(TEXT.rfind(". ", 0, place) + 2, TEXT.index("Velden District"))
    return Span(start, TEXT.index(".", place) + 1)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Ostrand give Velden?", "relief funds"),
        ("How many tents did Ostrand County provide to Velden?", "400 tents"),
        ("How much did Brandt Foundation lend to Kestrel Bank?", "a loan"),
        ("How much did Kestrel Bank receive from Brandt Foundation?", "a loan"),
        ("How many nurses from Velden went to Ostrand to be trained?", "90 nurses"),
        ("How many tankers did Marit Shipping sell to Halden Oil?", "two tankers"),
        ("How much did Ebber Line lend Orme Trust?", "15 million"),
        ("What is Ely Hospital giving the Orme Trust?", "a scanner"),
        ("How much did Ebber Line lend the city?", "9 million"),
    ],
)
def test_a_question_with_the_parties_exchanged_is_reversed(question: str, words: str) -> None:
    document = make_document("news.txt", TEXT)
    assert reversed_roles(read_question(question), document, sentence_with(words))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Velden give Ostrand?", "relief funds"),
        ("What relief did Ostrand County receive from Velden District?", "relief funds"),
        ("How many tents did Velden provide to Ostrand County?", "400 tents"),
        ("How much did Kestrel Bank lend Brandt Foundation?", "a loan"),
        ("How many nurses from Ostrand went to Velden to be trained?", "90 nurses"),
        ("How many tankers did Halden Oil sell to Marit Shipping?", "two tankers"),
        ("How much did Orme Trust lend Ebber Line?", "15 million"),
        ("What is the Orme Trust giving Ely Hospital?", "a scanner"),
        ("How many nurses took part?", "90 nurses"),
        ("Who is the mayor of Ostrand?", "relief funds"),
        ("How many nurses from Ostrand got trained in Velden?", "90 nurses"),
        ("What did Velden get leave to build?", "a bridge"),
    ],
)
def test_a_question_as_the_sentence_tells_it_is_not_reversed(question: str, words: str) -> None:
    document = make_document("news.txt", TEXT)
    assert not reversed_roles(read_question(question), document, sentence_with(words))


def test_a_definite_noun_stands_for_the_last_name_that_carries_it() -> None:
    document = make_document("news.txt", TEXT)
    found = mentions(document, sentence_with("relief funds"))
    assert [mention.words for mention in found] == [frozenset({"velden"}), frozenset({"ostrand"})]
