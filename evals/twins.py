"""Questions that the documents do not answer, made from questions that they do, with the verdict each must get.

A twin is made only where a search of the corpus proves that nothing could answer it (``evals.absences``), so most
questions have only some. The same seed gives the same twins.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from seedqa.evals.absences import Asides, is_unknown, lacks_words, never_gave, tells_of_one_time
from seedqa.evals.alterations import years_in
from seedqa.evals.banks import ATTRIBUTES, PRESUPPOSITIONS, Bank
from seedqa.evals.cases import Case, Suite
from seedqa.evals.gazetteer import Gazetteer, Mention
from seedqa.evals.library import Library
from seedqa.evals.parties import exchange, gifts

SUITE = "twins"
ABSENT_NAMES = ("Quarnby", "Ostrelund", "Wexmoor", "Tarrowick", "Belminster")
ABSENT_PERSONS = ("Ottmar Brelling", "Ysolde Karran", "Fenwick Druss", "Amabel Stroud", "Corin Hatchley")
_YEARS_BACK = 15
_CHOICE = 4


@dataclass(frozen=True, slots=True)
class Twin:
    """A question nothing answers; ``case_id`` is the case, or the document, that it was made from."""

    kind: str
    case_id: str
    question: str
    status: tuple[str, ...]
    reason: tuple[str, ...]

    def as_case(self, number: int) -> Case:
        """The twin as a case that the runner can ask."""
        return Case(
            id=f"{self.case_id}-{self.kind}-{number:03d}", suite=SUITE, kind="unanswerable", question=self.question,
            history=(), status=self.status, reason=self.reason, answers=(), evidence=(), value=None,
            tags=("twin", f"class:{self.kind}"), note="", place=f"{SUITE}:{number}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What twins are made from: the names of a corpus, and those it mentions in passing."""

    names: Gazetteer
    asides: Asides


Maker = Callable[[Case, World], Iterator[str]]


def twins(suites: Sequence[Suite], library: Library, seed: int = 0) -> tuple[Twin, ...]:
    """Twins of the gold questions, then questions that presuppose what a document denies."""
    return (*gold_twins(suites, library, seed), *denied_twins(library))


def gold_twins(suites: Sequence[Suite], library: Library, seed: int = 0) -> tuple[Twin, ...]:
    """At most one twin of each kind from each answerable question."""
    gazetteer = Gazetteer.of(library)
    world, found = World(gazetteer, Asides.of(gazetteer)), dict[str, Twin]()
    for case in (case for suite in suites for case in suite.cases if _fit(case)):
        for kind, (make, reasons) in _MAKERS.items():
            chance = random.Random(f"{seed}:{case.id}:{kind}")
            variants = list(make(case, world))
            if variants:
                twin = Twin(kind, case.id, chance.choice(variants[:_CHOICE]), ("not_found",), reasons)
                found.setdefault(twin.question, twin)
    return tuple(found.values())


def _fit(case: Case) -> bool:
    """Whether the question asks for one thing: of two, the unchanged one would still be answered."""
    return case.answerable and case.kind in ("fact", "list", "figure") and not case.history


def denied_twins(library: Library) -> tuple[Twin, ...]:
    """Why a thing is so of which a document says that it is not."""
    gazetteer = Gazetteer.of(library)
    made = []
    for sentence in gazetteer.everything():
        found = _DENIAL.match(" ".join(sentence.text.split()))
        if found and gazetteer.mentions(f"{found['who']} {found['what']}") and not _DENIED_TOO.search(found["what"]):
            who = re.sub(r"^The ", "the ", found["who"])
            question = f"Why {found['verb']} {who} {found['what']}?"
            made.append(Twin("denied", sentence.document_id, question, ("not_found",), ("false_premise",)))
    return tuple(made)


def _exchanged(case: Case, world: World) -> Iterator[str]:
    """Giver and receiver in each other's place."""
    for gift in gifts(case.question, world.names.mentions(case.question)):
        if not _RECEIVES.search(case.question[gift.verb[1] : gift.taker[0]]):
            continue
        giver, taker = (_bare(case.question[slice(*part)]) for part in (gift.giver, gift.taker))
        named = giver[0].isupper() and taker[0].isupper()
        alike = (giver in world.names.persons) == (taker in world.names.persons)
        if named and alike and never_gave(taker, giver, world.names):
            yield exchange(case.question, gift.giver, gift.taker)


