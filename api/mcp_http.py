"""The MCP tools over HTTP at `/mcp`: each request stands alone, answered in JSON, with no session to keep.

That requests come from where they may is seen to before, as for every route.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from seedqa.api.mcp_tools import mcp_server
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

PATH = "/mcp"


class McpEndpoint:
    """Hands requests to the session manager that runs while the app does."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._manager: StreamableHTTPSessionManager | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if self._manager is None:
            raise RuntimeError("the app has not been started")
        await self._manager.handle_request(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Takes requests within; a manager runs once, so that each start has its own."""
        server = mcp_server(lambda: self._app.state.engine)
        unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(json_response=True, stateless_http=True, transport_security=unguarded)
        self._manager = server.session_manager
        async with self._manager.run():
            yield
        self._manager = None


def install(app: FastAPI) -> None:
    """Serve the tools while the app runs."""
    endpoint = McpEndpoint(app)
    app.router.routes.append(Route(PATH, endpoint, methods=["POST"], include_in_schema=False))
    started = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with endpoint.running(), started(running) as state:
            yield state

    app.router.lifespan_context = lifespan
