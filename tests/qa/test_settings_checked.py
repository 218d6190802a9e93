"""Settings are checked by key, type and range, and what does not fit is one line."""

from dataclasses import dataclass
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.errors import InputError
from seedqa.qa.checking import checked, ranged, slots, spelled


@dataclass(frozen=True, slots=True)
class Kettle:
    """Something with a setting of every kind."""

    litres: float = ranged(1.5, 0.0, 3.0)
    cups: int = ranged(4, 1, 12)
    tea: Literal["green", "black"] = "green"
    lid: bool = True
    name: str = "kettle"
    guests: tuple[str, ...] = ()
    minutes: int | None = ranged(None, 1, 60)


def refusal(values: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        checked(Kettle, values, "kettle.")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_fits_is_taken_and_the_rest_keeps_its_default() -> None:
    given_values = {"litres": 2, "cups": 12, "tea": "black", "lid": False, "guests": ["Ann", "Bo"], "minutes": 60}
    read = checked(Kettle, given_values)
    assert read == Kettle(litres=2.0, cups=12, tea="black", lid=False, guests=("Ann", "Bo"), minutes=60)
    assert type(read.litres) is float
    assert checked(Kettle, {"minutes": None}) == Kettle()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"cup": 3}, "'kettle.cup' is not a setting; did you mean 'cups'? use one of: cups, guests, lid"),
        ({"cups": 0}, "kettle.cups is 0; give a whole number from 1 to 12"),
        ({"cups": 13}, "kettle.cups is 13;"),
        ({"cups": 3.0}, "kettle.cups is 3.0;"),
        ({"cups": True}, "kettle.cups is True;"),
        ({"cups": "3"}, "kettle.cups is '3';"),
        ({"cups": None}, "kettle.cups is None;"),
        ({"minutes": 61}, "kettle.minutes is 61; give a whole number from 1 to 60"),
        ({"litres": float("nan")}, "kettle.litres is nan; give a number from 0.0 to 3.0"),
        ({"litres": True}, "kettle.litres is True;"),
        ({"tea": "oolong"}, "kettle.tea is 'oolong'; give one of green, black"),
        ({"tea": 1}, "kettle.tea is 1;"),
        ({"lid": 1}, "kettle.lid is 1; give true or false"),
        ({"name": 7}, "kettle.name is 7; give text"),
        ({"guests": "Ann"}, "kettle.guests is 'Ann'; give a list of words"),
        ({"guests": ["Ann", 1]}, "kettle.guests is ['Ann', 1];"),
        ({"name": ["x" * 1000]}, "..."),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(values: dict[str, Any], told: str) -> None:
    message = refusal(values)
    assert told in message
    assert len(message) < 200


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("lid", "No", False),
        ("lid", "on", True),
        ("lid", "perhaps", "perhaps"),
        ("cups", "7", 7),
        ("cups", "7.5", "7.5"),
        ("litres", "7.5", 7.5),
        ("minutes", "9", 9),
        ("guests", "Ann, Bo,", ["Ann", "Bo"]),
        ("guests", "", []),
        ("name", "9", "9"),
    ],
)
def test_words_are_read_as_the_settings_type(name: str, text: str, value: Any) -> None:
    found = spelled(slots(Kettle)[name], text)
    assert (found, type(found)) == (value, type(value))


@given(st.integers(), st.floats())
def test_no_number_out_of_range_gets_in(cups: int, litres: float) -> None:
    try:
        read = checked(Kettle, {"cups": cups, "litres": litres})
    except InputError:
        assert not (1 <= cups <= 12 and 0.0 <= litres <= 3.0)
    else:
        assert 1 <= read.cups <= 12
        assert 0.0 <= read.litres <= 3.0
