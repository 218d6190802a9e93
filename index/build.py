"""Bring an index in step with the files and folders named: add, update, remove; embed only what is new."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from seedqa.index.corpus import add_document, forget_document, open_scratch
from seedqa.index.documents import Document, make_document, read_source
from seedqa.index.encoder import Encoder
from seedqa.index.encoders import BUNDLED, clear_encoders, is_ready, ready_encoder, weights_of
from seedqa.index.errors import IndexUnusable, InputError
from seedqa.index.generations import commit, generation_number, sound_generation, writing
from seedqa.index.left_out import LeftOut, by_kind
from seedqa.index.lots import embed_documents
from seedqa.index.manifest import SCHEMA as SCHEMA_VERSION
from seedqa.index.manifest import Manifest, file_hash, fingerprint
from seedqa.index.passages import PassageSettings
from seedqa.index.sources import Source, find_sources
from seedqa.index.store import open_database
from seedqa.index.uploads import uploaded_documents
from seedqa.index.vectors import Vectors, write_vectors

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What an index is built with; ``skip_unreadable`` keeps the last good version of a file that fails."""

    model: str = BUNDLED
    passages: PassageSettings = PassageSettings()
    skip_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, by ``uri``; ``embedded`` counts passages.

    ``guessed`` has the encoding of each file that does not say its own. ``left_out`` tells what was not read and why,
    ``ignored`` the paths of these alone, ``kinds`` how many files there are of each kind that is not read.
    """

    generation: int
    fingerprint: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    skipped: tuple[str, ...]
    ignored: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    kinds: dict[str, int]
    guessed: dict[str, str]
    embedded: int


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of the files: documents, those skipped, and guessed encodings."""

    documents: dict[str, Document]
    skipped: list[str]
    guessed: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The difference between an index and its sources."""

    base: Path | None
    number: int
    documents: dict[str, Document]
    known: dict[str, str]
    skipped: tuple[str, ...]
    guessed: dict[str, str]

    @property
    def added(self) -> tuple[str, ...]:
        return tuple(sorted(self.documents.keys() - self.known.keys()))

    @property
    def changed(self) -> tuple[str, ...]:
        both = self.documents.keys() & self.known.keys()
        return tuple(sorted(uri for uri in both if self.documents[uri].sha256 != self.known[uri]))

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(sorted(self.known.keys() - self.documents.keys() - set(self.skipped)))

    @property
    def hashes(self) -> dict[str, str]:
        kept = {uri: self.known[uri] for uri in self.skipped if uri in self.known}
        return kept | {uri: document.sha256 for uri, document in self.documents.items()}


def build_index(
    index: Path,
    sources: Sequence[Path],
    settings: IndexSettings = IndexSettings(),
    progress: Progress = lambda stage, done, total: None,
) -> BuildReport:
    """Makes ``index`` hold exactly the documents at or below ``sources``, and those handed in one by one, which no
    file stands for; all of it or nothing of it happens.

    ``progress(stage, done, total)`` is called as documents are embedded. A generation that is damaged or of
    another version is built anew. Raises ``InputError`` for paths and files, ``ModelUnusable``, ``IndexBusy``.
    """
    found = find_sources(sources)
    weights = weights_of(settings.model)
    if not found.found and sound_generation(index) is None:
        named = ", ".join(map(str, sources))
        others = ", ".join(f"{len(paths)} {kind}" for kind, paths in by_kind(found.left_out).items())
        problem = f"there is no text or Markdown file in {named}" + (f", only {others}" if others else "")
        raise InputError(problem, "name files or folders that hold some")
    with writing(index) as scratch:
        plan = _plan(index, found.found, weights, settings)
        pending = [plan.documents[uri] for uri in (*plan.added, *plan.changed)]
        embedded, number = 0, plan.number
        if pending or plan.removed or plan.base is None:
            embedded = _write(scratch, index, plan, pending, settings, progress)
            number += 1
            _seal(scratch, plan, number, weights, settings, [str(path) for path in sources])
            commit(index, scratch, number)
            clear_encoders(index)
        elif not is_ready(index, settings.model):
            ready_encoder(index, settings.model)
    return BuildReport(
        generation=number,
        fingerprint=fingerprint(weights, settings.passages, plan.hashes),
        added=plan.added,
        changed=plan.changed,
        removed=plan.removed,
        unchanged=len(plan.documents) - len(pending),
        skipped=plan.skipped,
        ignored=tuple(one.path for one in found.left_out),
        left_out=found.left_out,
        kinds={kind: len(paths) for kind, paths in by_kind(found.left_out).items()},
        guessed=plan.guessed,
        embedded=embedded,
    )


def _plan(index: Path, sources: Sequence[Source], weights: str, settings: IndexSettings) -> _Plan:
    read = _read(sources, settings.skip_unreadable)
    current = sound_generation(index)
    documents = read.documents | ({} if current is None else uploaded_documents(current))
    number = 0 if current is None else generation_number(current)
    base = current if current is not None and _fits(current, weights, settings) else None
    known = {} if base is None else _known(base)
    return _Plan(base, number, documents, known, tuple(read.skipped), read.guessed)


def _read(sources: Sequence[Source], skip_unreadable: bool) -> _Read:
    read = _Read({}, [], {})
    for source in sources:
        try:
            decoded = read_source(source)
        except InputError:
            if not skip_unreadable:
                raise
            read.skipped.append(source.uri)
            continue
        read.documents[source.uri] = make_document(source.uri, decoded.text)
        if decoded.guessed is not None:
            read.guessed[source.uri] = decoded.guessed
    return read


def _fits(current: Path, weights: str, settings: IndexSettings) -> bool:
    """Whether a generation can be built upon; one of another schema or settings, or a damaged one, cannot."""
    try:
        manifest = Manifest.load(current)
        whole = all(file_hash(current / name) == digest for name, digest in manifest.files.items())
    except (IndexUnusable, OSError):
        return False
    return whole and (manifest.weights, manifest.passages) == (weights, settings.passages)


def _known(folder: Path) -> dict[str, str]:
    """The text hash of every document of a generation, by address."""
    with closing(open_database(folder)) as database:
        return dict(database.execute("SELECT uri, sha256 FROM documents").fetchall())


def _write(
    scratch: Path, index: Path, plan: _Plan, pending: list[Document], settings: IndexSettings, progress: Progress
) -> int:
    """Writes the new generation's database and vectors; returns how many passages were embedded."""
    ids: list[int] = []
    vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
    with closing(open_scratch(scratch, plan.base)) as database:
        gone = [key for uri in (*plan.changed, *plan.removed) for key in forget_document(database, uri)]
        if pending or plan.base is None:
            encoder = ready_encoder(index, settings.model)
            ids, vectors = _add(database, pending, settings.passages, encoder, progress)
        database.commit()
    write_vectors(scratch / "vectors.faiss", plan.base and plan.base / "vectors.faiss", gone, ids, vectors)
    return len(ids)


