"""Blocks: what is prose, what heads it, and what belongs to the page."""

import pytest
from hypothesis import given, settings
from seedqa.index.blocks import Layout, read_layout

from tests.index.making import texts

STORY = "The harbour board of the old town bought a crane for 3.5 million yuan last week."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in read_layout(text).blocks]


def prose(text: str) -> list[str]:
    return [words for kind, words in kinds(text) if kind == "prose"]


def headings(text: str) -> list[tuple[int, str]]:
    blocks = read_layout(text).blocks
    return [(b.level, text[b.start : b.end]) for b in blocks if b.kind == "heading"]


def title(text: str) -> str | None:
    layout: Layout = read_layout(text)
    return None if layout.title is None else text[slice(*layout.title)]


def test_a_page_of_news_keeps_its_furniture_out_of_the_prose() -> None:
    text = (
        "Harbour News\nHarbour town buys its first electric crane – \n\n  • Home\n  • >\n  • News\n\n"
        f"Published 2021-05-03  28 views\n\n{STORY}\n\nWhy it was bought\n\n{STORY}\n\n"
        "Hosted by: the Harbour Board\nWebsite Operation: Port Systems\n© 2021 Harbour Board. All rights reserved.\n"
    )
    assert title(text) == "Harbour town buys its first electric crane"
    assert prose(text) == [STORY, STORY]
    assert headings(text)[1:] == [(2, "Why it was bought")]
    assert len([kind for kind, _ in kinds(text) if kind == "furniture"]) == 8


def test_markdown_headings_have_their_depth_and_stand_alone() -> None:
    wrapped = "The harbour board of the old town bought a crane for 3.5 million yuan\nlast week and paid at once."
    text = f"# The crane\n{wrapped}\n\n## Costs\n{wrapped}\n### Parts\n- one hook\n- two chains of steel\n"
    assert title(text) == "The crane"
    assert headings(text) == [(1, "# The crane"), (2, "## Costs"), (3, "### Parts")]
    assert prose(text) == [wrapped, wrapped, "- one hook", "- two chains of steel"]


def test_hard_wrapped_lines_are_one_paragraph_and_long_lines_are_their_own() -> None:
    line = "a line of prose that somebody has wrapped at about seventy columns of"
    assert prose(f"{line}\n{line}\nwords.\n\n{line}\n{line}\nwords.") == [f"{line}\n{line}\nwords."] * 2
    long = f"{STORY} {STORY}"
    assert prose(f"{long}\n{long}") == [long, long]


def test_a_title_right_above_wrapped_lines_does_not_swallow_them() -> None:
    body = (
        "The harbour board of the old town bought a crane for 3.5 million yuan\n"
        "last week, and the harbour board of the new town did not buy any crane\nat all."
    )
    text = f"The harbour board of the old town buys an electric crane\n{body}\n"
    assert title(text) == "The harbour board of the old town buys an electric crane"
    assert prose(text) == [body]


def test_wrapped_chinese_lines_are_one_paragraph() -> None:
    line = "青海省在去年投资了五千万元用于乡村振兴各地农民的收入明显提高合作社"
    assert prose(f"年度报告\n\n{line}\n{line}\n也得到支持。") == [f"{line}\n{line}\n也得到支持。"]


@pytest.mark.parametrize(
    "text",
    [
        "The code of the back door is 4711",
        "Opening hours\nMonday to Friday 9-17\nSaturday and Sunday 10-14 only in the summer months",
        "Milk\nBread\nEggs",
        "公司去年完成备案手续",
    ],
)
def test_a_note_without_a_sentence_can_still_be_answered_from(text: str) -> None:
    assert prose(text)[-1] == text.splitlines()[-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hosted by the harbour board, the fair drew 4,000 visitors on its first day.",
        "Website traffic of the harbour board grew by 12 percent in the year 2020.",
        "Cookie sales of the old bakery rose by 5 percent in the year 2020.",
        "Sponsored by the ministry, the project planted 4,000 trees along the old canal.",
    ],
)
def test_a_sentence_that_begins_like_a_footer_is_prose(sentence: str) -> None:
    assert sentence in prose(f"The yearly report of the harbour board\n\n{STORY}\n\n{sentence}\n")


@pytest.mark.parametrize(
    "footer",
    [
        "Hosted by: the Harbour Board",
        "This site is best viewed using the latest versions of web browsers.",
        "This work is licensed under a Creative Commons Attribution 4.0 International License.",
        "We use cookies to make this site work for you and for others.",
        "Privacy Policy | Terms of Use",
        "版权所有 港口管理局",
    ],
)
def test_a_footer_is_furniture(footer: str) -> None:
    assert ("furniture", footer) in kinds(f"The yearly report of the harbour board\n\n{STORY}\n\n{footer}\n")


def test_lines_above_a_short_title_are_not_thrown_away() -> None:
    text = f"Acme Cranes\n12 Dock Street\nDear Ms Jones\n\n{STORY}\n"
    assert title(text) == "Acme Cranes"
    assert ("prose", "12 Dock Street") in kinds(text)


def test_a_line_too_long_for_a_heading_is_prose() -> None:
    line = "# " + "word " * 200 + "end"
    assert kinds(line) == [("prose", line)]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\u3000\n\x0c"])
def test_nothing_has_no_block(text: str) -> None:
    assert read_layout(text) == Layout((), None)


def test_equal_lines_are_blocks_of_their_own() -> None:
    text = f"{STORY} {STORY}\n" * 30
    assert prose(text) == [f"{STORY} {STORY}"] * 30
    assert len({block.start for block in read_layout(text).blocks}) == 30


@settings(max_examples=200)
@given(texts())
def test_blocks_cover_every_character_once_and_only_white_space_is_between(text: str) -> None:
    layout = read_layout(text)
    place = 0
    for block in layout.blocks:
        assert text[place : block.start].strip() == ""
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        assert (block.level > 0) == (block.kind == "heading")
        place = block.end
    assert text[place:].strip() == ""
    if layout.title is not None:
        assert 0 <= layout.title[0] <= layout.title[1] <= len(text)
        assert "\n" not in text[slice(*layout.title)]
