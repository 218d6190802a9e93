"""Who may ask: the host a request is meant for, the page it comes from, the key it carries, how often it comes.

On this machine's own address everybody here may ask, so a web page elsewhere must not be able to: the name it reached
us by (DNS rebinding) and the origin it posts from (forged requests) are checked instead.
"""

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from seedqa.api.failures import Failure
from seedqa.api.keys import Key, KeyRing
from seedqa.api.problems import failure_response
from seedqa.api.rates import RateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What holds no documents, or only says that the process lives. Everything else needs a key where keys are needed.
_PUBLIC = frozenset({"/", "/healthz", "/readyz", "/openapi.json", "/favicon.ico"})
_PUBLIC_BELOW = ("/static/", "/documents/")


@dataclass(frozen=True, slots=True)
class Gate:
    """``keys``: whose keys are asked for, None where it is open; ``hosts``: the names answered to, empty for any;
    ``origins``: whose pages may call; ``limiter``: how often one caller may ask."""

    keys: KeyRing | None = None
    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    limiter: RateLimiter = RateLimiter(0)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the name logged for it, and the bucket its requests are taken from (None: not limited)."""

    name: str | None
    bucket: str | None


class AccessControl:
    """Passes on what may be asked, and refuses the rest."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await failure_response(scope["path"], refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Failure | None:
        headers = Headers(scope=scope)
        if self._gate.hosts and host_name(headers.get("host", "")) not in self._gate.hosts:
            return _WRONG_HOST
        if self._gate.keys is None and scope["method"] not in SAFE and self._is_foreign(headers):
            return _WRONG_ORIGIN
        if is_public(scope["method"], scope["path"]):
            return None
        caller = self._caller(scope, headers)
        if isinstance(caller, Failure):
            return caller
        scope.setdefault("state", {})["caller"] = caller.name
        seconds = 0 if caller.bucket is None else self._gate.limiter.wait(caller.bucket)
        return _too_often(seconds) if seconds else None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a web page of another origin sends this. Programs send no origin."""
        origin = headers.get("origin")
        if origin is None or origin in self._gate.origins:
            return False
        return _authority(origin) != headers.get("host", "").lower()

    def _caller(self, scope: Scope, headers: Headers) -> Caller | Failure:
        if self._gate.keys is None:
            return Caller(None, address_bucket(scope))
        key = self._gate.keys.find(_token(headers))
        if key is None:
            return _NO_KEY
        if needed(scope["method"], scope["path"]) == "write" and key.scope != "write":
            return _READ_ONLY
        return Caller(_named(key), key.id)


def is_public(method: str, path: str) -> bool:
    """Whether anybody may see this, keys or no keys."""
    return method in SAFE and (path in _PUBLIC or path.startswith(_PUBLIC_BELOW))


def needed(method: str, path: str) -> Literal["read", "write"]:
    """The scope a request needs: `write` for uploads, changes and deletes."""
    documents = path == "/v1/documents" or path.startswith("/v1/documents/")
    changes = method in ("DELETE", "PUT", "PATCH") and path.startswith("/v1/")
    return "write" if changes or (documents and method not in SAFE) else "read"


def host_name(authority: str) -> str:
    """The name in a Host header, without its port and in small letters."""
    if authority.startswith("["):
        return authority[1:].partition("]")[0].lower()
    return authority.partition(":")[0].rstrip(".").lower()


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own, which no other machine can reach."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def address_bucket(scope: Scope) -> str | None:
    """The address a request comes from, a whole network of IPv6; None for this machine's own."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return "unknown"
    if address.is_loopback:
        return None
    return str(ipaddress.ip_network((address, 64), strict=False) if address.version == 6 else address)


def _authority(origin: str) -> str:
    """The host and port of an origin; empty for `null` and for what is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _token(headers: Headers) -> str:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _named(key: Key) -> str:
    return f"{key.id} {key.name}"


def _too_often(seconds: int) -> Failure:
    later = (("Retry-After", str(seconds)),)
    return Failure(429, "too many requests", f"wait {seconds} s", code="rate_limit_exceeded", headers=later)


_WRONG_HOST = Failure(
    421, "this service does not answer to that host name", "use its address; its setting hosts may hold more names"
)
_WRONG_ORIGIN = Failure(
    403, "a web page of another origin may not do this", "use its own page; its setting origins may hold more"
)
_NO_KEY = Failure(
    401,
    "a valid API key is needed",
    "send Authorization: Bearer KEY; qa keys creates one",
    code="invalid_api_key",
    headers=(("WWW-Authenticate", "Bearer"),),
)
_READ_ONLY = Failure(
    403,
    "this key may only read",
    "use a key with the write scope",
    code="insufficient_scope",
    headers=(("WWW-Authenticate", 'Bearer error="insufficient_scope", scope="write"'),),
)
