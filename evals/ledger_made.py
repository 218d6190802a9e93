"""What made-up corpora are built from: names, values and sentences drawn at random from a seed, and their questions.

Every name is made of syllables; nothing is taken from a real document.
"""

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from random import Random

_FIRST = (
    "Vel Mar Tor Lin Nor Bas Kel Dor Fen Gar Hal Jor Lam Mir Ned Orl Pel Quin Ras Sol Tam Ulm Wen Yar Zel Bren Cald"
).split()
_LAST = "ora una bek dal mere wick ista oven ande ilo ara eth umi olt ena ovia".split()


@dataclass(frozen=True, slots=True)
class Made:
    """A question with its form and the right answer: an exact ``value`` or the ``words`` the short answer must hold;
    neither where nothing can be worked out. ``bound`` is what the answer's bound must be."""

    form: str
    question: str
    value: Decimal | None = None
    unit: str = ""
    words: str | None = None
    bound: str = "exact"
    status: str = "answered"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts by file name, and the questions over them."""

    texts: dict[str, str]
    questions: tuple[Made, ...]


class Maker:
    """Draws names, words and values; the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._used: set[str] = set()

    def name(self) -> str:
        """A name that no other document has."""
        while True:
            name = self.random.choice(_FIRST) + self.random.choice(_LAST)
            if name not in self._used:
                self._used.add(name)
                return name

    def pick(self, *options: str) -> str:
        """One of several wordings."""
        return self.random.choice(options)

    def whole(self, low: int, high: int) -> Decimal:
        """A whole number."""
        return Decimal(self.random.randint(low, high))

    def tenths(self, low: int, high: int, places: int = 1) -> Decimal:
        """A number with decimals."""
        scale = int(10**places)
        return Decimal(self.random.randint(low * scale, high * scale)) / scale


def divided(one: Decimal, other: Decimal) -> Decimal:
    """A quotient to 28 digits."""
    with localcontext(Context(prec=28)):
        return one / other


def money(value: Decimal) -> str:
    """An amount of yuan as a newspaper has it."""
    return f"{trimmed(value / 1000000)} million yuan" if value >= 1000000 else f"{value:,.0f} yuan"


def trimmed(value: Decimal) -> str:
    """A figure with separators and without idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(one: Decimal, other: Decimal) -> Decimal:
    """What percentage of the other the one is, to 28 digits."""
    with localcontext(Context(prec=28)):
        return one / other * 100


def gift(m: Maker, giver: str, place: str, amount: Decimal, year: int) -> str:
    """A sentence of one gift, in one of four wordings."""
    return m.pick(
        f"In {year}, the {giver} gave {place} {amount:,} yuan.",
        f"{place} received {amount:,} yuan from the {giver} in {year}.",
        f"In {year} {place} was given {amount:,} yuan by the {giver}.",
        f"The {giver} granted {amount:,} yuan to {place} in {year}.",
    )
