"""Figures as a person sees them, in the terminal and on the page: none with a tail of decimals that ends nowhere."""

import json
import re
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from seedqa.api.page import PAGE
from seedqa.api.terminal import print_answer
from seedqa.qa.figures.arithmetic import shortened
from seedqa.qa.types import Derivation, Operand

from tests.api.scripted import ScriptedEngine

LONG = "16.666666666666666666666666667"
VALUES = (
    LONG,
    "0.1666666666666666666666666667",
    "0.000012345678",
    "0.00001234",
    "9999.99999",
    "-16.66666666666",
    "72783456.333333333333333333",
    "54160000",
    "1234.5678",
    "0",
)


def test_the_terminal_shows_operands_and_result_in_short(capsys: pytest.CaptureFixture[str]) -> None:
    operands = (Operand("a", LONG, "percent", 1), Operand("b", "25", "percent", 2))
    value = format(Decimal(LONG) + 25, "f")
    derivation = Derivation("a + b", operands, value, "percent", "about 41.67%")
    print_answer(replace(ScriptedEngine().ask("How much?"), derivation=derivation))
    shown = capsys.readouterr().out
    assert "about 16.67 percent" in shown
    assert " 25 percent" in shown
    assert "about 41.67%" in shown
    assert re.search(r"\.\d{5}", shown) is None


def test_the_page_groups_and_cuts_as_the_answer_does() -> None:
    script = f"""
    import {{ grouped, isLong }} from {json.dumps((PAGE / "static" / "scripts" / "words.js").as_uri())};
    console.log(JSON.stringify({json.dumps(VALUES)}.map((value) => [grouped(value), isLong(value)])));
    """
    command = ["node", "--input-type=module", "--eval", script]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    near = [shortened(Decimal(value)) for value in VALUES]
    expected = [f"{value:,f}".replace("-", "−") for value in near]
    cut = [value != Decimal(exact) for value, exact in zip(near, VALUES, strict=True)]
    assert told == [
        [words.rstrip("0").rstrip(".") if "." in words else words, long]
        for words, long in zip(expected, cut, strict=True)
    ]
