"""Title, publisher and date on pages of many layouts; identity and hash."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from seedqa.index.documents import make_document, read_document
from seedqa.index.errors import InputError
from seedqa.index.sources import Source

from tests.index.making import texts

BODY = "The harbour board of the old town bought a crane on March 3, 2019 for 3.5 million yuan, the mayor said."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Harbour town buys a crane\n\n{BODY}\n", "Harbour town buys a crane"),
        (f"# Harbour town buys a crane #\n\n{BODY}\n", "Harbour town buys a crane"),
        (f"---\ntitle: Harbour town buys a crane\ndate: 2021-05-03\n---\n\n{BODY}\n", "Harbour town buys a crane"),
        (f"Home\nNews\n\nHarbour town buys a crane –\n\n{BODY}\n", "Harbour town buys a crane"),
        (
            f"Port Portal\n\nHarbour town buys its first electric crane\n\n{BODY}",
            "Harbour town buys its first electric crane",
        ),
        (f"港口城市购买第一台电动起重机\n\n{BODY}", "港口城市购买第一台电动起重机"),
        (f"   Harbour   town\tbuys a crane  \n\n{BODY}", "Harbour town buys a crane"),
        (f"{BODY}\n\n{BODY}", "crane-report"),
        ("a letter that begins at once and is wrapped at\nabout fifty columns, as letters were.", "crane-report"),
        ("", "crane-report"),
    ],
)
def test_the_title_is_the_one_the_page_states_else_the_files_name(text: str, title: str) -> None:
    assert make_document("papers/crane-report.txt", text).title == title


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 18 September 2020", "2020-09-18"),
        ("Published on September 18, 2020", "2020-09-18"),
        ("Updated: 2020-09-18 10:22", "2020-09-18"),
        ("Last updated 3 May 2021", "2021-05-03"),
        ("**Date:** Monday, 5 May 2021", "2021-05-05"),
        ("Posted by admin on May 5, 2021", "2021-05-05"),
        ("By Jane Doe | Published May 3rd, 2021", "2021-05-03"),
        ("By Jane Doe, Sept. 3, 2021", "2021-09-03"),
        ("Port News Agency | Updated: 2020/9/18 10:22", "2020-09-18"),
        ("发布于 2020-09-18  28 次阅读", "2020-09-18"),
        ("发布时间：2021年3月5日 08:12", "2021-03-05"),
        ("来源：港口报 2020年9月18日", "2020-09-18"),
        ("September 18, 2020", "2020-09-18"),
        ("Friday, 18 September 2020", "2020-09-18"),
        ("date: 2024-02-29", "2024-02-29"),
        ("LEEDS, 3 May 2021 - The mayor said that the port opened on June 4, 2020 after a delay.", "2021-05-03"),
        ("LEEDS, England, July 21, 2023 /PortWire/ -- A report from the harbour board of the town:", "2023-07-21"),
    ],
)
@pytest.mark.parametrize("at_the_end", [False, True])
def test_the_date_of_publication_is_read_where_the_page_labels_it(line: str, date: str, at_the_end: bool) -> None:
    parts = [BODY] * 20 + [line] if at_the_end else [line] + [BODY] * 20
    text = "\n\n".join(["Harbour town buys a crane", *parts])
    assert make_document("a.txt", text).published == date


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "According to the mayor, the bridge opened on May 4, 2019.",
        "Updated rules took effect on May 4, 2019.",
        "Released in 1999, it ran until May 4, 2019, and then closed.",
        "2021年3月5日，市政府发布了关于港口的意见。",
        "NASA, founded July 29, 1958, is an agency.",
        "Date palms were planted here on May 3, 2011.",
        "Monday, May 3, 2021 was a rainy day",
        "Published: 2023-13-45",
        "Version 2020.10.11.2",
        "Meeting held May 3, 2021 in Leeds",
    ],
)
def test_a_date_of_the_story_is_not_one_of_publication(line: str) -> None:
    assert make_document("a.txt", f"Harbour town buys a crane\n\n{line}\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Publisher: Port Press", "Port Press"),
        ("来源：港口报", "港口报"),
        ("Hosted by: Office of the Harbour Board", "Office of the Harbour Board"),
        ("LEEDS, May 3, 2021 /PortWire/ -- The board met.", "PortWire"),
        ("(Harbour Daily reporter Li Na)", "Harbour Daily"),
        ("The crane at work.[Photo provided to portpictures.com]", "portpictures.com"),
        ("© 2019-2021 Port Press Ltd. All rights reserved.", "Port Press Ltd"),
        ("The source of the river: a spring in the hills", None),
        ("Source:\n\nThe next line is not it", None),
    ],
)
def test_the_publisher_is_the_one_the_page_names(line: str, publisher: str | None) -> None:
    text = f"Harbour town buys a crane\n\n{BODY}\n\n{line}\n"
    assert make_document("a.txt", text).publisher == publisher


def test_the_id_is_of_the_address_and_the_hash_of_the_text() -> None:
    one, other = make_document("a/b.txt", "x\n"), make_document("a/b.txt", "y\n")
    assert one.id == other.id != make_document("a/c.txt", "x\n").id
    assert one.sha256 == hashlib.sha256(b"x\n").hexdigest()


@given(texts())
def test_any_text_is_a_document_and_stays_as_it_is(text: str) -> None:
    document = make_document("folder/name.txt", text)
    assert document.text == text
    assert document.title.strip() == document.title != ""
    assert "\n" not in document.title


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError) as refusal:
        read_document(Source(tmp_path / "gone.txt", "gone.txt"))
    assert str(tmp_path / "gone.txt") in refusal.value.problem
