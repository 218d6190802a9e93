"""From a saved answer to cases: what is pinned, what is refused, which twins are proposed and accepted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.cases import load_suite
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import lint
from seedqa.evals.pinning import Wanted, wanted_from
from seedqa.evals.pinning_command import PinOptions, add_cases
from seedqa.evals.saved import read_saved
from seedqa.index.errors import InputError

from tests.evals.made import LEADS, LIBRARY, PAID, SOLD, cite, refusal, reply
from tests.evals.small import GAVE, HOSPITAL, QUESTION, SMALL

ASKED = {"question": "Who leads the port of Osk?", "standalone_question": "Who leads the port of Osk?"}
LEADER = ASKED | reply("Mara Lind leads it. [1]", [LEADS], short_answer="Mara Lind")


@dataclass(frozen=True, slots=True)
class Added:
    """What came of ``qa eval add``."""

    status: int
    out: str
    err: str
    suite: Path

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.suite.read_text(encoding="utf-8").splitlines()]


def add(
    folder: Path,
    *records: object,
    wanted: Wanted = Wanted(),
    accept: str | None = "none",
    typed: Sequence[str] | None = None,
    library: Library = LIBRARY,
) -> Added:
    """Adds records to a suite in the folder; ``typed`` are a person's answers."""
    text = "".join(json.dumps(record) + "\n" for record in records)
    out, err, suite, keys = StringIO(), StringIO(), folder / "mine.jsonl", iter(typed or ())
    ask = None if typed is None else (lambda prompt: next(keys))
    status = add_cases(read_saved(text, "saved"), PinOptions(suite, wanted, accept), library, ask, out, err)
    return Added(status, out.getvalue(), err.getvalue(), suite)


def test_an_answer_is_pinned_with_the_words_it_cites_and_where_they_stand(tmp_path: Path) -> None:
    added = add(tmp_path, LEADER)
    assert added.status == 0
    assert added.lines == [
        {
            "id": "mine-001", "suite": "mine", "kind": "fact", "question": "Who leads the port of Osk?",
            "tags": ["pinned"], "status": ["answered"],
            "evidence": [{"document": "harbour.txt", "quote": LEADS, "start": 14}], "answers": [["Mara Lind"]],
        }
    ]  # fmt: skip
    assert lint([load_suite(added.suite)], LIBRARY.texts()) == []
    assert added.out == f"pinned in {added.suite}: Who leads the port of Osk? -> Mara Lind\n"


def test_parts_are_items_a_derivation_is_a_figure_and_turns_are_kept(tmp_path: Path) -> None:
    parts = ASKED | reply("x [1] [2]", [LEADS, PAID], short_answer="a", parts=["Mara Lind", "14 cranes"])
    derivation = {
        "expression": "a / b", "operands": [], "value": "333.333333", "unit": "kg", "rounded": "333.33 kg",
    }  # fmt: skip
    figure = {"question": "How much each?"} | reply("333.33 kg [1]", [SOLD], derivation=derivation)
    history = [{"role": "user", "content": "Who leads?"}, {"role": "assistant", "content": "Mara Lind."}]
    turn = {"question": "And what did it pay?"} | reply("2.5 million yuan [1]", [PAID], short_answer="2.5 million yuan")
    several, share, later = add(tmp_path, parts, figure, turn | {"history": history}).lines
    assert (several["kind"], several["answers"]) == ("list", [["Mara Lind"], ["14 cranes"]])
    assert (share["kind"], share["value"]) == ("figure", {"value": "333.333333", "unit": "kg", "tolerance": "0.003333"})
    assert (later["kind"], later["history"]) == ("conversation", history)


def test_a_refusal_is_pinned_as_unanswerable_with_its_reason(tmp_path: Path) -> None:
    (line,) = add(tmp_path, {"question": "Who is the cook?"} | refusal()).lines
    assert (line["kind"], line["status"], line["reason"]) == ("unanswerable", ["not_found"], ["attribute_absent"])
    assert "evidence" not in line


def test_feedback_is_read_with_the_answer_inside_or_beside_and_the_last_word_counts(tmp_path: Path) -> None:
    beside = LEADER | {"verdict": "down", "note": "no"}
    inside = {"answer": LEADER, "verdict": "up", "note": "checked"}
    added = add(tmp_path, beside, inside)
    assert (added.status, [line["note"] for line in added.lines]) == (0, ["checked"])
    again = add(tmp_path, inside)
    assert (again.status, len(again.lines)) == (1, 1)
    assert again.err == "there already, as mine-001: Who leads the port of Osk?\n"


def test_a_wrong_answer_is_passed_over_until_somebody_says_what_is_right(tmp_path: Path) -> None:
    wrong = ASKED | reply("Tom Berg [1]", [SOLD], short_answer="Tom Berg") | {"verdict": "down"}
    passed = add(tmp_path, wrong)
    assert (passed.status, passed.suite.exists()) == (1, False)
    assert "passed over, marked wrong: Who leads the port of Osk?; say what is right with --expect" in passed.err
    (line,) = add(tmp_path, wrong, wanted=wanted_from(["Mara Lind | Lind"], None)).lines
    assert (line["answers"], line["evidence"]) == (
        [["Mara Lind", "Lind"]],
        [{"document": "harbour.txt", "quote": LEADS, "start": 14}],
    )


