"""Questions about two things are divided where each has its own answer, and stay whole otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seedqa.qa.division import divided

WHOLE = """
What did Hull and Grimsby agree on?
How much did Rotterdam give Hull and Grimsby's school?
What is the distance between Hull and Grimsby?
How far is it between the port of Hull and the port of Leeds?
What agreement exists between Hull and Grimsby respectively their mayors?
How many trains run between Hull and Leeds, and in which years?
How many people live in Hull and Grimsby in total?
Who runs Marks and Spencer?
Who wrote War and Peace?
Which minister heads the Ministry of Trade and Industry?
Who built the pier and when was it opened?
Which company bought Hull Docks and for how much?
Who sold the club, and for how much in May 2003?
What do Hull and Leeds have in common?
Which treaties were signed by France and Germany?
How many nurses work in Hull and Leeds?
What did the judge say about Smith and Jones?
Who won the match of Leeds against Hull and York?
What did nurses and doctors at St Thomas demand?
Where do the rivers Ouse and Humber meet?
How many ships and barges did Hull own?
What is the capital of Trinidad and Tobago?
Who played for Leeds and Hull?
What is the total of the fines in Hull and Leeds?
What is the difference of the fares in Hull and Leeds?
Is it open and free?
Who owns the ferry? Where is it now?
I left my bag on the ferry. Who looks after lost things?
When was the port of Hull opened?
""".strip().splitlines()
DIVIDED = (
    """
Who is the harbour master of Hull, and who is the harbour master of Grimsby?
  Who is the harbour master of Hull?
  Who is the harbour master of Grimsby?
How many beds has St Thomas, and how many nurses work at Guy's?
  How many beds has St Thomas?
  How many nurses work at Guy's?
Who built the Hull pier and when was it opened?
  Who built the Hull pier?
  When was it opened (Hull)?
When did Leeds buy the striker and how much did they pay Everton?
  When did Leeds buy the striker?
  How much did they pay Everton (Leeds)?
How many people came to the Hull Museum and how many to the Leeds Gallery in 2022?
  How many people came to the Hull Museum in 2022?
  How many people came to the Leeds Gallery in 2022?
Who captains the Marigold, and who the Cormorant?
  Who captains the Marigold?
  Who captains the Cormorant?
What has the fund given to the old school and to the church?
  What has the fund given to the old school?
  What has the fund given to the church?
Which court tried Rossi and which court tried Bianchi?
  Which court tried Rossi?
  Which court tried Bianchi?
Who are the mayors of Hull and Grimsby?
  Who are the mayors of Hull?
  Who are the mayors of Grimsby?
In which counties are Hull and Grimsby?
  In which counties is Hull?
  In which counties is Grimsby?
Which banks act as lenders to Leeds United and to Hull City respectively?
  Which banks act as lenders to Leeds United?
  Which banks act as lenders to Hull City?
Name the captain of Leeds and the coach of Hull City.
  Name the captain of Leeds?
  Name the coach of Hull City?
Where were Rossi and Bianchi born?
  Where was Rossi born?
  Where was Bianchi born?
How much did tourism earn Hull in 2019 and Grimsby since March 2021?
  How much did tourism earn Hull in 2019?
  How much did tourism earn Grimsby since March 2021?
What did Rossi and Bianchi each pay?
  What did Rossi pay?
  What did Bianchi pay?
How old are Rossi and Bianchi?
  How old is Rossi?
  How old is Bianchi?
When were Hull and Grimsby founded?
  When was Hull founded?
  When was Grimsby founded?
What are the populations of Hull and Leeds?
  What are the populations of Hull?
  What are the populations of Leeds?
Who are Hull's mayor and Leeds's coach?
  Who is Hull's mayor?
  Who is Leeds's coach?
Which clubs do Rossi and Bianchi play for respectively?
  Which clubs does Rossi play for?
  Which clubs does Bianchi play for?
Where did sailors from Hull, and where did sailors from Leeds, learn to swim?
  Where did sailors from Hull learn to swim?
  Where did sailors from Leeds learn to swim?
Who chairs the Bergen board? When did the 2003 strike end?
  Who chairs the Bergen board?
  When did the 2003 strike end?
Name the captain of Leeds. Then answer: where does the coach live?
  Name the captain of Leeds.
  Where does the coach live?
Who chairs the Bergen board and when did the 2003 strike end?
  Who chairs the Bergen board?
  When did the 2003 strike end?
""".strip()
    .replace("\n  ", "|")
    .splitlines()
)


@pytest.mark.parametrize("question", WHOLE)
def test_what_may_be_meant_of_both_together_stays_whole(question: str) -> None:
    assert divided(question) == (question,)


@pytest.mark.parametrize("row", DIVIDED)
def test_each_part_is_asked_apart(row: str) -> None:
    question, *parts = row.split("|")
    assert divided(question) == tuple(parts)


@pytest.mark.parametrize("row", DIVIDED)
def test_a_part_is_not_divided_again(row: str) -> None:
    assert all(divided(part) == (part,) for part in divided(row.split("|")[0]))


NAMES = st.sampled_from("Hull Leeds York Bergen Oslo Turin Cadiz Lund".split())


@given(NAMES, NAMES, st.sampled_from(["How far is it", "What treaty exists", "Who were the umpires in the match"]))
def test_between_is_never_divided(one: str, two: str, lead: str) -> None:
    question = f"{lead} between {one} and {two}?"
    assert divided(question) == (question,)


@given(st.text(alphabet=st.sampled_from("Who is and the AB of?, in2"), max_size=60))
def test_there_are_one_or_two_questions_and_none_is_empty(question: str) -> None:
    parts = divided(question)
    assert len(parts) in (1, 2)
    assert len(parts) == 2 or parts == (question,)
    assert len(parts) == 1 or all(part.strip(" ?") for part in parts)
