"""The index directory: one writer, whole generations, a pointer switched last, nothing of others touched."""

from pathlib import Path

import pytest
from seedqa.index.errors import IndexBusy, InputError
from seedqa.index.generations import commit, current_generation, generation_number, sound_generation, writing


def build(index: Path, number: int) -> None:
    with writing(index) as scratch:
        (scratch / "number").write_text(str(number))
        commit(index, scratch, number)


def content(index: Path) -> str:
    folder = current_generation(index)
    assert folder is not None
    return (folder / "number").read_text()


def test_nothing_is_current_before_the_first_commit(tmp_path: Path) -> None:
    index = tmp_path / "deep" / "index"
    assert current_generation(index) is None
    with writing(index) as scratch:
        (scratch / "number").write_text("1")
        assert current_generation(index) is None
        commit(index, scratch, 1)
    assert content(index) == "1"


def test_the_current_generation_and_the_one_before_it_are_kept(tmp_path: Path) -> None:
    for number in range(1, 6):
        build(tmp_path / "index", number)
        assert content(tmp_path / "index") == str(number)
    with writing(tmp_path / "index"):
        kept = sorted(generation_number(folder) for folder in (tmp_path / "index").glob("generation-*"))
    assert kept == [4, 5]


def test_a_reader_keeps_the_generation_it_opened(tmp_path: Path) -> None:
    build(tmp_path / "index", 1)
    folder = current_generation(tmp_path / "index")
    assert folder is not None
    with (folder / "number").open() as opened:
        for number in range(2, 6):
            build(tmp_path / "index", number)
        assert not folder.exists()
        assert opened.read() == "1"


def test_a_second_writer_is_refused_and_the_first_is_not_disturbed(tmp_path: Path) -> None:
    index = tmp_path / "index"
    with writing(index) as scratch:
        with pytest.raises(IndexBusy, match="another process is building"), writing(index):
            pass
        (scratch / "number").write_text("1")
        commit(index, scratch, 1)
    build(index, 2)
    assert content(index) == "2"


def test_a_build_that_fails_leaves_no_trace_and_no_lock(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, 1)

    def fail() -> None:
        with writing(index) as scratch:
            (scratch / "number").write_text("2")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert not list(index.glob("building-*"))
    assert content(index) == "1"
    build(index, 2)


def test_leftovers_of_a_crash_are_cleared(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, 1)
    for name in ("building-99999", "generation-000007"):
        (index / name).mkdir()
        (index / name / "half").write_text("x")
    (index / "CURRENT.new").write_text("generation-0000")
    build(index, 2)
    assert sorted(path.name for path in index.iterdir() if path.is_dir()) == ["generation-000001", "generation-000002"]
    assert content(index) == "2"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="holds other files"), writing(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for index in (tmp_path / "file", tmp_path / "file" / "index"):
        with pytest.raises(InputError, match="cannot write"), writing(index):
            pass


def test_a_full_disk_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No space left") as refusal, writing(tmp_path / "index"):
        raise OSError(28, "No space left on device")
    assert "free some space" in refusal.value.remedy


def test_a_writer_goes_on_past_a_damaged_pointer(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, 1)
    (index / "CURRENT").write_text("generation-x")
    assert sound_generation(index) is None
    build(index, 2)
    assert content(index) == "2"
