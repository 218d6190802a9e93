"""A conversation at the page, from the first question to the words that prove it; pictures are taken on the way."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import answers_heard, ask, focused, press_until

ASKED = "How much did Jinghai give Zhenyuan?"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: into the folder named by SEEDQA_PICTURES, which `make pictures` sets."""
    folder = Path(os.environ.get("SEEDQA_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def picture(page: Page, file: Path) -> None:
    page.evaluate("document.fonts.ready.then(() => Promise.all(document.getAnimations().map((one) => one.finished)))")
    page.screenshot(path=file)
    assert file.stat().st_size > 10_000


def test_a_sum_is_asked_for_followed_up_and_proved(page: Page, seeds_served: str, pictures: Path) -> None:
    page.goto(seeds_served)
    expect(page.get_by_role("list", name="Questions these documents answer").get_by_role("button")).not_to_have_count(0)
    answer = ask(page, ASKED)
    (heard,) = answers_heard(page)
    for part in heard["parts"]:
        expect(answer.locator(".short").get_by_text(part, exact=True)).to_be_visible()
    rows = answer.locator(".derivation tbody tr")
    expect(rows).to_have_count(len(heard["derivation"]["operands"]))
    for row, operand in zip(rows.all(), heard["derivation"]["operands"], strict=True):
        expect(row.get_by_role("cell").first).to_have_text(f"{int(operand['value']):,} {operand['unit']}")
        expect(row.locator(".chip")).to_have_text(str(operand["citation"]))
    expect(answer.locator(".derivation tfoot")).to_contain_text(f"{int(heard['derivation']['value']):,}")
    answer.locator(".statements .chip").first.click()
    expect(page.locator("mark")).to_have_text(heard["citations"][0]["quote"])
    expect(page.locator("mark")).to_be_in_viewport()
    picture(page, pictures / "page-proof.png")
    page.get_by_role("button", name="Close the source").click()
    follow_up(page)


def follow_up(page: Page) -> None:
    """The next question leans on the one before; how it was understood is shown."""
    answer = ask(page, "And how many masks did it give?")
    heard = answers_heard(page)[-1]
    assert heard["standalone_question"] != heard["question"]
    expect(answer.locator(".understood")).to_contain_text(heard["standalone_question"])
    expect(answer.locator(".short")).to_contain_text("14,000")


def test_a_refusal_helps(page: Page, seeds_served: str, pictures: Path) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(seeds_served)
    answer = ask(page, "Who is the president of Mars?")
    (heard,) = answers_heard(page)
    expect(answer).to_have_attribute("data-status", "not_found")
    expect(answer.locator(".statements")).to_have_text(heard["answer"])
    cards = answer.locator(".nearest .card")
    expect(cards).to_have_count(len(heard["nearest"]))
    picture(page, pictures / "page-refusal-dark.png")
    cards.nth(1).click()
    expect(page.locator("mark")).to_have_text(heard["nearest"][1]["quote"])
    expect(page.locator("#source")).to_contain_text("Source 2 of")
    page.get_by_role("button", name="Next source").click()
    expect(page.locator("mark")).to_have_text(heard["nearest"][2]["quote"])


def test_verdicts_are_kept_beside_the_index_with_the_whole_answer(
    page: Page, seeds_served: str, seed_index: Path
) -> None:
    file = seed_index.with_name("index.feedback.jsonl")
    before = len(file.read_bytes()) if file.exists() else 0
    page.goto(seeds_served)
    ask(page, ASKED)
    answer = ask(page, "Who is the president of Mars?")
    answer.get_by_role("button", name="This answer is wrong").click()
    expect(answer.get_by_role("button", name="This answer is wrong")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("Mars is out there 🚀")
    answer.get_by_role("button", name="Send the note").click()
    expect(answer.locator(".note")).to_have_text("Thank you. Your note is kept.")
    kept = [json.loads(line) for line in file.read_bytes()[before:].splitlines()]
    first, second = answers_heard(page)
    assert [(record["verdict"], record["note"]) for record in kept] == [
        ("down", None),
        ("down", "Mars is out there 🚀"),
    ]
    assert kept[1] | second == kept[1]
    assert kept[1]["history"][1] == {"role": "assistant", "content": first["answer"]}


def test_conversations_are_gone_back_to_and_forgotten(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    ask(page, ASKED)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "Who is the president of Mars?")
    page.reload()
    expect(page.locator(".turn .question")).to_have_text(["Who is the president of Mars?"])
    page.locator("#history .item", has_text=ASKED).click()
    expect(page.locator(".turn .question")).to_have_text([ASKED])
    expect(page.locator(".turn .derivation")).to_be_visible()
    page.get_by_role("button", name=f"Delete “{ASKED}”").click()
    expect(page.locator("#history .item")).to_have_count(1)
    expect(page.locator(".turn")).to_have_count(0)


def test_everything_is_reached_with_the_keyboard(page: Page, seeds_served: str) -> None:
    page.goto(seeds_served)
    expect(page.locator("#documents .item")).not_to_have_count(0)
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    expect(page.locator(".answer .foot")).to_be_visible()
    press_until(page, "Shift+Tab", focused(page, ".statements .chip"))
    page.keyboard.press("Enter")
    expect(page.locator("#source-title")).to_be_focused()
    expect(page.locator("mark")).to_be_in_viewport()
    press_until(page, "Tab", focused(page, ".paper"))
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    assert focused(page, ".statements .chip")()
    press_until(page, "Tab", focused(page, "[data-verdict=up]"))
    page.keyboard.press("Enter")
    expect(page.locator(".note textarea")).to_be_focused()
    press_until(page, "Shift+Tab", focused(page, "#theme"))
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    press_until(page, "Shift+Tab", focused(page, "#documents .item"))
    page.keyboard.press("Enter")
    expect(page.locator("#source-title")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Your question")).to_be_focused()
