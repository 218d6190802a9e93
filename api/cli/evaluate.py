"""``qa eval run``: what is judged, and against what. ``qa eval`` with suites and no command means it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from seedqa.api.cli.configuration import DEFAULT_INDEX, configured, index_named
from seedqa.api.cli.opening import build, open_engine
from seedqa.api.cli.options import SettingsFile, SettingWords
from seedqa.index.errors import InputError
from typer import Argument, Option
from typer.core import TyperCommand

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration
    from seedqa.evals.chat_client import ChatEndpoint
    from seedqa.evals.evaluation import OpenSystem
    from seedqa.evals.library import SourceText

EXAMPLES = (
    "qa eval",
    "qa eval seeds-dev twins --fast",
    "qa eval mine.jsonl --index papers.index --report report --junit report/junit.xml",
    "qa eval --llm --cases",
    "qa eval mine.jsonl --chat http://127.0.0.1:9000/v1 --model NAME",
)
_BASELINE = Path("evals", "baseline.json")
_WRITE = "--write-baseline"


class RunCommand(TyperCommand):
    """Takes ``--write-baseline`` with a file or, for the committed baseline, without one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts in the file where it is left out."""
        if _WRITE in args:
            place = args.index(_WRITE) + 1
            if place == len(args) or args[place].startswith("-"):
                args = [*args[:place], str(_BASELINE), *args[place:]]
        return super().parse_args(ctx, args)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How chat endpoints are asked."""

    model: str | None
    key_env: str
    stream: bool

    def endpoint(self, url: str, model: str | None = None) -> "ChatEndpoint":
        """The endpoint at an address; ``InputError`` where no model is named."""
        from seedqa.evals.chat_client import ChatEndpoint

        name = model or self.model
        if not name:
            raise InputError("a chat endpoint needs the name of a model", "give --model NAME or set OPENAI_MODEL")
        return ChatEndpoint(url, name, os.environ.get(self.key_env), self.stream)


def run_eval(
    suites: Annotated[
        list[str] | None, Argument(metavar="SUITE", help="Bundled suites, twins, guards, or files.")
    ] = None,
    index: Annotated[
        Path | None, Option(metavar="DIR", help="The index folder (default: one for each corpus).")
    ] = None,
    kind: Annotated[
        str | None, Option(metavar="KIND", help="Only cases of this kind: fact, list, unanswerable, ...")
    ] = None,
    fast: Annotated[bool, Option("--fast", help="A fixed part of every suite, in at most 40 seconds.")] = False,
    askings: Annotated[
        int | None,
        Option(metavar="N", help="Ask everything N times: answers must not change (default: a part twice)."),
    ] = None,
    cases: Annotated[bool, Option("--cases", help="Name every case that went wrong, of held-out suites too.")] = False,
    report: Annotated[Path | None, Option(metavar="DIR", help="Write the report there.")] = None,
    junit: Annotated[Path | None, Option(metavar="FILE", help="Write JUnit XML there.")] = None,
    baseline: Annotated[Path | None, Option(metavar="FILE", help="Compare with an earlier report or baseline.")] = None,
    no_baseline: Annotated[bool, Option("--no-baseline", help="Do not compare with the committed baseline.")] = False,
    write_baseline: Annotated[
        Path | None, Option(_WRITE, metavar="[FILE]", help=f"Keep this run as the baseline (default: {_BASELINE}).")
    ] = None,
    endpoint: Annotated[str | None, Option(metavar="URL", help="Judge a running service with this API.")] = None,
    chat: Annotated[
        str | None, Option(metavar="URL", help="Judge an OpenAI-compatible endpoint (ends in /v1).")
    ] = None,
    model: Annotated[
        str | None, Option(metavar="NAME", envvar="OPENAI_MODEL", help="The model to ask the endpoint for.")
    ] = None,
    stream: Annotated[bool, Option("--stream", help="Ask the chat endpoint for a stream.")] = False,
    key_env: Annotated[str, Option(metavar="NAME", help="The variable that holds the key.")] = "OPENAI_API_KEY",
    llm: Annotated[
        bool,
        Option(
            "--llm", help="Ask with the language model and without it, side by side (no QA_LLM_URL: its recording)."
        ),
    ] = False,
    judge: Annotated[
        str | None, Option(metavar="URL", help="Ask a model about open answers; reported apart, gates nothing.")
    ] = None,
    judge_model: Annotated[str | None, Option(metavar="NAME", help="Its model (default: --model).")] = None,
    config: SettingsFile = None,
    words: SettingWords = None,
) -> int:
    """Run gold suites; check floors and the baseline. Exit status: 0 all hold, 1 one failed, 2 an error."""
    if askings is not None and askings < 1:
        raise InputError(f"--askings {askings} asks nothing", "give a whole number from 1")
    configuration = configured(config, words)

    def index_over(corpus: str) -> Path:
        return index or corpus_index(corpus, configuration)

    if llm:
        return _with_model(configuration, index_over, tuple(suites or ()), (kind, fast, cases, report))
    asking = _Asking(model, key_env, stream)
    system = _system(endpoint, chat, asking, lambda corpus: _documents(index, corpus, configuration))
    from seedqa.evals.command import run_eval as run
    from seedqa.evals.evaluation import EvalOptions
    from seedqa.evals.judges import ChatJudge

    options = EvalOptions(
        suites=tuple(suites or ()),
        open_system=system,
        judge=ChatJudge(asking.endpoint(judge, judge_model)) if judge else None,
        baseline=baseline,
        compare=not no_baseline and write_baseline is None,
        report=report,
        junit=junit,
        write_baseline=write_baseline,
        show_cases=cases,
        fast=fast,
        kind=kind,
        askings=askings or (None if system is None else 1),
        index_of=index_over if index is None else None,
    )
    return run(options, lambda corpus: open_engine(lambda: index_over(corpus), configuration))


