"""Candidates of the kind asked for, how well they fit, and what is stated of a span that was read."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.spans import Span
from seedqa.qa.candidates import Candidate, best_candidates, candidates, stated_spans, whole_words
from seedqa.qa.question import read_question


def _found(question: str, text: str, weights: Mapping[str, float] | None = None) -> list[Candidate]:
    def weigh(stem: str) -> float:
        return weights.get(stem, 0.0) if weights is not None else 1.0

    return candidates(read_question(question), text, Span(0, len(text)), weigh)


def _words(text: str, found: list[Candidate]) -> list[str]:
    return [text[candidate.span.start : candidate.span.end] for candidate in found]


TEXT = (
    "On 3 May 2019 at 9:30 p.m. Judge Peter Wright of the High Court in Cardiff fined Acme Shipping Ltd 1.2 million "
    "euros, or 4 percent of its sales, for 30 tonnes of oil that reached 12 hectares of beach from 7 ships "
    "within 5 days."
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What fine did the shipper pay?", ["1.2 million euros"]),
        ("What percentage of sales was the fine?", ["4 percent"]),
        ("How many tonnes of oil leaked?", ["30 tonnes"]),
        ("How many hectares of beach were hit?", ["12 hectares"]),
        ("How many ships leaked oil?", ["7 ships"]),
        ("How long did it take?", ["within 5 days"]),
        ("When was the fine set?", ["3 May 2019", "9:30 p.m."]),
        ("Who set the fine?", ["Peter Wright"]),
        ("Where was the fine set?", ["Cardiff"]),
        ("Which company was fined?", ["High Court", "Acme Shipping Ltd"]),
        ("At what temperature did the oil burn?", []),
        ("Why was the fine set?", []),
        ("What did the oil reach?", []),
    ],
)
def test_candidates_are_the_spans_of_the_kind_asked_for(question: str, expected: list[str]) -> None:
    assert _words(TEXT, _found(question, TEXT)) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What does an hour cost?", "It costs 30 euros per hour at a speed of 20 km/h.", ["30 euros per hour"]),
        ("What share of voters stayed at home?", "Half of the voters and 3 dogs stayed.", ["Half"]),
        ("How cold was it?", "It was 5 degrees, for 3 days.", ["5 degrees"]),
        ("How fast is the tug?", "It makes 12 knots.", ["12 knots"]),
        ("What time does the gate close?", "It closes at 9:30 p.m. on 3 May.", ["9:30 p.m."]),
        ("How many masks were sent?", "They sent more than 300 masks.", ["more than 300 masks"]),
    ],
)
def test_kinds_are_read_widely_enough(question: str, text: str, expected: list[str]) -> None:
    assert _words(text, _found(question, text)) == expected


def test_a_name_that_the_question_gives_is_no_candidate() -> None:
    text = "Dr Anna Berg met Dr Nils Holm."
    assert _words(text, _found("Whom did Anna Berg meet?", text)) == ["Nils Holm"]


def test_a_sentence_is_read_alone_and_offsets_are_those_of_the_text() -> None:
    text = "It cost 5 euros. It cost 6 euros. It cost 7 euros."
    sentence = Span(text.index("It cost 6"), text.index(" It cost 7"))
    found = candidates(read_question("What did it cost?"), text, sentence, lambda _: 1.0)
    assert _words(text, found) == ["6 euros"]


def test_the_fit_is_the_weight_of_the_questions_words_fading_by_their_distance() -> None:
    text = "The ferry cost 5 euros and a tram 2 euros."
    found = _found("What did the ferry cost?", text, {"ferri": 3.0, "cost": 1.0})
    assert _words(text, found) == ["5 euros", "2 euros"]
    # Words: the ferry cost 5 euros and a tram 2 euros; "ferry" is 2 and "cost" 1 word before "5", 7 and 6 before "2".
    assert found[0].fit == pytest.approx(3.0 / (1 + 2 / 6) + 1.0 / (1 + 1 / 6))
    assert found[1].fit == pytest.approx(3.0 / (1 + 7 / 6) + 1.0 / (1 + 6 / 6))


def test_the_best_candidates_fit_about_as_well_as_the_best() -> None:
    fits = [1.0, 0.98, 0.96, 0.5]
    found = [Candidate(Span(i, i + 1), "money", fit) for i, fit in enumerate(fits)]
    assert [candidate.fit for candidate in best_candidates(found)] == [1.0, 0.98]
    assert [candidate.fit for candidate in best_candidates(found, 0.5)] == fits
    assert best_candidates([]) == []


def test_a_figure_is_stated_whole_where_one_was_read() -> None:
    question = read_question("How much was the fine?")
    read = Span(TEXT.index("1.2"), TEXT.index("1.2") + 3)
    found = _found(question.text, TEXT)
    assert [TEXT[s.start : s.end] for s in stated_spans(question, TEXT, read, found)] == ["1.2 million euros"]


def test_the_span_that_was_read_is_stated_where_no_figure_is_asked_for() -> None:
    question = read_question("What did the oil reach?")
    read = Span(TEXT.index("beach"), TEXT.index("beach") + len("beach "))
    assert [TEXT[s.start : s.end] for s in stated_spans(question, TEXT, read, [])] == ["beach"]


# The span in [brackets] of the left becomes the words on the right; double brackets stand for themselves.
SPANS = [
    ("the <old pier,> which", "old pier"),
    ("the <, old pier;> which", "old pier"),
    ("they paid <5%.> It", "5%"),
    ("they paid <£5 (net)> then", "£5 (net)"),
    ("they paid <£5 (net>) then", "£5 (net)"),
    ("they paid <(£5> net)", "£5"),
    ("they paid (<£5)> net", "£5"),
    ("he said <“no”> then", "“no”"),
    ("he said “<no”> then", "no"),
    ('he said "<no"> then', "no"),
    ('he said <"no"> then', '"no"'),
    ("it is <-5 °C,> or", "-5 °C"),
    ("it is <.5 miles> or", ".5 miles"),
    ("<– 5 ships> or", "5 ships"),
    ("open at <9 p.m.> daily", "9 p.m."),
    ("in the <U.S.>", "U.S."),
    ("by <Acme Inc.>", "Acme Inc."),
    ("in <Hull.>", "Hull"),
    ("was it <Hull?>", "Hull"),
    ("在<上海。>", "上海"),
    ("the <Smiths’ boat> sank", "Smiths’ boat"),
    ("12 <m²> of", "m²"),
    ("<...>", "..."),
]


@pytest.mark.parametrize(("marked", "expected"), SPANS)
def test_spans_lose_stray_punctuation_only(marked: str, expected: str) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")
    span = whole_words(text, Span(start, end))
    assert text[span.start : span.end] == expected


@given(st.text(alphabet="ab5 ,;:.-()[]“”’'\"%", min_size=1, max_size=30), st.data())
def test_no_letter_or_figure_is_lost_and_twice_is_as_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = whole_words(text, Span(start, end))
    assert start <= span.start < span.end <= end + 1
    kept, given_words = text[span.start : span.end], text[start:end]
    assert [c for c in kept if c.isalnum() or c == "%"] == [c for c in given_words if c.isalnum() or c == "%"]
    assert whole_words(text, span) == span
