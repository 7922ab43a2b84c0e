from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.read.seeds import NotText, decode, natural, number_of, parse_seed, read_seeds


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("plain “text”".encode(), "plain “text”"),
        ("\ufeffmarked".encode(), "marked"),
        ("sixteen bits".encode("utf-16"), "sixteen bits"),
        ("Der Müller sagte, daß die Brücke gesperrt bleibt. Für Fußgänger gilt das nicht.".encode("cp1252"), "Der Müller sagte"),
        ("Переговоры завершились во вторник, сообщили в министерстве иностранных дел.".encode("cp1251"), "Переговоры"),
        (b"", ""),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data)[0].startswith(text)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 500, b"PK\3\4" + bytes(400)])
def test_binary_files_are_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_lines_stand_where_starts_say(text: str) -> None:
    try:
        seed, _ = parse_seed(text.encode(), "000_a", "seeds/000_a.txt")
    except NotText:
        return
    decoded = decode(text.encode())[0]
    for number, line in enumerate(seed.lines):
        for column, character in enumerate(line):
            assert decoded[seed.offset(number, column)] == character


def test_control_characters_go_and_are_told() -> None:
    seed, problems = parse_seed(b"a\0b\x07c\nd\x01e and so on, long enough to be text\n", "x", "seeds/x.txt")
    assert seed.lines[0] == "abc"
    assert [problem.code for problem in problems] == ["SG105"]
    assert seed.offset(0, 2) == 4


def test_numbers_and_keys() -> None:
    assert number_of("000_2b34") == (0, "000")
    assert number_of("12") == (12, "12")
    assert number_of("Überblick zur Lage") == (None, "uberblick-zur-lage")
    assert number_of("3d-printing") == (None, "3d-printing")
    assert sorted(["10", "9", "1a"], key=natural) == ["1a", "9", "10"]


def test_a_folder_of_odd_files(tmp_path: Path) -> None:
    (tmp_path / "000_a.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / "000_b.txt").write_text("Another text.", encoding="utf-8")
    (tmp_path / "北京 2022.txt").write_text("A third text.", encoding="utf-8")
    (tmp_path / "pic.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "sub").mkdir()
    (tmp_path / "INDEX.md").write_text("# Index", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    seeds, skipped, problems = read_seeds(tmp_path, "seeds/")
    assert [(seed.id, seed.key) for seed in seeds] == [
        ("000_a", "000"),
        ("000_b", "000-b"),
        ("empty", "empty"),
        ("北京 2022", "北京-2022"),
    ]
    assert [one.path for one in skipped] == ["seeds/pic.txt", "seeds/sub"]
    clash = next(problem for problem in problems if problem.code == "SG102")
    assert "seeds/000_a.txt" in clash.message
    assert clash.path == "seeds/000_b.txt"
    assert {"SG101", "SG106"} <= {problem.code for problem in problems}
