"""A small untrained encoder in the packaged tokenizer's vocabulary, and records short enough to work out by hand."""

import shutil
from pathlib import Path

import pytest
from seedqa.index.embedding import PACKAGED, model_folder
from seedqa.qa.reader.windows import Windower

from training.records import Gold, Record


@pytest.fixture(scope="session")
def tokenizer_file() -> Path:
    folder = model_folder(PACKAGED)
    assert folder is not None
    return folder / "tokenizer.json"


@pytest.fixture
def windower(tokenizer_file: Path) -> Windower:
    return Windower.open(tokenizer_file, 48, 12)


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory, tokenizer_file: Path) -> Path:
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("encoder")
    config = BertConfig(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32, max_position_embeddings=64
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    shutil.copy(tokenizer_file, folder)
    return folder


@pytest.fixture
def records() -> list[Record]:
    """Two articles of two passages each, two questions a passage; every answer occurs in one passage only."""
    facts = (
        ("a", "Ada Obi founded the Lagos Choir in 1931.", "Who founded the Lagos Choir?", "Ada Obi"),
        ("a", "The Lagos Choir sings in 14 languages on Sundays.", "How many languages does the choir use?", "14"),
        ("b", "Mount Tarn rises 2,871 metres above Lake Olm.", "How high is Mount Tarn?", "2,871 metres"),
        ("b", "Lake Olm froze in March 1888, as Jens Holt wrote.", "Who wrote that the lake froze?", "Jens Holt"),
    )
    made = []
    for number, (group, context, question, answer) in enumerate(facts):
        gold = Gold(context.index(answer), context.index(answer) + len(answer))
        for turn, asked in enumerate((question, question.lower())):
            made.append(Record(f"{number}-{turn}", "natural_questions", group, asked, context, (gold,)))
    return made
