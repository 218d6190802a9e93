"""Files that other programs saved: with a byte order mark, with Windows' line ends, in UTF-16. All are read alike."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from seedqa.api.cli import main
from seedqa.api.dialogue.lines import lines_of_user
from seedqa.api.keys import KeyRing
from seedqa.api.settings import read_configuration
from seedqa.evals.baseline import load_baseline, load_baseline_rows, write_baseline
from seedqa.evals.cases import load_suite
from seedqa.evals.follow_ups import read_mtrag
from seedqa.evals.gates import load_floors
from seedqa.evals.importers.files import read_json, read_lines, read_table
from seedqa.evals.suite_file import change_suite

CASE = {
    "id": "q1",
    "kind": "fact",
    "question": "Who leads logistics?",
    "answers": [["Oskar Brändt"]],
    "evidence": [{"document": "board.md", "quote": "Oskar Brändt leads logistics."}],
}
OTHER = {"id": "q2", "kind": "unanswerable", "question": "Who sings?", "reason": ["entity_absent"]}
SUITE = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (CASE, OTHER))
TALKS = "".join(
    json.dumps({"id": f"{n}", "user_turns": ["a", "b"], "last_turn": "b", "rewrite": "ü"}) + "\n" for n in "12"
)
SAVERS: dict[str, Callable[[str], bytes]] = {
    "a mark": lambda text: text.encode("utf-8-sig"),
    "Windows' line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "a mark and Windows' line ends": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, the other way round": lambda text: b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"),
}


@pytest.fixture(params=SAVERS)
def save(request: pytest.FixtureRequest) -> Callable[[str], bytes]:
    """How another program saves a text."""
    return SAVERS[request.param]


def written(folder: Path, *data: bytes) -> tuple[Path, ...]:
    """Files of one name with these bytes, each in a folder of its own."""
    for number, content in enumerate(data):
        (folder / str(number)).mkdir()
        (folder / str(number) / "file.jsonl").write_bytes(content)
    return tuple(folder / str(number) / "file.jsonl" for number in range(len(data)))


def baseline_text(folder: Path) -> str:
    """A baseline as it is committed."""
    write_baseline(
        folder / "baseline.json", {"mine": [{"id": "q1", "fingerprint": "f00d", "right": True, "paired": {}}]}
    )
    return (folder / "baseline.json").read_text(encoding="utf-8")


def keys_text(folder: Path) -> str:
    """A file with one key."""
    KeyRing(folder / "keys.json").create("Änn", "read")
    return (folder / "keys.json").read_text(encoding="utf-8")


READERS: dict[str, tuple[Callable[[Path], object], Callable[[Path], str]]] = {
    "suite": (lambda file: [(case.id, case.answers) for case in load_suite(file).cases], lambda _: SUITE),
    "floors": (load_floors, lambda _: '{"mine": {\n"accuracy": 0.5}}'),
    "baseline": (load_baseline, baseline_text),
    "baseline rows": (load_baseline_rows, baseline_text),
    "config": (read_configuration, lambda _: "# für alle\n[service]\nport = 9000\n"),
    "keys": (lambda file: KeyRing(file).every(), keys_text),
    "JSON": (read_json, lambda _: '[\n"ü"]'),
    "JSON Lines": (lambda file: [row for _, row in read_lines(file)], lambda _: SUITE),
    "table": (lambda file: [row for _, row in read_table(file)], lambda _: "a\tü\nb\td\n"),
    "follow-ups": (lambda file: [read_mtrag(file, part) for part in ("dev", "test")], lambda _: TALKS),
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_is_read_however_it_was_saved(name: str, save: Callable[[str], bytes], tmp_path: Path) -> None:
    read, text = READERS[name]
    plain = text(tmp_path)
    saved, other = written(tmp_path, plain.encode(), save(plain))
    assert read(other) == read(saved)
    assert read(saved)


def test_a_question_a_history_and_a_saved_answer_are_read(
    save: Callable[[str], bytes], tmp_path: Path, seed_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, history, answer = (tmp_path / name for name in ("batch.jsonl", "talk.json", "answer.json"))
    batch.write_bytes(save(json.dumps({"id": 1, "question": "Thanks!"}) + "\n"))
    history.write_bytes(save(json.dumps([{"role": "user", "content": "Hello"}], indent=1)))
    assert main(["ask", "--batch", str(batch), "--index", str(seed_index)]) == 0
    said = capsys.readouterr().out
    assert json.loads(said)["id"] == 1
    assert main(["ask", "Thanks!", "--history", str(history), "--json", "--index", str(seed_index)]) == 1
    answer.write_bytes(save(capsys.readouterr().out))
    assert main(["verify", str(answer), "--index", str(seed_index)]) == 0


def test_lines_of_another_program_are_read_without_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeffWho leads?\r\n:help\r\n".encode()), "utf-8"))
    assert [line.strip() for line in lines_of_user()] == ["Who leads?", ":help"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_suite_keeps_its_mark_and_its_line_ends_when_it_is_changed(mark: bytes, end: str, tmp_path: Path) -> None:
    suite = tmp_path / "mine.jsonl"
    before = mark + SUITE.replace("\n", end).encode()
    suite.write_bytes(before)
    change_suite(suite, lambda lines: lines)
    assert suite.read_bytes() == before
    change_suite(suite, lambda lines: [*lines, json.dumps(OTHER | {"id": "q3"})])
    assert suite.read_bytes().startswith(before)
    assert suite.read_bytes().endswith(b"}" + end.encode())
    assert [case.id for case in load_suite(suite).cases] == ["q1", "q2", "q3"]


def test_what_is_not_unicode_is_told_in_one_line(tmp_path: Path) -> None:
    (file,) = written(tmp_path, SUITE.encode("cp1252"))
    for read, _ in READERS.values():
        with pytest.raises(Exception, match=r"UTF-8|keys") as told:
            read(file)
        assert "\n" not in str(told.value)
