"""A statement as a question: "passengers came by ship" -> "did passengers come by ship"."""

import re

_PAST = {
    "came": "come", "went": "go", "gave": "give", "got": "get", "made": "make", "took": "take", "sold": "sell",
    "won": "win", "lost": "lose", "fell": "fall", "rose": "rise", "grew": "grow", "said": "say", "told": "tell",
    "paid": "pay", "built": "build", "bought": "buy", "sent": "send", "kept": "keep", "held": "hold", "led": "lead",
    "ran": "run", "wrote": "write", "spoke": "speak", "drew": "draw", "found": "find", "met": "meet", "left": "leave",
    "stood": "stand", "brought": "bring", "became": "become", "began": "begin", "had": "have", "did": "do",
}  # fmt: skip
_PRESENT = re.compile(
    r"(?:come|give|get|make|take|sell|win|say|run|own|work|live|pay|keep|hold|lead|head|chair|need|want|play|cost)s|goes"
)


def asked_of(subject: str, rest: str) -> str:
    """What is told of a subject, asked; a verb whose plain form is not sure stays in a clause of its own."""
    verb, _, tail = rest.partition(" ")
    if verb in _PAST:
        return f"did {subject} {_PAST[verb]} {tail}".strip()
    if _PRESENT.fullmatch(verb):
        return f"does {subject} {'go' if verb == 'goes' else verb[:-1]} {tail}".strip()
    return f"was it that {subject} {rest}"
