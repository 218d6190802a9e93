"""Made-up documents full of figures, and questions over them whose right answers are known by construction.

Every name is made of syllables and every value is drawn at random from a seed; nothing is taken from a real document.
Sentences and questions are worded in several ways each, and told beside figures that must not be taken.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from random import Random

_FIRST = "Vel Mar Tor Lin Nor Bas Kel Dor Fen Gar Hal Jor Lam Mir Ned Orl Pel Quin Ras Sol Tam Ulm Wen Yar Zel Bren Cald".split()
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


class _Maker:
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
        return self.random.choice(options)

    def whole(self, low: int, high: int) -> Decimal:
        return Decimal(self.random.randint(low, high))

    def tenths(self, low: int, high: int, places: int = 1) -> Decimal:
        return Decimal(self.random.randint(low * 10**places, high * 10**places)) / 10**places


def divided(one: Decimal, other: Decimal) -> Decimal:
    """A quotient to 28 digits."""
    with localcontext(Context(prec=28)):
        return one / other


def money(value: Decimal) -> str:
    """An amount of yuan as a newspaper has it."""
    return f"{_trim(value / 1000000)} million yuan" if value >= 1000000 else f"{value:,.0f} yuan"


def _trim(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def make_corpus(seed: int, rounds: int) -> Corpus:
    """``rounds`` of every family of documents."""
    maker = _Maker(seed)
    texts: dict[str, str] = {}
    questions: list[Made] = []
    for number in range(rounds):
        for family in FAMILIES:
            text, made = family(maker)
            texts[f"{family.__name__.strip('_')}-{number:02d}.txt"] = text
            questions.extend(made)
    return Corpus(texts, tuple(questions))


_Family = Callable[[_Maker], tuple[str, list[Made]]]


def _gifts(m: _Maker) -> tuple[str, list[Made]]:
    giver, place, other = f"{m.name()} Foundation", f"{m.name()} County", f"{m.name()} County"
    year = m.random.randint(2011, 2021)
    a, b, c, d = (m.tenths(1, 40, 2) * 1000000 for _ in range(4))
    bound = m.pick("", "more than ")
    first = m.pick(
        f"In {year}, the {giver} gave {place} {money(a)} for bridges and {money(b)} for clinics.",
        f"The {giver} donated {money(a)} to {place} for bridges in {year}, and {money(b)} for clinics.",
        f"In {year} {place} received {money(a)} for bridges and {money(b)} for clinics from the {giver}.",
    )
    again = m.pick(
        f"It later provided the county with {bound}{money(c)} for school buses.",
        f"The foundation also granted the county {bound}{money(c)} for school buses.",
    )
    text = (
        f"{giver} and its work\n\nThe {giver} was founded in {year - 7} and has {m.whole(11, 90)} employees. {first} {again}\n\n"
        f"Last winter {other} was given {money(d)} by the {giver}.\n"
    )
    total = a + b + c
    told = "exact" if not bound else "more_than"
    asked = [
        Made("total", m.pick(f"How much did the {giver} give {place} in total?", f"What did {place} receive from the {giver} altogether, in yuan?"), total, "yuan", bound=told),
        Made("gather", m.pick(f"How much did the {giver} give {place}?", f"How much money did {place} get from the {giver}?"), total, "yuan", bound=told),
        Made("difference", f"How much more did {place} get for {'bridges than for clinics' if a > b else 'clinics than for bridges'} from the {giver}?", abs(a - b), "yuan"),
        Made("none", f"How much did {place} give the {giver} in total?"),
        Made("none", f"How much did the {giver} give {m.name()} County in total?"),
    ]  # fmt: skip
    return text, asked if a != b else asked[:2]


def _school(m: _Maker) -> tuple[str, list[Made]]:
    school = f"{m.name()} School"
    pupils, teachers, girls = m.whole(400, 1900), m.whole(21, 95), m.whole(110, 390)
    text = (
        f"A day at {school}\n\n{school} stands on a hill above the river and has {m.whole(12, 40)} classrooms. "
        + m.pick(
            f"It has {pupils:,} pupils and {teachers} teachers.",
            f"{pupils:,} pupils are taught there by {teachers} teachers.",
        )
        + f" Of the pupils, {girls} girls board during the week.\n\nA library with {m.whole(4000, 9000):,} books opened in 2014.\n"
    )
    return text, [
        Made("difference", m.pick(f"How many more pupils than teachers does {school} have?", f"By how many do the pupils of {school} outnumber the teachers?"), pupils - teachers, "pupil"),
        Made("average", m.pick(f"How many pupils per teacher does {school} have?", f"What is the average number of pupils per teacher at {school}?"), divided(pupils, teachers), "pupil"),
        Made("ratio", f"How many times as many pupils as teachers are there at {school}?", divided(pupils, teachers), "time"),
        Made("share", m.pick(f"What percentage of the pupils of {school} are girls who board?", f"What share of the pupils at {school} is made up of girls who board?"), _times100(girls, pupils), "percent"),
        Made("none", f"What percentage of the pupils of {school} are orphans?"),
    ]  # fmt: skip


def _times100(one: Decimal, other: Decimal) -> Decimal:
    with localcontext(Context(prec=28)):
        return one / other * 100


def _harvest(m: _Maker) -> tuple[str, list[Made]]:
    place, crop = f"{m.name()} Village", m.pick("rice", "wheat", "potatoes", "tea", "apples")
    year = m.random.randint(2012, 2022)
    before, after, land = m.whole(210, 480), m.whole(490, 990), m.whole(60, 190)
    text = m.pick(
        f"In {year}, {place} harvested {before} tonnes of {crop}. In {year + 1}, it harvested {after} tonnes of {crop} on {land} hectares.",
        f"{place} produced {before} tonnes of {crop} in {year}. The harvest of {crop} reached {after} tonnes in {year + 1}, from {land} hectares of fields.",
        f"The output of {crop} in {place} rose from {before} tonnes in {year} to {after} tonnes in {year + 1} on {land} hectares of land.",
    )
    text = f"{place}\n\n{text}\n\nThe village has {m.whole(120, 400)} households.\n"
    return text, [
        Made("difference", m.pick(f"By how many tonnes did the {crop} harvest of {place} grow from {year} to {year + 1}?", f"What is the difference between the {crop} harvest of {place} in {year + 1} and in {year}?"), after - before, "tonne"),
        Made("change", f"By what percentage did the {crop} harvest of {place} grow between {year} and {year + 1}?", _times100(after - before, before), "percent"),
        Made("total", f"How many tonnes of {crop} did {place} harvest in {year} and {year + 1} together?", before + after, "tonne"),
        Made("conversion", m.pick(f"How many kilograms of {crop} did {place} harvest in {year}?", f"What was the {crop} harvest of {place} in {year} in kilograms?"), before * 1000, "kilogram"),
        Made("conversion", f"How many acres of land grew {crop} in {place} in {year + 1}?", divided(land, Decimal("0.40468564224")), "acre"),
        Made("none", f"How many tonnes of {crop} did {place} harvest in {year - 3} and {year - 2} together?"),
    ]  # fmt: skip


def _revenue(m: _Maker) -> tuple[str, list[Made]]:
    firm, year = f"{m.name()} Company", m.random.randint(2012, 2023)
    value, rate, profit = m.tenths(12, 90, 2) * 1000000, m.tenths(3, 60), m.tenths(1, 9) * 1000000
    up = m.pick("up", "down")
    word = "growth" if up == "up" else "a drop"
    text = m.pick(
        f"In {year}, the revenue of {firm} reached {money(value)}, {up} {rate}% year-on-year, and its profit was {money(profit)}.",
        f"{firm} earned revenue of {money(value)} in {year}, {word} of {rate}% over the year before. Its profit was {money(profit)}.",
    )
    text = f"{firm} reports\n\n{text} The company employs {m.whole(100, 900)} people in {m.whole(3, 9)} towns.\n"
    with localcontext(Context(prec=28)):
        back = value / (1 + rate / 100) if up == "up" else value / (1 - rate / 100)
    return text, [
        Made("growth_back", m.pick(f"What was the revenue of {firm} a year earlier?", f"Work out the revenue of {firm} in the year before {year}.", f"What revenue did {firm} have the previous year?"), back, "yuan"),
        Made("share", f"What percentage of the revenue of {firm} was profit?", _times100(profit, value), "percent"),
        Made("ratio", f"What is the ratio of the revenue of {firm} to its profit?", divided(value, profit), "time"),
    ]  # fmt: skip


def _forest(m: _Maker) -> tuple[str, list[Made]]:
    place = f"{m.name()} District"
    land, forest = m.whole(3000, 9000), m.whole(400, 2900)
    text = (
        f"Green plans\n\n{place} covers {land:,} hectares of land and is home to {m.whole(20, 90)},000 residents. "
        f"{m.pick(f'Forest covers {forest:,} hectares.', f'It has {forest:,} hectares of forest.')} "
        f"A park of {m.whole(20, 60)} hectares opened in 2019.\n"
    )
    return text, [
        Made("share", f"What share of the land of {place} is forest?", _times100(forest, land), "percent"),
        Made("difference", f"How much larger is the land of {place} than its forest?", land - forest, "hectare"),
        Made("conversion", m.pick(f"How many mu of forest does {place} have?", f"What is the forest area of {place} in mu?"), forest * 15, "mu"),
        Made("conversion", f"What is the land area of {place} in square kilometres?", divided(land, Decimal(100)), "square kilometre"),
    ]  # fmt: skip


def _museums(m: _Maker) -> tuple[str, list[Made]]:
    one, other = f"{m.name()} Museum", f"{m.name()} Museum"
    first, second = m.random.sample(range(1951, 2019), 2)
    a, b = m.whole(12000, 80000), m.whole(81000, 190000)
    text = (
        f"Two museums\n\n{one} opened in {first} and {m.pick('drew', 'received')} {a:,} visitors last season.\n\n"
        f"{other} was opened in {second}. It {m.pick('drew', 'welcomed')} {b:,} visitors last season and has {m.whole(20, 70)} guides.\n"
    )
    return text, [
        Made("earliest", f"Which opened first, {one} or {other}?", words=one if first < second else other),
        Made("earliest", f"Which opened later: {one} or {other}?", words=other if first < second else one),
        Made("larger", f"Which received more visitors, {one} or {other}?", b - a, "visitor", words=other),
        Made("difference", f"How many more visitors did {other} have than {one}?", b - a, "visitor"),
        Made("total", f"How many visitors did {one} and {other} have altogether?", a + b, "visitor"),
    ]  # fmt: skip


def _power(m: _Maker) -> tuple[str, list[Made]]:
    plant = f"{m.name()} Station"
    output, homes, away = m.tenths(2, 60) * 1000000, m.whole(900, 4100), m.whole(12, 88)
    text = (
        f"Power for the valley\n\nThe {plant} has {m.whole(5, 40)} turbines. In the first half of the year it generated "
        f"{_trim(output / 1000000)} million kilowatt-hours of electricity for {homes:,} households. "
        f"It lies {away} kilometres from the coast.\n"
    )
    return text, [
        Made("average", m.pick(f"How much electricity did the {plant} generate per household?", f"On average, how much electricity did each household get from the {plant}?"), divided(output, homes), "kilowatt-hour"),
        Made("conversion", f"How many megawatt-hours did the {plant} generate?", divided(output, Decimal(1000)), "megawatt-hour"),
        Made("conversion", f"How far from the coast is the {plant} in miles?", divided(Decimal(away), Decimal("1.609344")), "mile"),
    ]  # fmt: skip


def _exchange(m: _Maker) -> tuple[str, list[Made]]:
    place, builder = f"{m.name()} City", f"{m.name()} Group"
    rate = m.tenths(6, 7)
    bridge, road = m.whole(2, 40) * rate * 1000000, m.whole(41, 90) * 1000000
    text = (
        f"New roads\n\n{builder} built a bridge in {place} for {money(bridge)}(${_trim(bridge / rate / 1000000)} million). "
        f"A road in {place} cost the {builder} {money(road)}.\n"
    )
    return text, [
        Made("conversion", f"What did the road in {place} cost in dollars?", divided(road * (bridge / rate), bridge), "USD"),
        Made("conversion", f"How many dollars did the bridge in {place} cost?", words=f"${_trim(bridge / rate / 1000000)} million"),
        Made("none", f"What did the road in {place} cost in euros?"),
        Made("total", f"What did the bridge and the road in {place} cost together?", bridge + road, "yuan"),
    ]  # fmt: skip


def _lists(m: _Maker) -> tuple[str, list[Made]]:
    giver = f"{m.name()} Trust"
    places = [f"{m.name()} Town" for _ in range(4)]
    year = m.random.randint(2012, 2021)
    amounts = [m.whole(200, 900) * 1000 for _ in places]
    said = [_gift(m, giver, place, amount, year) for place, amount in zip(places, amounts, strict=True)]
    text = f"Yearbook {year + 3}\n\n{said[0]} {said[1]}\n\nThe weather was mild. {said[2]}\n\n{said[3]} {said[1]}\n"
    limit = sorted(amounts)[1]
    above = [place for place, amount in zip(places, amounts, strict=True) if amount > limit]
    return text, [
        Made("count", f"How many grants did the {giver} make in {year}?", Decimal(4), ""),
        Made("count", f"How many towns received money from the {giver}?", Decimal(4), ""),
        Made("list", f"Which towns received more than {limit:,} yuan from the {giver}?", words="; ".join(above)),
        Made("list", f"List all the grants that the {giver} made.", words="; ".join(f"{a:,} yuan" for a in amounts)),
    ]


def _gift(m: _Maker, giver: str, place: str, amount: Decimal, year: int) -> str:
    return m.pick(
        f"In {year}, the {giver} gave {place} {amount:,} yuan.",
        f"{place} received {amount:,} yuan from the {giver} in {year}.",
        f"In {year} {place} was given {amount:,} yuan by the {giver}.",
        f"The {giver} granted {amount:,} yuan to {place} in {year}.",
    )


def _conflicts(m: _Maker) -> tuple[str, list[Made]]:
    hall = f"{m.name()} Library"
    one, other = m.whole(4000, 9000), m.whole(11000, 19000)
    year = m.random.randint(2012, 2022)
    text = (
        f"Reading rooms\n\nIn {year}, the {hall} held {one:,} books.\n\nIt is open on {m.whole(3, 6)} days a week.\n\n"
        f"The {hall} held {other:,} books in {year}.\n"
    )
    return text, [
        Made("conflict", f"How many books did the {hall} hold in {year}?", words=f"{one:,}", status="conflict")
    ]


FAMILIES: tuple[_Family, ...] = (
    _gifts, _school, _harvest, _revenue, _forest, _museums, _power, _exchange, _lists, _conflicts,
)  # fmt: skip


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
    maker = _Maker(seed)
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


def _documents(m: _Maker, records: list[Record]) -> Iterator[str]:
    left = list(records)
    while left:
        size = m.random.randint(1, 60)
        here, left = left[:size], left[size:]
        told = [_gift(m, r.giver, r.place, r.amount, r.year) for r in here]
        again = [_gift(m, r.giver, r.place, r.amount, r.year) for r in here if m.random.random() < 0.1]
        lines = [" ".join(told[i : i + 3]) for i in range(0, len(told), 3)]
        yield "Gifts on record\n\n" + "\n\n".join([*lines, *again]) + "\n"
