"""A thousand made-up gifts in documents of different length and wording, for counts and lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from seedqa.evals.ledger_made import Maker, gift


@dataclass(frozen=True, slots=True)
class Record:
    """One gift of the corpus of records."""

    giver: str
    place: str
    amount: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class Records:
    """Texts by file name, and the records that they tell, each once or more."""

    texts: dict[str, str]
    records: tuple[Record, ...]


def make_records(seed: int, count: int) -> Records:
    """``count`` gifts in documents of one to sixty, some of them told twice, in different words."""
    maker = Maker(seed)
    givers = [f"{maker.name()} Trust" for _ in range(12)]
    places = [f"{maker.name()} Town" for _ in range(60)]
    records: dict[tuple[str, str, int], Record] = {}
    while len(records) < count:
        giver, place, year = maker.pick(*givers), maker.pick(*places), maker.random.randint(2008, 2023)
        amount = maker.whole(11, 4999) * 1000
        records.setdefault((giver, place, year), Record(giver, place, amount, year))
    made = list(records.values())
    texts = {f"records-{n:03d}.txt": text for n, text in enumerate(_documents(maker, made))}
    return Records(texts, tuple(made))


def _documents(m: Maker, records: list[Record]) -> Iterator[str]:
    left = list(records)
    while left:
        size = m.random.randint(1, 60)
        here, left = left[:size], left[size:]
        told = [gift(m, r.giver, r.place, r.amount, r.year) for r in here]
        again = [gift(m, r.giver, r.place, r.amount, r.year) for r in here if m.random.random() < 0.1]
        lines = [" ".join(told[i : i + 3]) for i in range(0, len(told), 3)]
        yield "Gifts on record\n\n" + "\n\n".join([*lines, *again]) + "\n"
