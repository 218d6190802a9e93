"""``python -m training.evaluation``: an exported reader's figures on dev data, and its calibration.

Near misses are made from dev records alone. Half of the groups fit the calibration, the other half report it.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from seedqa.qa.reader.folder import load_card, save_card
from seedqa.qa.reader.runtime import Reader

from training.figures import figures, table
from training.judging import calibrated, halves, judge, near_misses
from training.leasts import fitted_least
from training.looking import Read
from training.measure import looked_at
from training.plan import AUTHORED
from training.records import Record, load_records
from training.reporting import report


def evaluate(folder: Path, data: Path) -> str:
    """Fits and saves the folder's calibration, and returns the figures as Markdown."""
    records = load_records(data / "dev.jsonl.gz")
    reader = Reader.open(folder)
    judged = judge(reader, records + near_misses(records))
    reader.close()
    looked = looked_at(folder, data, 1.0) if (data / AUTHORED).is_dir() else []
    judged += [one for look in looked for one in look.judged()]
    calibration = calibrated(halves(judged)[0])
    least = fitted_least(looked, calibration)
    save_card(folder, replace(load_card(folder), calibration=calibration, least=least))
    times = {count: latency(Reader.open(folder), records, count) for count in (1, 4, 6)}
    told = figures(judged, calibration, times)
    if looked:
        rows = report([Read.of(look, calibration, least) for look in looked]).items()
        told += "\n### Authored documents, each alone\n\n" + table(("of", "figures"), rows) + "\n"
    return told


def latency(reader: Reader, records: Sequence[Record], passages: int, rounds: int = 30) -> float:
    """Median milliseconds to read so many passages of about 110 words."""
    texts = [record.context for record in records if 95 <= len(record.context.split()) <= 115]
    spent = []
    for turn in range(rounds):
        chosen = [texts[(turn * passages + place) % len(texts)] for place in range(passages)]
        begun = time.perf_counter()
        reader.read(records[turn % len(records)].question, chosen)
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of the reader in ``--reader``."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluation", description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="folder of an exported reader")
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.jsonl.gz")
    options = parser.parse_args(arguments)
    print(evaluate(options.reader, options.data))


if __name__ == "__main__":
    main()
