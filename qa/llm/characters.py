"""Text that can be written down: a model, or its server, may send halves of characters."""


def whole_characters(text: str) -> str:
    """The text with the sign of a lost character wherever half of one stands alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
