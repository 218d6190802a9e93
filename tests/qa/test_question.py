"""A question taken apart: names, years, words, and whether several things or a total are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.question import name_words, read_question, without_names
from seedqa.qa.terms import stem


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("How much did Oslo give Hull?", ("Oslo", "Hull")),
        ("Who runs the Port of Hull?", ("Port of Hull",)),
        ("What is Captain Ruud Aas's ship?", ("Captain Ruud Aas",)),
        ("In Bergen, who leads St Thomas Hospital?", ("Bergen", "St Thomas Hospital")),
        ("Did Hull pay? Hull did.", ("Hull",)),
        ("HOW MUCH DID OSLO GIVE?", ()),
        ("how much did oslo give?", ()),
        ("Where is the harbour?", ()),
        ("Which county is it in?", ()),
        ("How much did the County pay?", ()),
        ("Tell me who rules Lund.", ("Lund",)),
    ],
)
def test_names_are_runs_of_capitals_but_for_words_that_open_a_sentence(text: str, names: tuple[str, ...]) -> None:
    assert read_question(text).names == names


def test_what_tells_a_name_from_others_of_its_kind() -> None:
    assert name_words("Mill County") == ("mill",)
    assert name_words("Port of Hull") == ("port", "hull")
    assert name_words("County") == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("What happened in 1998 and 2019?", ("1998", "2019")),
        ("Who paid 2019 euros?", ("2019",)),
        ("What cost 12019 or 3000?", ()),
    ],
)
def test_years_are_figures_of_this_and_the_last_century(text: str, years: tuple[str, ...]) -> None:
    assert read_question(text).years == years


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Which goods does the harbour handle?", True),
        ("What are the duties of the pilot?", True),
        ("List the ships of the line.", True),
        ("Name all the judges.", True),
        ("What three things did the club sell?", True),
        ("Which kinds of fish are landed?", True),
        ("What crops does the valley grow?", True),
        ("Who commands the pilot boat?", False),
        ("What is the harbour's depth?", False),
        ("Which company built the quay?", False),
        ("When was the harbour opened?", False),
    ],
)
def test_several_things_are_asked_for(text: str, several: bool) -> None:
    assert read_question(text).several == several


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("How much did Oslo give in total?", True),
        ("What is the sum of the fines?", True),
        ("How many beds are there altogether?", True),
        ("How much did Oslo give?", False),
        ("Who summed it up?", False),
    ],
)
def test_a_total_is_asked_for(text: str, total: bool) -> None:
    assert read_question(text).total == total


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("How many euros did the quay cost?", "EUR"),
        ("How much was it in US dollars?", "USD"),
        ("What is it in yuan?", "yuan"),
        ("What did the quay cost?", None),
    ],
)
def test_a_currency_that_is_named_is_kept(text: str, currency: str | None) -> None:
    assert read_question(text).currency == currency


def test_the_kind_and_the_noun_counted_are_read() -> None:
    question = read_question("How many cranes does the port own?")
    assert (question.expected, question.noun) == ("count", "crane")


@given(st.text(max_size=80))
def test_words_and_stems_go_pair_by_pair_and_any_text_is_taken(text: str) -> None:
    question = read_question(text)
    assert question.terms == tuple(stem(word) for word in question.words)
    assert len(set(question.words)) == len(question.words)
    assert all(name.split()[0] in text for name in question.names)
    assert question.text == text


@pytest.mark.parametrize(
    ("question", "nameless"),
    [
        ("Who chairs the Bergen Board?", "Who chairs it?"),
        ("What is Hull's budget?", "What is it budget?"),
        ("How much did Oslo give Oslo Harbour?", "How much did it give it?"),
        ("who built the pier?", "who built the pier?"),
    ],
)
def test_a_question_without_its_names(question: str, nameless: str) -> None:
    assert without_names(read_question(question)) == nameless
