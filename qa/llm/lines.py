"""The reply of a small model: labelled lines, or plain sentences with the number of their passage."""

import re
from collections.abc import Iterator
from itertools import islice

from seedqa.qa.llm.proposal import Claim, Proposal, Quoted

_LABELLED = re.compile(
    r"^[\s*•#>-]*(?P<label>VERDICT|SHORT(?: ANSWER)?|CLAIM|QUOTE)\s{0,3}\[?(?P<number>\d{1,4})?\]?\W{0,6}?:"
    r"\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\[(\d{1,4})\]")
_EDGE = re.compile(r"[\[\]\n]")
_FEWEST = 8
_MOST_CLAIMS = 24
_NOTHING = re.compile(r"not[_ ]found|no answer|unanswerable", re.IGNORECASE)
_LOOSE = " \"'“”‘’*`-"


def proposal_in_lines(text: str) -> Proposal | None:
    """What the lines propose; None where there are none of that kind."""
    lines = [match for line in text.splitlines() if (match := _LABELLED.match(line))]
    if lines:
        return _labelled(lines)
    claims = tuple(islice(_marked(text), _MOST_CLAIMS))
    return Proposal("answered", None, claims) if claims else None


def _labelled(lines: list[re.Match[str]]) -> Proposal:
    said: dict[str, list[str]] = {}
    claims: list[Claim] = []
    for line in lines:
        label, words = line["label"].upper().split()[0], line["text"].strip()
        said.setdefault(label, []).append(words)
        if label == "CLAIM":
            claims.append(Claim(words.strip(_LOOSE), ()))
        elif label == "QUOTE" and claims:
            last = claims[-1]
            claims[-1] = Claim(last.text, (*last.quotes, Quoted(int(line["number"] or 0), words.strip(_LOOSE))))
    refused = any(_NOTHING.search(words) for words in said.get("VERDICT", ())) or not claims
    short = said["SHORT"][0].strip(_LOOSE) if "SHORT" in said else None
    return Proposal() if refused else Proposal("answered", None, tuple(claims[:_MOST_CLAIMS]), short)


def _marked(text: str) -> Iterator[Claim]:
    """Sentences that name a passage: each has to stand there as it is."""
    begin = 0
    for marker in _MARKER.finditer(text):
        told = _EDGE.split(text[begin : marker.start()])[-1].strip(_LOOSE)
        begin = marker.end()
        words = told.strip(_LOOSE + ".")
        if len(words) >= _FEWEST and any(map(str.isalnum, words)):
            yield Claim(told, (Quoted(int(marker[1]), words),))
