"""The service's settings: a file, the environment, the command line, each checked and the later over the earlier."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seedqa.api.settings import Configuration, ServiceSettings, read_configuration
from seedqa.index.errors import InputError
from seedqa.qa.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "qa.toml"


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_given_is_the_defaults() -> None:
    assert read_configuration() == Configuration(ServiceSettings(), Settings())
    assert ServiceSettings().host == "127.0.0.1"


def test_a_file_the_environment_words_and_flags_override_each_other_in_this_order(file: Path) -> None:
    written(
        file,
        '[service]\nport = 1001\nqueue = 1001\nrate = 1001\nconnections = 1001\nhosts = ["a.example"]\n'
        "[asking]\npassages = 5\nthreshold = 1\n",
    )
    environment = {"QA_PORT": "1002", "QA_QUEUE": "1002", "QA_SERVICE_RATE": "1002", "QA_ASKING_PASSAGES": "6", "X": ""}
    words = ["queue=1003", "asking.passages=7", "service.log_questions=yes"]
    read = read_configuration(file, environment, words, {"port": 1004, "host": None})
    service = read.service
    assert (service.port, service.queue, service.rate, service.connections) == (1004, 1003, 1002, 1001)
    assert (service.hosts, service.log_questions, service.host) == (("a.example",), True, "127.0.0.1")
    assert read.asking == Settings(passages=7, threshold=1.0)


def test_lists_and_truth_are_read_from_the_environment() -> None:
    read = read_configuration(environment={"QA_ORIGINS": "https://a.example, https://b.example", "QA_ACCESS": "keys"})
    assert read.service.origins == ("https://a.example", "https://b.example")
    assert read.service.access == "keys"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[service]\nprot = 1\n", "qa.toml: prot is not a setting; did you mean 'port'?"),
        ("[service]\nport = 70000\n", "qa.toml: port is 70000; give a whole number from 0 to 65,535"),
        ('[service]\nport = "80"\n', "qa.toml: port is '80';"),
        ('[service]\naccess = "all"\n', "qa.toml: access is 'all'; give one of auto, keys, open"),
        ("[asking]\npassages = 0\n", "qa.toml: passages is 0;"),
        ("[server]\nport = 1\n", "qa.toml: 'server' is not a table of settings; put every setting into [service] and"),
        ("port = 1\n", "qa.toml: 'port' is not a table of settings"),
        ("port = \n", "qa.toml is not TOML"),
    ],
)
def test_what_a_file_gets_wrong_is_one_line(file: Path, text: str, told: str) -> None:
    refused(told, lambda: read_configuration(written(file, text)))


def test_a_file_that_is_not_there_or_not_text_is_one_line(file: Path) -> None:
    refused("qa.toml cannot be read", lambda: read_configuration(file))
    file.write_bytes(b"\xff")
    refused("qa.toml is not UTF-8", lambda: read_configuration(file))


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"QA_PROT": "1"}, "QA_PROT is not a setting; did you mean 'port'?"),
        ({"QA_PORT": "x"}, "QA_PORT is 'x'; give a whole number"),
        ({"QA_ASKING_PORT": "1"}, "QA_ASKING_PORT is not a setting"),
        ({"QA_ASKING_THRESHOLD": "2"}, "QA_ASKING_THRESHOLD is 2.0; give a number from 0.0 to 1.0"),
        ({"QA_LOG_QUESTIONS": "perhaps"}, "QA_LOG_QUESTIONS is 'perhaps'; give true or false"),
    ],
)
def test_what_the_environment_gets_wrong_is_one_line(environment: dict[str, str], told: str) -> None:
    refused(told, lambda: read_configuration(environment=environment))


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("port", "--set port has no value"),
        ("asking.reader", "--set asking.reader has no value"),
        ("asking.passage=1", "--set asking.passage is not a setting; did you mean 'passages'?"),
        ("asking.passages=many", "--set asking.passages is 'many'"),
    ],
)
def test_what_a_word_gets_wrong_is_one_line(word: str, told: str) -> None:
    refused(told, lambda: read_configuration(words=[word]))


def test_what_a_flag_gets_wrong_is_told_as_a_flag() -> None:
    refused("--port is 65536; give a whole number from 0 to 65,535", lambda: read_configuration(flags={"port": 65536}))


def refused(told: str, read: Callable[[], object]) -> None:
    with pytest.raises(InputError) as caught:
        read()
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_readmes_example_is_accepted(file: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(\[service\].*?)```", readme, re.DOTALL)
    read = read_configuration(written(file, example))
    assert read.service.hosts == ("qa.example.org",)
    assert read.asking.threshold == 0.6
