"""What one article names, before it is known what the rest of the archive says: the first half of identification."""

from dataclasses import dataclass

from sitegen.identify.authority import Authority, Known
from sitegen.identify.gazetteer import NO_ENTITY
from sitegen.identify.kinds import BY_KIND, FAMILY_NAMES_FIRST, FIRST_NAMES, KINDS, SAYING, TITLES, by_words
from sitegen.identify.tokens import Token, adjacent, headline_case, tokens_of
from sitegen.model import Article, Spot, Spotted

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
LONGEST_NAME = 12  # words
ACTING_AFTER = (
    frozenset(
        "has have had is was will would wants wanted sees saw and also agreed must should could may might can did does do remains"
        " insists views hopes plans seeks sought refused rejected accused urged".split()
    )
    | SAYING
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage while its names are looked for."""

    text: str
    tokens: tuple[Token, ...]
    number: int
    headline: bool
    known: Authority

    def words(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens[start:end])

    def before(self, start: int) -> str:
        return self.tokens[start - 1].text.lower() if start else ""

    def after(self, end: int) -> str:
        return self.tokens[end].text if end < len(self.tokens) else ""


def spot(article: Article, known: Authority) -> Spotted:
    """Give the names in an article in the order of its text; they never overlap."""
    spots: list[Spot] = []
    small: set[str] = set()
    for number, passage in enumerate(article.passages):
        tokens = _parted(tokens_of(passage.text), known)
        small.update(token.text for token in tokens if token.text.islower())
        spots += _spots_of(_Reading(passage.text, tokens, number, headline_case(tokens), known))
    return Spotted(article.id, tuple(spots), tuple(sorted(small)))


def _parted(tokens: tuple[Token, ...], known: Authority) -> tuple[Token, ...]:
    """Part a compound of known names ("Russia-Ukraine") where the whole is none."""
    made: list[Token] = []
    for token in tokens:
        left, hyphen, right = token.text.partition("-")
        names = hyphen and token.text not in known.by_first and left in known.by_first and right in known.by_first
        made += token.parted(len(left)) if names else (token,)
    return tuple(made)


def _spots_of(here: _Reading) -> list[Spot]:
    spots: list[Spot] = []
    at = 0
    while at < len(here.tokens):
        found = here.known.longest(here.text, here.tokens, at)
        run = _run(here, at) if here.tokens[at].capital and not here.headline else 0
        if run and not found:
            inner = _known_inside(here, at, run)
            run = inner - at if inner else run
        if found and (len(found.words) >= run or not _outweighs(here, at, run, found)):
            size = len(found.words)
            if found.entity:
                spots.append(_known_spot(here, at, found))
            at += size
        elif run:
            made = _found_spot(here, at, run)
            if made:
                spots.append(made)
            at += run
        else:
            at += 1
    return spots


def _run(here: _Reading, at: int) -> int:
    """Give how many words from here make one capitalised name."""
    text, tokens = here.text, here.tokens
    size = 1
    if tokens[at].text == "The" or (tokens[at].text in OPENERS and tokens[at].opens):
        return 0
    while at + size < len(tokens) and size < LONGEST_NAME:
        last, word = tokens[at + size - 1], tokens[at + size]
        if last.possessive or last.compound or not adjacent(text, last, word):
            break
        if word.capital:
            size += 1
            continue
        further = at + size + 1
        if word.text in SMALL and further < len(tokens) and tokens[further].capital and adjacent(text, word, tokens[further]):
            joins_bodies = word.text in {"of", "for"}
            if joins_bodies and not any(last.text in kind.tails or last.text in kind.heads for kind in KINDS):
                break
            size += 2
            continue
        break
    return size


def _known_inside(here: _Reading, at: int, run: int) -> int:
    """Give where a known name begins inside a run that is no body's name ("Biden EU"), or 0."""
    words = here.words(at, at + run)
    if by_words(words) in {"organisation", "event", "place"}:
        return 0
    for inner in range(at + 1, at + run):
        found = here.known.longest(here.text, here.tokens, inner)
        if found and found.entity and not (found.why == "capital" and inner == at + run - 1 and words[0] in FIRST_NAMES):
            return inner
    return 0


def _outweighs(here: _Reading, at: int, run: int, found: Known) -> bool:
    """Say whether a longer found name takes precedence over a known one at its start ("British Red Cross")."""
    size = len(found.words)
    rest = here.words(at + size, at + run)
    if rest[0] in TITLES or rest[0] in GOVERNING or here.tokens[at + size - 1].possessive:
        return False
    whole = here.words(at, at + run)
    kind = by_words(whole)
    if found.why == "demonym":
        return kind in {"organisation", "event"} and len(rest) <= 3
    return kind in {"organisation", "event", "place"} or (found.why in {"capital", "name"} and size == 1 and whole[0] in FIRST_NAMES)


def _known_spot(here: _Reading, at: int, found: Known) -> Spot:
    end = at + len(found.words)
    first, last = here.tokens[at], here.tokens[end - 1]
    country = here.known.country_of.get(found.entity, "") if found.why in {"capital", "name"} else ""
    rival = country if country and stands_for_government(here.tokens, at, end) else ""
    text = here.text[first.start : last.end]
    return Spot(here.number, first.start, last.end, text, here.words(at, end), found.entity, "", found.why, first.opens, rival)


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


def _found_spot(here: _Reading, at: int, run: int) -> Spot | None:
    end = at + run
    start, titled = _after_titles(here.tokens, at, end)
    if start >= end:
        return None
    words = here.words(start, end)
    if all(word.lower() in NO_ENTITY for word in words) or words[0].isdecimal():
        return None
    if words[0].lower() in NO_ENTITY and len(words) > 1 and words[0] not in FIRST_NAMES and not by_words(words):
        start, words = start + 1, words[1:]
    kind, why = ("person", "title") if titled else _kind(words, here.before(start), here.after(end).lower())
    first, last = here.tokens[start], here.tokens[end - 1]
    text = here.text[first.start : last.end]
    return Spot(here.number, first.start, last.end, text, words, "", kind, why, first.opens and start == at)


def _after_titles(tokens: tuple[Token, ...], at: int, end: int) -> tuple[int, bool]:
    """Pass titles at the head of a run ("Foreign Minister Wang Yi"), unless the run names a body ("State Department")."""
    words = tuple(token.text for token in tokens[at:end])
    if by_words(words) in {"organisation", "event", "place"} and words[0] not in {"President", "Prime"}:
        return at, False
    start = at
    while start < end and tokens[start].text.rstrip(".") in TITLES:
        start += 1
    return start, start > at


def _kind(words: tuple[str, ...], before: str, after: str) -> tuple[str, str]:
    """Give the kind of a found name and the evidence for it; an empty kind where nothing tells."""
    told = by_words(words)
    size = len(words)
    choices = (
        (bool(told), told, "first name" if told == "person" else "its words"),
        (size in {2, 3} and words[0] in FAMILY_NAMES_FIRST and all(word.isalpha() for word in words), "person", "family name first"),
        (size <= 4 and before in BY_KIND["person"].before, "person", "role before it"),
        (size == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6, "organisation", "acronym"),
        (size in {2, 3} and (after in SAYING or before in SAYING), "person", "speaks"),
        (size <= 2 and before in {"in", "near", "at"}, "place", "place word before it"),
    )
    return next(((kind, why) for holds, kind, why in choices if holds), ("", ""))
