"""A run as JUnit XML, which any CI reads: every case of an open suite, and every gate.

A case fails only where a failed gate names it; one that was wrong already is skipped, so that a red line is news.
"""

from pathlib import Path
from xml.etree import ElementTree

from seedqa.evals.changes import change_lines
from seedqa.evals.gates import Gate
from seedqa.evals.record import Evaluation
from seedqa.evals.run import Outcome, SuiteRun
from seedqa.index.errors import InputError

# XML 1.0 has no place for other control characters.
_ALLOWED = str.maketrans({code: None for code in range(32) if chr(code) not in "\t\n\r"})


def write_junit(evaluation: Evaluation, path: Path) -> None:
    """The file; folders on the way are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ElementTree.ElementTree(junit(evaluation)).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise InputError(f"the JUnit file cannot be written: {error}", "name a file that can be written") from error


def junit(evaluation: Evaluation) -> ElementTree.Element:
    """The whole document."""
    named = {case: gate for gate in evaluation.gates if gate.holds is False for case in gate.broken}
    top = ElementTree.Element("testsuites", name=f"qa eval: {evaluation.system}")
    for run in evaluation.runs:
        if evaluation.opened(run.suite.name):
            top.append(_suite(run, named))
    gates = [_gate(gate) for gate in evaluation.gates]
    top.append(_counted("gates", gates))
    return top


def _suite(run: SuiteRun, named: dict[str, Gate]) -> ElementTree.Element:
    return _counted(run.suite.name, [_case(outcome, named.get(outcome.case.id)) for outcome in run.outcomes])


def _counted(name: str, cases: list[ElementTree.Element]) -> ElementTree.Element:
    counts = {f"{tag}s": sum(case.find(tag) is not None for case in cases) for tag in ("failure", "error")}
    skipped = sum(case.find("skipped") is not None for case in cases)
    figures = {"tests": len(cases), **counts, "skipped": skipped}
    suite = ElementTree.Element("testsuite", {"name": name, **{key: str(value) for key, value in figures.items()}})
    suite.extend(cases)
    return suite


def _case(outcome: Outcome, gate: Gate | None) -> ElementTree.Element:
    seconds = f"{(outcome.latency_ms or 0) / 1000:.3f}"
    element = _element(outcome.case.suite, f"{outcome.case.id} {outcome.case.question}", seconds)
    judgement = outcome.judgement
    if judgement is None or outcome.differs is not None:
        _add(element, "error", f"not scored: {outcome.failure or outcome.differs}")
    elif gate is not None:
        lines = [line for change in gate.changes if change.case == outcome.case.id for line in change_lines(change)]
        _add(element, "failure", judgement.why or gate.claim, "\n".join([f"{gate.suite} {gate.claim}", *lines]))
    elif not judgement.right:
        _add(element, "skipped", f"wrong, but no gate names it: {judgement.why}")
    return element


def _gate(gate: Gate) -> ElementTree.Element:
    element = _element("gates", f"{gate.suite} {gate.claim}", "0")
    if gate.holds is False:
        lines = [line for change in gate.changes for line in change_lines(change)]
        _add(element, "failure", gate.finding, "\n".join(lines))
    elif gate.holds is None:
        _add(element, "skipped", gate.finding)
    return element


def _element(suite: str, name: str, seconds: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", classname=suite, name=name.translate(_ALLOWED), time=seconds)


def _add(element: ElementTree.Element, tag: str, message: str, text: str = "") -> None:
    child = ElementTree.SubElement(element, tag, message=message.translate(_ALLOWED))
    child.text = text.translate(_ALLOWED)
