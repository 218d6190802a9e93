"""The gap between searching by the last turn and by a person's rewrite, on small made data sets."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from seedqa.evals.follow_ups import PARTS, FollowUp, Passage, part_of, read_canard, read_mtrag
from seedqa.evals.rewriting import Corpus, closing

OPENING = ["Ada Bell", "Early life"]
TALK = ["Where was she born?", "In a small house in Hull.", "What did she play?", "I don't know.", "And he?", "Chess."]


def _conversation(part: str) -> str:
    """An id that falls into a part."""
    return next(f"talk{i}" for i in range(100) if part_of(f"talk{i}") == part)


def _canard(path: Path) -> Path:
    rows = [
        {
            "History": [*OPENING, *TALK[: 2 * i]],
            "Question": TALK[2 * i],
            "Rewrite": f"Ada Bell: {TALK[2 * i]}",
            "QuAC_dialog_id": key,
        }
        for key in (_conversation("dev"), _conversation("test"))
        for i in range(3)
    ]
    path.write_bytes(gzip.compress(json.dumps(rows).encode()))
    return path


def _mtrag(path: Path) -> Path:
    key = _conversation("test")
    asked = [
        "What do guinea pigs eat?",
        "Do they have predators?",
        "Do guinea pigs sleep much?",
        "How deep is the sea?",
    ]
    needs = [asked[0], "Do guinea pigs have predators?", asked[2], asked[3]]
    rows = [
        {
            "id": f"{key if i < 3 else 'other'}<::>{i}",
            "user_turns": asked[: i + 1] if i < 3 else asked[3:],
            "last_turn": asked[i],
            "rewrite": needs[i],
        }
        for i in range(4)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_canard_passages_are_the_known_answers_under_title_and_section(tmp_path: Path) -> None:
    (task,) = read_canard(_canard(tmp_path / "canard.json.gz"), "test")
    assert set(task.passages) == {Passage("Ada Bell", "Early life", TALK[1])}
    assert [turn.question for turn in task.turns] == [TALK[0]]
    assert [turn.content for turn in task.turns[0].history] == ["Tell me about Ada Bell.", "Early life."]


def test_mtrag_is_measured_on_the_other_turns_and_on_its_own(tmp_path: Path) -> None:
    talk, own = read_mtrag(_mtrag(tmp_path / "mtrag.jsonl"), "test")
    assert [(turn.targets, turn.left_out) for turn in talk.turns] == [
        (frozenset({1, 2}), 0),
        (frozenset({0, 2}), 1),
        (frozenset({0, 1}), 2),
    ]
    assert [turn.targets for turn in own.turns[:3]] == [frozenset({0}), frozenset({1}), frozenset({2})]


def test_the_gap_is_closed_where_the_pronoun_is_understood(tmp_path: Path) -> None:
    talk, _ = read_mtrag(_mtrag(tmp_path / "mtrag.jsonl"), "test")
    found = closing(talk)
    assert found.changed == 1
    assert found.raw < found.ours
    assert found.ours == found.person == 1.0
    assert found.closed == 1.0


def test_one_target_scores_by_its_place_and_several_by_their_share() -> None:
    corpus = Corpus([Passage("", "", text) for text in ("red red boats", "red boats sail far", "green hills")])
    one = FollowUp("", (), "", frozenset({1}))
    assert corpus.score("red", one) == 1 / 2
    assert corpus.score("hills", one) == 0.0
    assert corpus.score("red", FollowUp("", (), "", frozenset({0, 1, 2}))) == pytest.approx(2 / 3)
    assert corpus.score("red", FollowUp("", (), "", frozenset({1}), left_out=0)) == 1.0
    corpus.close()


def test_the_parts_share_no_conversation() -> None:
    assert {part_of(f"talk{i}") for i in range(100)} == set(PARTS)


def test_the_command_prints_the_shares_and_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "seedqa.evals.rewriting", "--mtrag"]
    path = _mtrag(tmp_path / "mtrag.jsonl")
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    assert "MTRAG, talk: 3 turns, 1 rewritten, 4 passages" in done.stdout
    assert "1.000 of the gap closed" in done.stdout
    missing = subprocess.run([*command, str(tmp_path / "no.jsonl")], capture_output=True, text=True, check=False)
    assert missing.returncode == 2
    assert "cannot be read" in missing.stderr.splitlines()[-1]
