"""The app with a description of its own: what every route may answer besides what it says itself, and the keys."""

from typing import Any

from fastapi import FastAPI
from seedqa.api.problems import REFUSALS
from seedqa.api.route_names import RouteNames

# Served, but described elsewhere or nowhere.
_UNDESCRIBED = ("/", "/documents/{document_id}", "/static/{file:path}", "/mcp", "/openapi.json")


class DescribedApp(FastAPI):
    """FastAPI, whose OpenAPI document tells of refusals that come before a route: access, limits, back-pressure."""

    with_keys: bool = False
    _names: RouteNames | None = None

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = self._described(super().openapi())
        return self.openapi_schema

    def route_of(self, path: str) -> str:
        """The template of the route a path belongs to."""
        if self._names is None:
            self._names = RouteNames([*self.openapi()["paths"], *_UNDESCRIBED])
        return self._names.name(path)

    def methods_at(self, path: str) -> list[str]:
        """The methods that the routes at a path take; none where it has none of its own."""
        described = self.openapi()["paths"].get(self.route_of(path), {})
        return sorted(method.upper() for method in described)

    def _described(self, document: dict[str, Any]) -> dict[str, Any]:
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"] = REFUSALS | operation["responses"]
        if self.with_keys:
            document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
            document["security"] = [{"key": []}]
        return document
