"""A claim that is not proven."""


class NotProvenError(Exception):
    """A claim does not hold; the message says why, in words for the model."""
