"""Questions for a figure changed: the year before, growth between two years, another unit."""

import re
from collections.abc import Iterator

from seedqa.qa.figures.form import Form, compiled, found
from seedqa.qa.figures.units import unit_named

_EARLIER = (
    r"(?:(?:a|one|the|in the) year (?:earlier|before|previously|prior)|(?:the )?(?:previous|preceding|prior) year|"
    r"year before|twelve months (?:earlier|before)|"
    r"before (?:the|that|this) (?:increase|rise|growth|fall|drop|decline|decrease|jump))"
)
_YEAR_BEFORE = re.compile(_EARLIER, re.IGNORECASE)
_COMPARED = re.compile(rf"\b(?:than|from|over|since|against|compared (?:to|with))\s(?:in )?{_EARLIER}", re.IGNORECASE)
_DOWN = r"(?:fall|drop|decline|decrease|shrink|go down)"
_CHANGES = rf"(?:{_DOWN}|grow|rise|increase|climb|go up|expand|change|improve|growth|difference)"
_YEARS = re.compile(
    r"(?:from|between) .{0,12}?(?P<first>(?:19|20)\d\d) (?:to|and|until) .{0,12}?(?P<second>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CHANGE = re.compile(rf"\b{_CHANGES}\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:percent|percentage|per cent|growth rate|rate of growth|relative)\b", re.IGNORECASE)
_WORDS_OF_CHANGE = re.compile(rf"\b(?:{_CHANGES}|percentage|percent|rate)\b", re.IGNORECASE)
_UNITS = (
    r"(?P<unit>(?:metric |short )?(?:tons?|tonnes?|kilograms?|kilos?|kg|grams?|catties|catty|jin|pounds?|hectares?|ha|"
    r"acres?|mu|square (?:kilomet|met)(?:re|er)s?|sq km|square miles?|square feet|kilomet(?:re|er)s?|km|"
    r"met(?:re|er)s?|miles?|feet|kwh|mwh|gwh|kilowatt[- ]hours?|megawatt[- ]hours?|gigawatt[- ]hours?|kilowatts?|"
    r"megawatts?|gigawatts?|us dollars?|u\.s\. dollars?|american dollars?|dollars?|usd|yuan|rmb|euros?|"
    r"pounds sterling|yen|lit(?:re|er)s?))\b"
)
_CONVERSION = compiled(
    rf"\bhow many {_UNITS}",
    rf"\b(?:in|into|expressed in|converted to|converted into) {_UNITS}(?! of\b)",
)


def years_before(text: str) -> Iterator[Form]:
    """A figure of the year before; not one that is only compared with it."""
    match = _YEAR_BEFORE.search(text)
    if match and not _COMPARED.search(text):
        yield Form("growth_back", (_without(text, match),))


def changes(text: str) -> Iterator[Form]:
    """From one year to another: by how much, or by what percentage."""
    years = _YEARS.search(text)
    if years is None or not _CHANGE.search(text):
        return
    rest = _WORDS_OF_CHANGE.sub(" ", _without(text, years))
    phrases = (f"{rest} {years['second']}", f"{rest} {years['first']}")
    if _RELATIVE.search(text):
        yield Form("change", phrases)
    else:
        yield Form("difference", phrases, smaller=re.search(rf"\b{_DOWN}\b", text, re.IGNORECASE) is not None)


def conversions(text: str) -> Iterator[Form]:
    """A figure in a unit that the question names."""
    match = found(_CONVERSION, text)
    named = unit_named(match["unit"].lower()) if match else None
    if match and named:
        yield Form("conversion", (_without(text, match),), unit=named[1])


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
