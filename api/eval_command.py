"""``qa eval``: its options, and what they choose to judge."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedqa.index.errors import InputError

if TYPE_CHECKING:
    from seedqa.evals.chat_client import ChatEndpoint
    from seedqa.evals.evaluation import EvalOptions, OpenSystem
    from seedqa.evals.library import SourceText

    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]

_BASELINE = Path("evals", "baseline.json")


def add_eval(subcommands: "Subcommands") -> None:
    """The grammar of ``qa eval``."""
    command = subcommands.add_parser(
        "eval",
        help="run gold suites, check floors, guards and the baseline",
        epilog="qa eval lint, add and stale check, make and keep suites; squad, beir and mtrag measure on public sets; "
        "each tells its options with --help",
    )
    command.add_argument("suites", metavar="SUITE", nargs="*", help="bundled suites, twins, guards, or files")
    command.add_argument("--index", metavar="DIR", type=Path, help="the index folder (default: one for each corpus)")
    command.add_argument("--kind", metavar="KIND", help="only cases of this kind: fact, list, unanswerable, ...")
    command.add_argument("--fast", action="store_true", help="a fixed part of every suite, in at most 40 seconds")
    command.add_argument(
        "--askings",
        metavar="N",
        type=int,
        help="ask everything N times: answers must not change (default: a part twice)",
    )
    command.add_argument("--cases", action="store_true", help="name every case that went wrong, of held-out suites too")
    command.add_argument("--report", metavar="DIR", type=Path, help="write the report there")
    command.add_argument("--junit", metavar="FILE", type=Path, help="write JUnit XML there")
    _baseline_options(command)
    _system_options(command)
    command.set_defaults(run=run_eval)


def _baseline_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--baseline", metavar="FILE", type=Path, help="compare with an earlier report or baseline")
    command.add_argument("--no-baseline", action="store_true", help="do not compare with the committed baseline")
    command.add_argument(
        "--write-baseline",
        metavar="FILE",
        type=Path,
        nargs="?",
        const=_BASELINE,
        help=f"keep this run as the baseline (default: {_BASELINE})",
    )


def _system_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--endpoint", metavar="URL", help="judge a running service with this API")
    command.add_argument("--chat", metavar="URL", help="judge an OpenAI-compatible chat endpoint (ends in /v1)")
    command.add_argument("--model", metavar="NAME", default=os.environ.get("OPENAI_MODEL"), help="the model to ask for")
    command.add_argument("--stream", action="store_true", help="ask the chat endpoint for a stream")
    command.add_argument("--key-env", metavar="NAME", default="OPENAI_API_KEY", help="the variable that holds the key")
    command.add_argument("--judge", metavar="URL", help="ask a model about open answers; reported apart, gates nothing")
    command.add_argument("--judge-model", metavar="NAME", help="its model (default: --model)")


def run_eval(options: argparse.Namespace) -> int:
    """``qa eval``: 0 all gates hold, 1 one failed, 2 an error."""
    from seedqa.api.commands import eval_index
    from seedqa.evals.command import run_eval as run
    from seedqa.qa.answering import Engine

    chosen = _read(options)
    return run(chosen, lambda corpus: Engine.open(eval_index(options.index, corpus)))


def _read(options: argparse.Namespace) -> "EvalOptions":
    from seedqa.api.commands import eval_index
    from seedqa.evals.evaluation import EvalOptions
    from seedqa.evals.judges import ChatJudge

    if options.askings is not None and options.askings < 1:
        raise InputError(f"--askings {options.askings} asks nothing", "give a whole number from 1")
    system = _system(options)
    judge = ChatJudge(_endpoint(options, options.judge, options.judge_model)) if options.judge else None
    return EvalOptions(
        suites=tuple(options.suites),
        open_system=system,
        judge=judge,
        baseline=options.baseline,
        compare=not options.no_baseline and options.write_baseline is None,
        report=options.report,
        junit=options.junit,
        write_baseline=options.write_baseline,
        show_cases=options.cases,
        fast=options.fast,
        kind=options.kind,
        askings=options.askings or (None if system is None else 1),
        index_of=None if options.index is not None else lambda corpus: eval_index(None, corpus),
    )


def _system(options: argparse.Namespace) -> "OpenSystem | None":
    if options.endpoint and options.chat:
        raise InputError("--endpoint and --chat are two systems", "judge one at a time")
    if options.endpoint:
        from seedqa.evals.systems import EndpointSystem

        service = EndpointSystem(options.endpoint)
        return lambda corpus: service
    if options.chat:
        from seedqa.evals.chat_system import ChatSystem

        endpoint = _endpoint(options, options.chat, None)
        return lambda corpus: ChatSystem(endpoint, lambda: _documents(options.index, corpus))
    return None


def _endpoint(options: argparse.Namespace, url: str, model: str | None) -> "ChatEndpoint":
    from seedqa.evals.chat_client import ChatEndpoint

    name: Any = model or options.model
    if not name:
        raise InputError("a chat endpoint needs the name of a model", "give --model NAME or set OPENAI_MODEL")
    return ChatEndpoint(url, name, os.environ.get(options.key_env), options.stream)


def _documents(index: Path | None, corpus: str) -> "list[SourceText]":
    """The documents that an endpoint's citations are checked against: a bundled corpus, or those of an index."""
    from seedqa.api.commands import eval_index
    from seedqa.evals.cases import CORPORA
    from seedqa.evals.library import SourceText, read_folder
    from seedqa.index.store import Store

    if index is None and corpus in CORPORA:
        return list(read_folder(CORPORA[corpus]).by_id.values())
    store = Store.open(eval_index(index, corpus))
    try:
        return [SourceText(item.id, item.uri, item.text) for item in store.documents()]
    finally:
        store.close()
