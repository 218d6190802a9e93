"""SQuAD 1.1 and 2.0 as published (one JSON file), and flat records with a context each (JSON Lines).

Each context becomes a document, and every question is asked over all of them. In 2.0 a question is called impossible of
its own context only; over many contexts some other may answer it, and nobody says why the rest cannot be answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seedqa.evals.importers.files import needed, read_json, read_lines, set_name
from seedqa.evals.importers.imported import Imported, Line, Shelf, chosen, plain_lines
from seedqa.evals.lint import REASON_UNKNOWN
from seedqa.index.errors import InputError
from seedqa.index.sentences import sentence_spans

_SHAPE = 'give {"data": [{"paragraphs": [{"context", "qas"}]}]}, or {"id", "context", "question", "answers"} a line'


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a context; no answers where the context has none. ``answers`` are (text, start)."""

    id: str
    question: str
    title: str
    context: str
    answers: tuple[tuple[str, int], ...]


def import_squad(path: Path, limit: int | None = None) -> Imported:
    """The questions of a file, at most ``limit`` at even steps, over the contexts they come from."""
    file = _file(path)
    records = _flat if ".jsonl" in file.suffixes else _nested
    asked, shelf = chosen(list(records(file)), limit), Shelf()
    if not asked:
        raise InputError(f"{file} holds no question", _SHAPE)
    lines = [_line(one, shelf) for one in asked]
    return Imported(set_name(file), shelf.documents(), tuple(lines))


def _file(path: Path) -> Path:
    """The file itself; of a folder its development set, or the first file there is."""
    if not path.is_dir():
        return path
    files = sorted(path.glob("dev*.json*")) or sorted(path.glob("*.json*"))
    if not files:
        raise InputError(f"{path} holds no .json file", _SHAPE)
    return files[0]


def _nested(path: Path) -> Iterator[Asked]:
    data = read_json(path)
    articles = data.get("data") if isinstance(data, dict) else None
    if not isinstance(articles, list):
        raise InputError(f"{path} is not a SQuAD file: it has no list 'data'", _SHAPE)
    try:
        for article in articles:
            for paragraph in article["paragraphs"]:
                for question in paragraph["qas"]:
                    place = f"{path}: question {question.get('id')!r}"
                    answers = [] if question.get("is_impossible") else question.get("answers", [])
                    title = str(article.get("title", ""))
                    yield _asked(question, title, needed(paragraph, "context", place), answers, place)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a SQuAD file: {type(error).__name__} {error}", _SHAPE) from None


def _flat(path: Path) -> Iterator[Asked]:
    for place, fields in read_lines(path):
        title = str(fields.get("title") or fields.get("group") or "")
        answers = [] if fields.get("answerable") is False or fields.get("is_impossible") else fields.get("answers", [])
        yield _asked(fields, title, needed(fields, "context", place), answers, place)


def _asked(fields: dict[str, Any], title: str, context: str, answers: object, place: str) -> Asked:
    question = " ".join(needed(fields, "question", place).split())
    return Asked(needed(fields, "id", place), question, title, context, tuple(_answers(answers, place)))


def _answers(answers: object, place: str) -> Iterator[tuple[str, int]]:
    """Each distinct text, with where it first stands; parallel lists are the shape of the Hugging Face copies."""
    if isinstance(answers, Mapping):
        pairs = zip(answers.get("text", ()), answers.get("answer_start", ()), strict=False)
        answers = [{"text": text, "answer_start": start} for text, start in pairs]
    if not isinstance(answers, list):
        raise InputError(f"{place}: 'answers' is not a list", _SHAPE)
    seen = set[str]()
    for answer in answers:
        start = answer.get("answer_start", answer.get("start", -1)) if isinstance(answer, dict) else None
        if not isinstance(start, int) or not isinstance(answer.get("text"), str):
            raise InputError(f"{place}: an answer has no text or start", _SHAPE)
        if answer["text"].strip() and answer["text"] not in seen:
            seen.add(answer["text"])
            yield answer["text"], start


def _line(asked: Asked, shelf: Shelf) -> Line:
    document = shelf.put(asked.context, asked.title)
    line: dict[str, Any] = {"id": asked.id, "kind": "fact", "question": asked.question}
    if not asked.answers:
        return line | {"kind": "unanswerable", "status": ["not_found"], "tags": ["squad", REASON_UNKNOWN]}
    quote = {"document": document, "quote": _proof(asked.context, *asked.answers[0])}
    wordings = [text for text, _ in asked.answers]
    return line | {"answers": [wordings], "evidence": [quote], "tags": ["squad"]}


def _proof(context: str, answer: str, start: int) -> str:
    """The sentences that the answer stands in; the whole context where it does not stand where it should."""
    if context[start : start + len(answer)] != answer:
        return plain_lines(context)
    spans = sentence_spans(context, 0, len(context))
    touched = [span for span in spans if span[0] < start + len(answer) and start < span[1]]
    return plain_lines(context[touched[0][0] : touched[-1][1]] if touched else context)
