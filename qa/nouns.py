"""The nouns and units of measure that a question can ask for, each with the kind of answer it wants."""

from seedqa.qa.patterns import ROLES

_UNITS = {
    "money": "yuan rmb dollar euro pound yen rupee franc krona peso",
    "area": "hectare acre mu square",
    "mass": "ton tonne kilogram kilo gram catty jin ounce kg",
    "volume": "litre liter gallon barrel cubic pint",
    "power": "watt kilowatt megawatt gigawatt mw kw",
    "energy": "kilowatt-hour megawatt-hour kwh mwh gwh joule calorie",
    "distance": "kilometer kilometre mile meter metre feet centimeter centimetre millimeter millimetre yard km inches",
    "duration": "year month week day hour minute second decade",
    "temperature": "degree celsius fahrenheit",
    "data": "byte kilobyte megabyte gigabyte terabyte",
    "multiple": "time",
    "percentage": "percent percentage",
}
_INVARIABLE = frozenset("yuan rmb yen mu square cubic kg mw kw kwh mwh gwh km feet celsius fahrenheit percent".split())
_NOUNS = {
    "percentage": "percent percentage percentage_point proportion fraction portion slice share rate turnout growth",
    "count": "number population attendance headcount death_toll seating_capacity passenger_capacity",
    "duration": "duration lifespan length_of_time waiting_time travel_time journey_time crossing_time recovery_time",
    "age": "age",
    "distance": "height depth width length distance altitude elevation diameter circumference radius wingspan",
    "area": "acreage area",
    "mass": "weight mass tonnage",
    "temperature": "temperature",
    "rate": "speed speed_limit exchange_rate heart_rate",
    "power": "generating_capacity installed_capacity",
    "amount": "amount quantity volume size",
    "money": "salary wage income revenue earnings sum price cost fund funding subsidy loan budget turnover profit pay "
    "allowance investment donation grant proceeds fee worth value takings money cash fine compensation pension debt "
    "rent ransom bail damages dividend premium deposit loss deficit surplus bonus fare gdp expense expenditure "
    "spending",
    "date": "year date day month century decade deadline birthday",
    "time": "time kick-off",
    "organisation": "company firm enterprise university college school institution institute organisation organization "
    "agency bureau department ministry committee team authority bank hospital factory office body publisher outlet "
    "newspaper club court airline party union charity museum magazine broadcaster federation association council "
    "insurer brewery manufacturer regulator corporation retailer supplier contractor employer clinic",
    "place": "place country province state county city town township village district region location river lake "
    "market street port harbour harbor island stadium airport station capital venue continent valley address mountain "
    "beach neighbourhood neighborhood suburb municipality prefecture birthplace hometown ocean sea road nation",
    "person": "person people man woman men women official defendant patient witness victim winner successor "
    "predecessor master lady prince king queen widow boy girl husband wife child champion candidate politician "
    f"musician physician driver builder designer inventor composer boss ceo {ROLES}",
    "reason": "reason cause motive",
}
_LONGEST = 3


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word.replace("_", " "): kind for kind, words in table.items() for word in words.split()}


_UNIT_KINDS = _by_word(_UNITS)
_NOUN_KINDS = _by_word(_NOUNS)


def singular(word: str) -> str:
    """A lower-case noun without its plural ending; other words that end in "s" may lose it."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def unit_kind(word: str) -> str | None:
    """The kind of quantity that a unit measures, None where the word is no unit in the plural."""
    if word in _INVARIABLE or word == "inches":
        return _UNIT_KINDS[word]
    return _UNIT_KINDS.get(singular(word)) if singular(word) != word else None


def noun_kind(words: list[str]) -> str | None:
    """The kind of answer that a noun phrase asks for, by its last words; None where they are not known."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-size:])
        kind = _NOUN_KINDS.get(phrase) or _NOUN_KINDS.get(singular(phrase))
        if kind is not None:
            return kind
    return None
