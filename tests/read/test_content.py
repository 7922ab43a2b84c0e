import pytest

from sitegen.config import ConfigError
from sitegen.read.content import parse_note, parse_page
from sitegen.read.tables import parse_names, parse_verdicts, parse_withdrawals

TIES = ("identical", "near")
KINDS = ("event", "organisation", "person", "place")


def test_a_note_with_everything() -> None:
    text = (
        "---\nseed: 000_a\ntitle: 'One: two'\nbyline: [Ann A, Bo B]\ndate: 2024-04-09\nkeep: [12-14]\ndrop: ['Posted on']\n"
        'tags: [x]\nrights: full\n---\nOn the whole.\n\n## before "the words" after\n\nBeside it.\n'
    )
    note, problems = parse_note(text, "content/notes/000.md")
    assert not problems
    assert (note.target, note.line, note.rights, note.tags) == ("000_a", 1, "full", ("x",))
    assert [(name, value) for name, value, _ in note.fields] == [
        ("title", "One: two"),
        ("byline", "Ann A"),
        ("byline", "Bo B"),
        ("date", "2024-04-09"),
    ]
    assert note.keep == (("12-14", 5),)
    whole, beside = note.remarks
    assert (whole.markdown, whole.exact) == ("On the whole.", "")
    assert (beside.exact, beside.prefix, beside.suffix, beside.line) == ("the words", "before", "after", 12)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ntitle: a: b\n---\n", "content/notes/1.md:2:9: error SG404"),
        (
            "---\ndaet: 1\n---\n",
            'content/notes/1.md:2: error SG402: unknown key "daet"; did you mean "date"?',
        ),
        ("---\ntitle: x\n", "content/notes/1.md:1:1: error SG404: the front matter has no end"),
        ("---\n- a\n---\n", 'lines of "key: value"'),
        ("---\ntitle:\n  a: b\n---\n", "a text or a list of texts"),
    ],
)
def test_broken_front_matter_is_said_with_its_place(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_note(text, "content/notes/1.md")
    assert says in str(caught.value)


def test_a_heading_in_a_code_block_is_no_anchor() -> None:
    note, _ = parse_note('```\n## "no anchor"\n```\n', "content/notes/1.md")
    assert [remark.exact for remark in note.remarks] == [""]


def test_a_page_takes_its_title_from_front_matter_heading_or_name() -> None:
    assert parse_page("---\ntitle: A\n---\n# B\n", "content/pages/c-d.md")[0].title == "A"
    page, _ = parse_page("# B\n\ntext", "content/pages/c-d.md")
    assert (page.title, page.markdown.strip()) == ("B", "text")
    assert parse_page("text", "content/pages/c-d.md")[0].title == "C d"


def test_names_and_their_collisions() -> None:
    text = (
        '[[entity]]\nname = "United Nations"\nkind = "organisation"\naliases = ["UN"]\n\n'
        '[[entity]]\nname = "University of Nowhere"\nkind = "organisation"\naliases = ["UN"]\n'
    )
    entries, problems = parse_names(text, "content/names.toml", KINDS)
    assert [entry.id for entry in entries] == ["united-nations", "university-of-nowhere"]
    assert [(p.code, p.line) for p in problems] == [("SG301", 5)]
    assert "content/names.toml:1" in problems[0].message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[entity]]\nname = "A"\nkind = "peson"\n', 'kind of "A" is one of'),
        ('[[entity]]\nkind = "person"\n', "has no name"),
        ('[[entity]]\nname = "A"\nkind = "person"\nalias = ["B"]\n', 'did you mean "aliases"?'),
        ('[[entity]]\nname = "A"\nkind = "person"\naliases = "B"\n', "is a list of texts"),
        ('[[entity]]\nname = "A"\nkind = "person"\nwikidata = "58217"\n', 'a number like "Q42"'),
        (
            '[[entity]]\nname = "A"\nkind = "person"\nlinks = "https://example.org/"\n',
            '"links" of "A" is a list of texts',
        ),
        (
            '[[entity]]\nname = "A"\nkind = "person"\nlinks = ["example.org"]\n',
            'SG403: links of "A": "example.org" is no address',
        ),
        ('[[entity]]\nname = "A"\nkind = "person"\nlinks = ["javascript:alert(1)"]\n', "is no address"),
        ('[[entity]]\nname = "A"\nkind = "person"\nlinks = ["https://[x/"]\n', "is no address"),
        ('[entity]\nname = "A"\n', "two brackets"),
        ('[[person]]\nname = "A"\n', "write each entity as [[entity]]"),
    ],
)
def test_broken_names_are_said_with_their_place(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_names(text, "content/names.toml", KINDS)
    assert says in str(caught.value)
    assert str(caught.value).startswith("content/names.toml:1")


def test_verdicts_and_withdrawals() -> None:
    verdicts = parse_verdicts('\n[[pair]]\nseeds = ["000", "001"]\nrelation = "none"\n', "r.toml", TIES)
    assert [(v.first, v.second, v.relation, v.line) for v in verdicts] == [("000", "001", "none", 1)]
    withdrawn = parse_withdrawals(
        '[[withdrawn]]\nseed = "003"\ndate = 2024-01-02\nreason = "asked for"\n', "w.toml"
    )
    assert (withdrawn[0].target, withdrawn[0].date) == ("003", "2024-01-02")
    for text in (
        '[[pair]]\nseeds = ["000"]\nrelation = "none"\n',
        '[[pair]]\nseeds = ["000", "001"]\nrelation = "twin"\n',
    ):
        with pytest.raises(ConfigError, match="SG402"):
            parse_verdicts(text, "r.toml", TIES)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ntitle: one\ntitle: two\n---\n", "stands twice"),
        ("---\ntags: &a [*a]\n---\n", "SG404"),
        ("---\ntitle: a\x01b\n---\n", "SG404"),
    ],
)
def test_odd_front_matter(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_note(text, "content/notes/1.md")
    assert says in str(caught.value)


def test_an_anchor_may_stand_in_curly_quotation_marks() -> None:
    note, _ = parse_note("## “these words”\n\nx\n", "content/notes/1.md")
    assert note.remarks[0].exact == "these words"


@pytest.mark.parametrize(
    "text",
    [
        "entity = [1]",
        '[[entity]]\nname = "A"\nkind = "person"\nid = "../x"\n',
        '[[entity]]\nname = 5\nkind = "person"\n',
        '[[entity]]\nname = "A"\nkind = "person"\ndescription = ["x"]\n',
        '[[entity]]\nname = "!!!"\nkind = "person"\n',
    ],
)
def test_odd_names(text: str) -> None:
    with pytest.raises(ConfigError, match="SG402"):
        parse_names(text, "content/names.toml", KINDS)


def test_odd_rows() -> None:
    for text in ("pair = [1]", "pair = 3"):
        with pytest.raises(ConfigError, match="SG402"):
            parse_verdicts(text, "r.toml", TIES)
    with pytest.raises(ConfigError, match="is no date"):
        parse_withdrawals('[[withdrawn]]\nseed = "0"\ndate = "yesterday"\n', "w.toml")
