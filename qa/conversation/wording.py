"""The classes of pronouns: who they can stand for, and which own something."""

SEX = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
OWNING = frozenset("his its their her hers theirs".split())
MANY = frozenset("they them their theirs these those".split())
