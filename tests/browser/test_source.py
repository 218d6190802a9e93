"""The marked words are the cited ones, wherever they stand, and no document's text becomes anything but text."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from seedqa.index.documents import Document
from seedqa.qa.answering import Engine

from tests.browser.documents import ASKED, HOSTILE, HOSTILE_ASKED, HOSTILE_NAME, REPEATED, SENTENCE
from tests.browser.steps import answers_heard, ask


@pytest.fixture(scope="module")
def documents(hard_index: Path) -> dict[str, Document]:
    """The documents by file name."""
    engine = Engine.open(hard_index)
    found = {document.uri.rsplit("/", 1)[-1]: document for document in engine.documents()}
    engine.close()
    return found


def shown(page: Page) -> tuple[str, str, str]:
    """What the page shows of a document: before, in and after the mark."""
    expect(page.locator("mark")).to_be_in_viewport()
    texts: list[str] = page.evaluate(
        """() => {
          const mark = document.querySelector('mark');
          const around = (start, end) => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector('.paper'));
            if (start) range.setStartAfter(start);
            if (end) range.setEndBefore(end);
            return range.toString();
          };
          return [around(null, mark), mark.textContent, around(mark, null)];
        }"""
    )
    before, marked, after = texts
    return before, marked, after


def test_an_answer_in_repeated_words_opens_at_the_ones_cited(page: Page, hard_served: str) -> None:
    page.goto(hard_served)
    answer = ask(page, ASKED)
    (heard,) = answers_heard(page)
    citation = heard["citations"][0]
    answer.locator(".statements .chip").first.click()
    before, marked, after = shown(page)
    assert (len(before), marked) == (citation["start"], citation["quote"])
    assert before + marked + after == REPEATED
    assert page.url.endswith(f"/documents/{citation['document_id']}#char={citation['start']},{citation['end']}")


def test_a_link_opens_the_third_of_the_same_sentences(
    page: Page, hard_served: str, documents: dict[str, Document]
) -> None:
    start = REPEATED.rindex(SENTENCE)
    assert REPEATED.count(SENTENCE) == 3
    page.goto(f"{hard_served}/documents/{documents['ferry.txt'].id}#char={start},{start + len(SENTENCE)}")
    before, marked, _ = shown(page)
    assert (before, marked) == (REPEATED[:start], SENTENCE)
    page.get_by_role("button", name="Close the source").click()
    expect(page.locator("#source")).to_be_hidden()
    page.go_back()
    assert shown(page)[0] == REPEATED[:start]


def test_the_copied_link_leads_to_the_words(page: Page, hard_served: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(hard_served)
    ask(page, ASKED).locator(".statements .chip").first.click()
    marked = shown(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(link)
    assert shown(page) == marked


def test_a_link_past_the_end_says_so(page: Page, hard_served: str, documents: dict[str, Document]) -> None:
    page.goto(f"{hard_served}/documents/{documents['ferry.txt'].id}#char=99999,100000")
    expect(page.locator("#source")).to_contain_text("past the end of this document")
    expect(page.locator(".paper")).to_have_text(REPEATED, use_inner_text=False)
    page.goto(f"{hard_served}/documents/nowhere")
    expect(page.locator("#source")).to_contain_text("There is no such document any more.")


def test_markup_in_documents_names_and_questions_stays_text(
    page: Page, hard_served: str, documents: dict[str, Document]
) -> None:
    elsewhere: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(hard_served) else elsewhere.append(request.url))
    page.goto(hard_served)
    title = documents[HOSTILE_NAME].title
    assert "<script>" in title
    assert "onerror" in title
    expect(page.locator("#documents .item", has_text="Gazette").locator(".item-title")).to_have_text(title)
    answer = ask(page, HOSTILE_ASKED)
    expect(page.locator(".question")).to_have_text(HOSTILE_ASKED)
    answer.locator(".statements .chip, .nearest .card").first.click()
    (heard,) = answers_heard(page)
    cited = (heard["citations"] or heard["nearest"])[0]
    expect(page.locator("#source-title")).to_have_text(cited["title"])
    before, marked, after = shown(page)
    assert before + marked + after == documents[cited["uri"].rsplit("/", 1)[-1]].text
    page.locator("#documents .item", has_text="Gazette").click()
    expect(page.locator(".paper")).to_have_text(HOSTILE, use_inner_text=False)
    expect(page.locator(".uri")).to_contain_text(HOSTILE_NAME)
    assert hostile_effects(page) == {"hacked": None, "scripts": 2, "images": 1, "frames": 0, "handlers": 0}
    assert elsewhere == []


def hostile_effects(page: Page) -> Any:
    """What markup would have left behind; two scripts and one image are the page's own."""
    return page.evaluate(
        """() => ({
          hacked: window.hacked ?? null,
          scripts: document.scripts.length,
          images: document.images.length,
          frames: window.length,
          handlers: document.querySelectorAll('[onerror], [onload], a[href^="javascript"]').length,
        })"""
    )


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", " "])
def test_a_book_is_laid_out_in_blocks_that_hold_every_character(page: Page, hard_served: str, newline: str) -> None:
    page.goto(hard_served)
    text = newline.join(f"Line {number} 🌊 of the book." for number in range(3_000)) + newline
    start = text.index("Line 1777 🌊")
    place = {"start": start, "end": start + 11, "context_start": start - 300, "context_end": start + 300}
    laid = page.evaluate(
        """([text, place]) => import('/static/scripts/paper.js').then(({ paperNodes }) => {
          const paper = document.createElement('div');
          paper.append(...paperNodes(text, place));
          const blocks = paper.querySelectorAll('.block').length;
          return [paper.textContent, paper.querySelector('mark').textContent, blocks];
        })""",
        [text, place],
    )
    assert laid[:2] == [text, "Line 1777 🌊"]
    assert laid[2] > 20 if "\n" in newline else laid[2] == 0


def test_spans_are_cut_by_code_points_as_the_service_counts_them(page: Page, hard_served: str) -> None:
    page.goto(hard_served)
    texts = [REPEATED, HOSTILE, "", "a", "🌊", "👩‍👩‍👧‍👦e\u0301\r\n\u2028\u0000𝒳", "\ufffd💥" * 50]
    spans = [(text, start, start + length) for text in texts for start in range(0, 60, 7) for length in (0, 1, 5, 400)]
    cut = page.evaluate(
        """(spans) => import('/static/scripts/text.js').then(
          ({ cut }) => spans.map(([text, start, end]) => cut(text, start, end)))""",
        spans,
    )
    assert cut == [[text[:start], text[start:end], text[end:]] for text, start, end in spans]
