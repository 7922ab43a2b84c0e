"""Capitals that stand for their governments ("Beijing has denied"): `GOVERNMENT_RULES`.

A capital is its city unless a rule says that it acts, is dealt with, or has what governments have: a wrong
country is worse than none.
The sets of words were made by looking at errors in the Wikinews articles of docs/accuracy.md.
"""

from dataclasses import dataclass

from sitegen.entities.kinds import SAYING
from sitegen.entities.rules import Reading, ReadingRule, RuleName, reading_rule
from sitegen.entities.tokens import Tokens

COMPOUND_PARTICIPLES = frozenset(  # after a name and a hyphen ("Beijing-based")
    "based led backed born style made run owned controlled centered centred aligned brokered occupied held"
    " sponsored funded bound dominated educated trained supplied allied administered friendly wide".split()
)
LOCATIVE_PREPOSITIONS = frozenset("in at near outside around across into throughout".split())
CITY_NOUNS = frozenset("capital city capitol".split())  # before a name, of a city
TRAVEL_WORDS = CITY_NOUNS | frozenset(  # before "to Paris", "of Paris"
    "visit visits visited way route bound flight train".split()
)

GOVERNMENT_VERBS = (
    SAYING - {"added"}
) | frozenset(  # what governments do: verbs after a capital, alone or with an auxiliary
    "insists wants wanted agreed agrees views hopes hoped plans planned seeks sought refused refuses"
    " rejected rejects accused accuses urged urges demands demanded pledged pledges vowed vows condemned"
    " condemns condemn criticised criticized backs backed opposes opposed supports supported claims fears"
    " feared denies denounced retaliated responded reacted signalled signaled signed imposed lifted"
    " suspended recalled expelled summoned threatened threatens threaten promised promises proposed"
    " proposes offered approved recognised recognized considers considered regards regarded viewed"
    " maintains maintained withdrew withdraw deployed sent announces asserts asserted contends argues"
    " acknowledges admits concedes conceded calls knows believed intends intend say deny accept accepted"
    " accepts accuse agree refuse reject seek want support oppose act acted respond retaliate recognise"
    " recognize impose lift make made take taking give keep stop stopped continue continued try tried begin"
    " show failed fail pushed pressed warn warning saying trying seeking planning considering preparing"
    " demanding insisting refusing pushing pressing negotiating worried concerned determined prepared"
    " committed convinced interested used spent provided provide allowed allow blamed blames ordered asked"
    " asks negotiate negotiated warmed played called spoken declared invited cooperated complied comply"
    " adopted shifted softened hardened banned barred annexed invaded attacked armed supplied funded"
    " financed trained sponsored tested developed enriched violated breached joined ratified severed"
    " restored broken halted blocked vetoed raised helped helps share shared found challenged challenges"
    " slapped countered counters voiced investigating aimed fought protested complained apologised"
    " apologized appealed outlined decided thwarted created persisted battled pulled poured sided secured"
    " welcomed hailed dispatched dismissed defended disputed downplayed escalated exercised extended froze"
    " intervened invoked issued lobbied loosened mediated mobilised mobilized notified objected ousted"
    " persuaded pointed praised provoked pursued reiterated relaxed renewed requested resisted reversed"
    " scrapped shelved stepped swung tightened undertook unveiled waived aligned abandoned condoned"
    " consulted contacted coordinated courted cautioned countenanced detained deported drafted enacted"
    " endorsed engineered exempted extradited fielded forbade forced handed honoured identified implemented"
    " imprisoned insulted investigated irked jailed leaned liaised meddled nationalised nominated obliged"
    " offended opted overthrew pardoned plotted postponed prohibited promoted propped punished pushes quit"
    " ratchet rebuffed rebuked recommended redeployed refrained reinforced released relented relies relied"
    " rethought scolded sentenced shunned sidelined spied spurned squeezed stalled steered strengthened"
    " stripped subsidised surrendered targeted toughened urging vacillated vilified wielded yielded"
    " withheld ended launched cut ruled help fired bombed shelled declined comment lodged filed staged"
    " cancelled canceled conducted rescinded revoked restricted resumed resumes resume".split()
)
MODALS = frozenset("would must should could may might cannot won't wouldn't can't".split())
AUXILIARIES = frozenset(
    "has have had is was will can does do did are were isn't wasn't hasn't hadn't doesn't didn't remains"
    " remained appears appeared seems seemed".split()
)
VERB_MODIFIERS = frozenset(  # between a name and its verb ("has always said", "said on Monday")
    "not always never already also long now still so since far only again often yet has have been be this"
    " last next month week year monday tuesday wednesday thursday friday saturday sunday in turn on late"
    " both".split()
)
GOVERNMENT_STATES = frozenset(  # what governments are, or are made
    "ready willing unwilling reluctant worried concerned determined prepared keen eager committed"
    " convinced open adamant unlikely likely able unable interested responsible behind anxious accused"
    " criticised criticized condemned asked urged told warned blamed obliged isolated seen informed"
    " consulted invited opposed allied aligned angered involved resigned sure certain aware wary suspicious"
    " hopeful happy unhappy furious silent said believed understood".split()
)
CITY_VERBS = frozenset(  # what is said of cities too: after an auxiliary, or ending in "ed"
    "be host hosts hosted hosting become became remain see stay get look feel have home located situated"
    " based founded named called hit flooded mourning burning growing expanding sleeping celebrating"
    " sinking going becoming getting being boomed grown known famous born suffered added lost celebrated"
    " connected crowded packed filled covered surrounded twinned".split()
)
POWER_WORDS = frozenset(  # "has the upper hand"
    "nothing little much upper leverage power stake reason reasons choice doubt doubts no yet chosen"
    " sought".split()
)
POSSESSIONS = frozenset(  # what governments have
    "withdrawal decision decisions involvement policy policies position stance refusal response demand"
    " demands ally allies support claim claims rejection offer offers request requests plan plans intention"
    " intentions relations relationship ties ambassador envoy leaders influence actions invasion war"
    " aggression troops military backing interest interests proposal proposals concern concerns threat"
    " threats accusation accusations aim aims goal goals ambition ambitions commitment effort efforts"
    " strategy role approval defence defense weapons missile missiles programme program programs arms"
    " recognition pledge promise promises move moves reaction condemnation criticism announcement treatment"
    " failure willingness desire sanctions diplomatic diplomacy diplomats nuclear foreign rule sovereignty"
    " security control record consent permission assertion denial insistence handling participation"
    " cooperation compliance obligations objections opposition negotiators negotiator delegation"
    " representative representatives embassy ruling rulers leadership government regime authority hand help"
    " aid assistance trade economic exports forces army intelligence campaign confrontation dispute sphere"
    " attitude answer answers reply replies veto vote partners partner rivals rival enemies friends foes"
    " view views reluctance attempt attempts need right rights hostility presence behaviour behavior"
    " conduct crackdown bid intervention annexation isolation ban tariffs spending reforms reform call"
    " calls message statement version account side".split()
)
STANCE_NOUNS = frozenset(  # what something may be in ("in Moscow's confrontation with ...")
    "confrontation interest interests policy policies relations dispute war strategy role sphere hands"
    " eyes view favour orbit".split()
)
DIPLOMATIC_NOUNS = frozenset(  # before a preposition and a capital ("aid to Kyiv")
    "ambassador ambassadors envoy aid assistance demands demand demanded pressure ties relations"
    " message messages signal signals blow loan loans weapons arms concessions threat threats"
    " warning warnings letter request requests approval permission response responses reaction"
    " reactions proposal proposals pledge pledges guarantee guarantees help appeal appeals"
    " instructions backing recognition cooperation criticism condemnation accusation accusations"
    " offer offers sanctions loyal ally allies supply supplies gesture independence labelling"
    " labeling behalf invitation ultimatum hostility opposition critic critics critical wary"
    " suspicious independent reply complaint complaints protest explanation assurances assurance"
    " embassy accused acceptable unacceptable hostile sympathetic embarrassment setback rebuke"
    " rival rivals challenge funding subsidies embargo behest powers tactics whims blessing".split()
)
DEALING_VERBS = frozenset(  # verbs of which a government is the object
    "accuses accused accusing accuse urged urges urging urge warned warns warning warn told tell telling"
    " asked asks asking ask pressed pressing press pressure pressured pressuring condemned condemns"
    " condemning condemn criticised criticized criticising criticizing blamed blames blaming blame bring"
    " persuade persuaded persuading convince convinced convincing monitor joined join support supported"
    " supporting backed backing isolate isolating isolated engage engaging engaged thank thanked labelled"
    " labeled angered angering anger irked upset alarmed alarming notified informed inform deter counter"
    " confront confronting contain punish punished provoke provoked provoking appease enraged enraging"
    " naming sanction threatened threatens threatening".split()
)
GOVERNMENT_NOUNS = frozenset(  # right after a capital ("the Moscow government")
    "government regime leadership administration allegations".split()
)
DISTRICT_ABBREVIATIONS = frozenset({"DC", "D.C", "D.C."})  # at the end of a name, a place
CLAUSE_WORDS = frozenset(  # words after a capital that is no mere part of what follows ("by Ottawa police")
    "to of for that not over about on as into from at in back and or but if while when after before since"
    " because by with against is was has had would will can could should may this last next again alone"
    " itself only were are did does do have worth".split()
)
BILATERAL_NOUNS = {  # preposition before two sides -> words before it that tell that they are governments
    "with": frozenset(
        "negotiations negotiation negotiating negotiate talks talk ties tie relations relationship deal"
        " deals accord agreement agreements pact treaty links link tensions tension dispute disputes row"
        " standoff stand-off confrontation clash rift break broke cooperation cooperate cooperating"
        " communicate communicated coordinate coordinated coordination venture ventures alliance allied"
        " ally sided side dialogue diplomacy diplomatic war peace trade contacts contact partnership"
        " friendship engagement patience frustration détente detente rapprochement summit border conflict"
        " channels consultations collusion business align aligned aligning alignment".split()
    ),
    "between": frozenset(
        "relations relationship ties talks tensions tension dispute disputes détente detente agreement"
        " agreements deal accord pact war peace dialogue communications communication negotiations"
        " cooperation conflict confrontation rift row standoff links contacts rivalry competition diplomacy"
        " trade alliance friendship exchanges mediate mediated mediating trust treaty".split()
    ),
    "against": frozenset(
        "complaint complaints sanctions war case lawsuit measures action actions allegation allegations"
        " accusation accusations campaign threats threat tariffs criticism claims claim anger outrage"
        " resolution vote voted sided charges retaliate retaliation rebellion".split()
    ),
}
PASSING_VERBS = frozenset(  # before "by Paris", of a journey
    "passed stopped dropped moved travelled traveled".split()
)
TO_OR_FROM = frozenset({"to", "from", "of", "for", "on", "towards", "toward", "via"})
FOR_OR_AGAINST = frozenset({"pro", "anti"})
MODALS_AND_AUXILIARIES = MODALS | AUXILIARIES
PERFECT_AUXILIARIES = frozenset({"has", "have", "had"})
DO_AUXILIARIES = frozenset({"did", "does", "do"})
VERB_ENDINGS = ("ed", "en")
AGENT_ENDINGS = ("ed", "en", "in", "ly")  # of words before "by" ("accused by", "largely by", "drawn in by")
BEFORE_PARTICIPLES = frozenset({"not", "also", "outright", "again"})  # "to Washington not stealing"
# Windows of words and the length of a word, all by judgement.
MAX_LIST_STEPS = 2  # further names in a list with "and" that are looked at
MAX_PRECEDING_WORDS = 5  # words before a capital that are looked at, in its sentence
MAX_TRAVEL_WORDS = 3  # of these, the last ones, where words of travel and of cities tell something
MAX_FOLLOWING_WORDS = 4  # words after a possessive ending, or after an auxiliary
MAX_PARTICIPLE_WORDS = 2  # words after a capital among which a participle stands
MIN_PARTICIPLE_LETTERS = 5  # shorter words in "ing" are no participles ("king", "ring")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalContext:
    """The words around the name of a capital; all but those of `words` in small letters."""

    words: Tokens
    start: int  # first word of the name, or of the list of names that it is in
    end: int  # word after the name
    joined_before: str  # word before the name and a hyphen ("anti-Washington")
    before: str  # word right before `start`; empty where something else than a space stands between
    following: str  # word right after the name; likewise
    preceding: list[str]  # words before `start`, in its sentence, MAX_PRECEDING_WORDS at most
    verb: str  # what follows the name, others of a list and small words; empty where nothing can be its verb
    after_verb: int  # word after the verb


