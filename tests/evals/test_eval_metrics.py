"""One case against one answer, with every score worked out by hand."""

from typing import Any

import pytest
from seedqa.evals.answers import CONCISE_WORDS
from seedqa.evals.cases import Case
from seedqa.evals.given import NotAnAnswerError, read_answer
from seedqa.evals.judging import Judgement, judge
from seedqa.evals.library import Library, SourceText, Span
from seedqa.evals.metrics import METRICS, RETRIEVAL_METRICS, Share
from seedqa.evals.ranking import proof_rank

from tests.evals.made import BOUGHT, HARBOUR, LEADS, LIBRARY, PAID, SOLD, case, cite, refusal, reply, span

YES, NO = Share(1, 1), Share(0, 1)
LEADER = case([["Mara Lind"]], [LEADS])
MONEY = case([["2.5 million yuan"]], [PAID])
ABSENT = case(kind="unanswerable", status=["not_found"], reason=["attribute_absent"])
LONG = " ".join(["Harbour news and more of it follows here."] * 5)


def judged(gold: Case, answer: dict[str, Any]) -> Judgement:
    """The judgement without retrieval."""
    return judge(gold, read_answer(answer), LIBRARY, None)


def test_a_right_answer_with_a_right_citation_scores_everything() -> None:
    judgement = judged(LEADER, reply(f"{LEADS} [1]", [LEADS], short_answer="Mara Lind"))
    assert judgement.right
    assert judgement.why is None
    assert judgement.shares == {
        "accuracy": YES,
        "status": YES,
        "span_exact": YES,
        "citation_recall": YES,
        "citation_precision": YES,
        "right_with_citation": YES,
        "item_recall": YES,
        "attempted": YES,
        "exact_match": YES,
        "token_f1": YES,
        "markers": Share(3, 3),
        "span_precision": YES,
        "span_recall": YES,
    }
    assert judgement.apart == RETRIEVAL_METRICS
    assert set(judgement.shares) <= set(METRICS)


def test_a_wrong_short_answer_is_wrong_although_the_text_states_the_right_one() -> None:
    judgement = judged(LEADER, reply(LEADS, [LEADS], short_answer="the port of Osk"))
    assert not judgement.right
    assert judgement.why == "the short answer says otherwise: the port of Osk"
    assert judgement.shares["right_with_citation"] == NO
    assert judgement.shares["item_recall"] == YES


def test_a_second_part_contradicts_a_single_fact() -> None:
    answer = reply(LEADS, [LEADS], short_answer="Mara Lind; Osk", parts=["Mara Lind", "Osk"])
    assert not judged(LEADER, answer).right


def test_figures_are_compared_as_quantities() -> None:
    assert judged(MONEY, reply("It paid 2,500,000 yuan.", [PAID], short_answer="RMB 2.5 million")).right
    assert not judged(MONEY, reply("It paid 2.5 million dollars.", [PAID], short_answer="2.5 million dollars")).right
    assert not judged(MONEY, reply("It paid 2.5 yuan.", [PAID], short_answer="2.5 yuan")).right


def test_markers_are_not_part_of_the_answer() -> None:
    gold = case([["14 cranes in 2019"]], [PAID])
    assert judged(gold, reply("For 14 cranes [2] in 2019 [1].", [PAID])).right


def test_a_long_text_without_a_short_answer_counts_only_through_the_gold_sentence_it_quotes() -> None:
    assert len(LONG.split()) > CONCISE_WORDS
    recited = f"{LONG} {LEADS} [1]"
    assert judged(LEADER, reply(recited, [LEADS])).right
    assert not judged(LEADER, reply(recited, [PAID])).right
    assert not judged(LEADER, reply(recited)).right
    assert not judged(LEADER, reply(LONG, [LEADS])).right
    assert judged(LEADER, reply("Mara Lind leads it.")).right


def test_a_long_short_answer_is_no_short_answer() -> None:
    recited = f"{LONG} {LEADS}"
    assert not judged(LEADER, reply(recited, [PAID], short_answer=recited)).right


def test_a_list_is_scored_by_item() -> None:
    gold = case([["2.5 million yuan"], ["14 cranes"], ["300 tons"]], [PAID, BOUGHT], kind="list")
    answer = reply("It says so. [1]", [PAID], parts=["14 cranes", "2.5 million yuan", "plums"], short_answer="x")
    judgement = judged(gold, answer)
    assert not judgement.right
    assert judgement.why == "not stated: 300 tons"
    assert judgement.shares["item_recall"] == Share(2, 3)
    assert judgement.shares["item_precision"] == Share(2, 3)
    assert judgement.shares["citation_recall"] == Share(1, 2)


