"""The values of a finished site: pages that hold everything they will show, and rows for other programs.

Equal pages make equal bytes, so nothing here refers to another page but by its address.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

Scalar = str | int | float | bool | None
Value = Scalar | tuple[Scalar, ...] | tuple[tuple[Scalar, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Some words, and where they lead; no address means plain words."""

    text: str
    url: str = ""  # relative to the site, or absolute
    title: str = ""
    date: str = ""  # that the words say, in ISO form


@dataclass(frozen=True, slots=True)
class RobustLink(Link):
    """A link to a page elsewhere of which an archive of the web has a copy (robustlinks.mementoweb.org)."""

    version: str = ""  # the address of the copy
    version_date: str = ""  # in ISO form; empty where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of seed text with one and the same dress."""

    text: str
    url: str = ""  # the page of the entity it names
    title: str = ""
    marked: bool = False
    twins: tuple[Link, ...] = ()  # the places in other articles where the same passage stands
    change: str = ""  # "ins" or "del" in a comparison
    noted: bool = False  # a remark is about it
    refs: tuple["NoteRef", ...] = ()  # of the remarks whose quotation ends with it


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The way from a text to a remark beside it."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, item, quotation, caption or comment."""

    kind: str
    id: str
    runs: tuple[Run, ...]
    remarks: tuple["RemarkView", ...] = ()  # what a person wrote beside it


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a wikilink became: where it leads, and what that is called where the writer gave no words."""

    target: str  # as it is written
    text: str
    url: str = ""  # empty where it leads nowhere
    mark: str = ""  # said beside it where it leads nowhere


@dataclass(frozen=True, slots=True)
class Backlink:
    """A sentence in which a person links to the page that shows it, and where that sentence stands."""

    runs: tuple[Run, ...]  # the words of the link are marked
    where: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A person's remark in Markdown; on a passage where `quote` is not empty."""

    id: str
    markdown: str
    path: str
    line: int
    quote: str = ""
    orphan: str = ""  # why its passage could not be found
    number: int = 0  # among the remarks beside passages, in the order of the text
    start: int = 0  # of the quotation in its passage
    end: int = 0
    prefix: str = ""  # words before and after the quotation
    suffix: str = ""
    links: tuple[Pointer, ...] = ()
    ways: tuple[
        tuple[str, str], ...
    ] = ()  # local addresses as they are written, and where they lead in the site
    private: bool = False  # the public edition does not have it
    unshown: bool = False  # its passage is not part of what is shown


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a facts card."""

    label: str
    values: tuple[Link, ...]
    of_file: bool = False  # it tells of the seed's file, not of the article


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about the article as a whole, with links in it, and where its evidence is shown."""

    kind: str
    words: tuple[Link, ...]
    why: Link | None = None
    stands_for: int = 1  # so many texts


@dataclass(frozen=True, slots=True)
class RepairView:
    """Broken text that was put right, the same on several lines together."""

    kind: str
    was: str
    became: str
    lines: tuple[int, ...]  # 1-based, as readers count


