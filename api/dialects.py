"""The protocols of others that the service speaks: OpenAI's, and MCP."""

from fastapi import FastAPI
from seedqa.api import chat, completions, embeddings, mcp_http, models, responses
from seedqa.api.response_store import RecentResponses, Responses, StoredResponses
from seedqa.api.sessions.conversation import Conversations
from seedqa.api.sessions.store import StoredConversations


def install(app: FastAPI) -> None:
    """Adds their routes to an app that knows where conversations are kept."""
    app.state.responses = _beside(app.state.conversations)
    for router in (models.router, chat.router, responses.router, completions.router, embeddings.router):
        app.include_router(router)
    mcp_http.install(app)


def _beside(conversations: Conversations | None) -> Responses:
    """Responses are kept in the database that conversations are, if they are in one."""
    if isinstance(conversations, StoredConversations):
        return StoredResponses(conversations.database)
    return RecentResponses()
