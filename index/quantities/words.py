"""Closed classes of English words, and number (singular, plural) of nouns."""

DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their some any each every no both all either"
    " neither another such what which whose".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under through across between among amongst against during"
    " within without about above below near off out up down since until till before after behind beside besides"
    " beyond despite except inside outside per than toward towards upon via versus vs around along throughout"
    " including like unlike as plus minus following amid regarding concerning worth".split()
)
CONJUNCTIONS = frozenset(
    "and or but nor yet so because although though while whereas if unless when where whenever wherever"
    " whether that who whom whose which how why what once then therefore however".split()
)
PRONOUNS = frozenset(
    "i you he she it we they me him us them myself himself herself itself ourselves themselves someone"
    " somebody anyone everyone everybody nobody something anything everything nothing there here".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did doing will would shall should can could"
    " may might must ought cannot isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't"
    " couldn't hasn't haven't hadn't it's that's there's he's she's i'm i've they're we're you're".split()
)
ADVERBS = frozenset(
    "not also only just still already even ever never now then today yesterday tomorrow ago later earlier soon"
    " again always often usually sometimes too very quite rather almost nearly away back together apart alone"
    " altogether overall more less most least respectively each long high tall wide deep old younger older"
    " higher lower larger smaller longer shorter faster slower better worse straight instead else well early"
    " late once twice currently previously recently approximately roughly exactly total combined thereafter"
    " afterwards due annually yearly monthly weekly daily hourly online yet maybe perhaps likely max min tops".split()
)
VERBS = frozenset(
    "said says say went goes go got get gets made make makes took take takes came come comes gave give gives"
    " found find won win lost lose ran run runs left began begin begins became become becomes held hold kept"
    " keep told tell sent send built build fell fall rose rise grew grow knew know thought think saw see seen"
    " met meet paid pay led sat set put cut hit let stood stand bought sold sell wore spent spend died live"
    " lived work worked need want use used using called named known based located given taken done made seem"
    " seems consist consists comprise comprises include includes contain contains remain remains require"
    " requires represent represents appear appears account accounts happen occur occurs feature features exist"
    " allow allows".split()
)
NOUNS_TOO = frozenset("need use work hit run set cut worth total take play stop call result".split())
ADJECTIVES = frozenset(
    "early late high long tall wide deep old older younger higher lower larger smaller longer shorter fast faster"
    " slow straight overall total combined daily weekly monthly yearly annual hourly online live most least best"
    " better worse lost built used inside outside".split()
)
STOPS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | ADVERBS | VERBS

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "grandchildren": "grandchild",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "cattle": "cattle",
    "police": "police",
    "personnel": "personnel",
    "staff": "staff",
    "crew": "crew",
    "fish": "fish",
    "deer": "deer",
    "sheep": "sheep",
    "species": "species",
    "series": "series",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "data": "datum",
    "media": "medium",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "vertices": "vertex",
    "matrices": "matrix",
    "indices": "index",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "halves": "half",
    "shelves": "shelf",
    "thieves": "thief",
    "loaves": "loaf",
    "selves": "self",
    "calves": "calf",
    "elves": "elf",
    "headquarters": "headquarters",
    "dice": "die",
    "folk": "folk",
    "youth": "youth",
    "livestock": "livestock",
    "poultry": "poultry",
    "alumni": "alumnus",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "stimuli": "stimulus",
    "cacti": "cactus",
    "analyses": "analysis",
    "crises": "crisis",
    "theses": "thesis",
    "bases": "base",
    "axes": "axis",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "echoes": "echo",
    "vetoes": "veto",
    "votes": "vote",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "rookies": "rookie",
    "prairies": "prairie",
    "caches": "cache",
    "headaches": "headache",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "campuses": "campus",
    "statuses": "status",
    "lenses": "lens",
    "cadre": "cadre",
    "offspring": "offspring",
    "means": "means",
    "ties": "tie",
    "pies": "pie",
    "lies": "lie",
}
_NOT_PLURAL_ENDS = ("ss", "us", "is", "ous")
_NOT_PLURAL = frozenset(
    "this his its was has does yes plus less gas bus lens always perhaps afterwards towards sometimes besides"
    " thus us is as across overseas indoors outdoors upwards downwards christmas news physics mathematics"
    " politics economics athletics paris texas kansas illinois arkansas los las des les st mrs ms dr mr james"
    " charles thomas jones williams".split()
)
_MODIFIERS = frozenset("sales sports arms goods news savings".split())


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    last = word.rsplit("-", 1)[-1]
    if last in _IRREGULAR:
        return True
    if last in _NOT_PLURAL or len(last) < 3:
        return False
    if last.endswith(("men", "people")) and last not in ("specimen", "abdomen", "regimen", "omen", "acumen"):
        return True
    if last.endswith("ae") and len(last) > 4:
        return True
    return last.endswith("s") and not last.endswith(_NOT_PLURAL_ENDS)


def modifies(word: str) -> bool:
    """Whether a word that ends in s stands before the noun it modifies ("sales staff")."""
    return word in _MODIFIERS or word.endswith(("'s", "s'", "’s", "s’"))


def singular(noun: str) -> str:
    """The singular of the head (last word) of a noun as written, in lower case."""
    word = noun.split()[-1].lower() if noun.split() else ""
    last = word.rsplit("-", 1)[-1]
    if last in _IRREGULAR:
        return word[: len(word) - len(last)] + _IRREGULAR[last]
    if last.endswith("men") and is_plural(last):
        return word[:-3] + "man"
    if not is_plural(last):
        return word
    if last.endswith("ae"):
        return word[:-1]
    if last.endswith("ies") and len(last) > 4:
        return word[:-3] + "y"
    if last.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
