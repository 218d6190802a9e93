"""The layers around the routes, from outside: record, headers, origins, access, deadline, body, back-pressure."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from seedqa.api.access import AccessControl, Gate
from seedqa.api.admission import Admission
from seedqa.api.deadline import Deadline
from seedqa.api.describing import DescribedApp
from seedqa.api.headers import SecurityHeaders
from seedqa.api.limits import BodyLimit, BodyLimits
from seedqa.api.metrics import ServiceMetrics
from seedqa.api.requests import ID_HEADER, RequestRecorder
from seedqa.api.settings import ServiceSettings
from starlette.middleware.cors import CORSMiddleware

_SPARE_THREADS = 24


def guard(app: DescribedApp, settings: ServiceSettings, gate: Gate, metrics: ServiceMetrics) -> None:
    """Puts the layers around an app; what is added last is outermost."""
    workers = worker_count(settings)
    bodies = BodyLimits(settings.request_bytes, settings.upload_bytes, settings.body_seconds)
    app.add_middleware(Admission, workers=workers, waiting=settings.queue, metrics=metrics)
    app.add_middleware(BodyLimit, limits=bodies)
    app.add_middleware(Deadline, seconds=settings.request_seconds)
    app.add_middleware(AccessControl, gate=gate)
    if gate.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=sorted(gate.origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", ID_HEADER],
            expose_headers=[ID_HEADER, "Retry-After"],
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestRecorder, metrics=metrics, route_of=app.route_of)
    _prepare(app, workers + settings.queue + _SPARE_THREADS)


def worker_count(settings: ServiceSettings) -> int:
    """How many questions are worked on at once: as told, else one a core that this process may use."""
    return settings.workers or len(os.sched_getaffinity(0))


def _prepare(app: DescribedApp, threads: int) -> None:
    """Has as many threads as requests may wait for a worker, and some for what needs none; describes itself once."""
    started = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = threads
        app.openapi()
        async with started(running) as state:
            yield state

    app.router.lifespan_context = lifespan
