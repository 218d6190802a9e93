"""Twins are made where nothing answers them, and only there."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from seedqa.evals.absences import Asides, is_unknown, lacks_words, never_gave, tells_of_one_time
from seedqa.evals.alterations import years_in
from seedqa.evals.cases import GOLD, REASONS, Figure, Suite, load_suite
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import lint
from seedqa.evals.twins import KINDS, Twin, denied_twins, gold_twins, twins
from seedqa.evals.wording import tokens

from tests.evals.small import CLUB, HOSPITAL, SMALL, library, suite

CORPUS = Path(__file__).resolve().parents[2] / "evals" / "corpora" / "harbour"


@pytest.fixture(scope="module")
def harbour() -> Library:
    return Library.of(
        SourceText(path.stem, path.name, path.read_text(encoding="utf-8"))
        for path in sorted(CORPUS.iterdir())
        if path.suffix in (".txt", ".md") and path.name != "README.md"
    )


@pytest.fixture(scope="module")
def made(harbour: Library) -> tuple[Twin, ...]:
    return twins([load_suite(GOLD / "harbour-dev.jsonl")], harbour)


def questions(found: tuple[Twin, ...], kind: str) -> list[str]:
    return [twin.question for twin in found if twin.kind == kind]


def test_giver_and_receiver_are_exchanged() -> None:
    asked = questions(gold_twins([suite()], SMALL), "parties")
    assert asked == ["How much did Lindal Hospital give the Orre Foundation?"]


@pytest.mark.parametrize(
    "also", ["Lindal Hospital gave the Orre Foundation a bust.", "Later Lindal Hospital paid the Orre Foundation back."]
)
def test_parties_stay_where_the_second_gave_as_well(also: str) -> None:
    assert questions(gold_twins([suite()], library(hospital=f"{HOSPITAL}\n\n{also}", club=CLUB)), "parties") == []


def test_an_unknown_name_is_known_to_no_document() -> None:
    gazetteer = Gazetteer.of(SMALL)
    (asked,) = questions(gold_twins([suite()], SMALL), "unknown")
    assert [word for word in ("Quarnby", "Ostrelund", "Wexmoor", "Tarrowick", "Belminster") if word in asked]
    assert is_unknown("Quarnby", gazetteer)
    assert not is_unknown("Quarnby Hospital", gazetteer)


def test_a_year_is_moved_back_to_one_of_which_nothing_speaks() -> None:
    asked = questions(gold_twins([suite(question="What did Orre Foundation give in 2019?")], SMALL), "year")
    assert [years_in(question) for question in asked] in ([("2018",)], [("2017",)], [("2016",)], [("2015",)])
    told = library(
        hospital=HOSPITAL, club="Years\n\n" + " ".join(f"It rained in {year}." for year in range(2000, 2019))
    )
    assert questions(gold_twins([suite(question="What did Orre Foundation give in 2019?")], told), "year") == []
    assert not tells_of_one_time(["Since 2019 the Foundation has paid 5 euros."])


def test_a_figure_of_which_gold_has_no_wording_is_one_all_the_same() -> None:
    (case,) = suite(question="What did the Orre Foundation give?").cases
    valued = replace(case, kind="figure", answers=(), value=Figure(Decimal(2_500_000), "EUR", Decimal(0)))
    (asked,) = questions(gold_twins([Suite("small", (valued,))], SMALL), "year")
    assert years_in(asked)[0] < "2019"
    unsaid = replace(case, answers=(), reference="It gave a large sum.")
    assert questions(gold_twins([Suite("small", (unsaid,))], SMALL), "year") == []


def test_the_neighbour_is_a_name_in_passing_without_a_figure() -> None:
    assert "Orre United" in Asides.of(Gazetteer.of(SMALL)).uncounted
    assert "Lindal Hospital" not in Asides.of(Gazetteer.of(SMALL)).uncounted
    counted = library(hospital=HOSPITAL, club=CLUB.replace("was seen in Varby", "won 12 matches in Varby"))
    assert "Orre United" not in Asides.of(Gazetteer.of(counted)).uncounted


def test_an_attribute_is_asked_for_only_where_no_word_speaks_of_it() -> None:
    gazetteer = Gazetteer.of(SMALL)
    assert lacks_words("Lindal Hospital", "phone", gazetteer)
    assert not lacks_words("Lindal Hospital", "thank", gazetteer)
    assert not lacks_words("Nowhere", "phone", gazetteer)
    asked = questions(gold_twins([suite()], SMALL), "attribute")
    assert len(asked) == 1
    silent = "phone web www logo design bank insurance motto work chair found budget"
    told = library(hospital=f"{HOSPITAL}\n\nThe words {silent} stand here.", club=f"{CLUB}\n\nAs does {silent} here.")
    assert questions(gold_twins([suite()], told), "attribute") == []


def test_a_denial_becomes_a_question_that_presupposes_the_contrary() -> None:
    (twin,) = denied_twins(SMALL)
    assert (twin.kind, twin.question) == ("denied", "Why did Lindal Hospital ask for more?")
    assert twin.reason == ("false_premise",)
    assert denied_twins(library(club=CLUB)) == ()


def test_never_gave_looks_only_where_both_are_named() -> None:
    gazetteer = Gazetteer.of(SMALL)
    assert not never_gave("Orre Foundation", "Lindal Hospital", gazetteer)
    assert never_gave("Lindal Hospital", "Orre Foundation", gazetteer)


def test_every_kind_is_made_of_the_harbour(made: tuple[Twin, ...]) -> None:
    counts = Counter(twin.kind for twin in made)
    assert set(counts) == set(KINDS)
    assert all(twin.status == ("not_found",) and set(twin.reason) <= set(REASONS) for twin in made)
    assert len({twin.question for twin in made}) == len(made)


def test_no_twin_is_a_gold_question_and_each_is_a_case_the_linter_passes(
    made: tuple[Twin, ...], harbour: Library
) -> None:
    gold = load_suite(GOLD / "harbour-dev.jsonl")
    asked = {tokens(case.question) for case in gold.cases}
    assert [twin for twin in made if tokens(twin.question) in asked] == []
    cases = tuple(twin.as_case(number) for number, twin in enumerate(made, 1))
    texts = {document.file_name: document.text for document in harbour.by_id.values()}
    assert [str(problem) for problem in lint([Suite("twins", cases)], texts)] == []


def test_new_names_and_years_are_in_no_document(made: tuple[Twin, ...], harbour: Library) -> None:
    gold = {case.id: case.question for case in load_suite(GOLD / "harbour-dev.jsonl").cases}
    texts = "\n".join(document.text for document in harbour.by_id.values())
    for twin in made:
        new = set(tokens(twin.question)) - set(tokens(gold.get(twin.case_id, "")))
        if twin.kind in ("unknown", "year"):
            assert any(word not in texts.casefold() for word in new), twin


def test_the_same_seed_gives_the_same_twins() -> None:
    found = {seed: gold_twins([suite()], SMALL, seed) for seed in range(6)}
    assert all(gold_twins([suite()], SMALL, seed) == made for seed, made in found.items())
    assert len(set(found.values())) > 1
