"""``python -m seedqa.evals.reranking --data DIR``: how often the right passage comes first, before and after reading.

Open retrieval: the questions of ``dev.jsonl.gz`` that have an answer are asked over all of its contexts. Before is the
fused ranking; after, the passages in the order of the best finding in each.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from seedqa.evals.contexts import index_contexts
from seedqa.evals.statistics import wilson
from seedqa.qa.answering import Engine
from seedqa.qa.settings import Settings

DEPTH = 10


def main() -> None:
    """Prints recall at one, before and after."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.reranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl.gz")
    parser.add_argument("--most", type=int, default=400, help="questions to ask")
    parser.add_argument("--reader", default=Settings().reader, help="a bundled reader's name, or a reader's folder")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        corpus = index_contexts(options.data / "dev.jsonl.gz", Path(scratch))
        engine = Engine.open(corpus.index, Settings(reader=options.reader, passages=DEPTH))
        asked = [record for record in corpus.sample(options.most) if record["answerable"]]
        places = [ranks(engine, record, corpus.names[record["context"]]) for record in asked]
        engine.close()
    print(f"{len(corpus.names)} contexts, {len(asked)} questions, {DEPTH} passages read by {options.reader}")
    for name, found in (("fused", [one for one, _ in places]), ("reread", [two for _, two in places])):
        print(f"{name}: {told(found)}")


def ranks(engine: Engine, record: Mapping[str, Any], name: str) -> tuple[int | None, int | None]:
    """The place of the first passage of the document ``name``, before and after reading; None where it is not there."""
    fused = [evidence.document.uri.rsplit("/", 1)[-1] for evidence in engine.retrieve(record["question"], DEPTH)]
    found = engine.inquire(record["question"]).considered
    passages = dict.fromkeys((f.evidence.document.uri.rsplit("/", 1)[-1], f.evidence.passage.start) for f in found)
    return place_of(name, fused), place_of(name, [document for document, _ in passages])


def place_of(name: str, ranking: Sequence[str]) -> int | None:
    """Where a name first stands in a ranking, from one."""
    return ranking.index(name) + 1 if name in ranking else None


def told(places: Sequence[int | None]) -> str:
    """Recall at 1, 3 and 10, the first with its 95% interval."""
    hits = [sum(place is not None and place <= depth for place in places) for depth in (1, 3, DEPTH)]
    first = wilson(hits[0], len(places))
    shares = [hit / len(places) for hit in hits]
    return (
        f"recall@1 {shares[0]:.3f} ({first.low:.3f} to {first.high:.3f}), @3 {shares[1]:.3f}, @{DEPTH} {shares[2]:.3f}"
    )


if __name__ == "__main__":
    main()
