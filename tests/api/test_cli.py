"""The ``qa`` command as scripts see it: exit status, what is on standard output, one line for every error."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from seedqa.api.cli import main
from seedqa.qa.answering import LONGEST_QUESTION, Engine

from tests.index.making import page

ROOT = Path(__file__).parents[2]
QUESTION = "How much did Jinghai give Zhenyuan?"
UNANSWERABLE = "Who painted the ceiling of the Sistine Chapel?"
GIFTS = ("54.16 million yuan", "16.82 million yuan")


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one command."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """Standard output as one JSON object, and nothing beside it."""
        parsed: dict[str, Any] = json.loads(self.out)
        return parsed

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    def problem(self) -> str:
        """The one line of an error, with nothing on standard output."""
        assert (self.status, self.out) == (2, "")
        assert self.err.startswith("qa: ")
        assert self.err.count("\n") == 1
        assert "; " in self.err, "a problem comes with its remedy"
        return self.err


Run = Callable[..., Ran]


@pytest.fixture
def qa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, where the libraries are loaded already."""

    def run(*arguments: str | Path, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def ask(qa: Run, seed_index: Path) -> Run:
    """``qa ask`` over the seeds."""
    return lambda *arguments, stdin="": qa("ask", *arguments, "--index", seed_index, stdin=stdin)


def process(*arguments: str | bytes | Path, cwd: Path = ROOT) -> Ran:
    """The command as a process of its own."""
    command = [sys.executable, "-c", "import sys; from seedqa.api.cli import main; sys.exit(main())", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def check_exact(answer: dict[str, Any], engine: Engine) -> None:
    for citation in (*answer["citations"], *answer["nearest"]):
        document = engine.document(citation["document_id"])
        assert document is not None
        assert document.text[citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_has_its_figures_its_exact_words_and_status_0(ask: Run, engine: Engine) -> None:
    ran = ask(QUESTION, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert all(gift in ran.answer["answer"] for gift in GIFTS)
    assert all(any(gift in c["quote"] for c in ran.answer["citations"]) for gift in GIFTS)
    check_exact(ran.answer, engine)


def test_the_same_answer_is_read_by_a_person(ask: Run) -> None:
    ran = ask(QUESTION)
    assert (ran.status, ran.err) == (0, "")
    assert all(gift in ran.out for gift in GIFTS)
    assert "seeds/003_49339ad7535a0102.txt" in ran.out
    assert "\x1b[" not in ran.out


def test_what_the_documents_do_not_say_is_status_1(ask: Run, engine: Engine) -> None:
    ran = ask(UNANSWERABLE, "--json")
    assert (ran.status, ran.err) == (1, "")
    assert (ran.answer["status"], ran.answer["citations"]) == ("not_found", [])
    assert ran.answer["reason"]
    check_exact(ran.answer, engine)
    assert ask(UNANSWERABLE).status == 1


def test_json_has_every_field_of_the_contract(ask: Run) -> None:
    fields = (
        "id question standalone_question status reason answer short_answer parts confidence citations derivation "
        "nearest mode index timings_ms"
    )
    assert list(ask(QUESTION, "--json").answer) == fields.split()


def test_history_is_taken_into_account(ask: Run, tmp_path: Path) -> None:
    turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "54.16 million yuan."}]
    (tmp_path / "turns.json").write_text(json.dumps(turns))
    from_file = ask("And how many masks?", "--json", "--history", tmp_path / "turns.json")
    from_stdin = ask("And how many masks?", "--json", "--history", "-", stdin=json.dumps(turns))
    assert from_file.answer["question"] == "And how many masks?"
    assert {**from_file.answer, "timings_ms": 0} == {**from_stdin.answer, "timings_ms": 0}
    assert from_file.answer["id"] != ask("And how many masks?", "--json").answer["id"]


@pytest.mark.parametrize("source", ["file", "-"])
def test_a_batch_keeps_ids_and_order(ask: Run, tmp_path: Path, source: str) -> None:
    questions: list[dict[str, Any]] = [
        {"id": "b", "question": UNANSWERABLE},
        {"id": 7, "question": QUESTION},
        {"id": None, "question": QUESTION, "history": [{"role": "user", "content": "Hello."}]},
        {"question": "乡村振兴？ line\u2028separator \x85 here", "id": "标识"},
    ]
    text = "\n" + "\n\n".join(json.dumps(question, ensure_ascii=False) for question in questions) + "\n"
    (tmp_path / "batch.jsonl").write_text(text, encoding="utf-8")
    ran = ask("--batch", tmp_path / "batch.jsonl" if source == "file" else "-", stdin=text)
    assert (ran.status, ran.err) == (0, "")
    assert [answer["id"] for answer in ran.answers] == ["b", 7, None, "标识"]
    assert [answer["question"] for answer in ran.answers] == [question["question"] for question in questions]
    alone = ask(QUESTION, "--json").answer
    batched = ran.answers[1]
    assert {**batched, "id": batched["answer_id"], "timings_ms": 0} == {
        **alone,
        "answer_id": alone["id"],
        "timings_ms": 0,
    }


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{not json}", "line 2 is not JSON"),
        ('"just text"', "line 2 has no question"),
        ('{"id": 1}', "line 2 has no question"),
        ('{"question": 5}', "line 2 has no question"),
        ('{"question": "  "}', "line 2: the question is empty"),
        ('{"question": "Who?", "qestion": 1}', "unknown field 'qestion'"),
        ('{"question": "Who?", "history": "before"}', "line 2 is not a list of turns"),
        ('{"question": "Who?", "history": [{"role": "robot", "content": ""}]}', "line 2, turn 1 is not a turn"),
        ('{"question": "\\ud800 who?"}', "line 2: the question is not valid Unicode"),
        ("[" * 100_000, "line 2 is nested too deeply"),
    ],
)
def test_a_bad_line_stops_a_batch_before_anything_is_answered(ask: Run, line: str, problem: str) -> None:
    good = json.dumps({"id": 1, "question": QUESTION})
    assert problem in ask("--batch", "-", stdin=f"{good}\n{line}\n{good}\n").problem()


