"""``python -m seedqa.evals.fit --data DIR``: fits the numbers of reading, verdict and caution that go with a reader.

Learns from the dev gold of both corpora and its twins, from reading data (``dev.jsonl.gz``) used as a corpus, and from
authored documents that no reader was trained on, all indexed together: every second one of ``authored/dev.jsonl.gz``,
the others being left to measure on, and those of ``--more``. Never sees a test suite.
"""

import argparse
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from seedqa.evals.authored import index_documents, read_documents
from seedqa.evals.authored_fit import AuthoredExample, authored_examples
from seedqa.evals.cases import CORPORA, Case, Suite, find_suite, load_suite
from seedqa.evals.contexts import index_contexts
from seedqa.evals.learning import Example, Read, fit
from seedqa.evals.library import Library, SourceText
from seedqa.evals.twins import twins
from seedqa.index.build import build_index
from seedqa.index.store import Store
from seedqa.qa.answering import Engine
from seedqa.qa.inquiry import Inquiry
from seedqa.qa.model import FILE, FittedModel, LinearModel
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reading import Features, Finding
from seedqa.qa.settings import Settings, reader_folder
from seedqa.qa.verdict import VERDICT_FEATURES

_GOLD = ("seeds-dev", "harbour-dev")
_GOLD_WEIGHT = 6.0
_TWIN_WEIGHT = 2.0


def main() -> None:
    """Fits and saves."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.fit", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl.gz and authored/dev.jsonl.gz")
    parser.add_argument("--more", type=Path, help="file of more authored documents, such as training/data/fit.jsonl.gz")
    parser.add_argument("--most", type=int, default=900, help="questions of the reading data to use")
    parser.add_argument("--reader", default=Settings().reader, help="a bundled reader's name, or a reader's folder")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        read = gathered(options.reader, options.data, options.most, Path(scratch))
        authored = _read_authored(options.data / "authored", options.more, options.reader, Path(scratch))
    folder = reader_folder(options.reader)
    calculated = [one.calculated for one in authored if one.calculated is not None]
    fit([*read, *(_as_read(one.example, one.inquiry) for one in authored)], calculated).save(folder)
    print((folder / FILE).read_text(encoding="utf-8"))


def _read_authored(folder: Path, more: Path | None, reader: str, scratch: Path) -> list[AuthoredExample]:
    """The questions of every second document and of those of ``more``, over all of them."""
    documents = read_documents(folder / "dev.jsonl.gz")
    added = [] if more is None else read_documents(more)
    place = scratch / "authored"
    place.mkdir()
    engine = _unfitted(index_documents([*documents, *added], place), Settings(reader=reader))
    return list(authored_examples(engine, [*documents[::2], *added]))


def gathered(reader: str, data: Path, most: int, scratch: Path) -> list[Read]:
    """What an engine with this reader finds for every example, its findings not yet ranked."""
    settings = Settings(reader=reader)
    read = [one for name in _GOLD for one in _read_gold(load_suite(find_suite(name)), scratch / name, settings)]
    return [*read, *_read_data(data / "dev.jsonl.gz", scratch, most, settings)]


def _read_gold(suite: Suite, index: Path, settings: Settings) -> list[Read]:
    """The questions of a suite that are read, not worked out, and the twins of them all."""
    build_index(index, [CORPORA[suite.corpus]])
    engine = _unfitted(index, settings)
    texts = {document.uri.rsplit("/", 1)[-1]: document.text for document in engine.documents()}
    examples = [_gold_example(case, texts) for case in suite.cases if case.kind != "figure"]
    library = Library.of(SourceText(d.id, d.uri, d.text) for d in engine.documents())
    examples += [Example(twin.question, (), _TWIN_WEIGHT, True) for twin in twins([suite], library)]
    return [_read(engine, example) for example in examples]


def _unfitted(index: Path, settings: Settings) -> Engine:
    """An engine whose model weighs nothing: what is fitted must not depend on the last fit."""
    unjudged = LinearModel((0.0,) * VERDICT_FEATURES, 0.0)
    ranking = LinearModel((0.0,) * len(fields(Features)), 0.0)
    blank = FittedModel(ranking, unjudged, unjudged, LinearModel((), 0.0), 1.0, {settings.caution: 0.5})
    return Engine(Store.open(index), settings, blank, Reader.open(reader_folder(settings.reader)))


def _gold_example(case: Case, texts: dict[str, str]) -> Example:
    """Every accepted wording inside a proving quote is a place of the answer."""
    places = []
    for quote in case.evidence:
        text = texts[quote.document]
        begin = text.index(quote.quote)
        for wording in (w for item in case.answers for w in item):
            for match in re.finditer(re.escape(wording), quote.quote, re.IGNORECASE):
                places.append((quote.document, begin + match.start(), begin + match.end()))
    return Example(case.question, tuple(places), _GOLD_WEIGHT, True)


def _read_data(file: Path, scratch: Path, most: int, settings: Settings) -> list[Read]:
    """Reading data as a corpus."""
    corpus = index_contexts(file, scratch)
    engine = _unfitted(corpus.index, settings)
    return [_read(engine, _data_example(record, corpus.names[record["context"]])) for record in corpus.sample(most)]


def _data_example(record: Mapping[str, Any], name: str) -> Example:
    places = [(name, a["start"], a["start"] + len(a["text"])) for a in record["answers"]]
    return Example(record["question"], tuple(places), 1.0, False)


def _read(engine: Engine, example: Example) -> Read:
    return _as_read(example, engine.inquire(example.question))


def _as_read(example: Example, inquiry: Inquiry) -> Read:
    right = tuple(any(_states(finding, place) for place in example.places) for finding in inquiry.findings)
    return Read(example, inquiry.findings, right, inquiry.missing)


def _states(finding: Finding, place: tuple[str, int, int]) -> bool:
    """Whether one of the finding's spans is the answer: the same file, and F1 of characters of at least one half."""
    name, start, end = place
    if finding.evidence.document.uri.rsplit("/", 1)[-1] != name:
        return False
    for span in finding.spans:
        shared = min(span.end, end) - max(span.start, start)
        if shared > 0 and (shared == end - start or 2 * shared >= 0.5 * (span.end - span.start + end - start)):
            return True
    return False


if __name__ == "__main__":
    main()
