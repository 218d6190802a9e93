"""What the reader is shown: every source in its share, and beside it the near misses made from it.

The plan is a function of the records, the count and the seed alone.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.keeping import kept
from training.mining import mined_for
from training.records import Labels, Record
from training.swaps import Pool, pool_of, swapped_context, swapped_question
from training.wording import roughened

_SENTENCE_END = re.compile(r"[.!?][\"”')]*\s+")
_SHORTEST_REST = 200
_ROUGH = 0.15


@dataclass(frozen=True, slots=True)
class Share:
    """How often a source is shown in a round (copies or at most ``limit``), and what near misses it gives.

    ``negatives`` is the chance that a shown positive brings one along; ``kinds`` weighs
    another passage of its group, a retrieved one, a swapped passage, a swapped question, the rest of the passage.
    """

    copies: int
    negatives: float
    kinds: tuple[float, float, float, float, float]
    limit: int | None = None


SHARES: dict[str, Share] = {
    "squad2": Share(2, 0.25, (3, 2, 1, 1, 1)),
    "natural_questions": Share(2, 0.7, (2, 6, 1, 2, 0)),
    "squadshifts_new_wiki": Share(1, 0.55, (0, 4, 2, 3, 2)),
    "squadshifts_reddit": Share(1, 0.3, (0, 1, 1, 3, 3)),
    "policyqa": Share(1, 0.05, (0, 0, 0, 1, 1), 4000),
    "qamr": Share(1, 0.2, (0, 2, 2, 2, 0), 9000),
    "qasrl_wikinews": Share(1, 0.0, (0, 0, 0, 0, 0), 3000),
}

# Where a reader goes on from one that has learned them all, these keep up what is asked of it.
WARM: Mapping[str, Share] = SHARES | {
    "policyqa": Share(1, 0.05, (0, 0, 0, 1, 1), 500),
    "qamr": Share(1, 0.2, (0, 2, 2, 2, 0), 2500),
    "qasrl_wikinews": Share(1, 0.0, (0, 0, 0, 0, 0), 500),
}


class Mixture:
    """Draws rounds of records: positives, people's negatives, and one made near miss beside some positives."""

    def __init__(
        self,
        records: Sequence[Record],
        mined: int = 5,
        cache: Path | None = None,
        shares: Mapping[str, Share] = SHARES,
    ) -> None:
        self._shares = shares
        self._records = [record for record in records if record.source in SHARES]
        self._pool: Pool = pool_of(dict.fromkeys(record.context for record in self._records))
        self._groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for context, key in {record.context: (record.source, record.group) for record in self._records}.items():
            self._groups[key].append(context)
        asked = [record for record in self._records if record.answerable and SHARES[record.source].kinds[1]]
        contexts = [record.context for record in self._records]
        self._wrong = kept(cache, lambda: mined_for(asked, contexts, mined))

    def plan(self, count: int, seed: int) -> list[Record]:
        """The first ``count`` records of as many rounds as that takes."""
        planned: list[Record] = []
        while self._records and len(planned) < count:
            rng = random.Random(f"{seed}/{len(planned)}")
            planned += self.round(rng)
        return planned[:count]

    def round(self, rng: random.Random) -> list[Record]:
        """Every source in its share, shuffled."""
        turn = list(self._round(rng))
        rng.shuffle(turn)
        return [simple(record) for record in turn]

    def near_miss(self, record: Record, rng: random.Random) -> Record | None:
        """An unanswerable neighbour of an answerable record, of a kind drawn by its source's weights."""
        weights = list(SHARES[record.source].kinds)
        makers = (self._of_group, self._retrieved, self._other_passage, self._other_question, _rest)
        while any(weights):
            kind = rng.choices(range(len(makers)), weights)[0]
            made = makers[kind](record, rng)
            if made is not None:
                return replace(made, id=f"{record.id}~{kind}", golds=())
            weights[kind] = 0
        return None

    def _round(self, rng: random.Random) -> Iterator[Record]:
        for source, share in self._shares.items():
            records = [record for record in self._records if record.source == source]
            kept = records if share.limit is None else rng.sample(records, min(share.limit, len(records)))
            for record in kept * share.copies:
                yield _rough(record, rng)
                if record.answerable and rng.random() < share.negatives:
                    missed = self.near_miss(record, rng)
                    if missed is not None:
                        yield _rough(missed, rng)

    def _of_group(self, record: Record, rng: random.Random) -> Record | None:
        others = [context for context in self._groups[record.source, record.group] if not _holds(context, record.texts)]
        return replace(record, context=rng.choice(others)) if others else None

    def _retrieved(self, record: Record, rng: random.Random) -> Record | None:
        wrong = self._wrong.get(record.id, [])
        return replace(record, context=rng.choice(wrong)) if wrong else None

    def _other_passage(self, record: Record, rng: random.Random) -> Record | None:
        context = swapped_context(record.question, record.context, self._pool, rng)
        return None if context is None else replace(record, context=context)

    def _other_question(self, record: Record, rng: random.Random) -> Record | None:
        question = swapped_question(record.question, record.context, self._pool, rng)
        return None if question is None else replace(record, question=question)


def _rest(record: Record, rng: random.Random) -> Record | None:
    """The longer part of a long passage that is whole sentences before or after every answer."""
    first = min(gold.start for gold in record.golds)
    last = max(gold.end for gold in record.golds)
    ends = [match.end() for match in _SENTENCE_END.finditer(record.context)]
    before = record.context[: max((end for end in ends if end <= first), default=0)]
    after = record.context[min((end for end in ends if end >= last), default=len(record.context)) :]
    rest = max(before, after, key=len)
    return None if len(rest) < _SHORTEST_REST or _holds(rest, record.texts) else replace(record, context=rest)


def _holds(context: str, texts: Sequence[str]) -> bool:
    lowered = context.lower()
    return any(text.lower() in lowered for text in texts)


def simple(record: Record) -> Record:
    """The record with what its answers tell of the other outputs: one span is the item, and nothing is worked out."""
    items = record.golds if len(record.golds) < 2 else None
    return replace(record, labels=Labels(items, (), "none", "fact" if record.golds else ""))


def _rough(record: Record, rng: random.Random) -> Record:
    if rng.random() >= _ROUGH:
        return record
    return replace(record, question=roughened(record.question, rng))
