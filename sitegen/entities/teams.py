"""Countries that stand for their teams ("Sweden beat Chile 2-1"): `TEAM_RULES`."""

from collections.abc import Collection
from dataclasses import dataclass

from sitegen.entities.rules import Reading, ReadingRule, RuleName, reading_rule
from sitegen.entities.tokens import Tokens

TEAM_VERBS = frozenset(  # verbs of which a team is the subject
    "beat beats defeat defeats defeated thrash thrashed outplayed faced face faces play plays meet meets"
    " drew lost lose loses won win wins scored scores equalised equalized qualified qualify advanced"
    " trailed led conceded kicked batted bowled chased substituted dominated progressed clinched eliminated"
    " crashed hammered edged stunned".split()
)
OPPONENT_WORDS = frozenset(  # words before a team
    "against versus vs v beat beats defeated beating defeating face faced faces facing play plays meet"
    " meets thrashed thrashing hammered edged stunned eliminated eliminating knocked".split()
)
TEAM_WORDS = frozenset(
    "coach captain manager goalkeeper striker midfielder defender winger forward team squad side bowler"
    " batsman opener fullback scrum-half fly-half prop substitute playmaker skipper".split()
)
MATCH_WORDS = frozenset(  # words that reports on matches have, and other texts too
    "match matches goal goals goalkeeper striker midfielder defender referee penalty halftime half-time"
    " kick-off kickoff scored scoring equaliser equalizer tournament semifinal semi-final quarterfinal"
    " quarter-final final finals qualifier qualifiers wicket wickets innings batsman batsmen bowler overs"
    " try tries scrum coach captain squad team teams win victory defeat draw points group minute minutes"
    " header corner offside substitute stadium fixture pitch puck period quarter rebound rebounds set sets"
    " league cup".split()
)
PITCH = frozenset(  # words that no other text has beside a country
    "match goal goals goalkeeper striker midfielder penalty referee scored scoring halftime half-time"
    " kick-off equaliser equalizer wicket wickets innings batsman bowler scrum coach captain squad"
    " semifinal semi-final quarterfinal quarter-final substitute victory".split()
)
SPORT_WORDS = {  # words that tell which sport it is
    "football": "football soccer goalkeeper striker midfielder offside",
    "cricket": "cricket wicket wickets innings batsman batsmen bowler",
    "rugby": "rugby scrum lineout fly-half scrum-half",
    "basketball": "basketball rebounds",
    "ice hockey": "hockey puck powerplay",
    "volleyball": "volleyball",
    "handball": "handball",
    "baseball": "baseball",
    "netball": "netball",
}
SPORT_BY_WORD = {word: sport for sport, words in SPORT_WORDS.items() for word in words.split()}
PLACE_PREPOSITIONS = frozenset(
    "in at near outside around across into throughout from to via inside within through of".split()
)
MIN_MATCH_WORDS = 6  # different MATCH_WORDS in a report on a match; by judgement
MAX_SCORE_DIGITS = 3
SCORE_WORDS = 2  # the numbers of a score
LOST_WINDOW = 5  # words before a country among which "lost" stands; by judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryContext:
    """Where a country is named, and the words beside it in its sentence."""

    words: Tokens
    start: int  # first word of the name
    end: int  # word after the name
    before: list[str]  # two words at most
    after: list[str]  # likewise


def country_context(words: Tokens, start: int, end: int) -> CountryContext:
    """Return what the rules look at around a name at [start, end)."""
    texts, gaps = words.texts, words.gaps
    before = texts[max(0, start - SCORE_WORDS) : start] if gaps[start] != "(" else []
    after = texts[end : end + SCORE_WORDS] if gaps[end] != "(" else []
    return CountryContext(words=words, start=start, end=end, before=before, after=after)


def team_rule(words: Tokens, start: int, end: int) -> ReadingRule[CountryContext] | None:
    """Return the rule that reads a country at [start, end) as team or country; None: no cue, a country."""
    return reading_rule(TEAM_RULES, country_context(words, start, end))


