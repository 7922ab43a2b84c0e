"""Capitals that stand for their governments ("Beijing has denied"), told from cities by the words around them.

A capital is its city unless a cue says that it acts, is dealt with, or has what governments have: a wrong country is worse than none.
"""

from sitegen.entities.kinds import SAYING
from sitegen.entities.tokens import Tokens

COMPOUND = frozenset(
    "based led backed born style made run owned controlled centered centred aligned brokered occupied held sponsored funded"
    " bound dominated educated trained supplied allied administered friendly wide".split()
)
INSIDE = frozenset("in at near outside around across into throughout".split())
CITY = frozenset("capital city capitol".split())  # before a name, of a city
THERE = CITY | frozenset(
    "visit visits visited way route bound flight train".split()
)  # before "to Paris", "of Paris"

DOING = (
    SAYING - {"added"}
) | frozenset(  # what governments do: verbs after a capital, alone or with an auxiliary
    "insists wants wanted agreed agrees views hopes hoped plans planned seeks sought refused refuses rejected rejects accused"
    " accuses urged urges demands demanded pledged pledges vowed vows condemned condemns condemn criticised criticized backs"
    " backed opposes opposed supports supported claims fears feared denies denounced retaliated responded reacted signalled"
    " signaled signed imposed lifted suspended recalled expelled summoned threatened threatens threaten promised promises"
    " proposed proposes offered approved recognised recognized considers considered regards regarded viewed maintains"
    " maintained withdrew withdraw deployed sent announces asserts asserted contends argues acknowledges admits concedes"
    " conceded calls knows believed intends intend say deny accept accepted accepts accuse agree refuse reject seek want"
    " support oppose act acted respond retaliate recognise recognize impose lift make made take taking give keep stop stopped"
    " continue continued try tried begin show failed fail pushed pressed warn warning saying trying seeking planning"
    " considering preparing demanding insisting refusing pushing pressing negotiating worried concerned determined prepared"
    " committed convinced interested used spent provided provide allowed allow blamed blames ordered asked asks negotiate"
    " negotiated warmed played called spoken declared invited cooperated complied comply adopted shifted softened hardened"
    " banned barred annexed invaded attacked armed supplied funded financed trained sponsored tested developed enriched"
    " violated breached joined ratified severed restored broken halted blocked vetoed raised helped helps share shared found"
    " challenged challenges slapped countered counters voiced investigating aimed fought protested complained apologised"
    " apologized appealed outlined decided thwarted created persisted battled pulled poured sided secured welcomed hailed"
    " dispatched dismissed defended disputed downplayed escalated exercised extended froze intervened invoked issued lobbied"
    " loosened mediated mobilised mobilized notified objected ousted persuaded pointed praised provoked pursued reiterated"
    " relaxed renewed requested resisted reversed scrapped shelved stepped swung tightened undertook unveiled waived aligned"
    " abandoned condoned consulted contacted coordinated courted cautioned countenanced detained deported drafted enacted"
    " endorsed engineered exempted extradited fielded forbade forced handed honoured identified implemented imprisoned"
    " insulted investigated irked jailed leaned liaised meddled nationalised nominated obliged offended opted overthrew"
    " pardoned plotted postponed prohibited promoted propped punished pushes quit ratchet rebuffed rebuked recommended"
    " redeployed refrained reinforced released relented relies relied rethought scolded sentenced shunned sidelined spied"
    " spurned squeezed stalled steered strengthened stripped subsidised surrendered targeted toughened urging vacillated"
    " vilified wielded yielded withheld ended launched cut ruled help fired bombed shelled declined comment lodged filed"
    " staged cancelled canceled conducted rescinded revoked restricted resumed resumes resume".split()
)
MODALS = frozenset("would must should could may might cannot won't wouldn't can't".split())
HELPING = frozenset(
    "has have had is was will can does do did are were isn't wasn't hasn't hadn't doesn't didn't remains remained appears"
    " appeared seems seemed".split()
)
BETWEEN = frozenset(
    "not always never already also long now still so since far only again often yet has have been be this last next month"
    " week year monday tuesday wednesday thursday friday saturday sunday in turn on late both".split()
)
STATES = frozenset(  # what governments are, or are made
    "ready willing unwilling reluctant worried concerned determined prepared keen eager committed convinced open adamant"
    " unlikely likely able unable interested responsible behind anxious accused criticised criticized condemned asked urged"
    " told warned blamed obliged isolated seen informed consulted invited opposed allied aligned angered involved resigned"
    " sure certain aware wary suspicious hopeful happy unhappy furious silent said believed understood".split()
)
OF_CITIES = frozenset(  # what is said of cities too: after an auxiliary, or ending in "ed"
    "be host hosts hosted hosting become became remain see stay get look feel have home located situated based founded named"
    " called hit flooded mourning burning growing expanding sleeping celebrating sinking going becoming getting being boomed"
    " grown known famous born suffered added lost celebrated connected crowded packed filled covered surrounded twinned".split()
)
POWER = frozenset(
    "nothing little much upper leverage power stake reason reasons choice doubt doubts no yet chosen sought".split()
)  # "has the upper hand"
OWN = frozenset(  # what governments have
    "withdrawal decision decisions involvement policy policies position stance refusal response demand demands ally allies"
    " support claim claims rejection offer offers request requests plan plans intention intentions relations relationship ties"
    " ambassador envoy leaders influence actions invasion war aggression troops military backing interest interests proposal"
    " proposals concern concerns threat threats accusation accusations aim aims goal goals ambition ambitions commitment"
    " effort efforts strategy role approval defence defense weapons missile missiles programme program programs arms"
    " recognition pledge promise promises move moves reaction condemnation criticism announcement treatment failure"
    " willingness desire sanctions diplomatic diplomacy diplomats nuclear foreign rule sovereignty security control record"
    " consent permission assertion denial insistence handling participation cooperation compliance obligations objections"
    " opposition negotiators negotiator delegation representative representatives embassy ruling rulers leadership government"
    " regime authority hand help aid assistance trade economic exports forces army intelligence campaign confrontation dispute"
    " sphere attitude answer answers reply replies veto vote partners partner rivals rival enemies friends foes view views"
    " reluctance attempt attempts need right rights hostility presence behaviour behavior conduct crackdown bid intervention"
    " annexation isolation ban tariffs spending reforms reform call calls message statement version account side".split()
)
STANCE = frozenset(  # what something may be in ("in Moscow's confrontation with ...")
    "confrontation interest interests policy policies relations dispute war strategy role sphere hands eyes view favour orbit".split()
)
WITH_NEED = frozenset(  # before "to", "from", "of", "for" and a capital
    "ambassador ambassadors envoy aid assistance demands demand demanded pressure ties relations message messages signal"
    " signals blow loan loans weapons arms concessions threat threats warning warnings letter request requests approval"
    " permission response responses reaction reactions proposal proposals pledge pledges guarantee guarantees help appeal"
    " appeals instructions backing recognition cooperation criticism condemnation accusation accusations offer offers"
    " sanctions loyal ally allies supply supplies gesture independence labelling labeling behalf invitation ultimatum"
    " hostility opposition critic critics critical wary suspicious independent reply complaint complaints protest explanation"
    " assurances assurance embassy accused acceptable unacceptable hostile sympathetic embarrassment setback rebuke rival"
    " rivals challenge funding subsidies embargo behest powers tactics whims blessing".split()
)
DEALT_WITH = frozenset(  # verbs of which a government is the object
    "accuses accused accusing accuse urged urges urging urge warned warns warning warn told tell telling asked asks asking"
    " ask pressed pressing press pressure pressured pressuring condemned condemns condemning condemn criticised criticized"
    " criticising criticizing blamed blames blaming blame bring persuade persuaded persuading convince convinced convincing"
    " monitor joined join support supported supporting backed backing isolate isolating isolated engage engaging engaged thank"
    " thanked labelled labeled angered angering anger irked upset alarmed alarming notified informed inform deter counter"
    " confront confronting contain punish punished provoke provoked provoking appease enraged enraging naming sanction"
    " threatened threatens threatening".split()
)
RULE = frozenset(
    "government regime leadership administration allegations".split()
)  # after a capital, with which they are one name
DISTRICT = frozenset({"DC", "D.C", "D.C."})  # at the end of a name, a place
FOLLOWING = frozenset(  # words after a capital that is no mere part of what follows ("by Ottawa police")
    "to of for that not over about on as into from at in back and or but if while when after before since because by with"
    " against is was has had would will can could should may this last next again alone itself only were are did does do have"
    " worth".split()
)
SIDES = {  # words that two sides stand beside, and what tells that they are governments: words before
    "with": frozenset(
        "negotiations negotiation negotiating negotiate talks talk ties tie relations relationship deal deals accord agreement"
        " agreements pact treaty links link tensions tension dispute disputes row standoff stand-off confrontation clash rift"
        " break broke cooperation cooperate cooperating communicate communicated coordinate coordinated coordination venture"
        " ventures alliance allied ally sided side dialogue diplomacy diplomatic war peace trade contacts contact partnership"
        " friendship engagement patience frustration détente detente rapprochement summit border conflict channels consultations"
        " collusion business align aligned aligning alignment".split()
    ),
    "between": frozenset(
        "relations relationship ties talks tensions tension dispute disputes détente detente agreement agreements deal accord"
        " pact war peace dialogue communications communication negotiations cooperation conflict confrontation rift row standoff"
        " links contacts rivalry competition diplomacy trade alliance friendship exchanges mediate mediated mediating trust treaty".split()
    ),
    "against": frozenset(
        "complaint complaints sanctions war case lawsuit measures action actions allegation allegations accusation accusations"
        " campaign threats threat tariffs criticism claims claim anger outrage resolution vote voted sided charges retaliate"
        " retaliation rebellion".split()
    ),
}
PASSING = frozenset(
    "passed stopped dropped moved travelled traveled".split()
)  # "by Paris", of what is on its way
LISTED = 2  # names before or after one, joined by "and"
LOOKED_BACK = 5  # words
CLOSE = 3  # of them, those that tell of a way
SHORT = 4  # letters of a word whose ending tells nothing ("bed", "ring")
REACH = 4  # words after a possessive, or after an auxiliary


