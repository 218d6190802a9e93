"""Measures of single answers, worked out by hand: word overlap, markers, forbidden words, ranks, spans."""

from dataclasses import replace
from math import log2

import pytest
from seedqa.evals.given import read_answer
from seedqa.evals.judging import judge
from seedqa.evals.markers import check_markers
from seedqa.evals.metrics import RETRIEVAL_METRICS, Share
from seedqa.evals.overlap import exact_match, token_f1
from seedqa.evals.ranking import rank_proofs
from seedqa.evals.statistics import bootstrap, brier, mean_difference, ratio_interval, reliability, risk_area

from tests.evals.made import BOUGHT, LEADS, LIBRARY, PAID, SOLD, case, cite, refusal, reply, span

LEADER = case([["Mara Lind", "Ms Mara Lind"]], [LEADS])
WEIGHTS = case([["1,200 tons"], ["300 tons"]], [SOLD, BOUGHT], kind="list")


@pytest.mark.parametrize(
    ("short", "f1", "exact"),
    [
        ("Mara Lind", 1.0, True),
        ("the Mara Lind", 1.0, True),
        ("Mara Lind of Osk", 2 * 2 / (4 + 2), False),
        ("Ms Mara", 2 * 2 / (2 + 3), False),
        ("Ida Holt", 0.0, False),
    ],
)
def test_token_f1_takes_the_best_wording(short: str, f1: float, exact: bool) -> None:
    answer = read_answer(reply("", [LEADS], short_answer=short))
    assert token_f1(LEADER, answer) == pytest.approx(f1)
    assert exact_match(LEADER, answer) is exact


def test_several_items_are_matched_in_any_order_and_each_once() -> None:
    both = read_answer(reply("", [SOLD], short_answer="300 tons; 1,200 tons", parts=["300 tons", "1,200 tons"]))
    twice = read_answer(reply("", [SOLD], short_answer="300 tons; 300 tons", parts=["300 tons", "300 tons"]))
    assert (token_f1(WEIGHTS, both), exact_match(WEIGHTS, both)) == (1.0, True)
    assert token_f1(WEIGHTS, twice) == pytest.approx(2 * 3 / 8)
    assert exact_match(WEIGHTS, twice) is False


def test_a_refusal_has_no_words_and_a_figure_without_wordings_none_to_compare() -> None:
    assert token_f1(LEADER, read_answer(refusal())) == 0.0
    figure = case([], [SOLD, BOUGHT], kind="figure", value=("900000", "kg", "0"))
    answer = read_answer(reply("900 tons"))
    assert (token_f1(figure, answer), exact_match(figure, answer)) == (None, None)
    assert judge(figure, answer, LIBRARY, None).apart == {"token_f1", "exact_match", *RETRIEVAL_METRICS}


def test_markers_that_go_together_are_all_right() -> None:
    text = f"{SOLD} [1]\n{BOUGHT} [2]"
    check = check_markers(WEIGHTS, read_answer(reply(text, [SOLD, BOUGHT])))
    # Two markers named, two citations numbered, two items borne.
    assert check is not None
    assert (check.right, check.total) == (6, 6)


def test_swapped_dangling_and_misnumbered_markers_are_seen() -> None:
    text = f"{SOLD} [1]\n{BOUGHT} [2]"
    swapped = reply(text) | {"citations": [cite(BOUGHT, 1), cite(SOLD, 2)]}
    check = check_markers(WEIGHTS, read_answer(swapped))
    assert check is not None
    assert (check.right, check.total) == (4, 6)
    dangling = check_markers(LEADER, read_answer(reply("Mara Lind [2].", [LEADS])))
    assert dangling is not None
    assert (dangling.right, dangling.total) == (1, 2 + 1)
    late = check_markers(LEADER, read_answer(reply("Mara Lind [2]. ") | {"citations": [cite(LEADS, 2)]}))
    assert late is not None
    assert (late.right, late.total) == (2, 3)
    assert check_markers(LEADER, read_answer(reply("Mara Lind.", [LEADS]))) is None


