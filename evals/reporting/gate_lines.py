"""Gates and the verdict in words; cases of held-out suites are never named."""

from seedqa.evals.gates import Gate
from seedqa.evals.record import Evaluation

_NAMED = 12
_VERDICT = {True: "holds", False: "FAILED", None: "not measured"}


def gate_line(gate: Gate, evaluation: Evaluation) -> str:
    """A gate in one line, with the cases that it names."""
    line = f"{_VERDICT[gate.holds]}: {gate.suite} {gate.claim}: {gate.finding}"
    hidden = closed_cases(evaluation)
    shown = [case for case in gate.broken if case not in hidden]
    more = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
    return f"{line}; see {', '.join(shown[:_NAMED])}{more}" if shown else line


def closed_cases(evaluation: Evaluation) -> frozenset[str]:
    """The ids of cases that nobody may look at."""
    closed = (run for run in evaluation.runs if not evaluation.opened(run.suite.name))
    return frozenset(outcome.case.id for run in closed for outcome in run.outcomes)


def verdict(evaluation: Evaluation) -> str:
    """The run in a few words."""
    failed = sum(gate.holds is False for gate in evaluation.gates)
    if not evaluation.decided:
        return "gates not decided: some cases could not be scored, or changed by themselves"
    if not evaluation.gates:
        return "no gates for these suites"
    return f"{failed} of {len(evaluation.gates)} gates failed" if failed else "no gate failed"
