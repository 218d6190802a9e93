"""The same question in other words, by rule: what is right for the one is right for the other.

Form only: no word is exchanged for one that merely often means the same.
"""

import re
from collections.abc import Iterator

_CONTRACTED = {"is": "'s", "has": "'s", "are": "'re", "will": "'ll", "would": "'d"}
_AUXILIARY = r"is|are|was|were|did|does|do|has|have|had|will|would|can|could"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^How much did (?P<who>.+?) (?P<verb>pay|give|spend|earn|raise|invest) (?P<rest>.+)\?$"),
     "What sum did {who} {verb} {rest}?"),
    (re.compile(r"^How many (?P<what>[\w'’ -]+?) (?P<rest>(?:" + _AUXILIARY + r")\b.+)\?$"),
     "What number of {what} {rest}?"),
    (re.compile(r"^When (?P<rest>(?:was|were|did|is|will)\b.+)\?$"), "At what time {rest}?"),
    (re.compile(r"^Where (?P<rest>(?:was|were|did|is|are|does|do)\b.+)\?$"), "In what place {rest}?"),
    (re.compile(r"^Why (?P<rest>(?:was|were|did|is|are|does|do)\b.+)\?$"), "For what reason {rest}?"),
    (re.compile(r"^Who (?P<rest>(?!(?:" + _AUXILIARY + r")\b)\w+.+)\?$"), "Which person {rest}?"),
    (re.compile(r"^(?P<who>What|Who) (?P<be>is|was|are|were) the (?P<what>[\w-]+(?: [\w-]+)?) of (?P<whom>.+)\?$"),
     "{who} {be} {whom}'s {what}?"),
)  # fmt: skip


def paraphrases(question: str) -> tuple[str, ...]:
    """Other forms of the question, the nearest to how people type first; none that is the question itself."""
    plain = " ".join(question.split())
    if not re.search(r"\w", plain):
        return ()
    made = dict.fromkeys(_forms(plain))
    return tuple(form for form in made if form.casefold() != plain.casefold() or form[-1:] != plain[-1:])


def _forms(question: str) -> Iterator[str]:
    for pattern, form in _RULES:
        found = pattern.match(question)
        if found:
            yield form.format(**found.groupdict())
    if question.endswith("?"):
        yield f"{_typed(question[:-1])}"
        yield f"Please tell me: {question[0].lower() + question[1:] if _opens_plainly(question) else question}"
    contracted = re.sub(
        r"^(Who|What|Where|When|How) (is|has|are|will|would)\b",
        lambda found: found[1] + _CONTRACTED[found[2]],
        question,
    )
    if contracted != question:
        yield contracted


def _typed(question: str) -> str:
    """As people type into a search box: no capital at the start and no mark at the end."""
    return question[0].lower() + question[1:] if _opens_plainly(question) else question


def _opens_plainly(question: str) -> bool:
    """Whether the first word is capitalised only because it comes first."""
    return (
        re.match(r"(?:Who|Whom|Whose|What|Which|When|Where|Why|How|In|At|On|By|Did|Does|Is|Are|Was|Were)\b", question)
        is not None
    )
