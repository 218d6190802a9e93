"""The best span is the best by exhaustive search, and the best few do not overlap."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from seedqa.qa.reader.decoding import LONGEST, ReadSpan, apart, spans_of
from seedqa.qa.reader.windows import Window

LOGITS = arrays.arrays(np.float32, 30, elements=st.floats(-9, 9, width=16))


def window_of(words: tuple[int, ...]) -> Window:
    size = len(words)
    offsets = tuple((3 * place, 3 * place + 3) for place in range(size))
    return Window((0,) * (size + 5), (0,) * (size + 5), 4, offsets, words)


@given(starts=LOGITS, ends=LOGITS, joined=st.lists(st.booleans(), min_size=25, max_size=25))
def test_the_best_span_is_the_best_of_all_whole_words(starts: np.ndarray, ends: np.ndarray, joined: list[bool]) -> None:
    words = tuple(int(number) for number in np.cumsum(~np.array(joined)))
    window = window_of(words)
    best = max(
        float(starts[4 + head] + ends[4 + tail])
        for head in range(25)
        for tail in range(head, min(25, head + LONGEST))
        if (head == 0 or words[head - 1] != words[head]) and (tail == 24 or words[tail + 1] != words[tail])
    )
    found = spans_of(window, starts, ends)[0]
    assert abs(found.score - (best - float(starts[0] + ends[0]))) < 1e-4
    head, tail = found.start // 3, found.end // 3 - 1
    assert abs(float(starts[4 + head] + ends[4 + tail]) - best) < 1e-4


def test_no_span_is_longer_than_the_limit() -> None:
    starts, ends = np.zeros(100, np.float32), np.zeros(100, np.float32)
    starts[4], ends[4 + 59] = 50, 50
    found = spans_of(window_of(tuple(range(90))), starts, ends)
    assert max(span.end - span.start for span in found) <= 3 * LONGEST


def test_a_window_without_passage_has_no_spans() -> None:
    assert spans_of(window_of(()), np.zeros(5, np.float32), np.zeros(5, np.float32)) == []


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.integers(0, 5)), max_size=25)


@given(drawn=SPANS, keep=st.integers(1, 6))
def test_kept_spans_are_apart_sorted_and_start_with_the_best(drawn: list[tuple[int, int, int]], keep: int) -> None:
    spans = [ReadSpan(start, start + size, score) for start, size, score in drawn]
    kept = apart(spans, keep)
    assert kept == apart(reversed(spans), keep)
    assert len(kept) <= keep
    assert [span.score for span in kept] == sorted((span.score for span in kept), reverse=True)
    taken = [place for span in kept for place in range(span.start, span.end)]
    assert len(taken) == len(set(taken))
    if spans:
        assert kept[0].score == max(span.score for span in spans)
