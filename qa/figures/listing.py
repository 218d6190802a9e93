"""Complete lists and counts: every entry of the ledger that fits, once each, with what was searched.

A list is of givings ("grants"), or of those who gave, received or have something ("towns"). It does not list what has
no figure in the documents.
"""

from collections.abc import Sequence
from decimal import Decimal

from seedqa.index.ledger import Entry
from seedqa.qa.figures.binding import actor_stems, bears_name, fits_year, noun_words
from seedqa.qa.figures.building import cited, figure_text
from seedqa.qa.figures.case import Case
from seedqa.qa.figures.computed import Computed
from seedqa.qa.figures.gathering import same_telling
from seedqa.qa.figures.limits import within
from seedqa.qa.figures.vocabulary import canonical, same_words
from seedqa.qa.figures.wanted import Wanted, read_wanted
from seedqa.qa.figures.wording import plural
from seedqa.qa.terms import stem

_LEFT_OUT = frozenset(map(canonical, map(stem, "give receive money grant make award which list town year".split())))


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
    if wanted.limit is not None and not within(entry, wanted.limit):
        return False
    if any(bears_name(entry, name, case.material) < 1.0 for name in phrase.names):
        return False
    noun = set(same_words(wanted.noun))
    said = set(case.material.words(entry).same) | noun_words(entry)
    return all(word in said for word in phrase.words if word not in noun and word not in _LEFT_OUT)


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
