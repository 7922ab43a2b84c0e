from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ARTICLE, BELL, PARAGRAPH, SECOND, Archive
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import SitegenError
from sitegen.read.addresses import LOCK_HEADER, Locked, lock_text, numbered, numbers_in_index, parse_lock
from sitegen.read.match import SeedNames
from sitegen.read.seeds import SeedFolder, parse_seed, read_seeds

LOCK = "addresses.lock"


@pytest.mark.parametrize(
    "stems",
    [
        ["2016-01-10-harbour", "2016-02-11-lamps"],
        ["20240409_a", "20240410_b"],
        ["09-04-2024 a", "10-04-2024 b"],
        ["2024-04_a", "2024-05_b"],
        ["2023_report", "2024_report"],
        ["3 dead in fire", "4 ships late"],
        ["10_things", "a", "b"],
        ["1-a", "1-b"],
        ["12 angry men", "notes", "more", "others"],
    ],
)
def test_leading_numbers_that_are_none(stems: list[str]) -> None:
    assert numbered(stems) == {}


@pytest.mark.parametrize(
    ("stems", "digits"),
    [
        (["000_2b34", "001_77aa"], {"000_2b34": "000", "001_77aa": "001"}),
        (["000_a", "000_b"], {"000_a": "000", "000_b": "000"}),
        (["12", "9", "a"], {"12": "12", "9": "9"}),
        (["01-foo", "02-bar"], {"01-foo": "01", "02-bar": "02"}),
        (["1. One", "2. Two"], {"1. One": "1", "2. Two": "2"}),
        (["998_a", "999_b", "1000_c"], {"998_a": "998", "999_b": "999", "1000_c": "1000"}),
        (["000_a", "001_b", "3 dead in fire", "2024-04-09-lamps"], {"000_a": "000", "001_b": "001"}),
        (["002", "002 (1)", "002 copy", "002-old", "002.bak", "003"], {"002": "002", "003": "003"}),
        (["002_a", "002_a (1)", "003_b"], {"002_a": "002", "003_b": "003"}),
    ],
)
def test_leading_numbers_that_are_numbers(stems: list[str], digits: dict[str, str]) -> None:
    assert numbered(stems) == digits


def test_index_confirms_the_numbers_that_names_begin_with() -> None:
    text = "| No. | File |\n|---|---|\n| 7 | [7 lamps.txt](7%20lamps.txt) |\n| 12 | `12 ships` |\n| 3 | [x.txt](x.txt) |\n| 2024 | 2024-04-09-a.txt |\n"
    listed = numbers_in_index(text)
    assert listed >= {"7 lamps", "7 lamps.txt", "12 ships"}
    assert "x" not in listed
    assert numbered(["7 lamps", "12 ships", "x", "2024-04-09-a"], listed) == {
        "7 lamps": "7",
        "12 ships": "12",
    }


IDENTITY = "00000000-0000-5000-8000-000000000000"  # of an archive


# The lock -------------------------------------------------------------------------------------------------------------


