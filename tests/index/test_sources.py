"""What is found below the files and folders a user names."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seedqa.index.errors import InputError
from seedqa.index.left_out import AGAIN, NAMED, NO_FILE, NOWHERE, OF_OTHER_KIND, UPWARD, by_kind
from seedqa.index.sources import find_sources


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text")


def uris(*paths: Path) -> list[str]:
    return [source.uri for source in find_sources(paths).found]


def left_out(*paths: Path) -> dict[str, str]:
    """What was passed over: its name, and why."""
    return {Path(one.path).name: one.why for one in find_sources(paths).left_out}


def test_text_and_markdown_are_found_in_order_and_other_types_are_told(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    touch(docs, "b.txt", "a.MD", "deep/er/c.markdown", "d.pdf", "e", ".hidden.txt", ".git/f.txt")
    found = find_sources([docs])
    assert [source.uri for source in found.found] == ["docs/a.MD", "docs/b.txt", "docs/deep/er/c.markdown"]
    assert left_out(docs) == {"d.pdf": OF_OTHER_KIND, "e": OF_OTHER_KIND}


def test_kinds_that_are_not_read_are_counted(tmp_path: Path) -> None:
    touch(tmp_path / "docs", "a.txt", "x.PDF", "b/y.pdf", "z.png", "Makefile", "notes.md")
    (tmp_path / "docs" / ".qaignore").write_text("notes.md\n")
    kinds = by_kind(find_sources([tmp_path / "docs"]).left_out)
    assert list(kinds) == [".pdf", ".png", "without an ending"]
    assert [Path(path).name for path in kinds[".pdf"]] == ["y.pdf", "x.PDF"]


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
    assert left_out(docs) == {"draft-1.txt": NAMED, "notes.md": NAMED}


def test_an_ignore_file_names_folders_and_links_as_well(tmp_path: Path) -> None:
    touch(tmp_path, "docs/a.txt", "docs/old/b.txt", "real/c.txt")
    (tmp_path / "docs" / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "docs" / ".qaignore").write_bytes("old\r\nlink*\r\n".encode("utf-16"))
    assert uris(tmp_path / "docs") == ["docs/a.txt"]
    assert left_out(tmp_path / "docs") == {"old": NAMED, "linked": NAMED}


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
    assert left_out(tmp_path / "docs") == {"pipe.txt": NO_FILE}
    with pytest.raises(InputError, match="neither a file nor a folder"):
        find_sources([tmp_path / "docs" / "pipe.txt"])


def test_a_file_name_that_is_not_utf8_has_an_address_all_the_same(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(file, "w") as opened:
        opened.write("text")
    (source,) = find_sources([tmp_path]).found
    assert source.uri == f"{tmp_path.name}/caf\\xe9.txt"
    assert source.path.read_text() == "text"


def test_a_folder_behind_a_link_is_read_under_the_links_name(tmp_path: Path) -> None:
    touch(tmp_path, "docs/lake.md", "real/dam.md", "real/deep/er/gate.md")
    (tmp_path / "docs" / "linked").symlink_to(Path("..", "real"))
    assert uris(tmp_path / "docs") == ["docs/lake.md", "docs/linked/dam.md", "docs/linked/deep/er/gate.md"]
    assert left_out(tmp_path / "docs") == {}


@pytest.mark.parametrize("link", ["a-link", "z-link"])
def test_a_file_is_read_where_it_lies_and_not_behind_a_link_as_well(tmp_path: Path, link: str) -> None:
    touch(tmp_path, "docs/lake.md", "docs/mill/wheel.md")
    (tmp_path / "docs" / link).symlink_to("mill")
    assert uris(tmp_path / "docs") == ["docs/lake.md", "docs/mill/wheel.md"]
    assert left_out(tmp_path / "docs") == {link: AGAIN}


def test_of_two_links_to_a_folder_the_first_is_followed(tmp_path: Path) -> None:
    touch(tmp_path, "docs/lake.md", "real/dam.md")
    for name in ("one", "two"):
        (tmp_path / "docs" / name).symlink_to(tmp_path / "real")
    assert uris(tmp_path / "docs") == ["docs/lake.md", "docs/one/dam.md"]
    assert left_out(tmp_path / "docs") == {"two": AGAIN}


def test_a_folder_that_is_named_itself_is_not_read_behind_a_link_as_well(tmp_path: Path) -> None:
    touch(tmp_path, "docs/lake.md", "real/dam.md")
    (tmp_path / "docs" / "linked").symlink_to(tmp_path / "real")
    both = (tmp_path / "docs", tmp_path / "real")
    assert uris(*both) == ["docs/lake.md", "real/dam.md"]
    assert left_out(*both) == {"linked": AGAIN}


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path, "docs/lake.md", "real/dam.md")
    (tmp_path / "docs" / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "docs" / "self").symlink_to(".")
    (tmp_path / "real" / "back").symlink_to(tmp_path / "docs")
    assert uris(tmp_path / "docs") == ["docs/lake.md", "docs/linked/dam.md"]
    assert left_out(tmp_path / "docs") == {"self": AGAIN, "back": AGAIN}


@pytest.mark.parametrize("target", ["/", "..", "../.."])
def test_a_link_that_leads_back_up_is_told_of_and_not_followed(tmp_path: Path, target: str) -> None:
    touch(tmp_path, "docs/lake.md", "secret.md")
    (tmp_path / "docs" / "up").symlink_to(target)
    assert uris(tmp_path / "docs") == ["docs/lake.md"]
    assert left_out(tmp_path / "docs") == {"up": UPWARD}


def test_links_that_lead_nowhere_are_told_of(tmp_path: Path) -> None:
    touch(tmp_path, "docs/lake.md")
    (tmp_path / "docs" / "gone").symlink_to("nowhere")
    (tmp_path / "docs" / "one").symlink_to("two")
    (tmp_path / "docs" / "two").symlink_to("one")
    assert uris(tmp_path / "docs") == ["docs/lake.md"]
    assert left_out(tmp_path / "docs") == {"gone": NOWHERE, "one": NOWHERE, "two": NOWHERE}


def test_a_named_folder_may_be_a_link(tmp_path: Path) -> None:
    touch(tmp_path, "real/dam.md")
    (tmp_path / "linked").symlink_to("real")
    assert uris(tmp_path / "linked") == ["real/dam.md"]


FOLDERS = ["docs", "docs/a", "docs/b", "docs/b/c", "else", "else/d", "else/d/e"]


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(st.sampled_from(FOLDERS), st.sampled_from("lmn")), st.sampled_from(FOLDERS)))
def test_however_links_lie_every_folder_is_read_once_or_told_of(links: dict[tuple[str, str], str]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        touch(root, *(f"{folder}/file.txt" for folder in FOLDERS))
        for (folder, link), target in links.items():
            (root / folder / link).symlink_to(root / target)
        found = find_sources([root / "docs"])
        read = [source.path.resolve() for source in found.found]
        told = {Path(one.path).resolve() for one in found.left_out}
    assert len(read) == len(set(read))
    assert {root / folder / "file.txt" for folder in FOLDERS if folder.startswith("docs")} <= set(read)
    reached = {path.parent for path in read}
    targets = {root / target for (folder, _), target in links.items() if root / folder in reached}
    assert targets <= reached | told
