"""The ledger: every figure of every sentence with its value, thing, time and actors, in the index's own database.

It is written and removed together with the passages, so that it never tells of a text that is not there.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from seedqa.index.actors import actors, subject_of
from seedqa.index.documents import Document
from seedqa.index.passages import Passage, Span
from seedqa.index.periods import Dated, dated_spans, period_of
from seedqa.index.quantities import Quantity, read_quantities

LEDGER = """
CREATE TABLE quantities(
    passage_id INTEGER NOT NULL REFERENCES passages(id), document_id TEXT NOT NULL REFERENCES documents(id),
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, high TEXT, bound TEXT NOT NULL, direction TEXT,
    noun TEXT, noun_start INTEGER, noun_end INTEGER, same_value TEXT, same_unit TEXT,
    period TEXT, period_source TEXT, who TEXT, whom TEXT, who_carried INTEGER NOT NULL,
    PRIMARY KEY(passage_id, start)) WITHOUT ROWID;
CREATE INDEX quantities_of_document ON quantities(document_id, start);
CREATE INDEX quantities_of_kind ON quantities(kind, unit);
"""
_COLUMNS = (
    'passage_id, document_id, sentence_start, sentence_end, start, "end", kind, value, unit, high, bound, direction, '
    "noun, noun_start, noun_end, same_value, same_unit, period, period_source, who, whom, who_carried"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure at ``span`` of a document, all offsets into its text.

    ``value``, ``unit``, ``kind``, ``bound``, ``high``, ``direction`` and ``noun`` are as ``Quantity`` has them.
    ``same`` is the same amount in another unit ("54.16 million yuan($8 million)"). ``period`` is as ``index.periods``
    has it, found in the "sentence", in one "before" it, in the "heading" or in the "title". ``who`` did or has it, for
    or to ``whom``; ``carried`` where ``who`` is the subject of an earlier sentence.
    """

    passage_id: int
    document_id: str
    sentence: Span
    span: Span
    kind: str
    value: Decimal
    unit: str
    high: Decimal | None
    bound: str
    direction: str | None
    noun: str | None
    noun_span: Span | None
    same: tuple[Decimal, str] | None
    period: str | None
    period_source: str | None
    who: str | None
    whom: str | None
    carried: bool


def read_entries(document: Document, passages: Sequence[tuple[int, Passage]]) -> Iterator[Entry]:
    """The entries of a document's passages, given with their ids in the order of the text."""
    subject: str | None = None
    titled = _only_period(document.title)
    for key, passage in passages:
        heading = _only_period(passage.heading)
        general = (heading, "heading") if heading else (titled, "title") if titled else None
        dates: list[Dated] = []
        ended = passage.start
        for sentence in passage.sentences:
            told = _carried(document.text[ended : sentence.start], dates) or general
            dates = dated_spans(document.text, sentence.start, sentence.end, document.published)
            ended = sentence.end
            for quantity in read_quantities(document.text[sentence.start : sentence.end]):
                period = period_of(
                    document.text, sentence.start + quantity.start, sentence.start + quantity.end, dates, sentence.start
                )
                stated = (period, "sentence") if period else told
                yield _entry(document, key, sentence, quantity, stated, subject)
            subject = subject_of(document.text, sentence.start, sentence.end, subject)


def _carried(gap: str, dates: Sequence[Dated]) -> tuple[str, str] | None:
    """The one period of the sentence before, in the same paragraph."""
    values = {date.value for date in dates}
    return (values.pop(), "before") if len(values) == 1 and "\n" not in gap else None


def _only_period(words: str) -> str | None:
    """The period of a heading or title that names a single one."""
    values = {date.value for date in dated_spans(words, 0, len(words), None)}
    return values.pop() if len(values) == 1 else None


def _entry(
    document: Document,
    key: int,
    sentence: Span,
    quantity: Quantity,
    period: tuple[str, str] | None,
    subject: str | None,
) -> Entry:
    shift, told = sentence.start, quantity.equivalent
    place = shift + quantity.start
    acting = actors(document.text, sentence.start, sentence.end, place, subject)
    noun = None
    if quantity.noun_start is not None and quantity.noun_end is not None:
        noun = Span(shift + quantity.noun_start, shift + quantity.noun_end)
    return Entry(
        passage_id=key,
        document_id=document.id,
        sentence=sentence,
        span=Span(place, shift + quantity.end),
        kind=quantity.kind,
        value=quantity.value,
        unit=quantity.unit,
        high=quantity.high,
        bound=quantity.bound,
        direction=quantity.direction,
        noun=quantity.noun,
        noun_span=noun,
        same=(told.value, told.unit) if told else None,
        period=period[0] if period else None,
        period_source=period[1] if period else None,
        who=acting.who,
        whom=acting.whom,
        carried=acting.carried,
    )


def write_entries(database: sqlite3.Connection, entries: Iterator[Entry]) -> None:
    """Puts entries into the ledger."""
    marks = ",".join("?" * 22)
    database.executemany(f"INSERT INTO quantities({_COLUMNS}) VALUES ({marks})", map(_row, entries))


def forget_entries(database: sqlite3.Connection, document_id: str) -> None:
    """Removes a document's entries."""
    database.execute("DELETE FROM quantities WHERE document_id = ?", (document_id,))


def entries_query(
    documents: Sequence[str] | None, passages: Sequence[int] | None, kinds: Sequence[str], units: Sequence[str]
) -> tuple[str, list[str | int]]:
    """The query for the entries within these limits, in order of document and place, and its values."""
    limits: list[str] = []
    values: list[str | int] = []
    for column, allowed in (("document_id", documents), ("passage_id", passages), ("kind", kinds), ("unit", units)):
        if allowed is None or (not allowed and column in {"kind", "unit"}):
            continue
        limits.append(f"{column} IN ({','.join('?' * len(allowed))})")
        values.extend(allowed)
    where = f" WHERE {' AND '.join(limits)}" if limits else ""
    return f"SELECT {_COLUMNS} FROM quantities{where} ORDER BY document_id, start", values


def _row(entry: Entry) -> tuple[Any, ...]:
    noun = entry.noun_span
    same = entry.same
    return (
        entry.passage_id, entry.document_id, entry.sentence.start, entry.sentence.end, entry.span.start, entry.span.end,
        entry.kind, str(entry.value), entry.unit, None if entry.high is None else str(entry.high), entry.bound,
        entry.direction, entry.noun, noun and noun.start, noun and noun.end, same and str(same[0]), same and same[1],
        entry.period, entry.period_source, entry.who, entry.whom, int(entry.carried),
    )  # fmt: skip


def read_row(row: tuple[Any, ...]) -> Entry:
    """An entry from a row of ``entries_query``."""
    (
        key, document, begins, ends, start, end, kind, value, unit, high, bound, direction,
        noun, noun_start, noun_end, same_value, same_unit, period, source, who, whom, carried,
    ) = row  # fmt: skip
    return Entry(
        key, document, Span(begins, ends), Span(start, end), kind, Decimal(value), unit,
        None if high is None else Decimal(high), bound, direction, noun,
        None if noun_start is None else Span(noun_start, noun_end),
        None if same_value is None else (Decimal(same_value), same_unit),
        period, source, who, whom, bool(carried),
    )  # fmt: skip
