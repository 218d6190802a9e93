"""The second corpus: large enough, proved, and in another field than the seeds."""

from collections import Counter
from pathlib import Path

from seedqa.evals.cases import GOLD, load_suites
from seedqa.evals.lint import lint

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "evals" / "corpora" / "harbour"
TEXTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(CORPUS.iterdir())
    if path.suffix in (".txt", ".md") and path.name != "README.md"
}
WANTED = {"fact": 60, "list": 8, "figure": 10, "two-document": 8, "unanswerable": 20, "injection": 4}


def test_the_corpus_has_short_documents_of_both_kinds() -> None:
    assert len(TEXTS) >= 32
    assert {name.rsplit(".", 1)[1] for name in TEXTS} == {"txt", "md"}
    assert all(150 <= len(text.split()) <= 450 for text in TEXTS.values())


def test_gold_is_proved_by_the_corpus_and_nothing_leaks() -> None:
    suites = load_suites(sorted(GOLD.glob("harbour-*.jsonl")))
    assert [suite.name for suite in suites if "conversations" not in suite.name] == ["harbour-dev", "harbour-test"]
    assert [str(problem) for problem in lint(suites, TEXTS)] == []
    for suite in [suite for suite in suites if "conversations" not in suite.name]:
        assert Counter(case.kind for case in suite.cases) == WANTED


def test_conversations_are_twelve_and_each_turn_has_the_earlier_ones() -> None:
    (suite,) = load_suites([GOLD / "harbour-conversations.jsonl"])
    turns = Counter(tag for case in suite.cases for tag in case.tags if tag.startswith("conv-"))
    assert len(turns) == 12
    assert all(3 <= judged <= 5 for judged in turns.values())
    assert all(len(case.history) % 2 == 0 and case.history for case in suite.cases)


def test_every_document_is_asked_about() -> None:
    suites = load_suites(sorted(GOLD.glob("harbour-*.jsonl")))
    quoted = {item.document for suite in suites for case in suite.cases for item in case.evidence}
    assert set(TEXTS) - quoted == set()


def test_the_corpus_shares_no_name_with_the_seeds() -> None:
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt"))
    assert not [
        place
        for place in ("Jinghai", "Zhenyuan", "Jinchuan", "Zaozhuang", "Xining")
        if any(place in text for text in TEXTS.values())
    ]
    assert not [place for place in ("Sarnholt", "Skarv", "Ebber", "Brannick", "Holmvik") if place in seeds]
