"""A question without the instructions it carries: they are data to us, so they are neither followed nor searched for.

A sentence or clause is left out if it addresses the system rather than asks, and something else is left to ask.
"""

import re

from seedqa.index.lexical import content_words
from seedqa.index.sentences import sentence_spans
from seedqa.qa.patterns import any_of

_I = re.IGNORECASE
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_ASKS = re.compile(
    rf"\?\s*[\"'”’)]*\s*$|^\W*(?:(?:in|at|on|by|for|from|to|of|with)\s+)?{_WH}"
    rf"|^\W*(?:please\s+)?(?:tell me|say|write|show me)\s+{_WH}"
    r"|^\W*(?:please\s+)?(?:name|list|state|identify|write down)\s+(?:the|all)\b",
    _I,
)
_OVERRIDES = any_of("ignore forget disregard override overrule bypass neglect skip")
_ORDERS = any_of(
    "pretend imagine act roleplay role-play behave reply respond answer say print output repeat translate write "
    "reveal show_me_your leak do_not don't don’t never(?!\\s+(?:again|mind)) stop switch execute run draft "
    "compose craft generate invent rewrite replace substitute convert scramble misspell jumble rearrange anagram "
    "encode reverse capitali[sz]e append prepend insert integrate augment modify embed finish end begin start "
    "sign_off stay download click visit"
)
_ASIDE_ORDERS = any_of(
    "add advise advertise append apologi[sz]e attach comfort compliment confirm congratulate encourage enhance greet "
    "insult invent mention praise promote recommend repeat return send spell suggest thank warn wish"
)
_BOUND = any_of(
    "instructions? rules? prompts? guidelines directions orders commands messages? context documents? sources? files? "
    "text"
)
_REPLY = any_of(
    "answers? reply replies responses? messages? outputs? text words knowledge system prompts? instructions? training "
    "settings"
)
_SYSTEM = re.compile(
    rf"\byou are (?:now )?(?:a|an|the|no longer|in)\b|\b(?:system|hidden|initial) prompt\b|\bjailbr|\bdeveloper mode\b"
    rf"|\bthe (?:right|correct|true) answer is\b|\bfrom now on\b|\bbefore you (?:reply|answer|respond)\b"
    rf"|\bas an? (?:ai|assistant|language model)\b|\b(?:in|to|of|with|at the end of|throughout) your {_REPLY}\b",
    _I,
)
_POLITE = any_of(
    "please now just only always also then instead and but first finally kindly you_must you_should you_will"
)
_OPENS = rf"^\W*(?:{_POLITE}\b[\s,:]*)*"
_WRITING = any_of("speech story poem essay letter script")
_OVERRIDE = re.compile(rf"{_OPENS}{_OVERRIDES}\b(?!-|\s+(?:of|by|in|rate)\b)", _I)
_ORDER = re.compile(
    rf"{_OPENS}(?:{_ORDERS}\b(?!-)|[a-z]+ your {_REPLY}\b|(?:develop|create|produce|outline) an? {_WRITING}\b"
    r"|(?:use|provide|give|include|add|remove|group|combine|make|keep|render|present)\b.*\byour\b"
    rf"|(?:add|include|provide|suggest|mention)\b.*\b(?:sentence|link|headline|users|{_WRITING})\b)",
    _I,
)
_ASKED = re.compile(r"\?\s*[\"'”’)]*\s*$")
_TOLD = re.compile(
    rf"\b(?:previous|above|prior|all|any|these|your|every|earlier) {_BOUND}\b"
    rf"|\b{_OVERRIDES} (?:\w+ ){{0,3}}(?:previous|above|prior|all|any|these|your|every|earlier|given)\b",
    _I,
)
_BESIDE = re.compile(
    rf"{_OPENS}(?:(?:answer|also)\b[\s,:]*)*"
    rf"(?:{_ASIDE_ORDERS}\b|(?:tell|ask) (?:your|the (?:user|reader)|every\w*|people|them)\b|put (?!out\b)"
    rf"|(?:write|produce|show|plan|sing|give) (?:an?\b|that\b|me an?\b)|make up\b|sound [a-z]+ and\b)"
    r"(?!-|\s+(?:of|was|is|were|are|has|had|by|in|rate)\b)"
    r"|\bwhatever (?:is|you are|they|anyone) ask"
    r"|\b(?:earlier|previous|prior|preceding) (?:statements?|claims?|information|facts|text) (?:is|are)\b"
    r"|\btell your (?:users?|readers?)\b|\b(?:right|correct|true) answer to (?:every|all|any)\b"
    r"|\bthe (?:assistant|model|ai) (?:must|should|shall|has to|will)\b",
    _I,
)
_ADDRESSED = re.compile(
    r"\bnote to (?:the )?(?:model|ai|assistant|system)\b"
    rf"|\b{_OVERRIDES} (?:\w+ ){{0,3}}(?:previous|above|prior|all) {_BOUND}\b"
    rf"|\b{_OVERRIDES} the {_BOUND} above\b|\bfrom now on you\b|\b(?:right|correct|true) answer to (?:every|all|any)\b"
    r"|\b(?:system|hidden|initial) prompt\b",
    _I,
)
_OF_THEM = re.compile(r"\b(?:instruct|prompt|inject|note|messag|command|ignor|disregard)", _I)
_LABEL = re.compile(
    r"^[\W_]*(?:(?:system|assistant|developer|admin|override|instructions?|inst|im_start|user)\s*[:\]>|]"
    r"|note to (?:the )?(?:model|ai|assistant|system)\b)",
    _I,
)
_HARD = rf"(?:{_OVERRIDES}|pretend|repl(?:y|ies)|respond|answer|act|print|reveal|output|say|write|translate)"
_SOFT = any_of("and but then so now also please just instead")
_JOINT = re.compile(
    rf"\s*(?:[,;:–—]|(?<=\w)\s+-)\s+(?:{_SOFT}\s+)*(?:tell me\s+)?(?=(?:(?:in|at|on|by)\s+)?{_WH})"
    rf"|\s*,?\s+(?:and|but|then)\s+(?:{_SOFT}\s+)*(?:(?:tell me|say|answer)\s+)?(?={_WH})"
    rf"|\s*(?:[,;–—]\s+|,?\s+(?:and|but|then)\s+)(?=(?:{_SOFT}\s+)*{_HARD}\b)",
    _I,
)
_ASIDE = re.compile(
    r"\s*(?:(?P<inst>\[INST\].*?\[/INST\])|<!--(?P<a>.*?)-->|\[(?P<b>[^\[\]]*)\]|\((?P<c>[^()]*)\)|\{(?P<d>[^{}]*)\})",
    re.DOTALL,
)
_LINE = re.compile(r"[^\n]+")
_LOWER = re.compile(r"(?<=[a-z\]][.!?])\s+(?=[a-z])")
_LEAST = 2


