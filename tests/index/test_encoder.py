"""The bundled encoder: a text's vector depends on the text alone, and the files are those of its card."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from seedqa.index import encoder as encoder_module
from seedqa.index.encoder import MODEL, TOKENIZER, Encoder, is_encoder
from seedqa.index.encoders import BUNDLED, BUNDLED_FOLDER
from seedqa.index.errors import ModelUnusable
from seedqa.index.manifest import file_hash

TEXTS = [
    "How much did the harbour board pay for the crane?",
    "短句",
    "",
    "1,633.3 hectares",
    "The board met on Monday. It paid 3.5 million yuan for Dr. Wu's crane, e.g. in Nov. 2021! " * 4,
    "The planting area of celery now tops 66.7 hectares, and the first batch was sold in July. " * 40,
    "a",
    "Chair Li Na thanked the members.",
]


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return Encoder.open(BUNDLED_FOLDER)


def test_the_bundled_files_are_those_of_the_card_and_the_card_names_origin_and_licence() -> None:
    assert is_encoder(BUNDLED_FOLDER)
    card = (BUNDLED_FOLDER / "card.md").read_text(encoding="utf-8")
    assert all(f"`{file_hash(BUNDLED_FOLDER / name)}`" in card for name in (MODEL, TOKENIZER))
    assert "| licence | Apache-2.0" in card
    assert "all-MiniLM-L6-v2" in card


def test_the_card_says_which_model_it_is(bundled: Encoder) -> None:
    assert (bundled.card.model, bundled.card.dimensions, bundled.card.length) == (BUNDLED, 384, 256)


def test_vectors_are_of_length_one(bundled: Encoder) -> None:
    assert np.linalg.norm(bundled.embed(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-5)
    assert bundled.embed([]).shape == (0, 384)


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_a_vector_does_not_depend_on_the_texts_beside_it_nor_on_cores_bit_for_bit(
    bundled: Encoder, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_module, "_cores", lambda: cores)
    alone = {text: bundled.encode(text).tobytes() for text in TEXTS}
    shuffled = random.Random(7).sample(TEXTS * 3, len(TEXTS) * 3)
    for given in (TEXTS, TEXTS[::-1], shuffled, TEXTS[:1]):
        assert [row.tobytes() for row in bundled.embed(given)] == [alone[text] for text in given]


def test_texts_that_mean_the_same_are_nearer_than_others(bundled: Encoder) -> None:
    asked, meant, other = bundled.embed(
        ["Who leads the port?", "Mara Lind is the head of the harbour.", "Pears are sold in June."]
    )
    assert asked @ meant > asked @ other + 0.2


def test_common_words_are_known_and_strange_names_are_not(bundled: Encoder) -> None:
    assert [bundled.knows(word) for word in ("harbour", "what", "zhenyuan", "")] == [True, True, False, False]


@pytest.mark.parametrize("broken", [MODEL, TOKENIZER, "encoder.json"])
def test_a_folder_that_is_not_whole_is_told_in_one_line(tmp_path: Path, broken: str) -> None:
    for file in BUNDLED_FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes()[: 1000 if file.name == broken else None])
    if broken == "encoder.json":
        (tmp_path / broken).write_text(json.dumps({"card": {}}))
    assert not is_encoder(tmp_path)
    with pytest.raises(ModelUnusable, match="missing or damaged") as refusal:
        Encoder.open(tmp_path, "install it anew")
    assert "\n" not in str(refusal.value)
    assert refusal.value.remedy == "install it anew"
