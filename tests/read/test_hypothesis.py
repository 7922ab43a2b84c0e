import json

import pytest

from sitegen.model import SitegenError
from sitegen.read.content import parse_note
from sitegen.read.hypothesis import parse_export, remarks_text


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
    )
    note, problems = parse_note(remarks_text([found[2], *found[:2]]), "content/notes/000.md")
    assert problems == ()
    assert [(one.exact, one.prefix, one.suffix) for one in note.remarks] == [("", "", ""), ("the ferry", "", ""), ("the bay", "over", "in")]
    assert note.remarks[0].markdown == "\\# On the whole\n\nann, 2024-05-06"
    assert note.remarks[1].markdown == "Look here.\n\nTags: sea, town\n\nann, 2024-05-06"
    assert note.remarks[2].markdown == "Marked by ann, 2024-05-06"


def test_the_rows_of_the_interface_and_odd_ones() -> None:
    assert parse_export(json.dumps({"rows": [row("a b c")]}).encode(), "x")[0].exact == "a b c"
    assert parse_export(b'[{"target": [null], "tags": null}, 7]', "x")[0].markdown == ""


@pytest.mark.parametrize("data", [b"not json", b'{"a": 1}', b"7"])
def test_what_is_no_export_is_told(data: bytes) -> None:
    with pytest.raises(SitegenError, match="SG010"):
        parse_export(data, "x.json")


def test_words_around_with_quotation_marks_are_left_out() -> None:
    found = parse_export(export(row("the ferry", prefix="he said: “so", suffix="left")), "x")
    assert remarks_text(found).startswith('## "the ferry" left…\n')
