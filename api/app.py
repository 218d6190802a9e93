"""The HTTP service: one app over one engine."""

from collections.abc import Callable

from fastapi import FastAPI
from seedqa.api import dialects, operation, page, problems, routes, uploads
from seedqa.api.access import Gate
from seedqa.api.answerer import Answerer
from seedqa.api.describing import DescribedApp
from seedqa.api.feedback import FeedbackFile
from seedqa.api.guarding import guard, worker_count
from seedqa.api.metrics import ServiceMetrics
from seedqa.api.served import ServedEngine
from seedqa.api.sessions import routes as sessions
from seedqa.api.sessions.conversation import Conversations
from seedqa.api.settings import ServiceSettings

from seedqa import __version__

ABOUT = (
    "Answers questions from documents, each statement cited to its exact words. Offsets are Unicode code "
    "points into a document's canonical text, end exclusive."
)


def create_app(
    engine: Answerer,
    conversations: Conversations | None = None,
    kept_feedback: FeedbackFile | None = None,
    settings: ServiceSettings = ServiceSettings(),
    gate: Gate = Gate(),
) -> FastAPI:
    """The app that serves an open engine, and keeps what it is given a place for; who opened these closes them."""
    app = create_waiting_app(lambda: engine, conversations, kept_feedback, settings, gate)
    engine_of(app).open()
    return app


def create_waiting_app(
    engine_factory: Callable[[], Answerer],
    conversations: Conversations | None,
    kept_feedback: FeedbackFile | None,
    settings: ServiceSettings,
    gate: Gate,
) -> FastAPI:
    """The app whose engine (see `engine_of`) is not open yet: whoever asks waits for it."""
    # FastAPI's own documentation pages load scripts from another host, so they are not served.
    app = DescribedApp(title="seedqa", version=__version__, description=ABOUT, docs_url=None, redoc_url=None)
    app.with_keys = gate.keys is not None
    app.state.metrics = metrics = ServiceMetrics()
    app.state.engine = ServedEngine(engine_factory, worker_count(settings), metrics, settings.log_questions)
    app.state.conversations = conversations
    app.include_router(operation.router)
    app.include_router(routes.router)
    app.include_router(uploads.router)
    app.include_router(sessions.router)
    dialects.install(app)
    page.install(app, kept_feedback)
    problems.install(app)
    guard(app, settings, gate, metrics)
    return app


def engine_of(app: FastAPI) -> ServedEngine:
    """The engine that an app serves."""
    engine: ServedEngine = app.state.engine
    return engine
