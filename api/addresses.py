"""The address a service listens on, claimed before anything else is done, and what hinders it in one line."""

import errno
import socket

from seedqa.index.errors import InputError


def claim(host: str, port: int) -> socket.socket:
    """A socket that listens there; `InputError` where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        raise _unusable(host, port, error) from error
    # Connections inherit it. A response goes out in two parts, of which the second would else wait 40 ms for a sign
    # that the first has come.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def authority(listener: socket.socket) -> str:
    """The address and port of a listening socket, as a URL has them."""
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _unusable(host: str, port: int, error: Exception) -> InputError:
    address = f"{host!r} port {port}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return InputError(f"{address} is taken", "stop what listens there, or choose another --port")
    if isinstance(error, PermissionError):
        return InputError(f"{address} may not be used", "choose a --port above 1023")
    return InputError(f"{address} cannot be listened on", "choose a --host of this machine, as 127.0.0.1")
