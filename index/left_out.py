"""What is not indexed of the files and folders that a user named, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

OF_OTHER_KIND = "files of this kind are not read"
NAMED = "named in .qaignore"
NO_FILE = "neither a file nor a folder"
NOWHERE = "a link that leads nowhere"
AGAIN = "a link to a folder that is read already"
UPWARD = "a link to a folder that it lies in"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that is not indexed; ``kind`` is the ending of its name in small letters."""

    path: str
    kind: str
    why: str


def by_kind(left_out: Iterable[LeftOut]) -> dict[str, tuple[str, ...]]:
    """The paths of the files whose kind is not read, the most frequent kind first."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for one in left_out:
        if one.why == OF_OTHER_KIND:
            kinds[one.kind or "without an ending"].append(one.path)
    ordered = sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))
    return {kind: tuple(paths) for kind, paths in ordered}
