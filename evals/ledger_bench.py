"""How long complete lists and counts take over a thousand records: ``python -m seedqa.evals.ledger_bench``."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from seedqa.evals.ledger_records import Records, make_records
from seedqa.evals.ledger_store import open_texts
from seedqa.index.store import Store
from seedqa.qa.figures import derive
from seedqa.qa.question import read_question

_RECORDS = 1000
_SEED = 7


def list_questions(records: Records) -> Iterator[str]:
    """Counts and lists for every giver."""
    for giver in sorted({record.giver for record in records.records}):
        year = next(record.year for record in records.records if record.giver == giver)
        yield f"How many grants did the {giver} make?"
        yield f"How many grants did the {giver} make in {year}?"
        yield f"Which towns received more than 4,000,000 yuan from the {giver}?"
        yield f"List all the grants that the {giver} made."


def time_questions(store: Store, records: Records) -> list[float]:
    """Milliseconds for each question."""
    times = []
    for text in list_questions(records):
        begun = time.perf_counter()
        derive(read_question(text), [], store)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main() -> None:
    """Prints the median, the 95th percentile and the longest."""
    records = make_records(_SEED, _RECORDS)
    with tempfile.TemporaryDirectory() as folder:
        store = open_texts(Path(folder), records.texts)
        times = sorted(time_questions(store, records))
        store.close()
    median, high = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"{_RECORDS} records, {len(records.texts)} documents, {len(times)} lists and counts")
    print(f"median {median:.0f} ms, 95th percentile {high:.0f} ms, longest {times[-1]:.0f} ms")


if __name__ == "__main__":
    main()