def stands_for_government(words: Tokens, start: int, end: int) -> bool:
    """Say whether a capital named at [start, end) acts as a government does, by the words around it."""
    texts, gaps = words.texts, words.gaps
    if start and gaps[start] == "-" and texts[start - 1].lower() in {"pro", "anti"}:
        return True
    start = _list_start(words, start)
    before = texts[start - 1].lower() if start and gaps[start] == " " else ""
    if gaps[end] == "'":
        has = _sentence(words, end, REACH)
        return not (
            STANCE.isdisjoint(has) if before in INSIDE else OWN.isdisjoint(text.lower() for text in has)
        )
    if (
        before in INSIDE
        or texts[end - 1] in DISTRICT
        or (start == 0 and texts[0].isupper())
        or _is_part(words, end)
    ):
        return False
    following = texts[end].lower() if end < len(texts) and gaps[end] == " " else ""
    alone = not following or following in FOLLOWING
    sentence = [text.lower() for text in _before(words, start, LOOKED_BACK)]
    earlier, there = frozenset(sentence), not THERE.isdisjoint(sentence[-CLOSE:])
    if before in {"to", "from", "of", "for", "on", "towards", "toward", "via"}:
        acting = before == "to" and _is_acting(words, end)  # "led to Washington stealing"
        needed = not earlier.isdisjoint(WITH_NEED) or sentence[-2:] == ["will", "of"]
        return (acting or needed) and not there and (alone or acting)
    if not CITY.isdisjoint(sentence[-CLOSE:]) or (
        earlier & INSIDE and (gaps[start] == "," or before == "and")
    ):
        return False
    agent = sentence[-2] if before == "by" and len(sentence) > 1 else ""
    done_by = agent in OWN or (agent.endswith(("ed", "en", "in", "ly")) and agent not in PASSING)
    dealt_with = before in DEALT_WITH or done_by or not earlier.isdisjoint(SIDES.get(before, ()))
    acts = before not in SIDES and _acts(words, end)
    return acts or following in RULE or (dealt_with and (alone or before == "between"))