def _bare(party: str) -> str:
    return re.sub(r"^[Tt]he ", "", party)


def _neighbours(case: Case, world: World) -> Iterator[str]:
    """A name of the same kind near which nothing stands that could answer."""
    wording, counted = _wording(case), _counted(case)
    if not counted and wording not in world.names.persons:
        return
    silent = set(world.asides.uncounted if counted else world.asides.unaccompanied)
    for mention in world.names.mentions(case.question):
        for other in world.names.alike(mention.name):
            if other in silent and not set(other.split()) & set(case.question.split()):
                yield _named(case.question, mention, other)


def _wording(case: Case) -> str:
    """The first wording of the answer; empty where gold has only its value."""
    return case.answers[0][0] if case.answers else ""


def _counted(case: Case) -> bool:
    """Whether the answer is a figure."""
    return case.value is not None or re.search(r"\d", _wording(case)) is not None


def _unknowns(case: Case, world: World) -> Iterator[str]:
    """A name that no document has; a name of several words keeps the last, which says what it is."""
    for mention in world.names.mentions(case.question):
        person = mention.name in world.names.persons
        for other in ABSENT_PERSONS if person else ABSENT_NAMES:
            if is_unknown(other, world.names):
                last = [] if person or " " not in mention.name else [mention.name.split()[-1]]
                yield _named(case.question, mention, " ".join([other, *last]))


def _years(case: Case, world: World) -> Iterator[str]:
    """An earlier year of which no document speaks; added where the question has none but its proof tells of one."""
    asked, quotes = years_in(case.question), [item.quote for item in case.evidence]
    told = asked or [year for quote in quotes for year in years_in(quote)]
    spans = re.search(r"\d{4}\s?[-–/]\s?\d|\bwhen\b|\byear\b|\bdates?\b", case.question, re.IGNORECASE)
    if len(asked) > 1 or not told or not (asked or _counted(case)) or spans or not tells_of_one_time(quotes):
        return
    form = case.question.replace(asked[0], "{}") if asked else case.question.rstrip("?") + " in {}?"
    for year in range(int(told[0]) - 1, int(told[0]) - _YEARS_BACK, -1):
        if not any(str(year) in document.text for document in world.names.library.by_id.values()):
            yield form.format(year)


def _asked_of(bank: Bank) -> Maker:
    """Questions of a bank about the names of a question, where no document that has the name has the words."""

    def make(case: Case, world: World) -> Iterator[str]:
        for mention in world.names.mentions(case.question):
            person = mention.name in world.names.persons
            for form, words in bank[person]:
                if lacks_words(mention.name, words, world.names):
                    yield form.format(_with_article(mention.name, world.names))

    return make


def _with_article(name: str, gazetteer: Gazetteer) -> str:
    """The name as most sentences have it."""
    found = re.compile(rf"(\b[Tt]he )?\b{re.escape(name)}(?!\w)")
    articles = [match[1] is not None for one in gazetteer.everything() for match in found.finditer(one.text)]
    return f"the {name}" if 2 * sum(articles) > len(articles) else name


def _named(question: str, mention: Mention, other: str) -> str:
    return question[: mention.start] + other + question[mention.end :]


_RECEIVES = re.compile(r"^\s*$|\bto\s$")
_DENIAL = re.compile(
    r"(?P<who>(?:The )?[A-Z][^,;:.]{2,50}?) (?P<verb>is|was|are|were|has|have|had|will|would|can|could|did|does|do) "
    r"not (?P<what>(?!only\b|yet\b|all\b)[^,;:.\"”]{6,120})[.,;]"
)
_DENIED_TOO = re.compile(
    r"\b(?:not|no|never|but|nor|before|until|any|anybody|anything|it|its|him|his|her|she|he|they|them|their|this|that)\b"
)
_MAKERS: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "parties": (_exchanged, ("false_premise", "attribute_absent")),
    "neighbour": (_neighbours, ("attribute_absent", "false_premise")),
    "unknown": (_unknowns, ("entity_absent", "false_premise")),
    "year": (_years, ("unit_or_period_absent", "false_premise")),
    "attribute": (_asked_of(ATTRIBUTES), ("attribute_absent",)),
    "presupposition": (_asked_of(PRESUPPOSITIONS), ("false_premise", "attribute_absent")),
}
GOLD_KINDS = tuple(_MAKERS)
KINDS = (*GOLD_KINDS, "denied")
