"""Closed classes of English words that the rules look at."""

from __future__ import annotations

from functools import cache

__all__ = [
    "ADVERBS", "AUXILIARIES", "BE", "BODIES", "MEDIA", "OFFICES", "ROLES", "CLAUSE_STARTS", "DETERMINERS", "HUMAN", "NEGATIONS", "NOMINATIVE", "NOUN_LIKE",
    "PREPOSITIONS", "PRONOUNS", "TIME", "is_past_like",
]  # fmt: skip

BE = frozenset("is are was were be been being am 're 's isn't aren't wasn't weren't".split())
NEGATIONS = frozenset("not never cannot hardly neither".split())
AUXILIARIES = BE | NEGATIONS | frozenset(
    "has have had having will would can could should may might must shall did do does isn't aren't wasn't weren't hasn't "
    "haven't hadn't won't wouldn't can't couldn't shouldn't didn't don't doesn't".split()
)
ADVERBS = frozenset(
    "also then later further repeatedly once again still even just now often always already since long soon too only ever "
    "earlier first previously recently simply merely instead reportedly thus yet separately additionally famously "
    "twice seldom rarely sometimes meanwhile once both all".split()
)
NOMINATIVE = frozenset("he she they we i it you".split())
PRONOUNS = NOMINATIVE | frozenset("who which someone everyone anyone nobody one him her them us me another many some others".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your every each any no some another such both all several two three "
    "four five many few most".split()
)
PREPOSITIONS = frozenset(
    "in on at during after before via by from through with without within over under for to of about against into onto upon "
    "amid among between since until till near outside inside toward towards as following ahead alongside despite regarding "
    "concerning across around behind beyond throughout".split()
)
CLAUSE_STARTS = frozenset(
    "that because while when if although though whereas where who which whether how why what and but or so as unless once "
    "after before since until than nor".split()
)
TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february march april "
    "june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec morning afternoon "
    "evening night late early last this week month year earlier later recently then again afterwards afterward before ago "
    "here".split()
)
HUMAN = frozenset(
    "spokesman spokeswoman spokesperson official officials minister president premier chancellor ambassador secretary leader "
    "leaders chief chairman chairwoman chair director governor senator mayor officer officers general admiral diplomat diplomats "
    "analyst analysts expert experts professor economist economists researcher researchers critics critic source sources aide "
    "aides adviser advisers advisor advisors lawyer lawyers judge prosecutor prosecutors police commissioner candidate nominee "
    "president-elect lawmaker lawmakers representative representatives executive executives manager founder author reporter "
    "reporters journalist journalists editor scholar scholars scientist scientists campaign government administration ministry "
    "department agency embassy office committee commission council party court company firm bank report statement study newspaper "
    "paper group union organisers organizers organisation organization university members member residents resident witnesses "
    "witness supporters voters people man woman men women mother father son daughter student students teacher head deputy "
    "counterpart strategist attorney sheriff bishop pope king queen prince speaker delegate delegates congressman congresswoman "
    "businessman businesswoman activist activists owner operator crew engineer veteran widow fellow host anchor moderator "
    "announcer coach player manager workers worker authorities negotiators negotiator envoy military army navy staff "
    "delegation team parliament congress house senate premier doctor doctors nurse historian actor actress director star singer".split()
)
MEDIA = frozenset("news newspaper times journal post ledger courier gazette tribune herald report paper agency media outlet magazine daily radio television tv wire broadcaster".split())
BODIES = frozenset(
    "ministry department embassy consulate office committee commission council court company firm bank union party university "
    "institute government administration parliament congress house senate cabinet navy army military campaign group organisation "
    "organization agency bureau authority association federation foundation team crew police club centre center secretariat "
    "kremlin pentagon palace board corporation statement website summit project assembly delegation agencies ministries".split()
)
OFFICES = frozenset(
    "spokesman spokeswoman spokesperson minister president premier chancellor ambassador secretary leader governor senator mayor "
    "general admiral diplomat prosecutor commissioner lawmaker representative king queen prince congressman congresswoman envoy "
    "negotiator consul official officials chairman chairwoman speaker vice deputy officer diplomats ministers ministry".split()
)
ROLES = OFFICES | frozenset(
    "chief chair director professor analyst economist researcher expert adviser advisor lawyer judge candidate nominee executive "
    "manager founder author reporter journalist editor scholar scientist fellow strategist attorney sheriff bishop pope coach "
    "captain engineer head host owner activist aide counterpart historian doctor sen rep gov prof politician commander member "
    "treasurer inspector investigator auditor organiser organizer".split()
)
NOUN_LIKE = frozenset(
    "claims claim reports report demands demand calls call notes note comments comment remarks remark answers answer requests "
    "request orders order posts post names name views view states state pledges pledge promises promise vows vow quotes quote "
    "stresses stress guarantees guarantee estimates estimate blames blame signals signal laughs laugh cries cry disputes "
    "dispute protests protest welcomes cautions caution casts cast labels label brands brand threatens praises praise boasts "
    "boast hints hint counters counter invites offers labels texts text emails email blogs blog reads read sees see mocks "
    "jokes joke tweets tweet appeals appeal plans plan cites highlights highlight snaps snap mentions mention shouts shout screams scream "
    "swears advises outlines outline urges urge warns answers describes slams blasts blast reveals".split()
)
_ADJECTIVES = frozenset("united red need hundred bed feed speed seed deed indeed breed shed unprecedented armed naked wicked sacred".split())
_PAST = frozenset(
    "said told went came took made got gave saw knew found left felt brought kept held began thought became lost paid met ran sent "
    "built fell rose led grew won broke spent understood drew sought faced wrote stood set put cut says makes takes gives goes "
    "comes wants needs seems remains means shows includes faces gets keeps hopes looks plans believes expects appears depends "
    "want need believe think know see want hope expect".split()
)


@cache
def is_past_like(word: str) -> bool:
    """Tell, by form alone, whether a word may be a finite verb in the past or a common one in the present."""
    return word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _ADJECTIVES)
