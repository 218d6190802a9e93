"""Made-up documents and indexes for tests."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from seedqa.index.build import BuildReport, IndexSettings, build_index
from seedqa.qa.answering import Engine

QUESTIONS = (
    "How much did the harbour board pay for the crane?",
    "Who leads the orchard cooperative?",
    "When was the lighthouse painted?",
)

_FRAGMENTS = (
    "The board met on Monday. ",
    "It paid 3.5 million yuan for Dr. Wu's crane, e.g. in Nov. 2021! ",
    "“Is that so?” he asked. ",
    "同一句话。两句话！三句话？",
    "e\u0301 o\u0308\u0323 ",
    "👩\u200d👩\u200d👧 ✌🏽 🇸🇪 ",
    "A. B. C.",
    "...!?…",
    "# A heading\n",
    "## \n",
    "- an item\n",
    "Home\n",
    "Next\n",
    "© 2020 Somebody\n",
    "\n",
    "\n\n",
    " \t ",
    "\u3000",
    "\u2028",
    "\x0c",
    "\x1f",
    "\u200b",
    "|a|b|\n",
    "x" * 1300,
    "the harbour board of a town that wraps its lines at about seventy characters\n" * 3,
)


def texts() -> st.SearchStrategy[str]:
    """Canonical texts, from worked pieces and from any characters at all."""
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=12)
    return st.lists(st.sampled_from(_FRAGMENTS) | anything, max_size=25).map("".join)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder of sources and an index over it."""

    sources: Path
    index: Path
    settings: IndexSettings

    def write(self, name: str, text: str) -> None:
        """Adds or changes a source."""
        file = self.sources / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def build(self) -> BuildReport:
        """Brings the index in step."""
        return build_index(self.index, [self.sources], self.settings)

    def elsewhere(self, index: Path) -> "Workshop":
        """The same sources, another index, which shares the exported encoder."""
        shutil.copytree(self.index / "encoders", index / "encoders")
        return replace(self, index=index)


def page(subject: str, figure: int) -> str:
    """A short article with a title, two headings and a few sentences."""
    return (
        f"The yearly report of the {subject} to its members\n\nPublished: 3 May 2021\n\n"
        f"In its {figure}th year the {subject} paid {figure},000 yuan for a crane and repaired the wall of the yard. "
        f"Nobody was hurt. The board thanked Chair Li Na for {figure} days of work.\n\n"
        f"What was bought\n\n"
        f"The {subject} bought {figure} new lamps, and 16.82 tonnes of sand came from the river. "
        f"Members of the {subject} painted the lighthouse in June.\n"
    )


def answers(index: Path) -> list[Any]:
    """Everything an index says to a few questions, but for how long it took."""
    engine = Engine.open(index)
    try:
        said = [replace(engine.ask(question), timings_ms={}).to_dict() for question in QUESTIONS]
        found = [[(e.document.id, e.passage.start, e.score) for e in engine.retrieve(q, 5)] for q in QUESTIONS]
        documents = [(d.uri, d.title, d.published, d.sha256, d.text) for d in engine.documents()]
    finally:
        engine.close()
    told: list[Any] = json.loads(json.dumps([said, found, documents]))
    return told


def without_history(told: list[Any]) -> list[Any]:
    """``answers`` less what depends on how often an index was built: the generation, and ids made from it."""
    said, *rest = told
    return [[{**a, "id": "", "index": a["index"]["fingerprint"]} for a in said], *rest]
