"""An engine with its language model, if one is set."""

from collections.abc import Callable

from seedqa.qa.llm.extractive import Editable, Extractive
from seedqa.qa.llm.settings import LlmSettings


def with_llm(open_engine: Callable[[], Extractive], settings: LlmSettings) -> Extractive:
    """The engine that ``open_engine`` opens; where a model is set, that answers, and the engine proves it.

    Whether the model's server can be reached is found out while the index is opened.
    """
    if settings.url is None:
        return open_engine()
    from seedqa.qa.llm.connection import LanguageModel
    from seedqa.qa.llm.engine import EditableLlmEngine, LlmEngine

    model = LanguageModel(settings)
    engine = open_engine()
    if isinstance(engine, Editable):
        return EditableLlmEngine(engine, model, settings)
    return LlmEngine(engine, model, settings)
