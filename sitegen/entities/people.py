"""Names of people: which spellings agree, and who is meant by a family name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise

from sitegen.entities.entity_keys import EntityKey, found_key, known_key
from sitegen.entities.kinds import EASTERN_FAMILY_NAMES, FIRST_NAMES, GENERATIONS, SHORT_FIRST_NAMES
from sitegen.entities.lexicon import FIRST_NAME_LIST, SURNAME_LIST, Lexicon, plain
from sitegen.model import PERSON, NameEntry
from sitegen.text import edits

MIN_SURNAME_SHARE = 0.6  # of full names with a surname, for the person that it means elsewhere; by judgement
MIN_TYPO_LETTERS = 5  # letters of a name in which one may be wrong; by judgement
PATRONYMICS = frozenset("bin ibn bint al ben Abu abu".split())  # before the name of a father
PARTICLES = frozenset(  # before a family name
    "van von der den ter ten de la las los del della di da do dos das du des le".split()
)
TRANSLITERATIONS = (  # in this order; what stands for one sound in transliterated first names
    ("ey", "ei"),
    ("iy", "i"),
    ("yi", "i"),
    ("y", "i"),
    ("ks", "x"),
    ("kh", "h"),
)

Words = tuple[str, ...]
PersonKey = tuple[str, str]  # family name and first name, in a form in which spellings agree


# Spellings --------------------------------------------------------------------------------------------------


def given_name(word: str) -> str:
    """Return a form of a first name in which common transliterations and short forms agree.

    Sergei and Sergey are one, and so are Bill and William.
    """
    folded = plain(word)
    name = SHORT_FIRST_NAMES.get(folded, folded)
    for spelling, replacement in TRANSLITERATIONS:
        name = name.replace(spelling, replacement)
    return name[:1] + "".join(letter for last, letter in pairwise(name) if letter != last)


def particles_before(words: Words) -> int:
    """Return how many particles stand before the last word of a full name ("Jan van den Berg": 2)."""
    count = 0
    while count < len(words) - 2 and words[-2 - count].lower() in PARTICLES:
        count += 1
    return count


def _is_generation(word: str) -> bool:
    """Whether a word of a name tells father from son ("Jr.", "II")."""
    return word.rstrip(".") in GENERATIONS


@lru_cache(maxsize=1 << 16)
def person_key(words: Words) -> PersonKey:
    """Return family name and first name in the form in which two spellings of one person agree."""
    bare = tuple(word for word in words if not _is_generation(word)) or words
    generation = "".join(f" {word.rstrip('.').lower()}" for word in words[1:] if _is_generation(word))
    if _is_family_name_first(bare):
        return plain(bare[0]), plain("".join(bare[1:])).replace("-", "") + generation
    family = bare[-1 - particles_before(bare) :]
    return plain(" ".join(family)), given_name(bare[0]) + generation


def _is_family_name_first(words: Words) -> bool:
    """Whether a name of two or three words begins with the family name, as Chinese and Korean ones do."""
    if len(words) not in {2, 3} or words[0] not in EASTERN_FAMILY_NAMES:
        return False
    return words[0] not in FIRST_NAMES or len(words) == 3 or "-" in words[1]


@lru_cache(maxsize=1 << 16)
def middle_initials(words: Words) -> str:
    """Return the first letters of the names between first and last name, folded.

    They are "hw" of George H. W. Bush and of George H.W. Bush, and "r" of Hillary Rodham Clinton.
    """
    bare = tuple(word for word in words if not _is_generation(word))
    middle_names = [word for word in bare[1 : -1 - particles_before(bare)] if word[0].isupper()]
    return "".join(plain(part)[0] for word in middle_names for part in word.split(".") if part)


def is_typo(word: str, other: str) -> bool:
    """Whether two words differ as by a slip of the pen: by one letter, or by the order of some (Valdimir)."""
    a, b = plain(word), plain(other)
    if min(len(a), len(b)) < MIN_TYPO_LETTERS or a[0] != b[0] or a[-1] != b[-1]:
        return False
    if edits(a, b) == 1:
        return True
    letters, other_letters = Counter(a), Counter(b)
    return (letters - other_letters).total() + (other_letters - letters).total() <= 1


def same_person(name: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether two full names of one family name within one article are those of one person.

    One has a slip that makes its first name no first name, or lacks words of the other before a name that is
    neither a first nor a family name by itself ("Craig Revel Horwood", "Revel Horwood").
    """
    short, long = sorted((name, other), key=len)
    if len(short) != len(long):
        return _is_end_of_name(short, long, lexicon)
    if name[1:] != other[1:] or not is_typo(name[0], other[0]):
        return False
    return not (lexicon.is_first_name(name[0]) and lexicon.is_first_name(other[0]))


