import pytest
from conftest import NOTE, Archive, told

from sitegen.read.index import parse_index
from sitegen.read.seeds import parse_seed

SEEDS = tuple(
    parse_seed(b"text", name, f"seeds/{name}.txt")[0] for name in ("000_aaaaaaaa", "001_bbbbbbbb", "my notes")
)


def _named(text: str) -> list[tuple[int, str, str]]:
    return [(entry.line, entry.name, entry.seed) for entry in parse_index(text, SEEDS)[0].entries]


def test_links_names_stems_and_numbers_are_found() -> None:
    text = (
        "# Index\n\nSee [the first](000_aaaaaaaa.txt) and `001_bbbbbbbb`, or my notes.txt.\n\n"
        "| No. | What |\n|---|---|\n| 000 | one |\n| 1 | two |\n| 007 | gone |\n"
    )
    assert _named(text) == [
        (2, "the first", "000_aaaaaaaa"),
        (2, "001_bbbbbbbb", "001_bbbbbbbb"),
        (2, "my notes.txt", "my notes"),
        (6, "000", "000_aaaaaaaa"),
        (7, "1", "001_bbbbbbbb"),
        (8, "007", ""),
    ]


def test_tables_of_other_things_are_left_alone() -> None:
    assert _named("| Year | Count |\n|---|---|\n| 2021 | 3 |\n") == []


def test_drift_is_told() -> None:
    _, problems = parse_index("`001_bbbbbbbb.txt` and 009_cccccccc.txt\n", SEEDS)
    assert [(p.code, p.line) for p in problems] == [("SG111", 0), ("SG112", -1), ("SG112", -1)]
    _, problems = parse_index("", SEEDS)
    assert [p.code for p in problems] == ["SG113"]


def test_ways_to_write_a_name() -> None:
    assert _named(
        "See seeds/000_aaaaaaaa.txt and [l](../seeds/001_bbbbbbbb.txt), [m](/seeds/my%20notes.txt).\n"
    ) == [
        (0, "000_aaaaaaaa.txt", "000_aaaaaaaa"),
        (0, "l", "001_bbbbbbbb"),
        (0, "m", "my notes"),
    ]


def test_an_explicit_link_wins_over_the_number_it_is_called() -> None:
    assert _named("| No. | x |\n|---|---|\n| [000](001_bbbbbbbb.txt) | a |\n") == [(2, "000", "001_bbbbbbbb")]


def test_a_ranking_is_no_table_of_seeds() -> None:
    assert _named("| Rank | x |\n|---|---|\n| 1 | a |\n| 2021 | b |\n") == []
    assert _named(f"| No. | x |\n|---|---|\n| {'9' * 5000} | a |\n") == []


def test_plain_numbers_name_seeds_only_in_the_first_column_or_as_targets() -> None:
    seeds = tuple(
        parse_seed(b"text", name, f"seeds/{name}.txt")[0]
        for name in ("0", "3", "380", "2021", "2024-05-01", "4.5")
    )

    def named(text: str) -> list[tuple[int, str, str]]:
        return [(entry.line, entry.name, entry.seed) for entry in parse_index(text, seeds)[0].entries]

    head = "| No. | Headline | Date | Words |\n|---|---|---|--:|\n"
    assert named(head + "| 3 | 2021, a year of 380 days | 2024-05-01 | 380 |\n") == [(2, "3", "3")]
    assert named(head + "| 3 | `380` | 4.5 | **380** |\n") == [(2, "3", "3")]
    assert named("In 2021, 380 of 3 (4.5 %) came on 2024-05-01; `380` stayed.\n\n## 2021\n\n- 380\n") == []
    assert named("| Year | Count |\n|---|---|\n| 2021 | 3 |\n") == []
    assert named("| Goals | Team |\n|---|---|\n| 0 | Bay |\n| 3 | Town |\n") == []
    assert named("| Year | What |\n|---|---|\n| 2021 | 380.txt |\n") == [(2, "380.txt", "380")]
    assert named("[one](380), [two](380.txt), [[380]], seeds/380\n") == [
        (0, "one", "380"),
        (0, "two", "380"),
        (0, "", "380"),
        (0, "380", "380"),
    ]
    assert named("[380](https://example.org/380) and [more](https://example.org/seeds/380)\n") == []


def test_stems_that_are_dates_name_seeds_in_the_first_column_of_a_table_of_files() -> None:
    seeds = tuple(parse_seed(b"text", name, f"seeds/{name}.txt")[0] for name in ("2024-05-01", "2024-05-02"))
    table = "| File | Published |\n|---|---|\n| 2024-05-01 | 2024-05-02 |\n"
    assert [entry.seed for entry in parse_index(table, seeds)[0].entries] == ["2024-05-01"]


