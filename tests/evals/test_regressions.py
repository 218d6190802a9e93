"""Seeded regressions: every patch still fits, and those that the bundled documents show are blocked, cases named.

`make regressions` tries all of them, on every corpus, and the product without a change twenty times.
"""

import shutil
from pathlib import Path

import pytest
from seedqa.evals.regressions.patches import PARTS, Patch, copy_tree, missing_anchors, patches, read_patch
from seedqa.evals.regressions.trial import Workshop
from seedqa.index.errors import InputError

PATCHES = patches()
SHOWN_HERE = [patch for patch in PATCHES if patch.seeds_only]
ONCE = ("--askings", "1")
SUITES = ("seeds-dev", "seeds-conversations-dev")
PATCH = """title: a lie
shown by: seeds-dev mutants

file: qa/a.py
<<<<
    return 1
====
    return 2
>>>>
"""


def test_there_are_ten_and_each_fits_the_product_as_it_is() -> None:
    assert len(PATCHES) == 10
    assert len(SHOWN_HERE) == 7
    assert missing_anchors(PATCHES) == []


def test_a_patch_is_applied_to_the_copy_only(tmp_path: Path) -> None:
    tree, file = tmp_path / "tree", tmp_path / "lie.patch"
    for part in PARTS:
        (tree / part).mkdir(parents=True)
    (tree / "qa/a.py").write_text("def one():\n    return 1\n", encoding="utf-8")
    file.write_text(PATCH, encoding="utf-8")
    patch = read_patch(file)
    assert (patch.title, patch.shown_by) == ("a lie", ("seeds-dev", "mutants"))
    copy_tree(tmp_path / "copy", patch, tree)
    assert (tmp_path / "copy/qa/a.py").read_text(encoding="utf-8") == "def one():\n    return 2\n"
    assert (tree / "qa/a.py").read_text(encoding="utf-8") == "def one():\n    return 1\n"


@pytest.mark.parametrize("content", ["def one():\n    return 3\n", "    return 1\n    return 1\n"])
def test_a_patch_that_does_not_fit_fails_loudly(tmp_path: Path, content: str) -> None:
    tree, file = tmp_path / "tree", tmp_path / "lie.patch"
    for part in PARTS:
        (tree / part).mkdir(parents=True)
    (tree / "qa/a.py").write_text(content, encoding="utf-8")
    file.write_text(PATCH, encoding="utf-8")
    assert missing_anchors([read_patch(file)], tree) == ["lie: qa/a.py"]
    with pytest.raises(InputError, match="write the patch for the code as it is now"):
        copy_tree(tmp_path / "copy", read_patch(file), tree)


def test_a_file_that_is_no_patch_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.patch").write_text("title: nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="is no patch"):
        read_patch(tmp_path / "no.patch")


@pytest.fixture(scope="module")
def workshop(seed_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The product over the seeds with its baseline; the index of the session is taken over as it is."""
    folder = tmp_path_factory.mktemp("regressions")
    shutil.copytree(seed_index, folder / "unchanged/.qa/eval-seeds")
    made = Workshop(folder)
    prepared = made.prepare((*SUITES, *ONCE))
    assert prepared.status == 0, prepared.output + prepared.error
    return made


@pytest.mark.parametrize("patch", SHOWN_HERE, ids=lambda patch: patch.name)
def test_a_seeded_regression_is_blocked_with_the_broken_cases_named(workshop: Workshop, patch: Patch) -> None:
    trial = workshop.seeded(patch, (*patch.shown_by, *ONCE))
    assert trial.blocked, trial.output + trial.error
    assert any("; see " in line for line in trial.named), trial.output


def test_the_unchanged_product_is_not_blocked(workshop: Workshop) -> None:
    trial = workshop.unchanged(1, ("--fast", *SUITES))
    assert trial.status == 0, trial.output + trial.error