def plays(words: Tokens, start: int, end: int) -> bool:
    """Whether the words around a country named at [start, end) tell of a team."""
    rule = team_rule(words, start, end)
    return rule is not None and rule.reading is Reading.TEAM


def is_there(words: Tokens, start: int) -> bool:
    """Whether a country named at a word is where something is."""
    return start > 0 and words.gaps[start] == " " and words.texts[start - 1].lower() in PLACE_PREPOSITIONS


def _is_winner(context: CountryContext) -> bool:
    words, start = context.words, context.start
    if not is_there(words, start) or words.texts[start - 1] != "to":
        return False
    return "lost" in words.texts[max(0, start - LOST_WINDOW) : start]


def _is_located_in(context: CountryContext) -> bool:
    return is_there(context.words, context.start)


def _is_beside_score(context: CountryContext) -> bool:
    return _is_score(context.after) or _is_score(context.before)


def _is_score(texts: list[str]) -> bool:
    if len(texts) != SCORE_WORDS:
        return False
    return all(text.isdecimal() and len(text) <= MAX_SCORE_DIGITS for text in texts)


def _is_player(context: CountryContext) -> bool:
    if not context.after or context.words.gaps[context.end] != " ":
        return False
    return context.after[0] in TEAM_VERBS


def _has_team(context: CountryContext) -> bool:
    if not context.after or context.words.gaps[context.end] not in " '":
        return False
    return context.after[0] in TEAM_WORDS


def _is_opponent(context: CountryContext) -> bool:
    if not context.before or context.words.gaps[context.start] != " ":
        return False
    return context.before[-1] in OPPONENT_WORDS


TEAM_RULES: tuple[ReadingRule[CountryContext], ...] = (
    ReadingRule(
        name=RuleName("to whom another lost"),
        when=_is_winner,
        reading=Reading.TEAM,
        examples={"Chile lost 2 – 1 to Sweden.": "Sweden"},
        counterexamples={
            "Chile sent the lost ball to Norway and Sweden.": "Sweden",
            "The ball went to Sweden.": "Sweden",
        },
    ),
    ReadingRule(
        name=RuleName("where something is"),
        when=_is_located_in,
        reading=Reading.COUNTRY,
        examples={"In Sweden scored points are counted twice.": "Sweden"},
        counterexamples={"Then Sweden scored twice.": "Sweden"},
    ),
    ReadingRule(
        name=RuleName("beside a score"),
        when=_is_beside_score,
        reading=Reading.TEAM,
        examples={"Sweden 2 – 1 Chile": "Sweden", "It ended 2 – 1 Chile.": "Chile"},
        counterexamples={"Sweden 2024 – 1 cake a day": "Sweden", "Sweden 2 cakes": "Sweden"},
    ),
    ReadingRule(
        name=RuleName("plays"),
        when=_is_player,
        reading=Reading.TEAM,
        examples={"Then Sweden beat Chile.": "Sweden"},
        counterexamples={"Then Sweden baked a cake.": "Sweden", "Then Sweden. Beat the eggs.": "Sweden"},
    ),
    ReadingRule(
        name=RuleName("has players"),
        when=_has_team,
        reading=Reading.TEAM,
        examples={"Sweden coach Jan Example spoke.": "Sweden", "Sweden's goalkeeper spoke.": "Sweden"},
        counterexamples={"Sweden, coach of many, spoke.": "Sweden"},
    ),
    ReadingRule(
        name=RuleName("opponent"),
        when=_is_opponent,
        reading=Reading.TEAM,
        examples={"They defeated Chile.": "Chile"},
        counterexamples={"They were defeated. Chile slept.": "Chile"},
    ),
)


def team_name(country: str, small_words: Collection[str]) -> str:
    """Return the name of a country's team by an article's small words; empty: no report on a match."""
    sports = {SPORT_BY_WORD[word] for word in SPORT_BY_WORD.keys() & set(small_words)}
    if not sports or len(MATCH_WORDS.intersection(small_words)) < MIN_MATCH_WORDS:
        return ""
    parts = [country]
    if "women" in small_words:
        parts.append("women’s")
    parts.append("national")
    if len(sports) == 1:
        parts += sports
    return " ".join((*parts, "team"))
