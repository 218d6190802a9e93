"""Keys: shown once, kept as hashes, found in constant time, ended at once."""

import hashlib
import hmac
import json
import stat
from pathlib import Path

import pytest
from seedqa.api.cli import main
from seedqa.api.keys import KeyRing, KeysUnusable
from seedqa.api.settings import read_configuration
from seedqa.index.errors import InputError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "keys.json"


def test_a_key_is_found_by_its_token_alone(file: Path) -> None:
    ring = KeyRing(file)
    assert not ring.usable()
    token = ring.create("Ann", "write")
    found = ring.find(token)
    assert found is not None
    assert (found.name, found.scope, found.revoked) == ("Ann", "write", None)
    key_id, secret = token.split("_")[1:]
    wrong = [f"qa_{key_id}_{'0' * 64}", f"qa_00000000_{secret}", secret, "", "qa__", token[:-1], f"{token} ", "\ud800é"]
    assert [ring.find(one) for one in wrong] == [None] * len(wrong)


def test_the_file_holds_no_token_and_is_its_owners_alone(file: Path) -> None:
    token = KeyRing(file).create("Ann", "read")
    text = file.read_text()
    assert token not in text
    assert token.split("_")[2] not in text
    assert hashlib.sha256(token.encode()).hexdigest() in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_wrong_key_is_compared_as_long_as_a_right_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = KeyRing(file)
    token = ring.create("Ann", "read")
    compared: list[tuple[int, int]] = []
    real = hmac.compare_digest

    def watched(one: str, other: str) -> bool:
        compared.append((len(one), len(other)))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    for one in (token, token[:-1] + "x", "nonsense", ""):
        ring.find(one)
    assert compared == [(64, 64)] * 4


def test_what_another_process_changes_holds_at_once(file: Path) -> None:
    ring, other = KeyRing(file), KeyRing(file)
    first, second = other.create("Ann", "read"), other.create("Bo", "read")
    kept = ring.find(first)
    assert kept is not None
    assert other.revoke(kept.id).revoked is not None
    assert ring.find(first) is None
    assert ring.find(second) is not None
    assert [key.name for key in ring.every()] == ["Ann", "Bo"]
    file.unlink()
    assert ring.find(second) is None


def test_a_revoked_key_keeps_the_time_it_ended(file: Path) -> None:
    ring = KeyRing(file)
    ring.create("Ann", "read")
    (key,) = ring.every()
    assert ring.revoke(key.id) == ring.revoke(key.id)
    assert not ring.usable()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keys": [{}]}', '{"keys": [{"id": 1}]}', '{"keys": 3}', "\x00"])
def test_a_damaged_file_lets_nobody_in(file: Path, text: str) -> None:
    token = KeyRing(file).create("Ann", "read")
    file.write_text(text)
    with pytest.raises(KeysUnusable):
        KeyRing(file).find(token)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101, "\x1b[1m"])
def test_a_name_is_a_few_printable_words(file: Path, name: str) -> None:
    with pytest.raises(InputError):
        KeyRing(file).create(name, "read")
    assert not file.exists()


def test_the_command_makes_lists_and_revokes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["keys", *arguments, "--keys", str(file)])
        told = capsys.readouterr()
        return status, told.out, told.err

    status, token, warning = run("create", "Ann's script", "--write")
    assert (status, KeyRing(file).find(token.strip()) is not None) == (0, True)
    assert "shown once" in warning
    (told,) = json.loads(run("list", "--json")[1])
    assert set(told) == {"id", "name", "scope", "created", "revoked"}
    assert (told["name"], told["scope"]) == ("Ann's script", "write")
    assert run("revoke", told["id"])[:2] == (0, f"revoked {told['id']} (Ann's script)\n")
    assert KeyRing(file).find(token.strip()) is None
    assert "revoked" in run("list")[1]
    status, output, error = run("revoke", "nobody")
    assert (status, output, error.count("\n")) == (2, "", 1)
    assert "qa keys list" in error


def test_the_command_and_the_service_of_one_environment_have_the_same_keys(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QA_KEYS", str(file))
    assert main(["keys", "create", "Ann"]) == 0
    assert KeyRing(Path(read_configuration(environment={"QA_KEYS": str(file)}).service.keys)).usable()
