"""Names of people: which spellings agree, and who is meant by a family name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from sitegen.entities.kinds import FAMILY_NAMES_FIRST, FIRST_NAMES, GENERATIONS, SHORT_NAMES
from sitegen.entities.lexicon import plain, shipped_lexicon
from sitegen.model import NameEntry
from sitegen.text import edits

SURNAME_SHARE = (
    0.6  # of all full names with this surname that one person must hold before a lone surname means them
)

SLIP = 5  # letters of a first name in which one may be wrong
PATRONYMIC = frozenset("bin ibn bint al ben Abu abu".split())  # what stands before the name of a father

PARTICLES = frozenset(
    "van von der den ter ten de la las los del della di da do dos das du des le".split()
)  # before a family name

PersonKey = tuple[str, str]  # family name and first name, in a form in which spellings agree


def given_name(word: str) -> str:
    """Give a form of a first name in which common transliterations and short forms agree (Sergei, Sergey; Bill, William)."""
    low = plain(word)
    name = SHORT_NAMES.get(low, low)
    name = (
        name.replace("ey", "ei")
        .replace("iy", "i")
        .replace("yi", "i")
        .replace("y", "i")
        .replace("ks", "x")
        .replace("kh", "h")
    )
    return "".join(letter for at, letter in enumerate(name) if not at or letter != name[at - 1])


def particles_before(words: tuple[str, ...]) -> int:
    """Give how many particles stand before the last word of a full name ("Jan van den Berg": 2)."""
    size = 0
    while size < len(words) - 2 and words[-2 - size].lower() in PARTICLES:
        size += 1
    return size


@lru_cache(maxsize=1 << 16)
def person_key(words: tuple[str, ...]) -> PersonKey:
    """Give family name and first name in the form in which two spellings of one person agree."""
    bare = tuple(word for word in words if word.rstrip(".") not in GENERATIONS) or words
    generation = "".join(
        f" {word.rstrip('.').lower()}" for word in words[1:] if word.rstrip(".") in GENERATIONS
    )
    family_first = len(bare) in {2, 3} and bare[0] in FAMILY_NAMES_FIRST
    if family_first and (bare[0] not in FIRST_NAMES or len(bare) == 3 or "-" in bare[1]):
        return plain(bare[0]), plain("".join(bare[1:])).replace("-", "") + generation
    family = bare[-1 - particles_before(bare) :]
    return plain(" ".join(family)), given_name(bare[0]) + generation


@lru_cache(maxsize=1 << 16)
def middle_initials(words: tuple[str, ...]) -> str:
    """Give the first letters of the names between first and last name ("hw" of George H. W. Bush, "r" of Hillary Rodham Clinton)."""
    bare = tuple(word for word in words if word.rstrip(".") not in GENERATIONS)
    middle = [
        part
        for word in bare[1 : -1 - particles_before(bare)]
        if word[0].isupper()
        for part in word.split(".")
        if part
    ]
    return "".join(plain(part)[0] for part in middle)


def is_typo(one: str, other: str) -> bool:
    """Say whether two words differ as by a slip of the pen (Vladmir, Vladimir): one letter, or the order of letters within."""
    a, b = plain(one), plain(other)
    if min(len(a), len(b)) < SLIP or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return edits(a, b) == 1 or (Counter(a) - Counter(b) + (Counter(b) - Counter(a))).total() <= 1


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two full names of one family name within one article are those of one person.

    One has a slip that makes its first name no first name, or lacks words of the other before a name that is neither a first nor
    a family name by itself ("Craig Revel Horwood", "Revel Horwood").
    """
    few, many = sorted((one, other), key=len)
    if len(few) == len(many):
        return (
            one[1:] == other[1:]
            and is_typo(one[0], other[0])
            and not (is_first_name(one[0]) and is_first_name(other[0]))
        )
    lists = shipped_lexicon().infos[few[0]].lists
    return (
        len(few) > 1
        and many[-len(few) :] == few
        and not {"first", "sur"}.intersection(lists)
        and PATRONYMIC.isdisjoint(many)
    )


def is_first_name(word: str) -> bool:
    """Say whether the lists have a word as a first name."""
    return "first" in shipped_lexicon().infos[word].lists


def may_be_called(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether a lone family name may mean either of two full names without harm: they are one person's, or look so."""
    if any(word.rstrip(".") in GENERATIONS for word in {*one} ^ {*other}):  # father and son
        return False
    few, many = sorted((one, other), key=len)
    further = iter(map(plain, many))
    return same_person(one, other) or (
        len(few) > 1 and PATRONYMIC.isdisjoint(many) and all(word in further for word in map(plain, few))
    )


@dataclass(slots=True)
class PeopleIndex:
    """The people that an archive names in full."""

    apart: frozenset[str] = frozenset()  # folded names that are never joined with others
    by_key: dict[PersonKey, dict[str, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )  # -> middle initials -> entity
    surnames: dict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # family name -> entities, by mentions
    articles: Counter[str] = field(default_factory=Counter)  # entities, by articles that name them in full

    def add(self, words: tuple[str, ...], entity: str = "") -> None:
        """Enter a full name; with the entity where it is known beforehand."""
        if plain(" ".join(words)) in self.apart:
            return
        key = person_key(words)
        middles = self.by_key[key]
        middle = middle_initials(words)
        if middle not in middles:
            middles[middle] = entity or f"person:{key[0]}|{key[1]}" + (
                f"|{middle}" if middle and any(middles) else ""
            )

    def count(self, article: Iterable[tuple[str, ...]]) -> None:
        """Count the mentions of full names in an article, when all are entered."""
        meant = [(person_key(words)[0], self.who(words)) for words in article]
        for family, entity in meant:
            self.surnames[family][entity] += 1
        self.articles.update({entity for _, entity in meant})

    def who(self, words: tuple[str, ...]) -> str:
        """Give the entity that a full name means; one without middle initials means whoever was entered first."""
        if self.apart and (alone := plain(" ".join(words))) in self.apart:
            return f"person:{alone}"
        middles = self.by_key.get(person_key(words), {})
        if not middles:
            return ""
        told = [entity for middle, entity in middles.items() if middle]
        middle = middle_initials(words)
        if len(set(told)) > 1 and middle in middles and middle:
            return middles[middle]
        return next(iter(middles.values()))

    def holding(self, family: str) -> int:
        """Give how often people with a family name are named in full."""
        return self.surnames[family].total() if family in self.surnames else 0

    def by_surname(self, family: str) -> str:
        """Give who is meant by a family name in most of the archive, or nothing."""
        holders = self.surnames.get(family)
        if not holders:
            return ""
        entity, count = max(holders.items(), key=lambda item: (item[1], item[0]))
        return entity if count >= SURNAME_SHARE * holders.total() else ""


def people_of(
    known: Iterable[NameEntry], named: Sequence[Sequence[tuple[tuple[str, ...], str]]], apart: frozenset[str]
) -> PeopleIndex:
    """Give the people of an archive: those of the authority, and those its articles name in full, with their entities where known."""
    people = PeopleIndex(apart)
    for entry in known:
        if " " in entry.name:
            people.add(tuple(entry.name.split()), entry.id)
    for words, entity in sorted(set(chain.from_iterable(named)), key=lambda one: (not one[1], one[0])):
        people.add(words, entity)
    for article in named:
        people.count(words for words, _ in article)
    return people
