"""Small sets in the published shapes, made up for the importers' tests."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OSK = "Mara Lind leads the port of Osk. The port paid 2.5 million yuan for 14 cranes in 2019."
VALLEY = "The valley sold 1,200 tons of plums in May 2021. Tom Berg bought most of them."


def squad() -> dict[str, Any]:
    """Two articles with a context each: four questions with answers, one without."""
    return {
        "version": "v2.0",
        "data": [
            {"title": "Osk", "paragraphs": [{"context": OSK, "qas": [
                {"id": "q1", "question": "Who leads the port of Osk?", "is_impossible": False,
                 "answers": [{"text": "Mara Lind", "answer_start": 0}, {"text": "Mara Lind", "answer_start": 0},
                             {"text": "Lind", "answer_start": 5}]},
                {"id": "q2", "question": "How many cranes did the port of Osk buy?", "is_impossible": False,
                 "answers": [{"text": "14", "answer_start": OSK.index("14")}]},
                {"id": "q3", "question": "Who built the lighthouse of Osk?", "is_impossible": True, "answers": [],
                 "plausible_answers": [{"text": "Mara Lind", "answer_start": 0}]},
            ]}]},
            {"title": "Plum / valley", "paragraphs": [{"context": VALLEY, "qas": [
                {"id": "q4", "question": "Who bought most of the plums?",
                 "answers": [{"text": "Tom Berg", "answer_start": VALLEY.index("Tom")}]},
                {"id": "q5", "question": "Who leads the port of Osk?",
                 "answers": [{"text": "Tom Berg", "answer_start": VALLEY.index("Tom")}]},
            ]}]},
        ],
    }  # fmt: skip


CORPUS = (
    {"_id": "d1", "title": "Port of Osk", "text": "Mara Lind leads the port. It has cranes."},
    {"_id": "d2", "title": "", "text": "The valley sold plums in May."},
    {"_id": "d3", "title": "Cranes", "text": "Fourteen cranes stand in the port of Osk."},
    {"_id": "d4", "title": "Weather", "text": "It rained on Sunday."},
)


def beir(folder: Path) -> Path:
    """Four texts, two judged queries, one judged with nothing relevant."""
    lines(folder / "corpus.jsonl", *CORPUS)
    lines(
        folder / "queries.jsonl",
        {"_id": "1", "text": "cranes in the port of Osk"},
        {"_id": "2", "text": "who sold plums"},
        {"_id": "3", "text": "the price of snow"},
    )
    (folder / "qrels").mkdir()
    table = [("query-id", "corpus-id", "score"), ("1", "d3", "2"), ("1", "d1", "1"), ("2", "d2", "1"), ("3", "d4", "0")]
    text = "".join("\t".join(row) + "\n" for row in table)
    (folder / "qrels/test.tsv").write_text(text, encoding="utf-8")
    (folder / "qrels/train.tsv").write_text("query-id\tcorpus-id\tscore\n2\td4\t1\n", encoding="utf-8")
    return folder


def task(number: int, turns: list[str], answerability: str, target: str, contexts: list[Any]) -> dict[str, Any]:
    """An MTRAG task; turns are the user's and the agent's in turn."""
    said: list[dict[str, Any]] = [
        {"speaker": ("user", "agent")[at % 2], "text": text, "metadata": {}} for at, text in enumerate(turns)
    ]
    return {
        "conversation_id": "c", "task_id": f"c<::>{number}", "task_type": "rag", "turn": number, "contexts": contexts,
        "input": said, "targets": [{"speaker": "agent", "text": target}], "Question Type": ["Factoid"],
        "Answerability": [answerability], "Multi-Turn": float("nan"),
    }  # fmt: skip


def mtrag() -> list[dict[str, Any]]:
    """A conversation of four turns: answered, answered with judged contexts, unanswerable, small talk."""
    votes = {"relevant": {"a@b": {"value": "yes"}}}
    osk = {"document_id": "1", "text": f"Port of Osk\n{OSK}", "title": "Port of Osk"}
    valley = {"document_id": "2", "text": VALLEY, "title": "Valley", "feedback": votes}
    first, second = "Who leads the port of Osk?", "And who bought the plums?"
    said = "Mara Lind leads the port."
    bought = "Tom Berg bought most of them."
    third = "What did he pay?"
    return [
        task(1, [first], "ANSWERABLE", said, [osk]),
        task(2, [first, said, second], "PARTIAL", bought, [osk, valley]),
        task(3, [first, said, second, bought, third], "UNANSWERABLE", "I do not know.", []),
        task(4, [first, said, second, bought, third, "I do not know.", "Thanks!"], "CONVERSATIONAL", "Welcome.", []),
    ]


def lines(path: Path, *rows: Mapping[str, Any]) -> Path:
    """A JSON Lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
