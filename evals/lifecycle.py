"""After a document is taken out of an index: nothing of it is found, quoted or in the way of what remains."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from seedqa.evals.cases import CORPORA, Case, Suite
from seedqa.evals.gates import Gate
from seedqa.index.build import build_index
from seedqa.index.sources import find_sources
from seedqa.qa.answering import Engine

_ASKED = 6


def check_lifecycle(index: Path, gold: Suite) -> list[Gate]:
    """Takes the documents of half the corpus out of a copy of its index and asks for what they said."""
    files = [source.path for source in find_sources([CORPORA[gold.corpus]]).found]
    kept, gone = files[: len(files) // 2], {file.name for file in files[len(files) // 2 :]}
    cases = [case for case in gold.cases if case.evidence and {quote.document for quote in case.evidence} <= gone]
    with TemporaryDirectory() as scratch:
        copy = _without(index, kept, gold.corpus, Path(scratch))
        engine = Engine.open(copy)
        try:
            return _gates(engine, cases[:: max(1, len(cases) // _ASKED)], gone)
        finally:
            engine.close()


def _without(index: Path, kept: Sequence[Path], corpus: str, scratch: Path) -> Path:
    """A copy of the index, brought in step with a folder that holds only some of its documents."""
    folder = scratch / CORPORA[corpus].name
    folder.mkdir()
    for file in kept:
        shutil.copy(file, folder)
    copy = scratch / "index"
    shutil.copytree(index, copy)
    build_index(copy, [folder])
    return copy


def _gates(engine: Engine, cases: Sequence[Case], gone: set[str]) -> list[Gate]:
    told, crowded = list[str](), list[str]()
    room = len(engine.retrieve(cases[0].question, 1_000))
    for case in cases:
        answer = engine.ask(case.question)
        found = engine.retrieve(case.question, min(room, 10))
        uris = [*(cited.uri for cited in (*answer.citations, *answer.nearest)), *(item.document.uri for item in found)]
        if any(uri.rsplit("/", 1)[-1] in gone for uri in uris):
            told.append(case.id)
        if len(found) < min(room, 10):
            crowded.append(case.id)
    asked = f"of {len(cases)} questions about deleted documents"
    return [
        Gate("lifecycle", "nothing of a deleted document is found", not told, f"{len(told)} {asked}", tuple(told)),
        Gate("lifecycle", "nothing deleted takes a place", not crowded, f"{len(crowded)} {asked}", tuple(crowded)),
    ]
