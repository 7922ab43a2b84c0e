"""What one article names, before it is known what the rest of the archive says: the first half of identification."""

from dataclasses import dataclass

from sitegen.identify.authority import Authority
from sitegen.identify.gazetteer import NO_ENTITY
from sitegen.identify.kinds import FAMILY_NAMES_FIRST, FIRST_NAMES, KINDS, SAYING, TITLES, by_words
from sitegen.identify.tokens import Token, adjacent, headline_case, tokens_of
from sitegen.model import Article

SMALL = frozenset("of for de la del della di da dos von van der den bin ibn al el ul".split())
OPENERS = frozenset(
    "The A An This That These Those It Its He She They We I You His Her Their Our My Your In On At By For From To With Without"
    " As If But And Or Nor So Yet Though Although While When Where Who What Which Why How Because Since Until Before After During"
    " Despite Under Over Between Among Against Through About Above Below Into Onto Upon Within Across Along Around Behind Beyond"
    " Not No None Neither Either Both Each Every All Any Some Many Much Most More Few Several Such Other Another Also Even Just Only"
    " Then There Here Now Once Soon Later Earlier Meanwhile However Moreover Instead Still Already Again Almost Perhaps Maybe Yes"
    " Last Next First Second Third New Old One Two Three Four Five Six Seven Eight Nine Ten Today Yesterday Tomorrow Tonight"
    " Is Are Was Were Be Been Has Have Had Do Does Did Can Could May Might Must Shall Should Will Would Let Like Unlike Given"
    " According Following Asked Speaking Recent Officials Experts Analysts Critics People Police Authorities Sources Reports Readers"
    " Opinion Analysis Video Photo Watch Read Advertisement Updated Published Posted By Elsewhere Ahead Energy Sanctions".split()
)
GOVERNING = frozenset(
    "Foreign Defence Defense Interior Finance Ministry Minister Parliament Government Army Navy Embassy State Supreme Central"
    " President Prime Premier Chancellor Treasury Secretary Air Constitution Cabinet Senate Congress Deputy Vice Ambassador Federal"
    " National General Health Justice Communist Olympic".split()
)
INSIDE = frozenset("in at near outside around across into throughout".split())
TRAVEL = frozenset(
    "visit visits visited visiting trip travel travels travelled traveled travelling traveling flew fly flying went go going came come"
    " envoy envoys return returned returning sent sending journey arrived arriving flight moved left leaving based born city capital"
    " streets outskirts reported reporting drove suburb mayor university west east north south miles kilometres kilometers km".split()
)
ACTING_AFTER = (
    frozenset(
        "has have had is was will would wants wanted sees saw and also agreed must should could may might can did does do remains"
        " insists views hopes plans seeks sought refused rejected accused urged".split()
    )
    | SAYING
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in a passage: what it says, where, and what it is thought to be."""

    passage: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    entity: str  # id where the authority knows it; empty for a found name
    kind: str  # for found names; empty where nothing tells
    why: str
    opens: bool  # a sentence, or stands in a headline: the capital letter proves nothing
    rival: str = ""  # for a capital city: the country that it may stand for, where the context says so


@dataclass(frozen=True, slots=True)
class Spotted:
    """Everything that one article names, and the words it writes small."""

    id: str
    spots: tuple[Spot, ...]
    small: tuple[str, ...]  # words seen without capital letter, sorted


def spot(article: Article, known: Authority) -> Spotted:
    """Give the names in an article in the order of its text; they never overlap."""
    spots: list[Spot] = []
    small: set[str] = set()
    for number, passage in enumerate(article.passages):
        tokens = _parted(tokens_of(passage.text), known)
        headline = headline_case(tokens)
        small.update(token.text for token in tokens if token.text.islower())
        spots += _spots_of(passage.text, tokens, known, number, headline=headline)
    return Spotted(article.id, tuple(spots), tuple(sorted(small)))


def _parted(tokens: tuple[Token, ...], known: Authority) -> tuple[Token, ...]:
    """Part a compound of known names ("Russia-Ukraine") where the whole is none."""
    made: list[Token] = []
    for token in tokens:
        left, hyphen, right = token.text.partition("-")
        names = hyphen and token.text not in known.by_first and left in known.by_first and right in known.by_first
        made += token.parted(len(left)) if names else (token,)
    return tuple(made)


def _spots_of(text: str, tokens: tuple[Token, ...], known: Authority, passage: int, *, headline: bool) -> list[Spot]:
    spots: list[Spot] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found = known.longest(text, tokens, at)
        run = _run(text, tokens, at) if token.capital else 0
        if run and headline:
            run = 0
        if run and not found:
            inner = _known_inside(text, tokens, at, run, known)
            run = inner - at if inner else run
        if found and (len(found.words) >= run or not _outweighs(tokens, at, len(found.words), run, found.why)):
            size = len(found.words)
            if found.entity:
                spots.append(_known_spot(text, tokens, at, size, found.entity, found.why, known, passage))
            at += size
        elif run:
            made = _found_spot(text, tokens, at, run, passage)
            if made:
                spots.append(made)
            at += run
        else:
            at += 1
    return spots


def _run(text: str, tokens: tuple[Token, ...], at: int) -> int:
    """Give how many words from here make one capitalised name."""
    size = 1
    if tokens[at].text == "The" or (tokens[at].text in OPENERS and tokens[at].opens):
        return 0
    while at + size < len(tokens):
        last, here = tokens[at + size - 1], tokens[at + size]
        if last.possessive or last.compound or not adjacent(text, last, here):
            break
        if here.capital:
            size += 1
            continue
        further = at + size + 1
        if here.text in SMALL and further < len(tokens) and tokens[further].capital and adjacent(text, here, tokens[further]):
            joins_bodies = here.text in {"of", "for"}
            if joins_bodies and not any(last.text in kind.tails or last.text in kind.heads for kind in KINDS):
                break
            size += 2
            continue
        break
    return size


def _known_inside(text: str, tokens: tuple[Token, ...], at: int, run: int, known: Authority) -> int:
    """Give where a known name begins inside a run that is no body's name ("Biden EU"), or 0."""
    words = tuple(token.text for token in tokens[at : at + run])
    if by_words(words) in {"organisation", "event", "place"}:
        return 0
    for inner in range(at + 1, at + run):
        found = known.longest(text, tokens, inner)
        if found and found.entity and not (found.why == "capital" and inner == at + run - 1 and words[0] in FIRST_NAMES):
            return inner
    return 0


def _outweighs(tokens: tuple[Token, ...], at: int, size: int, run: int, why: str) -> bool:
    """Say whether a longer found name takes precedence over a known one at its start ("British Red Cross")."""
    rest = tuple(token.text for token in tokens[at + size : at + run])
    if rest[0] in TITLES or rest[0] in GOVERNING or tokens[at + size - 1].possessive:
        return False
    whole = tuple(token.text for token in tokens[at : at + run])
    kind = by_words(whole)
    if why == "demonym":
        return kind in {"organisation", "event"} and len(rest) <= 3
    return kind in {"organisation", "event", "place"} or (why in {"capital", "name"} and size == 1 and whole[0] in FIRST_NAMES)


def _known_spot(text: str, tokens: tuple[Token, ...], at: int, size: int, entity: str, why: str, known: Authority, passage: int) -> Spot:
    first, last = tokens[at], tokens[at + size - 1]
    start, end = first.start, last.end
    words = tuple(token.text for token in tokens[at : at + size])
    country = known.country_of.get(entity, "") if why in {"capital", "name"} else ""
    rival = country if country and stands_for_government(tokens, at, at + size) else ""
    return Spot(passage, start, end, text[start:end], words, entity, "", why, first.opens, rival)


def stands_for_government(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Say whether a capital named at [start, end) acts as a government does, by the words around it."""
    before = tokens[start - 1].text.lower() if start else ""
    last = tokens[end - 1]
    after = tokens[end].text if end < len(tokens) else ""
    if last.possessive:
        return not after[:1].isupper()
    if last.compound or before in INSIDE or (start == 0 and tokens[0].text.isupper()):
        return False
    if after.lower() in ACTING_AFTER:
        return True
    if before in {"to", "from", "of", "for", "via"}:
        return not any(token.text.lower() in TRAVEL for token in tokens[max(0, start - 5) : start])
    return before not in TRAVEL and not after[:1].isupper() and not _listed(tokens, start)


def _listed(tokens: tuple[Token, ...], start: int) -> bool:
    """Say whether a capital stands in a list that "in" opens ("in Moscow, Kyiv and other capitals")."""
    return any(token.text.lower() in INSIDE for token in tokens[max(0, start - 4) : start])


def _found_spot(text: str, tokens: tuple[Token, ...], at: int, run: int, passage: int) -> Spot | None:
    end = at + run
    start, titled = _after_titles(tokens, at, end)
    if start >= end:
        return None
    words = tuple(token.text for token in tokens[start:end])
    if all(word.lower() in NO_ENTITY for word in words) or words[0].isdecimal():
        return None
    if words[0].lower() in NO_ENTITY and len(words) > 1 and words[0] not in FIRST_NAMES and not by_words(words):
        start, words = start + 1, words[1:]
    kind, why = _kind(tokens, start, end, words, titled=titled)
    first = tokens[start]
    return Spot(passage, first.start, tokens[end - 1].end, text[first.start : tokens[end - 1].end], words, "", kind, why, first.opens and start == at)


def _after_titles(tokens: tuple[Token, ...], at: int, end: int) -> tuple[int, bool]:
    """Pass titles at the head of a run ("Foreign Minister Wang Yi"), unless the run names a body ("State Department")."""
    words = tuple(token.text for token in tokens[at:end])
    if by_words(words) in {"organisation", "event", "place"} and words[0] not in {"President", "Prime"}:
        return at, False
    start = at
    while start < end and tokens[start].text.rstrip(".") in TITLES:
        start += 1
    return start, start > at


def _kind(tokens: tuple[Token, ...], start: int, end: int, words: tuple[str, ...], *, titled: bool) -> tuple[str, str]:
    """Give the kind of a found name and the evidence for it; an empty kind where nothing tells."""
    before = tokens[start - 1].text.lower() if start else ""
    after = tokens[end].text.lower() if end < len(tokens) else ""
    if titled:
        return "person", "title"
    told = by_words(words)
    if told:
        return told, "first name" if told == "person" else "its words"
    if len(words) in {2, 3} and words[0] in FAMILY_NAMES_FIRST and all(word.isalpha() for word in words):
        return "person", "family name first"
    for kind in KINDS:
        if before in kind.before and kind.name == "person" and len(words) <= 4:
            return "person", "role before it"
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6:
        return "organisation", "acronym"
    if len(words) in {2, 3} and (after in SAYING or before in SAYING):
        return "person", "speaks"
    if before in {"in", "near", "at"} and len(words) <= 2:
        return "place", "place word before it"
    return "", ""