def _is_end_of_name(short: Words, long: Words, lexicon: Lexicon) -> bool:
    """Whether a name of several words ends a longer one and begins with no name that a list has."""
    if len(short) < 2 or long[-len(short) :] != short or not PATRONYMICS.isdisjoint(long):
        return False
    return {FIRST_NAME_LIST, SURNAME_LIST}.isdisjoint(lexicon.infos[short[0]].lists)


def may_be_called(name: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether a lone family name may mean either of two full names without harm: they are, or look, one's."""
    if any(map(_is_generation, {*name} ^ {*other})):  # father and son
        return False
    if same_person(name, other, lexicon):
        return True
    short, long = sorted((name, other), key=len)
    if len(short) < 2 or not PATRONYMICS.isdisjoint(long):
        return False
    further_words = iter(map(plain, long))
    return all(word in further_words for word in map(plain, short))  # in the same order


# People of an archive ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class PeopleIndex:
    """The people that an archive names in full."""

    apart: frozenset[str] = frozenset()  # folded names that are never joined with others
    by_key: dict[PersonKey, dict[str, EntityKey]] = field(  # -> middle initials -> person
        default_factory=lambda: defaultdict(dict)
    )
    surnames: dict[str, Counter[EntityKey]] = field(  # family name -> people, by mentions
        default_factory=lambda: defaultdict(Counter)
    )
    articles: Counter[EntityKey] = field(default_factory=Counter)  # people, by articles with the full name

    def add(self, words: Words, entity_id: str = "") -> None:
        """Enter a full name; with the id of the entity where a list has it."""
        if plain(" ".join(words)) in self.apart:
            return
        by_initials = self.by_key[person_key(words)]
        initials = middle_initials(words)
        if initials not in by_initials:
            by_initials[initials] = known_key(entity_id) if entity_id else self._new_key(words)

    def _new_key(self, words: Words) -> EntityKey:
        """Return the key of someone new: with middle initials where they tell from others of the name."""
        family, first = person_key(words)
        initials = middle_initials(words)
        form = f"{family}|{first}"
        if initials and any(self.by_key[family, first]):
            form = f"{form}|{initials}"
        return found_key(PERSON, form)

    def count(self, names: Iterable[Words]) -> None:
        """Count the full names of an article, when those of all articles are entered."""
        mentioned = set()
        for words in names:
            person = self.who(words)
            self.surnames[person_key(words)[0]][person] += 1
            mentioned.add(person)
        self.articles.update(mentioned)

    def who(self, words: Words) -> EntityKey:
        """Return whom a full name means; one without middle initials means whoever was entered first."""
        if self.apart:
            folded = plain(" ".join(words))
            if folded in self.apart:
                return found_key(PERSON, folded)
        by_initials = self.by_key.get(person_key(words), {})
        if not by_initials:
            return EntityKey("")
        initials = middle_initials(words)
        if initials and initials in by_initials and _are_several(by_initials):
            return by_initials[initials]
        return next(iter(by_initials.values()))

    def surname_count(self, family: str) -> int:
        """Return how often people with a family name are named in full."""
        return self.surnames[family].total() if family in self.surnames else 0

    def by_surname(self, family: str) -> EntityKey | None:
        """Return who is meant by a family name in most of the archive, if anyone is."""
        holders = self.surnames.get(family)
        if not holders:
            return None
        person, count = max(holders.items(), key=lambda item: (item[1], item[0]))
        return person if count >= MIN_SURNAME_SHARE * holders.total() else None


def _are_several(by_initials: dict[str, EntityKey]) -> bool:
    """Whether names with different middle initials are those of different people."""
    return len({person for initials, person in by_initials.items() if initials}) > 1


def people_of(
    known: Iterable[NameEntry], named: Sequence[Sequence[tuple[Words, str]]], apart: frozenset[str]
) -> PeopleIndex:
    """Return the people of an archive: those of lists, and those that its articles name in full.

    named: the full names in each article, with their ids where a list has them; apart: folded names that are
    never joined with others.
    """
    people = PeopleIndex(apart)
    for entry in known:
        if " " in entry.name:
            people.add(tuple(entry.name.split()), entry.id)
    names = set(chain.from_iterable(named))
    for words, entity_id in sorted(names, key=lambda name: (not name[1], name[0])):
        people.add(words, entity_id)
    for article in named:
        people.count(words for words, _ in article)
    return people
