"""States of the United States that bear the name of a city or of a country, told from these by the words around them."""

from dataclasses import dataclass

from sitegen.identify.tokens import Words


@dataclass(frozen=True, slots=True)
class Namesake:
    """A state, and towns that stand before the name of the other one ("Brooklyn, New York")."""

    entity: str  # id of the state
    elsewhere: frozenset[str]


NAMESAKES = {
    "new-york": Namesake(
        "new-york-state", frozenset("Brooklyn Manhattan Queens Bronx Harlem Island York City Center Centre Square".split())
    ),
    "washington": Namesake("washington-state", frozenset("Georgetown University Center Institution".split())),
    "georgia": Namesake(
        "georgia-us-state", frozenset("Tbilisi Batumi Gori Sukhumi Tskhinvali Kutaisi Poti Rustavi Armenia Ukraine".split())
    ),
}
OFFICES = frozenset(  # what a state has, and cities and countries do not
    "Governor Senator Senators Sen Gov Rep Republican Republicans Democrat Democrats Democratic Congressman Congresswoman Legislature"
    " Lieutenant congressman congresswoman congressmen senator senators governor Representative lawmaker lawmakers statehouse caucus"
    " caucuses primary".split()
)
FROM = frozenset("Senator senator Rep Representative Congressman Congresswoman Republican Democrat congressman".split())
STATES = frozenset(  # of one word, and of that name alone
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky"
    " Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon"
    " Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Jersey Carolina Dakota".split()
)
FARTHEST = 3  # words between "Senator" and "from New York"


def namesake(entity: str, words: Words, start: int, end: int) -> str:
    """Give the id of the state that a name at [start, end) means, or an empty text where it means the city or country."""
    if (one := NAMESAKES.get(entity)) is None or end - start > len(entity.split("-")):
        return ""
    texts, gaps = words.texts, words.gaps
    office = end < len(texts) and gaps[end] == " " and texts[end] in OFFICES
    town = start > 0 and gaps[start] == "," and texts[start - 1][0].isupper() and texts[start - 1] not in one.elsewhere
    listed = town and start > 1 and gaps[start - 1] not in {" ", "("}  # "Lagos, Hong Kong, New York"
    sent = start > 0 and texts[start - 1] == "from" and not FROM.isdisjoint(texts[max(0, start - FARTHEST) : start - 1])
    states = start > 2 and texts[start - 1] in {"and", "or"} and {texts[start - 2], texts[start - 3]} <= STATES
    upstate = start > 0 and texts[start - 1].lower() in {"upstate", "downstate"}
    return one.entity if office or sent or upstate or states or (town and not listed and _is_town(words, start)) else ""


def _is_town(words: Words, start: int) -> bool:
    """Say whether the name before a comma is that of a place where something is ("in Albany, New York")."""
    at = start - 1
    while at and words.gaps[at] == " " and words.texts[at - 1][0].isupper():
        at -= 1
    return at == 0 or words.texts[at - 1].lower() in {"in", "at", "near", "from", "of", "to", "around", "outside"}
