"""Who and what a question or an answer speaks of: names, and the things that stand behind "the", in order.

Form only; what kind a name is, is asked of the documents where its form does not tell.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from seedqa.qa.conversation.vocabulary import ANY_CASE, AUX, CLASS_OF, DO, FUNCTION, GROUPS, PERSON_NOUNS, PLACES, WH
from seedqa.qa.names import read_names

_HEADS = "|".join([*PLACES.split(), *GROUPS.split()])
_HEAD = re.compile(rf"\s(?:{_HEADS})\b(?!\s+of\b)")
_OWNED_HEAD = re.compile(rf"[’']s?\s(?:{'|'.join(word.title() for word in [*PLACES.split(), *GROUPS.split()])})\b")
_NO_NAME = frozenset(
    (
        "did does do is are was were has have had can could will would should may might must"
        " tell show give list name how "
        "what which who whom whose when where why no yes ok okay thanks thank hello hi sorry"
        " please so also i we you he "
        "she it they and but or january february march april may june july august september"
        " october november december "
        "monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr explain yes"
        " nearly about over almost "
        "my your our this that these those here there speaking see mean just not any some all if as in on at to "
        "nobody nothing somebody someone everybody everyone everything anybody anyone none"
    ).split()
)
_TOKEN = re.compile(r"[\w’'&-]+(?:\.\d+)*|[^\w\s]")
_DETERMINER = frozenset("the this that these those a an his her its their our".split())
_STARTS = frozenset("of in on at by for from with into about since during near across through against".split())
_DO = re.compile(rf"{DO}\Z", ANY_CASE)
_AUX = re.compile(rf"{AUX}\Z", ANY_CASE)
_BOUND = re.compile(r"\s(?:of|on)\s+(?:the\s+)?(?=[A-Z])")
_PARTICIPLE = re.compile(r"(?:ed|ing)\Z")
_ASKED = re.compile(
    rf"^\W*(?:{WH}\W+)?(?:\w+\W+)?(?:how (?:many|much)|which|what"
    rf"|whose)\s+(?P<noun>[a-z][\w-]*(?:\s[a-z][\w-]*)?)",
    ANY_CASE,
)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Entity:
    """What a talk speaks of: ``text`` as it goes into a question ("the Marigold", "Hull district"), and its kind:
    person, place, group, thing or other."""

    text: str
    kind: str
    place: int = 0
    plural: bool = False

    @property
    def bare(self) -> str:
        """The text without its article."""
        return re.sub(r"^(?:the|a|an)\s+", "", self.text, flags=ANY_CASE)

    @property
    def head(self) -> str:
        """The last word in small letters: what it is."""
        return re.split(r"\s(?:of|on|for|in|at)\s", self.bare)[0].split()[-1].lower().strip("’'")


@lru_cache(maxsize=1024)
def named(text: str) -> tuple[Entity, ...]:
    """The names of a text in order, "district" and the like included; a lone word that opens a sentence is none."""
    found: dict[str, Entity] = {}
    for name in read_names(text, 0, len(text)):
        start, end = _without_openers(text, name.start, name.end)
        if start >= end or _is_opener(text, start, end) or _FIGURE.match(text[start:end]):
            continue
        end = _joined_head(text, end)
        head = _HEAD.match(text, end)
        kind = _kind(_by_form(text[start:end], name.kind), head[0].strip() if head else "")
        end = head.end() if head else end
        article = "the " if re.search(r"\b[Tt]he\s+\Z", text[max(0, start - 5) : start]) else ""
        entity = Entity(article + re.sub(r"[’']s?\Z", "", text[start:end]), kind, start)
        found.setdefault(entity.bare.lower(), entity)
    return tuple(found.values())


def _joined_head(text: str, end: int) -> int:
    """The end of a name like "St Brigid's Hospital", whose last word follows an owner."""
    match = _OWNED_HEAD.match(text, end)
    return match.end() if match else end


def _by_form(name: str, kind: str) -> str:
    """A name's kind; that it stands behind "in" or "of" does not make it a place."""
    if kind != "place":
        return kind
    alone = read_names(name, 0, len(name))
    return alone[0].kind if alone else kind


def _kind(kind: str, head: str) -> str:
    return CLASS_OF.get(head.lower(), "group" if kind == "organisation" else kind)


