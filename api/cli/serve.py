"""``qa serve``: what is served, and where."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

from seedqa.api.cli.configuration import DEFAULT_INDEX, configured, index_named
from seedqa.api.cli.opening import check_index, ready_index
from seedqa.api.cli.options import IndexFolder, KeysFile, SettingsFile, SettingWords
from typer import Option

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration

EXAMPLES = (
    "qa serve",
    "qa serve --port 9000 --index papers.index --set rate=60",
    "qa serve --host 0.0.0.0 --config qa.toml",
)


def run_serve(
    host: Annotated[
        str | None, Option(metavar="ADDRESS", help="Where to listen (default: 127.0.0.1); any other needs keys.")
    ] = None,
    port: Annotated[int | None, Option(metavar="NUMBER", help="Its port (default: 8000).")] = None,
    index: IndexFolder = None,
    keys: KeysFile = None,
    open_to_all: Annotated[
        bool, Option("--open", help="Let everybody who reaches the address ask, without keys.")
    ] = False,
    config: SettingsFile = None,
    words: SettingWords = None,
) -> int:
    """Serve answers over HTTP, with a web page. Serves until interrupted."""
    access = "open" if open_to_all else None
    configuration = configured(config, words, host=host, port=port, index=index, keys=keys, access=access)
    check_index(configuration)
    _serve(configuration)
    return 0


def _serve(configuration: "Configuration") -> None:
    from seedqa.api.feedback import FeedbackFile, feedback_path
    from seedqa.api.server import serve
    from seedqa.api.sessions.opening import open_conversations
    from seedqa.qa.live import LiveEngine
    from seedqa.qa.llm.opening import with_llm

    service, asking = configuration.service, configuration.asking
    feedback = FeedbackFile(feedback_path(index_named(configuration) or DEFAULT_INDEX))
    with closing(open_conversations(service.sessions)) as conversations:
        serve(
            lambda: with_llm(lambda: LiveEngine.open(ready_index(configuration), asking), configuration.llm),
            service.host,
            service.port,
            conversations,
            feedback,
            service,
        )
