"""How many passages are embedded in a second of processor time: by the bundled encoder, and by what it is made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

from seedqa.index.corpus import embedded_text
from seedqa.index.documents import Document
from seedqa.index.embedding import Embedder
from seedqa.index.encoder import Encoder
from seedqa.index.encoders import BUNDLED_FOLDER
from seedqa.index.passages import PassageSettings, read_passages

# How many times as many as sentence-transformers in single precision, at the least.
LEAST_TIMES = 1.5


@dataclass(frozen=True, slots=True)
class Rates:
    """Passages in a second of processor time."""

    ours: float
    theirs: float

    @classmethod
    def of(cls, documents: Sequence[Document], original: Embedder) -> "Rates":
        """Measures both over the passages of some documents, in turn."""
        texts = [embedded_text(d, p) for d in documents for p in read_passages(d.text, PassageSettings())]
        encoder = Encoder.open(BUNDLED_FOLDER)
        pairs = [(_seconds(encoder.embed, texts), _seconds(original.embed, texts)) for _ in range(3)]
        ours, theirs = (len(texts) / min(seconds) for seconds in zip(*pairs, strict=True))
        return cls(ours, theirs)

    @property
    def times(self) -> float:
        """How many times as many ours are."""
        return self.ours / self.theirs

    def told(self) -> str:
        """One line."""
        kept = "held" if self.times >= LEAST_TIMES else "NOT HELD"
        return (
            f"passages embedded in a second of processor time: {self.ours:.0f}, by sentence-transformers "
            f"{self.theirs:.0f} ({self.times:.1f} times, at least {LEAST_TIMES}: {kept})"
        )


def _seconds(embed: Callable[[list[str]], object], texts: list[str]) -> float:
    begun = process_time()
    embed(texts)
    return process_time() - begun
