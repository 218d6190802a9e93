"""Word lists of English talk: what opens a follow-up, what points back, what kind of thing a noun names.

Only lists and the expressions made of them; what they mean together is for the other files of this folder.
"""

import re

from seedqa.qa.patterns import ROLES, any_of

ANY_CASE = re.IGNORECASE
DO = any_of("do does did can could will would shall should may might must")
BE = any_of("is are was were be been has have had")
AUX = f"(?:{DO}|{BE})"
WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
PREPOSITION = any_of(
    "of in on at by for from with to into about since until during before after under over"
    " near between through "
    "across against without as than per"
)
_FUNCTION = (
    "the a an this that these those its his her their our my your and or but nor so if then"
    " than as of in on at by for "
    "from with to into about since until during before after under over near between through"
    " across against without "
    "per not no it he she they we you i him them us me who whom whose what which when where"
    " why how there here is are "
    "was were be been being do does did can could will would shall should may might must has"
    " have had now today still "
    "also ever yet again already too just only ago once please much many more most less"
    " fewer any some all each both "
    "other else one ones up out off"
)
FUNCTION = frozenset(_FUNCTION.split())
PERSON_NOUNS = frozenset(
    (
        f"{ROLES} person man woman boy girl husband wife son daughter brother sister mother"
        f" father deputy successor "
        "predecessor coxswain master mate boss ceo librarian keeper builder buyer seller"
        " interpreter child guy lady "
        "gentleman people men women"
    ).split()
)
PLACES = (
    "county district city province town village township municipality prefecture region"
    " state country island place "
    "park port harbour harbor lake river valley street area capital"
)
GROUPS = (
    "company firm group foundation university college school hospital bank bureau ministry"
    " department agency authority "
    "association cooperative factory plant yard shipyard club museum gallery library"
    " institute council committee court "
    "brewery board team union trust society office station airline newspaper party organisation organization "
    "business enterprise charity fund band band's label mill farm"
)
THINGS = (
    "ship boat ferry vessel tanker trawler lifeboat bridge tunnel road building house"
    " orchard project programme program "
    "plan scheme festival conference meeting exhibition campaign survey report article"
    " document book film song album "
    "line track extension tower lighthouse wind_farm show series game model law case storm"
)
SHIPS = frozenset("ship boat ferry vessel tanker trawler lifeboat brig barque cutter yacht".split())
CLASS_OF = {
    **dict.fromkeys(PLACES.split(), "place"),
    **dict.fromkeys(GROUPS.split(), "group"),
    **dict.fromkeys(THINGS.replace("_", " ").split(), "thing"),
    **dict.fromkeys(PERSON_NOUNS, "person"),
}
LEAD = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|or|ok(?:ay)?|well|hm+|right|alright|sure|great|good|nice"
    r"|thanks|thank you|cheers|yes|no|"
    r"sorry|please|one more thing|another (?:thing|question)|now|(?:(?:any|some)thing"
    r"|something) else)\b[\s,.:;!–—-]*)+"
    r"(?!if\b)",
    ANY_CASE,
)
ABOUT = re.compile(
    r"^\W*(?:what about|how about|what of|same for|and for|the same for|(?:tell me )?more (?:about|on))\s+", ANY_CASE
)
SWITCH = re.compile(
    r"\b(?:different|another|new|other|next) (?:subject|topic|question|matter)\b|\bchang(?:e"
    r"|ing) (?:of |the )?(?:subject|topic)"
    r"|\bsomething (?:else|different)\b|\blet[’']?s talk about\b|\bmoving on\b|\bturning to\b|\bby the way\b",
    ANY_CASE,
)
IRREGULAR = any_of(
    "came went gave got did made took sold won lost fell rose grew said told paid built"
    " bought sent kept held led ran "
    "wrote spoke drew found met left stood brought became began cost costs put won have has"
    " had comes goes gives gets "
    "makes takes sells wins says runs owns works lives pays keeps holds leads heads chairs"
    " teaches employs needs wants "
    "belongs stands lies plays means happened"
)
VERB = re.compile(rf"\b(?:{AUX}|{IRREGULAR}|[a-z]{{3,}}ed)\b", ANY_CASE)
