"""Does a statement say what a sentence says, and in the sentence's own words?

The gate of `qa.evidence` asks whether a sentence bears a statement; here it is asked whether the statement is the
sentence, or a stretch of it, hardly changed: much can be done with true words in another
order.
"""

from collections.abc import Sequence

from seedqa.qa.generation.wording import Word, words_of

_FEWEST_WORDS = 2
_MOST_LEFT_OUT = 3


def infidelity(statement: str, sentence: str) -> str | None:
    """None where the statement keeps to the sentence, else what it does to it, in plain words."""
    if _flat(statement) == _flat(sentence):
        return None
    stated, there = words_of(statement), words_of(sentence)
    if sum(word.kind not in ("grammar", "caution") for word in stated) < _FEWEST_WORDS:
        return "it says too little to be held against a sentence"
    movable = _movable_date(there)
    fixed_stated = [word for word in stated if word.key not in movable]
    fixed_there = [word for word in there if word.key not in movable]
    pairs = _aligned(fixed_stated, fixed_there)
    own = _own(fixed_stated, {place for place, _ in pairs}, fixed_there)
    if own is not None:
        return f"it says {own!r}, or says it elsewhere"
    if not pairs:
        return "it has nothing of the sentence"
    return _left_out(fixed_there, [place for _, place in pairs], sentence)


def _movable_date(there: Sequence[Word]) -> set[str]:
    """The only date of a sentence may stand at either end of it."""
    dates = {word.key for word in there if word.kind == "date"}
    return dates if len(dates) == 1 else set()


def _own(stated: Sequence[Word], matched: set[int], there: Sequence[Word]) -> str | None:
    """The first word that the sentence does not have in its place."""
    grammar = {word.key for word in there if word.kind == "grammar"}
    for place, word in enumerate(stated):
        if place not in matched and not (word.kind == "grammar" and word.key in grammar):
            return word.key
    return None


def _left_out(there: Sequence[Word], kept: Sequence[int], sentence: str) -> str | None:
    """What the statement leaves out that it may not: a word that limits the rest, or a name or figure amidst it."""
    held, first, last = set(kept), kept[0], kept[-1]
    inside = 0
    for place, word in enumerate(there):
        if place in held or word.kind == "grammar":
            continue
        if word.kind == "caution":
            return f"it leaves out {sentence[word.start : word.end]!r}"
        if first < place < last:
            inside += 1
            if word.kind in ("name", "figure"):
                return f"it leaves out {sentence[word.start : word.end]!r} from amidst"
    return "it leaves out too much" if inside > _MOST_LEFT_OUT else None


def _aligned(stated: Sequence[Word], there: Sequence[Word]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places; the earliest places of the sentence are taken."""
    longest = [[0] * (len(there) + 1) for _ in range(len(stated) + 1)]
    for i in range(len(stated) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            same = stated[i].key == there[j].key
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(stated) and j < len(there):
        if stated[i].key == there[j].key:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .")
