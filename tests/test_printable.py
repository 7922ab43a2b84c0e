import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Problem, SitegenError
from sitegen.printable import json_printable, printable, printable_lines, printable_message

STEERING = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    "\u061c",
    "\u200e",
    "\u202e",
    "\u2066",
    "\ufeff",
}


@given(st.text(st.characters(codec=None)))
def test_nothing_steers_a_terminal(text: str) -> None:
    assert not STEERING.intersection(printable(text))
    assert not (STEERING - {"\n", "\t"}).intersection(printable_lines(text))
    assert not (STEERING - {"\n"}).intersection(printable_message(text))
    line = json_printable(json.dumps(text, ensure_ascii=False))
    assert not STEERING.intersection(line)
    assert json.loads(line) == text


def test_plain_words_stay() -> None:
    for text in ("Łódź – “ja”", "国家主席", "مرحبا", "a\u200bb", ""):
        assert printable(text) == printable_lines(text) == printable_message(text) == text
    assert printable("a\x1b[31m\n\tb\u202e") == r"a\x1b[31m\n\tb\u202e"
    assert printable_message("add:\n    seed\nx: error") == "add:\n    seed\\nx: error"


def test_no_name_of_a_file_makes_a_line_of_its_own() -> None:
    path = "notes/a\nseeds/900.txt:1: error SG999: false.md"
    for told in (
        str(Problem(path, 0, "SG211", f"{path} belongs to no seed")),
        str(SitegenError("SG004", path, 0, "no")),
    ):
        assert "\n" not in told
