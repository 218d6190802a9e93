"""Building: only what is new is embedded, what is gone is uncitable, and history leaves no trace in answers."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from seedqa.index.build import IndexSettings, build_index
from seedqa.index.documents import make_document
from seedqa.index.encoder import Encoder
from seedqa.index.errors import InputError, ModelUnusable
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.store import Store
from seedqa.index.vectors import Vectors
from seedqa.qa.answering import Engine

from tests.index.making import QUESTIONS, Workshop, answers, page, without_history


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is embedded from now on, in order."""
    seen: list[str] = []
    embed = Encoder.embed

    def listening(self: Encoder, given: "list[str]") -> Vectors:
        seen.extend(given)
        return embed(self, given)

    monkeypatch.setattr(Encoder, "embed", listening)
    return seen


def test_a_second_build_embeds_nothing_and_changes_nothing(workshop: Workshop, embedded: list[str]) -> None:
    files = {path: path.stat().st_mtime_ns for path in workshop.index.glob("generation-*/*")}
    report = workshop.build()
    assert (report.embedded, report.unchanged, report.generation) == (0, 3, 1)
    assert (report.added, report.changed, report.removed) == ((), (), ())
    assert embedded == []
    assert {path: path.stat().st_mtime_ns for path in workshop.index.glob("generation-*/*")} == files


def test_a_second_build_does_not_even_load_the_model(workshop: Workshop) -> None:
    script = (
        "import sys; from pathlib import Path; from seedqa.index.build import *\n"
        "report = build_index(Path(sys.argv[1]), [Path(sys.argv[2])], IndexSettings(model=sys.argv[3]))\n"
        "sys.exit(report.embedded or 'torch' in sys.modules)"
    )
    arguments = [str(workshop.index), str(workshop.sources), workshop.settings.model]
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script, *arguments], cwd=root, check=False).returncode == 0


def test_a_changed_file_embeds_its_own_passages_and_no_others(workshop: Workshop, embedded: list[str]) -> None:
    text = page("harbour", 13)
    workshop.write("harbour.txt", text)
    report = workshop.build()
    passages = read_passages(text, PassageSettings())
    assert (report.changed, report.embedded, report.unchanged) == (("docs/harbour.txt",), len(passages), 2)
    assert report.generation == 2
    assert len(embedded) == len(passages) + sum(len(p.sentences) for p in passages)
    assert all("harbour" in words or words in text for words in embedded)


def test_an_added_file_embeds_its_own_passages(workshop: Workshop, embedded: list[str]) -> None:
    workshop.write("new/quarry.md", page("quarry", 3))
    report = workshop.build()
    assert report.added == ("docs/new/quarry.md",)
    assert report.embedded == len(read_passages(page("quarry", 3), PassageSettings()))
    assert not any("orchard" in words for words in embedded)


def test_a_file_that_only_moves_its_spaces_at_the_end_is_a_changed_one(workshop: Workshop) -> None:
    workshop.write("mill.txt", page("mill", 7) + "\n")
    assert workshop.build().changed == ("docs/mill.txt",)


def test_a_file_saved_in_another_encoding_is_unchanged(workshop: Workshop) -> None:
    data = b"\xef\xbb\xbf" + page("mill", 7).replace("\n", "\r\n").encode()
    (workshop.sources / "mill.txt").write_bytes(data)
    assert workshop.build().unchanged == 3


def test_a_removed_file_can_no_longer_be_cited(workshop: Workshop, embedded: list[str]) -> None:
    (workshop.sources / "orchard.txt").unlink()
    report = workshop.build()
    assert (report.removed, report.embedded, embedded) == (("docs/orchard.txt",), 0, [])
    engine = Engine.open(workshop.index)
    for question in (*QUESTIONS, "orchard", "How many lamps did the orchard buy?"):
        answer = engine.ask(question)
        assert all("orchard" not in citation.quote for citation in (*answer.citations, *answer.nearest))
        assert all(found.document.uri != "docs/orchard.txt" for found in engine.retrieve(question, 100))
    assert engine.document(make_document("docs/orchard.txt", "").id) is None
    engine.close()
    (database,) = workshop.index.glob("generation-000002/corpus.sqlite")
    assert b"orchard paid" not in database.read_bytes()


