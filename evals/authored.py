"""``python -m seedqa.evals.authored --data DIR``: how many authored questions come out right, by kind.

``DIR`` holds documents as JSON Lines (``dev.jsonl.gz``): paragraphs with questions and talks over them, each question
with its kind, the exact words that answer it and, where it is worked out, the operation and the figure. All documents
are indexed together; with ``--alone`` each question searches its own document only. Talks are asked with the
engine's own earlier answers as history.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from seedqa.evals.authored_marks import Mark, mark
from seedqa.evals.given import read_answer
from seedqa.index.build import build_index
from seedqa.qa.answering import Engine
from seedqa.qa.settings import Settings
from seedqa.qa.types import Turn


@dataclass(frozen=True, slots=True)
class Result:
    """A question, what kind it is of, whether it is the turn of a talk, the engine's answer and its mark."""

    document: str
    talk: bool
    item: Mapping[str, Any]
    answer: Mapping[str, Any]
    mark: Mark


def main() -> None:
    """Asks, marks, and prints a table; ``--out`` keeps every answer as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m seedqa.evals.authored", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl.gz")
    parser.add_argument("--part", default="dev", help="which file of it")
    parser.add_argument("--alone", action="store_true", help="search only the question's own document")
    parser.add_argument("--every", type=int, default=1, help="only every so many documents' questions")
    parser.add_argument("--first", type=int, default=0, help="begin with this one (1 of every 2: those not fitted on)")
    parser.add_argument("--no-talks", action="store_true", help="leave the talks out")
    parser.add_argument("--reader", default=Settings().reader, help="a bundled reader's name, or a reader's folder")
    parser.add_argument("--out", type=Path, help="keep the answers there")
    options = parser.parse_args()
    documents = read_documents(options.data / f"{options.part}.jsonl.gz")
    with TemporaryDirectory() as scratch:
        index = index_documents(documents, Path(scratch))
        engine = Engine.open(index, Settings(reader=options.reader))
        asked = documents[options.first :: options.every]
        results = [one for document in asked for one in _results(engine, document, options)]
    if options.out is not None:
        options.out.write_text("".join(json.dumps(_row(one), ensure_ascii=False) + "\n" for one in results), "utf-8")
    print(table(results))


def read_documents(file: Path) -> list[dict[str, Any]]:
    """The documents of a file, one a line."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def index_documents(documents: Sequence[Mapping[str, Any]], scratch: Path) -> Path:
    """Writes the documents as Markdown files and indexes them together."""
    folder = scratch / "documents"
    for document in documents:
        file = folder / document.get("folder", "") / f"{document['id']}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_markdown(document), encoding="utf-8", newline="")
    build_index(scratch / "index", [folder])
    return scratch / "index"


def _markdown(document: Mapping[str, Any]) -> str:
    dated = [f"Published: {document['published']}"] if document.get("published") else []
    by = [f"Publisher: {document['publisher']}"] if document.get("publisher") else []
    return "\n\n".join([f"# {document['title']}", *dated, *by, *document["paragraphs"]]) + "\n"


def _results(engine: Engine, document: Mapping[str, Any], options: argparse.Namespace) -> Iterator[Result]:
    scope = [f"{document['id']}.md"] if options.alone else []
    for item in document["questions"]:
        answer = engine.ask(item["q"], documents=scope).to_dict()
        yield Result(document["id"], False, item, answer, mark(item, read_answer(answer)))
    for talk in [] if options.no_talks else document.get("talks", []):
        history: list[Turn] = []
        for item in talk:
            answer = engine.ask(item["q"], history, documents=scope).to_dict()
            yield Result(document["id"], True, item, answer, mark(item, read_answer(answer)))
            history += [Turn("user", item["q"]), Turn("assistant", answer["answer"])]


def table(results: Sequence[Result]) -> str:
    """How many of each kind are right, refusals' precision, and what was wrong though it was said."""
    lines = [f"{'kind':<22} {'n':>5} {'right':>6} {'said wrong':>10}"]
    for name, chosen in _groups(results):
        if chosen:
            right = sum(one.mark.score for one in chosen) / len(chosen)
            wrong = sum(one.mark.said_wrong for one in chosen) / len(chosen)
            lines.append(f"{name:<22} {len(chosen):>5} {right:>6.3f} {wrong:>10.3f}")
    refused = [one for one in results if one.answer["status"] == "not_found"]
    fair = sum(one.item["k"] == "none" for one in refused) / max(1, len(refused))
    shown = [one for one in results if one.answer["derivation"] is not None]
    good = sum(one.mark.score == 1 for one in shown)
    return "\n".join(
        [*lines, f"refusals {len(refused)}, precision {fair:.3f}", f"computed shown {len(shown)}, right {good}"]
    )


def _groups(results: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    kinds = Counter(one.item["k"] for one in results)
    single = [one for one in results if not one.talk]
    for kind in kinds:
        yield kind, [one for one in single if one.item["k"] == kind]
    yield "tables: facts", [one for one in single if one.item["k"] == "fact" and _tabled(one)]
    yield "tables: computed", [one for one in single if one.item["k"] in ("compute", "compare") and _tabled(one)]
    yield "turns", [one for one in results if one.talk]
    yield "all", list(results)


def _tabled(result: Result) -> bool:
    return result.document.startswith(("a6", "a11"))


def _row(result: Result) -> dict[str, Any]:
    return {
        "document": result.document,
        "talk": result.talk,
        "item": result.item,
        "score": result.mark.score,
        "said_wrong": result.mark.said_wrong,
        "answer": {name: value for name, value in result.answer.items() if name not in ("timings_ms", "index")},
    }


if __name__ == "__main__":
    main()