def test_a_list_that_is_mostly_beside_the_point_is_wrong() -> None:
    gold = case([["14 cranes"], ["2019"]], [PAID], kind="list")
    assert judged(gold, reply(PAID, [PAID], parts=["14 cranes", "2019", "Osk"])).right
    assert not judged(gold, reply(PAID, [PAID], parts=["14 cranes", "the port", "news"])).right


FIGURE = case([["1,500 tons"]], [SOLD, BOUGHT], kind="figure", value=("1500", "tons", "10"))


@pytest.mark.parametrize(
    ("short", "right"),
    [
        ("1,500 tons", True),
        ("1,509 tons", True),
        ("1.5 million kg", True),
        ("1,511 tons", False),
        ("1,500", False),
        ("1,500 yuan", False),
    ],
)
def test_a_computed_figure_is_right_within_its_tolerance_and_unit(short: str, right: bool) -> None:
    assert judged(FIGURE, reply(f"In all {short}.", [SOLD, BOUGHT], short_answer=short)).right is right


def test_a_figure_without_its_unit_counts_where_the_gold_lists_one() -> None:
    gold = case([["6,166.6", "6,166.6 hectares"]], [SOLD], kind="figure", value=("6166.6", "hectare", "0"))
    assert judged(gold, reply("6,166.6 in all", [SOLD], short_answer="6,166.6")).right
    assert judged(gold, reply("6,166.6 ha in all", [SOLD], short_answer="6,166.6 ha")).right
    assert not judged(gold, reply("6,166.6 mu in all", [SOLD], short_answer="6,166.6 mu")).right


def derivation(**changes: Any) -> dict[str, Any]:
    """1,200 tons and 300 tons put together."""
    operands = [
        {"name": "a", "value": "1200", "unit": "tons", "citation": 1},
        {"name": "b", "value": "300", "unit": "tons", "citation": 2},
    ]
    made = {"expression": "a + b", "operands": operands, "value": "1500", "unit": "tons", "rounded": "1.5 kilotons"}
    return made | changes


def test_a_rounded_figure_counts_through_its_derivation() -> None:
    text = "Together 1.5 kilotons. [1] [2]"
    judgement = judged(FIGURE, reply(text, [SOLD, BOUGHT], derivation=derivation()))
    assert judgement.right
    assert judgement.shares["derivation"] == YES
    assert judgement.shares["right_with_citation"] == YES
    assert not judged(FIGURE, reply("Together.", [SOLD, BOUGHT], derivation=derivation())).right
    assert not judged(FIGURE, reply(text, [SOLD, BOUGHT], derivation=derivation(value="1600"))).right


def test_a_derivation_has_to_replay_and_its_operands_to_be_cited() -> None:
    text = "Together 1,500 tons."
    wrong_sum = judged(FIGURE, reply(text, [SOLD, BOUGHT], derivation=derivation(value="1501")))
    swapped = judged(FIGURE, reply(text, [BOUGHT, SOLD], derivation=derivation()))
    assert wrong_sum.right
    assert wrong_sum.shares["derivation"] == NO
    assert swapped.shares["derivation"] == NO


def test_a_figure_needs_all_its_proofs_cited() -> None:
    judgement = judged(FIGURE, reply("1,500 tons", [SOLD], short_answer="1,500 tons"))
    assert judgement.right
    assert judgement.shares["right_with_citation"] == NO
    assert judgement.shares["citation_recall"] == Share(1, 2)


def test_citations_elsewhere_lower_precision_and_are_not_right_citations() -> None:
    judgement = judged(LEADER, reply("Mara Lind", [PAID, LEADS, SOLD], short_answer="Mara Lind"))
    assert judgement.shares["citation_precision"] == Share(1, 3)
    assert judgement.shares["right_with_citation"] == YES
    elsewhere = judged(LEADER, reply("Mara Lind", [PAID], short_answer="Mara Lind"))
    assert elsewhere.right
    assert elsewhere.shares["citation_precision"] == NO
    assert elsewhere.shares["citation_recall"] == NO
    assert elsewhere.shares["right_with_citation"] == NO


def test_a_citation_that_overlaps_the_proof_without_the_answer_does_not_bear_it() -> None:
    judgement = judged(LEADER, reply("Mara Lind", ["leads the port of Osk"], short_answer="Mara Lind"))
    assert judgement.shares["citation_precision"] == YES
    assert judgement.shares["right_with_citation"] == NO


@pytest.mark.parametrize(
    "change",
    [
        {"start": 15},
        {"end": 48},
        {"quote": "Mara Lind leads the port of Ask."},
        {"document_id": "d9"},
        {"start": -1, "end": 0, "quote": ""},
        {"start": 3, "end": 3, "quote": ""},
        {"end": len(HARBOUR) + 10},
    ],
)
def test_a_broken_span_is_seen(change: dict[str, Any]) -> None:
    exact = cite(LEADS)
    answer = reply("Mara Lind", short_answer="Mara Lind") | {"citations": [exact, exact | change]}
    judgement = judged(LEADER, answer)
    assert judgement.shares["span_exact"] == Share(1, 2)
    assert judgement.shares["right_with_citation"] == NO