def test_an_index_can_become_empty_and_fill_again(workshop: Workshop) -> None:
    before = answers(workshop.index)
    kept = {file: file.read_bytes() for file in workshop.sources.iterdir()}
    for file in kept:
        file.unlink()
    assert len(workshop.build().removed) == 3
    engine = Engine.open(workshop.index)
    assert engine.ask(QUESTIONS[0]).status == "not_found"
    engine.close()
    for file, data in kept.items():
        file.write_bytes(data)
    assert len(workshop.build().added) == 3
    assert without_history(answers(workshop.index)) == without_history(before)


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "Home\nNews\n", "\ufeff", "👩\u200d👧"])
def test_files_with_little_in_them_are_indexed_without_harm(workshop: Workshop, text: str) -> None:
    workshop.write("little.txt", text)
    assert workshop.build().added == ("docs/little.txt",)
    store = Store.open(workshop.index)
    assert [d.text for d in store.documents() if d.uri == "docs/little.txt"] == [text.removeprefix("\ufeff")]
    store.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_sequence_of_changes_the_index_answers_as_one_built_afresh(
    workshop: Workshop, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    subjects = ["harbour", "orchard", "mill", "quarry", "ferry"]
    for step in range(6):
        for subject in chance.sample(subjects, chance.randint(1, 3)):
            file = workshop.sources / f"{subject}.txt"
            if file.exists() and chance.random() < 0.4:
                file.unlink()
            else:
                # Equal texts under several names make ties that must be broken alike.
                workshop.write(file.name, page(chance.choice([subject, "harbour"]), chance.choice([12, 40])))
        if not list(workshop.sources.iterdir()):
            workshop.write("mill.txt", page("mill", 7))
        report = workshop.build()
        if step % 2:
            fresh = workshop.elsewhere(tmp_path / f"fresh-{step}")
            assert fresh.build().fingerprint == report.fingerprint
            assert without_history(answers(workshop.index)) == without_history(answers(fresh.index))


def test_the_fingerprint_is_of_what_answers_depend_on(workshop: Workshop, tmp_path: Path) -> None:
    one = workshop.build()
    again = workshop.elsewhere(tmp_path / "again").build()
    assert one.fingerprint == again.fingerprint
    settings = replace(workshop.settings, passages=PassageSettings(words=60))
    assert build_index(workshop.index, [workshop.sources], settings).fingerprint != one.fingerprint
    workshop.write("mill.txt", page("mill", 8))
    assert workshop.build().fingerprint != one.fingerprint


def test_other_settings_embed_everything_anew(workshop: Workshop) -> None:
    settings = replace(workshop.settings, passages=PassageSettings(words=20))
    report = build_index(workshop.index, [workshop.sources], settings)
    expected = sum(
        len(read_passages(file.read_text(encoding="utf-8"), settings.passages)) for file in workshop.sources.iterdir()
    )
    assert (report.embedded, report.generation) == (expected, 2)


def test_an_unreadable_file_stops_the_build_and_nothing_is_lost(workshop: Workshop) -> None:
    before = answers(workshop.index)
    workshop.write("harbour.txt", page("harbour", 99))
    (workshop.sources / "mill.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputError, match=r"mill\.txt is not a text file"):
        workshop.build()
    assert answers(workshop.index) == before
    assert not list(workshop.index.glob("building-*"))


def test_an_unreadable_file_can_be_skipped_and_keeps_its_last_good_version(workshop: Workshop) -> None:
    (workshop.sources / "mill.txt").write_bytes(b"\x00\x01\x02")
    workshop.write("harbour.txt", page("harbour", 99))
    (workshop.sources / "never.txt").write_bytes(b"\x00")
    report = build_index(workshop.index, [workshop.sources], replace(workshop.settings, skip_unreadable=True))
    assert report.skipped == ("docs/mill.txt", "docs/never.txt")
    assert (report.changed, report.removed) == (("docs/harbour.txt",), ())
    store = Store.open(workshop.index)
    assert [d.text for d in store.documents() if d.uri == "docs/mill.txt"] == [page("mill", 7)]
    store.close()


def test_sources_without_text_are_refused_before_anything_is_made(tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "picture.png").write_bytes(b"x")
    with pytest.raises(InputError, match="no text or Markdown file"):
        build_index(tmp_path / "index", [tmp_path / "docs"], IndexSettings(model=str(tiny_model)))
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("content", [None, b"{}", b"[not json"])
def test_a_model_that_is_not_there_is_told_and_nothing_is_lost(
    workshop: Workshop, tmp_path: Path, content: bytes | None
) -> None:
    before = answers(workshop.index)
    folder = tmp_path / "model"
    if content is not None:
        folder.mkdir()
        (folder / "modules.json").write_bytes(content)
    with pytest.raises(ModelUnusable) as refusal:
        build_index(workshop.index, [workshop.sources], IndexSettings(model=str(folder)))
    assert str(folder) in refusal.value.problem
    assert answers(workshop.index) == before


def test_progress_counts_up_to_the_end(workshop: Workshop) -> None:
    told: list[tuple[str, int, int]] = []
    workshop.write("harbour.txt", page("harbour", 1))
    workshop.write("quarry.txt", page("quarry", 1))
    build_index(workshop.index, [workshop.sources], workshop.settings, lambda *seen: told.append(seen))
    assert told == [("embedding", 0, 2), ("embedding", 1, 2), ("embedding", 2, 2)]