def capital_context(words: Tokens, name_start: int, end: int) -> CapitalContext:
    """Return what the rules look at around a name at [name_start, end)."""
    texts, gaps = words.texts, words.gaps
    hyphen = name_start > 0 and gaps[name_start] == "-"
    joined_before = texts[name_start - 1].lower() if hyphen else ""
    start = _list_start(words, name_start)
    before = texts[start - 1].lower() if start and gaps[start] == " " else ""
    following = texts[end].lower() if end < len(texts) and gaps[end] == " " else ""
    preceding = [text.lower() for text in _sentence_before(words, start, MAX_PRECEDING_WORDS)]
    verb, after_verb = _verb(words, end)
    return CapitalContext(
        words=words,
        start=start,
        end=end,
        joined_before=joined_before,
        before=before,
        following=following,
        preceding=preceding,
        verb=verb,
        after_verb=after_verb,
    )


def government_rule(words: Tokens, start: int, end: int) -> ReadingRule[CapitalContext] | None:
    """Return the rule that reads a capital at [start, end) as city or government; None: no cue, a city."""
    return reading_rule(GOVERNMENT_RULES, capital_context(words, start, end))


def stands_for_government(words: Tokens, start: int, end: int) -> bool:
    """Whether a capital named at [start, end) acts as a government does, by the words around it."""
    rule = government_rule(words, start, end)
    return rule is not None and rule.reading is Reading.GOVERNMENT


