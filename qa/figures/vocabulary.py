"""Words that say the same of figures, so that "workforce" meets "employees"; one stem stands for each group.

General English only. It does not know names, places or the subject of any document.
"""

from functools import lru_cache

from seedqa.qa.terms import stem, terms

_GROUPS = (
    "workforce employ employs employed employee staff worker personnel labourer laborer workers employees",
    "visitor tourist traveller traveler guest visitors tourists",
    "give gave given provide offer donate grant award allocate contribute donation gift contribution provided giving "
    "supply supplied hand transfer aid assistance support help subsidy funding",
    "receive got get obtain accept received recipient beneficiary beneficiaries",
    "money cash fund funds sum amount",
    "revenue income earnings takings proceeds turnover earn earned bring brought",
    "electricity power energy",
    "produce generate output yield harvest production produced generated crop",
    "poor impoverished poverty needy",
    "tonne ton",
    "photovoltaic solar",
    "plant station facility",
    "big large size",
    "build built construct constructed construction building",
    "spend spent expenditure cost costs paid pay spending",
    "pupil student learner",
    "home household family dwelling house",
    "inhabitant resident population people person citizen",
    "found founded establish established foundation set start started",
    "open opened opening inaugurate inaugurated launch launched",
    "land area ground acreage",
    "sell sold sale sales",
    "member membership",
    "forest woodland wood",
    "road highway route",
    "long length stretch",
    "job employment post",
    "farmer grower peasant",
    "train trained training teach taught coach",
    "firm company enterprise business",
    "plan scheme programme program",
    "buy bought purchase purchased",
    "grow grew grown growth increase increased rise rose risen",
    "hold held keep kept own owned contain contained",
    "win won gain gained",
    "lose lost",
    "foreign abroad overseas",
    "death die died dead kill killed",
    "cover covered covers",
    "vote ballot",
    "teach taught",
    "draw drew drawn attract attracted",
    "eat ate eaten",
    "drive drove driven",
    "run ran operate operated",
    "write wrote written",
    "see saw seen",
    "rain rainfall",
    "take took taken",
    "leave left",
    "lend lent loan",
    "fall fell decline declined decrease decreased drop dropped",
)  # fmt: skip
_ASKED = (
    "rise rose risen grow grew grown increas climb climbed fall fell drop dropped declin decreas shrink "
    "shrank shrunk jump into onto "
    "euro pound franc rupee krone money "
    "how much many what which who whom whose when where why is are was were be been do does did has have had "
    "can could will would the a an of in on at to for from by with as and or than that this these those it its "
    "their his her there any all each every per total altogether combine combin sum add up overal togeth both "
    "difference differ differenc gap margin exceed surpass outnumb more less fewer greater larger bigger "
    "smaller higher lower most least ratio time times percentag percent share proport fraction portion part "
    "averag mean year earlier befor previous prior preced last rate growth work back come came make made ad "
    "count list name show tell me give us please find number amount put taken take includ yuan dollar convert "
    "express told said say about between over under abov below well also only just whole exact exactli given "
    "worth figure figur measur unit respect first earli latest later one two plus minus against compar excess "
    "group far high tall wide deep heavy area out "
    "long smallest largest biggest greatest highest lowest longest shortest oldest youngest tallest heaviest "
    "fewest longer shorter older "
    "younger taller heavier wider deeper thicker stand stood still worst best newest latest earliest one "
    "three four five six seven eight nine ten apart "
    "pass elaps them themselv place take took stay case way thing kind sort worth not but if so then now "
    "point points since outside elsewhere aside rest remain still yet he she they we you i s"
).split()
_ASKING = frozenset(_ASKED) | frozenset(map(stem, _ASKED))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in _GROUPS:
        stems = [stem(word) for word in group.split()]
        for one in stems:
            table.setdefault(one, stems[0])
    return table


def canonical(one: str) -> str:
    """The stem that stands for all that say the same."""
    return _table().get(one, one)


@lru_cache(maxsize=4096)
def members(one: str) -> tuple[str, ...]:
    """All the stems that a canonical stem stands for."""
    return (one, *(word for word, same in _table().items() if same == one and word != one))


def is_light(one: str) -> bool:
    """Whether a stem says only that something was had, made, spent or moved, and little of what."""
    return one in _light()


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    words = (
        "give receive spend produce build open sell found hold run take draw have buy train launch lend win lose "
        "welcome"
    )
    return frozenset(canonical(stem(word)) for word in words.split())


def same_words(text: str) -> list[str]:
    """The distinct canonical stems of a phrase that carry its meaning, in order."""
    found = (term.stem for term in terms(text.lower()))
    return list(dict.fromkeys(canonical(word) for word in found if word not in _ASKING and not word[0].isdigit()))
