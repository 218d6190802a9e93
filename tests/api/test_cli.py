"""The ``qa`` command as scripts see it: exit status, what is on standard output, one line for every error."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from seedqa.api.cli import main
from seedqa.qa.answering import LONGEST_QUESTION, Engine

import seedqa
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


def process(*arguments: str | bytes | Path, cwd: Path = ROOT, environment: Mapping[str, str] = {}) -> Ran:
    """The command as a process of its own."""
    command = [sys.executable, "-c", "import sys; from seedqa.api.cli import main; sys.exit(main())", *arguments]
    variables = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    ended = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, check=False)
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
        "nearest mode index timings_ms dropped usage other"
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


def test_only_the_documents_named_are_asked(ask: Run) -> None:
    batch = json.dumps({"id": 1, "question": QUESTION}) + "\n"
    for among, found in [(("003_*",), True), (("000_*", "seeds/003_*"), True), (("000_*", "001_*"), False)]:
        scope = [part for glob in among for part in ("--in", glob)]
        alone, (batched,) = ask(QUESTION, "--json", *scope).answer, ask("--batch", "-", *scope, stdin=batch).answers
        for answer in (alone, batched):
            cited = {citation["uri"] for citation in (*answer["citations"], *answer["nearest"])}
            assert all(any(fnmatch(uri, f"*{glob}*") for glob in among) for uri in cited)
            assert (GIFTS[0] in answer["answer"]) is found
    assert "no document matches 'nobody.md'" in ask(QUESTION, "--in", "nobody.md").problem()


def test_a_conversation_is_held_about_the_documents_named(qa: Run, seed_index: Path) -> None:
    for glob, found in [("003_*", True), ("000_*", False)]:
        ran = qa("chat", "--index", seed_index, "--in", glob, stdin=f"{QUESTION}\n")
        assert (ran.status, GIFTS[0] in ran.out) == (0, found)
    assert (
        "no document matches 'nobody.md'" in qa("chat", "--index", seed_index, "--in", "nobody.md", stdin="Who?\n").err
    )


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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "--nonsense"], "no such option: --nonsense; qa ask --help"),
        (["ask", "Who", "leads?"], "unexpected extra argument(s) (leads?); qa ask --help"),
        (["nonsense"], "no such command 'nonsense'; qa --help"),
        (["indx"], "no such command 'indx'. Did you mean 'index'?; qa --help"),
        ([], "missing command; qa --help"),
        (["serve", "--port", "x"], "invalid value for '--port'"),
        (["ask", "--set"], "'--set' requires an argument"),
        (["keys"], "missing command; qa keys --help"),
        (["keys", "create"], "missing argument 'NAME'; qa keys create --help"),
        (["eval", "lint"], "missing argument 'SUITE'; qa eval lint --help"),
        (["eval", "--mystery"], "no such option: --mystery; qa eval run --help"),
        (["eval", "add", "x", "--accept", "some"], "'some' is not one of 'all', 'none'; qa eval add --help"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_names_the_help(qa: Run, arguments: list[str], told: str) -> None:
    assert told in qa(*arguments).problem()


def test_the_version_is_the_packages(qa: Run) -> None:
    ran = qa("--version")
    assert (ran.status, ran.out, ran.err) == (0, f"seedqa {seedqa.__version__}\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_the_commands_and_options_that_begin_so(shell: str) -> None:
    typed = {
        "COMP_WORDS": "qa ",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "qa ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    told = process(environment={**typed, "_QA_COMPLETE": f"complete_{shell}"})
    assert (told.status, told.err) == (0, "")
    assert all(name in told.out for name in ("index", "ask", "chat", "serve", "mcp", "verify", "keys", "eval"))
    typed |= {"COMP_WORDS": "qa ask --h", "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": "qa ask --h"}
    assert "--history" in process(environment={**typed, "_QA_COMPLETE": f"complete_{shell}"}).out


def small_seeds(folder: Path) -> None:
    """A folder of documents by the name that is indexed unasked."""
    (folder / "seeds").mkdir()
    (folder / "seeds" / "mill.txt").write_text("Notes\n\nThe mill of Osk was built of stone in 1802 by Li Na.\n")


def test_a_newcomers_first_question_builds_an_index_of_the_seeds_here_once(tmp_path: Path) -> None:
    small_seeds(tmp_path)
    first = process("ask", "Who built the mill of Osk?", cwd=tmp_path)
    assert (first.status, first.err) == (0, "qa: building the index of seeds/ (once)\n")
    assert "Li Na" in first.out
    assert "seeds/mill.txt" in first.out
    second = process("ask", "Who built the mill of Osk?", cwd=tmp_path)
    assert (second.status, second.err, second.out) == (0, "", first.out)


@pytest.mark.parametrize(
    "arguments",
    [["ask", QUESTION], ["ask", "--batch", "-"], ["chat"], ["serve", "--port", "0"], ["mcp"], ["verify", "-"]],
)
def test_without_an_index_and_without_seeds_here_one_line_says_how_to_build_one(
    qa: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    question = json.dumps({"question": QUESTION, "citations": []})
    stdin = f"{json.dumps({'question': QUESTION})}\n" if "--batch" in arguments else question
    told = qa(*arguments, stdin=stdin).problem()
    assert "there is no index in this folder; build one with: qa index FOLDER, or qa index --demo" in told
    assert list(tmp_path.iterdir()) == []


def test_index_takes_the_seeds_here_or_the_bundled_documents_and_nothing_unasked(
    qa: Run, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = qa("index").problem()
    assert "qa index FOLDER" in told
    assert "qa index --demo" in told
    assert "--demo does not go with a path" in qa("index", "--demo", tmp_path).problem()
    small_seeds(tmp_path)
    assert qa("index", "--model", tiny_model, "--json").answer["added"] == ["seeds/mill.txt"]
    demo = qa("index", "--demo", "--model", tiny_model, "--json").answer
    assert (len(demo["added"]), demo["removed"]) == (5, ["seeds/mill.txt"])


def test_an_interrupt_ends_a_command_quietly(tmp_path: Path) -> None:
    waited_for = tmp_path / "pipe"
    os.mkfifo(waited_for)
    # What is started in the background is told to ignore Ctrl-C, and what it starts in turn as well.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    run = f"{heard}; import sys; from seedqa.api.cli import main; sys.exit(main())"
    with (
        subprocess.Popen(
            [sys.executable, "-c", run, "verify", waited_for], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as started,
        waited_for.open("w"),
    ):
        started.send_signal(signal.SIGINT)
        assert started.communicate() == (b"", b"")
    assert started.returncode == 130


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
