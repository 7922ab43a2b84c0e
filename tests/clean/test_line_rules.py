"""Rules of a person without a fork: lines dropped and kept, lists of names and words."""

import pytest
from conftest import ARTICLE, BELL, NOTE, PARAGRAPH, SECOND, Archive, told

DROPPED = "The harbour office is open every day from nine until five."


@pytest.fixture
def ruled(archive: Archive) -> Archive:
    for number, text in ((0, ARTICLE), (1, f"Bell\n\n{BELL}\n")):
        archive.write(
            f"seeds/00{number}.txt",
            f"{text}\n{DROPPED}\n\n{SECOND if number else PARAGRAPH}\n\nhttps://g{number}.example.org/a\n",
        )
    return archive


@pytest.mark.parametrize(
    "rule",
    [f'"{DROPPED}"', '"the harbour OFFICE is open*"', '"*nine until five."', "'/open every day from \\w+/'"],
)
def test_a_rule_of_the_archive_drops_lines_of_all_texts(
    ruled: Archive, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n\n[cleaning]\ndrop = [{rule}]\n')
    bodies = [" ".join(block.text for block in one.body) for one in ruled.build().analysis.archive.articles]
    assert all(DROPPED not in body for body in bodies)
    assert ruled.run("explain", "000") == 0
    assert "cut     dropped: left out by a rule of the archive (sitegen.toml:4)" in capsys.readouterr().out


def test_a_rule_of_a_source_speaks_of_its_texts_alone(ruled: Archive) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[sources."www.g1.example.org"]\ndrop = ["{DROPPED}"]\n')
    bodies = [" ".join(block.text for block in one.body) for one in ruled.build().analysis.archive.articles]
    assert [DROPPED in body for body in bodies] == [True, False]


def test_a_note_comes_before_rules_and_keeping_before_dropping(ruled: Archive) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = ["{DROPPED}"]\n')
    ruled.write(NOTE, '---\nkeep: ["The harbour office is open"]\n---\n')
    ruled.write("content/lists/keep.txt", f"# what stays\n{SECOND}\n")
    first = ruled.build().analysis.archive.articles[0]
    assert any(block.text == DROPPED and block.why == "kept by a note" for block in first.body)


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (
            "sitegen.toml",
            'title = "T"\n[cleaning]\ndrop = ["no such line"]\n',
            "sitegen.toml:3: warning SG126",
        ),
        ("content/lists/drop.txt", "\nno such line\n", "content/lists/drop.txt:2: warning SG126"),
        ("content/lists/drop.txt", "/(/\n", "content/lists/drop.txt:1: error SG402"),
        ("content/lists/keep.txt", "*\n", "content/lists/keep.txt:1: error SG402"),
        ("content/lists/people.txt", "...\n", "content/lists/people.txt:1: error SG402"),
    ],
)
def test_a_rule_or_a_row_without_effect_is_told(ruled: Archive, path: str, text: str, says: str) -> None:
    ruled.write(path, text)
    (said,) = told(ruled)
    assert said.startswith(says)


