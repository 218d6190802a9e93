"""What is found below the files and folders a user names."""

import os
from pathlib import Path

import pytest
from seedqa.index.errors import InputError
from seedqa.index.sources import find_sources


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text")


def uris(*paths: Path) -> list[str]:
    return [source.uri for source in find_sources(paths).found]


def test_text_and_markdown_are_found_in_order_and_other_types_are_told(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    touch(docs, "b.txt", "a.MD", "deep/er/c.markdown", "d.pdf", "e", ".hidden.txt", ".git/f.txt")
    found = find_sources([docs])
    assert [source.uri for source in found.found] == ["docs/a.MD", "docs/b.txt", "docs/deep/er/c.markdown"]
    assert [path.name for path in found.ignored] == ["d.pdf", "e"]


def test_addresses_do_not_depend_on_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "docs", "a.txt")
    monkeypatch.chdir(tmp_path / "docs")
    assert uris(Path()) == uris(tmp_path / "docs") == uris(Path("../docs/")) == ["docs/a.txt"]
    assert uris(Path("a.txt")) == ["a.txt"]


def test_an_ignore_file_names_files_of_its_own_folder(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    touch(docs, "a.txt", "draft-1.txt", "sub/draft-2.txt", "notes.md")
    (docs / ".qaignore").write_bytes(b"\xef\xbb\xbf# not these\n\ndraft-*\n  notes.md  \n")
    assert uris(docs) == ["docs/a.txt", "docs/sub/draft-2.txt"]


def test_an_ignore_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    touch(tmp_path / "docs", "a.txt")
    (tmp_path / "docs" / ".qaignore").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match=r"cannot read .*\.qaignore"):
        find_sources([tmp_path / "docs"])


@pytest.mark.parametrize("name", ["nowhere", "a" * 300, "a.txt/b"])
def test_a_path_that_leads_nowhere_is_named(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "a.txt")
    with pytest.raises(InputError) as refusal:
        find_sources([tmp_path / name])
    assert str(tmp_path / name) in refusal.value.problem


def test_a_file_of_another_type_is_refused_when_it_is_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf")
    with pytest.raises(InputError, match="is not a text or Markdown file"):
        find_sources([tmp_path / "a.pdf"])


def test_two_files_with_one_address_are_refused(tmp_path: Path) -> None:
    touch(tmp_path, "one/docs/a.txt", "two/docs/a.txt")
    with pytest.raises(InputError, match=r"would both be cited as docs/a\.txt"):
        find_sources([tmp_path / "one/docs", tmp_path / "two/docs"])


def test_a_file_named_twice_is_one_source(tmp_path: Path) -> None:
    touch(tmp_path, "docs/a.txt")
    assert uris(tmp_path / "docs", tmp_path / "docs") == ["docs/a.txt"]


def test_what_is_neither_file_nor_folder_is_never_opened(tmp_path: Path) -> None:
    touch(tmp_path, "docs/a.txt")
    os.mkfifo(tmp_path / "docs" / "pipe.txt")
    assert uris(tmp_path / "docs") == ["docs/a.txt"]
    with pytest.raises(InputError, match="neither a file nor a folder"):
        find_sources([tmp_path / "docs" / "pipe.txt"])


def test_a_file_name_that_is_not_utf8_has_an_address_all_the_same(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(file, "w") as opened:
        opened.write("text")
    (source,) = find_sources([tmp_path]).found
    assert source.uri == f"{tmp_path.name}/caf\\xe9.txt"
    assert source.path.read_text() == "text"
