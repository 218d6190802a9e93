"""Who decides where the model and the extractive engine differ, and how sure the answer is."""

import json
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from seedqa.qa.llm.proposal import Proposal
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.model import LinearModel, probability
from seedqa.qa.short_forms import same_answer
from seedqa.qa.types import Answer

_FILE = Path(__file__).with_name("confidence.json")
_ANSWERING = ("answered", "partial", "conflict")


@dataclass(frozen=True, slots=True)
class Signs:
    """What the confidence of a proven answer rests on, each 0..1: whether both engines say the same, whether the
    extractive one refuses and how surely, how far the reader thinks the quotes' passages answer, whether claims had to
    be mended or were left out, and whether a figure is worked out."""

    agrees: float
    refused: float
    seconded: float
    mended: float
    dropped: float
    worked: float


def confidence(signs: Signs) -> float:
    """The calibrated probability that a proven answer is right."""
    return round(probability(_model().score(astuple(signs))), 4)


def overruled(base: Answer, settings: LlmSettings) -> bool:
    """Whether the extractive engine is so sure of its refusal that the model is not asked."""
    return base.status == "not_found" and base.confidence >= settings.sure_refusal


def insists(base: Answer, settings: LlmSettings) -> bool:
    """Whether the extractive engine is so sure of its answer that it stands against the model's refusal, or where
    nothing of the model's is proven."""
    return base.status in _ANSWERING and base.confidence >= settings.sure_answer


def agrees(base: Answer, proposal: Proposal, short: str | None) -> bool:
    """Whether both engines give the same answer."""
    given = base.parts or ((base.short_answer,) if base.short_answer else ())
    told = (short, *proposal.parts)
    return base.status in _ANSWERING and any(same_answer(one, other) for one in given for other in told if other)


@cache
def _model() -> LinearModel:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return LinearModel(tuple(data["weights"]), data["bias"])
