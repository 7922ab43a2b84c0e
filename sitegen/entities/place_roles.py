"""What a known place is in its passage, by the words around it: the values of `NameSpan.acts`."""

from typing import Final

PERSON: Final = "person"  # named as people are: someone may have it as family name
TEAM: Final = "team"  # plays a match
LOCATION: Final = "where"  # something is there
UNTOLD: Final = "free"  # of a lone name: nothing tells
NOT_A_PLACE: Final = ""  # no known place, or one of several words of which nothing tells