@dataclass(frozen=True, slots=True, kw_only=True)
class CutView:
    """Lines that were left out together."""

    label: str
    rule: str
    first: int  # 1-based, as readers count
    last: int
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article in a list."""

    title: str
    url: str
    date: str = ""
    source: str = ""
    words: int = 0
    relation: str = ""
    why: tuple[Link, ...] = ()
    shared: tuple[str, ...] = ()  # rare words that both use
    days: int = -1  # from the article on whose page this stands


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a small chart."""

    label: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the home page shows."""

    description: str
    articles: int
    entities: int
    sources: int
    words: int
    span: tuple[str, ...]  # the first and the last date, in ISO form; one where they are the same
    bars: tuple[Bar, ...]
    newest: tuple[Item, ...]  # of those with a date; where none has one, the first
    undated: int  # articles of which no date is known
    connected: tuple[tuple[str, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedLink:
    """What INDEX.md's names become: a link with its facts."""

    seed: str
    url: str
    title: str
    facts: str
    shown_as: str = ""  # in place of its file's name, which may tell what is withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """INDEX.md mirrored, and the seeds that it does not name."""

    path: str
    markdown: str
    names: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[int, str], ...]
    links: tuple[SeedLink, ...]
    unlisted: tuple[Item, ...]
    all: tuple[Item, ...]
    orphans: tuple[RemarkView, ...]  # remarks of notes whose seed is not there
    pointers: tuple[Pointer, ...] = ()  # wikilinks that name no seed
    ways: tuple[
        tuple[str, str], ...
    ] = ()  # local addresses that lead elsewhere in the site, with their address there
    records: tuple["Record", ...] = ()  # of the articles, where they are few, for reference managers
    record_files: tuple[Link, ...] = ()  # all of them for other programs


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Someone or something that an article names, for other programs."""

    type: str  # of schema.org
    name: str
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What an article is, as reference managers have it; dates in ISO form, empty where unknown."""

    key: str = ""  # of its address in the archive
    title: str = ""
    shown_title: str = ""  # what stands in its place where it has no headline
    authors: tuple[str, ...] = ()
    date: str = ""
    updated: str = ""
    retrieved: str = ""  # the day of the scrape
    source: str = ""
    address: str = ""  # of the original
    archived: str = ""  # the address of a copy in an archive of the web
    archived_on: str = ""
    licence: str = ""  # words or an address
    same_as: tuple[str, ...] = ()  # addresses at which the identical text was published
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    words: int = 0
    mentions: tuple[NamedThing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """What an article's page shows."""

    key: str
    untitled: bool
    language: str
    direction: str
    kicker: str
    title_id: str  # where mentions in the headline lead
    standfirst: tuple[Run, ...]
    standfirst_id: str
    facts: tuple[Fact, ...]
    lead: tuple[Link, ...]  # by whom, from where, when, how long to read: in one line
    notices: tuple[Notice, ...]
    notices_summary: str  # what several notices say, in one line; empty for one or none
    remarks: tuple[RemarkView, ...]
    body: tuple[Passage, ...]
    words: int
    comments: tuple[Passage, ...]
    comment_words: int
    cuts: tuple[CutView, ...]
    cut_lines: int
    cut_parts: int  # lines of which a part was left out
    doubtful: int  # sentences among them that may be text
    repairs: tuple[RepairView, ...]
    related: tuple[Item, ...]
    entities: tuple[tuple[str, tuple[Link, ...]], ...]
    linked: tuple[Backlink, ...]
    cite: str
    styles: tuple[tuple[str, str], ...]  # the citation in usual styles, by their names
    cite_files: tuple[Link, ...]  # the record for other programs
    raw: str
    family: str
    before: Link | None
    after: Link | None
    unread: str = ""  # what was not looked for, because of the language
    record: Record = Record()
    restricted: str = ""  # what is shown of it, where that is not all


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of a seed and what became of it."""

    text: str
    fate: str  # field, kept, comment, cut, blank
    why: str
    likely: int  # how likely the evidence finds it text, in percent; -1 where nothing was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class RawView:
    """What the page of a raw seed shows."""

    article: Link
    path: str
    lines: tuple[RawLine, ...]
    facts: tuple[Fact, ...]
    is_capture: bool  # its lines were read from a file in another form


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One member of a family beside its leader."""

    key: str  # its number
    item: Item
    leads: bool
    words: int
    comment_words: int
    lacks: int  # words of the leader that it does not have
    adds: int  # words of its own
    sentence: str
    rows: tuple[tuple[str, tuple[Run, ...], tuple[Run, ...]], ...]  # state, leader's paragraph, this copy's


@dataclass(frozen=True, slots=True)
class FamilyView:
    """Copies side by side."""

    leader: Link
    why: str
    copies: tuple[Copy, ...]
    one_article: bool  # else they overlap, one with the next


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has a quotation: where it stands there, and by which evidence its speaker was told."""

    item: Item
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a quotation, and the articles that have it, the earliest first."""

    runs: tuple[Run, ...]  # words that the first wording lacks are marked
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation in all its wordings, the commonest first."""

    date: str  # of the earliest article that has it
    wordings: tuple[Wording, ...]
    called: str = ""  # what the articles call a speaker whom they do not name


@dataclass(frozen=True, slots=True)
class MentionView:
    """A sentence that names an entity."""

    runs: tuple[Run, ...]
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class EntityArticle:
    """An article that names an entity, with the sentences that may be shown."""

    item: Item
    count: int
    mentions: tuple[MentionView, ...]
    id: str = ""  # where it is the first one of its month


@dataclass(frozen=True, slots=True)
class MentionsView:
    """Articles that name an entity, by date.

    Where they fill several pages, the ways to years and to the pages beside this one stand here too. How many
    there are is not told here: pages of earlier years stay as they are when an article comes to a later one.
    """

    articles: tuple[EntityArticle, ...]
    years: tuple[Link, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class MoreMentionsView:
    """What a further page of an entity's mentions shows."""

    kind: str
    entity: Link
    span: tuple[
        str, ...
    ]  # the dates of the first and the last article shown, in ISO form; empty where unknown
    part: MentionsView


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """What an entity's page shows."""

    kind: str
    description: str
    given: bool
    aliases: tuple[str, ...]
    elsewhere: tuple[Link, ...]  # pages of other sites about it, Wikidata's first
    note: "TextView | None"  # a person's words on it
    bars: tuple[Bar, ...]
    sources: tuple[Bar, ...]
    with_whom: tuple[Bar, ...]
    part: MentionsView  # the first articles
    articles: int
    mentions: int
    said: tuple[QuotationView, ...] = ()  # the latest
    said_all: Link | None = None  # where all of it stands, where there is more
    linked: tuple[Backlink, ...] = ()
    feed: str = ""  # the address of its feed, where it has one
    schema: str = "Thing"  # its type at schema.org


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who appears with whom: names, and for each pair the articles that name both.

    On the diagonal are those that name one.
    """

    names: tuple[Link, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesGroup:
    """Names of one kind, or of one letter of it.

    All of them from A to Z, or the ways to their letters and those named most often.
    """

    heading: str
    id: str
    count: int
    names: tuple[Bar, ...]  # with how many articles name each
    letters: tuple[Bar, ...] = ()  # with how many names each has
    most: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesView:
    """The entities from A to Z by kind, or one letter of a kind.

    Then `letters` lead to the others, and `whole` to the list of all.
    """

    intro: str
    groups: tuple[NamesGroup, ...]
    matrix: Matrix | None = None
    letters: tuple[Bar, ...] = ()
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsView:
    """Lists of articles under headings: by source or by date."""

    intro: str
    bars: tuple[Bar, ...]
    groups: tuple[tuple[str, str, tuple[Item, ...]], ...]  # heading, its id, items
    charted: int = 0  # articles that the chart is about, with a date or without
    feeds: tuple[tuple[str, str], ...] = ()  # the ids of groups that have a feed, with its address


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Everything that one person or body is quoted with, by date."""

    name: Link  # leads to the page of the entity, where there is one
    id: str
    said: tuple[QuotationView, ...]


@dataclass(frozen=True, slots=True)
class QuotationsView:
    """Who said what; a long list keeps the quotations on pages of their own."""

    count: int
    speakers: tuple[
        tuple[str, tuple[tuple[Link, int], ...]], ...
    ]  # first letter, names with counts; where they lead
    shown: tuple[SpeakerView, ...]
    passages: str = ""  # the address of the list of shared passages


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage that several articles have, in the words of the earliest, and all of them by date."""

    id: str
    text: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class PassagesView:
    """Passages that several articles have; a part of the list, with the ways to those before and after it."""

    count: int
    passages: tuple[PassageView, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page of people's words."""

    markdown: str
    path: str
    links: tuple[Pointer, ...] = ()
    linked: tuple[Backlink, ...] = ()
    ways: tuple[
        tuple[str, str], ...
    ] = ()  # local addresses as they are written, and where they lead in the site


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page of the search; without scripts it leads to the lists."""

    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """What is left of a withdrawn article."""

    reason: str
    date: str


View = (
    HomeView
    | IndexView
    | ArticleView
    | RawView
    | FamilyView
    | EntityView
    | MoreMentionsView
    | NamesView
    | GroupsView
    | PassagesView
    | QuotationsView
    | TextView
    | SearchView
    | TombstoneView
)


# Kinds of pages that code tells from others; the rest of them stand in the table of pages alone.
ARTICLE_PAGE: Final = "article"
TOMBSTONE_PAGE: Final = "tombstone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address, what kind it is, and all that it shows."""

    url: str
    kind: str  # names its template
    title: str
    view: View
    description: str = ""
    robots: str = ""
    reserved: bool = False  # text and data mining of it (TDMRep)
    language: str = ""  # where it differs from the site's
    maker: str = ""  # the file it comes from, for messages


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """What every page may show of the site as a whole."""

    title: str
    description: str
    address: str
    base_path: str
    language: str
    contact: str
    notice: str
    profile: str
    menu: tuple[Link, ...]
    version: str
    feed: str = ""  # the address of the archive's feed, where it has one
    json_feed: str = ""  # the same as JSON Feed
    open_search: str = ""  # the address of the description of its search
    has_data: bool = False  # tables for other programs
    feed_list: str = ""  # the address of the list of all feeds
    tdm_policy: str = ""  # an address where one reads who may mine the texts
    identity: str = ""  # of the archive, the same for ever
    icon: str = "assets/icon.svg"
    picture_hosts: tuple[str, ...] = ()  # whose pictures pages load

    def absolute(self, url: str) -> str:
        """Return the absolute address of a page; an empty text where that of the site is not known."""
        return self.address + quote(url) if self.address else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for other programs: a name and, for each row, its keys with values."""

    name: str
    rows: tuple[tuple[tuple[str, Value], ...], ...]

    @property
    def field_names(self) -> list[str]:
        """Return the names of all fields, in the order in which they come first."""
        return list(dict.fromkeys(name for row in self.rows for name, _ in row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in a feed."""

    key: str  # of the article's address, which stays
    title: str
    url: str
    original: str
    source: str
    authors: tuple[str, ...]
    date: str
    updated: str
    summary: str
    tags: tuple[str, ...]
    language: str = ""
    rights: str = ""  # how much of it is shown
    family: str = ""  # the key of its family, where it has one


CITATIONS = "citations"  # the exporter of records; pages lead to what it is to make
CITATION_FORMATS = (("RIS", "ris"), ("BibTeX", "bib"), ("CSL-JSON", "json"))  # and the endings of their files
# The exporters that pages lead to.
FEED, JSON_FEED, FEED_LIST, OPEN_SEARCH, DATA = "feed", "json-feed", "opml", "opensearch", "data"
ENTITY_FEEDS, SOURCE_FEEDS = "entity-feeds", "source-feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed of an entity or a source: the articles that name it or are from it, the newest first."""

    url: str
    title: str
    subtitle: str
    page: str  # the address of the page that it is of
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the search knows of one page; only what the page shows."""

    url: str
    title: str
    kind: str
    date: str
    source: str
    lead: str
    entities: tuple[str, ...]  # addresses without ".html" of those it names
    standfirst: str
    body: tuple[str, ...]
    lesser: tuple[str, ...]  # words that count less: authors, readers' comments


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document as the index of the search takes it.

    Its terms with their weights, and those that stand in its title.
    """

    document: Document
    terms: tuple[tuple[str, float], ...]
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """A local link or picture of a person's text: the page that shows it, and where it was written."""

    page: str
    address: str  # as it is written
    way: str  # address in the site, where it names a file of the archive
    path: str
    line: int
    picture: bool
    hidden: bool = False  # it names something private, so that the public edition shows its words alone


@dataclass(frozen=True, slots=True)
class CopiedSeed:
    """A file of `seeds/` that is no plain text and stands in the site too: its address, path and SHA-256."""

    url: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A whole site before it is rendered."""

    info: SiteInfo
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    feeds: tuple[Feed, ...] = ()  # of entities
    indexed: tuple[IndexedDocument, ...] = ()  # the documents once more, for the index
    written: tuple[WrittenLink, ...] = ()  # of people's texts
    copied: tuple[CopiedSeed, ...] = ()
