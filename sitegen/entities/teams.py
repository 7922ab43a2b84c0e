"""Countries that stand for their teams ("Sweden beat Chile 2-1"), told by scores and by the words of matches."""

from collections.abc import Collection

from sitegen.entities.tokens import Tokens

PLAYING = frozenset(  # verbs of which a team is the subject
    "beat beats defeat defeats defeated thrash thrashed outplayed faced face faces play plays meet meets drew lost lose loses"
    " won win wins scored scores equalised equalized qualified qualify advanced trailed led conceded kicked batted bowled chased"
    " substituted dominated progressed clinched eliminated crashed hammered edged stunned".split()
)
AGAINST = frozenset(  # words before a team
    "against versus vs v beat beats defeated beating defeating face faced faces facing play plays meet meets thrashed thrashing"
    " hammered edged stunned eliminated eliminating knocked".split()
)
TEAM_WORDS = frozenset(
    "coach captain manager goalkeeper striker midfielder defender winger forward team squad side bowler batsman opener fullback"
    " scrum-half fly-half prop substitute playmaker skipper".split()
)
MATCH_WORDS = frozenset(  # words that reports on matches have, and other texts too
    "match matches goal goals goalkeeper striker midfielder defender referee penalty halftime half-time kick-off kickoff scored scoring"
    " equaliser equalizer tournament semifinal semi-final quarterfinal quarter-final final finals qualifier qualifiers wicket wickets"
    " innings batsman batsmen bowler overs try tries scrum coach captain squad team teams win victory defeat draw points group minute"
    " minutes header corner offside substitute stadium fixture pitch puck period quarter rebound rebounds set sets league cup".split()
)
PITCH = frozenset(  # words that no other text has beside a country
    "match goal goals goalkeeper striker midfielder penalty referee scored scoring halftime half-time kick-off equaliser equalizer wicket"
    " wickets innings batsman bowler scrum coach captain squad semifinal semi-final quarterfinal quarter-final substitute victory".split()
)
SPORTS = {  # words that tell which sport it is
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
BY_WORD = {word: sport for sport, words in SPORTS.items() for word in words.split()}
ELSEWHERE = frozenset(
    "in at near outside around across into throughout from to via inside within through of".split()
)
REPORT = 6  # different ones of them that a report on a match has at least
HIGHEST = 3  # digits of a score


def plays(words: Tokens, start: int, end: int) -> bool:
    """Say whether the words around a country named at [start, end) tell of a team."""
    texts, gaps = words.texts, words.gaps
    after = texts[end : end + 2] if gaps[end] != "(" else []
    before = texts[max(0, start - 2) : start] if gaps[start] != "(" else []
    if is_there(words, start):
        return texts[start - 1] == "to" and "lost" in texts[max(0, start - 5) : start]  # "lost 2-1 to Sweden"
    if _is_score(after) or _is_score(before):
        return True
    if (after and gaps[end] == " " and after[0] in PLAYING) or (
        after and gaps[end] in " '" and after[0] in TEAM_WORDS
    ):
        return True
    return bool(before) and gaps[start] == " " and before[-1] in AGAINST


def is_there(words: Tokens, start: int) -> bool:
    """Say whether a country named at a word is where something is."""
    return bool(start) and words.gaps[start] == " " and words.texts[start - 1].lower() in ELSEWHERE


def _is_score(texts: list[str]) -> bool:
    return len(texts) == 2 and all(text.isdecimal() and len(text) <= HIGHEST for text in texts)


def team_name(country: str, small: Collection[str]) -> str:
    """Give the name of a country's team by the words of an article, or an empty text where it is no report on a match."""
    sports = {BY_WORD[word] for word in BY_WORD.keys() & set(small)}
    if not sports or len(MATCH_WORDS.intersection(small)) < REPORT:
        return ""
    sport = f"{next(iter(sports))} " if len(sports) == 1 else ""
    return f"{country} {'women’s ' if 'women' in small else ''}national {sport}team"
