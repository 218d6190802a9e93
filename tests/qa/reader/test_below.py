"""A reading of a text below a lead is one of the text alone: what was found in the lead is left out."""

from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.reader.decoding import ReadSpan
from seedqa.qa.reader.reading import Reading, below
from seedqa.qa.reader.tags import Item, TaggedOperand

_PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6)


@given(_PLACES, st.integers(0, 50), st.text("abcdefgh", min_size=70, max_size=70))
def test_what_is_found_below_keeps_its_words(places: list[tuple[int, int]], lead: int, text: str) -> None:
    whole = Reading(
        spans=tuple(ReadSpan(start, start + length, 1.0) for start, length in places),
        answerable=2.0,
        items=tuple(Item(start, start + length, 0.9) for start, length in places),
        operands=tuple(TaggedOperand(s, s + length, "first", 0.9, (0.9, 0.0, 0.0)) for s, length in places),
    )
    rest = below(whole, lead)
    kept = [text[start : start + length] for start, length in places if start >= lead]
    for found in (rest.spans, rest.items, rest.operands):
        assert [text[lead:][one.start : one.end] for one in found] == kept
    assert (rest.answerable, rest.kinds) == (whole.answerable, whole.kinds)
