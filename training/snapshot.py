"""``python -m training.snapshot``: exports the checkpoint of a run that may still be going on."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from seedqa.qa.reader.windows import Windower

from training.export import export_reader
from training.records import load_records
from training.trainer import CHECKPOINT, opened

_SEEN = 24


def snapshot(model: Path, run: Path, tokenizer: Path, data: Path, folder: Path) -> int:
    """Exports the run's checkpoint to ``folder``; the step that it was written at."""
    import torch

    saved = torch.load(run / CHECKPOINT, weights_only=True)
    settings = saved["settings"]
    network, _ = opened(model, settings["layers"])
    network.load_state_dict(saved["network"])
    windower = Windower.open(tokenizer, settings["length"], settings["overlap"])
    records = load_records(data / "dev.jsonl.gz")
    export_reader(network.eval(), tokenizer, windower, folder, records[:: len(records) // _SEEN])
    return int(saved["step"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Exports, and prints the step."""
    parser = argparse.ArgumentParser(prog="python -m training.snapshot", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the encoder or reader the run began with")
    parser.add_argument("--run", type=Path, required=True, help="folder with the run's checkpoint")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the exported reader")
    options = parser.parse_args(arguments)
    print(f"step {snapshot(options.model, options.run, options.tokenizer, options.data, options.out)}")


if __name__ == "__main__":
    main()