def _list_start(words: Tokens, start: int) -> int:
    """Give where a list of two or three names begins ("between Moscow and Beijing")."""
    texts, gaps = words.texts, words.gaps
    for _ in range(LISTED):
        if (
            start < 2
            or texts[start - 1] != "and"
            or gaps[start - 1 : start + 1] != [" ", " "]
            or not texts[start - 2][0].isupper()
        ):
            break
        start -= 2
    return start


def _is_part(words: Tokens, end: int) -> bool:
    """Say whether a name goes on as that of a city ("Paris, France") or in a compound ("Beijing-based")."""
    gap = words.gaps[end]
    return (gap == "," and _is_capital(words, end)) or (
        gap == "-" and end < len(words) and words.texts[end] in COMPOUND
    )


def _is_capital(words: Tokens, at: int) -> bool:
    return at < len(words) and words.texts[at][0].isupper()


def _before(words: Tokens, start: int, size: int) -> list[str]:
    """Give the words before a place, in its sentence."""
    at = start
    while at > max(0, start - size) and words.gaps[at] != "(":
        at -= 1
    return words.texts[at:start]


def _sentence(words: Tokens, at: int, size: int) -> list[str]:
    """Give the words from a place on, in its sentence."""
    end = at
    while end < min(len(words), at + size) and (end == at or words.gaps[end] != "("):
        end += 1
    return words.texts[at:end]


