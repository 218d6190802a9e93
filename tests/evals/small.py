"""A corpus of two documents and one gold case, small enough to know every mutant and twin."""

from seedqa.evals.cases import Case, Quote, Suite
from seedqa.evals.library import Library, SourceText

GAVE = "In 2019 the Orre Foundation gave Lindal Hospital 2.5 million euros."
THANKED = "Petra Aune, director of the hospital, thanked the donors."
DECLINED = "Lindal Hospital did not ask for more."
BEDS = "Later it bought 14 beds for 84,000 euros."
COACH = "Marten Skoll, coach of Orre United, was seen in Varby."
SAT = "He sat with Ida Holt, manager of Varby Rovers, behind the goal."
HOSPITAL = "\n\n".join(["Hospital news", f"{GAVE} {THANKED} {DECLINED} {BEDS}"])
CLUB = "\n\n".join(["Club news", "Nobody expected much of the match on Sunday.", "It rained.", f"{COACH} {SAT}"])
QUESTION = "How much did the Orre Foundation give Lindal Hospital?"


def library(**texts: str) -> Library:
    """Documents by name."""
    return Library.of(SourceText(name, f"{name}.txt", text) for name, text in texts.items())


def suite(
    question: str = QUESTION, wording: str = "2.5 million euros", document: str = "hospital", quote: str = GAVE
) -> Suite:
    """A suite of one fact."""
    return Suite("small", (fact(question, wording, document, quote),))


def fact(question: str, wording: str, document: str, quote: str) -> Case:
    """A gold fact with one answer and one proof."""
    return Case(
        id="small-1", suite="small", kind="fact", question=question, history=(), status=("answered",), reason=(),
        answers=((wording,),), evidence=(Quote(f"{document}.txt", quote),), value=None, tags=(), note="",
        place="small.jsonl:1",
    )  # fmt: skip


SMALL = library(hospital=HOSPITAL, club=CLUB)
