"""A terminal says which mode answered, where a language model was asked, and what the other says where it differs."""

from dataclasses import replace

import pytest
from seedqa.api.schemas import AnswerBody
from seedqa.api.terminal import print_answer
from seedqa.qa.types import Other, Usage

from tests.qa.llm.asked import BASE

OTHER = Other("extractive", "answered", None, "Oslo gave Hull more. [1]", "6 million euros", (), 0.5, BASE.citations)
MODELLED = replace(BASE, mode="generative", usage=Usage(1, 900, 80), other=OTHER)


def test_both_answers_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(MODELLED)
    told = capsys.readouterr().out
    assert "answered by the language model, proven by the documents\n" in told
    assert "the documents alone give: 6 million euros\n" in told


def test_the_models_refusal_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    refusal = Other("generative", "not_found", "attribute_absent", "They do not say.", None, (), 0.1, ())
    print_answer(replace(BASE, usage=Usage(1, 900, 80), other=refusal))
    told = capsys.readouterr().out
    assert "answered by the documents alone\nthe language model says: They do not say.\n" in told


def test_without_a_model_nothing_of_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(BASE)
    assert "answered by" not in capsys.readouterr().out


def test_every_surface_carries_both() -> None:
    body = AnswerBody.model_validate(MODELLED.to_dict())
    assert body.other is not None
    assert body.other.short_answer == "6 million euros"
