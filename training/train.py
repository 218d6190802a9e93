"""``python -m training.train``: trains a reader, exports it, calibrates it and writes its card, all in ``--out``.

A run that was cut off goes on from its last checkpoint; a run that had come to its end exports again.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from seedqa.index.embedding import PACKAGED, model_folder
from seedqa.qa.reader.folder import TOKENIZER, load_card, save_card
from seedqa.qa.reader.runtime import Reader

from training.averaging import average
from training.card import Provenance, model_card
from training.evaluation import evaluate
from training.export import agreement, checked, export_reader
from training.plan import Data, planned
from training.records import Record, load_records
from training.trainer import Settings, Trainer

_COMPARED = 20
_SEEN = 24


def main(arguments: Sequence[str] | None = None) -> None:
    """Trains, or goes on training, and exports what came of it."""
    import torch

    options = _options(arguments)
    settings = Settings(
        options.examples,
        options.seed,
        options.length,
        rate=options.rate,
        head_rate=options.head_rate,
        layers=options.layers,
        size=options.size,
        frozen=options.frozen,
    )
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    plan = planned(
        Data(options.data, options.tables, options.cache, tuple(options.more)), settings.examples, settings.seed
    )
    refused = sum(not record.answerable for record in plan) / max(1, len(plan))
    print(f"{len(plan)} examples, {refused:.0%} of them unanswerable, {settings.steps} steps", flush=True)
    trainer = Trainer(options.model, options.out, settings, options.device, options.tokenizer)
    trainer.resume()
    trainer.run(plan, settings.steps, options.checkpoint_minutes * 60)
    averaged = None if options.average is None else average(trainer.network, options.average)
    finish(trainer, options, plan[:_SEEN], averaged)


def finish(trainer: Trainer, options: argparse.Namespace, seen: Sequence[Record], averaged: int | None) -> None:
    """Exports the trained network, checks it, calibrates it, and writes its card."""
    model, data, out = options.model, options.data, options.out
    network = trainer.network.cpu().eval()
    export_reader(network, options.tokenizer or model / TOKENIZER, trainer.windower, out, seen)
    save_card(out, replace(load_card(out), passages=options.passages))
    records = load_records(data / "dev.jsonl.gz")
    reader = Reader.open(out)
    agreed = checked(agreement(network, trainer.windower, reader, records[::_COMPARED]))
    reader.close()
    tables = evaluate(out, data)
    provenance = Provenance.of(model, data, trainer, averaged, agreed, options.note)
    (out / "card.md").write_text(model_card(provenance, tables), encoding="utf-8")
    print(tables)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz, dev.jsonl.gz, authored/")
    parser.add_argument("--tables", type=Path, help="folder with tatqa_dev.json.gz")
    parser.add_argument("--more", type=Path, action="append", default=[], help="a folder of more authored documents")
    parser.add_argument("--cache", type=Path, help="folder for what is mined, to be read again by a later run")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, where --model has none")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the exported reader")
    parser.add_argument(
        "--model", type=Path, default=model_folder(PACKAGED), help="folder of the encoder to start from"
    )
    parser.add_argument("--layers", type=int, help="how many of the encoder's layers to keep (default: all)")
    parser.add_argument("--frozen", type=int, default=0, help="how many of its first layers to leave as they are")
    parser.add_argument("--examples", type=int, default=Settings().examples)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--length", type=int, default=Settings().length)
    parser.add_argument("--size", type=int, default=Settings().size, help="examples a step")
    parser.add_argument("--rate", type=float, default=Settings().rate)
    parser.add_argument(
        "--average", type=Path, help="checkpoint of an earlier end of the same run, to take the mean with"
    )
    parser.add_argument("--passages", type=int, default=4, help="how many passages it is to read for a question")
    parser.add_argument("--head-rate", type=float, default=Settings().head_rate, help="peak rate of heads that are new")
    parser.add_argument("--note", default="", help="what the card is to say of the run besides")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--checkpoint-minutes", type=float, default=10.0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
