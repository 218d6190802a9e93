"""Complete lists and counts: every entry of the ledger that fits, once each, with what was searched.

A list is of givings ("grants"), or of those who gave, received or have something ("towns"). It does not list what has
no figure in the documents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.ledger import Entry
from index.mentions import HEADS
from index.quantities import Quantity, read_quantities
from qa.figures.arithmetic import evaluate
from qa.figures.binding import actor_stems, bears_name, fits_year, noun_words
from qa.figures.building import cited, figure_text
from qa.figures.case import Case
from qa.figures.computed import Computed
from qa.figures.gathering import same_telling
from qa.figures.phrase import Phrase, read_phrase
from qa.figures.units import converted, same_dimension
from qa.figures.vocabulary import canonical, same_words
from qa.figures.wording import plural
from qa.terms import stem

_GIFTS = r"grants?|donations?|gifts?|payments?|loans?|investments?|subsid(?:y|ies)|contributions?|awards?|transfers?"
_THINGS = (
    rf"(?P<noun>{_GIFTS}|{HEADS.replace('|', 's?|')}s?|counties|cities|companies|universities|agencies|charities|"
    "factories|libraries|recipients|donors)"
)
_FORMS = (
    (True, re.compile(rf"^how many (?:different )?{_THINGS}\b", re.IGNORECASE)),
    (
        False,
        re.compile(
            rf"^(?:please )?(?:list|name|give|show)(?: me)?(?: all| every)?(?: of)?(?: the)? {_THINGS}\b", re.IGNORECASE
        ),
    ),
    (False, re.compile(rf"^(?:which|what)(?: are| were)?(?: all)?(?: the)? {_THINGS}\b", re.IGNORECASE)),
)
_IS_GIFT = re.compile(rf"(?:{_GIFTS})\Z", re.IGNORECASE)
_MAKES = re.compile(
    r"\b(?:make|made|makes|give|gave|given|award|awarded|grant|granted|by|from|pay|paid|donate|donated|of)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(?:receive|received|get|got|obtain|obtained|to)\b", re.IGNORECASE)
_WAYS = {"more_than": (1,), "at_least": (0, 1), "less_than": (-1,), "at_most": (0, -1)}
_LEFT_OUT = frozenset(map(canonical, map(stem, "give receive money grant make award which list town year".split())))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed or counted: a ``noun``, who took part, when, and within what limit."""

    noun: str
    counts: bool
    phrase: Phrase
    limit: Quantity | None

    @property
    def of_gifts(self) -> bool:
        """Whether givings are listed, and not those who take part in them."""
        return _IS_GIFT.match(self.noun) is not None


def read_wanted(text: str) -> Wanted | None:
    """What a question wants listed or counted; None where it wants nothing of the kind."""
    for counts, pattern in _FORMS:
        match = pattern.search(text)
        if match is None:
            continue
        limits = [q for q in read_quantities(text) if q.bound in _WAYS and q.kind != "date"]
        phrase = _with_roles(read_phrase(text), text, match)
        noun = match["noun"].lower()
        return Wanted(noun, counts, phrase, limits[0] if limits else None) if phrase.names else None
    return None


def list_all(case: Case) -> Computed | None:
    """The list or count asked for, over the whole ledger."""
    wanted = read_wanted(case.question.text)
    if wanted is None:
        return None
    kinds = (wanted.limit.kind,) if wanted.limit else ("money",)
    entries = [e for e in case.material.entries_of(kinds) if e.high is None]
    if _stated(wanted, case):
        return None
    found = _once([e for e in entries if _fits(e, wanted, case)])
    if not wanted.of_gifts:
        found = _by_actor(found, wanted)
    return _told(found, wanted, case) if found else None


def _with_roles(phrase: Phrase, text: str, match: re.Match[str]) -> Phrase:
    """The roles of "grants did A make": the one name gives, or takes, as the verb says."""
    if phrase.giver or phrase.taker or len(phrase.names) != 1 or not _IS_GIFT.match(match["noun"]):
        return phrase
    rest = text[match.end() :]
    name = phrase.names[0]
    if _TAKES.search(rest):
        return replace(phrase, taker=name, giving=True)
    return replace(phrase, giver=name, giving=True) if _MAKES.search(rest) else phrase


