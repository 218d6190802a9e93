"""What a turn does where it does not ask the documents something new: thanks, a greeting, a question about the last
answer, a correction.

Whole turns only, by their wording.
"""

import re
from dataclasses import dataclass

from seedqa.qa.conversation.focus import Focus, Told
from seedqa.qa.conversation.vocabulary import ANY_CASE

_THANKS = (
    r"(?:ok(?:ay)?|thank(?:s| you)?|thx|ta|cheers|great|good|perfect|nice|cool|wonderful"
    r"|excellent|lovely|got it|i see|"
    r"understood|that(?:[’']s| is)? (?:helps?|all|it|great|good|helpful|enough|very helpful)"
    r"|very much|so much|a lot|"
    r"many|very helpful|that was helpful|for now|for that|for your help|for the help|much"
    r" appreciated|bye|goodbye|see you|no|nothing else|"
    r"again|very|helpful|well done|never mind|alright|all right|fine|awesome|amazing|interesting)"
)
_GREETING = (
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day|night)|greetings|how are"
    r" you(?: doing)?(?: today)?|there|"
    r"nice to meet you|who are you|what can you do|what are you)"
)
_COURTESY = re.compile(rf"^\W*(?:(?:{_THANKS}|{_GREETING})\b\W*)+$", ANY_CASE)
_GREETS = re.compile(rf"^\W*{_GREETING}\b", ANY_CASE)
_ABOUT = (
    (
        "passage",
        r"\b(?:show|see|give|quote|read|cite|open)\b(?: me| us)? (?:the |that |this |your )?"
        r"(?:exact )?(?:passage|source|sources|quote|quotation|citation|reference|evidence"
        r"|proof|text|sentence|paragraph|original|wording|words?)\b"
        r"(?! (?:in|on|about|for) \w)",
    ),
    (
        "passage",
        r"\bwhere (?:does|do|did|is|was|are|has) (?:it|that|this|they|the (?:document|report"
        r"|text|article)s?|you)"
        r"(?: \w+)? (?:say|state|stand|stated|written|mention|mentioned|come from|get|got"
        r"|find|found|read|appear|said|taken)\b",
    ),
    (
        "passage",
        r"\bwhere (?:is|was|does|did) (?:that|this|it) (?:written|stated|said|mentioned|from"
        r"|come from|stand)\b",
    ),
    ("passage", r"\b(?:what|which)(?:[’']s| is| are) (?:the|your) (?:source|sources|evidence|proof|reference)\b"),
    (
        "passage",
        r"\b(?:which|what) (?:document|source|passage|page|article|text|report|file)s? (?:is"
        r"|was|does|did|do|says?|states?|are)\b.*\b(?:that|this|it)\b",
    ),
    (
        "passage",
        r"\bhow do you know\b|\bwho says so\b|\bsays who\b|\bcan (?:you )?prove (?:that|it"
        r"|this)\b|\bprove it\b|\bcitation(?: needed| please)?\W*$|^\W*sources?\W*$",
    ),
    (
        "passage",
        r"\bshow (?:me|us) (?:where|how|that|it|the place)\b|\bwhere (?:you|did you) (?:got"
        r"|get|found|find|read|take|took)\b",
    ),
    (
        "certainty",
        r"\bare you (?:quite |really |very |absolutely )?(?:sure|certain|positive)\b|\b(?:is"
        r"|was) that (?:right|correct|true|accurate|certain|so)\W*$|^\W*really\W*$|\bhow"
        r" (?:sure|certain|confident) are you\b|\bdouble[- ]check\b|^\W*(?:sure"
        r"|seriously)\?\W*$",
    ),
    (
        "sum",
        r"\b(?:explain|show|break down|walk me through|check)\b.*\b(?:sum|calculation"
        r"|arithmetic|figure|number|total|maths?|working|computation|workings|steps?)\b|\bhow"
        r" (?:did|do|was|is|were) (?:you|that|this|it)(?: \w+)? (?:calculate|compute|work"
        r"|arrive|get|add|calculated|computed|worked|added)\b",
    ),
)
_ABOUT_ANSWER = tuple((kind, re.compile(pattern, ANY_CASE)) for kind, pattern in _ABOUT)
_LONGEST_ABOUT = 14
_CORRECTS = re.compile(
    r"^\W*(?:no|nope|nah|sorry|wait|hm+|oh|ah|excuse me|actually|well|not (?:the |that"
    r" )?[\w’' -]{1,30}?)?[\s,.:;!–—-]*"
    r"(?:(?:but )?(?:i|we) (?:actually |really )?(?:mean|meant|was (?:asking|talking) about"
    r"|am (?:asking|talking) about|want(?:ed)?(?: to know)?|asked (?:about|for))"
    r"|(?:i was |i[’']m )?(?:asking|talking) about|rather|make that|correction[:,]?)\s+(?P<rest>.+)$",
    ANY_CASE,
)
_INSTEAD = re.compile(r"^\W*(?:no|nope|sorry|wait)[\s,.:;!–—-]+(?P<rest>(?:the|in|for|of|not)\b.+)$", ANY_CASE)
_NOT_BUT = re.compile(r"^\W*not (?:the |that |in |for )?[\w’' -]{1,40}?[,;]\s*(?:but\s+)?(?P<rest>.+)$", ANY_CASE)
_TAIL = re.compile(
    r",?\s+(?:instead|rather|please|not (?:the |that )?[\w’' -]+|then|itself|himself|herself"
    r"|themselves)\W*$",
    ANY_CASE,
)


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """A question about what was answered: how it is asked ("passage", "certainty", "sum") and the question answered."""

    kind: str
    question: str


def courtesy(text: str) -> str | None:
    """The reply to thanks or a greeting, None where a turn is neither."""
    if not _COURTESY.match(text):
        return None
    if _GREETS.match(text):
        return "Hello. Ask me something that the documents may tell; I answer with the words that prove it."
    return "You are welcome. Ask me anything else that the documents may tell."


def about_answer(text: str, focus: Focus) -> AboutAnswer | None:
    """Which earlier question a turn wants to see proved, None where it asks for something else."""
    if not focus.past or len(text.split()) > _LONGEST_ABOUT:
        return None
    kind = next((kind for kind, pattern in _ABOUT_ANSWER if pattern.search(text)), None)
    return AboutAnswer(kind, _meant(text, focus.past).question) if kind else None


def _meant(text: str, past: tuple[Told, ...]) -> Told:
    """The exchange whose answer has a name or figure that the turn mentions, else the last."""
    named = re.findall(r"[A-Z][\w-]{2,}|\d[\d.,]*\d|\d", text[1:])
    return next((told for told in past if any(word in told.answer for word in named)), past[0])


def correction(text: str) -> str | None:
    """What a turn puts in the place of what was understood: "the county" of "No, I meant the county"."""
    for pattern in (_CORRECTS, _INSTEAD, _NOT_BUT):
        match = pattern.match(text)
        if match:
            return _TAIL.sub("", match["rest"].strip(" .!?")).strip()
    return None
