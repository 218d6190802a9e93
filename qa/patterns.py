"""Word lists -> regular expressions."""


def any_of(words: str) -> str:
    """A group that matches any of the space-separated alternatives; ``_`` in one stands for a space."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"