def _add(
    database: sqlite3.Connection,
    documents: list[Document],
    settings: PassageSettings,
    encoder: Encoder,
    progress: Progress,
) -> tuple[list[int], Vectors]:
    """Embeds and stores documents; returns the ids and vectors of their passages."""
    ids: list[int] = []
    vectors: list[Vectors] = [np.zeros((0, encoder.card.dimensions), dtype=np.float32)]
    if documents:
        progress("embedding", 0, len(documents))
    for done, one in enumerate(embed_documents(documents, settings, encoder), 1):
        keys = add_document(database, one.document, one.passages, one.vectors)
        ids.extend(keys)
        vectors.append(one.vectors[: len(keys)])
        progress("embedding", done, len(documents))
    return ids, np.concatenate(vectors)


def _seal(scratch: Path, plan: _Plan, number: int, weights: str, settings: IndexSettings, sources: list[str]) -> None:
    """Writes the manifest, the last file of a generation."""
    files = {name: file_hash(scratch / name) for name in ("corpus.sqlite", "vectors.faiss")}
    state = fingerprint(weights, settings.passages, plan.hashes)
    manifest = Manifest(
        SCHEMA_VERSION, number, state, settings.model, weights, settings.passages, tuple(sources), files
    )
    manifest.save(scratch)