def test_the_lock_is_read_as_it_is_written(tmp_path: Path) -> None:
    for name in ("000_a.txt", "été.txt", "a\tb.txt", "#x.txt", " y.txt", "b\r.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    found = read_seeds(tmp_path, "seeds/")
    rows = parse_lock(lock_text("", IDENTITY, found.addresses))
    assert [(row.name, row.key) for row in rows] == [(one.name, one.key) for one in found.addresses]
    again = read_seeds(tmp_path, "seeds/", rows)
    assert (again.seeds, again.problems, again.addresses) == (found.seeds, found.problems, found.addresses)
    assert len(parse_lock(lock_text("", IDENTITY, found.addresses).replace("\n", "\r\n"))) == 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "000 000_a.txt\n",
            'addresses.lock:1: error SG406: "000 000_a.txt" is no address, tab and file name',
        ),
        ("# x\n\n<<<<<<< ours\n", "addresses.lock:3: error SG406"),
        ("000\ta.txt\n000\tb.txt\n", "addresses.lock:2: error SG406: line 1 has the same address"),
        ("a\tx.txt\nb\tx.txt\n", "addresses.lock:2: error SG406: line 1 has the same file"),
        ("../../x\ta.txt\n", "addresses.lock:1: error SG406"),
        ("index\ta.txt\n", "addresses.lock:1: error SG406"),
        ("000\t\n", "addresses.lock:1: error SG406"),
    ],
)
def test_a_damaged_lock_is_told_with_its_line(
    archive: Archive, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    archive.write("seeds/000_a.txt", ARTICLE)
    archive.write(LOCK, text)
    assert archive.run("build") == 2
    assert says in capsys.readouterr().err
    assert (archive.root / LOCK).read_text(encoding="utf-8") == text


@given(st.text(max_size=200))
def test_any_lock_is_read_or_told(text: str) -> None:
    rows: tuple[Locked, ...] = ()
    with suppress(SitegenError):
        rows = parse_lock(text)
    assert len({row.key.casefold() for row in rows}) == len({row.name for row in rows}) == len(rows)


def _folder(folder: Path, *names: str, before: SeedFolder | None = None) -> SeedFolder:
    for name in names:
        (folder / name).write_text(f"{name}\n\n{PARAGRAPH}\n", encoding="utf-8")
    return read_seeds(
        folder, "seeds/", parse_lock(lock_text("", IDENTITY, before.addresses)) if before else ()
    )


NAMES = st.sampled_from(
    [
        "002.txt",
        "2.txt",
        "002_a.txt",
        "002 (1).txt",
        "2016-01-10-a.txt",
        "3 dead.txt",
        "4 late.txt",
        "10_x.txt",
        "x.txt",
        "X y.txt",
        "x-y.txt",
        "01-b.txt",
    ]
)


@given(st.lists(st.sets(NAMES, min_size=1, max_size=4), min_size=2, max_size=4))
def test_no_new_file_moves_an_address_or_a_note(
    tmp_path_factory: pytest.TempPathFactory, steps: list[set[str]]
) -> None:
    folder = tmp_path_factory.mktemp("seeds")
    before: SeedFolder | None = None
    meant: dict[str, str] = {}
    keys: dict[str, str] = {}
    targets = ("002", "2", "3", "4", "10", "x", "x-y", "X y", "2016-01-10-a", "01", "1")
    for step in steps:
        before = _folder(folder, *sorted(step), before=before)
        names = SeedNames(before.seeds, before.addresses)
        remembered = {one.seed for one in before.addresses}
        now = {seed.id: seed.key for seed in before.seeds if seed.id in remembered}
        assert {seed: now[seed] for seed in keys} == keys
        assert len({seed.key for seed in before.seeds}) == len(before.seeds)
        found = {target: names.find(target) for target in targets}
        assert all(found[target] == seed for target, seed in meant.items() if seed in remembered)
        keys, meant = now, {target: seed for target, seed in found.items() if seed}


def test_a_copy_that_was_downloaded_takes_nothing(tmp_path: Path) -> None:
    found = _folder(tmp_path, "002.txt", "003.txt", "002 (1).txt", "002-old.txt")
    assert [(seed.id, seed.key, seed.number) for seed in found.seeds] == [
        ("002", "002", 2),
        ("002 (1)", "002-1", None),
        ("002-old", "002-old", None),
        ("003", "003", 3),
    ]
    assert found.problems == ()
    assert SeedNames(found.seeds).find("002") == SeedNames(found.seeds).find("2") == "002"


def test_the_address_of_a_file_that_is_gone_is_kept(tmp_path: Path) -> None:
    before = _folder(tmp_path, "000_a.txt", "001_b.txt")
    (tmp_path / "001_b.txt").unlink()
    after = _folder(tmp_path, "001_c.txt", before=before)
    assert [(seed.id, seed.key, seed.number) for seed in after.seeds] == [
        ("000_a", "000", 0),
        ("001_c", "001-c", None),
    ]
    (told,) = after.problems
    assert (told.code, told.path, told.severity) == ("SG102", "seeds/001_c.txt", "error")
    assert "addresses.lock:5 keeps for seeds/001_b.txt" in told.message
    (tmp_path / "001_c.txt").unlink()
    assert [(one.code, one.path, one.line) for one in _folder(tmp_path, before=before).problems] == [
        ("SG114", LOCK, 4)
    ]


def test_a_clash_is_told_until_someone_decides(tmp_path: Path) -> None:
    first = _folder(tmp_path, "000_a.txt", "000_b.txt")
    assert [one.name for one in first.addresses] == ["000_a.txt"]
    again = _folder(tmp_path, before=first)
    assert [one.code for one in again.problems] == ["SG102"]
    lock = parse_lock(lock_text("", IDENTITY, first.addresses) + "000-b\t000_b.txt\n")
    assert read_seeds(tmp_path, "seeds/", lock).problems == ()


# An archive ----------------------------------------------------------------------------------------------------------


def test_dates_in_names_are_no_numbers(archive: Archive) -> None:
    for day, text in (("09", PARAGRAPH), ("12", SECOND)):
        archive.write(f"seeds/2024-04-{day}-lamps.txt", f"A title of {day}\n\n{text}\n")
    assert archive.run("build", "-q") == 0
    head, _, rows = (archive.root / LOCK).read_text(encoding="utf-8").partition("# archive: ")
    assert head == LOCK_HEADER
    assert rows[36:] == "\n2024-04-09-lamps\t2024-04-09-lamps.txt\n2024-04-12-lamps\t2024-04-12-lamps.txt\n"
    archive.write("seeds/2024-01-15-early.txt", f"Early\n\n{BELL}\n")
    assert archive.run("build", "-q") == 0
    assert (
        (archive.root / LOCK)
        .read_text(encoding="utf-8")
        .endswith("lamps.txt\n2024-01-15-early\t2024-01-15-early.txt\n")
    )


def test_a_word_that_a_newer_file_seems_to_take_is_told_and_stays(archive: Archive) -> None:
    archive.write("seeds/002_a.txt", ARTICLE)
    archive.write("seeds/003_b.txt", f"Bell\n\n{BELL}\n")
    archive.write("content/notes/2.md", "---\ntitle: From the note\n---\n")
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "3"\n')
    archive.write("content/relations.toml", '[[pair]]\nseeds = ["2", "3"]\nrelation = "none"\n')
    assert archive.run("build", "-q") == 0
    for name in ("2.txt", "3.txt"):
        archive.write(f"seeds/{name}", f"Newer {name}\n\n{SECOND} {name}\n")
    assert archive.run("build", "-q") == 1
    told = [str(one) for one in archive.build().problems if one.code == "SG224"]
    assert [one.split(":")[0] for one in told] == [
        "content/notes/2.md",
        "content/withdrawn.toml",
        "content/relations.toml",
        "content/relations.toml",
    ]
    assert all("seeds/002_a.txt" in one and "seeds/2.txt" in one for one in (told[0], told[2]))
    assert "<title>From the note" in archive.page("articles/002.html")
    assert "<title>Newer 2.txt" in archive.page("articles/2.html")
    archive.write("content/notes/2.md", "---\nseed: 2.txt\ntitle: From the note\n---\n")
    assert "<title>From the note" in archive.page("articles/2.html")


def test_an_archive_that_cannot_be_written_is_built(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    archive.write("seeds/000_a.txt", ARTICLE)
    monkeypatch.setattr("sitegen.project.addresses.replace_file", refuse)
    assert archive.run("build", "-v") == 0
    assert "addresses.lock: info SG115" in capsys.readouterr().err
    assert not (archive.root / LOCK).exists()
    assert (archive.public / "articles/000.html").is_file()


def test_commands_that_write_nothing_write_no_lock(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", ARTICLE)
    for command in (["check", "-q"], ["status", "-q"], ["explain", "000"], ["relations"]):
        archive.run(*command)
    assert not (archive.root / LOCK).exists()


def test_names_in_any_unicode_form_are_one(archive: Archive) -> None:
    archive.write("seeds/été.txt", ARTICLE)
    archive.write("seeds/größe.txt", f"Bell\n\n{BELL}\n")
    archive.write(normalize("NFD", "content/notes/été.md"), "---\ntitle: From the note\n---\n")
    archive.write("content/withdrawn.toml", f'[[withdrawn]]\nseed = "{normalize("NFD", "größe")}"\n')
    archive.write(
        "seeds/INDEX.md",
        f"# Index\n\n- [l]({normalize('NFD', 'été.txt')})\n- {normalize('NFD', 'größe.txt')}\n",
    )
    assert not {"SG111", "SG112", "SG211", "SG218"} & set(archive.codes())


def test_files_that_editors_leave_are_told_and_no_articles(tmp_path: Path) -> None:
    found = _folder(tmp_path, "002.txt", "002.txt~", "#002.txt#", "desktop.ini")
    assert [seed.id for seed in found.seeds] == ["002"]
    assert [one.path for one in found.skipped] == ["seeds/002.txt~", "seeds/#002.txt#", "seeds/desktop.ini"]


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ([], "again.txt", "000_again.txt"),
        (["000_a.txt", "001_b.txt"], "again.txt", "002_again.txt"),
        (["000_a.txt", "001_b.txt"], "2024-04-09-lamps.txt", "002_2024-04-09-lamps.txt"),
        (["000_a.txt", "001_b.txt"], "3 dead in fire.txt", "002_3 dead in fire.txt"),
        (["000_a.txt", "001_b.txt"], "017_other.txt", "002_other.txt"),
        (["1.txt", "2.txt"], "again.txt", "003_again.txt"),
        (["2024-04-09-a.txt", "2024-04-10-b.txt"], "2024-05-01-c.txt", "2024-05-01-c.txt"),
        (["lamps.txt", "ships.txt"], "lamps.txt", "lamps-2.txt"),
        (["lamps.txt", "ships.txt"], "3 dead in fire.txt", "3 dead in fire.txt"),
    ],
)
def test_add_numbers_where_the_archive_does(
    archive: Archive, tmp_path: Path, before: list[str], source: str, name: str
) -> None:
    for place, one in enumerate(before):
        archive.write(f"seeds/{one}", f"Title {place}\n\n{(PARAGRAPH, SECOND)[place]}\n")
    file = tmp_path / source
    file.write_text(f"Bell\n\n{BELL}\n", encoding="utf-8")
    assert archive.run("add", "-q", str(file)) == 0
    assert (archive.root / "seeds" / name).read_bytes() == file.read_bytes()
    assert [row.name for row in parse_lock((archive.root / LOCK).read_text(encoding="utf-8"))] == [
        *before,
        name,
    ]


def test_new_keeps_names_and_remembers_addresses(archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "scrapes"
    source.mkdir()
    for name in ("2024-04-09 lamps.txt", "3 dead in fire.txt", "10_things.txt", f"{'x' * 251}.txt"):
        (source / name).write_text(f"{name[:20]}\n\n{PARAGRAPH} {name[:20]}\n", encoding="utf-8")
    assert archive.run("new", str(tmp_path / "made"), "--from", str(source), "-q") == 0
    made = Archive.__new__(Archive)
    made.root = tmp_path / "made"
    assert {file.name: file.read_bytes() for file in source.iterdir()}.items() <= {
        file.name: file.read_bytes() for file in (made.root / "seeds").iterdir()
    }.items()
    assert made.run("build", "-q") == 0
    assert "| 2024 |" not in (made.root / "seeds/INDEX.md").read_text(encoding="utf-8")
    keys = {row.name[:6]: row.key for row in parse_lock((made.root / LOCK).read_text(encoding="utf-8"))}
    assert keys == {
        "2024-0": "2024-04-09-lamps",
        "3 dead": "3-dead-in-fire",
        "10_thi": "10-things",
        "xxxxxx": keys["xxxxxx"],
    }
    assert len(keys["xxxxxx"]) <= 100


def test_a_single_text_has_the_number_of_its_name() -> None:
    assert [
        parse_seed(b"x", name, "x.txt")[0].number for name in ("000_a", "12", "2024-04-09-a", "3 dead")
    ] == [0, 12, None, None]


def test_reserved_names_of_windows_get_a_suffix_and_latin_letters_become_plain(archive: Archive) -> None:
    for name in ("con", "nul", "aux", "łódź", "straße", "Ærø", "ışık", "đà", "北京"):
        archive.write(f"seeds/{name}.txt", f"{name}\n\n{BELL}\n")
    paths = {output.path for output in archive.build().outputs if output.path.startswith("articles/")}
    wanted = ("con-x", "nul-x", "aux-x", "lodz", "strasse", "aero", "isik", "da", "北京")
    assert {f"articles/{name}.html" for name in wanted} < paths


def test_an_address_that_was_given_stays(archive: Archive) -> None:
    archive.write("seeds/łódź.txt", ARTICLE)
    archive.write("addresses.lock", "łódź\tłódź.txt\n")
    assert "articles/łódź.html" in {output.path for output in archive.build().outputs}


def test_add_remembers_addresses_at_once(one: Archive) -> None:
    file = one.write("in/cows.txt", f"Bell\n\n{BELL}\n")
    assert one.run("add", "-q", str(file)) == 0
    assert "cows.txt" in (one.root / "addresses.lock").read_text(encoding="utf-8")
