"""The web page: static files, and the one document that is served wherever the page can be opened.

The page asks the service as any client does; nothing of an answer or a document is ever written into it here.
"""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from seedqa.api import examples, feedback
from seedqa.api.examples import Examples
from seedqa.api.feedback import FeedbackFile
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE = Path(__file__).with_name("page")
# Scripts, styles and typefaces of our own only, and no text can become markup or code, whatever a document holds.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # The files have no version in their names: a browser asks each time and is told "not modified".
    "Cache-Control": "no-cache",
}

router = APIRouter(include_in_schema=False)


class PageFiles(StaticFiles):
    """Static files under the page's own headers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or "not modified"."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


@router.api_route("/", methods=["GET", "HEAD"])
async def page() -> FileResponse:
    """The page."""
    return FileResponse(PAGE / "index.html", media_type="text/html; charset=utf-8", headers=HEADERS)


@router.api_route("/documents/{document_id}", methods=["GET", "HEAD"])
async def page_at_document(document_id: str) -> FileResponse:
    """The page, which opens the document its address names; `#char=START,END` never leaves the browser."""
    return await page()


def install(app: FastAPI, kept_feedback: FeedbackFile | None) -> None:
    """Serves the page at `/`, its parts below `/static`, links to documents, and what only the page asks for."""
    app.state.feedback = kept_feedback
    app.state.examples = Examples()
    app.include_router(feedback.router)
    app.include_router(examples.router)
    app.include_router(router)
    app.mount("/static", PageFiles(directory=PAGE / "static"), name="static")
