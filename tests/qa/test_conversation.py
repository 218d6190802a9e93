"""A follow-up becomes the question that it stands for; any other question stays as asked."""

import pytest
from seedqa.qa.conversation import understand
from seedqa.qa.types import Turn


def _turns(*contents: str) -> list[Turn]:
    return [Turn("assistant" if i % 2 else "user", content) for i, content in enumerate(contents)]


def _full(question: str, talk: list[Turn]) -> str:
    return understand(question, talk).question


GIFT = _turns("How much did Oslo give Hull?", "Oslo gave Hull 5 million euros [1].")
HEAD = _turns("Who is the director of the Sea Museum?", "Ruud Aas is director of the Sea Museum [1].")
FERRY = _turns("How many cars can the Marigold carry?", "She has room for 90 cars [1].")
CARGO = _turns("How much cargo did the port handle in 2021?", "4 million tonnes [1].")
LIGHT = _turns("How tall is the lighthouse on Skarv Head?", "It is 30 metres high [1].")


@pytest.mark.parametrize(
    "question", ["Who runs Bergen?", "How deep is the basin near the old fish market?", "Who?", "港口在哪里？", "2021?"]
)
def test_without_history_a_question_stays_as_asked(question: str) -> None:
    assert _full(question, []) == question


@pytest.mark.parametrize(
    "question",
    [
        "What does the Bergen council charge tourists for moorings?",
        "Which company built the Lund tram in 1990?",
        "Different subject: when was the Lund tram built?",
        "Is it true that Lund has a tram?",
        "Is there a tram in Lund?",
    ],
)
def test_a_question_that_stands_alone_stays_as_asked_and_carries_nothing(question: str) -> None:
    understood = understand(question, GIFT)
    assert (understood.question, understood.carried) == (question, ())


@pytest.mark.parametrize(
    ("talk", "question", "expected"),
    [
        (GIFT, "What did it pay for?", "What did Oslo pay for?"),
        (GIFT, "What did Hull pay it?", "What did Hull pay Oslo?"),
        (GIFT, "How much of its money went there?", "How much of Oslo's money went in Hull?"),
        (HEAD, "Where was he born?", "Where was Ruud Aas born?"),
        (HEAD, "what's his salary", "What is Ruud Aas's salary?"),
        (HEAD, "Who is its founder?", "Who is the founder of the Sea Museum?"),
        (HEAD, "When did the museum open?", "When did the Sea Museum open?"),
        (HEAD, "How many people work there?", "How many people work at the Sea Museum?"),
        (CARGO, "Who runs it?", "Who runs the port?"),
        (LIGHT, "When was it built?", "When was the lighthouse on Skarv Head built?"),
    ],
)
def test_what_points_back_is_replaced_by_the_name(talk: list[Turn], question: str, expected: str) -> None:
    assert _full(question, talk) == expected


@pytest.mark.parametrize(
    ("talk", "question", "expected"),
    [
        (GIFT, "And how many cranes?", "How many cranes did Oslo give Hull?"),
        (GIFT, "what about sand", "How much sand did Oslo give Hull?"),
        (GIFT, "When?", "When did Oslo give Hull?"),
        (GIFT, "In 2020?", "How much did Oslo give Hull in 2020?"),
        (FERRY, "What about the Cormorant?", "How many cars can the Cormorant carry?"),
        (FERRY, "And passengers?", "How many passengers can the Marigold carry?"),
        (HEAD, "And of the City Gallery?", "Who is the director of the City Gallery?"),
        (HEAD, "And the treasurer?", "Who is the treasurer of the Sea Museum?"),
        (CARGO, "2022?", "How much cargo did the port handle in 2022?"),
        (CARGO, "And the year before?", "How much cargo did the port handle in 2020?"),
        (CARGO, "Is that more than in 2019?", "How much cargo did the port handle in 2019?"),
        (LIGHT, "And the one on Lund Island?", "How tall is the lighthouse on Lund Island?"),
    ],
)
def test_what_is_left_out_is_put_in_from_the_last_question(talk: list[Turn], question: str, expected: str) -> None:
    assert _full(question, talk) == expected


def test_a_correction_takes_the_place_of_what_was_understood() -> None:
    talk = [*FERRY, *_turns("What about the Cormorant?", "55 cars [1].")]
    assert _full("No, I meant the Guillemot.", talk) == "How many cars can the Guillemot carry?"
    assert _full("No, I meant the Guillemot. When was it built?", talk) == "When was the Guillemot built?"


def test_the_other_one_is_the_one_that_was_left() -> None:
    talk = [*FERRY, *_turns("What about the Cormorant?", "55 cars [1].")]
    assert _full("When was the other one built?", talk) == "When was the Marigold built?"


