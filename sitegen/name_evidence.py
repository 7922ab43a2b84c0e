"""Evidence: why a name is held to mean what it does, in the words that readers are shown.

At run time the values are plain texts: they stand in data files, on pages and in what is remembered between
builds, where an enumeration would be another value.  Code compares with the constants, so that the type
checker finds a slip in a word.
"""

from typing import NewType

Evidence = NewType("Evidence", str)

NONE = Evidence("")  # nothing tells

# Of names that a list has: the column in which a name stands there, or what else makes it that name.
NAME = Evidence("name")
ALIAS = Evidence("alias")
DEMONYM = Evidence("demonym")
CAPITAL = Evidence("capital")
NEVER = Evidence("not")  # words that name nothing, whatever else is in them
AMBIGUOUS = Evidence("ambiguous")  # two entities have the name
MISSPELT = Evidence("misspelt")

# Of the kind of a found name: its words, those beside it, or its shape.
ITS_WORDS = Evidence("its words")
ACRONYM = Evidence("acronym")
FIRST_NAME = Evidence("first name")
FAMILY_NAME_FIRST = Evidence("family name first")
TITLE = Evidence("title")
DESCRIPTION = Evidence("description")  # a noun beside it ("the airline Example")
ROLE = Evidence("role before it")
SPEAKS = Evidence("speaks")
PLACE_WORD = Evidence("place word before it")
CONTEXT = Evidence("context")  # nothing but the tagger
NICKNAME = Evidence("nickname")
PARTICLE = Evidence("particle")
POSSESSIVE = Evidence("possessive")
FIRM = Evidence("firm")
FIRM_OF_ADVISERS = Evidence("firm of advisers")
FULL_NAME = Evidence("full name")
HANDLE = Evidence("handle")  # of the signature of a post

# Of what a name means in an article.
SURNAME = Evidence("surname")
SURNAME_ELSEWHERE = Evidence("surname, from other articles")
SHORT_FORM = Evidence("short form")
TEAM = Evidence("team")
METONYM = Evidence("metonym")
NAMED_ELSEWHERE = Evidence("named so elsewhere")

IN_SHORT = frozenset({SHORT_FORM, SURNAME, SURNAME_ELSEWHERE})  # of what is no whole name
STRONG = frozenset(  # of a kind, and counting for more than what the tagger says
    {TITLE, ITS_WORDS, FAMILY_NAME_FIRST, ACRONYM, FIRST_NAME, DESCRIPTION}
)
