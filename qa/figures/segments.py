"""Where a question puts things side by side: the items that it joins by "and" or "or", and the two that it compares."""

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"[\w$€£&][\w’'&./-]*(?<![.,’'])%?|[,;:()]")
_JOIN = frozenset("and or plus & versus vs to from minus against with".split())
_STOPS = frozenset(
    (
        "a an the this that these those its his her their our my your of in on at to for from by with as "
        "than then between among "
        "during since per into over under against about across after before behind beside both either each "
        "every all which what who "
        "whom whose how many much when where is are was were be been being do does did done has have had "
        "will would can could may "
        "might shall should must and or but plus versus vs if whether there it they he she we you i not no "
        "so more less fewer most "
        "together combined altogether total overall taken taking put give gave given receive received get "
        "got cost costs spend spent "
        "make made add adds come comes came contribute contributed provide provided pay paid bring brought "
        "count counts draw drew "
        "send sent hold held earn earned carry carries cover covers employ employs produce produced supply "
        "taking respectively first "
        "opened open founded still built started stand stands stood have sum joined up out all said let tell"
    ).split()
)
_LINKS = frozenset("of the de la and & on upon".split())
_MOST = 8


class _Token:
    """A word of a text and where it stands."""

    __slots__ = ("end", "lower", "start", "text")

    def __init__(self, match: re.Match[str]) -> None:
        self.text = match[0]
        self.lower = match[0].lower()
        self.start, self.end = match.span()

    @property
    def stops(self) -> bool:
        return self.lower in _STOPS or (not self.text[0].isalnum() and self.text[0] not in "$€£")

    @property
    def named(self) -> bool:
        return self.text[0].isupper()


def coordinated(text: str, joints: Sequence[str] = ("and", "or", "plus", "&")) -> Iterator[tuple[str, ...]]:
    """The items that a text joins: once for each place where it joins some."""
    tokens = [_Token(match) for match in _TOKEN.finditer(text)]
    for place, token in enumerate(tokens):
        if token.lower not in joints or place == 0 or place + 1 == len(tokens):
            continue
        right = _right(tokens, place + 1)
        lefts = _lefts(tokens, place - 1)
        if right and lefts:
            runs = [*reversed(lefts), right]
            if len(runs) > 2 and not runs[0][-1].named and all(run[-1].named for run in runs[1:]):
                runs = runs[1:]
            yield tuple(_words(text, run) for run in runs)


def _lefts(tokens: Sequence[_Token], place: int) -> list[list[_Token]]:
    """The items before a joint, the nearest first; those before it are set off by commas."""
    runs: list[list[_Token]] = []
    while place >= 0 and len(runs) < _MOST:
        if tokens[place].text == ",":
            place -= 1
        run = _left(tokens, place)
        if not run:
            break
        runs.append(run)
        place = tokens.index(run[0]) - 1
        while place >= 0 and tokens[place].lower in {"the", "a", "an", "its", "their"}:
            place -= 1
        if place < 0 or tokens[place].text != ",":
            break
    return runs


def _left(tokens: Sequence[_Token], place: int) -> list[_Token]:
    run: list[_Token] = []
    while place >= 0 and not tokens[place].stops:
        token = tokens[place]
        if run and run[0].named and not token.named:
            break
        run.insert(0, token)
        place -= 1
        while (
            run[0].named
            and place >= 1
            and tokens[place].lower in _LINKS
            and tokens[place - 1].named
            and tokens[place].lower != "and"
        ):
            run.insert(0, tokens[place])
            place -= 1
    return run


def _right(tokens: Sequence[_Token], place: int) -> list[_Token]:
    while place < len(tokens) and tokens[place].lower in {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "of",
        "in",
        "to",
        "for",
        "by",
        "from",
        "at",
        "on",
        "that",
    }:
        place += 1
    run: list[_Token] = []
    while place < len(tokens) and not tokens[place].stops:
        token = tokens[place]
        if run and run[-1].named and not token.named and token.lower not in _KINDS:
            break
        run.append(token)
        place += 1
        if token.named and place + 1 < len(tokens) and tokens[place].lower in {"of", "the"} and tokens[place + 1].named:
            run.append(tokens[place])
            place += 1
    return run


_KINDS = frozenset(
    "county district village town city province bridge park school hospital museum lake island river".split()
)


def _words(text: str, run: Sequence[_Token]) -> str:
    return text[run[0].start : run[-1].end]
