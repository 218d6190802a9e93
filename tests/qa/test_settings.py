"""Settings: read from a mapping, unknown keys refused."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from index.errors import InputError
from qa.settings import READERS, Settings, reader_folder


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
