"""Text that can be written down: a model, or its server, may send halves of characters, and orders to a terminal."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def whole_characters(text: str) -> str:
    """The text without control characters, and with the sign of a lost one wherever half a character stands alone."""
    return _CONTROL.sub("", text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
