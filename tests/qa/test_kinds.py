"""Which kind of answer a question asks for: a table of questions from many fields, labelled by hand."""

import pytest
from seedqa.index.quantities import read_quantities
from seedqa.qa.kinds import NUMERIC, Asked, read_kind

KINDS: dict[str, str] = {
    "count": """
How many ambulances were called to the derby?
On a normal weekday, how many ships dock at Pier 9?
What number of jurors voted to acquit?
How many red cards has the defender collected?
how many people work at the refinery
How many second homes stand empty on the island?
How many cranes does the port of Rotterdam operate?
how many nurses work nights at St Thomas
By 2021, how many goals had the striker scored for Leeds?
How many of the jurors were women?
In all, how many branches did the bank close last year?
What is the number of beds in the new ward?
number of containers unloaded in march?
What was the total number of witnesses heard?
How many people live in the old harbour quarter?
What was the attendance at the cup final?
What is the population of Bergen?
How many more seats did the Liberals win than the Greens?
What headcount does the shipyard have today?
How numerous were the complaints against the clinic?
How large a group does the warden admit?
Roughly how many passengers used the ferry in August?
What was the death toll of the fire?
""",
    "percentage": """
By what percentage did the share price drop on Monday?
What proportion of the city's buses are electric?
How much of the harbour's trade is with China, in percent?
By how much has unemployment fallen since May?
What percentage of the fleet is electric?
By how much did exports grow in the second quarter?
What share of voters backed the mayor?
How many percent of claims were rejected?
At what rate did unemployment rise?
what proportion of appeals succeed
Which fraction of the cargo was spoiled?
How fast did the economy grow in 2019?
How sharply did ticket sales fall?
What is the interest rate on the bonds?
What per cent of pupils passed the exam?
What was the turnout in the referendum?
""",
    "money": """
What is a midwife's starting salary?
What did the club pay for the winger?
What was the bank's net loss in the third quarter?
How high was the fine for the airline?
What is the maximum loan for a small farm?
How many pounds did the jumble sale raise?
Monthly rent of a stall?
What does the museum charge for a guided tour?
How large was the donation from the brewery?
What salary does the goalkeeper earn?
What was the club's turnover in 2018?
Which sum did the court award the widow?
what is the yearly budget of the hospital
What fine did the regulator impose?
What price did the buyer pay for the painting?
How many dollars did the foundation raise?
What does a day ticket cost?
What did the renovation of the pier cost?
What rent do the stallholders pay?
What were the insurer's losses in March?
What was the net profit of the brewery last year?
What monthly pension does a retired docker receive?
What compensation was offered to the flooded families?
How many million euros were set aside for the tunnel?
What debt did the airline leave behind?
What loan did the shipyard take out?
What do apprentices earn in their first year?
How expensive is a season ticket?
How large a loan did the shipyard take out?
""",
    "amount": """
How much blood does the clinic need every week?
What amount of sugar does the bakery use?
How much did the owner spend on the new stand?
How much did the council give the theatre?
How much is the striker paid?
How much fish was landed at Grimsby?
How much water does the plant use in a day?
What quantity of grain went through the elevator?
What amount of plastic was collected on the beach?
how much rain fell in june
""",
    "duration": """
How long was the bridge closed?
How many weeks was the goalkeeper out?
How long do patients wait for a hip operation?
What is the average waiting time at the emergency department?
How long did the trial last?
For how long was the bridge shut?
How many years did the judge serve?
how many minutes does the crossing take
What sentence did the smuggler get?
How many days after the surgery was she sent home?
How long is the captain's contract?
What is the length of time between two trains?
For how many months was the player suspended?
How much time does a goalkeeper need to recover?
What is the duration of the course?
""",
    "age": """
How old must a voter be?
At what age did the pianist give her first concert?
How old was the defendant?
At what age do children start swimming lessons?
What is the minimum age for jurors?
what was the age of the oldest patient
""",
    "distance": """
How long is the new tunnel under the strait?
How high does the tide rise in the bay?
What's the length of the breakwater?
How far is the airport from the stadium?
How high is the lighthouse?
How deep is the harbour basin?
How many kilometres of track were laid?
how tall is the new tower
How wide is the canal at its narrowest point?
What is the height of the dam?
What is the depth of the dry dock?
At what altitude does the observatory stand?
How long is the bridge?
What is the length of the runway?
How many miles does the ambulance drive on a shift?
""",
    "area": """
How many square kilometres does the reserve cover?
What is the size of the airfield?
How big is the national park?
How large is the vineyard?
How many hectares burned in the fire?
How much land does the monastery own?
What is the area of the exhibition hall?
what was the floor area of the mall
How many square metres of solar panels cover the roof?
How many acres were planted with hops?
""",
    "mass": """
How many tons of steel were used?
How much did the prize pumpkin weigh?
How heavy is the anchor?
How many tonnes of coffee does the port handle?
What does the bell weigh?
How much does the telescope weigh?
What was the weight of the catch?
how many kilos of cocaine were seized
""",
    "energy": """
How many kWh does an average household use?
How much electricity does the data centre consume?
How many kilowatt-hours did the turbines supply?
""",
    "power": """
How many megawatts can the plant deliver?
What is the capacity of the wind farm in megawatts?
""",
    "temperature": """
What is the water temperature in the pool?
How hot was it in the courtroom?
What temperature must the vaccine be stored at?
how cold did it get on the pitch
How many degrees did the ward reach in July?
""",
    "volume": """
How many gallons of milk are processed daily?
How many litres of fuel leaked into the dock?
How many cubic metres of earth were moved?
How many barrels of oil does the tanker hold?
""",
    "rate": """
How fast does the ferry sail?
How fast can the patrol boat go?
What is the top speed of the new tram?
What speed limit applies in the harbour?
""",
    "multiple": """
How many times more patients were admitted than discharged?
How many times has the team won the cup?
How often did the king visit the colony?
How many times was the match interrupted?
How often was the witness called back?
How many times did the bank raise its fees?
""",
    "date": """
When will the new wing open?
What year did the club win its first title?
On which day was the ceasefire signed?
In what month do the storks return?
Until what year does the contract run?
When was the stadium opened?
When did the nurses go on strike?
In what year was the court founded?
which day did the ferry sink
Since when has the hospital had a helipad?
On what date does the season start?
By when must the loan be repaid?
Until when is the exhibition open?
What month was the merger announced?
In which century was the cathedral begun?
What is the founding date of the club?
What is the deadline for applications?
When's the next hearing?
From when to when was the harbour blocked?
In which season did the club go bankrupt?
""",
    "time": """
What time does the fish auction start?
What time is the curfew?
""",
    "person": """
Who designed the opera house?
Which surgeon performed the first transplant?
What is the name of the club's treasurer?
Who was fined for speeding?
Tell me who signed the treaty.
Do you know who owns the yacht?
Who refereed the final?
Who's the head of surgery?
whose goal decided the match
To whom did the widow sell the boat?
What is the name of the judge?
Which player scored twice?
Which doctor signed the certificate?
What's the name of the harbour master?
Who was the ship named after?
With whom does the striker share a room?
Which lawyer represented the dockers?
Which author won the prize in 1998?
Name the captain of the rescue boat.
""",
    "organisation": """
Which shipping company went bankrupt?
Who does the engineer work for?
Which agency issues the permits?
At which hospital was the prince born?
What was the first bank to open a branch on the island?
Which company built the breakwater?
Which bank lent the money?
What hospital treated the injured?
Which club did the winger join?
By which court was the verdict overturned?
For which newspaper does the critic write?
Which university runs the marine station?
What organization funds the shelter?
Which airline flies to the island?
Which political party does the mayor belong to?
Which insurer covered the cargo?
Which two banks merged?
""",
    "place": """
Where was the treaty signed?
In which village did the outbreak begin?
What country exports the most tea?
From which port did the convoy sail?
What is the largest city on the coast?
where does the river rise
Where is the hospital ship moored?
Where did the trial take place?
Which port was the tanker bound for?
In what city does the team play?
To which country was the painting returned?
From where was the coal shipped?
which street is the consulate on
Which island was the crew rescued from?
In which stadium was the final played?
Which town hosts the regatta?
What is the capital of the province?
At which airport did the plane land?
""",
    "reason": """
Why did the orchestra dissolve?
What is the main cause of the delays?
What led the council to close the pool?
Why were the ballots recounted?
Why was the match abandoned?
Why did the judge recuse herself?
For what reason was the licence withdrawn?
What caused the power cut at the clinic?
What led to the collapse of the bank?
what made the nurses strike
How come the ferry was late?
What is the reason for the delay?
What was the cause of the accident?
""",
    "other": """
What is the club's nickname?
What did the prosecutor demand?
Which instruments does the composer play?
How do the divers communicate?
What was the judge accused of?
What is the treasurer responsible for?
Which position does the rookie play?
Did the bank that lent the money fail?
What is the hospital known for?
What type of vessel is the Albatross?
What award did the nurse receive?
How often does the night ferry run?
What was discussed at the meeting?
What did the harbour master say about the storm?
What is the treaty about?
Which colour are the team's away shirts?
What did the surgeons remove?
Which crops are grown in the valley?
What happened after the whistle?
How did the thieves enter the vault?
How does the lock work?
What language do the sailors speak?
What kind of ship is the Aurora?
What was the verdict of the court?
What are the duties of the bailiff?
Is the museum open on Mondays?
Tell me about the strike at the docks.
Which treatment did the patients prefer?
What does the acronym stand for?
How was the wreck found?
What nationality is the goalkeeper?
What is the name of the ship?
What title did the singer choose for the album?
""",
}
CASES = [(kind, question) for kind, block in KINDS.items() for question in block.strip().splitlines()]


