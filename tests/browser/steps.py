"""What a person does at the page."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """Asks, and waits for the answer."""
    turns = page.locator(".turn").count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    answer = page.locator(".turn").nth(turns).locator(".answer")
    expect(answer.locator(".foot")).to_be_visible()
    return answer


def answers_heard(page: Page) -> list[dict[str, Any]]:
    """The answers that the page keeps, as the service gave them; filled while it is used."""
    kept = page.evaluate("JSON.parse(localStorage.getItem('seedqa.conversations') ?? '[]')")
    return [turn["answer"] for conversation in kept for turn in conversation["turns"]]


def press_until(page: Page, key: str, reached: Callable[[], bool], most: int = 80) -> None:
    """Presses a key until something has the focus; every stop on the way must show that it has it."""
    for _ in range(most):
        page.keyboard.press(key)
        assert page.evaluate(_SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if reached():
            return
    raise AssertionError(f"{most} times {key} did not lead there")


def focused(page: Page, selector: str) -> Callable[[], bool]:
    """Whether what has the focus fits a selector."""
    return lambda: bool(page.evaluate("(selector) => document.activeElement.matches(selector)", selector))


def too_wide(page: Page, width: int) -> list[str]:
    """What reaches beyond a page's width, but for what scrolls within itself."""
    found: list[str] = page.evaluate(
        """(width) => [...document.body.querySelectorAll('*')]
          .filter((one) => !one.closest('.table-frame table, .unseen'))
          .filter((one) => one.getBoundingClientRect().right > width + 0.5)
          .map((one) => one.outerHTML.slice(0, 120))""",
        width,
    )
    return found


_SHOWS_FOCUS = """() => {
  const at = document.activeElement;
  if (at === document.body) return true;
  const shown = [at, at.closest('.composer-field')].filter(Boolean).map((element) => getComputedStyle(element));
  return shown.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}"""
