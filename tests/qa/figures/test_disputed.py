"""Documents that disagree, operands that nobody tells, and lists within a limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from seedqa.evals.ledger_store import open_texts
from seedqa.index.store import Store
from seedqa.qa.figures import derive
from seedqa.qa.question import read_question

TEXTS = {
    "town.txt": "Town of Orrin, yearly report\n\nIn 2022 Orrin welcomed 52,300 campers, the tourist office says.\n",
    "park.txt": "Orrin Park, notice\n\nThe park says that 58,100 campers came to Orrin in 2022. It has 40 pitches.\n",
    "lines.txt": (
        "Trams of Velm\n\nThe Harbour Line is 12 kilometres long, the Forest Line 31 kilometres "
        "and the Castle Line 18 kilometres.\n\nTickets brought 4.2 million euros and freight 1.1 million euros.\n"
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("disputed")
    opened = open_texts(folder, TEXTS)
    yield opened
    opened.close()


def test_two_documents_with_other_values_for_one_thing_are_both_shown(store: Store) -> None:
    found = derive(read_question("How many campers came to Orrin in 2022?"), [], store)
    assert found is not None
    assert (found.status, found.reason) == ("conflict", "values_disagree")
    assert {citation.uri.rsplit("/", 1)[-1] for citation in found.citations} == {"town.txt", "park.txt"}
    assert "52,300" in found.answer
    assert "58,100" in found.answer


def test_one_value_is_no_dispute(store: Store) -> None:
    assert derive(read_question("How many pitches has Orrin Park?"), [], store) is None


def test_a_sum_of_which_one_thing_is_not_told_is_refused_and_names_it(store: Store) -> None:
    found = derive(read_question("How much did tickets and adverts bring in altogether?"), [], store)
    assert found is not None
    assert (found.status, found.reason, found.citations) == ("not_found", "attribute_absent", ())
    assert "adverts" in found.answer


def test_a_sum_of_which_all_is_told_is_worked_out(store: Store) -> None:
    found = derive(read_question("How much did tickets and freight bring in altogether?"), [], store)
    assert found is not None
    assert found.short_answer == "€5.3 million"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which lines are longer than 15 kilometres?", {"forest", "castle"}),
        ("Which lines are shorter than 20 kilometres?", {"harbour", "castle"}),
    ],
)
def test_only_what_is_within_the_limit_is_listed(question: str, names: set[str], store: Store) -> None:
    found = derive(read_question(question), [], store)
    assert found is not None
    assert found.form == "list"
    assert {part.lower().split()[-2] for part in found.parts} == names


@pytest.mark.parametrize("question", ["Is the Forest Line longer than 20 kilometres?", "Were there more than 60,000?"])
def test_a_figure_beside_a_limit_is_read_and_not_worked_out(question: str, store: Store) -> None:
    assert derive(read_question(question), [], store) is None
