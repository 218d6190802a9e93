"""What the page does when something is in the way: nothing is lost, and the next step is offered.

The server is a real one; the browser is told to answer in its stead only where a real one cannot be made to.
"""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.steps import ask

ASKED = "How much did Jinghai give Zhenyuan?"
ANSWERS = "**/v1/chat/completions"


def answer_instead(page: Page, status: int, headers: dict[str, str] | None = None) -> None:
    """The first question is refused; from then on the server answers."""

    def refuse(route: Route) -> None:
        route.fulfill(status=status, headers=headers or {}, content_type="application/json", body="{}")

    page.route(ANSWERS, refuse, times=1)


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (429, {"Retry-After": "7"}, "Try again in 7 seconds."),
        (503, {}, "The documents are not ready yet."),
        (504, {}, "That took too long."),
        (500, {}, "Something went wrong in the service."),
    ],
)
def test_a_refused_question_is_asked_again_with_one_click(
    page: Page, seeds_served: str, status: int, headers: dict[str, str], told: str
) -> None:
    page.goto(seeds_served)
    answer_instead(page, status, headers)
    page.get_by_label("Your question").fill(ASKED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(told)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".answer .foot")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)


def test_without_a_connection_the_question_is_kept(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    expect(page.locator(".example")).not_to_have_count(0)
    page.context.set_offline(True)
    page.get_by_label("Your question").fill(ASKED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".answer .foot")).to_be_visible()


def test_a_key_is_asked_for_and_sent_from_then_on(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    answer_instead(page, 401)
    page.get_by_label("Your question").fill(ASKED)
    page.keyboard.press("Enter")
    page.get_by_label("Access key").fill("qa-secret")
    with page.expect_request(ANSWERS) as asked:
        page.get_by_role("button", name="Use this key").click()
    assert asked.value.headers["authorization"] == "Bearer qa-secret"
    expect(page.locator(".answer .foot")).to_be_visible()


def test_a_question_back_is_answered_with_a_click(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    ask(page, "Who is the president of Mars?")
    unclear = json.loads(page.evaluate("localStorage.getItem('seedqa.conversations')"))
    answer: dict[str, Any] = unclear[0]["turns"][0]["answer"]
    choices = ["Jinghai <b>district</b>", "Zhenyuan County"]
    answer |= {"status": "needs_clarification", "reason": "ambiguous_reference", "parts": choices, "nearest": []}
    page.evaluate("(kept) => localStorage.setItem('seedqa.conversations', kept)", json.dumps(unclear))
    page.reload()
    expect(page.get_by_role("group", name="Choose one").get_by_role("button")).to_have_text(choices)
    with page.expect_request(ANSWERS) as asked:
        page.get_by_role("button", name="Zhenyuan County").click()
    sent = asked.value.post_data_json
    assert sent is not None
    assert sent["messages"][-1] == {"role": "user", "content": "Zhenyuan County"}
    expect(page.locator(".turn").nth(1).locator(".question")).to_have_text("Zhenyuan County")
    expect(page.locator(".turn").nth(1).locator(".answer .foot")).to_be_visible()


@pytest.mark.parametrize(
    ("told", "choices"),
    [
        (
            "Do you mean Linz or Graz? I can look up: Who is the mayor of Linz? Or: Who is the mayor of Graz?",
            [("Who is the mayor of Linz?",) * 2, ("Who is the mayor of Graz?",) * 2],
        ),
        (
            "More than one could be meant: “Linz today” or “Graz <b>today</b>”. Which one?",
            [("Linz today", "Who is it (Linz today)?"), ("Graz <b>today</b>", "Who is it (Graz <b>today</b>)?")],
        ),
        ("Say more.", []),
    ],
)
def test_what_can_be_meant_is_read_from_the_question_back(
    page: Page, seeds_served: str, told: str, choices: list[tuple[str, str]]
) -> None:
    page.goto(seeds_served)
    found = page.evaluate(
        "(answer) => import('/static/scripts/choices.js').then(({ choicesOf }) => choicesOf(answer))",
        {"answer": told, "parts": [], "standalone_question": "Who is it?"},
    )
    assert [(one["label"], one["question"]) for one in found] == choices


def test_thanks_are_not_a_refusal(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    ask(page, ASKED)
    answer = ask(page, "Thanks!")
    expect(answer).to_have_attribute("data-status", "talk")
    expect(answer.locator(".verdict, .thumbs, .confidence")).to_have_count(0)


def test_words_that_moved_are_found_again_and_words_that_went_are_told(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    ask(page, ASKED)
    quote, longer = page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem('seedqa.conversations'));
          const [first, second] = kept[0].turns[0].answer.citations;
          first.start += 3; first.end += 3;
          second.quote += ' indeed';
          localStorage.setItem('seedqa.conversations', JSON.stringify(kept));
          return [first.quote, second.quote];
        }"""
    )
    page.reload()
    page.locator(".sources .chip").first.click()
    expect(page.get_by_role("note")).to_contain_text("the words now stand elsewhere")
    expect(page.locator("mark")).to_have_text(quote)
    page.get_by_role("button", name="Next source").click()
    expect(page.get_by_role("note")).to_contain_text("it no longer says")
    expect(page.get_by_role("note")).to_contain_text(longer[:100])
    expect(page.locator("mark")).to_have_count(0)
