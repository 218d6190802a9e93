"""A model that loads in no time: a sentence-transformers folder with an untrained BERT that reads letters."""

import string
from pathlib import Path

from index.encoder import is_encoder

_CHARACTERS = string.ascii_lowercase + string.digits


def save_tiny_model(folder: Path) -> Path:
    """Writes the model, the same each time, and returns its folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    bert = folder / "bert"
    bert.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_CHARACTERS, *(f"##{c}" for c in _CHARACTERS)]
    (bert / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    BertTokenizerFast(vocab_file=str(bert / "vocab.txt")).save_pretrained(bert)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(bert)
    model = SentenceTransformer(modules=[Transformer(str(bert), max_seq_length=64), Pooling(32)], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


def exported_encoder(index: Path) -> Path:
    """The folder of the one query encoder in an index."""
    (folder,) = (index / "encoders").iterdir()
    assert is_encoder(folder)
    return folder
