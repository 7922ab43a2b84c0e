import json

import pytest

from sitegen.model import SitegenError
from sitegen.read.content import anchor_lines, parse_note
from sitegen.read.hypothesis import added_to, parse_export, remarks_text


def row(exact: str = "", text: str = "Look here.", **more: object) -> dict[str, object]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": more.pop("prefix", ""),
            "suffix": more.pop("suffix", ""),
        },
    ]
    return {
        "uri": "https://example.org/a",
        "text": text,
        "user": "acct:ann@hypothes.is",
        "created": "2024-05-06T09:10:00+00:00",
        "target": [{"source": "x", "selector": selectors if exact else []}],
        **more,
    }


def export(*rows: dict[str, object]) -> bytes:
    return json.dumps({"export_date": "2024-05-07", "annotations": list(rows)}).encode()


def test_annotations_become_remarks_that_are_read_again() -> None:
    found = parse_export(
        export(
            row("the ferry", tags=["sea", "town"]),
            row("the bay", "", prefix="over\n", suffix=" in"),
            row("", "# On the whole"),
        ),
        "x.json",
    ).found
    note, problems = parse_note(remarks_text([found[2], *found[:2]]), "content/notes/000.md")
    assert problems == ()
    assert [(one.exact, one.prefix, one.suffix) for one in note.remarks] == [
        ("", "", ""),
        ("the ferry", "", ""),
        ("the bay", "over", "in"),
    ]
    assert note.remarks[0].markdown == "\\# On the whole\n\n— ann, 2024-05-06"
    assert note.remarks[1].markdown == "Look here.\n\nTags: sea, town\n\n— ann, 2024-05-06"
    assert note.remarks[2].markdown == "*Highlighted by ann, 2024-05-06*"


def test_the_rows_of_the_interface_and_odd_ones() -> None:
    assert parse_export(json.dumps({"rows": [row("a b c")]}).encode(), "x").found[0].exact == "a b c"
    assert parse_export(b'[{"target": [null], "tags": null}, 7]', "x").empty == 1


@pytest.mark.parametrize("data", [b"not json", b'{"a": 1}', b"7"])
def test_what_is_no_export_is_told(data: bytes) -> None:
    with pytest.raises(SitegenError, match="SG010"):
        parse_export(data, "x.json")


def test_words_around_with_quotation_marks_are_left_out() -> None:
    found = parse_export(export(row("the ferry", prefix="he said: “so", suffix="left")), "x")
    assert remarks_text(found.found).startswith('## "the ferry" left…\n')


def test_what_only_its_author_may_read_is_not_taken() -> None:
    alone = row("the bay", "Mine.", id="p", permissions={"read": ["acct:ann@hypothes.is"]})
    group = row(
        "the ferry", "Ours.", permissions={"read": ["group:__world__"], "update": ["acct:ann@hypothes.is"]}
    )
    answer = row("", "To what is private.", references=["p"])
    taken = parse_export(export(alone, group, row("x", "Gone.", hidden=True), answer), "x")
    assert [one.markdown for one in taken.found] == ["Ours."]
    assert (taken.own, taken.shared, taken.unanswered, taken.orphaned) == (2, 0, 0, 1)


def test_replies_stand_below_what_they_answer() -> None:
    rows = (
        row("the ferry", "First.", id="a"),
        row("the bay", "Another.", id="b"),
        row("", "Reply.", id="c", references=["a"], user="acct:bo@hypothes.is"),
        row("", "Reply to that.", id="d", references=["a", "c"]),
    )
    text = remarks_text(parse_export(export(*rows), "x").found)
    note, _ = parse_note(text, "content/notes/000.md")
    assert [one.exact for one in note.remarks] == ["the ferry", "the bay"]
    assert "> Reply.\n>\n> — bo, 2024-05-06\n>\n> > Reply to that." in note.remarks[0].markdown


def test_words_that_would_hide_or_swallow_what_stands_below_do_not() -> None:
    rows = (
        row("one two", "<!-- hidden"),
        row("three four", "```\ncode"),
        row("five six", "Title\n---"),
        row("seven eight", "half \ud83d"),
    )
    note, problems = parse_note(remarks_text(parse_export(export(*rows), "x").found), "content/notes/000.md")
    assert [one.exact for one in note.remarks] == ["one two", "three four", "five six", "seven eight"]
    assert not problems
    note.remarks[3].markdown.encode()


