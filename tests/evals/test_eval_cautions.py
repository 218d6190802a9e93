"""What only looks wrong: near repeats, leaks, answers that also stand elsewhere."""

from dataclasses import replace

from seedqa.evals.cases import CORPORA, GOLD, Quote, Suite, load_suites
from seedqa.evals.cautions import cautions, likeness
from seedqa.evals.library import read_folder

from tests.evals.made import DOCUMENTS, LEADS, SOLD, case

TEXTS = {item.file_name: item.text for item in DOCUMENTS}
CLEAN = case([["Mara Lind"]], [LEADS], question="Who leads the port of Osk today?")


def told(*suites: Suite, **more: str) -> list[tuple[str, str]]:
    """The cautions of the suites over the documents and some more."""
    return [(one.case.id, one.text) for one in cautions(suites, TEXTS | more)]


def test_likeness_is_of_the_telling_words() -> None:
    assert likeness("Who leads the port?", "who is it that leads that port") == 1
    assert likeness("Who leads the port?", "Who built the port?") == 1 / 3


def test_a_question_in_nearly_the_same_words_with_the_same_proof_is_a_repeat_or_a_leak() -> None:
    again = replace(CLEAN, id="c2", question="Tell me who leads the port of Osk today")
    other = replace(CLEAN, id="c3", question="Whose word counts in the harbour?")
    elsewhere = replace(again, id="c4", suite="made-test")
    assert told(Suite("made", (CLEAN, again, other))) == [("c2", "nearly repeats c1")]
    assert told(Suite("made", (CLEAN,)), Suite("made-test", (elsewhere,))) == [
        ("c4", "may leak between made and made-test: c1 asks nearly the same")
    ]


def test_the_same_words_with_another_answer_are_no_repeat() -> None:
    other = replace(CLEAN, id="c2", answers=(("Tom Berg",),), evidence=(Quote("valley.txt", SOLD),))
    assert told(Suite("made", (CLEAN, other))) == []


def test_an_answer_that_another_sentence_gives_too_is_named_with_its_place() -> None:
    minutes = "Minutes. Today the port of Osk, which Mara Lind leads, was closed. Mara Lind is fifty."
    ((case_id, text),) = told(Suite("made", (CLEAN,)), **{"minutes.txt": minutes})
    assert case_id == "c1"
    assert text.startswith("'Mara Lind' may also stand in minutes.txt: 'Today the port of Osk, which Mara Lind leads,")


def test_the_proof_itself_and_mentions_that_answer_nothing_are_not_named() -> None:
    diary = "Diary. Mara Lind is fifty. The port of Osk is led by somebody today."
    assert told(Suite("made", (CLEAN,)), **{"diary.txt": diary}) == []


def test_the_committed_gold_leaks_nowhere_and_has_four_hundred_cases() -> None:
    count = 0
    for corpus in ("seeds", "harbour"):
        suites = load_suites(sorted(GOLD.glob(f"{corpus}-*.jsonl")))
        found = cautions(suites, read_folder(CORPORA[corpus]).texts())
        assert [str(one) for one in found if "leak" in one.text] == []
        count += sum(len(suite.cases) for suite in suites)
    assert count >= 400
