"""Suites that are made when asked for, and their table by class."""

from dataclasses import replace

import pytest
from seedqa.evals.cases import Suite
from seedqa.evals.classes import class_lines, classes
from seedqa.evals.generated import expand, generate, is_generated
from seedqa.evals.library import Library, SourceText
from seedqa.evals.run import run_suites
from seedqa.index.errors import InputError

from tests.evals.made import ScriptedSystem, case, refusal, reply

REFUSED = case(
    case_id="t1", question="Who owns Quarnby?", kind="unanswerable", status=["not_found"], reason=["entity_absent"]
)


def test_a_bare_name_stands_for_every_corpus() -> None:
    assert expand("twins") == ("seeds-twins", "harbour-twins")
    assert expand("twins-test") == ("seeds-twins-test", "harbour-twins-test")
    assert expand("seeds-dev") == ("seeds-dev",)
    assert is_generated("harbour-twins-test")
    assert not is_generated("twins")
    assert not is_generated("other-twins")


def test_twins_over_documents_of_another_corpus_are_none() -> None:
    strange = Library.of([SourceText("x", "x.txt", " ".join(map(str, range(1900, 2100))))])
    with pytest.raises(InputError, match="nothing could be made for seeds-twins; evaluate over the corpus"):
        generate("seeds-twins", strange)


def test_the_table_counts_verdicts_and_reasons_by_class() -> None:
    made = [
        replace(REFUSED, id=f"t{number}", question=question, tags=("twin", f"class:{name}"))
        for number, (question, name) in enumerate(
            [("Who owns Quarnby?", "unknown"), ("Who owns Wexmoor?", "unknown"), ("Who is its cook?", "attribute")]
        )
    ]
    replies = {
        "Who owns Quarnby?": refusal("entity_absent"),
        "Who owns Wexmoor?": refusal("attribute_absent"),
        "Who is its cook?": reply("Mara Lind"),
    }
    run = run_suites([Suite("made", tuple(made))], ScriptedSystem(replies, {}), lambda suite, done, total: None)[0]
    unknown, attribute = classes(run)
    assert (unknown.name, unknown.cases, unknown.right, unknown.reasoned) == ("unknown", 2, 2, 1)
    assert unknown.verdicts == {"not_found: entity_absent": 1, "not_found: attribute_absent": 1}
    assert (attribute.cases, attribute.right, attribute.reasoned, attribute.verdicts) == (1, 0, 0, {"answered": 1})
    assert [line.split()[:4] for line in class_lines(run)[1:]] == [
        ["unknown", "2", "1", "2"],
        ["attribute", "0", "0", "1"],
    ]
