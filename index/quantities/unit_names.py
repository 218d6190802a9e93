"""Names of units: the words and the symbols of each, with its kind and canonical name."""

from functools import cache

from seedqa.index.quantities.currencies import currency_words

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
multiple|time|fold
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
_MONEY_SYMBOLS = "元 美元 港元 日元 欧元 英镑 人民币 € £ $"


@cache
def worded_units() -> dict[str, tuple[str, str]]:
    """Words in lower case -> kind and canonical name, plural forms made."""
    table: dict[str, tuple[str, str]] = {}
    for line in _WORDS.strip().splitlines():
        kind, name, words = line.split("|")
        for word in words.replace("-", " ").split(";"):
            table[word] = (kind, name)
            if not word.endswith(("s", "feet")) and len(word) > 2:
                table.setdefault(word + "s", (kind, name))
    return table | {word: ("money", unit) for word, unit in currency_words().items()}


@cache
def symbolic_units() -> dict[str, tuple[str, str]]:
    """Abbreviations and signs, in their own case -> kind and canonical name."""
    rows = (line.split("|") for line in _SYMBOLS.strip().splitlines())
    table = {symbol: (kind, name) for kind, name, symbols in rows for symbol in symbols.split()}
    return table | {symbol: ("money", currency_words()[symbol]) for symbol in _MONEY_SYMBOLS.split()}