def test_nearest_passages_keep_the_invariant_too() -> None:
    answer = refusal() | {"nearest": [cite(LEADS), cite(PAID) | {"start": 0}]}
    assert judged(ABSENT, answer).shares["span_exact"] == Share(1, 2)


def test_a_right_refusal() -> None:
    judgement = judged(ABSENT, refusal())
    assert judgement.right
    assert judgement.shares == {
        "accuracy": YES,
        "status": YES,
        "refusal_precision": YES,
        "refusal_recall": YES,
        "refusal_reason": YES,
    }


def test_a_right_refusal_for_a_wrong_reason() -> None:
    judgement = judged(ABSENT, refusal("entity_absent"))
    assert judgement.right
    assert judgement.shares["refusal_reason"] == NO


def test_answering_what_cannot_be_answered() -> None:
    judgement = judged(ABSENT, reply("Tom Berg", [LEADS], short_answer="Tom Berg"))
    assert judgement.why == "the verdict is answered, not not_found"
    assert judgement.shares == {"accuracy": NO, "status": NO, "refusal_recall": NO, "span_exact": YES}


def test_refusing_what_can_be_answered() -> None:
    judgement = judged(LEADER, refusal())
    assert not judgement.right
    assert judgement.shares["refusal_precision"] == NO
    assert judgement.shares["item_recall"] == NO
    assert judgement.shares["citation_recall"] == NO
    assert "refusal_recall" not in judgement.shares
    assert "citation_precision" not in judgement.shares


def test_a_verdict_that_the_gold_does_not_allow_is_wrong() -> None:
    gold = case([["Mara Lind"]], [LEADS], status=["conflict"])
    answer = reply("Mara Lind", [LEADS], short_answer="Mara Lind")
    assert not judged(gold, answer).right
    assert judged(gold, answer | {"status": "conflict", "reason": "values_disagree"}).right


def test_spans_that_only_touch_do_not_overlap() -> None:
    paid = span(PAID)
    before = Span("d1", 0, paid.start)
    assert not paid.overlaps(before)
    assert paid.overlaps(Span("d1", 0, paid.start + 1))
    assert not paid.overlaps(Span("d2", paid.start, paid.end))
    assert proof_rank(MONEY, LIBRARY, [before]) is None


def test_the_proof_is_ranked_by_the_first_passage_that_overlaps_it() -> None:
    assert proof_rank(LEADER, LIBRARY, [span(SOLD), span("the port of Osk"), span(LEADS)]) == 2
    assert proof_rank(LEADER, LIBRARY, [span(SOLD), span(PAID)]) is None
    assert proof_rank(LEADER, LIBRARY, []) is None


def test_a_question_over_two_documents_needs_a_proof_from_each() -> None:
    gold = case([["14 cranes"], ["300 tons"]], [PAID, BOUGHT], kind="two-document")
    assert proof_rank(gold, LIBRARY, [span(PAID), span(SOLD), span(BOUGHT)]) == 3
    assert proof_rank(gold, LIBRARY, [span(PAID), span(SOLD)]) is None


def test_retrieval_is_scored_at_each_depth_and_left_out_where_nothing_is_shown() -> None:
    answer = read_answer(reply("Mara Lind", [LEADS]))
    passages = [span(SOLD), span(BOUGHT), span(LEADS)]
    shares = judge(LEADER, answer, LIBRARY, passages).shares
    assert (shares["recall@1"], shares["recall@5"], shares["recall@10"]) == (NO, YES, YES)
    assert "recall@5" not in judge(LEADER, answer, LIBRARY, None).shares
    assert "recall@5" not in judge(ABSENT, answer, LIBRARY, passages).shares


def test_a_quote_that_stands_twice_may_be_cited_at_either_place() -> None:
    library = Library.of([SourceText("d1", "x/harbour.txt", f"{LEADS} And again: {LEADS}")])
    second = {"document_id": "d1", "marker": 1, "start": 44, "end": 44 + len(LEADS), "quote": LEADS}
    judgement = judge(LEADER, read_answer(reply("Mara Lind") | {"citations": [second]}), library, None)
    assert judgement.shares["right_with_citation"] == YES


@pytest.mark.parametrize(
    "change",
    [
        {"status": "certain"},
        {"answer": None},
        {"citations": None},
        {"citations": [{"marker": 1}]},
        {"citations": [cite(LEADS) | {"start": "14"}]},
        {"confidence": 1.5},
        {"parts": [3]},
        {"derivation": {"expression": "a"}},
    ],
)
def test_what_breaks_the_contract_is_not_scorable(change: dict[str, Any]) -> None:
    with pytest.raises(NotAnAnswerError):
        read_answer(reply("x") | change)
