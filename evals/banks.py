"""Questions that could be asked of any name, each with the words without which no document answers it.

By whether the name is a person's; the harder questions come first. The words are a regular expression that is meant
to find too much.
"""

Bank = dict[bool, tuple[tuple[str, str], ...]]

_STAFF = r"employ|staff|work|\bjobs?\b|people|crew|technician|volunteer|personnel|colleague|\bposts?\b|members?\b"
_HEAD = r"chair|presid|\bhead|director|chief|leader|manag|\bruns?\b|secretary|mayor|\bled\b|owner|founder"
_FOUNDED = r"found|establish|set up|since|built|open|launch|beg[au]n|start|creat|histor|\b1[5-9]\d\d\b|\b20[01]\d\b"
_MONEY = r"budget|income|revenue|spen[dt]|turnover|[mb]illion|euro|yuan|dollar|pound|kroner|\bcosts?\b|[$€£¥]"
ATTRIBUTES: Bank = {
    True: (
        ("How old is {}?", r"\bborn\b|\bage[ds]?\b|years old|year-old|, \d\d\b|\bI am \d\d|birthday"),
        ("What salary does {} draw?", r"salar|wage|earn|income|\bpaid\b|\bpay\b"),
        ("How many children does {} have?", r"child|daughter|\bsons?\b|father|mother|famil|\bkids?\b|niece"),
        ("How tall is {}?", r"\btall|height"),
    ),
    False: (
        ("How many people work for {}?", _STAFF),
        ("Who is the chairman of {}?", _HEAD),
        ("When was {} founded?", _FOUNDED),
        ("What is the annual budget of {}?", _MONEY),
        ("What is the telephone number of {}?", r"phone|\btel\b|\bcall\b|hotline"),
        ("What is the web address of {}?", r"www|http|\bweb|\.com|\.cn|online|internet"),
        ("Who designed the logo of {}?", r"logo|emblem|design|\bbadge"),
        ("Which bank keeps the accounts of {}?", r"\bbank"),
        ("Which insurance company covers {}?", r"insur"),
        ("What is the motto of {}?", r"motto|slogan"),
    ),
}
PRESUPPOSITIONS: Bank = {
    True: (
        (
            "Why did {} resign?",
            r"resign|step\w* down|\bquit|retire|dismiss|\bleav|\bleft\b|succe|former|lost|gives? up",
        ),
        ("Of which crime was {} convicted?", r"convict|guilty|court|crim|sentenc|judg|\bfine|prison|police"),
        ("For which book did {} win the prize?", r"\bbook|\bprize|award|\bwrote"),
    ),
    False: (
        ("Why did {} go bankrupt?", r"bankrupt|insolv|liquidat|deficit|debt|administration"),
        ("In which year did {} burn down?", r"\bfires?\b|burn|blaze|flame"),
        ("When was {} renamed?", r"renam|formerly|\bnamed?\b|called|title"),
        ("Why was {} evacuated?", r"evacuat|flee|fled"),
    ),
}
