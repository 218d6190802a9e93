"""Mutants differ from the truth in what their kind says, and cite what they say they cite."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.evals.alterations import (
    add_negations,
    exchange_scales,
    exchange_units,
    exchange_years,
    flip_digits,
    move_points,
    remove_negations,
)
from seedqa.evals.cases import GOLD, load_suite
from seedqa.evals.claims import true_claims
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.library import Library, SourceText
from seedqa.evals.mutants import KINDS, Mutant, mutants
from seedqa.evals.parties import exchange_parties
from seedqa.evals.quantities import read_quantities
from seedqa.evals.wording import states

from tests.evals.small import BEDS, CLUB, DECLINED, GAVE, SMALL, THANKED, suite

CORPUS = Path(__file__).resolve().parents[2] / "evals" / "corpora" / "harbour"
RESTATED = KINDS[:10]
SPAN_KINDS = ("span-shifted", "span-cut", "passage-moved", "document-moved")


@pytest.fixture(scope="module")
def harbour() -> Library:
    return Library.of(
        SourceText(path.stem, path.name, path.read_text(encoding="utf-8"))
        for path in sorted(CORPUS.iterdir())
        if path.suffix in (".txt", ".md") and path.name != "README.md"
    )


@pytest.fixture(scope="module")
def made(harbour: Library) -> tuple[Mutant, ...]:
    return mutants([load_suite(GOLD / "harbour-dev.jsonl")], harbour)


def by_kind(found: tuple[Mutant, ...]) -> dict[str, list[Mutant]]:
    kinds = defaultdict(list)
    for mutant in found:
        kinds[mutant.kind].append(mutant)
    return kinds


@pytest.mark.parametrize(
    ("alter", "statement", "expected"),
    [
        (flip_digits, "2.5 million euros", ["3.5 million euros", "2.8 million euros"]),
        (flip_digits, "six of ten", ["seven of ten", "six of eleven"]),
        (move_points, "2.5 million euros", ["25 million euros", "0.25 million euros"]),
        (move_points, "14,000 masks", ["140,000 masks", "1,400 masks"]),
        (move_points, "on 3 May 2019 at 7:15", []),
        (exchange_scales, "2.5 million euros", ["2.5 thousand euros"]),
        (exchange_scales, "1.2亿元", ["1.2万元"]),
        (exchange_units, "84 metres, 4%", ["84 kilometres, 4%", "84 metres, 4 percentage points"]),
        (exchange_units, "a long way in euros", []),
        (remove_negations, "She did not pay.", ["She did pay."]),
        (remove_negations, "There is to be no plaque.", ["There is to be a plaque."]),
        (remove_negations, "not only the town, no more than 5", ["not only the town, more than 5"]),
        (add_negations, "It was open, has rust.", ["It was not open, has rust.", "It was open, has not rust."]),
        (add_negations, "The gate was not open.", []),
    ],
)  # fmt: skip
def test_alterations_give_what_was_worked_out_by_hand(
    alter: Callable[[str, str], Iterator[str]], statement: str, expected: list[str]
) -> None:
    assert list(alter(statement, statement)) == expected


def test_a_figure_that_the_evidence_also_names_is_no_mutation() -> None:
    assert list(flip_digits("2 beds", "2 beds, not 3")) == []
    assert list(exchange_scales("2 million", "2 million or 2 thousand")) == []
    assert list(exchange_units("5 euros", "5 euros or 5 pounds")) == []
    assert list(exchange_years("in 2019", "in 2019, not 2020", ["2018", "2019", "2020"])) == ["in 2018"]


@given(st.lists(st.decimals(min_value=0, max_value=10**7, places=2), min_size=1, max_size=4))
def test_a_flipped_or_moved_figure_is_never_one_of_the_evidence(values: list[Decimal]) -> None:
    statement = "; ".join(f"{value:f} litres" for value in values)
    true = Counter(values)
    for alter in (flip_digits, move_points):
        for changed in alter(statement, statement):
            given_values = [Decimal(part.split()[0]) for part in changed.split("; ")]
            assert sum((Counter(given_values) - true).values()) == 1
            assert not set(Counter(given_values) - true) & set(values)


def test_parties_are_exchanged_around_a_verb_of_giving() -> None:
    gazetteer = Gazetteer.of(SMALL)
    assert list(exchange_parties(GAVE, gazetteer.mentions(GAVE))) == [
        "In 2019 Lindal Hospital gave the Orre Foundation 2.5 million euros."
    ]
    assert list(exchange_parties(THANKED, gazetteer.mentions(THANKED))) == []
    offered = "The district has offered the county money."
    assert list(exchange_parties(offered, ())) == ["The county has offered the district money."]


def test_the_mutants_of_one_small_fact() -> None:
    found = by_kind(mutants([suite()], SMALL, most=9))
    short = {kind: [one.statement for one in items if one.truth.form == "short"] for kind, items in found.items()}
    whole = {kind: [one.statement for one in items if one.truth.statement == GAVE] for kind, items in found.items()}
    assert short["digit-flipped"] == ["3.5 million euros", "2.8 million euros"]
    assert short["scale-exchanged"] == ["2.5 thousand euros"]
    assert "year-exchanged" not in found
    assert whole["stitched"] == [GAVE.replace("2.5 million", "84,000")]
    assert "In 2019 Lindal Hospital gave the Orre Foundation 2.5 million euros." in whole["parties-exchanged"]
    assert "In 2019 the Orre Foundation gave Varby Rovers 2.5 million euros." in whole["name-exchanged"]
    assert [one.statement for one in found["negation-removed"]] == [DECLINED.replace("not ", "")]
    cut = [one.citations[0].quote for one in found["span-cut"] if one.truth.form == "short"]
    assert cut == ["million euros.", "In 2019 the Orre Foundation gave Lindal Hospital 2.5 million"]
    passages = [one.citations[0].quote for one in found["passage-moved"] if one.truth.form == "short"]
    assert sorted(passages) == sorted([THANKED, DECLINED, BEDS])
    assert {one.citations[0].document_id for one in found["document-moved"]} == {"club"}
    asked = {one.question for one in found["question-parties"]}
    assert asked == {"How much did Lindal Hospital give the Orre Foundation?"}


def test_true_claims_are_borne_word_for_word() -> None:
    short, whole = true_claims([suite()], Gazetteer.of(SMALL))
    assert (short.form, short.statement) == ("short", "2.5 million euros")
    assert (whole.form, whole.statement) == ("sentence", GAVE)
    for claim in (short, whole):
        cited = claim.citations[0]
        assert SMALL.by_id["hospital"].text[cited.start : cited.end] == cited.quote == GAVE


def test_every_kind_is_made_of_the_harbour(made: tuple[Mutant, ...]) -> None:
    counts = Counter(mutant.kind for mutant in made)
    assert set(counts) == set(KINDS)
    assert all(counts[kind] >= 20 for kind in RESTATED)
    assert all(counts[kind] >= 200 for kind in SPAN_KINDS)


def test_each_mutant_differs_only_in_what_its_kind_says(made: tuple[Mutant, ...]) -> None:
    for mutant in made:
        truth = mutant.truth
        asked, said = mutant.question == truth.question, mutant.statement == truth.statement
        cited = mutant.citations == truth.citations
        if mutant.kind.startswith("question-"):
            assert (asked, said, cited) == (False, True, True), mutant
        elif mutant.kind in SPAN_KINDS:
            assert (asked, said, cited) == (True, True, False), mutant
        else:
            assert (asked, said, cited) == (True, False, mutant.kind != "stitched"), mutant


def test_citations_stand_where_they_say_except_the_shifted(made: tuple[Mutant, ...], harbour: Library) -> None:
    for mutant in made:
        exact = [harbour.by_id[one.document_id].text[one.start : one.end] == one.quote for one in mutant.citations]
        assert all(exact) == (mutant.kind != "span-shifted"), mutant
        assert all(exact[1:]), mutant


def test_a_restated_mutant_says_something_its_evidence_does_not(made: tuple[Mutant, ...]) -> None:
    for mutant in (one for one in made if one.kind in RESTATED):
        evidence = " ".join(" ".join(one.quote for one in mutant.citations).split())
        assert not re.search(rf"(?<![\w.,]){re.escape(mutant.statement)}(?!\w)", evidence), mutant
        if mutant.truth.form == "short" and mutant.kind != "name-exchanged":
            assert not states(mutant.statement, mutant.truth.statement), mutant


def test_figures_of_mutants_are_not_those_of_the_truth(made: tuple[Mutant, ...]) -> None:
    for mutant in (one for one in made if one.kind in ("digit-flipped", "point-moved") and one.truth.form == "short"):
        said = {(one.value, one.unit) for one in read_quantities(mutant.statement)}
        true = {(one.value, one.unit) for one in read_quantities(mutant.truth.statement)}
        assert said != true, mutant


def test_a_moved_or_cut_citation_does_not_state_the_answer(made: tuple[Mutant, ...]) -> None:
    for mutant in (one for one in made if one.kind in SPAN_KINDS[1:]):
        said = [" ".join(one.quote.split()) for one in mutant.citations]
        assert not any(states(quote, wording) for quote in said for wording in mutant.truth.wordings), mutant
        home = mutant.truth.citations[0].document_id
        assert all((one.document_id == home) == (mutant.kind != "document-moved") for one in mutant.citations)


def test_the_same_seed_gives_the_same_mutants() -> None:
    two = Library.of([*SMALL.by_id.values(), SourceText("more", "more.txt", CLUB.replace("Varby", "Tolbo"))])
    first = mutants([suite()], two, seed=1, most=1)
    assert first == mutants([suite()], two, seed=1, most=1)
    assert any(mutants([suite()], two, seed=seed, most=1) != first for seed in range(2, 8))
