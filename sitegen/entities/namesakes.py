"""States of the United States that bear the name of a city or of a country, told from these by the words around them."""

from dataclasses import dataclass

from sitegen.entities.gazetteer import builtin
from sitegen.entities.tokens import Tokens


@dataclass(frozen=True, slots=True)
class StateName:
    """A state by its name as an entity, words before which its name surely means it, and towns that stand before the other one."""

    state: str
    offices: frozenset[str]
    elsewhere: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMESAKES = {
    "new-york": StateName(
        "New York State",
        _words(
            "Governor governor Gov Senator Senators senator senators Sen Republican Republicans Democrat Democrats Legislature Congressman"
            " congressman congressmen lawmaker lawmakers statehouse primary"
        ),
        _words("Brooklyn Manhattan Queens Bronx Harlem Island York City Center Centre Square"),
    ),
    "washington": StateName(
        "Washington State",
        _words("Governor Gov Legislature statehouse"),
        _words("Georgetown University Center"),
    ),
    "georgia": StateName(
        "Georgia (US state)",
        _words("Governor Gov Senator Sen Republican Republicans Democrat Democrats Legislature"),
        _words(
            "Tbilisi Batumi Gori Sukhumi Tskhinvali Kutaisi Poti Rustavi Armenia Ukraine Turkey Russia Azerbaijan"
        ),
    ),
}
FROM = _words("Senator senator Rep Representative Congressman Congresswoman Republican Democrat congressman")
STATES = frozenset(  # of one word, and of that name alone
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky"
    " Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon"
    " Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Jersey Carolina Dakota".split()
)
PAIRED = frozenset(
    {"washington", "georgia"}
)  # that are states where another one stands beside them ("Colorado and Washington")
PAIRED_WITH = STATES - {"Virginia", "Maryland"}  # about the capital
CAPITALS = frozenset(city for entry in builtin() for city in entry.capitals)
FARTHEST = 3  # words between "Senator" and "from New York"


def state_name(entity: str, words: Tokens, start: int, end: int) -> str:
    """Give the name of the state that a name at [start, end) means, or an empty text where it means the city or country."""
    if (one := NAMESAKES.get(entity)) is None or end - start > len(entity.split("-")):
        return ""
    texts, gaps = words.texts, words.gaps
    office = end < len(texts) and gaps[end] == " " and texts[end] in one.offices
    sent = (
        start > 0
        and texts[start - 1] == "from"
        and not FROM.isdisjoint(texts[max(0, start - FARTHEST) : start - 1])
    )
    states = (
        start > 2 and texts[start - 1] in {"and", "or"} and {texts[start - 2], texts[start - 3]} <= STATES
    )
    paired = entity in PAIRED and not PAIRED_WITH.isdisjoint(_joined(texts, start, end))
    upstate = start > 0 and texts[start - 1].lower() in {"upstate", "downstate"}
    return (
        one.state
        if office or sent or upstate or states or paired or _follows_town(words, start, end, one)
        else ""
    )


def _joined(texts: list[str], start: int, end: int) -> list[str]:
    """Give what "and" joins with a name at [start, end)."""
    before = texts[start - 2 : start - 1] if start > 1 and texts[start - 1] == "and" else []
    return before + (texts[end + 1 : end + 2] if texts[end : end + 1] == ["and"] else [])


def _follows_town(words: Tokens, start: int, end: int, one: StateName) -> bool:
    """Say whether a name stands after a town and between commas, or at the end ("in Albany, New York, on Monday")."""
    texts, gaps = words.texts, words.gaps
    if not start or gaps[start] != "," or texts[start - 1] in one.elsewhere:
        return False
    at = start - 1
    while at and gaps[at] == " " and texts[at - 1][0].isupper():
        at -= 1
    there = at > 0 and gaps[at] == " " and texts[at - 1].lower() in {"in", "near", "outside"}
    return there and " ".join(texts[at:start]) not in CAPITALS and not _goes_on(words, end)


def _goes_on(words: Tokens, end: int) -> bool:
    """Say whether a sentence goes on with a verb or with more of a list ("In Moscow, Washington said", "London, New York and Rome")."""
    texts, gaps = words.texts, words.gaps
    following = texts[end : end + 2]
    if gaps[end] == "(" or not following:
        return False
    if following[0] in {"and", "or"}:
        return len(following) == 1 or following[1][0].isupper()
    return gaps[end] != "," or (following[0][0].isupper() and gaps[end + 1] != " ")