def _without_openers(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without question words at its beginning ("Did Hull")."""
    first = re.compile(r"[\w’'-]+\s*")
    match = first.match(text, start, end)
    while match and re.split(r"[’']", match[0].strip().lower())[0] in _NO_NAME:
        start = match.end()
        match = first.match(text, start, end)
    return start, end


def _is_opener(text: str, start: int, end: int) -> bool:
    """Whether a lone word is capitalised only because it opens a sentence."""
    opens = start == 0 or re.search(r"[.!?:\n\"“][\s\"“]*\Z", text[max(0, start - 4) : start]) is not None
    lone = re.fullmatch(r"\w+", text[start:end]) is not None
    return opens and lone and re.match(r"[’']s\s|\s+(?:is|was|has|had)\b", text[end:]) is None


@lru_cache(maxsize=1024)
def things(question: str) -> tuple[Entity, ...]:
    """The noun phrases of a question that are no names, in order: "the swing bridge", "guinea pigs"."""
    tokens = list(_TOKEN.finditer(question))
    found: list[Entity] = []
    place = 0
    while place < len(tokens):
        begin = _begin(tokens, place)
        end = _end(tokens, begin) if begin is not None else place
        if begin is None or end == begin:
            place += 1
            continue
        end = _without_verb(tokens, place, begin, end)
        left = _left(tokens, place, begin)
        thing = _thing(question, tokens, place, left, tokens[end - 1].end())
        if thing.plural or not _AUX.match(tokens[place][0]):
            found.append(thing)
        place = end
    return tuple(entity for entity in found if entity.head not in FUNCTION)


def _left(tokens: list[re.Match[str]], place: int, begin: int) -> int:
    """Where a phrase begins with its article, or with the whole name of its owner."""
    if not _owns(tokens[place]):
        return tokens[begin].start()
    while tokens[place][0][:1].isupper() and place > 1 and tokens[place - 1][0][:1].isupper():
        place -= 1
    return tokens[place].start()


def _owns(token: re.Match[str]) -> bool:
    return token[0].lower() in {"the", "this", "that", "these", "those"} or token[0].endswith(("’s", "'s"))


def _begin(tokens: list[re.Match[str]], place: int) -> int | None:
    """Where the words of a noun phrase begin that ``tokens[place]`` introduces."""
    word = tokens[place][0].lower()
    introduces = word in _DETERMINER or word in _STARTS or _AUX.match(word) or tokens[place][0].endswith(("’s", "'s"))
    return place + 1 if introduces and place + 1 < len(tokens) else None


def _end(tokens: list[re.Match[str]], begin: int) -> int:
    end = begin
    while end < len(tokens) and end - begin < 5 and _is_content(tokens[end]):
        end += 1
    return end


def _is_content(token: re.Match[str]) -> bool:
    word = token[0]
    return (
        word[0].islower() and word.lower() not in FUNCTION and not _AUX.match(word) and not word.endswith(("’s", "'s"))
    )


def _without_verb(tokens: list[re.Match[str]], place: int, begin: int, end: int) -> int:
    """The phrase without the verb that follows its subject in a question ("does the bridge close")."""
    before = [token[0] for token in tokens[max(0, place - 1) : place + 1]]
    helped = any(_DO.match(word) for word in before) or (
        tokens[place][0].endswith(("’s", "'s")) and any(_DO.match(token[0]) for token in tokens[:place])
    )
    if end < len(tokens) and tokens[end][0] == "of":
        return end
    if end - begin > 1 and (helped or _PARTICIPLE.search(tokens[end - 1][0])):
        return end - 1
    return end


def _thing(question: str, tokens: list[re.Match[str]], place: int, left: int, right: int) -> Entity:
    bound = _BOUND.match(question, right)
    if bound:
        name = next(
            (n for n in named(question) if n.place == bound.end() or question[bound.end() :].startswith(n.bare)), None
        )
        right = bound.end() + len(name.bare) if name else right
    text = question[left:right]
    head = re.split(r"\s(?:of|on)\s", text)[0].split()[-1].lower()
    plural = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    kind = "person" if head in PERSON_NOUNS else CLASS_OF.get(head, "thing")
    return Entity(text, kind, left, plural)


@lru_cache(maxsize=1024)
def asked_noun(question: str) -> str | None:
    """The noun that a question counts or chooses from: "cars" of "how many cars", "ferry" of "which ferry"."""
    match = _ASKED.match(question)
    if match is None:
        return None
    words = [word for word in match["noun"].split() if word.lower() not in FUNCTION and not _AUX.match(word)]
    return words[0] if words and match["noun"].startswith(words[0]) else None


def moved(entity: Entity, kind: str) -> Entity:
    """The entity with the kind that the documents give it."""
    return (
        entity
        if entity.kind != "other" or kind == "other"
        else replace(entity, kind="group" if kind == "organisation" else kind)
    )
