"""A span in an enumeration becomes all of its members; a span elsewhere stays alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.index.passages import Span
from seedqa.qa.lists import enumeration

# The span that was read stands in [brackets]; below it, indented, the members.
SENTENCES = (
    """
The port handles [coffee], cocoa, and tea.
  coffee; cocoa; tea
The port handles coffee, [cocoa], and tea.
  coffee; cocoa; tea
The port handles coffee, cocoa, and [tea].
  coffee; cocoa; tea
The port handles coffee, cocoa and [tea] every day.
  coffee; cocoa; tea
The clinic treats burns, [fractures], as well as bites.
  burns; fractures; bites
The clinic treats burns as well as [bites].
  burns; bites
The club sells goods such as [scarves], mugs and flags.
  scarves; mugs; flags
The club sells goods such as scarves, mugs and [flags].
  scarves; mugs; flags
The club sells many goods, including scarves, mugs and [flags].
  scarves; mugs; flags
The bank runs branches in [Leeds], Hull and York, which opened in 1990.
  Leeds; Hull; York
The bank runs branches in Leeds, Hull and [York], which opened in 1990.
  Leeds; Hull; York
The bank runs branches in South Leeds, Hull and [York].
  South Leeds; Hull; York
They came from the courts of [Hull], the courts of Leeds and the court of appeal.
  the courts of Hull; the courts of Leeds; the court of appeal
The fund invests in [health and safety], research and development, and trade.
  health and safety; research and development; trade
The fund invests in health and safety, [research and development], and trade.
  health and safety; research and development; trade
The museum shows [paintings by Hals and Steen], maps, and coins.
  paintings by Hals and Steen; maps; coins
The yards are [Hull Steel Co., Ltd.], Leeds Rope, Inc., and Tarn Marine.
  Hull Steel Co., Ltd.; Leeds Rope, Inc.; Tarn Marine
Ships carry [iron ore]; coal; and grain.
  iron ore; coal; grain
Ships carry [oats, wheat, and rye]; coal; and grain.
  oats; wheat; rye
Ships carry ores (iron, copper and [zinc]).
  iron; copper; zinc
The harbour has three parts: the [old dock], the fish quay and the marina.
  the old dock; the fish quay; the marina
They sang, danced and [ate].
  sang; danced; ate
It exports [wheat], barley, oats and rye to Denmark and Norway.
  wheat; barley; oats; rye
It exports wheat, barley, oats and rye to [Denmark and Norway].
  Denmark; Norway
The fines were 1,200 pounds, 3,400 pounds and [5,600 pounds].
  1,200 pounds; 3,400 pounds; 5,600 pounds
Trained as [welders, cooks, and drivers], they left.
  welders; cooks; drivers
The court heard Smith, Jones or [Brown].
  Smith; Jones; Brown
港口出口[茶]、米、油。
  茶; 米; 油
The menu lists [soup], fish and cake, but the bar was closed.
  soup; fish; cake
The mayor praised the [nurses].
  nurses
In 2020, the team won the [cup].
  cup
The coach, a [former striker], signed three players.
  former striker
After the storm, the harbour closed, and the [ferries] stayed in port.
  ferries
The ward has doctors, nurses, and porters who work [nights].
  nights
The total was [1,200 pounds].
  1,200 pounds
""".strip()
    .replace("\n  ", "|")
    .splitlines()
)


def _members(text: str, span: Span) -> list[str]:
    return [text[member.start : member.end] for member in enumeration(text, Span(0, len(text)), span)]


@pytest.mark.parametrize("row", SENTENCES)
def test_the_members_are_those_told_by_hand(row: str) -> None:
    marked, _, members = row.partition("|")
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert _members(text, Span(start, end)) == members.split("; ")


WORDS = st.sampled_from("coal oats rope salt nurses judges pilots flags maps coins beds vans crabs herbs silk".split())


@given(
    st.lists(WORDS, min_size=2, max_size=7, unique=True),
    st.sampled_from([" and ", " or ", ", and ", " as well as ", ", as well as "]),
    st.sampled_from(["The town trades in ", "The list names ", "Goods such as ", "There are four things: "]),
    st.sampled_from([".", ", which sell well.", " every year.", " from Hull."]),
    st.data(),
)
def test_any_member_brings_all_the_others(
    words: list[str], last: str, lead: str, tail: str, data: st.DataObject
) -> None:
    text = f"{lead}{', '.join(words[:-1])}{last}{words[-1]}{tail}"
    chosen = data.draw(st.sampled_from(words))
    start = text.index(chosen, len(lead))
    assert _members(text, Span(start, start + len(chosen))) == words


@given(st.text(alphabet="ab ,;:()andor\n.", max_size=80), st.integers(0, 79), st.integers(1, 20))
def test_members_lie_in_their_sentence_apart_and_in_order(text: str, start: int, length: int) -> None:
    start = min(start, max(0, len(text) - 1))
    span = Span(start, min(len(text), start + length))
    members = enumeration(text, Span(0, len(text)), span)
    assert members
    bounds = [edge for member in members for edge in (member.start, member.end)]
    assert bounds == sorted(bounds)
    assert 0 <= bounds[0] <= bounds[-1] <= len(text)