def _with_model(
    configuration: "Configuration",
    index_over: Callable[[str], Path],
    suites: tuple[str, ...],
    chosen: tuple[str | None, bool, bool, Path | None],
) -> int:
    """The engine as it answers by itself, and with the model that is configured or was recorded."""
    from seedqa.evals.with_model import ModelOptions, run_with_model
    from seedqa.qa.llm.settings import LlmSettings

    plain = replace(configuration, llm=LlmSettings())
    options = ModelOptions(configuration.llm, suites, *chosen)
    return run_with_model(options, lambda corpus: open_engine(lambda: index_over(corpus), plain))


def corpus_index(corpus: str, configuration: "Configuration") -> Path:
    """The index that is judged where none is named: one over a bundled corpus kept apart, or the user's."""
    from seedqa.evals.cases import CORPORA
    from seedqa.index.generations import current_generation

    if corpus in CORPORA:
        index = DEFAULT_INDEX.with_name(f"eval-{corpus}")
        build(index, [CORPORA[corpus]])
        return index
    index = index_named(configuration) or DEFAULT_INDEX
    if current_generation(index) is None:
        raise InputError(f"there is no bundled corpus {corpus!r}", "name an index with --index, or run qa index PATH")
    return index


def _system(
    endpoint: str | None, chat: str | None, asking: _Asking, documents: "Callable[[str], list[SourceText]]"
) -> "OpenSystem | None":
    """What is judged, where it is not the engine here."""
    if endpoint and chat:
        raise InputError("--endpoint and --chat are two systems", "judge one at a time")
    if endpoint:
        from seedqa.evals.systems import EndpointSystem

        service = EndpointSystem(endpoint)
        return lambda corpus: service
    if chat:
        from seedqa.evals.chat_system import ChatSystem

        asked = asking.endpoint(chat)
        return lambda corpus: ChatSystem(asked, lambda: documents(corpus))
    return None


def _documents(index: Path | None, corpus: str, configuration: "Configuration") -> "list[SourceText]":
    """The documents that an endpoint's citations are checked against: a bundled corpus, or those of an index."""
    from seedqa.evals.cases import CORPORA
    from seedqa.evals.library import SourceText, read_folder
    from seedqa.index.store import Store

    if index is None and corpus in CORPORA:
        return list(read_folder(CORPORA[corpus]).by_id.values())
    store = Store.open(index or corpus_index(corpus, configuration))
    try:
        return [SourceText(item.id, item.uri, item.text) for item in store.documents()]
    finally:
        store.close()