def _is_acting(words: Tokens, end: int) -> bool:
    """Say whether what a capital is doing follows it."""
    verb = next(
        (
            text.lower()
            for text in _sentence(words, end, 2)
            if text.lower() not in {"not", "also", "outright", "again"}
        ),
        "",
    )
    return words.gaps[end] == " " and verb.endswith("ing") and len(verb) > SHORT and verb not in OF_CITIES


def _is_between(text: str) -> bool:
    """Say whether a small word may stand between a name and its verb."""
    return text in BETWEEN or (text.endswith("ly") and text not in STATES)


def _acts(words: Tokens, end: int) -> bool:
    """Say whether a verb follows that tells what governments do ("has always said"), perhaps after others of a list."""
    texts, gaps, at = words.texts, words.gaps, end
    for _ in range(LISTED):
        if at + 1 >= len(texts) or gaps[at] != " " or texts[at] != "and" or not texts[at + 1][0].isupper():
            break
        at += 2  # "Washington and Brussels agreed"
    if at >= len(texts) or gaps[at] != " ":
        return False
    verb = texts[at].replace("’", "'")
    while _is_between(verb) and verb not in HELPING and at + 1 < len(texts) and gaps[at + 1] == " ":
        at += 1
        verb = texts[at]
    its = (
        verb.endswith("ed") and verb not in OF_CITIES and texts[at + 1 : at + 2] == ["its"]
    )  # "opened its embassy"
    return verb in DOING or its or (verb in MODALS | HELPING and _is_done(words, at, verb))


def _is_done(words: Tokens, at: int, verb: str) -> bool:
    """Say whether an auxiliary at a word goes on as governments do ("has long sought"), not as cities do ("has grown")."""
    following = (
        [text.lower() for text in _sentence(words, at + 1, REACH)] if words.gaps[at + 1] == " " else []
    )
    first = next((text for text in following if not _is_between(text)), "")
    if first in OF_CITIES:
        return False
    if verb in MODALS or first in STATES or (first.endswith("ing") and len(first) > SHORT):
        return bool(first)
    if verb in {"did", "does", "do"}:
        return first in DOING
    has = verb in {"has", "have", "had"} and "been" not in following
    return has and (
        first in DOING
        or first.endswith(("ed", "en"))
        or not POWER.isdisjoint(following)
        or not OWN.isdisjoint(following)
    )
