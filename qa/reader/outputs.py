"""The names of what the reader says: kinds of question, operations, and the tags it puts on tokens.

Their order is that of the network's outputs; a new one goes to the end, and means training anew.
"""

KINDS = ("fact", "list", "compute", "compare", "count", "polar", "conflict")

# In a difference, ratio, share, change and duration, ``first`` is what is left of the sign and ``second`` what is right
# of it (in a change the figure it is measured against); before and after a change, ``second`` is the change.
# Where order does not matter every operand is a ``member``.
OPERATIONS = (
    "none",
    "sum",
    "difference",
    "ratio",
    "share",
    "change",
    "part",
    "before rise",
    "before fall",
    "after rise",
    "after fall",
    "average",
    "product",
    "days",
    "years",
    "highest",
    "lowest",
    "count",
    "rest",
    "other",
)

ITEM_TAGS = ("outside", "begin", "inside")
SLOTS = ("none", "first", "second", "member")