def test_an_empty_batch_is_an_error(ask: Run) -> None:
    assert "holds no question" in ask("--batch", "-", stdin="\n\n").problem()


@pytest.mark.parametrize("history", ["{}", "[1]", "[", '[{"role": "user"}]', '[{"role": "x", "content": "y"}]'])
def test_a_history_of_another_shape_is_an_error(ask: Run, history: str) -> None:
    ask(QUESTION, "--history", "-", stdin=history).problem()


def test_a_history_with_half_a_character_does_no_harm(ask: Run) -> None:
    told = '[{"role": "user", "content": "Who leads \\ud800 Jinghai?"}]'
    assert "Traceback" not in ask("And how many masks?", "--history", "-", stdin=told).err


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!…", "\u200b"])
def test_an_empty_question_is_an_error(ask: Run, question: str) -> None:
    assert "the question is empty" in ask(question).problem()


def test_a_question_may_be_long_but_not_endless(ask: Run) -> None:
    assert "more than 2,000" in ask("why " * 25_000).problem()
    assert ask(("why " * LONGEST_QUESTION)[: LONGEST_QUESTION - 1] + "?", "--json").status in (0, 1)


@pytest.mark.parametrize("arguments", [[], [QUESTION, "--batch", "-"], ["--batch", "-", "--history", "-"]])
def test_what_does_not_go_together_is_an_error(ask: Run, arguments: list[str]) -> None:
    ask(*arguments).problem()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", QUESTION, "--index", "MISSING"],
        ["ask", QUESTION, "--index", "FOREIGN"],
        ["ask", QUESTION, "--index", "FILE"],
        ["ask", "--batch", "MISSING"],
        ["ask", "--batch", "FOREIGN"],
        ["ask", QUESTION, "--history", "MISSING"],
        ["verify", "MISSING"],
        ["index", "MISSING", "--index", "NEW"],
        ["index", "PICTURE", "--index", "NEW"],
        ["index", "FOREIGN", "--index", "NEW"],
        ["index", "TEXT", "--index", "FOREIGN"],
        ["index", "TEXT", "--index", "FILE"],
        ["index", "TEXT", "--index", "NEW", "--model", "MISSING"],
        ["index", "TEXT", "BINARY", "--index", "NEW"],
        ["index", "a" * 5000, "--index", "NEW"],
    ],
)
def test_files_that_cannot_be_used_are_named_in_one_line(qa: Run, tmp_path: Path, arguments: list[str]) -> None:
    names = {name: tmp_path / name.lower() for name in ("MISSING", "FOREIGN", "FILE", "NEW")}
    names |= {"PICTURE": tmp_path / "foreign/cat.png", "TEXT": tmp_path / "text.txt", "BINARY": tmp_path / "bin.txt"}
    names["FOREIGN"].mkdir()
    names["FILE"].write_text("x")
    names["PICTURE"].write_bytes(b"x")
    names["TEXT"].write_text("The mill was built in 1802.")
    names["BINARY"].write_bytes(b"\x89PNG\0\0")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    blamed = [str(names[a]) for a in arguments if a in names and a not in ("TEXT", "NEW")] or [arguments[1]]
    assert blamed[-1] in qa(*(names.get(argument, argument) for argument in arguments)).problem()
    left = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and names["NEW"] not in path.parents
    }
    assert left == before


def test_arguments_that_are_not_utf8_are_errors_of_one_line(seed_index: Path, tmp_path: Path) -> None:
    assert "not valid Unicode" in process("ask", b"Who leads \xff\xfe?", "--index", seed_index).problem()
    process("ask", "Who?", "--index", os.fsencode(tmp_path) + b"/\xff").problem()
    process("ask", "--batch", b"\xff\xfe", "--index", seed_index).problem()


