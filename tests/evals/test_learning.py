"""What is fitted from what was found, on findings made by hand."""

from dataclasses import replace

import pytest
from seedqa.evals.learning import Example, Read, fit, least_shown
from seedqa.qa.model import probability
from seedqa.qa.question import read_question
from seedqa.qa.reading import Finding
from seedqa.qa.verdict import Absent, verdict_features

from tests.qa.made import FEATURES, finding

KNOWN = Absent((), 0.0)
GOOD = finding("5 million euros", features=replace(FEATURES, span=1.0, attribute_cosine=0.8))
POOR = finding("2 million euros", features=replace(FEATURES, span=-1.0, attribute_cosine=0.1))


def read(right: bool, *findings: Finding) -> Read:
    places = (("harbour.txt", 0, 1),) if right else ()
    example = Example("How much did Oslo give Hull?", places, 1.0, True)
    return Read(example, findings, tuple(right and one is GOOD for one in findings), KNOWN)


CALCULATED = [((chance,), chance > 0.5, 1.0) for chance in (0.1, 0.2, 0.3, 0.7, 0.8, 0.9)]
LEARNED = [*[read(True, GOOD, POOR)] * 20, *[read(False, POOR)] * 20]


def test_good_findings_are_answered_and_poor_ones_refused() -> None:
    model = fit(LEARNED, CALCULATED)
    asked = read_question("How much did Oslo give Hull?")
    good, poor = (
        probability(model.verdict.score(verdict_features(asked, [one], KNOWN)))
        for one in (replace(GOOD, score=2.0), replace(POOR, score=-2.0))
    )
    assert poor < model.thresholds["balanced"] <= good


@pytest.mark.parametrize("right", [True, False])
def test_questions_for_which_nothing_was_found_bend_no_weight(right: bool) -> None:
    plain, beside = fit(LEARNED, CALCULATED), fit([*LEARNED, *[read(right)] * 40], CALCULATED)
    assert beside.verdict == plain.verdict
    assert beside.confidence == plain.confidence


def test_figures_are_shown_from_where_nineteen_of_twenty_are_right() -> None:
    sure = [(0.5 + number / 100, True) for number in range(19)]
    assert least_shown([*sure, (0.4, False)]) == 0.4
    assert least_shown([*sure, (0.4, False), (0.3, False)]) == 0.4
    assert least_shown([*sure[1:], (0.9, False)]) == 1.0
    assert least_shown([]) == 1.0
