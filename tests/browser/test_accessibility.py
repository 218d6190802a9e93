"""axe finds nothing wrong, in either theme; a phone is wide enough."""

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.steps import ask, too_wide

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, once everything has faded in."""
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 15
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found["violations"] for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(page: Page, seeds_served: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(seeds_served)
    expect(page.locator(".example")).not_to_have_count(0)
    assert violations(page) == []
    ask(page, "How much did Jinghai give Zhenyuan?").locator(".statements .chip").first.click()
    expect(page.locator("mark")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    refused = ask(page, "Who is the president of Mars?")
    refused.get_by_role("button", name="This answer is right").click()
    expect(refused.locator(".note textarea")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_everything_without_scrolling_sideways(chromium: Browser, seeds_served: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 720}, has_touch=True, is_mobile=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(seeds_served)
    assert too_wide(page, width) == []
    answer = ask(page, "How much did Jinghai give Zhenyuan?")
    expect(answer.locator(".derivation")).to_be_visible()
    assert too_wide(page, width) == []
    answer.locator(".statements .chip").first.tap()
    expect(page.locator("mark")).to_be_in_viewport()
    assert too_wide(page, width) == []
    assert violations(page) == []
    page.get_by_role("button", name="Close the source").tap()
    page.get_by_role("button", name="Open the menu").tap()
    expect(page.locator("#documents .item").first).to_be_in_viewport()
    assert too_wide(page, width) == []
    assert violations(page) == []
    page.locator("#documents .item").first.tap()
    expect(page.locator(".paper")).to_be_in_viewport()
    context.close()
