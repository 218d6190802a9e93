"""A few authored documents, written out as the files that hold them."""

import gzip
import json
from pathlib import Path
from typing import Any

TABLE = "| Month | Tins | Boxes |\n| --- | --- | --- |\n| May | 84 | 31 |\n| June | 61 | 22 |\n| July | 95 | 19 |"
PROSE = (
    "The Keel Street food bank opened in 2009 in the old bakery, with Amara Obi in charge. Tins come from two shops, "
    "a school and the chapel; the chapel gives the most."
)
LATER = "Last year it gave out 1,840 parcels, 160 of them by van. Rob Ashby and Liu Fang drive."
QUESTIONS = [
    {"q": "Who runs it?", "k": "fact", "a": ["Amara Obi"], "p": 0},
    {"q": "Who is behind the wheel?", "k": "list", "a": ["Rob Ashby", "Liu Fang"], "p": 2},
    {"q": "How many were fetched?", "k": "compute", "a": ["1,840", "160"], "p": 2, "op": "a-b", "v": "1,680"},
    {"q": "Tins, May and July?", "k": "compute", "a": ["84", "95"], "p": 1, "op": "a+b", "v": "179"},
    {"q": "Is it in a church?", "k": "no", "a": ["in the old bakery"], "p": 0},
    {"q": "How many people help in Keel Street?", "k": "none", "why": "attribute"},
]
TALK = [
    {
        "q": "Who is in charge of the food bank?",
        "s": "Who is in charge of the food bank?",
        "k": "fact",
        "a": ["Amara Obi"],
    },
    {"q": "since when is it open?", "s": "Since when is the food bank open?", "k": "fact", "a": ["2009"], "p": 0},
]
DOCUMENT: dict[str, Any] = {
    "id": "a6-001",
    "folder": "f",
    "title": "Keel Street food bank",
    "paragraphs": [PROSE, TABLE, LATER],
    "questions": QUESTIONS,
    "talks": [TALK],
}
OTHER: dict[str, Any] = {
    "id": "a9-002",
    "folder": "f",
    "title": "Food banks in the county",
    "paragraphs": [
        "The food bank of Mill Lane opened in 2015. Dawn Petty runs it. It gave out 2,000 parcels last year."
    ],
    "questions": [{"q": "Who heads the one in Mill Lane?", "k": "fact", "a": ["Dawn Petty"], "p": 0}],
}
CROSSING = {
    "id": "f-x",
    "folder": "f",
    "cross": [
        {
            "q": "How many parcels did both give out?",
            "k": "compute",
            "op": "a+b",
            "v": "3,840",
            "a": [{"doc": "a6-001", "p": 2, "text": "1,840"}, {"doc": "a9-002", "p": 0, "text": "2,000"}],
        },
        {
            "q": "When did the newer one open?",
            "k": "fact",
            "a": [{"doc": "a9-002", "p": 0, "text": "2015"}],
            "old": [{"doc": "a6-001", "p": 0, "text": "2009"}],
        },
    ],
}


def write(folder: Path, part: str = "train") -> Path:
    """The files of a part, in a folder of their own."""
    folder.mkdir(exist_ok=True)
    for name, entries in ((part, [DOCUMENT, OTHER]), (f"cross_{part}", [CROSSING])):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(entry) + "\n" for entry in entries)
    return folder