def test_the_second_of_those_named() -> None:
    talk = _turns("Who came from the yard?", "The chairman Xu Wei and the engineer Chen Lan came [1].")
    assert _full("What did the second one say about steel?", talk) == "What did Chen Lan say about steel?"


def test_names_are_carried_over_several_turns() -> None:
    talk = [*GIFT, *_turns("And how many cranes?", "Two cranes [1].")]
    assert _full("And boats?", talk) == "How many boats did Oslo give Hull?"


def test_a_new_topic_replaces_the_old_one() -> None:
    talk = [*GIFT, *_turns("Who is the mayor of Bergen city today?", "Anna Lie is [1].")]
    assert _full("How large is it?", talk) == "How large is Bergen city?"


def test_who_said_that_asks_for_the_speaker_of_the_last_answer() -> None:
    talk = _turns("What is the key to growth?", "Good planting is the key to growth, and to more besides [1].")
    assert _full("Who said that?", talk) == "Who said that good planting is the key to growth, and to more besides?"


def test_what_a_system_turn_says_is_not_the_topic() -> None:
    told = Turn("system", "Speak of Lund")
    assert _full("And how many cranes?", [told, *GIFT]) == "How many cranes did Oslo give Hull?"
    assert _full("And how many cranes?", [told]) == "And how many cranes?"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Where does it say that?", "passage"),
        ("show me the passage", "passage"),
        ("What's your source?", "passage"),
        ("Are you sure?", "certainty"),
        ("Explain the sum", "sum"),
        ("How did you calculate that?", "sum"),
    ],
)
def test_a_question_about_the_answer_asks_the_answered_question_again(question: str, kind: str) -> None:
    talk = [*GIFT, *_turns("What is its budget?", "The documents do not say.")]
    understood = understand(question, talk)
    assert (understood.about, understood.question) == (kind, "How much did Oslo give Hull?")


@pytest.mark.parametrize("words", ["Thanks!", "thank you, that helps", "Good morning!", "ok great", "Cheers!"])
def test_thanks_and_greetings_are_replied_to_and_change_nothing(words: str) -> None:
    understood = understand(words, GIFT)
    assert understood.reply is not None
    assert understood.question == words
    assert (
        _full("And how many cranes?", [*GIFT, *_turns(words, understood.reply)])
        == "How many cranes did Oslo give Hull?"
    )


def test_thanks_before_a_question_are_only_left_out() -> None:
    assert _full("Thanks. And how many cranes?", GIFT) == "How many cranes did Oslo give Hull?"


TWO = _turns("Which deans does the report quote?", "Han Ying and He Haiming are quoted, said Li Wei [1].")
BOTH = _turns("How much did Mill County give Hill County?", "5 million euros [1].")


def test_two_names_that_fit_alike_are_asked_about() -> None:
    understood = understand("What is its area?", BOTH)
    assert [reading.question for reading in understood.readings] == [
        "What is the area of Mill County?",
        "What is the area of Hill County?",
    ]
    assert understood.question == "What is its area?"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hill County", "What is the area of Hill County?"),
        ("I mean Mill", "What is the area of Mill County?"),
        ("the second one", "What is the area of Hill County?"),
        ("the former", "What is the area of Mill County?"),
    ],
)
def test_a_reply_to_the_question_which_is_meant_picks_a_reading(words: str, expected: str) -> None:
    talk = [*BOTH, *_turns("What is its area?", "Do you mean Mill County or Hill County?")]
    assert _full(words, talk) == expected


def test_the_same_act_again_has_the_same_actor() -> None:
    assert _full("What else did it give?", BOTH) == "What else did Mill County give?"


def test_two_words_that_point_back_share_the_two_names() -> None:
    assert _full("How many of its people work there?", BOTH) == "How many of Mill County's people work in Hill County?"


def test_a_refused_turn_with_an_unknown_name_does_not_become_the_topic() -> None:
    talk = [*FERRY, *_turns("And the Atlantis?", "The documents do not say: they do not mention Atlantis.")]
    assert _full("And passengers?", talk) == "How many passengers can the Marigold carry?"


def test_the_same_words_are_understood_as_before() -> None:
    first = "How many masks were handed out?"
    talk = _turns(first, "90 [1].", "Who is the mayor of Bergen?", "Anna Lie [1].")
    assert _full(first, talk) == first


def test_nothing_changes_with_what_was_said_long_ago() -> None:
    old = _turns(*[text for i in range(100) for text in (f"Who runs Town {i}?", f"Ann Bell{i} does [1].")])
    for question in ("And how many cranes?", "What did it pay for?", "Are you sure?", "Who?"):
        assert understand(question, [*old, *GIFT]) == understand(question, [*old[-20:], *GIFT])
