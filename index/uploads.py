"""Documents handed in one by one, beside those that come from files: put into an index or taken out of it.

Each change is a new generation, all of it or nothing of it. What was handed in stays when the index is brought in
step with files and folders, since no file stands for it.
"""

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from seedqa.index.corpus import add_document, embedded_texts, forget_document, open_scratch
from seedqa.index.decoding import decode
from seedqa.index.documents import Document, make_document
from seedqa.index.encoder import Encoder
from seedqa.index.encoders import open_encoder
from seedqa.index.errors import IndexUnusable, InputError
from seedqa.index.folders import SUFFIXES
from seedqa.index.generations import commit, current_generation, writing
from seedqa.index.manifest import Manifest, file_hash, fingerprint
from seedqa.index.passages import read_passages
from seedqa.index.store import open_database
from seedqa.index.vectors import write_vectors

# No file has such an address: its first name would be empty.
UPLOADED = "upload://"
LONGEST_NAME = 200
_NAME_RULE = f"send a plain file name of at most {LONGEST_NAME} bytes that ends in {', '.join(sorted(SUFFIXES))}"
_FIELDS = "id, uri, title, publisher, published, sha256, text"


@dataclass(frozen=True, slots=True)
class Statements:
    """What whoever hands a document in says of it; None leaves it to the document itself."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def uploaded_document(name: str, data: bytes, stated: Statements = Statements()) -> Document:
    """The document that a name and a file's bytes make; ``InputError`` for either that cannot be taken."""
    uri = UPLOADED + checked_name(name)
    text = decode(data, "the document").text
    if not any(character.isalnum() for character in text):
        raise InputError("the document holds no text", "send one with words in it")
    document = make_document(uri, text)
    return replace(
        document,
        title=stated.title or document.title,
        publisher=stated.publisher or document.publisher,
        published=stated.published or document.published,
    )


def checked_name(name: str) -> str:
    """The name, if it is a plain one: no folder, nothing hidden, nothing that cannot be printed."""
    plain = name.isprintable() and name == name.strip() and not name.startswith(".") and not set(name) & {"/", "\\"}
    known = Path(name).suffix.lower() in SUFFIXES if plain else False
    if not known or len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        raise InputError("the document's name cannot be used", _NAME_RULE)
    return unicodedata.normalize("NFC", name)


def uploaded_documents(generation: Path) -> dict[str, Document]:
    """What was handed in to a generation, by address; nothing where it cannot be read."""
    query = f"SELECT {_FIELDS} FROM documents WHERE substr(uri, 1, ?) = ?"
    try:
        with closing(open_database(generation)) as database:
            rows = database.execute(query, (len(UPLOADED), UPLOADED)).fetchall()
    except (IndexUnusable, sqlite3.Error):
        return {}
    return {row[1]: Document(*row) for row in rows}


def put_document(index: Path, document: Document, encoder: Encoder | None = None) -> bool:
    """Adds a document, or changes the one of the same address; False where it is there already, word for word."""
    with writing(index) as scratch:
        base, manifest = _sound(index)
        if _stored(base, document.id) == document:
            return False
        used = encoder or open_encoder(index, manifest.model, manifest.weights)
        with closing(open_scratch(scratch, base)) as database:
            known = database.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone()
            gone = forget_document(database, document.uri) if known else []
            passages = read_passages(document.text, manifest.passages)
            vectors = used.embed(embedded_texts(document, passages))
            keys = add_document(database, document, passages, vectors)
            database.commit()
        write_vectors(scratch / "vectors.faiss", base / "vectors.faiss", gone, keys, vectors[: len(keys)])
        _finish(index, scratch, manifest)
    return True


def remove_document(index: Path, document_id: str) -> bool:
    """Takes a document out; False where there is none of that id."""
    with writing(index) as scratch:
        base, manifest = _sound(index)
        stored = _stored(base, document_id)
        if stored is None:
            return False
        with closing(open_scratch(scratch, base)) as database:
            gone = forget_document(database, stored.uri)
            database.commit()
        write_vectors(scratch / "vectors.faiss", base / "vectors.faiss", gone, [], np.zeros((0, 0), dtype=np.float32))
        _finish(index, scratch, manifest)
    return True


def _sound(index: Path) -> tuple[Path, Manifest]:
    """The current generation and its manifest, once its files are what the manifest says."""
    folder = current_generation(index)
    if folder is None:
        raise IndexUnusable(f"there is no index in {index}", "build one with: qa index PATH --index DIR")
    manifest = Manifest.load(folder)
    if any(file_hash(folder / name) != digest for name, digest in manifest.files.items()):
        raise IndexUnusable(f"the index in {index} is damaged", "rebuild it with: qa index")
    return folder, manifest


def _stored(generation: Path, document_id: str) -> Document | None:
    with closing(open_database(generation)) as database:
        row = database.execute(f"SELECT {_FIELDS} FROM documents WHERE id = ?", (document_id,)).fetchone()
    return None if row is None else Document(*row)


def _finish(index: Path, scratch: Path, base: Manifest) -> None:
    """Writes the manifest, the last file of a generation, and switches readers to it."""
    with closing(open_database(scratch)) as database:
        hashes = dict(database.execute("SELECT uri, sha256 FROM documents").fetchall())
    manifest = replace(
        base,
        generation=base.generation + 1,
        fingerprint=fingerprint(base.weights, base.passages, hashes),
        files={name: file_hash(scratch / name) for name in base.files},
    )
    manifest.save(scratch)
    commit(index, scratch, manifest.generation)
