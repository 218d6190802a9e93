"""``qa eval stale``: lists the quotes that are not where they were, and anchors anew those that can be."""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from seedqa.evals.cases import Quote, load_suite
from seedqa.evals.library import Library
from seedqa.evals.stale import Stale, stale_quotes
from seedqa.evals.suite_file import change_suite, written


def check_stale(paths: Sequence[Path], library: Library, fix: bool, out: TextIO) -> int:
    """0 where every quote stands or was anchored anew, 1 where something is left to a person."""
    left = count = cases = 0
    for path in paths:
        suite = load_suite(path)
        found = list(stale_quotes(suite, library))
        for one in found:
            print(one, file=out)
        if fix:
            anchor_anew(path, found)
        cases, count = cases + len(suite.cases), count + len(found)
        left += sum(one.anchor is None or not fix for one in found)
    mended = f", {count - left} anchored anew" if fix and count else ""
    hint = "; --fix anchors anew those that can be" if count and not fix else ""
    print(
        f"{count} stale of {cases} cases' quotes{mended}{hint}" if count else f"{cases} cases, every quote stands",
        file=out,
    )
    return 1 if left else 0


def anchor_anew(path: Path, found: Sequence[Stale]) -> None:
    """Rewrites the lines of the cases that have an anchor, all at once; every other line stays as it is."""
    anchors: dict[str, dict[int, Quote]] = defaultdict(dict)
    for one in found:
        if one.anchor is not None:
            anchors[one.case.id][one.number] = one.anchor
    if anchors:
        change_suite(path, lambda lines: [_anchored(line, anchors) for line in lines])


def _anchored(line: str, anchors: dict[str, dict[int, Quote]]) -> str:
    if not line.strip():
        return line
    fields: dict[str, Any] = json.loads(line)
    moved = anchors.get(fields["id"])
    if not moved:
        return line
    for number, quote in moved.items():
        told = fields["evidence"][number]
        # A quote that never said where it stood does not begin to.
        place = {"start": quote.start} if "start" in told else {}
        fields["evidence"][number] = {"document": quote.document, "quote": quote.quote, **place}
    return written(fields)
