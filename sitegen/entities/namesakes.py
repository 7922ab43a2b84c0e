"""States of the United States that bear the name of a city or of a country: `STATE_RULES`."""

from dataclasses import dataclass

from sitegen.entities.gazetteer import builtin
from sitegen.entities.rules import Reading, ReadingRule, RuleName, reading_rule
from sitegen.entities.tokens import Tokens


@dataclass(frozen=True, slots=True)
class StateName:
    """A state whose name another place bears too."""

    state: str  # its name as an entity
    offices: frozenset[str]  # words before which the name means the state
    elsewhere: frozenset[str]  # towns and other words before which, in a list, it means the other place


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMESAKES = {
    "new-york": StateName(
        "New York State",
        _words(
            "Governor governor Gov Senator Senators senator senators Sen Republican Republicans Democrat"
            " Democrats Legislature Congressman congressman congressmen lawmaker lawmakers statehouse primary"
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
            "Tbilisi Batumi Gori Sukhumi Tskhinvali Kutaisi Poti Rustavi Armenia Ukraine Turkey Russia"
            " Azerbaijan"
        ),
    ),
}
POLITICIANS = _words(
    "Senator senator Rep Representative Congressman Congresswoman Republican Democrat congressman"
)
STATE_WORDS = frozenset(  # of one word, and of that name alone
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho"
    " Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota"
    " Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah"
    " Vermont Virginia Wisconsin Wyoming Jersey Carolina Dakota".split()
)
PAIRED = frozenset({"washington", "georgia"})  # states beside another state ("Colorado and Washington")
PAIRED_WITH = STATE_WORDS - {"Virginia", "Maryland"}  # about the capital
CAPITALS = frozenset(city for entry in builtin() for city in entry.capitals)
AND_OR = frozenset({"and", "or"})
STATE_TOWN_PREPOSITIONS = frozenset({"in", "near", "outside"})
PARTS_OF_STATE = frozenset({"upstate", "downstate"})
MAX_POLITICIAN_WORDS = 3  # words before "New York", "from" among them, where "Senator" stands; by judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class StateContext:
    """Where the name of a state and of another place stands."""

    words: Tokens
    start: int  # first word of the name
    end: int  # word after the name
    entity: str  # id of the other place
    namesake: StateName


def state_rule(entity: str, words: Tokens, start: int, end: int) -> ReadingRule[StateContext] | None:
    """Return the rule by which the name of an entity at [start, end) means a state; None: it does not."""
    namesake = NAMESAKES.get(entity)
    if namesake is None or end - start > len(entity.split("-")):
        return None
    return reading_rule(
        STATE_RULES, StateContext(words=words, start=start, end=end, entity=entity, namesake=namesake)
    )


def state_name(entity: str, words: Tokens, start: int, end: int) -> str:
    """Return the state that a name at [start, end) means; empty where it means the city or country."""
    if entity not in NAMESAKES or state_rule(entity, words, start, end) is None:
        return ""
    return NAMESAKES[entity].state


def _is_before_office(context: StateContext) -> bool:
    texts, end = context.words.texts, context.end
    if end >= len(texts) or context.words.gaps[end] != " ":
        return False
    return texts[end] in context.namesake.offices


def _is_home_of_politician(context: StateContext) -> bool:
    texts, start = context.words.texts, context.start
    if not start or texts[start - 1] != "from":
        return False
    return not POLITICIANS.isdisjoint(texts[max(0, start - MAX_POLITICIAN_WORDS) : start - 1])


def _is_partly_named(context: StateContext) -> bool:
    return context.start > 0 and context.words.texts[context.start - 1].lower() in PARTS_OF_STATE


def _ends_list_of_states(context: StateContext) -> bool:
    texts, start = context.words.texts, context.start
    if start < 3 or texts[start - 1] not in AND_OR:
        return False
    return texts[start - 2] in STATE_WORDS and texts[start - 3] in STATE_WORDS


