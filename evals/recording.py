"""Replies of a capable model, recorded without sight of the gold, and replayed.

    python -m seedqa.evals.recording --pending DIR   # asks all cases; writes the requests that have no reply yet
    python -m seedqa.evals.recording --keep DIR      # takes the replies in DIR into the recording
    python -m seedqa.evals.recording --stale         # which cases a changed prompt or passage has to record again

A round of ``--pending`` goes as far as the replies known so far allow: what a follow-up asks comes before its answer,
and a claim sent back after it. ``DIR/HASH.request.json`` holds a request, ``DIR/HASH.reply.txt`` is where its reply
goes.
"""

import argparse
import gzip
import json
import logging
import sys
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seedqa.evals.cases import Case
from seedqa.evals.recorded_cases import recorded_cases
from seedqa.index.errors import QaError
from seedqa.qa.answering import Engine
from seedqa.qa.llm.engine import LlmEngine
from seedqa.qa.llm.failure import LlmFailed
from seedqa.qa.llm.request import Budget, Request
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Answer, Turn

MODEL = "recorded"
FILE = Path(__file__).parent / "recordings" / "capable.jsonl.gz"
# A recording is never cut short by a clock.
SETTINGS = LlmSettings(url="http://recorded.invalid/v1", model=MODEL, seconds=600.0)


@dataclass(frozen=True, slots=True)
class Recording:
    """Replies by the hash of their request; ``loose`` by the stage and the last message's question, for requests whose
    passages or prompt have changed since."""

    exact: Mapping[str, str]
    loose: Mapping[str, str]

    @classmethod
    def load(cls, file: Path = FILE) -> "Recording":
        """The recording in a file; empty where there is none."""
        if not file.is_file():
            return cls({}, {})
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return cls({row["hash"]: row["reply"] for row in rows}, {row["about"]: row["reply"] for row in rows})


@dataclass
class RecordedModel:
    """Writes what was recorded; ``missed`` are the requests without a reply of their own."""

    recording: Recording
    exactly: bool = False
    missed: dict[str, Request] = field(default_factory=dict)
    asked: dict[str, Request] = field(default_factory=dict)

    def require(self) -> None:
        """Is always there."""

    def write(self, request: Request, budget: Budget) -> Generator[str, None, None]:
        """The recorded reply, of this request or of one like it."""
        key = request.key(MODEL)
        self.asked[key] = request
        reply = self.recording.exact.get(key)
        if reply is None:
            self.missed[key] = request
            reply = None if self.exactly else self.recording.loose.get(about(request))
        if reply is None:
            raise LlmFailed("unreachable", "nothing is recorded for this request")
        words = sum(len(turn.content.split()) for turn in request.messages)
        budget.count(words, len(reply.split()))
        yield reply


class OnlySearching:
    """An engine whose passages are found, but not read: what a model is asked does not depend on what the extractive
    engine would answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.identity = engine.identity
        self.retrieve = engine.retrieve
        self.embed = engine.embed
        self.documents = engine.documents
        self.document = engine.document
        self.close = engine.close

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """A refusal."""
        return Answer(
            "none", question, question.strip(), "not_found", "attribute_absent", "", None, (), 0.0, (), None, (),
            "extractive", self.identity, {},
        )  # fmt: skip

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        """No opinion."""
        return [1.0 for _ in texts]


def about(request: Request) -> str:
    """What a request is about, whatever words ask it and whatever passages are shown."""
    user = [turn.content for turn in request.messages if turn.role == "user"]
    told = user[0].rsplit("\n\n", 1)[-1] if request.stage != "understand" else user[0].partition("Conversation:\n")[2]
    # A claim sent back belongs to the reply that made it.
    made = [turn.content for turn in request.messages if turn.role == "assistant"]
    return "\n".join([request.stage, told, *made])


def run(
    model: RecordedModel, open_engine: Callable[[str], Engine], cases: Iterable[tuple[str, Case]]
) -> dict[str, list[str]]:
    """What every case asks the model; the hashes that each missed."""
    missing: dict[str, list[str]] = {}
    by_corpus: dict[str, list[Case]] = {}
    for corpus, case in cases:
        by_corpus.setdefault(corpus, []).append(case)
    for corpus, chosen in by_corpus.items():
        engine = open_engine(corpus)
        asking = LlmEngine(OnlySearching(engine), model, SETTINGS)
        for case in chosen:
            before = set(model.missed)
            asking.ask(case.question, case.history)
            missing[case.id] = sorted(set(model.missed) - before)
        engine.close()
    return {case: keys for case, keys in missing.items() if keys}


def write_pending(requests: Mapping[str, Request], folder: Path) -> int:
    """Writes requests that have no reply in the folder; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    pending = 0
    for key, request in sorted(requests.items()):
        pending += not (folder / f"{key}.reply.txt").is_file()
        body = {
            "stage": request.stage,
            "messages": [{"role": turn.role, "content": turn.content} for turn in request.messages],
            "response_format": request.schema,
        }
        text = json.dumps(body, ensure_ascii=False, indent=1)
        (folder / f"{key}.request.json").write_text(text, encoding="utf-8")
    return pending


def with_replies(recording: Recording, folder: Path) -> Recording:
    """The recording with the replies that lie in a folder."""
    replies = {file.name.split(".")[0]: file.read_text(encoding="utf-8") for file in folder.glob("*.reply.txt")}
    return Recording({**recording.exact, **replies}, recording.loose)


def keep(model: RecordedModel, file: Path = FILE) -> int:
    """Writes the replies that the cases need, and no others; how many."""
    rows = [
        {"hash": key, "about": about(request), "reply": model.recording.exact[key]}
        for key, request in sorted(model.asked.items())
        if key in model.recording.exact
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))
    return len(rows)


def main(words: Sequence[str] | None = None) -> int:
    """The command."""
    options = _parser().parse_args(words)
    logging.getLogger("seedqa").setLevel(logging.CRITICAL)
    try:
        return _run(options)
    except QaError as error:
        print(f"recording: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    folder: Path | None = options.pending or options.keep
    recording = Recording.load()
    model = RecordedModel(with_replies(recording, folder) if folder else recording, exactly=True)
    missing = run(model, _open_engine, recorded_cases())
    if options.pending:
        print(f"{write_pending(model.missed, options.pending)} requests are pending in {options.pending}")
    elif options.keep:
        print(f"{keep(model)} replies are kept in {FILE}")
    for case, keys in missing.items() if not options.pending else ():
        print(f"{case}: {', '.join(keys)}")
    return int(bool(missing))


def _open_engine(corpus: str) -> Engine:
    from seedqa.evals.corpus_index import corpus_index

    return Engine.open(corpus_index(corpus))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.recording", description=__doc__.splitlines()[0])
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--pending", metavar="DIR", type=Path, help="write the requests that have no reply yet")
    chosen.add_argument("--keep", metavar="DIR", type=Path, help="take the replies in DIR into the recording")
    chosen.add_argument("--stale", action="store_true", help="name the cases to record again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
