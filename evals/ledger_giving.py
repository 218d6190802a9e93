"""Made-up documents of gifts, lists of them, and contradictions, with questions whose answers are known."""

from decimal import Decimal

from seedqa.evals.ledger_made import Made, Maker, gift, money


def gifts(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
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
        f"{giver} and its work\n\nThe {giver} was founded in {year - 7} and has {m.whole(11, 90)} "
        f"employees. {first} {again}\n\n"
        f"Last winter {other} was given {money(d)} by the {giver}.\n"
    )
    total = a + b + c
    told = "exact" if not bound else "more_than"
    asked = [
        Made(
            "total",
            m.pick(
                f"How much did the {giver} give {place} in total?",
                f"What did {place} receive from the {giver} altogether, in yuan?",
            ),
            total,
            "yuan",
            bound=told,
        ),
        Made(
            "gather",
            m.pick(f"How much did the {giver} give {place}?", f"How much money did {place} get from the {giver}?"),
            total,
            "yuan",
            bound=told,
        ),
        Made(
            "difference",
            f"How much more did {place} get for "
            f"{'bridges than for clinics' if a > b else 'clinics than for bridges'} from the {giver}?",
            abs(a - b),
            "yuan",
        ),
        Made("none", f"How much did {place} give the {giver} in total?"),
        Made("none", f"How much did the {giver} give {m.name()} County in total?"),
    ]
    return text, asked if a != b else asked[:2]


def lists(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    giver = f"{m.name()} Trust"
    places = [f"{m.name()} Town" for _ in range(4)]
    year = m.random.randint(2012, 2021)
    amounts = [m.whole(200, 900) * 1000 for _ in places]
    said = [gift(m, giver, place, amount, year) for place, amount in zip(places, amounts, strict=True)]
    text = f"Yearbook {year + 3}\n\n{said[0]} {said[1]}\n\nThe weather was mild. {said[2]}\n\n{said[3]} {said[1]}\n"
    limit = sorted(amounts)[1]
    above = [place for place, amount in zip(places, amounts, strict=True) if amount > limit]
    return text, [
        Made("count", f"How many grants did the {giver} make in {year}?", Decimal(4), ""),
        Made("count", f"How many towns received money from the {giver}?", Decimal(4), ""),
        Made("list", f"Which towns received more than {limit:,} yuan from the {giver}?", words="; ".join(above)),
        Made("list", f"List all the grants that the {giver} made.", words="; ".join(f"{a:,} yuan" for a in amounts)),
    ]


def conflicts(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
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
