"""The letters under which long lists of names are parted."""

from sitegen.text import slug, sort_name

OTHER = "other"  # what begins with no Latin letter


def letter(name: str, *, person: bool) -> str:
    """Return the letter that a name is looked for under: that of the family name of people."""
    first = slug(sort_name(name, person=person))[0]
    return first if first.isalpha() and first.isascii() else OTHER


def heading(part: str) -> str:
    """Return a letter as readers see it."""
    return part.upper() if len(part) == 1 else part
