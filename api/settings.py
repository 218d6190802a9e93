"""The settings of the service, of asking and of a language model, each checked: a TOML file, then the environment, then
the command line.

A file has one table for each section (`[service]`, `[asking]`, `[llm]`). The environment has `QA_PORT` for `port` of
`[service]` and `QA_ASKING_PASSAGES` for `passages` of `[asking]`; the command line has `--set asking.passages=5`.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from seedqa.index.decoding import read_text
from seedqa.index.errors import InputError
from seedqa.qa.checking import fitting, ranged, slots, spelled, suggestion
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.settings import Settings

PREFIX = "QA_"
Access = Literal["auto", "keys", "open"]


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """How `qa serve` runs.

    ``host`` and ``port``: where it listens; ``index``: the index folder; ``sessions``: where conversations are kept;
    ``access``: who may ask, `auto` (everybody on this machine's own address, holders of a key on any other), `keys` or
    `open`; ``keys``: the file of `qa keys`; ``hosts``: the names it answers to (none: any, but on this machine's own
    address only its own); ``origins``: web pages of other origins that may call it; ``rate``: requests a minute for a
    key, or for an address where there is none (0: no limit);
    ``workers``: questions worked on at once (0: one a core); ``queue``: how many more may wait;
    ``connections``: open connections; ``request_bytes`` and ``upload_bytes``: the largest body, and the largest of an
    upload; ``body_seconds``: how long a request may take to arrive; ``request_seconds``: how long it may take in all;
    ``grace_seconds``: how long the end waits for what was begun;
    ``log``: `json`, `text`, or `auto` (text on a terminal); ``log_questions``: whether questions are logged.
    """

    host: str = "127.0.0.1"
    port: int = ranged(8000, 0, 65_535)
    index: str | None = None
    sessions: str | None = None
    access: Access = "auto"
    keys: str = ".qa/keys.json"
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: int = ranged(600, 0, 1_000_000)
    workers: int = ranged(0, 0, 256)
    queue: int = ranged(6, 0, 10_000)
    connections: int = ranged(512, 1, 100_000)
    request_bytes: int = ranged(1_000_000, 1_000, 100_000_000)
    upload_bytes: int = ranged(25_000_000, 1_000, 1_000_000_000)
    body_seconds: float = ranged(20.0, 0.1, 3_600.0)
    request_seconds: float = ranged(60.0, 0.1, 3_600.0)
    grace_seconds: int = ranged(30, 0, 3_600)
    log: Literal["auto", "json", "text"] = "auto"
    log_questions: bool = False

    @property
    def keys_file(self) -> Path:
        """The file of keys."""
        return Path(self.keys).expanduser()


@dataclass(frozen=True, slots=True)
class Configuration:
    """Every section."""

    service: ServiceSettings = ServiceSettings()
    asking: Settings = Settings()
    llm: LlmSettings = LlmSettings()


SECTIONS: dict[str, Any] = {"service": ServiceSettings, "asking": Settings, "llm": LlmSettings}


@dataclass(frozen=True, slots=True)
class _Given:
    """One value that was set, and what its user calls it."""

    section: str
    key: str
    value: Any
    told: str


def read_configuration(
    file: Path | None = None,
    environment: Mapping[str, str] = {},
    words: Sequence[str] = (),
    flags: Mapping[str, Any] = {},
) -> Configuration:
    """The settings of a file, then of the environment, of `section.key=value` words, and of the service's own flags.

    The later overrides the earlier. `InputError` names what is unknown or does not fit as its user calls it.
    """
    own = [_Given("service", key, value, f"--{key}") for key, value in flags.items() if value is not None]
    values: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for one in (*_of_file(file), *_of_environment(environment), *map(_of_word, words), *own):
        known = slots(SECTIONS[one.section])
        if one.key not in known:
            raise InputError(f"{one.told} is not a setting", suggestion(one.key, list(known)))
        values[one.section][one.key] = fitting(known[one.key], one.value, one.told)
    return Configuration(
        ServiceSettings(**values["service"]), Settings(**values["asking"]), LlmSettings(**values["llm"])
    )


def _of_file(file: Path | None) -> Iterator[_Given]:
    if file is None:
        return
    for section, table in _toml(file).items():
        if section not in SECTIONS or not isinstance(table, dict):
            tables = " and ".join(f"[{name}]" for name in SECTIONS)
            raise InputError(f"{file}: {section!r} is not a table of settings", f"put every setting into {tables}")
        for key, value in table.items():
            yield _Given(section, key, value, f"{file}: {key}")


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file} is not TOML ({error})", "correct it there") from None


def _of_environment(environment: Mapping[str, str]) -> Iterator[_Given]:
    for name in sorted(name for name in environment if name.startswith(PREFIX)):
        section, key = _place(name.removeprefix(PREFIX).lower(), "_")
        yield _Given(section, key, _read(section, key, environment[name]), name)


def _of_word(word: str) -> _Given:
    name, equals, text = word.partition("=")
    if not equals:
        raise InputError(f"--set {word} has no value", "write it as --set asking.passages=5")
    section, key = _place(name.strip(), ".")
    return _Given(section, key, _read(section, key, text), f"--set {name.strip()}")


def _place(name: str, mark: str) -> tuple[str, str]:
    """The section and the key of a name; the service's own name may be left out."""
    section, found, key = name.partition(mark)
    return (section, key) if found and section in SECTIONS else ("service", name)


def _read(section: str, key: str, text: str) -> Any:
    slot = slots(SECTIONS[section]).get(key)
    return text if slot is None else spelled(slot, text)