def test_a_note_on_the_page_stands_above_the_remarks_on_passages() -> None:
    before = 'On the whole.\n\n## "the ferry"\n\nBeside it.\n'
    fresh = parse_export(export(row("", "On the page."), row("the bay", "There.")), "x").found
    note, _ = parse_note(added_to(before, anchor_lines(before, "x"), fresh), "content/notes/000.md")
    assert [one.exact for one in note.remarks] == ["", "the ferry", "the bay"]
    assert note.remarks[0].markdown == "On the whole.\n\nOn the page.\n\n— ann, 2024-05-06"
    assert note.remarks[1].markdown == "Beside it."


@pytest.mark.parametrize(
    "more",
    [
        {"body": [{"type": "TextualBody", "value": "Look here."}]},
        {"body": "Look here."},
        {"bodyValue": "Look here."},
        {"body": {"value": "Look here."}, "creator": "Ann"},
        {"body": {"value": "Look here."}, "creator": [{"name": "Ann"}], "tags": "sea"},
    ],
)
def test_annotations_of_other_programs_keep_their_words(more: dict[str, object]) -> None:
    target = [
        {"source": "https://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": "the ferry"}}
    ]
    (found,) = parse_export(
        json.dumps({"items": [{"type": "Annotation", "target": target, **more}]}).encode(), "x"
    ).found
    assert (found.address, found.exact) == ("https://example.org/a", "the ferry")
    assert found.markdown.startswith("Look here.")
    assert found.author == ("Ann" if "creator" in more else "")


@pytest.mark.parametrize("readers", [["group:abc"], [], "acct:ann@x", ["Acct:ann"], ["ann@x"]])
def test_what_not_everybody_may_read_is_not_taken(readers: object) -> None:
    taken = parse_export(export(row("x", permissions={"read": readers})), "x")
    assert (taken.found, taken.own, taken.shared) == (
        (),
        int(readers != ["group:abc"]),
        int(readers == ["group:abc"]),
    )


def test_long_threads_and_circles_are_taken_or_told() -> None:
    chain = [
        row("the ferry", "0", id="0"),
        *(row("", str(n), id=str(n), references=[str(n - 1)]) for n in range(1, 1500)),
    ]
    circle = [row("", "a", id="a", references=["b"]), row("", "b", id="b", references=["a"])]
    taken = parse_export(export(*chain, *circle), "x")
    assert len(taken.found) == 1
    assert taken.unanswered == 2
    text = remarks_text(taken.found)
    assert all(f"> {number}\n" in text for number in (1, 700, 1499))


@pytest.mark.parametrize(
    "text",
    [
        '+++\nrights = "full"\n+++\nhi',
        "rights: withdrawn",
        "***\nrights: full\n***",
        ' ## "x y"',
        "  ## private",
    ],
)
def test_words_of_strangers_are_no_front_matter_and_no_headings(text: str) -> None:
    note, problems = parse_note(
        added_to("", (), parse_export(export(row("", text)), "x").found), "content/notes/000.md"
    )
    assert (note.rights, note.private, note.broken, problems) == ("", False, False, ())
    assert len(note.remarks) == 1
    assert not note.remarks[0].private


def test_what_few_may_read_is_taken_as_private_where_that_is_asked_for() -> None:
    rows = (
        row("", "For all.", id="a"),
        row("", "On the page, for us.", permissions={"read": ["group:abc"]}),
        row("the bay", "Mine.", permissions={"read": ["acct:ann@hypothes.is"]}),
        row("the ferry", "Gone.", hidden=True),
        row("the pier", "Open.", id="b"),
        row("", "Answer of the class.", references=["b"], permissions={"read": ["group:abc"]}),
    )
    taken = parse_export(export(*rows), "x", private=True)
    note, problems = parse_note(
        added_to('Words.\n\n## "left"\n\nAn old one.\n', (2,), taken.found), "content/notes/000.md"
    )
    assert not problems
    assert [(one.exact, one.private) for one in note.remarks] == [
        ("", False),
        ("", True),
        ("left", False),
        ("the bay", True),
        ("the pier", True),
    ]
    assert (taken.own, taken.shared) == (1, 0)
    assert "Gone" not in str(note)


def test_a_highlight_puts_no_words_into_anybodys_mouth() -> None:
    text = remarks_text(parse_export(export(row("the bay", "")), "x").found)
    assert text == '## "the bay"\n\n*Highlighted by ann, 2024-05-06*\n'
    assert parse_export(export(row("", "")), "x").empty == 1
