"""The values that pass from one stage to the next.

Frozen, made of scalars, enums, tuples and each other, so that they can be hashed, compared, printed and
remembered.  Lines are 0-based, offsets are code points and half open, scores run from 0 to 1.  Nothing here
acts on the world.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from sitegen.name_evidence import Evidence
from sitegen.printable import printable, printable_lines, printable_message


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a person should look at: where it is, what is wrong and what to do about it."""

    path: str
    line: int  # 0-based; -1 where the whole file is meant
    code: str
    message: str
    severity: Severity = field(default=Severity.WARNING, kw_only=True)

    @property
    def place(self) -> str:
        """Return the file, and the line as people count."""
        path = printable(self.path)
        return path if self.line < 0 else f"{path}:{self.line + 1}"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code}: {printable_message(self.message)}"


class SitegenError(Exception):
    """Something that cannot be done: where, what is wrong and what to do about it.

    `code` is one of `sitegen.codes.CODES`; `path` is empty where it is about no file; `line` and `column` are
    0-based, -1 where they are not known; `shown` is the text of that line, printed with a mark
    below the column where that is known.
    """

    def __init__(  # noqa: PLR0913  (an error has this many parts)
        self,
        code: str,
        path: object,  # a text or a path
        line: int,
        message: str,
        hint: str = "",
        *,
        column: int = -1,
        shown: str = "",
    ) -> None:
        self.code = code
        self.path = str(path)
        self.line = line
        self.message = message
        self.hint = hint
        self.column = column
        place = ":".join(
            [self.path, *(str(number + 1) for number in (line, column) if number >= 0)] if self.path else []
        )
        text = f"{place}{': ' if place else ''}{Severity.ERROR} {code}: {message}"
        if not shown:
            text = printable(f"{text}; {hint}" if hint else text)
        else:
            mark = f"\n    {' ' * column}^" if column >= 0 else ""
            text = f"{printable(text)}\n    {printable_lines(shown)}{mark}"
            text += f"\n  {printable(hint)}" if hint else ""
        super().__init__(text)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how it is made again in another process, from its text and parts."""
        return (_remade_error, (type(self), self.args), self.__dict__)

    @property
    def problem(self) -> Problem:
        """Return it as a problem of its file, without the text of the line."""
        where = f" (column {self.column + 1})" if self.column > 0 else ""
        hint = f"; {self.hint}" if self.hint else ""
        return Problem(
            self.path, self.line, self.code, f"{self.message}{where}{hint}", severity=Severity.ERROR
        )


def _remade_error(kind: type[SitegenError], args: tuple[object, ...]) -> SitegenError:
    """Return an error of another process without its parts."""
    error = kind.__new__(kind, *args)
    error.args = args
    return error


class FileError(SitegenError):
    """A file that a person wrote and that cannot be used."""


# What a person put in -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Broken text that was put right: where it stands, what it was and what it became."""

    kind: str
    line: int
    start: int  # in the line as it is kept
    end: int
    was: str  # the characters, where some became others; else empty
    became: str


PART_MARK: Final = "#"  # between the path of a file and the name of one of its texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One raw scrape, decoded and split into lines."""

    id: str  # the file's stem
    path: str  # relative to the archive, "/" between parts
    number: int | None  # the leading number of the name, where the archive numbers its seeds
    key: str  # what its address is made of: the number as written, else the stem
    lines: tuple[str, ...]  # without control characters
    starts: tuple[int, ...]  # where each line begins in the decoded text
    removed: tuple[int, ...]  # offsets in the decoded text of characters that were taken out
    encoding: str
    size: int  # bytes
    digest: str  # SHA-256 of the bytes, hexadecimal
    repairs: tuple[
        Repair, ...
    ] = ()  # characters that had been escaped or decoded in a wrong encoding, in order
    unread: int = 0  # code points at the end of the file that are not read, because it is too long
    part: str = ""  # the name of the text in its file, where that holds several
    capture: str = ""  # the form that the text was read from, as people are told; empty for plain text
    redacted: int = 0  # places of it whose words are hidden

    @property
    def file(self) -> str:
        """Return the path of the file; `path` names the text in it too."""
        return self.path.removesuffix(f"{PART_MARK}{self.part}") if self.part else self.path

    def offset(self, line: int, column: int) -> int:
        """Return the place in the decoded text of a column of a line."""
        at = self.starts[line] + column
        gone = bisect_left(self.removed, self.starts[line])
        while gone < len(self.removed) and self.removed[gone] <= at:
            at += 1
            gone += 1
        return at

    def end_offset(self, line: int, column: int) -> int:
        """Return the place in the decoded text behind the character before a column.

        Of a repaired one, behind all that it was.
        """
        row = bisect_left(self.repairs, (line, column), key=lambda repair: (repair.line, repair.end))
        for repair in self.repairs[row : row + 2]:  # one that became nothing may stand before it
            if (repair.line, repair.end) == (line, column) and repair.became:
                return self.offset(line, repair.start) + len(repair.was)
        return self.offset(line, column - 1) + 1


