"""The HTTP service: one app over one engine."""

from fastapi import FastAPI

from api import dialects, problems, routes
from api.answerer import Answerer
from api.limits import BodyLimit
from api.sessions import routes as sessions
from api.sessions.conversation import Conversations

CONTRACT_VERSION = "1"
MAX_REQUEST_BYTES = 1_000_000
ABOUT = (
    "Answers questions from documents, each statement cited to its exact words. Offsets are Unicode code "
    "points into a document's canonical text, end exclusive."
)


def create_app(
    engine: Answerer,
    max_request_bytes: int = MAX_REQUEST_BYTES,
    conversations: Conversations | None = None,
) -> FastAPI:
    """The app that serves an open engine, and keeps what it is given a place for; who opened these closes them."""
    # FastAPI's own documentation pages load scripts from another host, so they are not served.
    app = FastAPI(title="seedqa", version=CONTRACT_VERSION, description=ABOUT, docs_url=None, redoc_url=None)
    app.state.engine = engine
    app.state.conversations = conversations
    app.add_middleware(BodyLimit, limit=max_request_bytes)
    app.include_router(routes.router)
    app.include_router(sessions.router)
    dialects.install(app)
    problems.install(app)
    return app
