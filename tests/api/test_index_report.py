"""What `qa index` tells of what it did not read, and of what it read by a guess."""

import json
from pathlib import Path

import pytest
from seedqa.api.cli import main
from seedqa.index.left_out import NAMED, NOWHERE, OF_OTHER_KIND

from tests.index.making import page

POLISH = "Prezes Łukasz Żak podpisał umowę.\n"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that is in folders: other kinds, links, an ignore file, an older encoding."""
    folder = tmp_path_factory.mktemp("told") / "docs"
    (folder.parent / "real").mkdir(parents=True)
    folder.mkdir()
    (folder / "mill.txt").write_text(page("mill", 7), encoding="utf-8")
    (folder / "contract.txt").write_bytes(POLISH.encode("cp1250"))
    (folder.parent / "real" / "dam.md").write_text("The dam warden is Ilka Perner.\n", encoding="utf-8")
    (folder / "linked").symlink_to(Path("..", "real"))
    (folder / "gone").symlink_to("nowhere")
    for name in ("a.pdf", "b.pdf", "c.PDF", "d.pdf", "photo.png", "draft.txt"):
        (folder / name).write_bytes(b"x")
    (folder / ".qaignore").write_text("draft*\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(docs: Path, tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command over that folder."""
    place = tmp_path_factory.mktemp("told-index") / "index"
    return ["index", str(docs), "--index", str(place), "--model", str(tiny_model)]


def test_a_person_is_told_how_many_of_each_kind_and_why(
    index: list[str], docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(index) == 0
    out, err = capsys.readouterr()
    assert "added docs/linked/dam.md\n" in out
    some = ", ".join(str(docs / name) for name in ("a.pdf", "b.pdf", "c.PDF"))
    kinds = f"4 .pdf ({some}, ...), 1 .png ({docs / 'photo.png'})"
    assert f"not indexed: {kinds}; .markdown, .md, .txt are read\n" in out
    assert f"not indexed, {NAMED}: {docs / 'draft.txt'}\n" in out
    assert f"not indexed, {NOWHERE}: {docs / 'gone'}\n" in out
    assert err.startswith("qa: the encoding is a guess: docs/contract.txt (")
    assert err.count("\n") == 1


def test_a_program_is_told_of_every_file(index: list[str], docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*index, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["kinds"] == {".pdf": 4, ".png": 1}
    told = {Path(one["path"]).name: (one["kind"], one["why"]) for one in report["left_out"]}
    assert told == {
        "a.pdf": (".pdf", OF_OTHER_KIND),
        "b.pdf": (".pdf", OF_OTHER_KIND),
        "c.PDF": (".pdf", OF_OTHER_KIND),
        "d.pdf": (".pdf", OF_OTHER_KIND),
        "photo.png": (".png", OF_OTHER_KIND),
        "draft.txt": (".txt", NAMED),
        "gone": ("", NOWHERE),
    }
    assert report["ignored"] == [one["path"] for one in report["left_out"]]
    assert list(report["guessed"]) == ["docs/contract.txt"]


def test_a_folder_with_other_kinds_alone_is_an_error_that_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pdf", "b.pdf", "c.docx"):
        (tmp_path / name).write_bytes(b"x")
    assert main(["index", str(tmp_path), "--index", str(tmp_path / "index")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"there is no text or Markdown file in {tmp_path}, only 2 .pdf, 1 .docx; " in err
