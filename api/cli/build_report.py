"""What ``qa index`` did, as a person reads it."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from seedqa.index.folders import SUFFIXES
from seedqa.index.left_out import OF_OTHER_KIND, by_kind

if TYPE_CHECKING:
    from seedqa.index.build import BuildReport

_NAMED = 3


def print_build(report: "BuildReport") -> None:
    """Prints what changed and what is not indexed on standard output."""
    counts = [("added", report.added), ("changed", report.changed), ("removed", report.removed)]
    for name, uris in counts:
        for uri in uris:
            print(f"{name} {uri}")
    print(f"generation {report.generation}: {report.unchanged} unchanged, {report.embedded} passages embedded")
    kinds = by_kind(report.left_out)
    if kinds:
        told = ", ".join(f"{len(paths)} {kind} ({_some(paths)})" for kind, paths in kinds.items())
        print(f"not indexed: {told}; {', '.join(sorted(SUFFIXES))} are read")
    others: dict[str, list[str]] = defaultdict(list)
    for one in report.left_out:
        if one.why != OF_OTHER_KIND:
            others[one.why].append(one.path)
    for why, paths in others.items():
        print(f"not indexed, {why}: {', '.join(paths)}")


def warn_of_build(report: "BuildReport") -> None:
    """Tells on standard error which files were skipped, and which were read by a guess."""
    for uri in report.skipped:
        print(f"qa: skipped {uri}: it cannot be read as text", file=sys.stderr)
    if report.guessed:
        told = ", ".join(f"{uri} ({encoding})" for uri, encoding in report.guessed.items())
        print(f"qa: the encoding is a guess: {told}; look at the text, or save it as UTF-8", file=sys.stderr)


def _some(paths: Sequence[str]) -> str:
    """The first few names; qa index --json has all."""
    return ", ".join([*paths[:_NAMED], *(["..."] if len(paths) > _NAMED else [])])
