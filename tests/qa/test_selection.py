"""Which findings are stated: one, several of the same parties, or a whole enumeration."""

from dataclasses import replace

import pytest
from seedqa.index.documents import make_document
from seedqa.qa.question import read_question
from seedqa.qa.reading import Finding
from seedqa.qa.selection import asks_for_all, select, speaks_of_all

from tests.qa.made import FEATURES, TEXT, finding, reading, scored, words_of

QUAY = finding("5 million euros", score=3.0)
CRANES = finding("2 million euros", score=1.5)
BOAT = finding("3 million euros", score=1.0)
AID = "How much did Oslo give Hull?"


def _alike(words: str) -> float:
    """No clause is nearer to the question than another."""
    return 0.0


def _selected(question: str, *findings: Finding) -> list[list[str]]:
    return [words_of(found) for found in select(read_question(question), findings, (), _alike)]


def test_the_best_finding_alone_is_stated() -> None:
    captain = finding("Ruud Aas", score=2.0)
    assert select(read_question("Who commands the pilot boat?"), [captain, QUAY], (), _alike) == [captain]


def test_amounts_that_passed_between_the_same_parties_are_stated_in_the_order_of_the_document() -> None:
    assert _selected(AID, QUAY, CRANES) == [["5 million euros"], ["2 million euros"]]
    assert _selected(AID, scored(CRANES, 4.0), QUAY) == [["5 million euros"], ["2 million euros"]]


@pytest.mark.parametrize(
    "question",
    ["How much did Oslo give Hull for the quay?", "How much did Oslo give Hull in total?", "Who gave Hull money?"],
)
def test_a_question_for_one_amount_gets_one(question: str) -> None:
    assert _selected(question, QUAY, CRANES) == [["5 million euros"]]


@pytest.mark.parametrize(
    "other",
    [
        scored(CRANES, 0.4),
        replace(CRANES, features=replace(FEATURES, kind_found=0.0)),
        replace(CRANES, features=replace(FEATURES, context_names=0.5)),
        replace(CRANES, features=replace(FEATURES, sentence_words=0.1)),
        finding("2 million euros", 1.5, FEATURES, make_document("copy.txt", TEXT)),
    ],
    ids=["far worse", "no amount", "not of the parties", "of other words", "of another document"],
)
def test_a_finding_that_answers_less_well_is_not_stated(other: Finding) -> None:
    assert _selected(AID, QUAY, other) == [["5 million euros"]]


def test_findings_in_one_sentence_become_one() -> None:
    inner = finding("million euros", score=2.5)
    assert inner.sentence == QUAY.sentence
    assert _selected(AID, QUAY, inner) == [["5 million euros"]]


def test_the_items_of_a_list_are_stated_whole_where_a_list_is_asked_for() -> None:
    coffee = finding("coffee")
    (listed,) = select(
        read_question("Which goods?"), [coffee], [reading(coffee, "list", "coffee", "cocoa", "tea")], _alike
    )
    assert words_of(listed) == ["coffee", "cocoa", "tea"]
    assert listed.sentence == coffee.sentence


@pytest.mark.parametrize(("kind", "items"), [("fact", ("coffee", "cocoa")), ("list", ("coffee",)), ("list", ())])
def test_no_list_is_made_of_one_item_or_for_another_kind_of_question(kind: str, items: tuple[str, ...]) -> None:
    coffee = finding("coffee")
    (stated,) = select(read_question("Which goods?"), [coffee], [reading(coffee, kind, *items)], _alike)
    assert words_of(stated) == ["coffee"]


def test_items_of_several_sentences_are_stated_each_in_its_own() -> None:
    quay = finding("Oslo gave Hull 5 million euros")
    found = select(
        read_question("Gifts?"), [quay], [reading(quay, "list", "5 million euros", "2 million euros")], _alike
    )
    assert [words_of(one) for one in found] == [["5 million euros"], ["2 million euros"]]
    assert found[0].sentence != found[1].sentence


def test_all_is_asked_for_where_nothing_but_the_parties_and_the_giving_is_named() -> None:
    assert asks_for_all(read_question(AID), QUAY)
    assert asks_for_all(read_question("What sums has Hull got from Oslo?"), QUAY)
    assert not asks_for_all(read_question("How much did Oslo give Hull for cranes?"), QUAY)
    assert not asks_for_all(read_question("How much did Oslo give?"), QUAY)


def test_a_finding_speaks_of_the_names_in_its_passage_or_title() -> None:
    assert speaks_of_all(read_question(AID), QUAY)
    assert speaks_of_all(read_question("What does Hull handle?"), finding("tea"))
    assert not speaks_of_all(read_question("What did Oslo and Bergen give?"), QUAY)
