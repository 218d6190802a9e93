"""An exported reader is asked every authored case over its own pieces, and what it says is counted."""

from pathlib import Path

import pytest
from seedqa.qa.reader.folder import Calibration, Least
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.windows import Windower

from tests.training.writing import write
from training.authored import load_library
from training.export import export_reader
from training.leasts import fitted_least
from training.lessons import Shelf
from training.looking import Looked, Read, look_at, sampled
from training.measure import main
from training.network import build_network
from training.reporting import report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, encoder: Path, tokenizer_file: Path) -> Path:
    out = tmp_path_factory.mktemp("reader")
    windower = Windower.open(tokenizer_file, 64, 12)
    export_reader(build_network(encoder).eval(), tokenizer_file, windower, out, whole=True)
    return out


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write(folder / "authored", "dev")
    return folder


@pytest.fixture(scope="module")
def looked(folder: Path, data: Path) -> list[Looked]:
    shelf = Shelf.of(load_library([data / "authored"], "dev"))
    reader = Reader.open(folder)
    found = look_at(reader, shelf, shelf.library.cases)
    reader.close()
    return found


def test_every_piece_of_a_case_s_documents_is_read(looked: list[Looked]) -> None:
    assert len(looked) == 11
    for one in looked:
        assert {piece.document for piece in one.pieces} == set(one.case.documents)
        judged = one.judged()
        assert len(judged) == len(one.pieces)
        assert any(record.record.answerable for record in judged) == bool(one.case.kind)


def test_turns_are_read_after_the_talk(looked: list[Looked]) -> None:
    (turn,) = (one for one in looked if one.case.question.startswith("since when"))
    assert turn.history == ("Who is in charge of the food bank?", "Amara Obi")
    windows = [window for found in turn.outputs for window, _ in found]
    assert {past.text for window in windows for past in window.past} == {0, 1}


def test_every_kind_has_its_figure(looked: list[Looked]) -> None:
    told = report([Read.of(one, Calibration(), Least()) for one in looked])
    assert told["facts of later turns"].endswith("(n 1)")
    assert told["facts of prose"].endswith("(n 2)")
    assert told["calculations"].endswith("(n 3 of 3)")
    assert told["needed words"].endswith("(n 1)")


def test_the_least_probabilities_are_of_those_tried(looked: list[Looked]) -> None:
    least = fitted_least(looked, Calibration())
    assert {least.items, least.needed} <= {0.2, 0.3, 0.4, 0.5, 0.6}
    assert fitted_least([], Calibration()) == Least()


def test_the_command_prints_a_line_for_each(folder: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--reader", str(folder), "--data", str(data)])
    assert "yes or no: right" in capsys.readouterr().out


def test_a_part_of_the_cases_is_always_the_same(looked: list[Looked]) -> None:
    cases = [one.case for one in looked]
    assert sampled(cases, 0.5) == sampled(cases, 0.5)
    assert len(sampled(cases, 0.5)) == round(0.5 * len(cases))
