"""Settings: read from a mapping, unknown keys refused."""

import re
from dataclasses import FrozenInstanceError, asdict, fields
from pathlib import Path

import pytest
from seedqa.index.errors import InputError
from seedqa.qa.settings import READERS, Settings, reader_folder


def test_values_named_are_taken_and_others_keep_their_defaults() -> None:
    assert Settings.read({}) == Settings()
    read = Settings.read({"passages": 3, "threshold": 0.9})
    assert (read.passages, read.threshold, read.candidates) == (3, 0.9, Settings().candidates)


def test_a_key_that_is_none_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError) as caught:
        Settings.read({"passages": 3, "passage": 3})
    assert "'passage'" in caught.value.problem
    for field in fields(Settings):
        assert field.name in caught.value.remedy


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), fields(Settings)[0].name, 3)


def test_a_readers_name_is_its_bundled_folder_and_anything_else_a_path(tmp_path: Path) -> None:
    assert reader_folder(Settings().reader) == READERS / Settings().reader
    assert reader_folder(str(tmp_path)) == tmp_path
    assert reader_folder("no-such-reader") == Path("no-such-reader")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"passages": 0}, "passages is 0; give a whole number from 1 to 50"),
        ({"passages": "3"}, "passages is '3'"),
        ({"threshold": 1.5}, "threshold is 1.5; give a number from 0.0 to 1.0"),
        ({"lexical_weight": -1}, "lexical_weight is -1"),
        ({"reader": 3}, "reader is 3; give text"),
    ],
)
def test_another_type_and_a_number_out_of_range_are_refused(values: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        Settings.read(values)


def test_the_defaults_fit() -> None:
    assert Settings.read(asdict(Settings())) == Settings()
