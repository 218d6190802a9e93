"""Bytes of many encodings -> the same canonical text, or one clear refusal."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.decoding import decode, text_of
from seedqa.index.errors import InputError

CHINESE = "青海省在2022年投资了五千万元，用于乡村振兴。各地农民的收入明显提高，合作社也得到了支持。"
TRADITIONAL = "臺灣的農民在去年得到了政府的補助，收入增加了百分之十五。"
WESTERN = "The café in Zürich sold 40 crêpes — “a record”, said Renée. Costs rose 5 %."


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, WESTERN, "", "e\u0301 👩\u200d👧 \u2028\x0c"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_with_and_without_a_mark(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        ("农民收入 rose 15%", "gb18030"),
        ("你好世界", "gb18030"),
        (TRADITIONAL, "big5"),
        (WESTERN, "cp1252"),
        ("café", "cp1252"),
        ("He said “no” and left — it’s late.", "cp1252"),
        ("El año pasado, la región recibió 3 millones. ¿Cuándo llegó?", "cp1252"),
        ("Это русский текст о деревне и доходах крестьян.", "cp1251"),
        (CHINESE + WESTERN, "utf-16-le"),
    ],
)
def test_older_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_a_long_file_of_an_older_encoding_is_decoded_whole() -> None:
    assert decode((CHINESE * 20_000).encode("gb18030"), "a.txt").text == CHINESE * 20_000


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"a\r\nb\r\n", "a\nb\n"), (b"a\rb", "a\nb"), (b"a\r\r\nb\n\rc", "a\n\nb\n\nc"), (b"\r", "\n")],
)
def test_all_newlines_become_one(data: bytes, text: str) -> None:
    assert decode(data, "a.txt").text == text


def test_only_the_first_mark_goes() -> None:
    assert decode(codecs.BOM_UTF8 + "a\ufeffb".encode(), "a.txt").text == "a\ufeffb"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is not a text file"),
        (b"abc\0def", "holds NUL bytes"),
        (b"\xff\xfea", "begins as utf-16-le but is damaged"),
        (codecs.BOM_UTF8 + b"ok \xff", "begins as utf-8 but is damaged at byte 3"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as refusal:
        decode(data, "docs/picture.txt")
    assert "docs/picture.txt" in refusal.value.problem
    assert problem in refusal.value.problem
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zażółć gęślą jaźń.", "cp1250"),
        ("Přílohu č. 3 schválil Ondřej Šťastný.", "iso-8859-2"),
        ("Şirketin genel müdürü İlknur Yıldız'dır.", "cp1254"),
        ("Η πρόεδρος είναι η Ελένη Παππά.", "cp1253"),
        ("Президент — Иван Петров.", "cp1251"),
        ("Der Müller heißt Jörg.", "latin-1"),
        ("农民收入 rose 15%", "gb18030"),
        (CHINESE + WESTERN, "utf-16-le"),
    ],
)
def test_what_no_mark_says_is_a_guess(text: str, encoding: str) -> None:
    guessed = decode(text.encode(encoding), "a.txt").guessed
    assert guessed is not None
    assert codecs.lookup(guessed)


@pytest.mark.parametrize(
    "data",
    [b"", b"plain words", "Zażółć".encode(), codecs.BOM_UTF8 + "Zażółć".encode(), "Zażółć".encode("utf-16")],
)
def test_what_is_unicode_is_no_guess(data: bytes) -> None:
    assert decode(data, "a.txt").guessed is None


def test_a_guess_is_the_encoding_that_the_text_was_read_in() -> None:
    data = "Le café coûte 3 €.".encode("cp1252")
    decoded = decode(data, "a.txt")
    assert decoded.guessed == "cp1252"
    assert decoded.text == data.decode("cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_written_for_the_program_is_read_by_its_mark(encoding: str) -> None:
    assert text_of("a = 'ż'\r\nb\r".encode(encoding), "qa.toml") == "a = 'ż'\nb\n"


def test_what_is_written_for_the_program_is_never_guessed() -> None:
    with pytest.raises(InputError, match=r"qa\.toml is not UTF-8 \(byte 5\)"):
        text_of("a = 'ż'".encode("cp1250"), "qa.toml")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_any_text_comes_back_but_for_its_newlines(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a.txt").text
    except InputError:
        return
    assert "\r" not in text
    assert "\0" not in text
    text.encode()
