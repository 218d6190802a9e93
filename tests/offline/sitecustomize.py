"""First on the path of every process that a test starts: such a process may reach nothing beyond this machine."""

import sys

_LOCAL = ("127.0.0.1", "::1", "localhost", "", None)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in _LOCAL:
        raise RuntimeError(f"a test's process reached for {host}")


sys.addaudithook(_refuse)