def test_an_answer_that_should_have_been_refused_becomes_a_refusal(tmp_path: Path) -> None:
    (line,) = add(tmp_path, LEADER, wanted=wanted_from([], "false_premise")).lines
    assert (line["kind"], line["reason"]) == ("unanswerable", ["false_premise"])


@pytest.mark.parametrize(
    ("record", "wanted", "problem"),
    [
        (LEADER | {"citations": [cite(LEADS) | {"document_id": "d9"}]}, Wanted(), "citation [1] is not in the index"),
        (LEADER | {"citations": [cite(LEADS) | {"quote": "Mara led"}]}, Wanted(), "no longer has the words"),
        (LEADER | {"short_answer": "Tom Berg"}, Wanted(), "no evidence quote states 'Tom Berg'"),
        (LEADER, wanted_from(["Zoe Zimmer"], None), "no document states 'Zoe Zimmer'"),
        ([3], Wanted(), "not a saved answer"),
        ({"question": "x"}, Wanted(), "not a saved answer"),
        (LEADER | {"verdict": "perhaps"}, Wanted(), "the verdict cannot be 'perhaps'"),
    ],
)
def test_what_cannot_be_pinned_is_one_line_and_leaves_no_file(
    tmp_path: Path, record: Any, wanted: Wanted, problem: str
) -> None:
    with pytest.raises(InputError) as error:
        add(tmp_path, record, wanted=wanted)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "mine.jsonl").exists()


def test_one_correction_goes_with_one_answer(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="go with one answer"):
        add(tmp_path, LEADER, LEADER | {"question": "Who?"}, wanted=wanted_from(["Mara Lind"], None))
    with pytest.raises(InputError, match="--expect needs the words"):
        wanted_from([" | "], None)


GIFT_START = HOSPITAL.index(GAVE)
GIFT = {"question": QUESTION} | reply("x [1]", short_answer="2.5 million euros") | {
    "citations": [
        {"marker": 1, "document_id": "hospital", "start": GIFT_START, "end": GIFT_START + len(GAVE), "quote": GAVE}
    ]
}  # fmt: skip


def test_twins_are_paraphrases_with_the_same_answer_and_questions_nothing_answers(tmp_path: Path) -> None:
    first, *twins = add(tmp_path, GIFT, accept="all", library=SMALL).lines
    same = [line for line in twins if "rephrased" in line["tags"]]
    other = [line for line in twins if "rephrased" not in line["tags"]]
    assert [line["answers"] for line in same] == [first["answers"]] * len(same)
    assert "What sum did the Orre Foundation give Lindal Hospital?" in [line["question"] for line in same]
    assert {line["tags"][1] for line in other} >= {"parties", "unknown"}
    assert all(line["kind"] == "unanswerable" and line["reason"] for line in other)
    suite = load_suite(tmp_path / "mine.jsonl")
    assert lint([suite], SMALL.texts()) == []
    assert len({case.id for case in suite.cases}) == len(twins) + 1


def test_a_person_takes_some_refuses_some_and_may_stop(tmp_path: Path) -> None:
    added = add(tmp_path, GIFT, accept=None, typed=["n", "what?", "y", "q"], library=SMALL)
    assert len(added.lines) == 2
    assert "twin 1 of " in added.out
    everything = add(tmp_path / "b", GIFT, accept=None, typed=["n", "a"], library=SMALL)
    proposed = int(everything.out.split("twin 1 of ")[1].split(",")[0])
    assert len(everything.lines) == 1 + proposed - 1


def test_with_nobody_to_ask_the_twins_are_only_announced(tmp_path: Path) -> None:
    added = add(tmp_path, GIFT, accept=None, library=SMALL)
    assert len(added.lines) == 1
    assert added.err.endswith("twins proposed, none added; --accept all adds them\n")


def test_cases_are_added_behind_what_is_there_and_that_is_not_touched(tmp_path: Path) -> None:
    first = '{"id": "mine-002",  "kind":"fact", "question": "Q?", "answers": [["14"]]}'
    (tmp_path / "mine.jsonl").write_text(first + "\n\n", encoding="utf-8")
    lines = add(tmp_path, LEADER).suite.read_text(encoding="utf-8").split("\n")
    assert lines[:2] == [first, ""]
    assert json.loads(lines[2])["id"] == "mine-003"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.jsonl"]


def test_a_document_that_shares_its_name_is_named_with_its_path(tmp_path: Path) -> None:
    library = Library.of([SourceText("d1", "a/harbour.txt", LEADS), SourceText("d2", "b/harbour.txt", PAID)])
    record = LEADER | {"citations": [cite(LEADS) | {"start": 0, "end": len(LEADS)}]}
    (line,) = add(tmp_path, record, library=library).lines
    assert line["evidence"] == [{"document": "a/harbour.txt", "quote": LEADS, "start": 0}]
