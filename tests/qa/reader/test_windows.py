"""Windows hold what the tokenizer says of the pair, cover every token, and map back to the passage exactly."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seedqa.qa.reader.windows import Windower
from tokenizers import Tokenizer

WORDS = st.lists(
    st.sampled_from(["Ada", "señor", "1,633.3", "中文", "İstanbul", "naïve—", "x", "\n", "ﬁ", "😀"]), max_size=90
)


def test_a_short_pair_is_what_the_tokenizer_makes_of_it(windower: Windower, tokenizer_file: Path) -> None:
    question, passage = "How high is Mount Tarn?", "Mount Tarn rises 2,871 metres."
    (window,) = windower.windows(question, passage)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    pair = tokenizer.encode(question, passage)
    assert list(window.ids) == pair.ids
    assert list(window.types) == pair.type_ids
    assert list(window.offsets) == pair.offsets[window.first : -1]


@pytest.mark.parametrize("question", ["Who?", "why " * 100])
@given(words=WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_windows_cover_every_token_in_order_and_within_the_length(
    windower: Windower, tokenizer_file: Path, question: str, words: list[str]
) -> None:
    windower = Windower.open(tokenizer_file, 100, 20)
    passage = " ".join(words)
    windows = windower.windows(question, passage)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    whole = tokenizer.encode(passage, add_special_tokens=False)
    assert all(len(window.ids) <= 100 and len(window.ids) == len(window.types) for window in windows)
    assert [pair for pair in whole.offsets if not any(pair in window.offsets for window in windows)] == []
    for window in windows:
        where = whole.offsets.index(window.offsets[0]) if window.offsets else 0
        tail = len(window.ids) - len(windower.layout.after)
        assert list(window.offsets) == whole.offsets[where : where + len(window.offsets)]
        assert list(window.ids[window.first : tail]) == whole.ids[where : where + len(window.offsets)]


def test_neighbouring_windows_share_the_overlap(windower: Windower) -> None:
    passage = " ".join(f"w{number}" for number in range(200))
    windows = windower.windows("Which?", passage)
    for before, after in pairwise(windows):
        shared = set(before.offsets) & set(after.offsets)
        assert len(shared) >= windower.overlap


def test_an_empty_passage_has_one_empty_window(windower: Windower) -> None:
    (window,) = windower.windows("Who?", "")
    assert window.offsets == ()
