"""Nearest vectors against a brute-force oracle; files that are never changed in place; damage."""

from pathlib import Path

import numpy as np
import pytest
from seedqa.index.errors import IndexUnusable
from seedqa.index.vectors import VectorIndex, Vectors, write_vectors

SIZE = 16


def unit(count: int, seed: int) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, SIZE))
    return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def keys(count: int, seed: int) -> list[int]:
    return [int(key) for key in np.random.default_rng(seed).integers(0, 2**63 - 1, count)]


def nearest(rows: dict[int, Vectors], query: Vectors, limit: int) -> list[tuple[int, float]]:
    """The oracle: every cosine in double precision, sorted."""
    scores = {key: float(row.astype(np.float64) @ query.astype(np.float64)) for key, row in rows.items()}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def check(file: Path, rows: dict[int, Vectors]) -> None:
    index = VectorIndex.open(file)
    assert len(index) == len(rows)
    for query in unit(5, 99):
        for limit in (1, 10, len(rows) + 10):
            found, expected = index.search(query, limit), nearest(rows, query, limit)
            assert [key for key, _ in found] == [key for key, _ in expected]
            assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-6)


def test_search_adds_and_removals_agree_with_brute_force(tmp_path: Path) -> None:
    ids, vectors = keys(200, 1), unit(200, 2)
    write_vectors(tmp_path / "one", None, [], ids, vectors)
    rows = dict(zip(ids, vectors, strict=True))
    check(tmp_path / "one", rows)
    more, added = keys(30, 3), unit(30, 4)
    # One id goes and comes back with another vector, as a changed document's does.
    write_vectors(tmp_path / "two", tmp_path / "one", ids[:50], [ids[7], *more], np.concatenate([unit(1, 5), added]))
    kept = {key: row for key, row in rows.items() if key not in ids[:50]}
    check(tmp_path / "two", kept | {ids[7]: unit(1, 5)[0]} | dict(zip(more, added, strict=True)))


def test_a_file_that_is_built_upon_stays_as_it_was(tmp_path: Path) -> None:
    ids, vectors = keys(20, 1), unit(20, 2)
    write_vectors(tmp_path / "one", None, [], ids, vectors)
    before = (tmp_path / "one").read_bytes()
    reader = VectorIndex.open(tmp_path / "one")
    write_vectors(tmp_path / "two", tmp_path / "one", ids, [], np.zeros((0, SIZE), np.float32))
    assert (tmp_path / "one").read_bytes() == before
    assert reader.search(vectors[3], 1)[0][0] == ids[3]
    assert VectorIndex.open(tmp_path / "two").search(vectors[3], 5) == []


def test_equal_vectors_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    write_vectors(tmp_path / "one", None, [], [5, 9, 2], np.repeat(unit(1, 1), 3, axis=0))
    assert [key for key, _ in VectorIndex.open(tmp_path / "one").search(unit(1, 1)[0], 3)] == [2, 5, 9]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    write_vectors(tmp_path / "one", None, [], [], np.zeros((0, SIZE), np.float32))
    assert VectorIndex.open(tmp_path / "one").search(unit(1, 1)[0], 5) == []


@pytest.mark.parametrize("kept", [0, 1, 7, 40, 80, 0.5, 0.99])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    write_vectors(tmp_path / "one", None, [], keys(50, 1), unit(50, 2))
    data = (tmp_path / "one").read_bytes()
    (tmp_path / "one").write_bytes(data[: int(kept * len(data)) if isinstance(kept, float) else kept])
    with pytest.raises(IndexUnusable, match="damaged"):
        VectorIndex.open(tmp_path / "one")


def test_a_file_of_another_kind_and_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not vectors at all, only words " * 20)
    for name in ("text", "missing"):
        with pytest.raises(IndexUnusable):
            VectorIndex.open(tmp_path / name)
