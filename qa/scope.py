"""Which documents a question is asked of: ids, or patterns of the names in their addresses."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from unicodedata import normalize

from seedqa.index.errors import InputError
from seedqa.index.scope import Address


class NothingMatches(InputError):
    """No document is meant by an entry of a scope."""


def documents_meant(entries: Sequence[str], known: Sequence[Address]) -> tuple[str, ...]:
    """The ids of the documents that the entries mean, in the order of ``known``.

    An entry is an id, or it means every document whose address it is, ends, or leads to: ``contract.md``, ``north`` and
    ``papers/north`` all mean ``papers/north/contract.md``. Where no address has it literally, it is a pattern:
    ``*`` stands for any characters, ``?`` for one, ``[12]`` for one of these.
    """
    meant: set[str] = set()
    for entry in [entries] if isinstance(entries, str) else entries:
        meant.update(_matching(entry, known))
    return tuple(address.id for address in known if address.id in meant)


def _matching(entry: str, known: Sequence[Address]) -> list[str]:
    pattern = normalize("NFC", entry).removeprefix("./").rstrip("/")
    found = [address.id for address in known if entry == address.id]
    found = found or [address.id for address in known if pattern and _literally(pattern, address.uri)]
    found = found or [address.id for address in known if pattern and _fits(pattern, address.uri)]
    if not found:
        remedy = "name a document by its id or its address, or several by a pattern such as 'reports/*.md'"
        raise NothingMatches(f"no document matches {entry!r}", remedy)
    return found


def _literally(entry: str, uri: str) -> bool:
    return any(f"{ending}/".startswith(f"{entry}/") for ending in endings(uri))


def _fits(pattern: str, uri: str) -> bool:
    return any(fnmatchcase(ending, pattern) or fnmatchcase(ending, f"{pattern}/*") for ending in endings(uri))


def endings(uri: str) -> Iterator[str]:
    """An address, and what is left of it after each of its slashes, longest first."""
    ending = normalize("NFC", uri)
    while ending:
        yield ending
        ending = ending.partition("/")[2]
