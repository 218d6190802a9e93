"""The page as the server hands it out: one document for every address it opens at, and no code but its own."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from seedqa.api.page import PAGE


class Parts(HTMLParser):
    """What a page loads, and whatever of it a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.loaded += [str(known[name]) for name in ("src", "href") if name in known]
        self.inline += [name for name in known if name.startswith("on") or name == "style"]
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)


@pytest.mark.parametrize("address", ["/", "/documents/d-12345678", "/documents/%3Cscript%3E", "/documents/nowhere"])
def test_the_same_page_opens_everywhere(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text == (PAGE / "index.html").read_text("utf-8")
    assert client.head(address).headers["content-length"] == str(len(response.content))


def test_only_our_own_scripts_run_and_no_text_becomes_markup(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert {directives[name] for name in ("script-src", "style-src", "connect-src", "font-src")} == {"'self'"}
    assert directives["frame-ancestors"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy


def test_what_the_page_loads_is_here_and_nothing_is_inline(client: TestClient) -> None:
    parts = Parts()
    parts.feed(client.get("/").text)
    assert parts.inline == []
    files = [address for address in parts.loaded if not address.startswith("#")]
    assert files
    for address in files:
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200, address


def test_every_module_and_typeface_that_is_named_is_served_as_what_it_is(client: TestClient) -> None:
    scripts = sorted((PAGE / "static" / "scripts").glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        response = client.get(f"/static/scripts/{script.name}")
        assert response.headers["content-type"].startswith("text/javascript")
        for name in re.findall(r'from "\./([^"]+)"', response.text):
            assert client.get(f"/static/scripts/{name}").status_code == 200, name
    for name in re.findall(r'url\("\.\./([^"]+)"\)', (PAGE / "static" / "styles" / "base.css").read_text("utf-8")):
        assert client.get(f"/static/{name}").status_code == 200, name
        assert (
            (PAGE / "static" / Path(name).with_suffix("").as_posix())
            .with_name(f"{Path(name).stem}-LICENSE.txt")
            .is_file()
        )


def test_a_browser_that_has_a_file_is_told_so(client: TestClient) -> None:
    first = client.get("/static/scripts/main.js")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/scripts/main.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address", ["/static/", "/static/../page.py", "/static/%2e%2e/index.html", "/static//etc/passwd", "/static/none.js"]
)
def test_nothing_else_is_served(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_no_script_of_the_page_can_parse_markup() -> None:
    for script in (PAGE / "static" / "scripts").glob("*.js"):
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "DOMParser",
            "eval(",
            "Function(",
        ):
            assert way not in script.read_text("utf-8"), f"{script.name}: {way}"
