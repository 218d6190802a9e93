"""The instructions that clients write for tasks of their own, and how each kind is told from a question.

Prompts of Open WebUI, LibreChat, LobeChat, Chatbox, NextChat, big-AGI, Cherry Studio, Continue, opencode, LangChain and
llama-index were looked at; what is matched is the order and not one client's wording.
"""

import re

from seedqa.api.tasks.task import Kind

_I = re.IGNORECASE
_MAKE = (
    r"(?:generat(?:e|ing)|create|write|provide|give|suggest|make|produce|craft|compose|come up with|extract|reply with"
    r"|respond with|return|output|propose|choose|determine|name|summari[sz]e|capture)"
)
_TALK = r"(?:conversation|chat|session|thread|dialogue|discussion)"
_BETWEEN = r"(?:(?!(?:of|the|that|which|what|who|whose|is|was)\b)[^\s.!?:;]+\s+){0,7}?"
_FEW = r"(?:[1-9]|1[0-2]|two|three|four|five|six|seven|eight|ten|a few)(?:-\d+)?"
# "The title of the report" is a thing asked for; "a title of five words" and "of the conversation" are made.
_NOT_OF = rf"(?!\s+of\s+(?:the|an?|each|every|all|any|his|her|their|its)\s+(?!few|couple|maximum|{_TALK}))"
_TITLE = (
    rf"\b{_MAKE}\b[^.!?;]{{0,80}}?\b(?:an?|one|only the|just the|short|concise|brief)\s+{_BETWEEN}"
    rf"(?<!job )(?<!official )(?<!book )(?:titles?|headlines?|subject lines?)\b{_NOT_OF}"
    rf"|\b{_MAKE}\b[^.!?;]{{0,60}}?\ban? (?:[\w-]+ ){{0,4}}name (?:for|of) (?:the|this|our) {_TALK}\b"
    rf"|\bsummari[sz]e\b[^.!?;]{{0,80}}?\b(?:in|into|of|within) (?:at most |up to )?{_FEW}(?: (?:to|or) \w+)? words\b"
    rf"|\b(?:re)?name (?:the|this|our) {_TALK}(?=\s+(?:based|in|with|using|from)\b|\s*[.:\n]|$)"
    rf"|\bgive (?:the|this|our) {_TALK} an? (?:[\w-]+ ){{0,3}}(?:name|title)\b"
    r"|(?:生成|总结|概括|取|起|命名|返回|提炼)[^。？！\n]{0,40}(?:标题|主题|名字|名称)"
)
_TAGS = (
    rf"\b(?:{_MAKE}|categori[sz]e|label|classify|assign)\b[^.!?;]{{0,100}}?\b(?:hash)?tags\b"
    rf"|\b{_MAKE}\b[^.!?;]{{0,60}}?\b(?:key ?words|topic labels|labels)\b|(?:生成|提取)[^。？！\n]{{0,40}}标签"
)
_FOLLOW_UPS = (
    rf"\b{_MAKE}\b[^.!?;]{{0,100}}?\b(?:follow[- ]?ups?\b|(?:next|related|further|suggested) (?:questions|prompts)"
    r"|questions? (?:that )?(?:the user|a user|users|I) (?:might|may|could|would|can))"
    r"|(?:生成|提出|建议|推荐)[^。？！\n]{0,40}(?:追问|后续问题|相关问题)"
)
_QUERIES = (
    rf"\b(?:{_MAKE}|formulate|rephrase|rewrite|reformulate|convert|turn|transform|condense)\b[^.!?;]{{0,160}}?"
    r"\b(?:search (?:quer(?:y|ies)|terms|phrases|keywords)|stand-?alone (?:question|query)"
    r"|(?:different|alternative|multiple|other) (?:versions|variations|phrasings|wordings) of)"
)
_EMOJI = rf"\b(?:{_MAKE}|reflect|pick|select|represent|express|find)\b[^.!?;]{{0,100}}?\bemojis?\b"
_COMPLETION = (
    r"\bauto-?complet\w*|\bcomplete (?:the|a) (?:user['’]s )?(?:partial\w*|text|message|draft|input)\b"
    r"|\bcontinue (?:the|their|this) (?:text|draft|message)\b"
)
_TOOLS = r"\bavailable tools\b"
_ORDERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("tools", re.compile(_TOOLS, _I)),
    ("completion", re.compile(_COMPLETION, _I)),
    ("follow_ups", re.compile(_FOLLOW_UPS, _I)),
    ("queries", re.compile(_QUERIES, _I)),
    ("title", re.compile(_TITLE, _I)),
    ("tags", re.compile(_TAGS, _I)),
    ("emoji", re.compile(_EMOJI, _I)),
)
_ROLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "title",
        re.compile(r"\btitl(?:es?|ing) (?:generator|assistant|creator|writer|expert)|\bconversation summari[sz]er", _I),
    ),
    ("emoji", re.compile(r"\bemoji (?:expert|picker|assistant)", _I)),
    ("completion", re.compile(_COMPLETION, _I)),
    ("tools", re.compile(_TOOLS, _I)),
)
# Beside a conversation that is plainly quoted, the order need not be in a form that could not be a question.
_BESIDE_A_TALK: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "title",
        re.compile(
            rf"\b(?:title|headline)s?\b[^.!?;]{{0,40}}?\b(?:for|of|that|to|based)\b[^.!?;]{{0,40}}?\b{_TALK}"
            rf"|\btitle (?:this|the|these|all) {_TALK}|\b(?:titel|überschrift|titre|título|titolo)\b",
            _I,
        ),
    ),
    (
        "follow_ups",
        re.compile(
            r"\bfollow[- ]?ups?\b|\bquestions? (?:could|might|may|would|can|will) the user\b"
            r"|\buser['’]s next (?:question|message)|\bquestions?\b[^.!?;]{0,30}\bask next\b",
            _I,
        ),
    ),
)
_NUMBERING = re.compile(r"(?<=\s)\d{1,2}[.)]\s+")
_MARKUP = re.compile(r"[*_`]{1,3}|^[ \t]*[-#>|]+[ \t]*", re.MULTILINE)
_ASKED = re.compile(r"[^.!?:;]*\?")
_LONGEST, _FIRST = 6_000, 700


def order_in(text: str) -> Kind | None:
    """The kind of task that a text orders first, unless it does so in a question."""
    plain = plain_order(text)
    found = [(match.start(), kind) for kind, order in _ORDERS if (match := _ordered(order, plain)) is not None]
    return min(found, key=lambda one: one[0])[1] if found else None


def order_beside(text: str) -> Kind | None:
    """The kind of task that a text orders which stands beside a quoted conversation."""
    plain = plain_order(text)
    return order_in(text) or next((kind for kind, order in _BESIDE_A_TALK if order.search(plain)), None)


def role_in(system: str) -> Kind | None:
    """The kind of task that a system message makes the model's whole work."""
    plain = plain_order(system)[:_FIRST]
    return next((kind for kind, role in _ROLES if role.search(plain)), None)


def plain_order(text: str) -> str:
    """A prompt's own words in one line, without lists' numbers and markup."""
    shown = text if len(text) <= 2 * _LONGEST else f"{text[:_LONGEST]}\n{text[-_LONGEST:]}"
    return " ".join(_NUMBERING.sub("", _MARKUP.sub("", shown)).split())


def _ordered(order: re.Pattern[str], plain: str) -> re.Match[str] | None:
    match = order.search(plain)
    return None if match is None or _ASKED.match(plain, match.end()) else match
