"""What readers say of answers: each thumb up or down is one line of a JSON Lines file beside the index.

A line is the answer as `qa ask --json` prints it, with `verdict`, `note`, `history` and `given_at` added, so that
`qa verify` and `qa eval` read it as a saved answer. A reader who changes their mind adds a line; the last one counts.
"""

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from seedqa.api.failures import Failure, RefusedError
from seedqa.api.problems import documented
from seedqa.api.schemas import AnswerBody, Text, TurnBody, Wire

LONGEST_NOTE = 2_000
# A disk must not fill up with what anyone who reads may send.
LARGEST_FILE = 256_000_000

router = APIRouter(tags=["answers"])


class FeedbackRequest(Wire):
    """What a reader says of an answer."""

    verdict: Annotated[Literal["up", "down"], Field(description="Whether the answer is right.")]
    note: Annotated[Text | None, Field(max_length=LONGEST_NOTE, description="What the reader adds.")] = None
    history: Annotated[tuple[TurnBody, ...], Field(description="The conversation before the question.")] = ()
    answer: Annotated[AnswerBody, Field(description="The answer, as it was given.")]


class FeedbackReceipt(Wire):
    """It is kept."""

    status: Literal["kept"] = "kept"


class FeedbackFile:
    """A file that only grows, a line at a time; a line is on the disk when `append` returns."""

    def __init__(self, path: Path, largest: int = LARGEST_FILE) -> None:
        self.path = path
        self._largest = largest
        self._lock = threading.Lock()

    def append(self, record: dict[str, Any]) -> None:
        """Adds a line; `RefusedError` where the file is full or cannot be written."""
        # JSON's escapes can spell half a surrogate pair, which UTF-8 cannot; it is written as an escape again.
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        try:
            with self._lock, self.path.open("ab") as file:
                if file.tell() + len(line) > self._largest:
                    raise RefusedError(_FULL)
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise RefusedError(_UNWRITABLE) from error


def feedback_path(index: Path) -> Path:
    """Where the feedback on an index's answers is kept: beside it."""
    return index.with_name(f"{index.name}.feedback.jsonl")


async def _kept_in(request: Request) -> FeedbackFile:
    kept: FeedbackFile | None = request.app.state.feedback
    if kept is None:
        raise RefusedError(_NOT_KEPT)
    return kept


@router.post(
    "/v1/feedback",
    status_code=201,
    response_model=FeedbackReceipt,
    responses=documented(400, 404, 413, 422, 500, 503),
    operation_id="give_feedback",
)
def give_feedback(body: FeedbackRequest, kept: Annotated[FeedbackFile, Depends(_kept_in)]) -> dict[str, Any]:
    """Keeps a reader's verdict on an answer, with the answer."""
    given = body.model_dump(mode="json")
    given_at = datetime.now(UTC).isoformat(timespec="seconds")
    kept.append({**given.pop("answer"), **given, "given_at": given_at})
    return {}


_NOT_KEPT = Failure(404, "feedback is not kept by this service", "start it with qa serve")
_FULL = Failure(503, "no more feedback can be kept", "the one who runs the service can move the file away")
_UNWRITABLE = Failure(503, "feedback cannot be kept at the moment", "try again later")
