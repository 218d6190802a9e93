"""Second stage: the passages that the model is shown, from every query, with their surroundings."""

from collections.abc import Callable, Sequence

from seedqa.qa.llm.excerpts import Excerpt, excerpts, united
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Evidence

Retrieve = Callable[[str, int], list[Evidence]]


def search(queries: Sequence[str], retrieve: Retrieve, settings: LlmSettings) -> list[Excerpt]:
    """The excerpts for several queries together, as many as the model's context holds."""
    most = settings.passages
    found = [retrieve(query, most) for query in dict.fromkeys(queries)]
    return excerpts(united(found, most), settings.context - settings.tokens)