def test_at_least_95_of_100_questions_are_of_the_kind_labelled_by_hand() -> None:
    wrong = [(question, kind, read_kind(question).kind) for kind, question in CASES if read_kind(question).kind != kind]
    assert len(CASES) >= 120
    assert len(CASES) == len({question for _, question in CASES})
    assert len(wrong) <= 0.05 * len(CASES), wrong


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many cranes does the port own?", "crane"),
        ("How many of the jurors were women?", "juror"),
        ("How many new fishing boats were built?", "boat"),
        ("How many people live in the old quarter?", "peopl"),
        ("How many more seats did the Liberals win?", "seat"),
        ("How many men and women serve?", "men"),
        ("How many nurses went on strike?", "nurs"),
        ("How many second homes stand empty?", "home"),
    ],
)
def test_the_noun_counted_is_the_head_of_what_is_counted(question: str, noun: str) -> None:
    assert read_kind(question) == Asked("count", noun)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("tonnes", "mass"),
        ("hectares", "area"),
        ("litres", "volume"),
        ("euros", "money"),
        ("MW", "power"),
        ("kWh", "energy"),
    ],
)
def test_a_unit_tells_the_kind_wherever_it_stands(unit: str, kind: str) -> None:
    assert read_kind(f"How many {unit} did the island use?") == Asked(kind, None)
    assert read_kind(f"How much did the island use in {unit}?").kind == kind
    assert read_kind(f"How many million {unit} did the island use?").kind == kind


@pytest.mark.parametrize("question", ["", "?", "港口有多少艘船？", "¿Cuántos barcos hay?", "   "])
def test_what_is_not_an_english_question_is_of_no_kind(question: str) -> None:
    assert read_kind(question) == Asked("other", None)


@pytest.mark.parametrize("question", [question for _, question in CASES])
def test_case_and_white_space_do_not_matter(question: str) -> None:
    assert read_kind(f"  {question.replace(' ', '  ')}\n").kind == read_kind(question).kind
    assert read_kind(question[0].swapcase() + question[1:]).kind == read_kind(question).kind


def test_every_numeric_kind_is_one_that_quantities_have() -> None:
    text = (
        "5 euros, 3 ships, 4 percent, 2 hectares, 6 tonnes, 7 litres, 8 kWh, 9 MW, 10 km, aged 43, 12 years, twice, "
        "13 km/h, 14 degrees Celsius, 15 GB, 9:30 p.m."
    )
    assert {quantity.kind for quantity in read_quantities(text)} >= NUMERIC - {"number"}
