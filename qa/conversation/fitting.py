"""Whether a pronoun can stand for an entity."""

import re

from seedqa.qa.conversation.entities import Entity
from seedqa.qa.conversation.lookup import Lookup
from seedqa.qa.conversation.vocabulary import SHIPS
from seedqa.qa.conversation.wording import MANY, SEX


def fits(word: str, entity: Entity, lookup: Lookup) -> bool:
    """Whether a pronoun can stand for an entity."""
    if word in SEX:
        sex = lookup.gender(entity.bare) if entity.bare[:1].isupper() else ""
        if entity.kind == "person":
            return sex in ("", SEX[word])
        if entity.kind == "thing" and entity.head in SHIPS:
            return SEX[word] == "she"
        if not entity.bare[:1].isupper() or entity.kind not in ("other", "place") or len(entity.bare.split()) > 3:
            return False
        return sex == SEX[word] or (sex == "" and entity.kind == "other")
    if word in MANY:
        return (
            entity.plural
            or entity.kind == "group"
            or (entity.kind == "other" and entity.bare[:1].isupper() and not lookup.gender(entity.bare))
            or (word in ("they", "their", "them") and entity.kind == "person")
        )
    if word == "there":
        owned = entity.kind == "thing" and re.search(r"[’']s?\s", entity.text) is not None
        return entity.kind in ("place", "group", "other", "thing") and not entity.plural and not owned
    return entity.kind != "person" and not entity.plural
