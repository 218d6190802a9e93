"""The page says which mode answered where a language model was asked, and opens the other answer where it differs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving
from tests.browser.steps import answers_heard, ask
from tests.qa.llm_server import scripted_server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUOTE = "providing it with 1.8 million yuan, 14,000 masks, and more than 10 tons of disinfectant"
ASKED = "How much did Jinghai give Zhenyuan?"


@pytest.fixture
def served(seed_index: Path) -> Iterator[str]:
    """A server whose language model knows one thing."""
    claim = {"text": "It got 14,000 masks.", "quotes": [{"passage": 0, "text": QUOTE}], "formula": None}
    fields = {"verdict": "answered", "reason": None, "claims": [claim], "short_answer": "14,000 masks", "parts": []}
    with scripted_server() as model:
        model.says(json.dumps(fields))
        with serving(seed_index, {"QA_LLM_URL": model.url}) as address:
            yield address


def test_both_answers_can_be_read(page: Page, served: str) -> None:
    page.goto(served)
    answer = ask(page, ASKED)
    (heard,) = answers_heard(page)
    assert (heard["mode"], heard["other"]["mode"]) == ("generative", "extractive")
    expect(answer.locator(".short")).to_have_text("14,000 masks")
    expect(answer.locator(".mode")).to_contain_text("Answered by the language model")
    expect(answer.locator(".mode .other")).to_be_hidden()
    answer.get_by_text("The documents alone give another answer").click()
    expect(answer.locator(".mode .other")).to_contain_text("54.16 million yuan")
    answer.locator(".mode .other .chip").first.click()
    expect(page.locator("mark")).to_have_text(heard["other"]["citations"][0]["quote"])


def test_without_a_model_nothing_is_said_of_modes(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    expect(ask(page, ASKED).locator(".mode")).to_have_count(0)
