"""An engine with its language model, if one is set."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from seedqa.index.documents import Document
from seedqa.qa.generation.connection import LanguageModel
from seedqa.qa.generation.engine import Extractive, GeneratingEngine
from seedqa.qa.generation.settings import GenerationSettings


@runtime_checkable
class Editable(Extractive, Protocol):
    """An engine whose documents can be changed, as ``LiveEngine``'s can."""

    def put_document(self, document: Document) -> bool: ...
    def remove_document(self, document_id: str) -> bool: ...


class EditableGeneratingEngine(GeneratingEngine):
    """A generating engine over one whose documents can be changed."""

    def __init__(self, engine: Editable, model: LanguageModel, settings: GenerationSettings) -> None:
        super().__init__(engine, model, settings)
        self._editable = engine

    def put_document(self, document: Document) -> bool:
        """Adds or changes a document; False where it is there already."""
        return self._editable.put_document(document)

    def remove_document(self, document_id: str) -> bool:
        """Takes a document out; False where there is none of that id."""
        return self._editable.remove_document(document_id)


def generating(open_engine: Callable[[], Extractive], settings: GenerationSettings) -> Extractive:
    """The engine that ``open_engine`` opens; where a model is set, it words the answers.

    Whether the model's server can be reached is found out while the index is opened.
    """
    if settings.url is None:
        return open_engine()
    model = LanguageModel(settings)
    engine = open_engine()
    if isinstance(engine, Editable):
        return EditableGeneratingEngine(engine, model, settings)
    return GeneratingEngine(engine, model, settings)
