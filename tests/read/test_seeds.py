import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stages import clean

from sitegen.read.seeds import NotText, decode, natural, number_of, parse_seed, read_seeds


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("plain “text”".encode(), "plain “text”"),
        ("\ufeffmarked".encode(), "marked"),
        ("sixteen bits".encode("utf-16"), "sixteen bits"),
        (
            "Der Müller sagte, daß die Brücke gesperrt bleibt. Für Fußgänger gilt das nicht.".encode(
                "cp1252"
            ),
            "Der Müller sagte",
        ),
        (
            "Переговоры завершились во вторник, сообщили в министерстве иностранных дел.".encode("cp1251"),
            "Переговоры",
        ),
        (b"", ""),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data)[0].startswith(text)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 500, b"PK\3\4" + bytes(400)]
)
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
    mended = {(mend.line, column) for mend in seed.repairs for column in range(mend.start, mend.end)}
    for number, line in enumerate(seed.lines):
        for column, character in enumerate(line):
            assert (number, column) in mended or decoded[seed.offset(number, column)] == character


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
    found = read_seeds(tmp_path, "seeds/")
    seeds, skipped, problems = found.seeds, found.skipped, found.problems
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


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (
            "Überraschung in München, „das ist schön“".encode() + b" \xe2\x80 Ende",
            "utf-8, with broken bytes",
            "Überraschung in München",
        ),
        (
            b"It would cost \xa35 million, the office said on Tuesday, and that is the whole of it.",
            "cp1252",
            "It would cost £5 million",
        ),
        (
            "El señor Muñoz llegó a España con su familia y no quiso hablar de los planes de la empresa.".encode(
                "cp1252"
            ),
            "cp1252",
            "El señor Muñoz",
        ),
        (
            "À Genève, les ministres ont parlé de la paix et des prix pendant deux jours.".encode("cp1252"),
            "cp1252",
            "À Genève",
        ),
        ("ferry 😀".encode("utf-32"), "utf-32", "ferry 😀"),
    ],
)
def test_western_and_broken_texts(data: bytes, encoding: str, text: str) -> None:
    found, name = decode(data)
    assert (found[: len(text)], name) == (text, encoding)


def test_direction_overrides_are_left_out_and_told() -> None:
    seed, problems = parse_seed("a \u202edesrever\u202c b".encode(), "x", "x.txt")
    assert seed.lines == ("a desrever b",)
    assert [problem.code for problem in problems] == ["SG105"]


def test_names_that_could_collide_or_cannot_be_shown(tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    for name in ("a", "a.txt", "Straße.txt", "Strasse.txt", "index.txt", "x" * 240 + ".txt", "new\nline.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.txt", "wb") as file:  # noqa: PTH123
        file.write(b"text")
    os.mkfifo(tmp_path / "pipe.txt")
    found = read_seeds(tmp_path, "")
    seeds, skipped = found.seeds, found.skipped
    assert len(seeds) == 8
    assert len({seed.id for seed in seeds}) == 8
    keys = [seed.key.casefold() for seed in seeds]
    assert len(set(keys)) == 8
    assert "index" not in keys
    assert all(len(seed.key.encode()) <= 110 and seed.path.isprintable() for seed in seeds)
    assert [one.path for one in skipped] == ["pipe.txt"]


@pytest.mark.parametrize(
    "text",
    ["Käthe Müller fährt nach Tübingen.", "Žižek přišel.", "Ấn Độ và Việt Nam.", "한국어 신문", "がぎぐ"],
)
def test_letters_in_parts_are_those_of_other_files(text: str) -> None:
    whole, _ = parse_seed(text.encode(), "a", "a.txt")
    apart, noticed = parse_seed(unicodedata.normalize("NFD", text).encode(), "a", "a.txt", joined=True)
    assert apart.lines == whole.lines
    assert {mend.kind for mend in apart.repairs} == {"letters whose marks stood apart, joined"}
    assert not noticed
    assert not whole.repairs


def test_a_file_that_ends_inside_of_a_character_gets_no_other_one() -> None:
    seed, noticed = parse_seed("“We will see,” he said.".encode() + b"\xe2\x80", "a", "a.txt")
    assert seed.lines == ("“We will see,” he said.\ufffd",)
    plain, told = parse_seed(b"He said.\xe2\x80", "a", "a.txt")
    assert plain.lines[0].startswith("He said.")
    assert "”" not in plain.lines[0]
    assert {problem.code for problem in (*noticed, *told)} == {"SG104"}


def test_of_a_file_that_is_longer_than_any_article_the_beginning_is_read_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sitegen.read.seeds.MAX_LENGTH", 100)
    monkeypatch.setattr("sitegen.read.seeds.MAX_LINES", 10)
    line = "A line of words.\n"
    for text, read in (
        (line * 5, 85),
        (line * 6, 85),
        ("x" * 300, 100),
        ("x" * 90 + "\n" + line * 3, 91),
        ("a\n" * 10, 20),
        ("a\n" * 11, 20),
        ("a\r\n" * 40, 30),
    ):
        seed, problems = parse_seed(text.encode(), "x", "seeds/x")
        assert seed.unread == len(text) - read
        assert sum(len(line) for line in seed.lines) <= read
        assert [problem.code for problem in problems] == ["SG119"] * (read < len(text))
        assert bool(clean(seed).truncated) == (read < len(text))
