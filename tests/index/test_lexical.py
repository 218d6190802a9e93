"""Words and their search in SQLite: figures stay whole, Chinese is found, no input is syntax."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from seedqa.index.lexical import TABLE, content_words, match_expression, postings_text, words

PASSAGES = {
    1: "The district gave 54.16 million yuan and 1,633.3 hectares in 2020.",
    2: "Villages planted pears; 54 households and 16 towns took part.",
    3: "青海省投资五千万元，用于乡村振兴。",
    4: 'The café’s e\u0301clairs — Ｆｕｌｌ width AND near(syntax)* "quoted" column:body',
}


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(TABLE)
        for key, text in PASSAGES.items():
            opened.execute("INSERT INTO postings(rowid, body) VALUES (?, ?)", (key, postings_text(text)))
        yield opened


def found(database: sqlite3.Connection, *terms: str) -> set[int]:
    query = "SELECT rowid FROM postings WHERE postings MATCH ?"
    return {key for (key,) in database.execute(query, (match_expression(list(terms)),))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 1,633.3 yuan, i.e. 16.82% of $8m.", ["it", "cost", "1633.3", "yuan", "i", "e", "16.82", "of", "8m"]),
        ("from 14,000 to 2.5.", ["from", "14000", "to", "2.5"]),
        ("乡村振兴。元", ["乡村", "村振", "振兴", "元"]),
        ("在2022年投资A公司", ["在", "2022", "年投", "投资", "a", "公司"]),
        ("e\u0301té ＦＵＬＬ ①", ["été", "full", "1"]),
        ("snake_case a-b c’d", ["snake", "case", "a", "b", "c", "d"]),
        ("", []),
        ("!? — …", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_content_words_are_distinct_and_carry_meaning() -> None:
    assert content_words("How much did the Village give to the village in 2020?") == ["much", "village", "2020"]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("54.16", {1}),
        ("54", {2}),
        ("16", {2}),
        ("1633.3", {1}),
        ("1,633.3", {1}),
        ("1633", set()),
        ("village", {2}),
        ("planting", {2}),
        ("振兴", {3}),
        ("乡村振兴", {3}),
        ("兴乡", set()),
        ("eclairs", {4}),
        ("full", {4}),
        ("million yuan", {1}),
        ("yuan million", set()),
    ],
)
def test_terms_are_found(database: sqlite3.Connection, term: str, expected: set[int]) -> None:
    assert found(database, term) == expected


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '""',
        'a"b',
        "AND",
        "NOT",
        "OR",
        "NEAR(a b)",
        "*",
        "a*",
        "body:x",
        "^a",
        "{a b}: c",
        "-x",
        "",
        "\0",
        "a\0b",
        "((",
    ],
)
def test_no_term_is_syntax(database: sqlite3.Connection, hostile: str) -> None:
    found(database, hostile)
    assert found(database, hostile, "pears") >= {2}


def test_a_star_is_no_prefix(database: sqlite3.Connection) -> None:
    assert found(database, "distri*") == set()


@example("İstanbul ⅷ ² ﬁ 𠀀𠀁 ㍿ 々")
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_searched_for(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLE)
        database.execute("INSERT INTO postings(rowid, body) VALUES (1, ?)", (postings_text(text),))
        found(database, *words(text), text)
        for word in content_words(text):
            assert words(word) == [word]


@given(st.text(st.sampled_from("aZ09.,- 村振兴元é\u0301\n"), min_size=1))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLE)
        database.execute("INSERT INTO postings(rowid, body) VALUES (1, ?)", (postings_text(text),))
        for word in words(text):
            assert found(database, word) == {1}