# What stands around a name ------------------------------------------------------------------------------


def _list_start(words: Tokens, start: int) -> int:
    """Return where a list of two or three names begins ("between Moscow and Beijing")."""
    for _ in range(MAX_LIST_STEPS):
        if not _is_listed_after(words, start):
            break
        start -= 2
    return start


def _is_listed_after(words: Tokens, start: int) -> bool:
    """Whether "and" and another name stand before a name."""
    texts, gaps = words.texts, words.gaps
    if start < 2 or texts[start - 1] != "and":
        return False
    return gaps[start - 1] == gaps[start] == " " and texts[start - 2][0].isupper()


def _is_listed_before(words: Tokens, end: int) -> bool:
    """Whether "and" and another name follow a name."""
    texts = words.texts
    if end + 1 >= len(texts) or texts[end] != "and":
        return False
    return words.gaps[end] == " " and texts[end + 1][0].isupper()


def _sentence_before(words: Tokens, start: int, size: int) -> list[str]:
    """Return at most `size` words before a word, in its sentence."""
    index = start
    while index > max(0, start - size) and words.gaps[index] != "(":
        index -= 1
    return words.texts[index:start]


def _sentence_from(words: Tokens, start: int, size: int) -> list[str]:
    """Return at most `size` words from a word on, in its sentence."""
    limit = min(len(words), start + size)
    end = start
    while end < limit and (end == start or words.gaps[end] != "("):
        end += 1
    return words.texts[start:end]


