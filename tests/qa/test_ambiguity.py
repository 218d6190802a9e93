"""A definite noun that several documents could mean is asked about; anything clearer is answered."""

import pytest
from seedqa.index.documents import make_document
from seedqa.qa.ambiguity import readings
from seedqa.qa.question import read_question

from tests.qa.made import finding

GALLERY = make_document("gallery.txt", "City Gallery\n\nThe director takes up the post in May 2023.\n")
MUSEUM = make_document("museum.txt", "Harbour Museum\n\nThe director takes up the post in June 2021.\n")
SCHOOL = make_document("school.txt", "School\n\nThe new head takes up the post in March 2020.\n")
MAY = finding("May 2023", 3.0, document=GALLERY)
JUNE = finding("June 2021", 2.5, document=MUSEUM)


def test_two_directors_are_two_readings() -> None:
    assert readings(read_question("When does the director take up the post?"), [MAY, JUNE]) == (MAY, JUNE)


@pytest.mark.parametrize(
    "question",
    [
        "When does the director of the gallery take up the post?",
        "When does the director take up the post at Harbour Museum?",
        "When was the post taken up?",
    ],
)
def test_a_question_that_says_which_is_clear(question: str) -> None:
    assert readings(read_question(question), [MAY, JUNE]) == ()


def test_what_answers_far_worse_or_of_something_else_is_no_reading() -> None:
    asked = read_question("When does the director take up the post?")
    assert readings(asked, [MAY, finding("June 2021", 0.5, document=MUSEUM)]) == ()
    assert readings(asked, [MAY, finding("March 2020", 3.0, document=SCHOOL)]) == ()
    assert readings(asked, [MAY]) == ()
    assert readings(asked, []) == ()
