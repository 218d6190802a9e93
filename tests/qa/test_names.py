"""Names in running text: their spans, and persons, places and organisations told apart by words and neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.names import read_names

SENTENCES = """
said Maria Lopez, harbour master of Hull|person:Maria Lopez;place:Hull
Dr. Anna Berg runs the ward.|person:Anna Berg
According to John O'Neill, the bank failed.|person:John O'Neill
The striker Luca Rossi joined Leeds United Football Club.|person:Luca Rossi;organisation:Leeds United Football Club
The Court of Appeal sat in Cardiff.|organisation:Court of Appeal;place:Cardiff
Judge Peter Wright fined the Northern Savings Bank.|person:Peter Wright;organisation:Northern Savings Bank
The University of Bergen lies near Lake Tinn.|organisation:University of Bergen;place:Lake Tinn
Ships left the Port of Grimsby bound for the island of Sark.|place:Port of Grimsby;place:Sark
The match was played at Elland Stadium.|place:Elland Stadium
Nurses at St Thomas Hospital went on strike.|organisation:St Thomas Hospital
Mount Erebus and Lake Vanda are in Antarctica.|place:Mount Erebus;place:Lake Vanda;place:Antarctica
The Ministry of Trade and Industry paid.|organisation:Ministry of Trade and Industry
Acme Shipping Co., Ltd. bought two tugs.|organisation:Acme Shipping Co., Ltd
Sara Lind, 34, scored twice.|person:Sara Lind
Ole Dahl, a retired pilot, lives in Oslo.|person:Ole Dahl;place:Oslo
The novel was written by Ingrid Moe.|person:Ingrid Moe
Captain James Hook sank it.|person:James Hook
Mrs Ada Byron opened the Royal Museum.|person:Ada Byron;organisation:Royal Museum
The Bank of England raised rates.|organisation:Bank of England
Hamburg Airport closed.|place:Hamburg Airport
The Red Cross sent help.|organisation:Red Cross
Chief executive Nina Holm resigned.|person:Nina Holm
“We lost,” said coach Ben Adams.|person:Ben Adams
Finance minister Rosa Diaz resigned.|person:Rosa Diaz
Barclays Ltd. lent it.|organisation:Barclays Ltd
Judge Anna Li of the High Court ruled.|person:Anna Li;organisation:High Court
Kim Lee told reporters that he won.|person:Kim Lee
The Isle of Man ferry stopped.|place:Isle of Man
Gulf of Finland waters froze.|place:Gulf of Finland
Prof. Liu Yang-Ming taught at Tunghai University.|person:Liu Yang-Ming;organisation:Tunghai University
The Evening Post reported it.|organisation:Evening Post
Tom Hale's boat reached Dover Harbour.|place:Dover Harbour
General Motors hired Chief Financial Officer Ann Poe.|organisation:General Motors
Vice President Anna Li spoke in Turin.|person:Anna Li;place:Turin
The boats of Hull and Grimsby sailed.|place:Hull
The School of Law and Trade at Lund University closed.|organisation:School of Law and Trade;organisation:Lund University
""".strip().splitlines()
NAMELESS = [
    "the harbour was closed for a week",
    "The",
    "This is what they said. However, it is not so.",
    "42 of 50",
    "港口关闭了",
    "",
]


@pytest.mark.parametrize("row", SENTENCES)
def test_names_are_of_the_kind_told_by_hand(row: str) -> None:
    text, _, expected = row.partition("|")
    found = [f"{name.kind}:{text[name.start : name.end]}" for name in read_names(text, 0, len(text))]
    assert [name for name in expected.split(";") if name not in found] == []


@pytest.mark.parametrize("text", NAMELESS)
def test_a_text_without_names_has_none(text: str) -> None:
    assert read_names(text, 0, len(text)) == []


def test_only_the_stretch_asked_for_is_read_and_offsets_are_those_of_the_text() -> None:
    text = "Anna Berg met us. Judge Peter Wright of Hull left. Ole Dahl stayed."
    start, end = text.index("Judge"), text.index(" Ole")
    names = read_names(text, start, end)
    assert [(text[n.start : n.end], n.kind) for n in names] == [("Peter Wright", "person"), ("Hull", "place")]


@pytest.mark.parametrize("lead", ["In", "The", "However,", "According to"])
def test_a_word_capitalised_for_opening_a_sentence_is_no_name(lead: str) -> None:
    text = f"{lead} Grimsby won."
    assert [text[n.start : n.end] for n in read_names(text, 0, len(text))] == ["Grimsby"]


def test_a_possessive_is_no_part_of_the_name() -> None:
    text = "They read Anna Berg’s letter and Leeds's reply."
    assert [text[n.start : n.end] for n in read_names(text, 0, len(text))] == ["Anna Berg", "Leeds"]


@given(st.text(max_size=120) | st.text(alphabet="AaBb. ,'’&-ofandthe", max_size=120))
def test_names_are_disjoint_in_order_and_trimmed(text: str) -> None:
    names = read_names(text, 0, len(text))
    bounds = [edge for name in names for edge in (name.start, name.end)]
    assert bounds == sorted(bounds)
    for name in names:
        assert name.kind in {"person", "place", "organisation", "other"}
        assert text[name.start : name.end] == text[name.start : name.end].strip() != ""
