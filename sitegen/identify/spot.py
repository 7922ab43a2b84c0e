"""What one article names, before it is known what the rest of the archive says: the first half of identification."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.identify.authority import Authority, Known
from sitegen.identify.carve import PACTS, Name, carved, with_tail, with_year
from sitegen.identify.gazetteer import NO_ENTITY
from sitegen.identify.kinds import BY_CODE, BY_KIND, FAMILY_NAMES_FIRST, FIRST_NAMES, GENERATIONS, GOVERNING, SAYING, TITLES, by_words
from sitegen.identify.lexicon import RARE, Lexicon
from sitegen.identify.metonyms import stands_for_government
from sitegen.identify.namesakes import namesake
from sitegen.identify.short import SUFFIXES, explained
from sitegen.identify.tagger import LABELS, OPENERS, SMALL, Line, Row, Tagged, look, rows_of, shipped, sorts
from sitegen.identify.teams import is_there, plays
from sitegen.identify.tokens import Words, headline_case, words_of
from sitegen.model import Article, Spot, Spotted

COMMON = frozenset("012")  # classes of ordinary words
FORCES = frozenset("Army Navy Senate Congress Parliament".split())  # that are called by one word
STRANGE = 1.0  # points for a name that a word gives which is in no list of common words
ENDINGS = SUFFIXES | {"Airlines", "Airways"}  # that a known body may have, or lack
PARTY = frozenset({"Party", "party", "Group"})
PARTED = frozenset("Ministry ministry Department department Minister President Secretary Premier Embassy embassy Government".split())
CHAMBERS = frozenset("Senate House Congressional State Senior Former Moderate Conservative Liberal Young Top Leading Many Some".split())
READ = frozenset({"en", "und", ""})  # languages of the texts that the tagger was trained on, and those that cannot be told
GEOGRAPHIC = frozenset(  # words that make another place of a place
    "City East West North South Northeast Northwest Southeast Southwest Eastern Western Northern Southern Central Upper Lower Isles Indies"
    " Empire Republic State States Seas Delta Fields Gardens Railway Railroad Metro St Area Highlands Lowlands Plain Plains Plateau"
    " Archipelago Basin Forest Border Zone Strip Cape Heights Point Cove Creek Ridge Triangle Canyon Reef Corridor Borough Quarter Metro"
    " Campus Line Underground Subway Zoo Basilica House Ave Boulevard Drive Lane Way Place Court Oasis Building Expressway Penitentiary".split()
)
THINGS = frozenset(  # last words of what is made, done or given by whom the words before name, and is no entity
    "Act Amendment Analytics Assistant Award Awards Bill Bills Briefing Card Cards Chart Charts Contract Constitution Delivery Driver Drivers"
    " Flight Flights Food Idol Index Maps Medal Messenger Phone Phones Prize Prizes Program Search Store Website Idol Day Dollar Dollars"
    " Tourism Macintosh Duo Passport Visa Airlines-operated Football Rock Music Language History Literature Law Laws".split()
)
DOING = frozenset(
    "has had have was is would did does could can will may might must never also later then who left went came took made gave got began"
    " became felt found held kept knew met ran sat saw sent spoke stood thought wore fell led lost won hit cut put".split()
)
DEALT_WITH = frozenset("told by asked with met against arrested accused charged".split())
_CLOSE = frozenset(" -.'")
PLAIN = OPENERS - {"Will", "March", "April", "May", "June", "August", "Just", "Still"}  # that nobody is called either
ENDS = frozenset('.!?”"')


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage while its names are looked for."""

    number: int
    text: str
    line: Line
    matches: list[tuple[int, Known]]
    headline: bool

    @property
    def words(self) -> Words:
        return self.line.words

    def slice(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(self.words.texts[start:end])

    def joined(self, start: int, end: int) -> tuple[str, ...]:
        """Give words, those with a hyphen between them as one ("Kim", "Jong-un")."""
        if "-" not in self.words.gaps[start + 1 : end]:
            return tuple(self.words.texts[start:end])
        made: list[str] = []
        for at in range(start, end):
            between = self.text[self.words.ends[at - 1] : self.words.starts[at]] if at > start else " "
            if len(between) == 1 and not between.isspace() and self.words.gaps[at] == "-":
                made[-1] = f"{made[-1]}{between}{self.words.texts[at]}"
            else:
                made.append(self.words.texts[at])
        return tuple(made)

    def before(self, start: int) -> str:
        return self.words.texts[start - 1].lower() if start and self.words.gaps[start] in " -.'" else ""

    def after(self, end: int) -> str:
        return self.words.texts[end] if end < len(self.words) else ""


def spot(article: Article, known: Authority) -> Spotted:
    """Give the names in an article in the order of its text; they never overlap."""
    tagger = shipped()
    here = [_reading(number, passage.text, known, tagger.lexicon) for number, passage in enumerate(article.passages)]
    lines = [one.line for one in here]
    seen = look(lines)
    if article.language in READ or article.language.startswith("en-"):
        found = [[name for row in rows for name in _tagged(one, row)] for one, rows in zip(here, tagger.tag(lines, seen), strict=True)]
    else:
        found = [[name for row in rows_of(one.line) for name in _by_first_name(one, row)] for one in here]
    found = _repeated(here, found)
    spots = [spot for one, names in zip(here, found, strict=True) for name in _settled(one, names) for spot in _spot(one, name, known)]
    return Spotted(article.id, tuple(explained(spots, article)), tuple(sorted(seen.small)))


def _repeated(here: list[_Reading], found: list[list[Name]]) -> list[list[Name]]:
    """Add the places where an article repeats a name of several words that was found elsewhere in it."""
    kinds: dict[tuple[str, ...], str] = {}
    for one, names in zip(here, found, strict=True):
        kinds |= {one.slice(name.start, name.end): name.kind for name in names if name.kind and name.end - name.start > 1}
    if not kinds:
        return found
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(kinds, key=lambda words: (-len(words), words)):
        by_first[words[0]].append(words)
    return [_with_repeated(one, names, by_first, kinds) for one, names in zip(here, found, strict=True)]


def _with_repeated(
    here: _Reading, names: list[Name], by_first: dict[str, list[tuple[str, ...]]], kinds: dict[tuple[str, ...], str]
) -> list[Name]:
    made, end = names, 0
    texts = here.words.texts
    for at in [at for at in here.line.capitals if texts[at] in by_first]:
        words = next((one for one in by_first[texts[at]] if here.slice(at, at + len(one)) == one), ())
        if not words or at < end or not _CLOSE.issuperset(here.words.gaps[at + 1 : at + len(words)]):
            continue
        end = at + len(words)
        over = [name for name in made if name.start < end and at < name.end]
        if not any(name.kind and name.end - name.start >= len(words) for name in over):
            made = [*(name for name in made if name not in over), Name(at, end, kind="" if here.headline else kinds[words])]
    return made


def _reading(number: int, text: str, known: Authority, lexicon: Lexicon) -> _Reading:
    words = words_of(text)
    matches = known.matches(words)
    line = line_of(words, matches, lexicon)
    return _Reading(number, text, line, matches, text[-1:] not in ENDS and headline_case(words.texts))


def line_of(words: Words, matches: list[tuple[int, Known]], lexicon: Lexicon) -> Line:
    """Give the words of a passage with what lists say of them."""
    infos = list(map(lexicon.infos.__getitem__, words.texts))
    settled = frozenset(at for at, known in matches if len(known.words) == 1 and known.entity)
    capitals = [at for at, info in enumerate(infos) if info.capital]
    return Line(words, infos, capitals, settled, listed(words, capitals, matches, lexicon))


def listed(words: Words, capitals: list[int], matches: list[tuple[int, Known]], lexicon: Lexicon) -> dict[int, str]:
    """Give for the words of known names, and of places of the lexicon, which list has them."""
    made: dict[int, str] = {}
    for at, known in matches:
        _enter(made, at, len(known.words), known.why if known.why in {"demonym", "capital"} else known.kind or "not")
    texts, end = words.texts, 0
    places, longer = lexicon.places, lexicon.longer
    for at in capitals:
        if at >= end and at not in made and (texts[at] in places or texts[at] in longer):
            size, kind = lexicon.place_at(texts, at)
            if size and not any(one in made for one in range(at, at + size)):
                _enter(made, at, size, kind)
                end = at + size
    return made


def _enter(made: dict[int, str], at: int, size: int, kind: str) -> None:
    mark = f"{kind}+" if size > 1 else kind
    for one in range(at, at + size):
        made[one] = f"{'B' if one == at else 'I'}-{mark}"


def _by_first_name(here: _Reading, row: Row) -> Iterator[Name]:
    """Give the people whose first names a list has, and other runs of capitalised words as possible names.

    For languages that the tagger was not trained on: there a capital letter may mean another thing, or nothing.
    """
    at = row[0]
    while at < row[1]:
        end = at
        while end < row[1] and here.line.infos[end].capital:
            end += 1
        first = next((place for place in range(at, end - 1) if here.words.texts[place] in FIRST_NAMES), end)
        if at < first:
            yield Name(at, first)
        if first < end:
            yield Name(first, end, kind="person")
        at = end + 1


def _tagged(here: _Reading, row: Tagged) -> Iterator[Name]:
    """Give what the tagger found in a row, and runs of capitalised words that it passed over as possible names."""
    for name in _labelled(here, row):
        start, end = max(0, name.start - row.first), min(len(row.labels), name.end - row.first)
        if start < end and not here.headline:
            likely = sorts(row, start, end)
            strange = not name.kind and any(info.common == RARE for info in here.line.infos[name.start : name.end])
            yield Name(name.start, name.end, name.known, name.kind, (likely[0] - STRANGE, *likely[1:]) if strange else likely)
        else:
            yield name


def _labelled(here: _Reading, row: Tagged) -> Iterator[Name]:
    labels, infos, first, size = row.labels, here.line.infos, row.first, len(row.labels)
    at = 0
    while at < size:
        label, end = labels[at], at + 1
        if label:
            while end < size and labels[end] == label + 1:
                end += 1
            kind = BY_CODE.get(LABELS[label][2:], "")
            yield from carved(here.words, Name(first + at, first + end, kind="" if here.headline else kind))
        elif infos[first + at].capital:
            while end < size and not labels[end] and infos[first + end].capital:
                end += 1
            if end == at + 1 and here.words.texts[first + at] in PLAIN:
                at = end
                continue
            name = with_tail(here.words, Name(first + at, first + end))
            told = "" if here.headline else by_words(here.slice(name.start, name.end))
            yield Name(name.start, name.end, kind=told) if told and not name.kind else name
        at = end


def _settled(here: _Reading, tagged: list[Name]) -> list[Name]:
    """Join known names with those that the tagger found: the longer one wins, but a country before its body stands for itself."""
    known = [Name(at, at + len(one.words), one) for at, one in here.matches]
    starts, ends = [one.start for one in known], [one.end for one in known]
    made: list[Name] = []
    kept = dict.fromkeys(known)
    for name in tagged:
        first = bisect_right(ends, name.start)
        last = bisect_left(starts, name.end)
        inside = known[first:last]
        if not inside:
            made.append(_with_country(here, name, known[first - 1] if first else None, kept))
        elif name.kind and len(inside) == 1 and inside[0].start >= name.start and inside[0].end <= name.end and inside[0] != name:
            made += _weighed(here, name, inside[0], kept)
        else:
            start = name.start
            for one in inside:
                if not name.kind and start < one.start:
                    made.append(Name(start, one.start))
                start = one.end
            if not name.kind and start < name.end:
                made.append(Name(start, name.end))
    made += [_wider(here, one) for one in kept if one.known and one.known.entity]
    return _disjoint(made)


def _disjoint(names: list[Name]) -> list[Name]:
    """Give names in order; of two that overlap, the longer one, and a name rather than a possible one."""
    made: list[Name] = []
    for name in sorted(names, key=lambda one: (one.start, -one.end)):
        if made and name.start < made[-1].end:
            last = made[-1]
            if (bool(name.known or name.kind), name.end - name.start) <= (bool(last.known or last.kind), last.end - last.start):
                continue
            made.pop()
        made.append(name)
    return made


def _with_country(here: _Reading, name: Name, before: Name | None, kept: dict[Name, None]) -> Name:
    """Give a body together with the country before it, where its own words are ordinary ones ("European" + "Space Agency")."""
    ordinary = all(info.common in COMMON or info.low in SMALL for info in here.line.infos[name.start : name.end])
    words = here.slice(name.start, name.end)
    if name.kind != "organisation" or not ordinary or not PARTED.isdisjoint(words) or (len(words) == 1 and words[0] not in FORCES):
        return name
    if before is None or before not in kept or before.end != name.start or before.known is None or here.words.gaps[name.start] != " ":
        return name
    if before.known.kind != "place" or before.known.why == "not":
        return name
    kept.pop(before)
    return name._replace(start=before.start)


def _wider(here: _Reading, name: Name) -> Name:
    """Give an event with its year, and the pact that a place gives its name to, where only the last word of these is known."""
    words, known = here.words, name.known
    if known and _is_longer_party(here, name, known):
        return Name(name.start - 1, name.end, kind="organisation")
    if known and known.kind == "event" and (start := with_year(words, name.start, name.end)) < name.start:
        return Name(start, name.end, kind="event")
    end = name.end
    if known and known.kind == "person" and end < len(words) and words.gaps[end] == " " and words.texts[end] in GENERATIONS:
        return Name(name.start, end + 1, kind="person")
    while known and known.kind == "organisation" and end < len(words) and words.gaps[end] == " " and words.texts[end] in ENDINGS:
        end += 1
    if end > name.end:
        return name._replace(end=end)
    if known and known.kind == "organisation" and "University" in known.words and (campus := _campus(here, end)):
        return Name(name.start, end + campus, kind="organisation")
    pact = known and known.kind in {"place", "organisation"} and name.start > 1 and words.texts[name.start - 1] in {"of", "on"}
    if pact and words.texts[name.start - 2] in PACTS and words.gaps[name.start - 1 : name.start + 1] == [" ", " "]:
        return Name(name.start - 2, name.end, kind="event")
    return name


def _campus(here: _Reading, at: int) -> int:
    """Give how many words after a university's name say where it is ("University of Texas at Austin")."""
    texts, gaps = here.words.texts, here.words.gaps
    if at + 1 >= len(texts) or texts[at] != "at" or gaps[at] != " " or gaps[at + 1] != " ":
        return 0
    size, kind = shipped().lexicon.place_at(texts, at + 1)
    return 1 + size if kind else 0


def _is_longer_party(here: _Reading, name: Name, known: Known) -> bool:
    """Say whether a known party is the end of another one's name ("Social Democrats")."""
    texts, start = here.words.texts, name.start
    if known.kind != "organisation" or len(known.words) > 1 or known.words[0].isupper() or not known.words[0].endswith("s") or not start:
        return False
    before = texts[start - 1]
    return (
        here.words.gaps[start] == " "
        and here.words.gaps[start - 1] != "("
        and before[0].isupper()
        and before not in CHAMBERS
        and before not in OPENERS
        and start - 1 not in here.line.settled
    )


def _weighed(here: _Reading, name: Name, inner: Name, kept: dict[Name, None]) -> list[Name]:
    """Give a found name that holds a known one, whole ("British Red Cross") or without it ("Russian Foreign Ministry")."""
    if (inner.start, inner.end) == (name.start, name.end) or not inner.known:
        return []
    rest = here.slice(inner.end, name.end)
    if inner.known.why != "not" and inner.start == name.start and rest:
        if inner.known.kind == "organisation" and (ENDINGS | PARTY).issuperset(rest):
            kept.pop(inner, None)
            kept[inner._replace(end=name.end)] = None
            return []
        if (parted := _parted(here, name, inner, rest)) is not None:
            return parted
    if name.kind == "person" and inner.end == name.end and here.words.texts[inner.start - 1] in {"of", "to", "for", "at", "in"}:
        return [name._replace(end=inner.start - 1)]
    if (
        inner.end == name.end
        and inner.known.kind == "place"
        and here.slice(name.start, inner.start) in {("State", "of"), ("Province", "of")}
    ):
        kept.pop(inner, None)
        kept[inner._replace(start=name.start)] = None
        return []
    if name.kind == inner.known.kind == "person" and inner.end == name.end and len(inner.known.words) > 1:
        if "first" not in here.line.infos[name.start].lists:
            return []  # "Minster Tony Blair"
    town = inner.end == name.end and here.words.gaps[inner.start] == " " and here.slice(name.start, inner.start)
    if town and inner.known.kind == name.kind == "place" and " ".join(town) in shipped().lexicon.places:
        return [name._replace(end=inner.start)]  # "San Diego California"
    kept.pop(inner, None)
    return [name]


def _parted(here: _Reading, name: Name, inner: Name, rest: tuple[str, ...]) -> list[Name] | None:
    """Give what follows a known name at the beginning of a found one, where the two are no one name; None where they are one."""
    if inner.known and inner.known.before:
        return list(carved(here.words, Name(inner.end, name.end)))
    if rest[0] in {"for", "in", "on", "to", "at"} and not by_words(here.slice(name.start, name.end)):
        return list(carved(here.words, Name(inner.end + 1, name.end)))
    if any(char.isdigit() for char in rest[0]):  # a model or a score, no part of the name
        return []
    place = inner.known is not None and inner.known.kind == "place"
    person = place and "first" in here.line.infos[inner.end].lists and len(rest) > 1 and by_words(rest) in {"person", ""}
    body = place and rest[0] in GOVERNING and not PARTED.isdisjoint(rest)
    if body or person or rest[0] in TITLES or here.words.gaps[inner.end] == "'":
        return list(carved(here.words, Name(inner.end, name.end, kind="person" if person else name.kind)))
    if here.words.gaps[inner.end] == " " and (_is_thing(rest) or (place and name.kind == "place" and not _is_geographic(here, name, rest))):
        return [] if rest[0] == "Flight" else [Name(inner.end, name.end)]
    return None


def _is_thing(rest: tuple[str, ...]) -> bool:
    """Say whether the words after a known name tell what it makes, does or gives ("Google Maps", "United Kingdom iTunes")."""
    return rest[-1] in THINGS or rest[0] in {"Flight", "Concorde"} or (rest[0][0].islower() and not rest[0].islower())


def _is_geographic(here: _Reading, name: Name, rest: tuple[str, ...]) -> bool:
    """Say whether a name that begins with that of a place tells by its words what it is ("Oklahoma City")."""
    return by_words(here.slice(name.start, name.end)) != "" or not GEOGRAPHIC.isdisjoint(rest)


def _spot(here: _Reading, name: Name, known: Authority) -> list[Spot]:
    if name.known:
        return [_known_spot(here, name, name.known, known)]
    found = _found_spot(here, name)
    return [found] if found else []


def _known_spot(here: _Reading, name: Name, entry: Known, known: Authority) -> Spot:
    words = here.words
    country = known.country_of.get(entry.entity, "") if entry.why in {"capital", "name"} else ""
    acting = bool(country) and stands_for_government(words, name.start, name.end)
    start, end = words.starts[name.start], words.ends[name.end - 1]
    opens = words.gaps[name.start] == "("
    texts = here.joined(name.start, name.end)
    alone = len(texts) == 1 and entry.entity not in known.given_ids
    family = alone and (
        entry.kind == "person" or (entry.kind == "place" and entry.why != "demonym" and (acting or _acts_as_person(here, name)))
    )
    acts = ""
    if entry.kind == "place" and entry.why != "demonym":
        acts = "team" if plays(words, name.start, name.end) else "where" if is_there(words, name.start) else ""
    own = entry.why == "demonym" or entry.entity in known.given_ids
    entity = (not own and namesake(entry.entity, words, name.start, name.end)) or entry.entity
    rival = country if acting and entity == entry.entity else ""
    return Spot(here.number, start, end, here.text[start:end], texts, entity, "", entry.why, opens, rival, family, acts)


def _acts_as_person(here: _Reading, name: Name) -> bool:
    """Say whether the words around a name are those around people, should one of the article have it as a family name."""
    before, after = here.before(name.start), here.after(name.end)
    close = here.words.gaps[name.end] == " "
    if before.capitalize() in TITLES or (close and after in SAYING):
        return True
    if is_there(here.words, name.start):
        return False
    acting = close and (after in DOING or (after.endswith("ed") and after.islower()))
    return acting or (here.words.gaps[name.end] == "'" and after.islower()) or before in DEALT_WITH


def _found_spot(here: _Reading, name: Name) -> Spot | None:
    words = here.words
    start, end = name.start, name.end
    titled = start
    while titled < end and words.texts[titled].rstrip(".") in TITLES and (name.kind in {"person", ""}):
        titled += 1
    if titled == end:
        return None
    texts = here.joined(titled, end)
    if all(text.lower() in NO_ENTITY or text.isdecimal() for text in texts) or not any(text[0].isalpha() for text in texts):
        return None
    why = _why(here, titled, end, name.kind, titled=titled > start)
    opens = words.gaps[titled] == "(" or here.headline
    first, last = words.starts[titled], words.ends[end - 1]
    written = here.text[first:last]
    return Spot(here.number, first, last, written, texts, "", name.kind, why, opens, likely=name.likely)


def _why(here: _Reading, start: int, end: int, kind: str, *, titled: bool) -> str:
    """Give the plainest evidence for the kind of a found name; "context" where nothing but the tagger tells."""
    words, size = here.slice(start, end), end - start
    before, after = here.before(start), here.after(end).lower()
    person = kind == "person"
    choices = (
        (person and (titled or before.rstrip(".").capitalize() in TITLES), "title"),
        (person and size > 1 and words[0] in FIRST_NAMES, "first name"),
        (person and size in {2, 3} and words[0] in FAMILY_NAMES_FIRST, "family name first"),
        (person and before in BY_KIND["person"].before, "role before it"),
        (person and (after in SAYING or before in SAYING), "speaks"),
        (bool(kind) and by_words(words) == kind, "its words"),
        (kind == "organisation" and size == 1 and words[0].isupper(), "acronym"),
        (kind == "place" and before in {"in", "near", "at"}, "place word before it"),
    )
    return next((why for holds, why in choices if holds), "context" if kind else "")
