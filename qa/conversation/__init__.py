"""A conversation -> what the turn at hand asks, standing alone."""

from seedqa.qa.conversation.lookup import Lookup, NoDocuments, StoreLookup
from seedqa.qa.conversation.replies import CERTAIN, reply, shown, surer
from seedqa.qa.conversation.understanding import understand
from seedqa.qa.conversation.understood import Understood

__all__ = ["CERTAIN", "Lookup", "NoDocuments", "StoreLookup", "Understood", "reply", "shown", "surer", "understand"]