def _verb(words: Tokens, end: int) -> tuple[str, int]:
    """Return what may be the verb of a name, and the word after it; else ("", end)."""
    texts, gaps = words.texts, words.gaps
    index = end
    for _ in range(MAX_LIST_STEPS):  # "Washington and Brussels agreed"
        if not _is_listed_before(words, index):
            break
        index += 2
    if index >= len(texts) or gaps[index] != " ":
        return "", end
    verb = texts[index].replace("’", "'")
    while _is_before_verb(verb) and index + 1 < len(texts) and gaps[index + 1] == " ":
        index += 1
        verb = texts[index]
    return verb, index + 1


def _is_modifier(text: str) -> bool:
    """Whether a small word may stand between a name, or an auxiliary, and its verb."""
    return text in VERB_MODIFIERS or (text.endswith("ly") and text not in GOVERNMENT_STATES)


def _is_before_verb(text: str) -> bool:
    return _is_modifier(text) and text not in AUXILIARIES


def _is_participle(text: str) -> bool:
    """Whether a word is what somebody is doing ("denying"), rather than a noun that ends so."""
    return text.endswith("ing") and len(text) >= MIN_PARTICIPLE_LETTERS


def _is_free(context: CapitalContext) -> bool:
    """Whether a capital is no mere part of a longer name or compound ("by Ottawa police")."""
    return not context.following or context.following in CLAUSE_WORDS


# Conditions --------------------------------------------------------------------------------------------


def _is_for_or_against(context: CapitalContext) -> bool:
    return context.joined_before in FOR_OR_AGAINST


def _is_owner(context: CapitalContext) -> bool:
    return context.words.gaps[context.end] == "'"


