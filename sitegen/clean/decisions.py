"""The names of what is decided about a unit: what it becomes, and which rule cuts it.

`CleaningState.status` holds for each decided unit what it becomes (one of `Fate`) and the reason: of a cut
the id of its rule, of a field its name, of text and comments a phrase. The ids go to data files and pages as
they are written here. Rules that claim a line by what it says have their ids in furniture.py; the ones that
code compares are named here too.
"""

from typing import Final, Literal

from sitegen.clean.state import CleaningState

Fate = Literal["cut", "field", "comment", "block"]
CUT: Final = "cut"
FIELD: Final = "field"
COMMENT: Final = "comment"
BLOCK: Final = "block"

AFTER_ARTICLE: Final = "after-article"
AUTHOR_BOX: Final = "author-box"
BEFORE_ARTICLE: Final = "before-article"
BESIDE_FACT: Final = "beside-fact"
BLANK: Final = "blank"
CAPTION: Final = "caption"
COMMENTS_HEADER: Final = "comments-header"
DROPPED: Final = "dropped"
HEAD_BLOCK: Final = "head-block"
INSIDE_ARTICLE: Final = "inside-article"
NAVIGATION: Final = "navigation"
PHOTO_CREDIT: Final = "photo-credit"
POST_META: Final = "post-meta"
READING_TIME: Final = "reading-time"
RELATED_LIST: Final = "related-list"
REPEATED_LINE: Final = "repeated-line"
REPEATED_NAME: Final = "repeated-name"
REPEATED_TITLE: Final = "repeated-title"
REPLACED: Final = "replaced"
SECTION_NAME: Final = "section-name"
SHARE_BUTTON: Final = "share"
SHARED_LINE: Final = "shared-line"
TEASER: Final = "teaser"
TEASER_HEADLINE: Final = "teaser-headline"
TEASER_INLINE: Final = "teaser-inline"
VIDEO_HEADLINE: Final = "video-headline"
VIDEO_TEASER: Final = "video-teaser"
AD_MARKER: Final = "ad-marker"

PICTURE_RULES = frozenset({PHOTO_CREDIT, CAPTION})  # cut lines that speak of a picture

_UNDECIDED = ("", "")


def fate_of(state: CleaningState, index: int) -> str:
    """Return what a unit becomes, one of `Fate`, or an empty text while nothing has decided it."""
    return state.status.get(index, _UNDECIDED)[0]


def reason_of(state: CleaningState, index: int) -> str:
    """Return why a unit was decided (a rule id, the name of a field, a phrase); empty while nothing has."""
    return state.status.get(index, _UNDECIDED)[1]


def text_units(state: CleaningState) -> list[int]:
    """Return the units that are text of the article, in the order in which they were decided."""
    return [index for index, (fate, _) in state.status.items() if fate == BLOCK]


def field_value(state: CleaningState, name: str) -> str:
    """Return the value of the first fact of a name, or an empty text where none was found."""
    return next((field.value for field in state.fields if field.name == name), "")


def is_field(state: CleaningState, index: int, *names: str) -> bool:
    """Whether a unit became a field of one of these names."""
    fate, name = state.status.get(index, _UNDECIDED)
    return fate == FIELD and name in names
