"""Places in a ranking, and what is told of them, worked out by hand."""

from seedqa.evals.reranking import place_of, told


def test_a_place_is_counted_from_one() -> None:
    assert place_of("b", ["a", "b", "b"]) == 2
    assert place_of("c", ["a", "b"]) is None


def test_recall_counts_what_is_not_found_as_missed() -> None:
    line = told([1, 2, 4, None])
    assert line.startswith("recall@1 0.250 (")
    assert line.endswith("@3 0.500, @10 0.750")
