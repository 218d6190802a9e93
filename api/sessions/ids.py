"""A conversation's id as requests carry it."""

from typing import Annotated

from pydantic import AfterValidator, Field
from seedqa.api.sessions.conversation import ID_PATTERN, ID_RULE, checked_id
from seedqa.index.errors import InputError


def _id(text: str) -> str:
    try:
        return checked_id(text)
    except InputError as error:
        raise ValueError(error.remedy) from None


ConversationId = Annotated[
    str,
    AfterValidator(_id),
    Field(description=f"The client's name for it: {ID_RULE}.", json_schema_extra={"pattern": f"^{ID_PATTERN}$"}),
]
