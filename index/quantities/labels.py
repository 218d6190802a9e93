"""Numbers that are names: COVID-19, Route 66, 5G, No. 5, telephone numbers, versions, scores."""

from seedqa.index.quantities.pattern import Pattern

_LABELS = frozenset(
    "no nos number numbers route highway interstate room flight section chapter article articles page pages"
    " volume vol part figure fig table phase type level class grade season episode version v windows line unit"
    " block gate platform channel model apollo lot item rule act title step question day week mark building"
    " suite box zone area district ward group team division hall stage exit bus code zip postcode isbn id ref"
    " appendix annex schedule clause paragraph verse psalm op opus track pp p ch sec lane runway tier rank"
    " ranked pier case resolution proposition amendment formula mi ps layer zip xbox playstation iphone galaxy boeing"
    " airbus radio studio".split()
)
_COUNTABLE_AFTER_LABEL = frozenset(
    "day week line unit group team type case area number act item part step ranked rank".split()
)
_WORD_BEFORE = Pattern(r"([^\W\d_][\w'’&.-]*?)\.?[ \u00a0]?#?\Z")
_GLUED_BEFORE = Pattern(r"(?:[A-Za-z\u00c0-\u024f_@#]|[A-Za-z][-–/:.=+*]|\d[-–/:.,'’]?|[/\\#@_^=)\]]|\d\s?--\s?)\Z")
_CODE = Pattern(r"0\d")
_GLUED_AFTER = Pattern(
    r"[A-Za-z\u00c0-\u024f_\\]|[-–/.:](?=[A-Za-z]?\d)|-[A-Z]|\(?\d|\s?--\s?\d|[/]\w|@|\.(?=[a-z]{2,3}\b)"
    r"|-?\d{3,}-\d| \d{4}(?!\d|[.,]\d)"
)
_SENTENCE_START = Pattern(r"(?:^|[.!?:;\n\"“(•*—–-])\s*\Z")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_OPEN = frozenset(
    "in on at by for from the a an and or but of to with over about nearly almost some only all these those"
    " its his her their our my your when while after before since until until more less most least than up down"
    " around under approximately roughly last next first past other another each every both is was were are has"
    " had have he she it they we you i as if so also then there this that what which who how just even another"
    " between among through within during january february march april may june july august september october"
    " november december total rs rmb us usd aged age mr per monday tuesday wednesday thursday friday saturday"
    " sunday additionally additional around additional further out not no".split()
)


def is_glued(text: str, start: int) -> bool:
    """Whether digits at ``start`` grow out of a word or a longer code before them."""
    if _CODE.match(text, start):
        return True
    return bool(_GLUED_BEFORE.search(text, max(0, start - 5), start))


def runs_on(text: str, end: int) -> bool:
    """Whether a number that ends at ``end`` runs on into a word or code."""
    return bool(_GLUED_AFTER.match(text, end))


def is_labelled(text: str, start: int) -> bool:
    """Whether a number is the name of what stands before it: "Chapter 5", "No. 5", "Apollo 11"."""
    match = _WORD_BEFORE.search(text, max(0, start - 28), start)
    if match is None or match.end() != start:
        return False
    word = match[1]
    lower = word.lower()
    if lower in _LABELS:
        return True
    owns = word.endswith(_POSSESSIVE)
    return word[0].isupper() and not owns and lower not in _OPEN and not opens_sentence(text, match.start())


def is_titled(text: str, start: int) -> bool:
    """Whether a number is the name of a label word ("Chapter 5"), whatever noun follows."""
    match = _WORD_BEFORE.search(text, max(0, start - 28), start)
    return match is not None and match[1].lower() in _LABELS - _COUNTABLE_AFTER_LABEL


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` is the first of a sentence, whose capital says nothing."""
    return bool(_SENTENCE_START.search(text, max(0, start - 4), start)) or start == 0
