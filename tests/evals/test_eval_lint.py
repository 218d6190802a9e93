"""The linter finds what is planted, and the committed gold is clean."""

from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.evals.cases import GOLD, Case, Quote, Suite, load_suites
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import lint
from seedqa.qa.types import Turn

from tests.evals.made import DOCUMENTS, LEADS, PAID, SOLD, case

TEXTS = {item.file_name: item.text for item in DOCUMENTS}
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CLEAN = case([["Mara Lind"]], [LEADS])
PLANTED = [
    (replace(CLEAN, evidence=(Quote("harbour.txt", LEADS.lower()),)), "not an exact quote of harbour.txt"),
    (replace(CLEAN, evidence=(Quote("valley.txt", LEADS),)), "not an exact quote of valley.txt"),
    (replace(CLEAN, evidence=(Quote("hill.txt", LEADS),)), "there is no document 'hill.txt'"),
    (replace(CLEAN, evidence=()), "an answer needs evidence"),
    (case([["Tom Berg"]], [LEADS]), "no evidence quote states 'Tom Berg'"),
    (case([["2.4 million yuan"]], [PAID]), "no evidence quote states '2.4 million yuan'"),
    (case([["Mara Lind"]], [LEADS], status=["not_found"]), "status not_found does not go with an answer"),
    (case(status=["answered"], reason=["entity_absent"]), "status answered does not go with no answer"),
    (case(status=["not_found"]), "a refusal needs its reasons"),
    (case([["14"]], [PAID], kind="figure"), "a figure needs its value"),
    (case([["14"]], [PAID], kind="unanswerable"), "an unanswerable question has no answers"),
    (case(status=["not_found"], reason=["entity_absent"]), "a case of kind fact needs answers"),
    (case([["Mara Lind"], ["14"]], [LEADS, PAID], kind="two-document"), "needs a quote from each"),
    (case([["9 tons"]], [SOLD], kind="figure", value=("8", "tons", "0.5")), "'9 tons' is further from 8 tons"),
]


@pytest.mark.parametrize(("planted", "text"), PLANTED)
def test_what_is_planted_is_found(planted: Case, text: str) -> None:
    problems = lint([Suite("made", (planted,))], TEXTS)
    assert any(text in str(problem) for problem in problems)
    assert all(str(problem).startswith("made.jsonl:1: c1: ") for problem in problems)


def test_clean_gold_has_no_problems() -> None:
    figure = case([["8 tons"]], [SOLD], kind="figure", value=("8", "tons", "0"), case_id="c2", question="How many?")
    absent = case(status=["not_found"], reason=["entity_absent"], case_id="c3", question="Where?", kind="unanswerable")
    unknown = replace(absent, id="c4", question="Which?", reason=(), tags=("reason-unknown",))
    free = replace(case(case_id="c5", question="Why?"), reference="Because it was so.")
    assert lint([Suite("made", (CLEAN, figure, absent, unknown, free))], TEXTS) == []


def test_documents_of_one_name_are_told_apart_by_their_path() -> None:
    library = Library.of([SourceText("1", "docs/a/notes.txt", LEADS), SourceText("2", "docs/b/notes.txt", PAID)])
    near = replace(CLEAN, evidence=(Quote("a/notes.txt", LEADS),))
    loose = replace(CLEAN, id="c2", question="Who?", evidence=(Quote("notes.txt", LEADS),))
    wrong = replace(CLEAN, id="c3", question="Leads?", evidence=(Quote("b/notes.txt", LEADS),))
    problems = lint([Suite("made", (near, loose, wrong))], library.texts())
    assert [(problem.case.id, problem.text[:30]) for problem in problems] == [("c3", "not an exact quote of b/notes.")]
    assert [library.name_of(item) for item in library.by_id.values()] == ["a/notes.txt", "b/notes.txt"]


def test_duplicates_and_leaks_are_found_by_the_normalised_question_and_history() -> None:
    again = replace(CLEAN, id="c2", question="who leads THE port")
    elsewhere = replace(again, id="c3", suite="made-test")
    later = replace(again, id="c4", history=(Turn("user", "Hello"),))
    problems = lint([Suite("made", (CLEAN, again, later)), Suite("made-test", (elsewhere,))], TEXTS)
    assert [(problem.case.id, problem.text) for problem in problems] == [
        ("c2", "duplicate of c1"),
        ("c3", "leak between made and made-test: c1"),
    ]


def test_the_committed_gold_is_proved_by_the_seeds() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    suites = load_suites(sorted(GOLD.glob("seeds-*.jsonl")))
    assert {"seeds-dev", "seeds-test"} <= {suite.name for suite in suites}
    assert [str(problem) for problem in lint(suites, texts)] == []
