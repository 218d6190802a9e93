"""``qa ask``: one answer, or a batch of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from seedqa.api.cli.configuration import configured
from seedqa.api.cli.files import print_json, read_text
from seedqa.api.cli.opening import open_engine, ready_index
from seedqa.api.cli.options import Among, IndexFolder, SettingsFile, SettingWords
from seedqa.index.errors import InputError
from typer import Argument, Option

if TYPE_CHECKING:
    from seedqa.api.settings import Configuration
    from seedqa.qa.llm.extractive import Extractive

EXAMPLES = (
    'qa ask "Who chairs the board?"',
    'qa ask "And who was it before?" --history talk.json --json',
    "qa ask \"Who chairs the board?\" --in 'minutes/*.md' --in statutes.md",
    "qa ask --batch questions.jsonl > answers.jsonl",
    'qa ask "Who chairs the board?" --set asking.caution=cautious',
)


def run_ask(
    question: Annotated[str | None, Argument(metavar="QUESTION", help="What you want to know.")] = None,
    batch: Annotated[
        str | None,
        Option(metavar="FILE", help='JSON Lines of {"id", "question", "history"}; - is standard input.'),
    ] = None,
    history: Annotated[
        str | None, Option(metavar="FILE", help='JSON list of {"role", "content"}; - is standard input.')
    ] = None,
    among: Among = None,
    index: IndexFolder = None,
    json: Annotated[bool, Option("--json", help="Print the whole answer as JSON.")] = False,
    config: SettingsFile = None,
    words: SettingWords = None,
) -> int:
    """Answer a question, or a batch of them. Exit status: 0 answered, 1 the documents do not say, 2 an error."""
    if (question is None) == (batch is None):
        raise InputError("give either a question or --batch FILE", 'for example: qa ask "Who leads the project?"')
    configuration = configured(config, words, index=index)
    if question is not None:
        return _ask_one(question, history, among or (), json, configuration)
    if history is not None:
        raise InputError("--history does not go with --batch", 'give each line its own "history"')
    assert batch is not None
    return _ask_batch(batch, among or (), configuration)


def _ask_one(
    question: str, told: str | None, among: Sequence[str], as_json: bool, configuration: "Configuration"
) -> int:
    from seedqa.qa.answering import check_question
    from seedqa.qa.history import parse_json, read_history

    check_question(question)
    turns = read_history(None if told is None else parse_json(read_text(told), told), told or "")
    answer = _engine(configuration).ask(question, turns, documents=tuple(among))
    if as_json:
        print_json(answer.to_dict())
    else:
        from seedqa.api.terminal import print_answer

        print_answer(answer)
    return 1 if answer.status == "not_found" else 0


def _ask_batch(file: str, among: Sequence[str], configuration: "Configuration") -> int:
    import json

    from seedqa.qa.history import read_batch

    questions = read_batch(read_text(file).split("\n"), file)
    engine = _engine(configuration)
    for item in questions:
        answer = engine.ask(item.question, item.history, documents=tuple(among))
        print(json.dumps({**answer.to_dict(), "id": item.id, "answer_id": answer.id}, ensure_ascii=False), flush=True)
    return 0


def _engine(configuration: "Configuration") -> "Extractive":
    return open_engine(lambda: ready_index(configuration), configuration)
