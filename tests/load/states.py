"""An index that is rebuilt over and over, between two states of its documents."""

import shutil
import sys
from pathlib import Path

from seedqa.index.build import BuildReport, IndexSettings, build_index

ROOT = Path(__file__).parents[2]
EXTRA = "# A note on lighthouses\n\nThe lighthouse of Osterhaven was built in 1871. It stands 42 metres tall.\n"


class States:
    """The bundled documents, with and without one more."""

    def __init__(self, folder: Path, settings: IndexSettings = IndexSettings()) -> None:
        self.index = folder / "index"
        self.sources = folder / "papers"
        self._settings = settings
        if not self.sources.exists():
            shutil.copytree(ROOT / "seeds", self.sources)

    def turn(self, number: int) -> BuildReport:
        """Builds the next generation: even numbers without the extra document, odd ones with it."""
        extra = self.sources / "extra.md"
        if number % 2:
            extra.write_text(EXTRA, encoding="utf-8")
        else:
            extra.unlink(missing_ok=True)
        return build_index(self.index, [self.sources], self._settings)


if __name__ == "__main__":
    states = States(Path(sys.argv[1]))
    for turn in range(int(sys.argv[2]), int(sys.argv[2]) + int(sys.argv[3])):
        print(states.turn(turn).generation, flush=True)
