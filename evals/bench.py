"""``python -m seedqa.evals.bench``: how long asking and indexing take, beside llama-index's default retriever.

Everything is timed in one run over the bundled seeds. It does not judge answers; that is for ``qa eval``.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from seedqa.evals.cases import find_suite, load_suite
from seedqa.index.corpus import embedded_text
from seedqa.index.documents import Document
from seedqa.index.embedding import PACKAGED, Embedder
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.answering import Engine
from seedqa.qa.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.retrievers import BaseRetriever

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
QA = Path(sys.executable).with_name("qa")
QUESTION = "How much did Jinghai give Zhenyuan?"
UNWANTED = ("torch", "transformers", "sentence_transformers", "llama_index")
COLD_LIMIT_MS = 1500.0
# The most that a whole cold `qa ask` may take of importing the library that others ask with.
COLD_SHARE = 0.30
IMPORTING = [sys.executable, "-c", "import sentence_transformers"]
WARM_LIMITS_MS = {"fast": 60.0, "accurate": 250.0}


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of one thing done several times, in milliseconds."""

    name: str
    times: tuple[float, ...]
    limit: float | None = None

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.times)

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return quantiles(self.times, n=20, method="inclusive")[-1] if len(self.times) > 1 else self.median


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the benchmark and prints its table; 1 where a limit or the check of loaded modules does not hold."""
    options = _parser().parse_args(arguments)
    questions = [case.question for case in load_suite(find_suite(options.suite)).cases][: options.questions]
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder, "index")
        # Processes of their own, so that torch is not yet here when the engine is timed.
        build = timed("qa index, five documents, whole process", partial(_run, "index", SEEDS, "--index", index), 1)
        again = timed("qa index, nothing changed, whole process", partial(_run, "index", SEEDS, "--index", index), 3)
        asking = partial(_run, "ask", QUESTION, "--index", index)
        cold, importing = alternately(asking, partial(subprocess.run, IMPORTING, check=True), options.runs)
        loaded = unwanted_modules(index)
        warm = [_warm(index, reader, questions) for reader in WARM_LIMITS_MS]
        engine = Engine.open(index)
        warm.append(each("engine, retrieval alone (10 passages)", engine.retrieve, questions))
        theirs = _llama_index(engine.documents(), questions)
        engine.close()
    timings = [cold, importing, *warm, theirs, build, again]
    print(table(timings, theirs))
    print(f"\nqa ask loads {', '.join(loaded) or 'none of ' + ', '.join(UNWANTED)}")
    share = cold.median / importing.median
    kept = "held" if share <= COLD_SHARE else "NOT HELD"
    print(f"qa ask takes {share:.2f} of importing sentence_transformers (at most {COLD_SHARE:.2f}: {kept})")
    return int(bool(loaded) or share > COLD_SHARE or any(t.limit is not None and t.median > t.limit for t in timings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.bench", description=__doc__)
    parser.add_argument("--suite", default="seeds-dev", help="the gold suite whose questions are asked")
    parser.add_argument("--questions", type=int, default=100, help="how many of them")
    parser.add_argument("--runs", type=int, default=9, help="how many cold processes")
    return parser


def timed(name: str, act: Callable[[], object], times: int) -> Timing:
    """How long ``act`` takes, ``times`` times over."""
    return Timing(name, tuple(_milliseconds(act) for _ in range(times)))


def alternately(ours: Callable[[], object], other: Callable[[], object], times: int) -> tuple[Timing, Timing]:
    """A cold ``qa ask`` and an import in turn, so that a busy machine is as busy for the one as for the other."""
    pairs = [(_milliseconds(ours), _milliseconds(other)) for _ in range(times)]
    cold = Timing("qa ask, whole process", tuple(one for one, _ in pairs), COLD_LIMIT_MS)
    return cold, Timing("import sentence_transformers, whole process", tuple(one for _, one in pairs))


def _run(*arguments: str | Path) -> None:
    """One command from start to end; an exit status other than 0 is an error."""
    subprocess.run([QA, *arguments], check=True, capture_output=True)


def unwanted_modules(index: Path) -> list[str]:
    """Which of the heavy libraries a whole ``qa ask`` imports."""
    command = [sys.executable, "-X", "importtime", str(QA), "ask", QUESTION, "--index", str(index)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    names = {line.rpartition("|")[2].strip().split(".")[0] for line in ended.stderr.splitlines() if "|" in line}
    if "seedqa" not in names:
        raise RuntimeError("the import times of qa ask cannot be read")
    return sorted(names & set(UNWANTED))


def _warm(index: Path, reader: str, questions: Sequence[str]) -> Timing:
    engine = Engine.open(index, Settings(reader=reader))
    engine.ask(QUESTION)
    timing = each(f"engine, a whole answer, {reader} reader", engine.ask, questions, WARM_LIMITS_MS[reader])
    engine.close()
    return timing


def _llama_index(documents: Sequence[Document], questions: Sequence[str]) -> Timing:
    retriever = default_retriever(documents, Embedder.open(PACKAGED))
    retriever.retrieve(QUESTION)
    return each("llama-index, default retriever (2 passages)", retriever.retrieve, questions)


def default_retriever(documents: Sequence[Document], embedder: Embedder) -> "BaseRetriever":
    """llama-index's retriever as it comes, over the passages that our index holds and the same model."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import TextNode

    class PackagedEmbedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embeddings([query])[0]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(number) for number in row] for row in embedder.embed(texts)]

    passages = [(d, p) for d in documents for p in read_passages(d.text, PassageSettings())]
    nodes = [TextNode(text=embedded_text(document, passage)) for document, passage in passages]
    return VectorStoreIndex(nodes, embed_model=PackagedEmbedding()).as_retriever()


def each(name: str, act: Callable[[str], object], questions: Sequence[str], limit: float | None = None) -> Timing:
    """How long ``act`` takes on each question."""
    return Timing(name, tuple(_milliseconds(partial(act, question)) for question in questions), limit)


def _milliseconds(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def table(timings: Sequence[Timing], reference: Timing) -> str:
    """A Markdown table; the ratio is to the reference's median (below 1 is faster than it)."""
    rows = [("what", "n", "median ms", "p95 ms", "limit ms", f"ratio to {reference.name.split(',')[0]}")]
    for timing in timings:
        figures = (f"{timing.median:.1f}", f"{timing.slow:.1f}", _limit(timing))
        rows.append((timing.name, str(len(timing.times)), *figures, f"{timing.median / reference.median:.2f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]])


def _limit(timing: Timing) -> str:
    if timing.limit is None:
        return ""
    return f"{timing.limit:.0f} ({'held' if timing.median <= timing.limit else 'NOT HELD'})"


if __name__ == "__main__":
    sys.exit(main())