def _fits(entry: Entry, wanted: Wanted, case: Case) -> bool:
    phrase = wanted.phrase
    if phrase.giver and not phrase.giver <= actor_stems(entry.who):
        return False
    if phrase.taker and not phrase.taker <= actor_stems(entry.whom):
        return False
    if (phrase.giver or phrase.taker) and not (entry.who and entry.whom):
        return False
    if not all(fits_year(entry, year) for year in phrase.years):
        return False
    if wanted.limit is not None and not _within(entry, wanted.limit):
        return False
    if any(bears_name(entry, name, case.material) < 1.0 for name in phrase.names):
        return False
    noun = set(same_words(wanted.noun))
    said = set(case.material.words(entry).same) | noun_words(entry)
    return all(word in said for word in phrase.words if word not in noun and word not in _LEFT_OUT)


def _within(entry: Entry, limit: Quantity) -> bool:
    if entry.kind != limit.kind or not (entry.unit == limit.unit or same_dimension(entry.unit, limit.unit)):
        return False
    value = entry.value
    if entry.unit != limit.unit:
        value = evaluate(converted("a", entry.unit, limit.unit), {"a": value})
    return _way(value, limit.value, entry.bound) in _WAYS[limit.bound]


def _way(value: Decimal, limit: Decimal, bound: str) -> int:
    if value == limit:
        return 1 if bound == "more_than" else -1 if bound in {"less_than", "nearly"} else 0
    return 1 if value > limit else -1


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without those that tell an earlier one again, in order; alike ones are met through their value."""
    first: list[Entry] = []
    by_value: dict[tuple[Decimal, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (e.document_id, e.span.start)):
        known = by_value.setdefault((entry.value, entry.unit), [])
        if not any(same_telling(entry, other) for other in known):
            known.append(entry)
            first.append(entry)
    return first


def _by_actor(entries: Sequence[Entry], wanted: Wanted) -> list[Entry]:
    """One entry for each of those who take part in the role that is not asked with a name."""
    kept: dict[frozenset[str], Entry] = {}
    head = stem(wanted.noun.lower())
    for entry in entries:
        name = actor_stems(_actor(entry, wanted))
        general = wanted.noun in {"recipients", "donors"}
        if name and (general or head in name):
            kept.setdefault(name, entry)
    return list(kept.values())


def _actor(entry: Entry, wanted: Wanted) -> str | None:
    """Who of an entry is listed: the receivers of a named giver, the givers to a named receiver, else the subject."""
    if wanted.phrase.giver:
        return entry.whom
    if wanted.phrase.taker:
        return entry.who
    return entry.whom if wanted.noun == "recipients" else entry.who


def _stated(wanted: Wanted, case: Case) -> bool:
    """Whether a sentence states the count itself."""
    if not wanted.counts:
        return False
    noun = set(same_words(wanted.noun)) or {canonical(stem(wanted.noun))}
    return any(
        noun & noun_words(entry) and all(bears_name(entry, name, case.material) == 1.0 for name in wanted.phrase.names)
        for entry in case.material.entries_of(("count",))
    )


def _told(found: Sequence[Entry], wanted: Wanted, case: Case) -> Computed:
    sources = cited(found, case.material)
    items = [_item(entry, wanted, case) for entry in found]
    searched = case.material.searched
    lines = [f"{len(found)} found; {searched} of {searched} documents searched:"]
    lines += [f"- {item} [{marker}]" for item, marker in zip(items, sources.markers, strict=True)]
    names = [_actor(entry, wanted) or "" for entry in found]
    parts = [figure_text(e, case.material) for e in found] if wanted.of_gifts else names
    noun = wanted.noun if len(found) != 1 else wanted.noun.removesuffix("s")
    short = f"{len(found)} {noun if noun.endswith('s') or len(found) == 1 else plural(noun)}"
    return Computed(
        "count" if wanted.counts else "list", "answered", None, "\n".join(lines),
        short if wanted.counts else "; ".join(parts), tuple(parts), sources.citations, None, 0.8,
    )  # fmt: skip


def _item(entry: Entry, wanted: Wanted, case: Case) -> str:
    who = " to ".join(filter(None, (entry.who, entry.whom))) if wanted.of_gifts else _actor(entry, wanted)
    when = f" ({entry.period})" if entry.period else ""
    return f"{who}: {figure_text(entry, case.material)}{when}"
