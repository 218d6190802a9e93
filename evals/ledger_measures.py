"""Made-up documents of counts, areas, masses and dates, with questions whose answers are known."""

from decimal import Decimal

from seedqa.evals.ledger_made import Made, Maker, divided, percent, trimmed


def school(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    school = f"{m.name()} School"
    pupils, teachers, girls = m.whole(400, 1900), m.whole(21, 95), m.whole(110, 390)
    text = (
        f"A day at {school}\n\n{school} stands on a hill above the river and has {m.whole(12, 40)} classrooms. "
        + m.pick(
            f"It has {pupils:,} pupils and {teachers} teachers.",
            f"{pupils:,} pupils are taught there by {teachers} teachers.",
        )
        + f" Of the pupils, {girls} girls board during the week.\n\nA library with "
        f"{m.whole(4000, 9000):,} books opened in 2014.\n"
    )
    return text, [
        Made(
            "difference",
            m.pick(
                f"How many more pupils than teachers does {school} have?",
                f"By how many do the pupils of {school} outnumber the teachers?",
            ),
            pupils - teachers,
            "pupil",
        ),
        Made(
            "average",
            m.pick(
                f"How many pupils per teacher does {school} have?",
                f"What is the average number of pupils per teacher at {school}?",
            ),
            divided(pupils, teachers),
            "pupil",
        ),
        Made(
            "ratio",
            f"How many times as many pupils as teachers are there at {school}?",
            divided(pupils, teachers),
            "time",
        ),
        Made(
            "share",
            m.pick(
                f"What percentage of the pupils of {school} are girls who board?",
                f"What share of the pupils at {school} is made up of girls who board?",
            ),
            percent(girls, pupils),
            "percent",
        ),
        Made("none", f"What percentage of the pupils of {school} are orphans?"),
    ]


def harvest(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    place, crop = f"{m.name()} Village", m.pick("rice", "wheat", "potatoes", "tea", "apples")
    year = m.random.randint(2012, 2022)
    before, after, land = m.whole(210, 480), m.whole(490, 990), m.whole(60, 190)
    text = m.pick(
        f"In {year}, {place} harvested {before} tonnes of {crop}. In {year + 1}, it harvested "
        f"{after} tonnes of {crop} on {land} hectares.",
        f"{place} produced {before} tonnes of {crop} in {year}. The harvest of {crop} reached "
        f"{after} tonnes in {year + 1}, from {land} hectares of fields.",
        f"The output of {crop} in {place} rose from {before} tonnes in {year} to {after} tonnes in "
        f"{year + 1} on {land} hectares of land.",
    )
    text = f"{place}\n\n{text}\n\nThe village has {m.whole(120, 400)} households.\n"
    return text, [
        Made(
            "difference",
            m.pick(
                f"By how many tonnes did the {crop} harvest of {place} grow from {year} to {year + 1}?",
                f"What is the difference between the {crop} harvest of {place} in {year + 1} and in {year}?",
            ),
            after - before,
            "tonne",
        ),
        Made(
            "change",
            f"By what percentage did the {crop} harvest of {place} grow between {year} and {year + 1}?",
            percent(after - before, before),
            "percent",
        ),
        Made(
            "total",
            f"How many tonnes of {crop} did {place} harvest in {year} and {year + 1} together?",
            before + after,
            "tonne",
        ),
        Made(
            "conversion",
            m.pick(
                f"How many kilograms of {crop} did {place} harvest in {year}?",
                f"What was the {crop} harvest of {place} in {year} in kilograms?",
            ),
            before * 1000,
            "kilogram",
        ),
        Made(
            "conversion",
            f"How many acres of land grew {crop} in {place} in {year + 1}?",
            divided(land, Decimal("0.40468564224")),
            "acre",
        ),
        Made("none", f"How many tonnes of {crop} did {place} harvest in {year - 3} and {year - 2} together?"),
    ]


def forest(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    place = f"{m.name()} District"
    land, forest = m.whole(3000, 9000), m.whole(400, 2900)
    text = (
        f"Green plans\n\n{place} covers {land:,} hectares of land and is home to {m.whole(20, 90)},000 residents. "
        f"{m.pick(f'Forest covers {forest:,} hectares.', f'It has {forest:,} hectares of forest.')} "
        f"A park of {m.whole(20, 60)} hectares opened in 2019.\n"
    )
    return text, [
        Made("share", f"What share of the land of {place} is forest?", percent(forest, land), "percent"),
        Made("difference", f"How much larger is the land of {place} than its forest?", land - forest, "hectare"),
        Made(
            "conversion",
            m.pick(f"How many mu of forest does {place} have?", f"What is the forest area of {place} in mu?"),
            forest * 15,
            "mu",
        ),
        Made(
            "conversion",
            f"What is the land area of {place} in square kilometres?",
            divided(land, Decimal(100)),
            "square kilometre",
        ),
    ]


def museums(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    one, other = f"{m.name()} Museum", f"{m.name()} Museum"
    first, second = m.random.sample(range(1951, 2019), 2)
    a, b = m.whole(12000, 80000), m.whole(81000, 190000)
    text = (
        f"Two museums\n\n{one} opened in {first} and {m.pick('drew', 'received')} {a:,} visitors last season.\n\n"
        f"{other} was opened in {second}. It {m.pick('drew', 'welcomed')} {b:,} visitors last "
        f"season and has {m.whole(20, 70)} guides.\n"
    )
    return text, [
        Made("earliest", f"Which opened first, {one} or {other}?", words=one if first < second else other),
        Made("earliest", f"Which opened later: {one} or {other}?", words=other if first < second else one),
        Made("larger", f"Which received more visitors, {one} or {other}?", b - a, "visitor", words=other),
        Made("difference", f"How many more visitors did {other} have than {one}?", b - a, "visitor"),
        Made("total", f"How many visitors did {one} and {other} have altogether?", a + b, "visitor"),
    ]


def power(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    plant = f"{m.name()} Station"
    output, homes, away = m.tenths(2, 60) * 1000000, m.whole(900, 4100), m.whole(12, 88)
    text = (
        f"Power for the valley\n\nThe {plant} has {m.whole(5, 40)} turbines. In the first half of "
        f"the year it generated "
        f"{trimmed(output / 1000000)} million kilowatt-hours of electricity for {homes:,} households. "
        f"It lies {away} kilometres from the coast.\n"
    )
    return text, [
        Made(
            "average",
            m.pick(
                f"How much electricity did the {plant} generate per household?",
                f"On average, how much electricity did each household get from the {plant}?",
            ),
            divided(output, homes),
            "kilowatt-hour",
        ),
        Made(
            "conversion",
            f"How many megawatt-hours did the {plant} generate?",
            divided(output, Decimal(1000)),
            "megawatt-hour",
        ),
        Made(
            "conversion",
            f"How far from the coast is the {plant} in miles?",
            divided(Decimal(away), Decimal("1.609344")),
            "mile",
        ),
    ]