def _is_within(context: CapitalContext) -> bool:
    return context.before in LOCATIVE_PREPOSITIONS


def _is_owner_of_stance(context: CapitalContext) -> bool:
    if not _is_owner(context) or not _is_within(context):
        return False
    return not STANCE_NOUNS.isdisjoint(_sentence_from(context.words, context.end, MAX_FOLLOWING_WORDS))


def _is_owner_within(context: CapitalContext) -> bool:
    return _is_owner(context) and _is_within(context)


def _is_owner_of_power(context: CapitalContext) -> bool:
    if not _is_owner(context):
        return False
    owned = _sentence_from(context.words, context.end, MAX_FOLLOWING_WORDS)
    return not POSSESSIONS.isdisjoint([text.lower() for text in owned])


def _is_district(context: CapitalContext) -> bool:
    return context.words.texts[context.end - 1] in DISTRICT_ABBREVIATIONS


def _is_dateline(context: CapitalContext) -> bool:
    return context.start == 0 and context.words.texts[0].isupper()


def _is_located(context: CapitalContext) -> bool:
    words, end = context.words, context.end
    return words.gaps[end] == "," and end < len(words) and words.texts[end][0].isupper()


def _is_in_compound(context: CapitalContext) -> bool:
    words, end = context.words, context.end
    return words.gaps[end] == "-" and end < len(words) and words.texts[end] in COMPOUND_PARTICIPLES


def _is_after_travel(context: CapitalContext) -> bool:
    if context.before not in TO_OR_FROM:
        return False
    return not TRAVEL_WORDS.isdisjoint(context.preceding[-MAX_TRAVEL_WORDS:])


def _is_led_to(context: CapitalContext) -> bool:
    """Whether "to" stands before a capital, and after it what it is doing."""
    if context.before != "to" or context.words.gaps[context.end] != " ":
        return False
    for text in _sentence_from(context.words, context.end, MAX_PARTICIPLE_WORDS):
        verb = text.lower()
        if verb not in BEFORE_PARTICIPLES:
            return _is_participle(verb) and verb not in CITY_VERBS
    return False


def _is_addressed(context: CapitalContext) -> bool:
    if context.before not in TO_OR_FROM or not _is_free(context):
        return False
    return context.preceding[-2:] == ["will", "of"] or not DIPLOMATIC_NOUNS.isdisjoint(context.preceding)


def _is_after_preposition(context: CapitalContext) -> bool:
    return context.before in TO_OR_FROM


def _is_called_city(context: CapitalContext) -> bool:
    return not CITY_NOUNS.isdisjoint(context.preceding[-MAX_TRAVEL_WORDS:])


def _is_in_list_of_places(context: CapitalContext) -> bool:
    if context.words.gaps[context.start] != "," and context.before != "and":
        return False
    return not LOCATIVE_PREPOSITIONS.isdisjoint(context.preceding)


def _does(context: CapitalContext) -> bool:
    return context.verb in GOVERNMENT_VERBS and context.before not in BILATERAL_NOUNS


def _acts_on_its_own(context: CapitalContext) -> bool:
    verb = context.verb
    if not verb.endswith("ed") or verb in CITY_VERBS or context.before in BILATERAL_NOUNS:
        return False
    return context.words.texts[context.after_verb : context.after_verb + 1] == ["its"]


def _has_done(context: CapitalContext) -> bool:
    """Whether an auxiliary goes on as governments do ("has long sought"), not as cities do ("has grown")."""
    auxiliary = context.verb
    if auxiliary not in MODALS_AND_AUXILIARIES or context.before in BILATERAL_NOUNS:
        return False
    following = _words_after_auxiliary(context)
    main_verb = _first_but_modifiers(following)
    if main_verb in CITY_VERBS:
        return False
    if auxiliary in MODALS or main_verb in GOVERNMENT_STATES or _is_participle(main_verb):
        return main_verb != ""
    if auxiliary in DO_AUXILIARIES:
        return main_verb in GOVERNMENT_VERBS
    if auxiliary not in PERFECT_AUXILIARIES or "been" in following:
        return False
    return main_verb in GOVERNMENT_VERBS or main_verb.endswith(VERB_ENDINGS) or _has_power(following)


