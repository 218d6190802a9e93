"""What in gold only looks wrong and wants a second look: near repeats, leaks between splits, answers that also stand
elsewhere, where a system that cites the other place would be judged wrong.

Nothing here fails a suite. Likeness is by words; two questions that mean the same in other words are not seen.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from seedqa.evals.cases import Case, Suite
from seedqa.evals.lint import PARAPHRASE, Problem
from seedqa.evals.wording import read_wording, states, tokens
from seedqa.index.sentences import sentence_spans

ALIKE = 0.75
_SHARED = 0.6
_ASKING = frozenset(
    "who whom whose what which when where why how much many is are was were do does did has have had be been will "
    "would can could of in on at to for from by with and or that this it its as there i me tell please".split()
)


def cautions(suites: Sequence[Suite], documents: Mapping[str, str]) -> list[Problem]:
    """Everything worth a second look; ``documents`` as for ``lint``, and quotes that are proved."""
    cases = [case for suite in suites for case in suite.cases]
    return [*_near_repeats(cases), *_elsewhere(cases, documents)]


def _near_repeats(cases: Sequence[Case]) -> Iterator[Problem]:
    """Questions alike in words that have the same answer by the same proof."""
    groups = defaultdict[object, list[Case]](list)
    for case in cases:
        if not case.history and case.answerable and PARAPHRASE not in case.tags:
            groups[case.evidence, tuple(map(_said, case.answers)), case.value].append(case)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if likeness(first.question, second.question) >= ALIKE:
                leak = f"may leak between {first.suite} and {second.suite}: {first.id} asks nearly the same"
                yield Problem(second, leak if first.suite != second.suite else f"nearly repeats {first.id}")


def _said(item: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(tokens, item))


def likeness(one: str, other: str) -> float:
    """How much of the telling words of two questions is common to both."""
    first, second = telling(one), telling(other)
    return len(first & second) / len(first | second) if first | second else 1.0


def telling(text: str) -> frozenset[str]:
    """The words of a question that say what it is about."""
    return frozenset(word for word in tokens(text) if word not in _ASKING)


def _elsewhere(cases: Sequence[Case], documents: Mapping[str, str]) -> Iterator[Problem]:
    sentences = list(_sentences(documents))
    for case in cases:
        for item in case.answers if case.value is None else ():
            place = next(_other_places(case, item, sentences), None)
            if place is not None:
                yield Problem(case, f"{item[0]!r} may also stand in {place}; cite it too if it proves the answer")


def _sentences(documents: Mapping[str, str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each sentence once, by its document's shortest name, with its words."""
    seen = set[str]()
    for name, text in sorted(documents.items(), key=lambda item: len(item[0])):
        if text not in seen:
            seen.add(text)
            for start, end in sentence_spans(text, 0, len(text)):
                yield name, text[start:end], frozenset(tokens(text[start:end]))


def _other_places(
    case: Case, item: Sequence[str], sentences: Sequence[tuple[str, str, frozenset[str]]]
) -> Iterator[str]:
    """Sentences outside the proof that state the item and have most words of the question."""
    asked = telling(case.question) - frozenset(word for wording in item for word in tokens(wording))
    wordings = [wording for wording in item if len("".join(tokens(wording))) > 1]
    cores = [frozenset(read_wording(wording).tokens) for wording in wordings]
    for name, sentence, words in sentences:
        if len(asked) < 2 or len(asked & words) < _SHARED * len(asked) or not any(core & words for core in cores):
            continue
        proof = any(quote.quote in sentence or sentence in quote.quote for quote in case.evidence)
        if not proof and any(states(sentence, wording) for wording in wordings):
            yield f"{name}: {' '.join(sentence.split())[:100]!r}"
