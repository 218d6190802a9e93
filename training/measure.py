"""``python -m training.measure``: an exported reader's figures on authored documents that it has not seen."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from seedqa.qa.reader.folder import load_card
from seedqa.qa.reader.runtime import Reader

from training.authored import load_library
from training.lessons import Shelf
from training.looking import Looked, Read, look_at, sampled
from training.plan import AUTHORED
from training.reporting import lined, report


def looked_at(folder: Path, data: Path, share: float, alone: bool = False) -> list[Looked]:
    """What a reader says of a fixed part of the authored dev cases."""
    shelf = Shelf.of(load_library([data / AUTHORED], "dev"))
    reader = Reader.open(folder)
    found = look_at(reader, shelf, sampled(shelf.library.cases, share), alone)
    reader.close()
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of the reader in ``--reader``."""
    parser = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="folder of an exported reader")
    parser.add_argument("--data", type=Path, required=True, help="folder with authored/ in it")
    parser.add_argument("--share", type=float, default=1.0, help="which part of the cases to read")
    parser.add_argument("--alone", action="store_true", help="turns in their stand-alone form, without the talk")
    options = parser.parse_args(arguments)
    looked = looked_at(options.reader, options.data, options.share, options.alone)
    card = load_card(options.reader)
    print(lined(report([Read.of(one, card.calibration, card.least) for one in looked])))


if __name__ == "__main__":
    main()
