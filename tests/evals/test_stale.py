"""When documents change: what stands, what moved, what changed, what is gone; and what --fix makes of it."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from seedqa.evals.cases import load_suite
from seedqa.evals.library import Library, SourceText
from seedqa.evals.lint import lint
from seedqa.evals.stale import stale_quotes
from seedqa.evals.stale_command import check_stale

from tests.evals.made import HARBOUR, LEADS, PAID, VALLEY


def suite(folder: Path, *evidence: Mapping[str, Any], answers: Any = (("Mara Lind",),)) -> Path:
    """A suite of one case with this evidence, between two lines of another's making."""
    path = folder / "mine.jsonl"
    other = {"id": "other", "kind": "fact", "question": "Paid?", "answers": [["14"]], "evidence": [quote(PAID)]}
    case = {"id": "mine-1", "kind": "fact", "question": "Who leads?", "answers": answers, "evidence": evidence}
    lines = [json.dumps(other, indent=None, separators=(",", ":")), "", json.dumps(case)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def quote(text: str, **more: Any) -> dict[str, Any]:
    """A quote of the harbour."""
    return {"document": "harbour.txt", "quote": text} | more


def library(**texts: str) -> Library:
    """Documents by name."""
    return Library.of(SourceText(name, f"docs/{name}.txt", text) for name, text in texts.items())


def stale(path: Path, documents: Library) -> list[tuple[str, str | None]]:
    """State and new words of each stale quote."""
    found = stale_quotes(load_suite(path), documents)
    return [(one.state, one.anchor.quote if one.anchor else None) for one in found]


def fixed(path: Path, documents: Library) -> tuple[int, str, list[str]]:
    """What --fix says and leaves."""
    out = StringIO()
    status = check_stale([path], documents, True, out)
    return status, out.getvalue(), path.read_text(encoding="utf-8").split("\n")


def test_quotes_that_stand_are_not_named(tmp_path: Path) -> None:
    path = suite(tmp_path, quote(LEADS, start=14))
    assert stale(path, library(harbour=HARBOUR, valley=VALLEY)) == []
    before = path.read_bytes()
    status, out, _ = fixed(path, library(harbour=HARBOUR))
    assert (status, out, path.read_bytes()) == (0, "2 cases, every quote stands\n", before)


def test_words_that_stand_further_on_get_their_new_place(tmp_path: Path) -> None:
    path = suite(tmp_path, quote(LEADS, start=14))
    status, out, lines = fixed(path, library(harbour="Corrected. " + HARBOUR))
    assert status == 0
    assert f"{path}:3: mine-1: moved: harbour.txt 14 -> 25\n" in out
    assert json.loads(lines[2])["evidence"] == [quote(LEADS, start=25)]


BROKEN = LEADS.replace("port of", "port\n  of")


@pytest.mark.parametrize(
    ("documents", "anchor"),
    [
        ({"news": HARBOUR}, {"document": "news.txt", "quote": LEADS}),
        ({"harbour": HARBOUR.replace(LEADS, BROKEN)}, quote(BROKEN)),
    ],
)
def test_words_in_another_document_or_spaced_otherwise_are_found(
    tmp_path: Path, documents: dict[str, str], anchor: dict[str, str]
) -> None:
    path = suite(tmp_path, quote(LEADS))
    texts = {"spare": HARBOUR.replace(LEADS, "")} | documents
    assert stale(path, library(**texts))[-1] == ("moved", anchor["quote"])
    _, _, lines = fixed(path, library(**texts))
    assert json.loads(lines[2])["evidence"] == [anchor]


def test_a_reworded_sentence_that_still_proves_the_answer_takes_its_place(tmp_path: Path) -> None:
    path = suite(tmp_path, quote(LEADS))
    now = HARBOUR.replace(LEADS, "Today Mara Lind still leads the port of Osk.")
    assert stale(path, library(harbour=now)) == [("changed", "Today Mara Lind still leads the port of Osk.")]
    status, out, lines = fixed(path, library(harbour=now))
    assert (status, "1 stale of 2 cases' quotes, 1 anchored anew" in out) == (0, True)
    assert lint([load_suite(path)], library(harbour=now).texts()) == []
    # The line of the other case is byte for byte what it was.
    assert lines[:2] == [json.dumps(json.loads(lines[0]), separators=(",", ":")), ""]


@pytest.mark.parametrize(
    ("now", "detail"),
    [
        (HARBOUR.replace("Mara Lind", "Tom Berg"), "which no longer proves the answer"),
        (HARBOUR.replace(LEADS, "It rained all day on Sunday."), LEADS),
    ],
)
def test_words_that_are_gone_or_say_another_thing_are_left_to_a_person(tmp_path: Path, now: str, detail: str) -> None:
    path = suite(tmp_path, quote(LEADS))
    before = path.read_bytes()
    assert stale(path, library(harbour=now)) == [("vanished", None)]
    status, out, _ = fixed(path, library(harbour=now))
    assert (status, path.read_bytes()) == (1, before)
    assert "mine-1: vanished: harbour.txt" in out
    assert detail in out


def test_without_fix_nothing_is_written(tmp_path: Path) -> None:
    path, out = suite(tmp_path, quote(LEADS, start=3)), StringIO()
    before = path.read_bytes()
    assert check_stale([path], library(harbour=HARBOUR), False, out) == 1
    assert out.getvalue().endswith("1 stale of 2 cases' quotes; --fix anchors anew those that can be\n")
    assert path.read_bytes() == before
