"""Quotes are found as they stand, else up to what does not change them; what is cited is the document's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.documents import make_document
from seedqa.qa.llm.excerpts import Excerpt
from seedqa.qa.llm.proposal import Quoted
from seedqa.qa.llm.quoting import placed

TEXT = (
    "The mayor’s office – “small”, as they say – paid 54.16 million\n  yuan for the re-\nstoration of three bells.\n\n"
    "It paid 4 million yuan more. A soft\u00adhyphen stands here. 镇原县得到了口罩。"
)


def shown(text: str, number: int = 1) -> Excerpt:
    return Excerpt(number, make_document(f"d{number}.txt", text), 0, len(text), "")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("It paid 4 million yuan more.", "It paid 4 million yuan more."),
        ('The mayor\'s office - "small", as they say', "The mayor’s office – “small”, as they say"),
        ("54.16 million yuan", "54.16 million\n  yuan"),
        ("for the restoration of three bells", "for the re-\nstoration of three bells"),
        ("a softhyphen stands", "A soft\u00adhyphen stands"),
        ("得到了口罩", "得到了口罩"),
        ('"It paid 4 million yuan more"', "It paid 4 million yuan more"),
    ],
)
def test_a_quote_is_found_up_to_marks_and_spaces(quote: str, words: str) -> None:
    (found,) = placed(Quoted(1, quote), [shown(TEXT)])
    assert found.text == words


@pytest.mark.parametrize(
    "quote", ["4.16 million", "54.1", "ayor", "16 million yuan for", "It paid 5 million", "", "..."]
)
def test_a_quote_that_is_altered_or_cuts_a_word_or_figure_is_not_found(quote: str) -> None:
    assert placed(Quoted(1, quote), [shown(TEXT)]) == ()


def test_words_left_out_make_two_quotes() -> None:
    found = placed(Quoted(1, "The mayor’s office ... three bells"), [shown(TEXT)])
    assert [one.text for one in found] == ["The mayor’s office", "three bells"]


def test_a_quote_is_placed_by_its_passage_and_may_have_the_wrong_number_once() -> None:
    one, other = shown("Nine bells. A tower.", 1), shown("Nine bells. A gate.", 2)
    assert placed(Quoted(2, "Nine bells."), [one, other])[0].document.uri == "d2.txt"
    assert placed(Quoted(1, "A gate."), [one, other])[0].document.uri == "d2.txt"
    assert placed(Quoted(0, "Nine bells."), [one, other]) == ()


@given(st.text(alphabet='ab1 .,-\n“"', max_size=60), st.data())
def test_whatever_is_found_is_the_documents_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for found in placed(Quoted(1, text[start:end]), [shown(text)]):
        assert found.text == text[found.start : found.end] != ""


def test_the_sentence_around_a_quote_is_known() -> None:
    (found,) = placed(Quoted(1, "4 million"), [shown(TEXT)])
    assert found.sentence_text == "It paid 4 million yuan more."
