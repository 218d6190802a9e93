"""What a claim is held against: its quotes, the sentences they stand in, and what stands close by."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from seedqa.index.quantities import Quantity, read_quantities
from seedqa.qa.llm.quoting import Placed
from seedqa.qa.llm.table_units import declared
from seedqa.qa.llm.tables import Row, row_at, rows_of
from seedqa.qa.terms import content_stems, stems

_FUNCTION_WORDS = frozenset(
    "the of and to in a is was for on that with by at from are were has had been its an it as this be not".split()
)
_FEWEST = 6
_SHARE_ENGLISH = 0.12
_SHARE_FOREIGN = 0.1
_WIDE = re.compile(r"[^\W\d_\u0000-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
# "13.8 percent more than the 188,000 tonnes" compares with a figure and bounds none.
_COMPARED = re.compile(
    r"(?:percent|per cent|%|times|\d|half|third|quarter|much|many|one|two|three|four|five|six|seven|eight|nine|ten)\s*$"
)
_BARE = frozenset({"number", "count"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a quote at its place in the document; ``row`` where it stands in a table."""

    quantity: Quantity
    start: int
    row: Row | None = None


@dataclass(frozen=True)
class Proof:
    """The quotes of one claim, and the question it answers."""

    quotes: tuple[Placed, ...]
    question: str

    @cached_property
    def words(self) -> str:
        """The quotes' own words."""
        return "\n".join(quote.text for quote in self.quotes)

    @cached_property
    def sentences(self) -> str:
        """The whole sentences that the quotes are taken from."""
        return "\n".join(dict.fromkeys(quote.sentence_text for quote in self.quotes))

    @cached_property
    def above(self) -> str:
        """Titles, dates and headings over the quotes, and the headers of their tables."""
        told: list[str] = []
        for quote in self.quotes:
            told += [quote.document.title, quote.document.published or "", quote.excerpt.heading]
            told += [part for row in rows_of(quote) for part in (row.head, row.caption)]
        return "\n".join(dict.fromkeys(told))

    @cached_property
    def before(self) -> str:
        """What stands in the quotes' passages up to their sentences' ends."""
        return "\n".join(quote.document.text[quote.excerpt.start : quote.sentence.end] for quote in self.quotes)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the sentences and what stands above them."""
        return stems(self.sentences) | stems(self.above)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures within the quotes."""
        return tuple(figure for quote in self.quotes for figure in figures_in(quote))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Those figures and what they are told as in brackets; bare ones also in the unit that is declared for them."""
        read = [told for one in self.figures for told in (one.quantity, one.quantity.equivalent) if told is not None]
        plain = [unit for quote in self.quotes if row_at(quote) is None for unit in declared(quote.text)]
        lines = [unit for quote in self.quotes if row_at(quote) is None for unit in _units_named(quote)]
        return (*read, *(told for one in self.figures for told in in_units(one, (*plain, *lines))))

    def foreign(self, claim: str) -> bool:
        """Whether a claim is in another language than its quotes, as far as that can be seen."""
        if _foreign_letters(claim) != _foreign_letters(self.sentences):
            return True
        return _english(self.before) and not _english(claim) and not set(content_stems(claim)) & self.stems


def figures_in(quote: Placed) -> list[Figure]:
    """The figures that a quote touches, each read in its sentence so that nothing of it is cut off."""
    begin = quote.sentence.start
    found = []
    text = quote.sentence_text
    for read in _read(text):
        if begin + read.start < quote.end and quote.start < begin + read.end:
            place = Placed(quote.excerpt, begin + read.start, begin + read.end)
            found.append(Figure(read, place.start, row_at(place)))
    return found


def _read(text: str) -> list[Quantity]:
    """The figures of a text; what a bound also holds for is read with it, too: "up to 80 kg or two children"."""
    read = [unbound(one, text) for one in read_quantities(text)]
    joined = [(one, other) for one, other in pairwise(read) if text[one.end : other.start].strip() == "or"]
    return [*read, *(replace(other, bound=one.bound) for one, other in joined if other.bound == "exact")]


def unbound(read: Quantity, text: str) -> Quantity:
    """A figure without the bound that only compares it: "five more than the 41"."""
    at = read.bound_start
    compared = at is not None and at < read.start and _COMPARED.search(text, 0, at)
    return replace(read, bound="exact") if compared else read


def in_units(figure: Figure, beside: tuple[Quantity, ...]) -> list[Quantity]:
    """A bare figure in the units that its table declares for it, else those declared beside it."""
    quantity = figure.quantity
    if quantity.kind not in _BARE and not (quantity.kind == "distance" and figure.row is not None):
        return []
    units = (figure.row.units(figure.start) if figure.row is not None else ()) or beside
    return [
        replace(
            quantity,
            value=quantity.value * unit.value,
            unit=unit.unit or quantity.unit,
            kind=unit.kind if unit.unit else quantity.kind,
            high=None if quantity.high is None else quantity.high * unit.value,
        )
        for unit in units
    ]


def _units_named(quote: Placed) -> tuple[Quantity, ...]:
    """The units of a line that names them in its middle: "Prices are in euros per side"."""
    return declared(quote.sentence_text)


def _foreign_letters(text: str) -> bool:
    """Whether a tenth of the letters are of another writing than the Latin."""
    return len(_WIDE.findall(text)) > _SHARE_FOREIGN * len(_LETTER.findall(text))


def _english(text: str) -> bool:
    words = [word.strip(".,;:!?()\"'") for word in text.lower().split()]
    return len(words) < _FEWEST or sum(word in _FUNCTION_WORDS for word in words) >= _SHARE_ENGLISH * len(words)
