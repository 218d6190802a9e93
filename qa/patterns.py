"""Word lists -> regular expressions, and the lists that more than one reader of names and questions needs."""

ROLES = (
    "secretary director dean mayor president professor head chief villager farmer chairman chairwoman chair manager "
    "officer minister agronomist leader founder expert doctor teacher captain author researcher engineer reporter "
    "judge lawyer nurse surgeon coach striker goalkeeper player referee sailor skipper pilot fisherman trader banker "
    "analyst economist spokesman spokeswoman spokesperson senator governor ambassador prosecutor attorney magistrate "
    "inspector commissioner curator architect scientist journalist critic singer actor actress writer poet painter "
    "artist historian physicist biologist resident owner worker student principal headteacher pastor priest bishop "
    "colonel general lieutenant sergeant treasurer executive"
)


def any_of(words: str) -> str:
    """A group that matches any of the space-separated alternatives; ``_`` in one stands for a space."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"