def _words_after_auxiliary(context: CapitalContext) -> list[str]:
    if context.words.gaps[context.after_verb] != " ":
        return []
    following = _sentence_from(context.words, context.after_verb, MAX_FOLLOWING_WORDS)
    return [text.lower() for text in following]


def _first_but_modifiers(texts: list[str]) -> str:
    """Return the first word that is no modifier, or an empty text."""
    for text in texts:
        if not _is_modifier(text):
            return text
    return ""


def _has_power(texts: list[str]) -> bool:
    """Whether words tell of what governments have ("the upper hand", "no policy")."""
    return not (POWER_WORDS.isdisjoint(texts) and POSSESSIONS.isdisjoint(texts))


def _is_named_government(context: CapitalContext) -> bool:
    return context.following in GOVERNMENT_NOUNS


def _is_object(context: CapitalContext) -> bool:
    return context.before in DEALING_VERBS and _is_free(context)


def _is_agent(context: CapitalContext) -> bool:
    if context.before != "by" or len(context.preceding) < 2 or not _is_free(context):
        return False
    done = context.preceding[-2]
    return done in POSSESSIONS or (done.endswith(AGENT_ENDINGS) and done not in PASSING_VERBS)


def _is_side(context: CapitalContext) -> bool:
    nouns = BILATERAL_NOUNS.get(context.before)
    if nouns is None or nouns.isdisjoint(context.preceding):
        return False
    return context.before == "between" or _is_free(context)


# The table ---------------------------------------------------------------------------------------------

