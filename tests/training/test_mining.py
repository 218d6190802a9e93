"""The best wrong passages are BM25's, counted out by hand."""

import math
import re
from collections import Counter

from training.mining import Miner
from training.records import Record


def scored(question: str, context: str, contexts: list[str]) -> float:
    split = {text: Counter(re.findall(r"\w+", text.lower())) for text in contexts}
    mean = sum(sum(counts.values()) for counts in split.values()) / len(contexts)
    total = 0.0
    for word in re.findall(r"\w+", question.lower()):
        held = sum(word in counts for counts in split.values())
        count = split[context][word]
        rarity = math.log1p((len(contexts) - held + 0.5) / (held + 0.5))
        size = sum(split[context].values()) / mean
        total += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * size)) if count else 0.0
    return total


def test_wrong_passages_come_in_order_of_bm25(records: list[Record]) -> None:
    contexts = list(dict.fromkeys(record.context for record in records))
    found = Miner.over([record.context for record in records]).wrong(records, 3)
    for record, wrong in zip(records, found, strict=True):
        others = [context for context in contexts if context != record.context]
        assert sorted(wrong) == sorted(others)
        ranks = [scored(record.question, context, contexts) for context in wrong]
        assert ranks == sorted(ranks, reverse=True)


def test_a_passage_with_an_accepted_answer_is_never_wrong(records: list[Record]) -> None:
    asked = records[0]
    extra = "ADA OBI is a person of the Lagos Choir."
    (wrong,) = Miner.over([record.context for record in records] + [extra]).wrong([asked], 9)
    assert extra not in wrong
    assert asked.context not in wrong
