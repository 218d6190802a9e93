"""The protocols of others that the service speaks: OpenAI's two, and MCP."""

from fastapi import FastAPI

from api import chat, mcp_http, models, responses
from api.response_store import RecentResponses


def install(app: FastAPI) -> None:
    """Adds their routes to the app."""
    app.state.responses = RecentResponses()
    for router in (models.router, chat.router, responses.router):
        app.include_router(router)
    mcp_http.install(app)