GOVERNMENT_RULES: tuple[ReadingRule[CapitalContext], ...] = (
    ReadingRule(
        name=RuleName("for or against it"),
        when=_is_for_or_against,
        reading=Reading.GOVERNMENT,
        examples={"A pro-Moscow baker sold the cake.": "Moscow"},
        counterexamples={"A Moscow-based baker sold the cake.": "Moscow"},
    ),
    ReadingRule(
        name=RuleName("within its stance"),
        when=_is_owner_of_stance,
        reading=Reading.GOVERNMENT,
        examples={"There was a change in Moscow's policy on cakes.": "Moscow"},
        counterexamples={"There was a cake in Moscow's oldest street.": "Moscow"},
    ),
    ReadingRule(
        name=RuleName("within what it owns"),
        when=_is_owner_within,
        reading=Reading.CITY,
        examples={"The cake was sold in Moscow's oldest street.": "Moscow"},
        counterexamples={"They praised Moscow's oldest street.": "Moscow"},
    ),
    ReadingRule(
        name=RuleName("has what governments have"),
        when=_is_owner_of_power,
        reading=Reading.GOVERNMENT,
        examples={"Beijing's ambassador ate a cake.": "Beijing"},
        counterexamples={"Beijing's bakers ate a cake.": "Beijing"},
    ),
    ReadingRule(
        name=RuleName("has what cities have"),
        when=_is_owner,
        reading=Reading.CITY,
        examples={"Beijing's bakers ate a cake.": "Beijing"},
        counterexamples={"The bakers of Beijing ate a cake.": "Beijing"},
    ),
    ReadingRule(
        name=RuleName("after a preposition of place"),
        when=_is_within,
        reading=Reading.CITY,
        examples={"The ministers in Paris said that they would come.": "Paris"},
        counterexamples={"The ministers asked Paris for a cake.": "Paris"},
    ),
    ReadingRule(
        name=RuleName("with its district"),
        when=_is_district,
        reading=Reading.CITY,
        examples={"For once D.C. said nothing of it.": "D.C."},
        counterexamples={"For once Washington said nothing of it.": "Washington"},
    ),
    ReadingRule(
        name=RuleName("dateline"),
        when=_is_dateline,
        reading=Reading.CITY,
        examples={"LONDON said no on Monday.": "LONDON"},
        counterexamples={"London said no on Monday.": "London"},
    ),
    ReadingRule(
        name=RuleName("with what it lies in"),
        when=_is_located,
        reading=Reading.CITY,
        examples={"The bakers thanked Paris, Texas.": "Paris"},
        counterexamples={"The bakers thanked Paris, which was glad.": "Paris"},
    ),
    ReadingRule(
        name=RuleName("in a compound"),
        when=_is_in_compound,
        reading=Reading.CITY,
        examples={"A Beijing-based baker sold the cake.": "Beijing"},
        counterexamples={"A Beijing baker sold the cake.": "Beijing"},
    ),
    ReadingRule(
        name=RuleName("end of a journey"),
        when=_is_after_travel,
        reading=Reading.CITY,
        examples={"A message came by the night train to Oslo.": "Oslo"},
        counterexamples={"A message went to Oslo.": "Oslo"},
    ),
    ReadingRule(
        name=RuleName("what led to its deed"),
        when=_is_led_to,
        reading=Reading.GOVERNMENT,
        examples={"The quarrel led to Ottawa denying everything.": "Ottawa"},
        counterexamples={"The quarrel spread to Ottawa by night.": "Ottawa"},
    ),
    ReadingRule(
        name=RuleName("addressed by diplomacy"),
        when=_is_addressed,
        reading=Reading.GOVERNMENT,
        examples={"A warning to Tehran was read out.": "Tehran"},
        counterexamples={"A warning to Tehran bakers was read out.": "Tehran"},
    ),
    ReadingRule(
        name=RuleName("after another preposition"),
        when=_is_after_preposition,
        reading=Reading.CITY,
        examples={"She carried the cake to Tehran.": "Tehran"},
        counterexamples={"She said that Tehran refused the cake.": "Tehran"},
    ),
    ReadingRule(
        name=RuleName("called a city"),
        when=_is_called_city,
        reading=Reading.CITY,
        examples={"The old capital city Oslo said no to cakes.": "Oslo"},
        counterexamples={"Later on Oslo said no to cakes.": "Oslo"},
    ),
    ReadingRule(
        name=RuleName("in a list of places"),
        when=_is_in_list_of_places,
        reading=Reading.CITY,
        examples={"There were cakes in Bergen, Oslo said.": "Oslo"},
        counterexamples={"There were cakes again, Oslo said.": "Oslo"},
    ),
    ReadingRule(
        name=RuleName("does what governments do"),
        when=_does,
        reading=Reading.GOVERNMENT,
        examples={
            "Beijing denies that it ate the cake.": "Beijing",
            "Washington and Brussels agreed on the cake.": "Washington",
            "Moscow also recalled the baker.": "Moscow",
        },
        counterexamples={"Beijing grows by a street a day.": "Beijing"},
    ),
    ReadingRule(
        name=RuleName("acts on what is its own"),
        when=_acts_on_its_own,
        reading=Reading.GOVERNMENT,
        examples={"London reopened its oldest oven.": "London"},
        counterexamples={"London celebrated its oldest oven.": "London"},
    ),
    ReadingRule(
        name=RuleName("has done, is or may do what governments do"),
        when=_has_done,
        reading=Reading.GOVERNMENT,
        examples={
            "Tokyo has long sought the recipe.": "Tokyo",
            "Tokyo is ready for the cake.": "Tokyo",
            "Tokyo would rather eat the cake.": "Tokyo",
            "Tokyo did not condemn the cake.": "Tokyo",
            "Tokyo has the upper hand.": "Tokyo",
        },
        counterexamples={
            "Tokyo has grown since then.": "Tokyo",
            "Tokyo is a large city.": "Tokyo",
            "Tokyo has been baked and eaten.": "Tokyo",
        },
    ),
    ReadingRule(
        name=RuleName("named as a government"),
        when=_is_named_government,
        reading=Reading.GOVERNMENT,
        examples={"She wrote that the Cairo government fell.": "Cairo"},
        counterexamples={"She wrote that the Cairo bakery fell.": "Cairo"},
    ),
    ReadingRule(
        name=RuleName("object of what is done to governments"),
        when=_is_object,
        reading=Reading.GOVERNMENT,
        examples={"The bakers accused Cairo of greed.": "Cairo"},
        counterexamples={"The bakers accused Cairo shopkeepers of greed.": "Cairo"},
    ),
    ReadingRule(
        name=RuleName("by whom it is done"),
        when=_is_agent,
        reading=Reading.GOVERNMENT,
        examples={"The recipe was rejected by Madrid.": "Madrid"},
        counterexamples={"The coach passed by Madrid.": "Madrid"},
    ),
    ReadingRule(
        name=RuleName("one of two sides"),
        when=_is_side,
        reading=Reading.GOVERNMENT,
        examples={
            "There were talks between Seoul and Pyongyang.": "Pyongyang",
            "They signed a treaty with Seoul.": "Seoul",
        },
        counterexamples={"They baked a cake with Seoul.": "Seoul"},
    ),
)