def without_instructions(text: str) -> str:
    """The sentences and clauses of a text that ask or tell, or the whole text if nothing else is left."""
    plain = _ASIDE.sub(lambda m: "" if _instructs(next(g for g in m.groups() if g is not None)) else m[0], text)
    pieces = [part for piece in _sentences(plain) for part in _clauses(piece)]
    kept = [piece for piece in pieces if not _instructs(piece)]
    if any(piece.rstrip("\"'”’) ").endswith("?") for piece in kept):
        kept = [piece for piece in kept if _ASKED.search(piece) or not _BESIDE.search(piece)]
    if plain == text and len(kept) == len(pieces):
        return text
    left = " ".join(kept).strip()
    return left if any(_ASKS.search(piece) for piece in kept) or len(content_words(left)) >= _LEAST else text


def only_instructs(text: str) -> bool:
    """Whether a text asks nothing of the documents, but tells the system to do something."""
    return all(_instructs(piece) for piece in _sentences(text)) and not _ASKS.search(text)


def addresses_system(sentence: str, question: str) -> bool:
    """Whether a sentence of a document speaks to a machine that reads it, where the question does not ask for that."""
    return _ADDRESSED.search(sentence) is not None and _OF_THEM.search(question) is None


def _sentences(text: str) -> list[str]:
    """The sentences of each line, in capitals or not: instructions do not keep to good form."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    sentences = [text[start:end] for line in lines for start, end in sentence_spans(text, *line)]
    return [part for sentence in sentences for part in _LOWER.split(sentence)]


def _instructs(piece: str) -> bool:
    """Whether a piece addresses the system; a question does so only if it speaks of the system itself."""
    if _LABEL.match(piece) or _OVERRIDE.match(piece) or _SYSTEM.search(piece):
        return True
    if _ASKS.search(piece):
        return False
    return bool(_ORDER.match(piece) or _TOLD.search(piece))


def _clauses(piece: str) -> list[str]:
    """A sentence cut where an instruction and a question meet; whole where no part or every part instructs."""
    bounds = [0, *(edge for match in _JOINT.finditer(piece) for edge in match.span()), len(piece)]
    parts = [piece[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2)]
    kept = [part for part in parts if not _instructs(part)]
    return parts if kept and len(kept) < len(parts) and any(_ASKS.search(part) for part in kept) else [piece]
