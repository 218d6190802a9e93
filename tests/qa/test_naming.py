"""Documents named in questions: what is meant, how surely, and that the answer comes from there."""

from collections.abc import Iterator

import pytest
from seedqa.index.build import build_index
from seedqa.index.scope import Address
from seedqa.qa.answering import Engine
from seedqa.qa.naming import read_naming
from seedqa.qa.titles import Catalogue
from seedqa.qa.types import Turn

from tests.qa.namings import NAMED, UNNAMED
from tests.qa.similar import TEXTS, write_similar

CATALOGUE = Catalogue(
    [Address(name, f"mill/{name}", text.split("\n")[0].lstrip("# "), None) for name, text in TEXTS.items()]
)
CONTRACTS = ("north/contract.md", "south/contract.md")
POLICIES = ("policies/travel-2022.md", "policies/travel-2024.md")
MINUTES = ("minutes/2024-05-14.md", "minutes/2024-06-11.md")


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine over the folder of similar documents."""
    folder = tmp_path_factory.mktemp("similar")
    build_index(folder / "index", [write_similar(folder / "mill")])
    engine = Engine.open(folder / "index")
    yield engine
    engine.close()


def test_there_are_enough_questions_of_both_sorts() -> None:
    assert len(NAMED) + len(UNNAMED) >= 40
    assert len(UNNAMED) >= 10


@pytest.mark.parametrize(("question", "document", "words"), NAMED)
def test_the_document_named_is_cited(mill: Engine, question: str, document: str, words: str) -> None:
    naming = read_naming(question, CATALOGUE)
    assert naming is not None
    assert (naming.documents, naming.explicit) == ((document,), True)
    answer = mill.ask(question)
    assert {citation.uri for citation in answer.citations} == {f"mill/{document}"}
    assert words in (answer.short_answer or answer.answer)
    assert answer.standalone_question == question


@pytest.mark.parametrize(("question", "document", "words"), UNNAMED)
def test_words_of_titles_in_other_places_name_nothing(mill: Engine, question: str, document: str, words: str) -> None:
    assert read_naming(question, CATALOGUE) is None
    answer = mill.ask(question)
    assert {citation.uri for citation in answer.citations} == {f"mill/{document}"}
    assert words in (answer.short_answer or answer.answer)


@pytest.mark.parametrize(
    ("question", "documents", "explicit", "left"),
    [
        # One name of several documents: all of them, and it may not have been meant so.
        ("What is the notice period in the contract?", CONTRACTS, False, "What is the notice period?"),
        ("Under the travel policy, who approves journeys?", POLICIES, False, "Who approves journeys?"),
        ("What do the 2024 minutes say about the sieve?", MINUTES, False, "What do the minutes say about the sieve?"),
        # Several names: all of them, and the question stays as it is, since it compares them.
        (
            "How much higher is the allowance in the 2024 policy than in the 2022 policy?",
            POLICIES,
            True,
            "How much higher is the allowance in the 2024 policy than in the 2022 policy?",
        ),
        (
            "What changed from the 2022 policy to the 2024 policy?",
            POLICIES,
            True,
            "What changed from the 2022 policy to the 2024 policy?",
        ),
        (
            "Which ends first, north/contract.md or south/contract.md?",
            CONTRACTS,
            True,
            "Which ends first, north/contract.md or south/contract.md?",
        ),
        ("Who signed south/contract.md?", CONTRACTS[1:], True, "Who signed the contract?"),
        ("Does the north contract allow subletting?", CONTRACTS[:1], True, "Does the contract allow subletting?"),
        ("As stated in the north contract, who pays?", CONTRACTS[:1], True, "Who pays?"),
        ("Who pays in the 2nd minutes of 11th June?", MINUTES[:0], False, ""),
        ("Who spoke in the minutes of the 14 May meeting?", MINUTES[:1], True, "Who spoke?"),
        ("Who wrote “Employee handbook”?", ("handbook.md",), False, "Who wrote “Employee handbook”?"),
        ("What is in the handbook?", ("handbook.md",), False, "What is in the handbook?"),
        # Names of documents that are not there, and words that are about something else.
        ("What is the daily allowance in the 2023 policy?", (), False, ""),
        ("What is the notice period in east/contract.md?", (), False, ""),
        ("Who pays in the contract for the quay?", (), False, ""),
        ("What was said in the contract talks?", (), False, ""),
        ("Apart from the handbook, what names Marta Ruud?", (), False, ""),
        ("Which rule is not in the 2024 policy?", (), False, ""),
        ("Did the minutes pass quickly?", (), False, ""),
    ],
)
def test_what_a_question_names(question: str, documents: tuple[str, ...], explicit: bool, left: str) -> None:
    naming = read_naming(question, CATALOGUE)
    if not documents:
        assert naming is None
        return
    assert naming is not None
    assert (set(naming.documents), naming.explicit, naming.question) == (set(documents), explicit, left)


def test_a_title_in_chinese_names_its_document() -> None:
    catalogue = Catalogue(
        [Address("a", "规章/差旅.md", "差旅管理办法", None), Address("b", "规章/考勤.md", "考勤制度", None)]
    )
    naming = read_naming("《考勤制度》规定几点上班？", catalogue)
    assert naming is not None
    assert naming.documents == ("b",)


def test_dates_tell_documents_apart_that_have_them_in_their_metadata_only() -> None:
    catalogue = Catalogue(
        [
            Address("a", "x/first.md", "Annual report", "2022-03-01"),
            Address("b", "x/second.md", "Annual report", "2023-03-01"),
        ]
    )
    naming = read_naming("What was the profit in the annual report of 2023?", catalogue)
    assert naming is not None
    assert (naming.documents, naming.explicit) == (("b",), True)


def test_a_document_named_that_does_not_say_is_not_stood_in_for(mill: Engine) -> None:
    answer = mill.ask("According to the handbook, how many tonnes of rye are delivered every month?")
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.answer.startswith("The documents named do not say")
    assert {citation.uri for citation in answer.nearest} <= {"mill/handbook.md"}
    assert mill.ask("How many tonnes of rye are delivered every month?").short_answer == "25 tonnes"


def test_a_name_that_may_not_be_one_leaves_the_other_documents(mill: Engine) -> None:
    answer = mill.ask("How much may hotels cost in the handbook?")
    assert answer.status == "answered"
    assert {citation.uri for citation in answer.citations} <= {f"mill/{policy}" for policy in POLICIES}


def test_figures_of_the_documents_named_are_compared(mill: Engine) -> None:
    answer = mill.ask("How much higher is the daily allowance in the 2024 policy than in the 2022 policy?")
    assert answer.derivation is not None
    assert answer.derivation.value == "15"
    assert {citation.uri for citation in answer.citations} == {f"mill/{policy}" for policy in POLICIES}


def test_a_search_keeps_to_the_document_named(mill: Engine) -> None:
    found = mill.retrieve("What is the notice period in the south contract?", 10)
    assert {evidence.document.uri for evidence in found} == {"mill/south/contract.md"}


def test_a_name_is_read_within_the_documents_asked_of(mill: Engine) -> None:
    answer = mill.ask("What is the daily allowance in the 2022 policy?", documents=["policies"])
    assert {citation.uri for citation in answer.citations} == {"mill/policies/travel-2022.md"}


ALLOWANCE = ["What is the daily allowance in the 2024 policy?", "The daily allowance is 60 euros. [1]"]
NOTICE = ["What is the notice period in the north contract?", "The notice period is three months. [1]"]
CHAIRED = ["Who chaired the meeting in the May minutes?", "The meeting was chaired by Ada Lund. [1]"]


@pytest.mark.parametrize(
    ("before", "turn", "standalone", "document", "words"),
    [
        (ALLOWANCE, "And in the 2022 policy?", "What is the daily allowance in the 2022 policy?", POLICIES[0], "45"),
        (
            ALLOWANCE,
            "What about the 2022 policy?",
            "What is the daily allowance in the 2022 policy?",
            POLICIES[0],
            "45",
        ),
        (
            ALLOWANCE,
            "And how much may hotels cost?",
            "How much may hotels cost in the 2024 policy?",
            POLICIES[1],
            "140",
        ),
        (ALLOWANCE, "How much may hotels cost in the 2022 policy?", None, POLICIES[0], "110"),
        (NOTICE, "And the south one?", "What is the notice period in the south contract?", CONTRACTS[1], "six weeks"),
        (
            NOTICE,
            "And south/contract.md?",
            "What is the notice period in south/contract.md?",
            CONTRACTS[1],
            "six weeks",
        ),
        (CHAIRED, "And the June one?", "Who chaired the meeting in the June minutes?", MINUTES[1], "Petr Novak"),
        (CHAIRED, "Who opened the new quay?", None, "news/quay.txt", "Rosa Field"),
    ],
)
def test_a_talk_goes_on_in_the_document_named(
    mill: Engine, before: list[str], turn: str, standalone: str | None, document: str, words: str
) -> None:
    history = [Turn(role, said) for role, said in zip(("user", "assistant"), before, strict=True)]
    answer = mill.ask(turn, history)
    assert answer.standalone_question == (standalone or turn)
    assert {citation.uri for citation in answer.citations} == {f"mill/{document}"}
    assert words in answer.answer


def test_thanks_are_no_question_to_a_document(mill: Engine) -> None:
    history = [Turn("user", ALLOWANCE[0]), Turn("assistant", ALLOWANCE[1])]
    assert mill.ask("Thanks", history).standalone_question == "Thanks"
