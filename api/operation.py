"""The routes that whoever runs the service looks at: is it alive, is it ready, what does it count."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from seedqa.api.failures import Failure, RefusedError
from seedqa.api.metrics import MEDIA_TYPE, ServiceMetrics
from seedqa.api.problems import documented
from seedqa.api.schemas import Health, Readiness
from seedqa.api.served import ServedEngine
from starlette.responses import Response

router = APIRouter(tags=["operation"])


async def _served(request: Request) -> ServedEngine:
    engine: ServedEngine = request.app.state.engine
    return engine


async def _metrics(request: Request) -> ServiceMetrics:
    metrics: ServiceMetrics = request.app.state.metrics
    return metrics


Served = Annotated[ServedEngine, Depends(_served)]
Metrics = Annotated[ServiceMetrics, Depends(_metrics)]
_TEXT = {"description": "Prometheus' text format", "content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get("/healthz", response_model=Health, operation_id="health")
async def health() -> dict[str, Any]:
    """The process answers."""
    return {}


@router.get("/readyz", response_model=Readiness, responses=documented(500, 503), operation_id="readiness")
def readiness(engine: Served) -> dict[str, Any]:
    """The index is open and questions are answered at once."""
    if not engine.ready:
        raise RefusedError(_OPENING)
    return {"index": asdict(engine.identity)}


@router.get("/metrics", response_class=Response, responses={200: _TEXT}, operation_id="metrics")
def metrics(engine: Served, counted: Metrics) -> Response:
    """What the service counts: requests, answers, stages, the index."""
    if engine.ready:
        counted.index(engine.identity)
    return Response(counted.text(), media_type=MEDIA_TYPE)


_OPENING = Failure(503, "the index is being opened", "try again shortly", headers=(("Retry-After", "1"),))
