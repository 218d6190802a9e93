"""The words by which a question asks for something to be worked out. General English only."""

import re

from seedqa.qa.figures.form import MORE, compiled

_I = re.IGNORECASE
RISE = (
    r"(?:ris\w*|rose|increas\w*|grow\w*|grew|gain\w*|jump\w*|climb\w*|fall\w*|fell|drop\w*|declin\w*|"
    r"decreas\w*|shr[aiu]nk\w*|"
    r"cut\w*|reduc\w*|rais\w*|lower\w*|shorten\w*|extend\w*|widen\w*|lengthen\w*|los[et]\w*|"
    r"chang\w*|go(?:es)? (?:up|down)|went (?:up|down)|expan\w*|improv\w*|swell\w*|slip\w*|"
    r"slump\w*|surg\w*|soar\w*)"
)
PERCENT = r"(?:percent(?:age)?|per cent|share|proportion|fraction|portion)"
POINTS = re.compile(r"\bpercentage points?\b", _I)
EARLIER = (
    r"(?:(?:a|one|the|in the) (?:year|season|month|decade) (?:earlier|before|previously|prior)|"
    r"(?:the )?(?:previous|preceding|prior) "
    r"(?:year|season|month|time)|(?:year|season|time) before|twelve months (?:earlier|before)|last (?:year|"
    r"season|time)|before)"
)
BACK = compiled(
    rf"\bbefore (?:the|that|this|its|their|it|they|prices|sales) ?(?:\S+ ){{0,3}}?{RISE}",
    r"\b(?:a|one|the|in the) year (?:earlier|before|previously|prior)\b|\b(?:previous|preceding|"
    r"prior) (?:year|season)\b|\byear before\b|"
    r"\btwelve months (?:earlier|before)\b",
    r"\b(?:work\w*|reckon\w*|count\w*) back\w*\b|\bjudging (?:by|from)\b|\bgiven the\b.*\b(?:drop|rise|fall|"
    r"growth|increase|decline)\b|"
    r"\b(?:had been|was) (?:originally )?(?:planned|budgeted)\b",
)
AGAINST = re.compile(
    rf"\b(?:than|from|over|since|against|exceed\w*|top\w*|beat\w*|compared (?:to|with)|up on|down on|"
    rf"versus)\s(?:in |on |that of |it was )?(?:the )?{EARLIER}",
    _I,
)
YEARS = re.compile(
    r"\b(?:from|between|over|compared to|compared with)?\s?(?:1[89]|20)\d\d (?:to|and|until|with|than in|"
    r"over) (?:in )?(?:1[89]|20)\d\d",
    _I,
)
RATIO = compiled(
    rf"\bhow many times (?:as \w+|{MORE}|the|over|more)",
    r"\bratio\b",
    r"\bby what (?:factor|multiple)\b",
    r"\bhow many times .+ (?:is|was|are|were|exceed\w*) ",
    r"\b(?:is|was|are|were) how many times\b|\bhow many times \w+er\b",
)
APIECE = re.compile(
    r"\b(?:per|for each|for every|for one|by each|of each|from each|to each|each|every|by every|"
    r"apiece for)\s(?:of\s)?(?:the\s)?"
    r"(?:[\w’-]+['’]s?\s)?(?:single\s)?(?P<noun>(?:square |cubic )?[\w-]+)",
    _I,
)
TYPICAL = re.compile(r"\b(?:average|mean|typical)\s(?P<noun>[a-z][\w-]+)\b", _I)
NOT_TYPICAL = frozenset(
    "of number amount cost costs price income age wage salary size height weight length population time "
    "duration value sum gift "
    "yield rate output price spending expenditure revenue capacity prize distance donation temperature share "
    "percentage figure".split()
)
ONE_COSTS = re.compile(
    r"\b(?:what|how much) (?:did|does|do|will|would) (?:an?|one|each|"
    r"every) (?P<noun>[\w-]+)(?P<rest>.*\bcost\b.*)",
    _I,
)
A_UNIT = re.compile(
    r"\b(?:an?|one) (?P<noun>kilomet\w+|met\w+|mile|hectare|acre|ton\w*|kilo\w*|lit\w+|day|week|month|year|"
    r"hour|minute)\b",
    _I,
)
TIMES = frozenset("second minute hour day night week month quarter season year".split())
MEAN = re.compile(r"\b(?:average|mean|averaged|on average)\b", _I)
MARGIN = (
    rf"\b(?:difference|gap|margin|disparity|lead|excess|surplus of|shortfall|distance between)\b|"
    rf"\b{MORE}\b.*\b(?:than|compared)\b|"
    r"\bby (?:how (?:much|many|far)|what (?:amount|margin|sum))\b|"
    r"\bhow (?:much|many|far)\b.*\b(?:exceed|outweigh|outnumber|outstrip|surpass|beat|top|overtop|over(?:take|"
    r"shoot)|undercut|fall short|fell short|short of|ahead|"
    r"behind|above|below|under|stay below|apart)\b|\bhow (?:much|many|far|often) .*\b(?:more|fewer|less|"
    r"additional|extra)\b|\bminus\b|\bsubtract\b|"
    rf"\bhow (?:much|many|far|big|large)\b.*\b{RISE}|\bhow many (?:percentage )?points\b"
)
DIFFERENCE = re.compile(MARGIN, _I)
SIDES = (
    re.compile(r"\b(?:difference|gap|margin|disparity)\b.*?\bbetween (?P<a>.+?) and (?P<b>.+)", _I),
    re.compile(
        r"\b(?P<a>.+?) (?:exceed|outweigh|outnumber|outstrip|surpass|beat|top|overtop|fall short of|"
        r"fell short of|stay below|lie below|lie above)\w* (?P<b>.+)",
        _I,
    ),
    re.compile(
        r"\b(?:times as|more|fewer|less)\b(?P<x>.*?) (?:as|than) (?P<b>(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) "
        r"(?:did|does|do|has|had|have|is|was|are|were) (?P<a>.+)"
    ),
    re.compile(r"\bhow many times (?:as|more) \w+ (?P<a>.+?) as (?P<b>.+)", _I),
    re.compile(r"(?P<a>.+?) (?:is|was|are|were) how many times (?P<b>.+)", _I),
    re.compile(r"\b(?P<a>.+?)\b(?:than|compared (?:with|to)|as against|versus|vs\.?)\b (?P<b>.+)", _I),
    re.compile(r"^(?P<x>.*?)\b(?P<a>\S+(?: \S+){0,3}?) minus (?P<b>.+)", _I),
    re.compile(r"\bsubtract (?P<b>.+?) from (?P<a>.+)", _I),
)
RELATIVE = re.compile(
    rf"(?:in |that of |it was |they (?:had )?|had been |was )*(?:the )?(?:{EARLIER}|\w+ (?:before|earlier)|"
    rf"(?:hoped|planned|expected|budgeted)(?: for)?|last|the last one)\W*",
    _I,
)
TOTAL = re.compile(
    r"\b(?:total|sum|add(?:s|ing|ed)? (?:up|together|to)|altogether|all told|in all|all in all|combined|"
    r"together|jointly|overall|summed|between them|"
    r"between the (?:two|three|four|five)|plus|tot up|over the (?:two|three|four|both) (?:years|seasons)|"
    r"both years|collectively|aggregate|in sum|as a whole|both)\b|^add\b",
    _I,
)
NAMED = re.compile(r"[A-Z]")
HOW_MANY = re.compile(
    r"\b(?:both|(?:the|these|those|over the|all) (?P<n>two|three|four|five|six|seven|eight|\d))\b", _I
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
UNITS = (
    r"(?P<unit>(?:metric |short )?(?:tons?|tonnes?|kilograms?|kilos?|kg|grams?|catties|catty|jin|pounds?|"
    r"hectares?|ha|"
    r"acres?|mu|square (?:kilomet|met)(?:re|er)s?|sq km|square miles?|square feet|kilomet(?:re|er)s?|km|"
    r"centimet(?:re|er)s?|millimet(?:re|er)s?|"
    r"met(?:re|er)s?|miles?|feet|kwh|mwh|gwh|kilowatt[- ]hours?|megawatt[- ]hours?|gigawatt[- ]hours?|kilowatts?|"
    r"megawatts?|gigawatts?|us dollars?|u\.s\. dollars?|american dollars?|dollars?|usd|yuan|rmb|euros?|francs?|"
    r"pounds sterling|yen|lit(?:re|er)s?|cubic met(?:re|er)s?|gallons?|minutes?|hours?|seconds?|days?|weeks?))\b"
)
CONVERSION = compiled(
    rf"\bhow many {UNITS}",
    rf"\b(?:in|into|expressed in|converted to|converted into|convert\w* to|to) {UNITS}(?! of\b)",
    rf"\bhow (?:much|large|long|far|heavy|big) .* {UNITS}$",
)
LENGTH = re.compile(
    r"\bhow (?:long|many (?P<unit>years?|days?|months?|weeks?|decades?))\b(?=.*\b(?:between|apart|pass\w*|"
    r"elaps\w*|lay|lie|separat\w*|take|took|last\w*|"
    r"in force|from\b.*\b(?:to|until)|until|later|after|before|serv\w+|hold|held|stay\w*|was|were|older|"
    r"younger|did|build|chief|head|in office)\b)|"
    r"\b(?:age|years?) (?:difference|gap)\b|\bdifference in age\b|\bhow (?:much|many years) (?P<old>older|"
    r"younger|earlier|later)\b|\bhow old was\b.*\bwhen\b",
    _I,
)
CHOICE = re.compile(
    rf"\b(?:which|who|what|whose|where|to (?:which|what|whom)|in which|from which|is|are|was|were|did|does|do|"
    rf"has|have)\b.*\b(?:{MORE}|first|last|earlier|earliest|later|latest|"
    r"older|oldest|younger|youngest|newer|newest|before|after|\w+est)\b",
    _I,
)
WAY = re.compile(rf"\b(?:{MORE}|first|last|earlier|earliest|later|latest|newer|newest|\w{{3,}}est)\b", _I)
OF_TIME = re.compile(r"\b(?:first|last|earlier|earliest|later|latest|older|oldest|younger|youngest|newer|newest)\b", _I)
EARLY = frozenset("first earlier earliest older oldest".split())
REST = re.compile(
    r"\b(?:left(?: over)?|remain\w*|the rest|rest of|not yet|not been|has not|have not|"
    r"elsewhere|aside|excluding|outside|not (?:come|covered|paid|borne|met|spent)|do not|does not|did not|once|"
    r"still (?:to|have|has|"
    r"un\w+)|other than|apart from|except|without|unpaid|unspent|"
    r"are (?:men|women|boys|girls|adults|children|male|female)|dry land|lend|lent)\b",
    _I,
)
EACH = re.compile(
    r"\b(?:how (?:many|much)|what)\b.*\b(?:carry|pay|hold|seat|take|cost|total|in all|altogether|together|"
    r"overall|all (?:the|of))\b",
    _I,
)
YES_NO = re.compile(r"^(?:is|are|was|were|did|does|do|has|have|had)\b", _I)
