"""The one model on offer, as OpenAI lists models."""

from typing import Any, Literal

from fastapi import APIRouter
from seedqa.api.chat_schemas import ChatProblem
from seedqa.api.failures import Failure, FieldError, RefusedError
from seedqa.api.parameters import MODEL
from seedqa.api.schemas import Wire

router = APIRouter(tags=["chat"])
OPENAI_PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": {"model": ChatProblem}, "5XX": {"model": ChatProblem}}


class Model(Wire):
    """The one model on offer."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelList(Wire):
    """OpenAI's list of models."""

    object: Literal["list"] = "list"
    data: list[Model]


@router.get("/v1/models", response_model=ModelList, responses=OPENAI_PROBLEMS, operation_id="list_models")
async def list_models() -> ModelList:
    """The one model on offer."""
    return ModelList(data=[Model()])


@router.get("/v1/models/{model}", response_model=Model, responses=OPENAI_PROBLEMS, operation_id="read_model")
async def read_model(model: str) -> Model:
    """The model of that name, if it is the one on offer."""
    if model != MODEL:
        wrong = (FieldError("/model", f"{MODEL} is the one on offer"),)
        raise RefusedError(Failure(404, "there is no model of this name", errors=wrong, code="model_not_found"))
    return Model()
