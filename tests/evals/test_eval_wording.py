"""Stating and agreeing, by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.evals.wording import agrees, holds, states, tokens

STATED = [
    ("said mara LIND, head of the port.", "Mara Lind"),
    ("Zoë Ng of Ge'er's school", "Zoe Ng"),
    ("Li Bang-yan spoke", "Li Bangyan"),
    ("Medical mask company", "a medical mask company"),
    ("It gave 54,160,000 yuan.", "54.16 million yuan"),
    ("It gave RMB 54.16 million.", "54.16 million yuan"),
    ("113 Party and government cadres", "113 cadres"),
    ("They came seven times", "7 times"),
    ("12,322 yuan a head", "12,322"),
    ("on 3 May 2021", "May 3"),
    ("from June 14 to 16", "June 14th to 16th"),
    ("over the years 2023–2027", "2023 to 2027"),
    ("共投入5416万元", "54.16 million yuan"),
    ("负责人是李卓玛。", "李卓玛"),
]
NOT_STATED = [
    ("Maralind", "Mara"),
    ("Lind, Mara", "Mara Lind"),
    ("113 yuan", "13 yuan"),
    ("360 million people", "360"),
    ("16.82", "16.82 million yuan"),
    ("54.16 million dollars", "54.16 million yuan"),
    ("14,000 yuan", "14,000 masks"),
    ("less than 10 tons", "more than 10 tons"),
    ("1,200 tons", "200 tons"),
    ("June 14", "June 14th to 16th"),
    ("May 3, 2020", "May 3, 2021"),
    ("in 2018", "2019"),
    ("", "Mara Lind"),
    ("Mara Lind", "the"),
]


@pytest.mark.parametrize(("text", "wording"), STATED)
def test_stated(text: str, wording: str) -> None:
    assert states(text, wording)


@pytest.mark.parametrize(("text", "wording"), NOT_STATED)
def test_not_stated(text: str, wording: str) -> None:
    assert not states(text, wording)


AGREEING = [
    ("Mara Lind, head of the port", ["Mara Lind"]),
    ("Lind", ["Mara Lind"]),
    ("Publicity Department", ["Publicity Department", "Publicity Department of the Osk Committee"]),
    ("54.16 million", ["54.16 million yuan"]),
    ("54.16 million yuan ($8 million)", ["54.16 million yuan"]),
    ("113", ["113 cadres"]),
    ("12,322 yuan, up 15.8%", ["12,322"]),
    ("July 2018", ["2018"]),
    ("14,000 masks and 10 tons", ["14,000 masks"]),
]
DISAGREEING = [
    ("Tom Berg", ["Mara Lind"]),
    ("Osk Committee", ["Publicity Department", "Publicity Department of the Osk Committee"]),
    ("16.82", ["16.82 million yuan"]),
    ("yuan", ["54.16 million yuan"]),
    ("54.16 million yuan or 60 million yuan", ["54.16 million yuan"]),
    ("12,322 yuan or 13,000 yuan", ["12,322"]),
    ("13", ["113 cadres"]),
    ("2018 to 2019", ["2019"]),
    ("summer", ["June 14"]),
    ("the", ["the port"]),
]


@pytest.mark.parametrize(("short", "item"), AGREEING)
def test_agreeing(short: str, item: list[str]) -> None:
    assert agrees(short, item)


@pytest.mark.parametrize(("short", "item"), DISAGREEING)
def test_disagreeing(short: str, item: list[str]) -> None:
    assert not agrees(short, item)


@given(st.lists(st.sampled_from(["ab", "c", "12", "7", "de"]), max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_every_run_of_words_is_held_and_a_foreign_word_is_not(words: list[str], start: int, end: int) -> None:
    part = tuple(words[start:end])
    assert holds(tuple(words), part) == bool(part)
    assert not holds(tuple(words), (*part, "zzz"))


@given(st.text(max_size=40))
def test_tokens_are_stable_on_any_text(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)