@dataclass(frozen=True, slots=True)
class Address:
    """The address that a file was given, as it is remembered."""

    name: str  # of the file, in NFC
    key: str
    seed: str  # id; empty where the file is gone or cannot be read


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in `seeds/` that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """Some words of a sentence that a person wrote, and where they lead, if anywhere."""

    text: str  # empty in a wikilink that shows the name of what it leads to
    target: str = ""  # of a wikilink: "000", "entity:nato"
    address: str = ""  # of an ordinary link within the site
    line: int = -1  # of a wikilink, in its file


@dataclass(frozen=True, slots=True)
class LocalLink:
    """An address without a host that a person wrote in Markdown, and the line of the file where it stands."""

    address: str
    line: int
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something a person wrote beside an article, on the whole of it or on one passage."""

    markdown: str
    line: int
    exact: str = ""  # the passage, quoted; empty for a remark on the whole
    prefix: str = ""
    suffix: str = ""
    linking: tuple[tuple[LinkedText, ...], ...] = ()  # its sentences that hold links
    private: bool = False  # the public edition has none of it
    headings: tuple[tuple[str, int], ...] = ()  # in it, with their lines: one may be meant to quote a passage
    local: tuple[LocalLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One file of `content/notes/`: a person's word on one seed."""

    path: str
    target: str  # the name by which it means its seed
    line: int  # where that name stands; -1 where it is the name of the file
    fields: tuple[tuple[str, str, int], ...] = ()  # name, value, line
    keep: tuple[
        tuple[str, int], ...
    ] = ()  # a line of the seed by number, range or beginning; line of the note
    drop: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    rights: str = ""
    remarks: tuple[Remark, ...] = ()
    private: bool = False  # the public edition has no word of it; rights, keep and drop hold there too
    broken: bool = False  # its front matter cannot be read, so nobody knows what it forbids
    beside: tuple["Note", ...] = ()  # the private file on the same seed, where this one is public

    @property
    def files(self) -> tuple["Note", ...]:
        """Return this note and those that stand beside it, in the order of their remarks."""
        return (self, *self.beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """One entity of the authority file or of the built-in tables."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    never: tuple[str, ...] = ()  # texts that do not mean it though they hold its name
    apart: tuple[str, ...] = ()  # names that look like its own and are those of another one
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()  # cities that may stand for its government
    wikidata: str = ""
    description: str = ""
    path: str = ""  # empty for built-in entries
    line: int = -1
    links: tuple[str, ...] = ()  # pages elsewhere that are about it


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityNote:
    """One file of `content/entities/`: a person's words on an entity."""

    path: str
    target: str  # the id or name by which it means its entity
    line: int  # where that name stands; -1 where it is the name of the file
    markdown: str
    linking: tuple[tuple[LinkedText, ...], ...] = ()  # its sentences that hold links
    private: bool = False  # the public edition does not have it
    local: tuple[LocalLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a pair of seeds, from `content/relations.toml`."""

    first: str
    second: str
    relation: str  # a relation's name, or "none"
    line: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A text that may no longer be shown, from `content/withdrawn.toml`."""

    target: str
    reason: str
    date: str
    line: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words that no edition shows, from `content/redactions.toml`."""

    pattern: str  # the words, or `/a regular expression/`
    seed: str  # the only text that they are hidden in; empty for all
    reason: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage:
    """One Markdown page of `content/pages/`."""

    path: str
    slug: str
    title: str
    markdown: str
    line: int  # where the Markdown begins in the file
    linking: tuple[tuple[LinkedText, ...], ...] = ()  # its sentences that hold links
    private: bool = False  # the public edition does not have it
    local: tuple[LocalLink, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of `content/files/`, copied into the site as it is."""

    path: str
    target: str  # in the site
    data: bytes
    private: bool = False  # the public edition does not have it


@dataclass(frozen=True, slots=True)
class LineRule:
    """A person's word on lines of many seeds.

    A whole line, with `*` for any words, or `/a regular expression/`.
    """

    pattern: str
    keeps: bool  # or drops
    line: int  # of the file where it stands
    path: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One place where INDEX.md names a seed."""

    line: int
    name: str  # as it stands
    seed: str  # id, or empty where no such file exists


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """`seeds/INDEX.md`; empty text where there is none."""

    path: str
    text: str  # as it stands in the file
    entries: tuple[IndexEntry, ...]
    links: tuple[LinkedText, ...] = ()  # wikilinks that name no seed
    markdown: str = ""  # the text without comments
    local: tuple[LocalLink, ...] = ()  # links and pictures that name no seed
    broken: bool = (
        False  # it says that words of it are private where that does not count, so nobody knows which
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything the read stage gives."""

    seeds: tuple[Seed, ...]
    skipped: tuple[Skipped, ...]
    index: Index
    notes: tuple[Note, ...]
    names: tuple[NameEntry, ...]
    pages: tuple[FreePage, ...]
    verdicts: tuple[Verdict, ...]
    withdrawals: tuple[Withdrawal, ...]
    problems: tuple[Problem, ...]
    entity_notes: tuple[EntityNote, ...] = ()
    addresses: tuple[Address, ...] = ()  # in the order in which the files came
    files: tuple[CopiedFile, ...] = ()
    no_names: tuple[str, ...] = ()  # words that never are a name
    rules: tuple[LineRule, ...] = ()  # for the lines of all seeds
    redactions: tuple[Redaction, ...] = ()
    identity: str = ""  # of the archive, the same for ever
    hidden: tuple[str, ...] = ()  # files that this edition does not have, because they are private


# What cleaning makes of a seed ----------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a stretch of kept text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    CAPTION = "caption"
    ITEM = "item"
    ROW = "row"  # of a table, its cells parted by tabs
    TIME = "time"  # the label of the entry below it
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that a text is made of; `glue` stands before it in that text."""

    line: int
    start: int
    end: int
    glue: str = ""


def spell(pieces: tuple[Piece, ...], lines: tuple[str, ...]) -> str:
    """Return the text that the pieces spell."""
    if len(pieces) == 1:
        return pieces[0].glue + lines[pieces[0].line][pieces[0].start : pieces[0].end]
    return "".join(piece.glue + lines[piece.line][piece.start : piece.end] for piece in pieces)


def locate(pieces: tuple[Piece, ...], position: int) -> tuple[int, int]:
    """Return line and column in the seed of a position in the text that the pieces spell."""
    at = 0
    for piece in pieces:
        at += len(piece.glue)
        length = piece.end - piece.start
        if position < at + length:
            return piece.line, piece.start + max(0, position - at)
        at += length
    last = pieces[-1]
    return last.line, last.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, quotation, caption, list item or comment."""

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...]
    why: str  # the evidence by which it was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A fact about the article; without pieces where a person gave it."""

    name: str  # title, standfirst, byline, dateline, date, updated, source, address, credit, kicker
    value: str  # normalised: a date in ISO form, an address without tracking
    text: str  # as it stands
    pieces: tuple[Piece, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines that were taken out together, and the rule that did it."""

    rule: str
    label: str  # what a reader is told the lines are
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCut:
    """A part of a kept line that was taken out, and the rule that did it."""

    rule: str
    label: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word on how to read one seed."""

    fields: tuple[tuple[str, str], ...] = ()
    keep: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    ruled: tuple[tuple[int, str], ...] = ()  # those of them that a rule for many seeds named, with its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that an article quotes, and who is told to have said them."""

    seed: str
    parts: tuple[
        tuple[int, int, int], ...
    ]  # passage, start and end, without the marks; several where it is broken
    entity: str  # who said it; empty where that has no page
    speaker: str  # the same in words; empty where nothing tells
    named: bool  # not only called by what they are: “a spokesman”
    why: str  # the evidence: "said after the name", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned seed.

    Each line stands in exactly one field or cut, or in one block, or in blocks that ran together in it.
    """

    id: str
    key: str
    path: str
    language: str  # BCP 47, "und" where it cannot be told
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    inline_cuts: tuple[InlineCut, ...]
    repairs: tuple[Repair, ...]
    likely: tuple[
        int, ...
    ]  # for each line how likely the evidence finds it text, in percent; -1 for a blank line
    truncated: str  # why the text is thought to end early; empty where it is whole
    problems: tuple[Problem, ...]
    doubtful: tuple[
        int, ...
    ] = ()  # 0-based lines that look like sentences of the text and were cut by evidence alone

    def field(self, name: str) -> str:
        """Return the value of the first field of that name, or an empty text."""
        return next((field.value for field in self.fields if field.name == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of all fields of that name."""
        return tuple(field.value for field in self.fields if field.name == name)

    @property
    def body(self) -> tuple[Block, ...]:
        """Return the blocks of the article itself."""
        return tuple(block for block in self.blocks if block.kind is not BlockKind.COMMENT)

    @property
    def comments(self) -> tuple[Block, ...]:
        """Return the readers' comments."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.COMMENT)

    @property
    def passages(self) -> tuple[Field | Block, ...]:
        """Return what mentions are counted in: title, standfirst, then the blocks.

        A mention names its place here.
        """
        heads = tuple(
            field for name in ("title", "standfirst") for field in self.fields if field.name == name
        )
        return (*heads, *self.blocks)

    def spoken(self, one: Quotation) -> str:
        """Return the words of a quotation, an ellipsis where something else stands between its parts."""
        passages = self.passages
        return " … ".join(
            passages[number].text[start:end].strip().rstrip(",") for number, start, end in one.parts
        )


# What the archive knows -----------------------------------------------------------------------------------


PERSON: Final = "person"  # the kinds that code tells from others; the table of kinds may have more
ORGANISATION: Final = "organisation"
PLACE: Final = "place"
EVENT: Final = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entity, as readers and programs call it; lists follow the order of `Archive.kinds`."""

    name: str  # in names.toml
    label: str  # heading of its list
    folder: str  # of its pages
    code: str  # in `sitegen entities`
    schema: str = "Thing"  # its type at schema.org
    by_family_name: bool = False  # its names are sorted by their last part
    acts: bool = False  # its members appear with each other in the matrix of names


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A way in which two seeds are tied, in words."""

    name: str
    inverse: str  # its name as seen from the other side
    joins: bool  # into one family
    # Told to readers; {other} becomes a link, {rest}, {words}, {mine} and {theirs} figures, {where} a place,
    # {edited} words.
    notice: str
    short: str  # "the same text as {other}"
    says: str  # what must hold, for the method page
    scorer: str  # its name in `sitegen relations`
    holder: Literal["", "first", "second"] = ""  # the one that holds the other and much else
    apart: str = ""  # the notice where the two are of different families
    asserted: str = ""  # the notice where a person alone says so; where it is empty, it is made of `short`
    of_rare_words: bool = False  # what the two have in common is told of rare words alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or event."""

    id: str  # unique in the archive and stable: the slug of its name
    kind: str
    name: str
    given: bool  # by a person, in names.toml
    aliases: tuple[str, ...] = ()  # as found, most frequent first
    wikidata: str = ""
    description: str = ""
    paged: bool = True  # it has a page, and links to it


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Mention:
    """One place in a text that names an entity."""

    passage: int  # index in Article.passages
    start: int
    end: int
    entity: str
    why: Evidence
    rules: tuple[
        str, ...
    ] = ()  # names of the rules that decided: what is one name, how it is read, whom it means


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name in a passage: what it says, where, and what it is thought to be."""

    passage: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    entity: str  # id where the authority knows it; empty for a found name
    kind: str  # for found names; empty where nothing tells
    why: Evidence
    opens: bool  # a sentence, or stands in a headline: the capital letter proves nothing
    rival: str = ""  # for a capital city: the country that it may stand for, where the context says so
    family: bool = False  # a known name that may be a person's family name here
    # Of a known place: "person" or "team" by the words around it, "where" by those of a place; "free" for a
    # lone name that has none of these.
    acts: str = ""
    likely: tuple[
        float, ...
    ] = ()  # of a found name: the logarithms of how likely it is each of `sitegen.entities.tagger.CLASSES`
    rules: tuple[str, ...] = ()  # names of the rules that decided its extent, its kind and how it is read


@dataclass(frozen=True, slots=True)
class RecognizedNames:
    """Everything that one article names, and the words it writes small."""

    id: str
    spans: tuple[NameSpan, ...]
    small: tuple[str, ...]  # words seen without capital letter, sorted


@dataclass(frozen=True, slots=True)
class EntityMentions:
    """An article and the mentions in it, sorted and disjoint."""

    id: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, order=True)
class AlignedSpan:
    """A run of words that two seeds share.

    Places among the words of each (see `text.word_places`), half open.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Match:
    """What two seeds have in common; `edited` where one was made from the other word by word."""

    tiles: tuple[AlignedSpan, ...]
    chains: tuple[
        tuple[tuple[int, int], ...], ...
    ]  # words that both have once, in the same order; the longest alone, if not edited
    edited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two seeds are tied, with the evidence."""

    first: str
    second: str
    name: str  # identical, near, contains, part-of, reworded, shared-passage, seen from the first
    # Share of the first seed's words that come from the second; of its rare words where it is reworded.
    containment_first: float
    containment_second: float
    spans: tuple[AlignedSpan, ...]
    given: bool = False  # by a person, in relations.toml

    def inverted(self, name: str) -> "Relation":
        """Return it as seen from the other side, where it has another name."""
        spans = tuple(sorted(AlignedSpan(s.b_start, s.b_end, s.a_start, s.a_end) for s in self.spans))
        return Relation(
            first=self.second,
            second=self.first,
            name=name,
            containment_first=self.containment_second,
            containment_second=self.containment_first,
            spans=spans,
            given=self.given,
        )


@dataclass(frozen=True, slots=True)
class Family:
    """Seeds that relations with `joins` tie to one another; the leader is the fullest copy."""

    key: str
    leader: str
    why: str
    members: tuple[str, ...]  # the leader first, then in the order of the archive


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPair:
    """Two articles that are no copies but speak of the same rare things."""

    first: str
    second: str
    score: float
    entities: tuple[str, ...]  # ids, the most telling first
    days: int = -1  # between them; -1 where a date is not known
    words: tuple[str, ...] = ()  # rare ones that both use, the rarest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything known of all seeds, before any page is thought of."""

    seeds: tuple[Seed, ...]
    articles: tuple[Article, ...]
    mentions: tuple[EntityMentions, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[tuple[Quotation, ...], ...]  # those that are one together
    relations: tuple[Relation, ...]
    families: tuple[Family, ...]
    related_pairs: tuple[RelatedPair, ...]
    kinds: tuple[Kind, ...]  # of entities, people first
    relation_types: tuple[RelationType, ...]  # ways to be tied, the closest first
    problems: tuple[Problem, ...]
    name_languages: tuple[str, ...] = ()  # in which the stage of names knows what words mean
    speaker_languages: tuple[str, ...] = ()  # in which the stage of quotations knows who speaks


# What goes to the disk ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site."""

    path: str  # relative, "/" between parts
    data: bytes
    maker: str  # what it was made from, for messages