@pytest.mark.parametrize("arguments", [["ask", "--nonsense"], ["nonsense"], [], ["serve", "--port", "x"]])
def test_a_wrong_command_line_is_status_2_with_nothing_on_standard_output(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert "usage: qa" in err


def test_a_newcomers_first_question_builds_the_default_index_once(tmp_path: Path) -> None:
    first = process("ask", QUESTION, cwd=tmp_path)
    assert (first.status, first.err) == (0, "qa: building the default index (once)\n")
    assert all(gift in first.out for gift in GIFTS)
    second = process("ask", QUESTION, cwd=tmp_path)
    assert (second.status, second.err, second.out) == (0, "", first.out)


def test_a_reader_that_goes_away_is_no_error(seed_index: Path) -> None:
    command = [sys.executable, "-m", "seedqa.api.cli", "ask", QUESTION, "--json", "--index", str(seed_index)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 141


def test_index_reports_what_it_did(qa: Run, tmp_path: Path, tiny_model: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "mill.txt").write_text(page("mill", 7))
    (docs / "notes.pdf").write_bytes(b"x")
    common = ("index", docs, "--index", tmp_path / "index", "--model", tiny_model)
    ran = qa(*common, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert (ran.answer["added"], ran.answer["generation"]) == (["docs/mill.txt"], 1)
    assert ran.answer["embedded"] > 0
    (docs / "mill.txt").rename(docs / "ferry.txt")
    ran = qa(*common)
    assert ran.out.splitlines()[:2] == ["added docs/ferry.txt", "removed docs/mill.txt"]
    assert "notes.pdf" in ran.out
    (docs / "bad.txt").write_bytes(b"\0")
    ran = qa(*common, "--skip-unreadable")
    assert (ran.status, ran.err) == (0, "qa: skipped docs/bad.txt: it cannot be read as text\n")


def test_verify_tells_what_holds_moved_changed_and_is_lost(qa: Run, tmp_path: Path, tiny_model: Path) -> None:
    docs, saved = tmp_path / "docs", tmp_path / "saved.jsonl"
    docs.mkdir()
    lines = [f"The {name} was built of stone in 18{n}2 by Li Na." for n, name in enumerate(("mill", "ferry", "quay"))]
    for name in ("one", "two"):
        (docs / f"{name}.txt").write_text("A report on the old buildings of the town\n\n" + "\n\n".join(lines) + "\n")
    index = ("--index", tmp_path / "index")
    qa("index", docs, *index, "--model", tiny_model)
    documents = {name: qa_document(tmp_path / "index", f"docs/{name}.txt") for name in ("one", "two")}
    records = [
        {"id": str(n), "question": line, "citations": [citation(documents[name], line)]}
        for n, (name, line) in enumerate([("one", lines[0]), ("one", lines[1]), ("one", lines[2]), ("two", lines[0])])
    ]
    saved.write_text("\n".join(map(json.dumps, records)) + "\n")
    ran = qa("verify", saved, *index)
    assert (ran.status, ran.err, ran.out.count("holds:")) == (0, "", 8)
    text = (docs / "one.txt").read_text()
    (docs / "one.txt").write_text(text.replace(f"{lines[1]}\n\n", f"{lines[1]}\n\nNew. ").replace("quay", "pier"))
    (docs / "two.txt").unlink()
    qa("index", docs, *index, "--model", tiny_model)
    checks = json.loads(qa("verify", saved, *index, "--json").out)
    assert [check["citations"][0]["outcome"] for check in checks] == ["holds", "holds", "changed", "lost"]
    (docs / "one.txt").write_text("Stated anew.\n\n" + text)
    qa("index", docs, *index, "--model", tiny_model)
    ran = qa("verify", saved, *index, "--json")
    outcomes = [check["citations"][0]["outcome"] for check in json.loads(ran.out)]
    assert (ran.status, outcomes) == (1, ["moved", "moved", "moved", "lost"])


@pytest.mark.parametrize("form", ["one object", "a list", "lines"])
def test_verify_reads_what_ask_prints(qa: Run, ask: Run, seed_index: Path, form: str) -> None:
    answer = ask(QUESTION, "--json")
    batch = ask("--batch", "-", stdin=json.dumps({"id": 1, "question": QUESTION}) + "\n")
    text = {"one object": answer.out, "a list": f"[{answer.out}]", "lines": batch.out * 2}[form]
    ran = qa("verify", "-", "--index", seed_index, "--json", stdin=text)
    assert (ran.status, ran.err) == (0, "")
    checked = json.loads(ran.out)
    assert len(checked) == (2 if form == "lines" else 1)
    assert all(c["outcome"] == "holds" for check in checked for c in check["citations"])
    assert all(check["citations"] for check in checked)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"question": "x", "citations": [{}]}', "nonsense"])
def test_verify_of_something_else_is_an_error(qa: Run, seed_index: Path, text: str) -> None:
    qa("verify", "-", "--index", seed_index, stdin=text).problem()


def qa_document(index: Path, uri: str) -> dict[str, str]:
    engine = Engine.open(index)
    try:
        (document,) = (d for d in engine.documents() if d.uri == uri)
    finally:
        engine.close()
    return {"id": document.id, "uri": document.uri, "text": document.text, "sha256": document.sha256}


def citation(document: dict[str, str], quote: str) -> dict[str, Any]:
    start = document["text"].index(quote)
    place = {"document_id": document["id"], "uri": document["uri"], "sha256": document["sha256"]}
    return {"marker": 1, "start": start, "end": start + len(quote), "quote": quote, **place}
