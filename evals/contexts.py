"""Reading data as a corpus: every context a document, so that its questions can be asked over all of them."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.index.build import build_index

SOURCES = ("squadshifts_new_wiki", "natural_questions", "squad2", "squadshifts_reddit")


@dataclass(frozen=True, slots=True)
class ContextCorpus:
    """An index over contexts, the file name of each, and the questions asked of them."""

    index: Path
    names: Mapping[str, str]
    records: Sequence[Mapping[str, Any]]

    def sample(self, most: int) -> Sequence[Mapping[str, Any]]:
        """About ``most`` records, evenly spread."""
        return self.records[:: max(1, len(self.records) // most)]


def index_contexts(file: Path, scratch: Path) -> ContextCorpus:
    """Indexes the contexts of a ``dev.jsonl.gz`` of SQuAD-like records, those of ``SOURCES``, below ``scratch``."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["source"] in SOURCES]
    contexts = list(dict.fromkeys(record["context"] for record in records))
    names = {context: f"{number:05d}.txt" for number, context in enumerate(contexts)}
    folder = scratch / "contexts"
    folder.mkdir()
    for context, name in names.items():
        (folder / name).write_text(context, encoding="utf-8", newline="")
    build_index(scratch / "index", [folder])
    return ContextCorpus(scratch / "index", names, records)
