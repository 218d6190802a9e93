"""MultiSpanQA as records: search questions with several answers each, told by a tag on every token.

One entry: ``{"id", "question": ["who", ...], "context": ["In", "1981", ",", ...], "label": ["O", "B", "I", ...]}``.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.records import Gold, Labels, Record

_NO_SPACE_BEFORE = frozenset(", . ; : ! ? ) ] } % 's n't ' ’s".split())
_NO_SPACE_AFTER = frozenset("( [ { $ £ €".split())


def load_spans(file: Path) -> list[Record]:
    """Every question of the file."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        return [_record(entry) for entry in json.load(stream)["data"]]


def _record(entry: Mapping[str, Any]) -> Record:
    context, places = joined(entry["context"])
    found: list[Gold] = []
    for (start, end), tag in zip(places, entry["label"], strict=True):
        if tag == "B":
            found.append(Gold(start, end))
        elif tag == "I" and found:
            found[-1] = Gold(found[-1].start, end)
    golds = tuple(found)
    kind = "list" if len(golds) > 1 else "fact"
    labels = Labels(golds, (), "none", kind)
    question = " ".join(entry["question"])
    return Record(f"multispan/{entry['id']}", "multispan", entry["id"], question, context, golds, labels=labels)


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each stands in it."""
    text, places = "", []
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else "("
        if token not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER and text:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places
