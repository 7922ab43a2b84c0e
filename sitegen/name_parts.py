"""The parts of a person's name, as reference managers want them: family name, given names, suffix."""

import re
from dataclasses import dataclass

from sitegen.text import family_name_first

# Small words that open a family name; capital ones count only between other words ("Maria De Luca").
_PARTICLES = frozenset(
    "af al an ap av bin bint binti da das de del della den der des di do dos du el ibn la las le les los san"
    " st st. ten ter van von y zu zum zur".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq)\.?", re.IGNORECASE)
_FAMILY_FIRST_LANGUAGES = frozenset({"hu", "ja", "ko", "vi", "zh"})
_UNSPACED_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What a body has in its name and no person.
_OF_BODIES = frozenset(
    "agence agency associated board bureau correspondent correspondents desk editor editorial editors group"
    " media news newsroom office post press radio redaktion reporter reporters service staff team times tv"
    " wire writer writers".split()
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its parts; of a body, or where the parts cannot be told, all of it is `literal`."""

    literal: str = ""
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Return the name as lists have it: family name, given names, suffix."""
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))


def name_parts(name: str, language: str = "") -> NameParts:
    """Return the parts of a name; `language` is the BCP 47 tag of the text that has it.

    >>> name_parts("Vincent van der Berg Jr.").inverted
    'van der Berg, Vincent, Jr.'
    >>> name_parts("Associated Press").inverted
    'Associated Press'
    >>> name_parts("Kovács Anna", "hu").inverted
    'Kovács, Anna'
    """
    words = name.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    is_body = not _OF_BODIES.isdisjoint(word.casefold() for word in words)
    if len(words) < 2 or is_body or words[0].casefold() == "the" or _UNSPACED_SCRIPT.search(name):
        return NameParts(literal=name)
    if "," in name and not suffix:  # "Example, Ann"
        family, _, given = name.partition(",")
        return NameParts(family=family.strip(), given=given.strip())
    if family_name_first(name) or language.partition("-")[0] in _FAMILY_FIRST_LANGUAGES:
        return NameParts(family=words[0], given=" ".join(words[1:]), suffix=suffix)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return NameParts(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)
