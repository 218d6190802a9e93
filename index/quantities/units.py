"""Units of measure after a figure: what kind of quantity each makes, and its canonical name."""

import re
from dataclasses import dataclass
from functools import cache

from index.quantities.currencies import currency_words


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text, ending at ``end``."""

    kind: str
    name: str
    end: int


# Each line: kind | canonical name | words that mean it, plural forms made by the loader.
_WORDS = """
percentage|percent|percent;per cent;pct;percents
percentage|percentage point|percentage point;percentage points;percent points;pp
area|hectare|hectare
area|mu|mu;mus;mou
area|acre|acre
area|square metre|square metre;square meter;sq metre;sq meter;sqm;sq m;sq. m
area|square kilometre|square kilometre;square kilometer;sq km;sq. km;sqkm
area|square mile|square mile;sq mile;sq mi;sq. mi
area|square foot|square foot;square feet;sq ft;sq. ft;sqft
area|square yard|square yard
area|square inch|square inch;square inches
mass|gram|gram;gramme
mass|kilogram|kilogram;kilo;kilogramme
mass|milligram|milligram
mass|tonne|ton;tonne;metric ton;metric tonne
mass|short ton|short ton
mass|catty|catty;catties
mass|jin|jin
mass|pound|pound;lb;lbs
mass|ounce|ounce;oz
mass|stone|stone
mass|carat|carat
volume|litre|litre;liter
volume|millilitre|millilitre;milliliter;ml
volume|gallon|gallon
volume|barrel|barrel
volume|pint|pint
volume|cup|cup
volume|bushel|bushel
volume|cubic metre|cubic metre;cubic meter
volume|cubic foot|cubic foot;cubic feet
volume|cubic kilometre|cubic kilometre;cubic kilometer
volume|cubic centimetre|cubic centimetre;cubic centimeter;cc
energy|kilowatt-hour|kilowatt-hour;kilowatt hour
energy|megawatt-hour|megawatt-hour;megawatt hour
energy|gigawatt-hour|gigawatt-hour;gigawatt hour
energy|terawatt-hour|terawatt-hour;terawatt hour
energy|joule|joule
energy|kilojoule|kilojoule
energy|calorie|calorie
energy|kilocalorie|kilocalorie;kcal
power|watt|watt
power|kilowatt|kilowatt
power|megawatt|megawatt
power|gigawatt|gigawatt
power|terawatt|terawatt
power|horsepower|horsepower;hp;bhp
distance|metre|metre;meter
distance|kilometre|kilometre;kilometer
distance|centimetre|centimetre;centimeter
distance|millimetre|millimetre;millimeter
distance|micrometre|micrometre;micrometer;micron
distance|nanometre|nanometre;nanometer
distance|mile|mile
distance|nautical mile|nautical mile
distance|foot|foot;feet
distance|inch|inch;inches
distance|yard|yard
distance|light-year|light-year;light year
distance|astronomical unit|astronomical unit
duration|second|second;sec;secs
duration|millisecond|millisecond;msec
duration|minute|minute;min;mins
duration|hour|hour;hr;hrs
duration|day|day;business day;working day;calendar day
duration|week|week;wk;wks
duration|fortnight|fortnight
duration|month|month;calendar month
duration|quarter|quarters
duration|semester|semester
duration|year|year;yr;yrs;calendar year
duration|decade|decade
duration|century|century;centuries
duration|millennium|millennium;millennia
age|year|years old;year old;years-old;year-old;year olds;year-olds;years of age;yrs old;yr old;yo;y/o;yr-old
age|month|months old;month old;month-old
age|week|weeks old;week old;week-old
age|day|days old;day old;day-old
temperature|degree Celsius|degrees celsius;degree celsius;degrees centigrade;celsius;degrees c
temperature|degree Fahrenheit|degrees fahrenheit;degree fahrenheit;fahrenheit;degrees f
temperature|kelvin|kelvin;kelvins
number|degree|degree
data|byte|byte
data|kilobyte|kilobyte
data|megabyte|megabyte
data|gigabyte|gigabyte
data|terabyte|terabyte
data|bit|bit
data|pixel|pixel;px
rate|mile/hour|mph;miles per hour;mile per hour
rate|kilometre/hour|kph;kmh;kilometres per hour;kilometers per hour;kilometre per hour;kilometer per hour
rate|frame/second|fps
rate|revolution/minute|rpm
rate|beat/minute|bpm
number|hertz|hertz
number|kilohertz|kilohertz
number|megahertz|megahertz
number|gigahertz|gigahertz
number|volt|volt
number|ampere|amp;ampere
number|decibel|decibel
multiple|time|times
multiple|fold|fold
"""
# Abbreviations mean what they mean in this case only.
_SYMBOLS = """
percentage|percent|% ％
percentage|percentage point|pp
area|hectare|ha
area|square kilometre|km2 km² km^2 km²
area|square metre|m2 m² m^2
area|square mile|mi2 mi²
area|square foot|ft2 ft²
mass|kilogram|kg Kg KG kgs
mass|gram|g
mass|milligram|mg
mass|tonne|t
mass|pound|lb lbs
mass|ounce|oz
volume|litre|L l
volume|millilitre|mL ml
volume|cubic metre|m3 m³
volume|cubic kilometre|km3 km³
energy|kilowatt-hour|kWh KWh kwh KWH
energy|megawatt-hour|MWh
energy|gigawatt-hour|GWh
energy|terawatt-hour|TWh
energy|kilojoule|kJ
energy|joule|J
power|watt|W w
power|kilowatt|kW KW kw
power|megawatt|MW
power|gigawatt|GW
power|terawatt|TW
distance|kilometre|km KM Km kms
distance|metre|m
distance|centimetre|cm
distance|millimetre|mm
distance|micrometre|μm µm
distance|nanometre|nm
distance|mile|mi
distance|foot|ft ft. ′
distance|inch|in. in ″
distance|yard|yd yds
duration|hour|h hr hrs
duration|minute|min mins min.
duration|second|s sec secs
duration|millisecond|ms
temperature|degree Celsius|°C ℃ ºC
temperature|degree Fahrenheit|°F ℉ ºF
number|degree|° º
data|kilobyte|KB kB
data|megabyte|MB
data|gigabyte|GB
data|terabyte|TB
rate|kilometre/hour|km/h kph kmh kmph
rate|mile/hour|mph MPH
rate|metre/second|m/s
number|hertz|Hz
number|kilohertz|kHz KHz
number|megahertz|MHz
number|gigahertz|GHz
number|volt|V v
money|penny|p
multiple|time|x × X
area|hectare|公顷
area|mu|亩
area|square kilometre|平方公里 平方千米
area|square metre|平方米
mass|kilogram|公斤 千克
mass|jin|斤
mass|tonne|吨
energy|kilowatt-hour|千瓦时 度电
power|kilowatt|千瓦
power|megawatt|兆瓦
distance|kilometre|公里 千米
distance|metre|米
duration|year|年
duration|month|个月
duration|day|天
duration|hour|小时
duration|minute|分钟
age|year|岁
multiple|time|倍
percentage|percentage point|个百分点
"""
_GLUED_ONLY = frozenset({"x", "X", "l", "v", "w", "p", "J"})
_WORD_AT = re.compile(r"[^\W\d_]+(?:\.(?=[ ]?[a-z]))?")
_GAP = re.compile(r"[ \t\u00a0\u202f]{0,2}\n?[ \t]{0,2}-?")
_BETWEEN = re.compile(
    r"\+(?=\s?[A-Za-z])|\s(?:or\s(?:more|so|fewer|less)|odd|more|additional|full|long|short|consecutive|straight|whole|extra|further"
    r"|successive|solid|entire|fiscal)(?=\s)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\u00a0\u202f]?")
_INNER = re.compile(r"[ \t\u00a0\u202f-]|-\n|\n")
_INCHES = re.compile(r"[)\]×,;]|\s\(\d|\sx\s\d|\.?\Z")
_INITIAL = re.compile(r"\.?\s[A-Z]")
_SYMBOL_FOLLOWS = re.compile(r"[^\W\d_]|\d")


@cache
def _word_table() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for line in _WORDS.strip().splitlines():
        kind, name, words = line.split("|")
        for word in words.split(";"):
            table[word.replace("-", " ")] = (kind, name)
            if not word.endswith(("s", "m2", "feet")) and len(word) > 2:
                table.setdefault(word.replace("-", " ") + "s", (kind, name))
    table |= {word: ("money", unit) for word, unit in currency_words().items()}
    return table


@cache
def _symbol_table() -> dict[str, tuple[str, str]]:
    rows = (line.split("|") for line in _SYMBOLS.strip().splitlines())
    return {symbol: (kind, name) for kind, name, symbols in rows for symbol in symbols.split()}


@cache
def _symbol_pattern() -> re.Pattern[str]:
    ordered = sorted(
        _symbol_table()
        | dict.fromkeys(["元", "美元", "港元", "日元", "欧元", "英镑", "人民币", "€", "£", "$"], ("", "")),
        key=len,
    )
    return re.compile("|".join(re.escape(symbol) for symbol in reversed(ordered)))


def unit_after(text: str, end: int, words: bool = False) -> Unit | None:
    """The unit that follows a figure ending at ``end``; ``words`` when the figure is in words ("two miles")."""
    return _worded(text, end) or (None if words else _symbolic(text, end)) or _parted(text, end)


def _parted(text: str, end: int) -> Unit | None:
    """A unit parted from its figure: "20+ years", "three or more years", "two more days"."""
    between = _BETWEEN.match(text, end)
    unit = _worded(text, between.end()) if between else None
    if unit is None or between is None:
        return None
    return unit if between.group().startswith("+") or unit.kind not in ("money", "percentage") else None


def _worded(text: str, end: int) -> Unit | None:
    gap = _GAP.match(text, end)
    position = gap.end() if gap else end
    parts: list[str] = []
    found: Unit | None = None
    for _ in range(3):
        word = _WORD_AT.match(text, position)
        if word is None:
            break
        parts.append(word.group().lower())
        entry = _word_table().get(" ".join(parts))
        if entry and not (len(parts) == 1 and word.end() - word.start() < 3 and word.start() == end):
            found = Unit(*entry, word.end())
        inner = _INNER.match(text, word.end())
        if inner is None:
            break
        position = inner.end()
    return found


def _symbolic(text: str, end: int) -> Unit | None:
    space = _SPACE.match(text, end)
    position = space.end() if space else end
    if text.startswith("-", position):
        position += 1
    match = _symbol_pattern().match(text, position)
    if match is None or _continues(text, match):
        return None
    symbol = match.group()
    if position > end and symbol in _GLUED_ONLY or symbol == "p" and text[max(0, end - 3) : end].isdigit():
        return None
    kind, name = _symbol_table().get(symbol) or ("money", currency_words()[symbol])
    return Unit(kind, name, match.end())


def _continues(text: str, match: re.Match[str]) -> bool:
    """Whether a Latin abbreviation goes on into a longer word ("m" of "men")."""
    symbol = match.group()
    if symbol == "in" and not _INCHES.match(text, match.end()):
        return True
    if len(symbol) == 1 and symbol.isupper() and _INITIAL.match(text, match.end()):
        return True
    return symbol[-1].isascii() and symbol[-1].isalnum() and bool(_SYMBOL_FOLLOWS.match(text, match.end()))
