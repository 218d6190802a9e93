"""What each ``qa`` command does. Heavy modules are imported where they are used, so that ``qa ask`` starts fast."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedqa.index.errors import InputError

if TYPE_CHECKING:
    from seedqa.index.build import BuildReport
    from seedqa.qa.answering import Engine
    from seedqa.qa.generation.engine import Extractive

DEFAULT_INDEX = Path(".qa", "index")
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def run_index(options: argparse.Namespace) -> int:
    """``qa index``."""
    report = _build(options.index or DEFAULT_INDEX, options.paths, options.model, options.skip_unreadable)
    if options.json:
        _print_json(asdict(report))
    else:
        _print_build(report)
    for uri in report.skipped:
        print(f"qa: skipped {uri}: it cannot be read as text", file=sys.stderr)
    return 0


def run_ask(options: argparse.Namespace) -> int:
    """``qa ask``: 0 answered, 1 the documents do not say."""
    if (options.question is None) == (options.batch is None):
        raise InputError("give either a question or --batch FILE", 'for example: qa ask "Who leads the project?"')
    if options.batch is not None:
        return _ask_batch(options)
    from seedqa.qa.answering import check_question
    from seedqa.qa.history import parse_json, read_history

    check_question(options.question)
    told = None if options.history is None else parse_json(_read_text(options.history), options.history)
    history = read_history(told, options.history)
    answer = asking_engine(options.index).ask(options.question, history)
    if options.json:
        _print_json(answer.to_dict())
    else:
        from seedqa.api.terminal import print_answer

        print_answer(answer)
    return 1 if answer.status == "not_found" else 0


def _ask_batch(options: argparse.Namespace) -> int:
    from seedqa.qa.history import read_batch

    if options.history is not None:
        raise InputError("--history does not go with --batch", 'give each line its own "history"')
    questions = read_batch(_read_text(options.batch).split("\n"), options.batch)
    engine = asking_engine(options.index)
    for item in questions:
        answer = engine.ask(item.question, item.history)
        print(json.dumps({**answer.to_dict(), "id": item.id, "answer_id": answer.id}, ensure_ascii=False), flush=True)
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """``qa verify``: 0 every citation holds, 1 one does not."""
    from seedqa.qa.history import parse_json
    from seedqa.qa.verification import verify

    lines = [line for line in _read_text(options.file).split("\n") if line.strip()]
    whole = len(lines) == 1 or not _is_json(lines[0]) if lines else True
    parsed = [parse_json(part, options.file) for part in (["\n".join(lines)] if whole else lines)]
    answers = parsed[0] if len(parsed) == 1 and isinstance(parsed[0], list) else parsed
    checks = verify(answers, _engine(options.index).documents(), options.file)
    if options.json:
        _print_json([asdict(check) for check in checks])
    else:
        from seedqa.api.terminal import print_checks

        print_checks(checks)
    return 0 if all(check.holds for check in checks) else 1


def _engine(index: Path | None) -> "Engine":
    from seedqa.qa.answering import Engine

    return Engine.open(ready_index(index))


def asking_engine(index: Path | None) -> "Extractive":
    """The engine that answers; a language model words its answers where the environment names one."""
    named = {name: value for name, value in os.environ.items() if name.startswith("QA_LLM_")}
    if not named:
        return _engine(index)
    from seedqa.api.settings import read_configuration
    from seedqa.qa.generation.opening import generating

    return generating(lambda: _engine(index), read_configuration(environment=named).llm)


def _is_json(line: str) -> bool:
    """Whether a line is a whole JSON value, as in JSON Lines; the first line of indented JSON is not."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def ready_index(index: Path | None) -> Path:
    """The index folder; the default one is built from the bundled seeds where there is none."""
    from seedqa.index.generations import current_generation

    if index is None and current_generation(DEFAULT_INDEX) is None:
        print("qa: building the default index (once)", file=sys.stderr)
        _build(DEFAULT_INDEX, [], None, False)
    return index or DEFAULT_INDEX


def eval_index(index: Path | None, corpus: str) -> Path:
    """The index that is judged: the one named, one over a bundled corpus kept apart, or the user's."""
    from seedqa.evals.cases import CORPORA
    from seedqa.index.generations import current_generation

    if index is None and corpus not in CORPORA:
        if current_generation(DEFAULT_INDEX) is None:
            problem = f"there is no bundled corpus {corpus!r}"
            raise InputError(problem, "name an index with --index, or run qa index PATH")
        index = DEFAULT_INDEX
    if index is None:
        index = DEFAULT_INDEX.with_name(f"eval-{corpus}")
        _build(index, [CORPORA[corpus]], None, False)
    return index


def _build(index: Path, paths: Sequence[Path], model: str | None, skip: bool) -> "BuildReport":
    from seedqa.index.build import IndexSettings, build_index

    settings = (
        IndexSettings(skip_unreadable=skip) if model is None else IndexSettings(model=model, skip_unreadable=skip)
    )
    return build_index(index, paths or [SEEDS], settings, _progress)


def _progress(stage: str, done: int, total: int) -> None:
    """One line that counts up, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{stage}: {done} of {total} documents", end=end, file=sys.stderr, flush=True)


def _print_build(report: "BuildReport") -> None:
    counts = [("added", report.added), ("changed", report.changed), ("removed", report.removed)]
    for name, uris in counts:
        for uri in uris:
            print(f"{name} {uri}")
    print(f"generation {report.generation}: {report.unchanged} unchanged, {report.embedded} passages embedded")
    if report.ignored:
        print(f"not indexed (not text or Markdown, or named in .qaignore): {', '.join(report.ignored)}")


def _read_text(name: str) -> str:
    """A file's text, or standard input's for ``-``."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name} ({error.strerror})", "check the path") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start})", "save it as UTF-8") from None


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))
