"""The wording of a question -> the figures it asks to be put together, and how. Rules of general English only.

A question may be read in more than one way; the readings come in the order in which they are to be tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.figures.units import unit_named

_I = re.IGNORECASE
_BE = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)"
_MORE = (
    r"(?:more|fewer|less|larger|bigger|greater|higher|smaller|lower|longer|shorter|older|younger|taller|heavier|wider|"
    r"most|fewest|least|largest|biggest|greatest|highest|smallest|lowest|longest|shortest|oldest|youngest|tallest|heaviest)"
)
_LESS = frozenset("fewer less smaller lower shorter younger fewest least smallest lowest shortest youngest".split())
_UNITS = (
    r"(?:metric |short )?(?:tons?|tonnes?|kilograms?|kilos?|kg|grams?|catties|catty|jin|pounds?|hectares?|ha|acres?|mu|"
    r"square (?:kilomet|met)(?:re|er)s?|sq km|square miles?|square feet|kilomet(?:re|er)s?|km|met(?:re|er)s?|miles?|feet|"
    r"kwh|mwh|gwh|kilowatt[- ]hours?|megawatt[- ]hours?|gigawatt[- ]hours?|kilowatts?|megawatts?|gigawatts?|"
    r"us dollars?|u\.s\. dollars?|american dollars?|dollars?|usd|yuan|rmb|euros?|pounds sterling|yen|lit(?:re|er)s?)"
)
_TOTAL = r"(?:in total|altogether|all told|in all|combined|taken together|together|overall|summed(?: up)?|as a whole)"


@dataclass(frozen=True, slots=True)
class Form:
    """``kind`` of reading, its ``phrases`` in the order of its operands, a ``unit`` to tell the result in, a ``noun``
    that is divided by or listed, and whether the ``smaller`` or earlier one is asked for."""

    kind: str
    phrases: tuple[str, ...]
    unit: str | None = None
    noun: str | None = None
    smaller: bool = False


def read_forms(question: str) -> Iterator[Form]:
    """The readings of a question that ask for something to be worked out; none for a plain question."""
    text = re.sub(r"\s+", " ", question).strip().rstrip("?.! ")
    for reader in (_ratio, _share, _growth_back, _change, _difference, _average, _earliest, _larger, _total, _conversion):
        yield from reader(text)


def _ratio(text: str) -> Iterator[Form]:
    match = (
        re.search(rf"\bhow many times (?:as (?:much|many|large|big|high|long|great|\w+)|{_MORE}|the)(?P<a>.*?)\b(?:as|than)\b (?P<b>.+)", text, _I)
        or re.search(r"\bratio (?:of|between) (?P<a>.+?) (?:to|and) (?P<b>.+)", text, _I)
        or re.search(rf"\bhow many times (?P<b>.+?) (?:is|was|are|were) (?P<a>.+)", text, _I)
        or re.search(rf"\bby what (?:factor|multiple) {_BE} (?P<a>.+?) (?:exceed|surpass|outnumber|larger than|bigger than)\w* (?P<b>.+)", text, _I)
    )
    if match:
        yield Form("ratio", (match["a"], match["b"]))


def _share(text: str) -> Iterator[Form]:
    kind = r"(?:percentage|percent|per cent|share|proportion|fraction|portion)"
    verb = (
        rf"(?:{_BE}|comes?|came|goes|went|belongs?|makes? up|made up|consists?|accounts? for|accounted for|lives?|works?|"
        r"stems?|flowed|flows|arose|derives?|fell to)"
    )
    patterns = (
        rf"\b(?:what|which|how (?:large|big|high) an?|how many) {kind} of (?P<b>.+?) {verb} (?P<a>.+)",
        rf"\b(?P<a>[^,]+?),? as an? {kind} of (?P<b>.+)",
        rf"\b(?:what|which) {kind} {_BE} (?P<a>.+?) (?:of|out of|in) (?P<b>(?:the|its|all|total).+)",
        rf"\b(?:what|which) (?:is|was) the {kind} of (?P<a>.+?) (?:among|in|out of|within) (?P<b>.+)",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match:
            part = re.sub(r"^(?:what|which|how much|how many) (?:is|was|are|were)?\s?", "", match["a"], flags=_I)
            yield Form("share", (part, match["b"]))


_EARLIER = (
    r"(?:(?:a|one|the|in the) year (?:earlier|before|previously|prior)|(?:the )?(?:previous|preceding|prior) year|year before|"
    r"twelve months (?:earlier|before)|before (?:the|that|this) (?:increase|rise|growth|fall|drop|decline|decrease|jump))"
)


def _growth_back(text: str) -> Iterator[Form]:
    match = re.search(_EARLIER, text, _I)
    if match and not re.search(rf"\b(?:than|from|over|since|against|compared (?:to|with))\s(?:in )?{_EARLIER}", text, _I):
        yield Form("growth_back", (text[: match.start()] + " " + text[match.end() :],))


def _change(text: str) -> Iterator[Form]:
    """From one year to another: by how much, or by what percentage."""
    verb = r"(?:grow|rise|increase|climb|go up|expand|fall|drop|decline|decrease|shrink|go down|change|improve)"
    years = r"(?:from|between) (?:.{0,12}?)(?P<first>(?:19|20)\d\d) (?:to|and|until) (?:.{0,12}?)(?P<second>(?:19|20)\d\d)"
    match = re.search(years, text, _I)
    if match is None or not re.search(rf"\b(?:{verb}|growth|increase|rise|decrease|decline|change|difference)\b", text, _I):
        return
    rest = text[: match.start()] + " " + text[match.end() :]
    rest = re.sub(rf"\b(?:{verb}|growth|increase|rise|decrease|decline|change|difference|percentage|percent|rate)\b", " ", rest, flags=_I)
    phrases = (f"{rest} {match['second']}", f"{rest} {match['first']}")
    percent = re.search(r"\b(?:percent|percentage|per cent|growth rate|rate of growth|relative)\b", text, _I)
    fewer = bool(re.search(r"\b(?:fall|drop|decline|decrease|shrink|go down)\b", text, _I))
    yield Form("change" if percent else "difference", phrases, smaller=fewer and not percent)


def _difference(text: str) -> Iterator[Form]:
    verb = r"(?:exceed|surpass|outnumber|outstrip|top|beat|outweigh)(?:ed|s)?"
    patterns = (
        r"\b(?:difference|gap)(?P<what> in .+?)? between (?P<a>.+?) and (?P<b>.+)",
        rf"\bby (?:what margin|what amount|how (?:much|many)(?: [\w-]+)?) {_BE} (?P<a>.+?) {verb} (?P<b>.+)",
        rf"\bby (?:what margin|what amount|how (?:much|many)(?: [\w-]+)?) {_BE} (?P<a>.+?) (?P<dir>{_MORE}) than (?P<b>.+)",
        rf"\b(?:how (?:much|many)|what) (?P<unit>[\w-]+ )?(?P<dir>{_MORE})\b(?P<a>.*?) than (?P<b>.+)",
        r"\b(?:what is )?(?P<a>.+?) (?:minus|less) (?P<b>the .+|[A-Z].+)",
        r"\bsubtract (?P<b>.+?) from (?P<a>.+)",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match is None:
            continue
        found = match.groupdict()
        what = (found.get("what") or "") + " " + (found.get("unit") or "")
        smaller = (found.get("dir") or "").lower() in _LESS
        yield Form("difference", (f"{match['a']} {what}".strip(), f"{match['b']} {what}".strip()), smaller=smaller)


def _average(text: str) -> Iterator[Form]:
    patterns = (
        r"\b(?:average|mean) (?P<a>.*?)\b(?:per|for each|for every|by each|of each|from each) (?P<noun>[\w-]+)(?P<rest>.*)",
        r"\b(?P<a>.*?)\bon average,?(?P<rest>.*?) each (?P<noun>[\w-]+)(?P<more>.*)",
        r"\bhow (?:much|many) (?P<a>.*?)\b(?:per|for each|for every|from each|of each|to each) (?P<noun>[\w-]+)(?P<rest>.*)",
        r"\bhow (?:much|many) (?P<a>.*?)\bdid each (?P<noun>[\w-]+)(?P<rest>.*?)\bon average",
        r"\bwhat (?P<a>.*?)\bper (?P<noun>[\w-]+)(?P<rest>.*)",
        r"\b(?P<a>.+) per (?P<noun>[\w-]+)(?P<rest>.*)",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match and match["noun"].lower() not in {"cent", "annum", "capita", "head"}:
            found = match.groupdict()
            rest = f"{found['a']} {found.get('rest') or ''} {found.get('more') or ''}"
            yield Form("average", (rest, f"{match['noun']} {found.get('rest') or ''}"), noun=match["noun"].lower())
            return
    match = re.search(r"\b(?:average|mean)\b(?P<a>.+)", text, _I)
    if match:
        yield Form("mean", (match["a"],))


def _pair(text: str) -> tuple[str, str, str] | None:
    """The two things that a question puts side by side, and the rest of it."""
    either = r"(?:the |in )?(?:[A-Z0-9][^,]*?|[^,]+?)"
    match = re.search(rf"^(?P<rest>.*?)(?:[,:;–—-]|\bbetween\b|\bof\b) ?(?P<a>{either}),? (?:or|and) (?P<b>[^,]+)$", text)
    if match is None:
        match = re.search(rf"^(?:which|who|what|where) of (?P<a>{either}) (?:and|or) (?P<b>(?:the )?(?:[A-Z][\w’'-]* ?(?:of )?)+)(?P<rest>.*)$", text, _I)
    return (match["a"].strip(), match["b"].strip(), match["rest"].strip()) if match else None


def _larger(text: str) -> Iterator[Form]:
    way = re.search(rf"\b{_MORE}\b", text, _I)
    if way is None or re.match(r"how (?:much|many)|by ", text, _I):
        return
    smaller = way[0].lower() in _LESS
    pair = _pair(text)
    if pair:
        yield Form("larger", (f"{pair[2]} {pair[0]}", f"{pair[2]} {pair[1]}"), smaller=smaller, noun=f"{pair[0]}|{pair[1]}")
    match = re.match(rf"{_BE} (?P<a>.+?) {_MORE}\b(?P<what>.*?) than (?P<b>.+)", text, _I)
    if match:
        phrases = (f"{match['a']} {match['what']}", f"{match['b']} {match['what']}")
        yield Form("whether", phrases, smaller=smaller)


def _earliest(text: str) -> Iterator[Form]:
    way = re.search(r"\b(?:first|earlier|earliest|later|latest|last|oldest|older|newer|newest|before|after)\b", text, _I)
    pair = _pair(text)
    if way is None or pair is None or re.match(r"how (?:much|many)", text, _I):
        return
    smaller = way[0].lower() in {"first", "earlier", "earliest", "oldest", "older", "before"}
    yield Form("earliest", (f"{pair[2]} {pair[0]}", f"{pair[2]} {pair[1]}"), smaller=smaller, noun=f"{pair[0]}|{pair[1]}")


def _total(text: str) -> Iterator[Form]:
    asks = re.search(rf"\b(?:{_TOTAL}|total|sum|add(?:ing|ed)?|plus|both|put together)\b", text, _I)
    if asks is None:
        return
    patterns = (
        r"\badd(?:ing|ed)?(?: up| together)?:? (?P<a>.+?) (?:and|to|plus) (?P<b>[^:,]+)(?P<rest>.*)",
        r"\bsum of (?P<a>.+?) (?:and|plus) (?P<b>[^,]+)(?P<rest>.*)",
        r"(?P<a>.+?) plus (?P<b>[^,]+)(?P<rest>.*)",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match:
            yield Form("total", (f"{match['a']}", f"{match['b']}"))
    yield from (Form("total", phrases) for phrases in _coordinated(text))
    yield Form("gather_total", (text,))


def _coordinated(text: str) -> Iterator[tuple[str, ...]]:
    """The text once for each of the things that it joins by "and"."""
    name = r"(?:the )?[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*)*(?: (?:county|district|village|town|city|province))?"
    year = r"(?:19|20)\d\d"
    word = r"[a-z][\w-]+"
    for item in (name, year, word):
        pattern = rf"(?P<list>(?:(?:{item}), )*{item}),? and (?P<last>{item})"
        for match in re.finditer(pattern, text):
            items = [*match["list"].split(", "), match["last"]]
            yield tuple(text[: match.start()] + one + text[match.end() :] for one in items)
    for match in re.finditer(r" and ", text):
        yield text[: match.start()], text[match.end() :]


def _conversion(text: str) -> Iterator[Form]:
    match = (
        re.search(rf"\bhow many (?P<unit>{_UNITS})\b", text, _I)
        or re.search(rf"\b(?:in|into|expressed in|converted to|converted into) (?P<unit>{_UNITS})\b(?! of\b)", text, _I)
    )
    named = unit_named(match["unit"].lower()) if match else None
    if match and named:
        yield Form("conversion", (text[: match.start()] + " " + text[match.end() :],), unit=named[1])
