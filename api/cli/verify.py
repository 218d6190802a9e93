"""``qa verify``: re-checks saved answers against the index."""

import json as json_format
from dataclasses import asdict
from typing import Annotated, Any

from seedqa.api.cli.configuration import configured
from seedqa.api.cli.files import print_json, read_text
from seedqa.api.cli.opening import ready_index
from seedqa.api.cli.options import IndexFolder
from typer import Argument, Option

EXAMPLES = ("qa verify answers.jsonl", 'qa ask "Who chairs the board?" --json | qa verify -')


def run_verify(
    file: Annotated[str, Argument(metavar="FILE", help="Answers as qa ask --json prints them; - is standard input.")],
    index: IndexFolder = None,
    json: Annotated[bool, Option("--json", help="Print the checks as JSON.")] = False,
) -> int:
    """Re-check saved answers against the index. Citations hold, moved, changed, or lost their document. Exit status: 0
    every one holds, 1 one does not."""
    from seedqa.qa.answering import Engine
    from seedqa.qa.verification import verify

    answers = _answers(file)
    documents = Engine.open(ready_index(configured(index=index))).documents()
    checks = verify(answers, documents, file)
    if json:
        print_json([asdict(check) for check in checks])
    else:
        from seedqa.api.terminal import print_checks

        print_checks(checks)
    return 0 if all(check.holds for check in checks) else 1


def _answers(file: str) -> Any:
    """One answer, a list of them, or JSON Lines."""
    from seedqa.qa.history import parse_json

    lines = [line for line in read_text(file).split("\n") if line.strip()]
    whole = len(lines) == 1 or not _is_json(lines[0]) if lines else True
    parsed = [parse_json(part, file) for part in (["\n".join(lines)] if whole else lines)]
    return parsed[0] if len(parsed) == 1 and isinstance(parsed[0], list) else parsed


def _is_json(line: str) -> bool:
    """Whether a line is a whole JSON value, as in JSON Lines; the first line of indented JSON is not."""
    try:
        json_format.loads(line)
    except ValueError:
        return False
    return True
