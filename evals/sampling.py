"""A part of a suite for a quick run: the same cases each time, of every kind and class as many as its share.

The few cases that carry instructions are all kept: what must never break is tried each time.
"""

import hashlib
from dataclasses import replace

from seedqa.evals.cases import Case, Suite

PER_SUITE = 10
_KEPT = 8


def sample(suite: Suite, most: int = PER_SUITE) -> Suite:
    """About ``most`` cases in their order, at least one of each kind and class; a small suite stays whole."""
    if len(suite.cases) <= most:
        return suite
    groups: dict[str, list[Case]] = {}
    for case in suite.cases:
        groups.setdefault(_group(case), []).append(case)
    chosen = {case.id for group in groups.values() for case in _part(group, most / len(suite.cases))}
    return replace(suite, cases=tuple(case for case in suite.cases if case.id in chosen))


def _part(group: list[Case], share: float) -> list[Case]:
    """Chosen by a hash of the id, so that a new case moves no other."""
    ranked = sorted(group, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest())
    if group[0].kind == "injection" and len(group) <= _KEPT:
        return group
    return ranked[: max(1, round(share * len(group)))]


def _group(case: Case) -> str:
    return "/".join([case.kind, *(tag for tag in case.tags if tag.startswith("class:"))])
