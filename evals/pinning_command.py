"""``qa eval add``: pins saved answers as cases of a suite, proposes their twins, and lets a person accept them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from seedqa.evals.cases import Case, Suite, read_case
from seedqa.evals.library import Library
from seedqa.evals.lint import PARAPHRASE, lint
from seedqa.evals.paraphrases import paraphrases
from seedqa.evals.pinning import Wanted, pin
from seedqa.evals.saved import Saved
from seedqa.evals.suite_file import change_suite, written
from seedqa.evals.twins import gold_twins
from seedqa.evals.wording import tokens
from seedqa.index.errors import InputError

Fields = dict[str, Any]
# Asks a person and gives what was typed; None where nobody can be asked.
Ask = Callable[[str], str]
_ANSWERS = "y yes, n no, a all that follow, q none that follow"
_TWIN = ("kind", "status", "reason", "answers", "reference", "evidence", "value")


@dataclass(frozen=True, slots=True)
class PinOptions:
    """``accept`` is ``all`` or ``none``; None asks, where there is someone to ask."""

    suite: Path
    wanted: Wanted = Wanted()
    accept: str | None = None


def add_cases(
    answers: Sequence[Saved], options: PinOptions, library: Library, ask: Ask | None, out: TextIO, err: TextIO
) -> int:
    """Pin what can be pinned; 1 where an answer was passed over, because it is wrong or there already."""
    if options.wanted.told and len(answers) > 1:
        raise InputError("--expect and --refuse go with one answer", "give a file that holds one")
    passed_over = 0
    for saved in answers:
        if saved.right is False and not options.wanted.told:
            print(f"passed over, marked wrong: {saved.question}; say what is right with --expect or --refuse", file=err)
            passed_over += 1
            continue
        passed_over += not _add(saved, options, library, ask, out, err)
    return 1 if passed_over else 0


def _add(saved: Saved, options: PinOptions, library: Library, ask: Ask | None, out: TextIO, err: TextIO) -> bool:
    fields = pin(saved, options.wanted, library)
    case = proved(fields, options.suite, library)
    there = _append(options.suite, [fields])
    if there:
        print(f"there already, as {there[0]}: {saved.question}", file=err)
        return False
    print(f"pinned in {options.suite}: {_line(fields)}", file=out)
    proposed = [twin for twin in twins_of(case, fields, library) if _is_proved(twin, options.suite, library)]
    accepted = list(_accepted(proposed, options.accept, ask, out))
    _append(options.suite, accepted)
    for twin in accepted if options.accept == "all" else []:
        print(f"  twin: {_line(twin)}", file=out)
    if proposed and options.accept is None and ask is None:
        print(f"{len(proposed)} twins proposed, none added; --accept all adds them", file=err)
    return True


def proved(fields: Fields, suite: Path, library: Library) -> Case:
    """The case as it will be read, when its documents prove it."""
    case = read_case({"id": "new", **fields}, suite.stem, str(suite))
    problems = lint([Suite(suite.stem, (case,))], library.texts())
    if problems:
        raise InputError(f"the answer cannot be pinned: {problems[0].text}", "say what is right with --expect")
    return case


def _is_proved(fields: Fields, suite: Path, library: Library) -> bool:
    try:
        proved(fields, suite, library)
    except InputError:
        return False
    return True


def twins_of(case: Case, fields: Fields, library: Library) -> Iterator[Fields]:
    """The same question in other words, then questions nothing answers; none for a turn of a conversation."""
    if case.history:
        return
    same = {name: fields[name] for name in _TWIN if name in fields}
    for question in paraphrases(case.question):
        yield same | {"question": question, "tags": ["twin", PARAPHRASE]}
    if case.answers:
        for twin in gold_twins([Suite(case.suite, (case,))], library):
            yield {
                "kind": "unanswerable", "question": twin.question, "status": list(twin.status),
                "reason": list(twin.reason), "tags": ["twin", twin.kind],
            }  # fmt: skip


def _accepted(proposed: Sequence[Fields], accept: str | None, ask: Ask | None, out: TextIO) -> Iterator[Fields]:
    if accept is not None or ask is None:
        yield from proposed if accept == "all" else ()
        return
    for number, twin in enumerate(proposed, 1):
        print(f"\ntwin {number} of {len(proposed)}, {twin['tags'][1]}: {_line(twin)}", file=out, flush=True)
        match _answer(ask):
            case "y":
                yield twin
            case "a":
                yield from proposed[number - 1 :]
                return
            case "q":
                return


def _answer(ask: Ask) -> str:
    while True:
        typed = ask(f"add it? ({_ANSWERS}) ").strip().lower()[:1]
        if typed and typed in "ynaq":
            return typed


def _line(fields: Mapping[str, Any]) -> str:
    items = " / ".join(item[0] for item in fields.get("answers") or [])
    value = fields.get("value")
    told = items or (f"{value['value']} {value['unit']}".strip() if value else fields.get("reference", ""))
    return f"{fields['question']} -> {told or ' or '.join(fields['status'])}"


def _append(suite: Path, cases: Iterable[Fields]) -> list[str]:
    """Adds the cases that the suite has not yet; the ids of those it has."""
    there: list[str] = []

    def change(lines: list[str]) -> list[str]:
        rows = [_row(line, suite) for line in lines if line.strip()]
        asked = {_asked(row): str(row.get("id")) for row in rows}
        ids, number, added = {str(row.get("id")) for row in rows}, len(rows), list[str]()
        for fields in cases:
            if _asked(fields) in asked:
                there.append(asked[_asked(fields)])
                continue
            number += 1
            while (name := f"{suite.stem}-{number:03d}") in ids:
                number += 1
            asked[_asked(fields)] = name
            added.append(written({"id": name, "suite": suite.stem, **fields}))
        return [*lines, *added]

    change_suite(suite, change)
    return there


def _row(line: str, suite: Path) -> Fields:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{suite} is not a suite: {error}", "name a JSON Lines file; qa eval lint says more") from None
    if not isinstance(row, dict):
        raise InputError(f"{suite} is not a suite", "name a JSON Lines file; qa eval lint says more")
    return row


def _asked(fields: Mapping[str, Any]) -> object:
    """The question as written: a paraphrase may differ from it in case and marks only."""
    before = tuple(tokens(str(turn.get("content"))) for turn in fields.get("history") or ())
    return before, " ".join(str(fields.get("question")).split())
