"""Public shapes become suites that their own documents prove; what cannot be used is counted or refused."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.cases import load_suite
from seedqa.evals.importers.beir import import_beir
from seedqa.evals.importers.imported import write
from seedqa.evals.importers.mtrag import import_mtrag
from seedqa.evals.importers.squad import import_squad
from seedqa.evals.library import read_folder
from seedqa.evals.lint import lint
from seedqa.evals.schema import form_problems
from seedqa.index.errors import InputError

from tests.evals.sets import CORPUS, OSK, VALLEY, beir, lines, mtrag, squad


@pytest.fixture
def squad_file(tmp_path: Path) -> Path:
    """The SQuAD set as a file."""
    path = tmp_path / "dev-v2.0.json"
    path.write_text(json.dumps(squad()), encoding="utf-8")
    return path


def test_squad_questions_keep_their_answers_and_are_proved_by_their_sentence(squad_file: Path, tmp_path: Path) -> None:
    imported = import_squad(squad_file)
    assert imported.documents == {"00001-Osk.txt": OSK, "00002-Plum-valley.txt": VALLEY}
    written = write(imported, tmp_path / "out")
    suite = load_suite(written.suite)
    assert (suite.name, [case.id for case in suite.cases]) == ("dev-v2", ["q1", "q2", "q3", "q4"])
    assert written.left_out == {"asked twice": 1}
    first, second, third, _ = suite.cases
    assert first.answers == (("Mara Lind", "Lind"),)
    assert [quote.quote for quote in second.evidence] == ["The port paid 2.5 million yuan for 14 cranes in 2019."]
    assert (third.kind, third.status, third.answers, third.evidence) == ("unanswerable", ("not_found",), (), ())
    assert list(form_problems(written.suite)) == []
    assert lint([suite], read_folder(written.documents).texts()) == []


def test_a_folder_stands_for_its_development_set(squad_file: Path) -> None:
    (squad_file.parent / "train-v2.0.json").write_text("{}", encoding="utf-8")
    assert import_squad(squad_file.parent).name == "dev-v2"


def flat(**changes: Any) -> dict[str, Any]:
    """A record with its context."""
    start = OSK.index("14")
    return {
        "id": "f1", "question": "How many cranes?", "context": OSK, "answers": [{"text": "14", "start": start}]
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"answers": {"text": ["14", "14"], "answer_start": [OSK.index("14")] * 2}},
        {"title": "Osk", "answerable": True},
    ],
)
def test_records_with_a_context_each_are_taken_too_packed_or_not(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "dev.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(flat(**changes)).encode() + b"\n\n"))
    (line,) = import_squad(path).lines
    assert line["answers"] == [["14"]]
    assert line["evidence"][0]["quote"] == "The port paid 2.5 million yuan for 14 cranes in 2019."


def test_an_answer_that_is_not_where_it_should_be_is_proved_by_the_whole_context(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", flat(answers=[{"text": "14", "start": 0}]))
    assert import_squad(path).lines[0]["evidence"][0]["quote"] == OSK


def test_an_answer_that_its_context_does_not_state_is_left_out_and_counted(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", flat(), flat(id="f2", question="Who?", answers=[{"text": "Zoe", "start": 3}]))
    written = write(import_squad(path), tmp_path / "out")
    assert written.left_out == {"not proved word for word": 1}
    assert [case.id for case in load_suite(written.suite).cases] == ["f1"]


def test_a_limit_takes_questions_at_even_steps(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", *(flat(id=f"f{number}", question=f"{number}?") for number in range(10)))
    assert [line["id"] for line in import_squad(path, 4).lines] == ["f0", "f2", "f5", "f7"]
    with pytest.raises(InputError, match="--limit 0 leaves no question"):
        import_squad(path, 0)


def test_mtrag_tasks_keep_conversation_reference_and_relevant_passages(tmp_path: Path) -> None:
    lines(tmp_path / "RAG.jsonl", {"not": "this one"})
    lines(tmp_path / "reference.jsonl", *mtrag())
    imported = import_mtrag(tmp_path)
    written = write(imported, tmp_path / "out")
    assert written.left_out == {"small talk": 1}
    suite = load_suite(written.suite)
    assert suite.name == "reference"
    first, second, third = suite.cases
    assert (first.kind, first.open, first.reference) == ("fact", True, "Mara Lind leads the port.")
    assert [turn.role for turn in second.history] == ["user", "assistant"]
    # Of the two passages a person called one relevant.
    assert [quote.quote for quote in second.evidence] == [VALLEY]
    assert (third.kind, third.answerable) == ("unanswerable", False)
    assert lint([suite], read_folder(written.documents).texts()) == []


def test_beir_takes_the_test_judgements_and_leaves_out_what_has_nothing_to_find(tmp_path: Path) -> None:
    judged = import_beir(beir(tmp_path))
    assert list(judged.documents.values())[:2] == [
        "Port of Osk\n\nMara Lind leads the port. It has cranes.",
        CORPUS[1]["text"],
    ]
    assert [(query.id, dict(query.grades)) for query in judged.queries] == [
        ("1", {"0000003.txt": 2, "0000001.txt": 1}),
        ("2", {"0000002.txt": 1}),
    ]


def wrong_squad(folder: Path, text: str, name: str = "dev.json") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        ("{", "dev.json", "is not JSON"),
        ("[]", "dev.json", "it has no list 'data'"),
        ('{"data": [{}]}', "dev.json", "is not a SQuAD file: KeyError 'paragraphs'"),
        ('{"data": []}', "dev.json", "holds no question"),
        ("{}", "dev.jsonl", "dev.jsonl:1: no 'context'"),
        ('{"context": "a", "question": "b", "id": "c", "answers": [3]}', "dev.jsonl", "an answer has no text"),
        ("[]", "dev.jsonl", "dev.jsonl:1: not a JSON object"),
    ],
)
def test_what_is_no_squad_file_is_refused_with_its_place(tmp_path: Path, text: str, name: str, problem: str) -> None:
    with pytest.raises(InputError) as error:
        import_squad(wrong_squad(tmp_path, text, name))
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"input": []}, "does not end with a question"),
        ({"input": [{"speaker": "robot", "text": "x"}]}, "'robot' is no speaker"),
        ({"input": [{"text": "x"}]}, "not an MTRAG task: KeyError 'speaker'"),
        ({"contexts": [{"title": "x"}]}, "no 'text'"),
        ({"contexts": []}, "has no passages"),
        ({"Answerability": ["CONVERSATIONAL"]}, "holds no task to measure"),
    ],
)
def test_what_is_no_mtrag_task_is_refused(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(InputError) as error:
        import_mtrag(lines(tmp_path / "tasks.jsonl", mtrag()[0] | changes))
    assert problem in str(error.value)


def test_what_is_no_beir_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        import_beir(tmp_path / "absent")
    with pytest.raises(InputError, match=r"there is no corpus.jsonl"):
        import_beir(tmp_path)
    beir(tmp_path)
    (tmp_path / "qrels/test.tsv").write_text("1\td1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"test.tsv:1: not a judgement"):
        import_beir(tmp_path)
    (tmp_path / "qrels/test.tsv").write_text("9\td1\t1\n", encoding="utf-8")
    with pytest.raises(InputError, match="judges no query"):
        import_beir(tmp_path)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    for load in (import_squad, import_mtrag):
        with pytest.raises(InputError, match="cannot be read"):
            load(tmp_path / "absent.jsonl")
