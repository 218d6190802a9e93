"""Made-up documents of money: growth told of, and a rate that the document states."""

from decimal import Context, localcontext

from seedqa.evals.ledger_made import Made, Maker, divided, money, percent, trimmed


def revenue(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    firm, year = f"{m.name()} Company", m.random.randint(2012, 2023)
    value, rate, profit = m.tenths(12, 90, 2) * 1000000, m.tenths(3, 60), m.tenths(1, 9) * 1000000
    up = m.pick("up", "down")
    word = "growth" if up == "up" else "a drop"
    text = m.pick(
        f"In {year}, the revenue of {firm} reached {money(value)}, {up} {rate}% year-on-year, and "
        f"its profit was {money(profit)}.",
        f"{firm} earned revenue of {money(value)} in {year}, {word} of {rate}% over the year "
        f"before. Its profit was {money(profit)}.",
    )
    text = f"{firm} reports\n\n{text} The company employs {m.whole(100, 900)} people in {m.whole(3, 9)} towns.\n"
    with localcontext(Context(prec=28)):
        back = value / (1 + rate / 100) if up == "up" else value / (1 - rate / 100)
    return text, [
        Made(
            "growth_back",
            m.pick(
                f"What was the revenue of {firm} a year earlier?",
                f"Work out the revenue of {firm} in the year before {year}.",
                f"What revenue did {firm} have the previous year?",
            ),
            back,
            "yuan",
        ),
        Made("share", f"What percentage of the revenue of {firm} was profit?", percent(profit, value), "percent"),
        Made("ratio", f"What is the ratio of the revenue of {firm} to its profit?", divided(value, profit), "time"),
    ]


def exchange(m: Maker) -> tuple[str, list[Made]]:
    """One document of this family."""
    place, builder = f"{m.name()} City", f"{m.name()} Group"
    rate = m.tenths(6, 7)
    bridge, road = m.whole(2, 40) * rate * 1000000, m.whole(41, 90) * 1000000
    text = (
        f"New roads\n\n{builder} built a bridge in {place} for "
        f"{money(bridge)}(${trimmed(bridge / rate / 1000000)} million). "
        f"A road in {place} cost the {builder} {money(road)}.\n"
    )
    return text, [
        Made(
            "conversion",
            f"What did the road in {place} cost in dollars?",
            divided(road * (bridge / rate), bridge),
            "USD",
        ),
        Made(
            "conversion",
            f"How many dollars did the bridge in {place} cost?",
            words=f"${trimmed(bridge / rate / 1000000)} million",
        ),
        Made("none", f"What did the road in {place} cost in euros?"),
        Made("total", f"What did the bridge and the road in {place} cost together?", bridge + road, "yuan"),
    ]