def _is_paired_with_state(context: StateContext) -> bool:
    if context.entity not in PAIRED:
        return False
    return not PAIRED_WITH.isdisjoint(_joined_words(context.words.texts, context.start, context.end))


def _joined_words(texts: list[str], start: int, end: int) -> list[str]:
    """Return what "and" joins with a name at [start, end)."""
    joined: list[str] = []
    if start > 1 and texts[start - 1] == "and":
        joined.append(texts[start - 2])
    if texts[end : end + 1] == ["and"]:
        joined += texts[end + 1 : end + 2]
    return joined


def _is_after_town(context: StateContext) -> bool:
    """Whether a name stands after a town, between commas or at the end ("in Albany, New York, on Monday")."""
    texts, gaps, start = context.words.texts, context.words.gaps, context.start
    if not start or gaps[start] != "," or texts[start - 1] in context.namesake.elsewhere:
        return False
    town = _first_capitalised(context.words, start - 1)
    if not town or gaps[town] != " " or texts[town - 1].lower() not in STATE_TOWN_PREPOSITIONS:
        return False
    return " ".join(texts[town:start]) not in CAPITALS and not _goes_on(context.words, context.end)


def _first_capitalised(words: Tokens, index: int) -> int:
    """Return the first word of the capitalised ones up to a word."""
    while index and words.gaps[index] == " " and words.texts[index - 1][0].isupper():
        index -= 1
    return index


def _goes_on(words: Tokens, end: int) -> bool:
    """Whether a verb or a list follows ("In Moscow, Washington said", "London, New York and Rome")."""
    gaps, following = words.gaps, words.texts[end : end + 2]
    if gaps[end] == "(" or not following:
        return False
    if following[0] in AND_OR:
        return len(following) == 1 or following[1][0].isupper()
    if gaps[end] != ",":
        return True
    return following[0][0].isupper() and gaps[end + 1] != " "


STATE_RULES: tuple[ReadingRule[StateContext], ...] = (
    ReadingRule(
        name=RuleName("before an office of the state"),
        when=_is_before_office,
        reading=Reading.STATE,
        examples={"New York Governor Jane Example spoke.": "New York"},
        counterexamples={
            "New York bakers spoke.": "New York",
            "In New York, Governor Example spoke.": "New York",
        },
    ),
    ReadingRule(
        name=RuleName("home of a politician"),
        when=_is_home_of_politician,
        reading=Reading.STATE,
        examples={"The senator from New York spoke.": "New York"},
        counterexamples={"The train from New York came.": "New York"},
    ),
    ReadingRule(
        name=RuleName("part of a state"),
        when=_is_partly_named,
        reading=Reading.STATE,
        examples={"It rained in upstate New York.": "New York"},
        counterexamples={"It rained in downtown New York.": "New York"},
    ),
    ReadingRule(
        name=RuleName("end of a list of states"),
        when=_ends_list_of_states,
        reading=Reading.STATE,
        examples={"It rained in Ohio, Pennsylvania and New York.": "New York"},
        counterexamples={"It rained in Paris, London and New York.": "New York"},
    ),
    ReadingRule(
        name=RuleName("beside a state"),
        when=_is_paired_with_state,
        reading=Reading.STATE,
        examples={
            "Colorado and Washington baked cakes.": "Washington",
            "Georgia and Alabama baked.": "Georgia",
        },
        counterexamples={
            "Virginia and Washington are near.": "Washington",
            "Ohio and New York baked.": "New York",
        },
    ),
    ReadingRule(
        name=RuleName("after a town"),
        when=_is_after_town,
        reading=Reading.STATE,
        examples={
            "He was born in Albany, New York, in 1950.": "New York",
            "They met in Macon, Georgia.": "Georgia",
        },
        counterexamples={
            "He was born in Brooklyn, New York, in 1950.": "New York",
            "In Moscow, Washington said no.": "Washington",
            "In Frankfurt, New York and Tokyo, shares fell.": "New York",
        },
    ),
)
