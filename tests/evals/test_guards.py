"""The guards hold for the product as it is; that they fail for a worse one is shown by the seeded regressions."""

from seedqa.evals.guards import GUARDS, GuardRoom, check_guards


def test_every_guard_holds_on_its_fast_part() -> None:
    gates = check_guards(("mutants", "way-out"), GuardRoom(fast=True, index_of=None))
    assert [(gate.suite, gate.holds) for gate in gates] == [("mutants", True), ("mutants", True), ("way-out", True)]
    assert set(GUARDS) == {"mutants", "way-out", "lifecycle"}


def test_without_an_index_nothing_can_be_deleted() -> None:
    (gate,) = check_guards(("lifecycle",), GuardRoom(fast=True, index_of=None))
    assert (gate.holds, gate.finding) == (None, "there is no index here to delete from")
