"""Which pieces of a whole library our retrieval ranks high for each case: the near misses to learn from."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from seedqa.index.embedding import PACKAGED, Embedder

from training.authored import Case
from training.keeping import kept
from training.lessons import Ranks, Shelf
from training.mining import Miner
from training.pieces import Piece

_FUSION = 60
_OWN = 8
_FOREIGN = 12


def ranks_of(shelf: Shelf, cache: Path | None) -> Ranks:
    """For each case the ids of pieces, likeliest first; worked out once, then read from ``cache``."""
    return kept(cache, lambda: _ranked(shelf))


def _ranked(shelf: Shelf) -> dict[str, list[str]]:
    pieces = list(shelf.by_id().values())
    cases = shelf.library.cases
    miner = Miner.over([piece.text for piece in pieces])
    place_of = {text: place for place, text in enumerate(miner.contexts)}
    lexical_places = np.array([place_of[piece.text] for piece in pieces])
    embedder = Embedder.open(PACKAGED)
    near = embedder.embed([case.alone for case in cases]) @ embedder.embed([piece.text for piece in pieces]).T
    found = {}
    for case, dense in zip(cases, near, strict=True):
        lexical = miner.scores(case.alone)[lexical_places]
        found[case.id] = _best(case, pieces, _fused(dense) + _fused(lexical))
    return found


def _fused(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    ranks = np.empty(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return 1.0 / (_FUSION + ranks)


def _best(case: Case, pieces: Sequence[Piece], scores: NDArray[np.float64]) -> list[str]:
    own: list[str] = []
    foreign: list[str] = []
    for place in np.argsort(-scores, kind="stable"):
        piece = pieces[place]
        among, most = (own, _OWN) if piece.document in case.documents else (foreign, _FOREIGN)
        if len(among) < most:
            among.append(piece.id)
    return own + foreign
