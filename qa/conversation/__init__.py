"""A conversation -> what the turn at hand asks, standing alone."""

from qa.conversation.lookup import Lookup, NoDocuments, StoreLookup
from qa.conversation.replies import CERTAIN, reply, shown, surer
from qa.conversation.understanding import understand
from qa.conversation.understood import Understood

__all__ = ["CERTAIN", "Lookup", "NoDocuments", "StoreLookup", "Understood", "reply", "shown", "surer", "understand"]
