"""The index over a bundled corpus, kept beside the user's own."""

from pathlib import Path

from seedqa.evals.cases import CORPORA
from seedqa.index.build import build_index
from seedqa.index.errors import InputError


def corpus_index(corpus: str, beside: Path = Path(".qa", "index")) -> Path:
    """The index folder, brought in step with the corpus."""
    if corpus not in CORPORA:
        raise InputError(f"there is no bundled corpus {corpus!r}", f"use one of {', '.join(CORPORA)}")
    index = beside.with_name(f"eval-{corpus}")
    build_index(index, [CORPORA[corpus]])
    return index
