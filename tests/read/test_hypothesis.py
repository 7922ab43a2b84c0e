import json

import pytest

from sitegen.model import SitegenError
from sitegen.read.content import anchor_lines, parse_note
from sitegen.read.hypothesis import added_to, parse_export, remarks_text


def row(exact: str = "", text: str = "Look here.", **more: object) -> dict[str, object]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": more.pop("prefix", ""), "suffix": more.pop("suffix", "")},
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
        export(row("the ferry", tags=["sea", "town"]), row("the bay", "", prefix="over\n", suffix=" in"), row("", "# On the whole")),
        "x.json",
    ).found
    note, problems = parse_note(remarks_text([found[2], *found[:2]]), "content/notes/000.md")
    assert problems == ()
    assert [(one.exact, one.prefix, one.suffix) for one in note.remarks] == [("", "", ""), ("the ferry", "", ""), ("the bay", "over", "in")]
    assert note.remarks[0].markdown == "\\# On the whole\n\n— ann, 2024-05-06"
    assert note.remarks[1].markdown == "Look here.\n\nTags: sea, town\n\n— ann, 2024-05-06"
    assert note.remarks[2].markdown == "Marked\n\n— ann, 2024-05-06"


def test_the_rows_of_the_interface_and_odd_ones() -> None:
    assert parse_export(json.dumps({"rows": [row("a b c")]}).encode(), "x").found[0].exact == "a b c"
    assert parse_export(b'[{"target": [null], "tags": null}, 7]', "x").found[0].markdown == ""


@pytest.mark.parametrize("data", [b"not json", b'{"a": 1}', b"7"])
def test_what_is_no_export_is_told(data: bytes) -> None:
    with pytest.raises(SitegenError, match="SG010"):
        parse_export(data, "x.json")


def test_words_around_with_quotation_marks_are_left_out() -> None:
    found = parse_export(export(row("the ferry", prefix="he said: “so", suffix="left")), "x")
    assert remarks_text(found.found).startswith('## "the ferry" left…\n')


def test_what_only_its_author_may_read_is_not_taken() -> None:
    alone = row("the bay", "Mine.", id="p", permissions={"read": ["acct:ann@hypothes.is"]})
    group = row("the ferry", "Ours.", permissions={"read": ["group:__world__"], "update": ["acct:ann@hypothes.is"]})
    answer = row("", "To what is private.", references=["p"])
    taken = parse_export(export(alone, group, row("x", "Gone.", hidden=True), answer), "x")
    assert [one.markdown for one in taken.found] == ["Ours."]
    assert (taken.private, taken.unanswered) == (2, 1)


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
    rows = (row("one two", "<!-- hidden"), row("three four", "```\ncode"), row("five six", "Title\n---"), row("seven eight", "half \ud83d"))
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
