"""Documents handed in one by one, and how they live beside those that come from files."""

import dataclasses

import numpy as np
import pytest
from seedqa.index.build import build_index
from seedqa.index.corpus import embedded_text
from seedqa.index.errors import IndexUnusable, InputError
from seedqa.index.generations import current_generation, writing
from seedqa.index.manifest import Manifest
from seedqa.index.passages import read_passages
from seedqa.index.store import Store
from seedqa.index.uploads import (
    UPLOADED,
    Statements,
    put_document,
    remove_document,
    uploaded_document,
    uploaded_documents,
)

from tests.index.making import Workshop, answers, page, without_history

QUAY = uploaded_document("quay.txt", page("quay", 7).encode())


def _uris(workshop: Workshop) -> set[str]:
    store = Store.open(workshop.index)
    try:
        return {document.uri for document in store.documents()}
    finally:
        store.close()


def test_a_document_handed_in_is_found_like_one_from_a_file(workshop: Workshop) -> None:
    before = _uris(workshop)
    assert put_document(workshop.index, QUAY)
    assert _uris(workshop) == before | {"upload://quay.txt"}
    store = Store.open(workshop.index)
    try:
        assert store.document(QUAY.id) == QUAY
        [first, *_] = read_passages(QUAY.text, store.manifest.passages)
        vector = store.encoder.encode(embedded_text(QUAY, first))
        key, cosine = store.nearest(vector, 1)[0]
        [stored] = store.passages([key])
        assert (stored.document, stored.passage) == (QUAY, first)
        assert cosine == pytest.approx(1.0, abs=1e-5)
        assert QUAY.id in store.documents_with("quay")
        assert np.allclose(np.linalg.norm(stored.vectors, axis=1), 1.0, atol=1e-2)
    finally:
        store.close()


def test_putting_and_removing_leaves_what_was_there(workshop: Workshop) -> None:
    before = answers(workshop.index)
    assert put_document(workshop.index, QUAY)
    assert answers(workshop.index) != before
    assert remove_document(workshop.index, QUAY.id)
    assert without_history(answers(workshop.index)) == without_history(before)


def test_the_same_document_again_changes_nothing_and_another_text_does(workshop: Workshop) -> None:
    assert put_document(workshop.index, QUAY)
    generation = current_generation(workshop.index)
    assert not put_document(workshop.index, QUAY)
    assert current_generation(workshop.index) == generation
    changed = uploaded_document("quay.txt", page("quay", 8).encode())
    assert put_document(workshop.index, changed)
    store = Store.open(workshop.index)
    try:
        assert store.document(QUAY.id) == changed != QUAY
    finally:
        store.close()


def test_bringing_the_index_in_step_keeps_what_was_handed_in(workshop: Workshop) -> None:
    put_document(workshop.index, QUAY)
    put_answers = answers(workshop.index)
    report = workshop.build()
    assert (report.added, report.removed) == ((), ())
    assert answers(workshop.index) == put_answers
    workshop.write("new.txt", page("mine", 3))
    assert workshop.build().added == (f"{workshop.sources.name}/new.txt",)
    assert "upload://quay.txt" in _uris(workshop)
    remove_document(workshop.index, QUAY.id)
    assert "upload://quay.txt" not in _uris(workshop)


def test_it_is_kept_when_the_index_is_built_anew_with_other_settings(workshop: Workshop) -> None:
    titled = uploaded_document("quay.txt", page("quay", 7).encode(), Statements(title="The quay"))
    put_document(workshop.index, titled)
    passages = dataclasses.replace(workshop.settings.passages, words=60)
    report = build_index(workshop.index, [workshop.sources], dataclasses.replace(workshop.settings, passages=passages))
    assert "upload://quay.txt" in report.added
    folder = current_generation(workshop.index)
    assert folder is not None
    assert uploaded_documents(folder) == {"upload://quay.txt": titled}
    assert Manifest.load(folder).passages == passages


def test_a_document_from_a_file_can_be_taken_out(workshop: Workshop) -> None:
    store = Store.open(workshop.index)
    [first, *rest] = store.documents()
    store.close()
    assert remove_document(workshop.index, first.id)
    assert _uris(workshop) == {document.uri for document in rest}
    assert not remove_document(workshop.index, first.id)


def test_what_is_said_of_a_document_stands_before_what_it_says_itself() -> None:
    stated = Statements("A title", "A publisher", "2020-02-03")
    document = uploaded_document("a.md", "# Another title\n\nText.\n".encode("utf-16"), stated)
    assert (document.title, document.publisher, document.published) == ("A title", "A publisher", "2020-02-03")
    assert (document.uri, document.text) == (UPLOADED + "a.md", "# Another title\n\nText.\n")


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../a.txt", "a/b.txt", "a\\b.txt", "/etc/passwd.txt", "C:\\a.txt", ".hidden.txt", " a.txt",
        "a.txt ", "a\n.txt", "a\0.txt", "a.exe", "a", "a.txt/", ".txt", "a\u202e.txt", "x" * 200 + ".txt", "a.txt.zip",
        "\ud800.txt",
    ],
)  # fmt: skip
def test_a_name_that_is_no_plain_file_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="name cannot be used"):
        uploaded_document(name, b"Text.")


@pytest.mark.parametrize("name", ["a.txt", "A B.TXT", "notes.v2.md", "河.markdown", "a..txt", "%2e%2e%2fa.txt"])
def test_plain_names_are_taken(name: str) -> None:
    assert uploaded_document(name, b"Text.").uri == UPLOADED + name


@pytest.mark.parametrize(("data", "words"), [(b"", "no text"), (b" \n--\n", "no text"), (b"a\0b", "NUL")])
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        uploaded_document("a.txt", data)


def test_a_damaged_index_is_not_built_upon(workshop: Workshop) -> None:
    folder = current_generation(workshop.index)
    assert folder is not None
    with (folder / "vectors.faiss").open("ab") as file:
        file.write(b"x")
    with pytest.raises(IndexUnusable, match="damaged"):
        put_document(workshop.index, QUAY)
    assert current_generation(workshop.index) == folder


def test_a_failure_half_way_leaves_the_index_as_it_was(workshop: Workshop) -> None:
    before = answers(workshop.index)
    broken = dataclasses.replace(QUAY, title="\ud800")
    with pytest.raises((TypeError, UnicodeEncodeError)):
        put_document(workshop.index, broken)
    assert answers(workshop.index) == before
    with writing(workshop.index) as scratch:
        assert list(scratch.iterdir()) == []