@pytest.mark.parametrize("rule", ['"*"', '"/.*/"', '"/(/"', "3", '""'])
def test_a_rule_that_cannot_be_used_is_an_error(
    ruled: Archive, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = [{rule}]\n')
    assert ruled.run("build") == 2
    assert "sitegen.toml:3: error SG402" in capsys.readouterr().err


def test_lists_name_people_and_words_that_are_no_names(ruled: Archive) -> None:
    ruled.write("content/lists/organisations.txt", "Harbour Office | harbour office\n")
    ruled.write("content/lists/not-names.txt", "Anna Example\n")
    built = ruled.build()
    names = {entity.name: entity.kind for entity in built.analysis.archive.entities}
    assert names.get("Harbour Office") == "organisation"
    assert "Anna Example" not in names


def test_a_rule_that_another_one_overrules_is_told(ruled: Archive) -> None:
    ruled.write(
        "sitegen.toml",
        f'title = "T"\n[cleaning]\ndrop = ["{DROPPED}"]\nkeep = ["The harbour office is open*"]\n',
    )
    (said,) = told(ruled)
    assert said.startswith("sitegen.toml:3: warning SG126: what")
    assert "counts nowhere" in said


@pytest.mark.parametrize("rule", ["'/harbour|Bell|bell|council|Shop/'", "'*e*'", "'/^[A-Z]/'"])
def test_a_rule_that_empties_articles_is_told_with_the_articles(ruled: Archive, rule: str) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = [{rule}]\n')
    (said,) = (one for one in told(ruled) if "SG131" in one)
    assert said.startswith("sitegen.toml:3: warning SG131")
    assert "drops all text of 2 articles (seeds/000.txt, seeds/001.txt)" in said


@pytest.mark.parametrize("pattern", ["(a+)+b", "(x*)*", r"(?:\\w+\\s?)+$"])
def test_a_rule_that_could_take_for_ever_is_refused(
    ruled: Archive, pattern: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = ["/{pattern}/"]\n')
    assert ruled.run("build") == 2
    assert "sitegen.toml:3: error SG402" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (
            "content/lists/organisations.txt",
            "\nAnna Example\n",
            'people.txt:1: error SG304: "Anna Example" is a name of kind organisation by',
        ),
        (
            "content/lists/not-names.txt",
            "anna example\n",
            'not-names.txt:1: error SG304: "anna example" is a name by content/lists/people.txt:1',
        ),
        (
            "content/names.toml",
            '[[entity]]\nname = "Anna Example"\nkind = "place"\n',
            "people.txt:1: error SG304",
        ),
        ("content/lists/organisations.txt", "Anna's Example\n", ""),
        ("content/lists/people.txt", "Anna Example\nAnna Example | Ms Example\n", ""),
    ],
)
def test_rows_that_contradict_each_other_are_told(ruled: Archive, path: str, text: str, says: str) -> None:
    ruled.write("content/lists/people.txt", "Anna Example\n")
    ruled.write(path, text)
    assert all(says in said for said in told(ruled))
    assert bool(told(ruled)) == bool(says)


def test_a_name_of_a_list_that_no_text_has_is_a_hint(ruled: Archive) -> None:
    ruled.write("content/lists/people.txt", "Anna Example\nNobody Here\n")
    assert [str(one) for one in ruled.build().problems if one.code == "SG305"] == [
        'content/lists/people.txt:2: info SG305: no text names "Nobody Here" so'
    ]


@pytest.mark.parametrize(
    "rules",
    [
        f'[cleaning]\ndrop = ["{DROPPED}"]\n[sources."g0.example.org"]\nkeep = ["{DROPPED}"]\n[sources."g1.example.org"]\nkeep = ["{DROPPED}"]\n',
        f'[cleaning]\nkeep = ["{DROPPED}"]\n[sources."g0.example.org"]\ndrop = ["{DROPPED}"]\n[sources."g1.example.org"]\ndrop = ["{DROPPED}"]\n',
    ],
)
def test_a_rule_that_those_of_sources_overrule_is_told(ruled: Archive, rules: str) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n{rules}')
    (said,) = told(ruled)
    assert said.startswith("sitegen.toml:3: warning SG126")


def test_a_rule_that_a_note_overrules_is_told(ruled: Archive) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = ["{SECOND}"]\n')
    assert told(ruled) == []
    for number in (0, 1):
        ruled.write(f"content/notes/00{number}.md", f'---\nkeep: ["{SECOND[:40]}"]\n---\n')
    (said,) = told(ruled)
    assert said.startswith("sitegen.toml:3: warning SG126")


@pytest.mark.parametrize("rule", ["Ferry returns*", "/^Ferry/", "*bay in June"])
def test_a_rule_that_drops_headlines_is_told(ruled: Archive, rule: str) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = ["{rule}"]\n')
    (said,) = told(ruled)
    assert said.startswith("sitegen.toml:3: warning SG131")
    assert "drops the headline of 1 article (seeds/000.txt)" in said


def test_a_rule_that_drops_dates_is_told(ruled: Archive) -> None:
    for number, text in ((0, ARTICLE), (1, f"Bell\n\n{BELL}\n")):
        ruled.write(
            f"seeds/00{number}.txt",
            text.replace("\n\n", "\n\n9 April 2021\n\n", 1)
            + f"\n{SECOND}\n\nhttps://g{number}.example.org/a\n",
        )
    ruled.write("sitegen.toml", 'title = "T"\n[cleaning]\ndrop = ["9 April*"]\n')
    (said,) = told(ruled)
    assert (
        'sitegen.toml:3: warning SG131: "9 April*" drops the date of 2 articles (seeds/000.txt, seeds/001.txt); write more'
        in said
    )
