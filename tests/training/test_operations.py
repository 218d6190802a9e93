"""Every shape of formula that the guide allows is named, with the slots its order gives, and nothing else is."""

import pytest

from training.operations import read_formula

FORMULAS = """
a-b            difference   first second
b-a            difference   second first
a-b-c          difference   first second second
a*1000-b       difference   first second
a/b            ratio        first second
a*1000/b       ratio        first second
a/(b*1000)     ratio        first second
a/b*100        share        first second
b/a*100        share        second first
(a-b)/b*100    change       first second
(a-b)/a*100    change       second first
(b-a)/a*100    change       second first
a+b            sum          member member
(a+b+c)/3      average      member member member
a*b            product      member member
a*1000*b       product      member member
a*b/100        part         member member
a/(1+b/100)    before rise  first second
a/(1-b/100)    before fall  first second
b/(1-a)        before fall  second first
a*(1+b/100)    after rise   first second
b*(1-a/100)    after fall   second first
days(a,b)      days         first second
years(a, b)    years        first second
100-a-b        rest         member member
max            highest      member member
min            lowest       member member
a*12           other        first
a+b*2          other        first second
max(a-b,c-d)   other        first second member member
a/2            other        first
"""


@pytest.mark.parametrize("line", FORMULAS.strip().splitlines())
def test_a_formula_has_its_operation_and_slots(line: str) -> None:
    formula = line[:15].strip()
    operation, slots = line[15:28].strip(), tuple(line[28:].split())
    assert read_formula(formula, len(slots)) == (operation, slots)