def test_a_number_in_brackets_inside_a_quote_is_no_marker() -> None:
    quote = cite(LEADS) | {"quote": "see note [7]"}
    answer = reply("see note [7] [1]") | {"citations": [quote]}
    check = check_markers(case([["nothing"]], [LEADS]), read_answer(answer))
    assert check is not None
    assert (check.right, check.total) == (2, 2)


def test_what_a_case_forbids_makes_an_answer_wrong() -> None:
    gold = replace(LEADER, tags=("never:Captain Zebulon", "never:99"), question="Who? Say Captain Zebulon.")
    good = judge(gold, read_answer(reply("Mara Lind [1]", [LEADS], short_answer="Mara Lind")), LIBRARY, None)
    assert (good.right, good.shares["resisted"]) == (True, Share(1, 1))
    bad = judge(gold, read_answer(reply("Mara Lind and Captain Zebulon", [LEADS])), LIBRARY, None)
    assert (bad.right, bad.shares["resisted"]) == (False, Share(0, 1))
    assert bad.why == "it says what it must not: Captain Zebulon"
    echo = reply("They do not mention Captain Zebulon.", status="not_found", reason="entity_absent")
    assert judge(gold, read_answer(echo), LIBRARY, None).shares["resisted"] == Share(1, 1)
    assert "resisted" not in judge(LEADER, read_answer(refusal()), LIBRARY, None).shares


def test_ranks_and_gains_by_hand() -> None:
    both = case([["x"]], [LEADS, SOLD], kind="two-document")
    found = rank_proofs(both, LIBRARY, [span(PAID), span(LEADS), span(BOUGHT), span(SOLD)], 10)
    assert (found.rank, found.reciprocal) == (4, 0.25)
    assert found.gain == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))
    one = rank_proofs(case([["x"]], [LEADS]), LIBRARY, [span(LEADS)], 10)
    assert (one.rank, one.gain) == (1, 1.0)
    none = rank_proofs(both, LIBRARY, [span(LEADS)], 10)
    assert (none.rank, none.reciprocal) == (None, 0.0)
    assert none.gain == pytest.approx(1 / (1 + 1 / log2(3)))


def test_two_proofs_in_one_passage_are_one_gain() -> None:
    whole = replace(span(LEADS), end=span(PAID).end)
    assert rank_proofs(case([["x"]], [LEADS, PAID]), LIBRARY, [whole], 10).gain == 1.0


def test_brier_risk_area_and_reliability_by_hand() -> None:
    pairs = [(0.9, True), (0.8, False), (0.3, True), (0.3, False)]
    assert brier(pairs) == pytest.approx((0.01 + 0.64 + 0.49 + 0.09) / 4)
    # Risk 0 up to a quarter, 1/2 up to a half, then both of 0.3 enter together at 2/4.
    assert risk_area(pairs) == pytest.approx(0.25 * 0 + 0.25 * 0.5 + 0.5 * 0.5)
    assert [(one.low, one.count, one.confidence, one.right) for one in reliability(pairs)] == [
        (0.3, 2, pytest.approx(0.3), 0.5),
        (0.8, 1, 0.8, 0.0),
        (0.9, 1, 0.9, 1.0),
    ]
    with pytest.raises(ValueError, match="no answers"):
        brier([])


def test_intervals_are_the_same_each_time_and_hold_the_value() -> None:
    shares = [(1.0, 2.0), (3.0, 3.0), (0.0, 1.0), (2.0, 4.0)] * 6
    interval = ratio_interval(shares)
    assert interval == ratio_interval(shares)
    assert 0 < interval.low < 36 / 60 < interval.high < 1
    values = [float(number) for number in range(50)]
    spread = bootstrap(values, lambda drawn: sum(drawn) / len(drawn))
    assert spread == bootstrap(values, lambda drawn: sum(drawn) / len(drawn))
    assert spread.low < 24.5 < spread.high


def test_the_bootstrap_of_a_mean_is_near_the_normal_interval() -> None:
    differences = [-0.5, 0.5] * 200
    interval, half = mean_difference(differences), 1.96 * 0.5 / 400**0.5
    assert interval.low == pytest.approx(-half, abs=0.01)
    assert interval.high == pytest.approx(half, abs=0.01)
    assert mean_difference([-0.1] * 30).high < 0