def test_a_number_beside_another_seed_is_a_count_of_its_own() -> None:
    assert _named("| Rank | File |\n|---|---|\n| 1 | 000_aaaaaaaa.txt |\n") == [
        (2, "000_aaaaaaaa.txt", "000_aaaaaaaa")
    ]
    assert _named("| Row | File |\n|---|---|\n| 1 | 001_bbbbbbbb.txt |\n")[0] == (2, "1", "001_bbbbbbbb")


def test_plain_words_with_a_hyphen_are_left_alone() -> None:
    seeds = (parse_seed(b"text", "x-ray", "seeds/x-ray.txt")[0],)
    assert [
        entry.line for entry in parse_index("An x-ray of it.\n\n`x-ray`, x-ray.txt\n", seeds)[0].entries
    ] == [2, 2]


@pytest.mark.parametrize(
    "link", ["[x](2019/000.txt)", "[x](../old/000.txt)", "`old/000.txt`", "[x](texts/007_abcdef0123.txt)"]
)
def test_a_seed_in_a_folder_that_is_none_of_seeds_is_missing(one: Archive, link: str) -> None:
    one.write("seeds/INDEX.md", f"# I\n\n000.txt\n\n{link}\n")
    name = link.strip("[]x()`")
    assert [(line.split(": ")[0], name in line) for line in told(one)] == [("seeds/INDEX.md:5", True)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "link",
    [
        "[x](000.txt)",
        "[x](./000.txt)",
        "[x](../seeds/000.txt)",
        "[x](seeds/000.txt)",
        "`seeds/000.txt`",
        "[x](<000.txt>)",
    ],
)
def test_the_way_to_a_seed_may_be_written(one: Archive, link: str) -> None:
    one.write("seeds/INDEX.md", f"# I\n\n{link}\n")
    assert told(one) == []
    assert 'class="seed" href="../articles/000.html"' in one.page("articles/index.html")


def test_the_index_leads_to_files_of_the_archive_and_tells_what_leads_nowhere(one: Archive) -> None:
    one.write("content/pages/sources.md", "# Where it comes from\n\nWords.\n")
    one.write("content/files/a b.png", b"\x89PNG")
    one.write(
        "seeds/INDEX.md",
        "# I\n\n000.txt\n\n[s](../content/pages/sources.md) ![p](<../content/files/a b.png>)\n[n](no.html)\n\n![q](../files/q.png)\n",
    )
    page = one.page("articles/index.html")
    assert 'href="../pages/sources.html"' in page
    assert 'src="../a%20b.png"' in page
    assert [line.split(": ")[0] for line in told(one)] == ["seeds/INDEX.md:6", "seeds/INDEX.md:8"]


@pytest.mark.parametrize(
    ("facts", "right"),
    [
        ("date: 2021-03-05", "| Ferry returns to the bay in June |  | 2021-03-05 |"),
        ("title: A | B", "| A \\| B |  |  |"),
        ("source: gazette.example.org\ntitle: Ferry returns to the bay in June", "| gazette.example.org |"),
    ],
)
def test_a_row_that_a_note_overrules_is_told_with_the_right_one(one: Archive, facts: str, right: str) -> None:
    assert one.run("index", "--write", "-q") == 0
    assert told(one) == []
    one.write(NOTE, f"---\n{facts}\n---\n")
    (said,) = told(one)
    assert said.startswith(
        "seeds/INDEX.md:5: warning SG129: this row tells other facts than content/notes/000.md; now it is"
    )
    assert right in said
    index = (one.root / "seeds/INDEX.md").read_text(encoding="utf-8").splitlines()
    one.write("seeds/INDEX.md", "\n".join((*index[:4], said.splitlines()[-1].strip())))
    assert told(one) == []


@pytest.mark.parametrize(
    "line",
    [
        "See 002_C.txt.",
        "See `002_d.txt`.",
        "[words](002_d.txt)",
        "| No. | File |\n|---|---|\n| 002 | [002_d.txt](002_d.txt) |",
    ],
)
def test_a_missing_file_is_told_with_the_nearest_name(one: Archive, line: str) -> None:
    one.write(
        "seeds/002_c.txt", "Bell\n\nWords of a text that stand in a line of their own and say nothing.\n"
    )
    one.write("seeds/INDEX.md", f"- 000.txt\n- 002_c.txt\n\n{line}\n")
    assert any('did you mean "002_c"?' in said for said in told(one)), told(one)
