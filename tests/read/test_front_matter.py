"""Front matter is read wherever it begins; what is broken forbids rather than allows."""

import pytest
from conftest import ARTICLE, NOTE, WITHDRAWN, Archive, published, told


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"---\n{WITHDRAWN}\n---\n",
        f"\n\n---\n{WITHDRAWN}\n---\n",
        f"  ---\n{WITHDRAWN}\n---\n",
        f"\ufeff\ufeff---\n{WITHDRAWN}\n---\n",
        f"\u200b---\n{WITHDRAWN}\n---\n",
        f"<!-- mine\n-->\n\n---\n{WITHDRAWN}\n---\n",
        '+++\nrights = "withdrawn"\n+++\n',
        f"---\r\n{WITHDRAWN}\r\n---\r\n",
        f"---   \n{WITHDRAWN}\n---   \n",
        f"---\n{WITHDRAWN}\n---",
    ],
)
def test_front_matter_is_read_wherever_it_begins(one: Archive, text: str) -> None:
    one.write(NOTE, text)
    assert not published(one)
    assert told(one) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"—-\n{WITHDRAWN}\n—-\n",
            f'{NOTE}:1: error SG404: "—-" is no front matter; begin and end it with a line "---"',
        ),
        (f"___\n{WITHDRAWN}\n___\n", f'{NOTE}:1: error SG404: "___" is no front matter'),
        (f"===\n{WITHDRAWN}\n===\n", f'{NOTE}:1: error SG404: "===" is no front matter'),
        (f"```yaml\n{WITHDRAWN}\n```\n", f'{NOTE}:1: error SG404: "```yaml" is no front matter'),
        (f"\n{WITHDRAWN}\n", f'{NOTE}:2: error SG125: "rights:" is no front matter'),
        (f"title: Other\n{WITHDRAWN}\n\nWords.\n", f'{NOTE}:1: error SG125: "title:" is no front matter'),
        (f"---\n{WITHDRAWN}\n\nWords.\n", f"{NOTE}:1: error SG404: the front matter has no end"),
        (f"----\n{WITHDRAWN}\n----\n", f"{NOTE}:1: error SG404: the front matter has no end"),
        (
            f"---\ntitle: a: b\n{WITHDRAWN}\n---\n",
            f"{NOTE}:2: error SG404: mapping values are not allowed here (column 9)",
        ),
        (
            f"---\ntitel: x\n{WITHDRAWN}\n---\n",
            f'{NOTE}:2: error SG402: unknown key "titel"; did you mean "title"?',
        ),
        ("---\nrights: recrod\n---\n", f"{NOTE}:2: error SG205: rights is one of"),
        ('---\ntitle: "\\ud83d"\n---\n', f"{NOTE}:2: error SG404: half of a character"),
        ("+++\nrights = withdrawn\n+++\n", f"{NOTE}:2: error SG401: not valid TOML"),
        (
            '+++\nright = "withdrawn"\n+++\n',
            f'{NOTE}:2: error SG402: unknown key "right"; did you mean "rights"?',
        ),
    ],
)
def test_front_matter_that_is_broken_is_told_and_its_text_not_published(
    one: Archive, text: str, says: str
) -> None:
    one.write(NOTE, text)
    assert not published(one)
    (said,) = told(one)
    assert said.startswith(says)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "# Note\n\n---\nrights: withdrawn\n---\n",
        "---\n---\n---\nrights: withdrawn\n---\n",
        "- - -\nrights: withdrawn\n- - -\n",
        "========\nrights: withdrawn\n========\n",
        "``` yaml\nrights: withdrawn\n```\n",
        "> ---\n> rights: withdrawn\n> ---\n",
        "rights: withdrawn\nWords.\n",
        "# my comment\nrights: withdrawn\n",
        'rights = "withdrawn"\n',
        '{"rights": "withdrawn"}\n',
        "**rights:** withdrawn\n",
        "- rights: withdrawn\n",
        "rights：withdrawn\n",
        "Words.\n\nrights: withdrawn\n",
        "<!-- mine\n---\nrights: withdrawn\n---\n",
        "---\nrights: [full, withdrawn]\n---\n",
        "---\nrights:\n---\n",
        "---\nrights: withdraw\n---\n",
        "---\nrights: withdrawn\nrights: full\n---\n",
        "---\nrights: withdrawn\ntitle: a: b\n---\nHe wrote:\nrights: full\n",
        "---\nrights: full\ntitle: a: b\n---\n",
        b"---\nrights: withdrawn\ntitle: caf\xe9\n---\n",
    ],
)
def test_words_that_forbid_a_text_forbid_it_wherever_they_stand(one: Archive, text: str | bytes) -> None:
    one.write(NOTE, text)
    assert not published(one)
    assert any("error" in said for said in told(one))


@pytest.mark.parametrize(
    "text",
    [
        "---\nseed: 000\ntitle: a: b\n---\nseed: 003 is another\n",
        "---\nseed: 000\nrights: withdrawn\nx\n---\n",
    ],
)
def test_a_broken_note_is_for_the_seed_that_its_head_names(one: Archive, text: str) -> None:
    one.write("content/notes/note.md", text)
    assert not published(one)


def test_a_broken_note_for_nobody_knows_what_stops_the_public_edition(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/notes/note.md", "---\nseed:\n  - 000\n  - 001\nrights: withdrawn\n---\n")
    assert one.run("build", "--profile", "public") == 2
    assert "nobody can tell which text this note is for" in capsys.readouterr().err
    assert one.run("build", "-q") == 1


@pytest.mark.parametrize(
    "text",
    ["Source: the Gazette says so.\n", "A note: it rains.\n", "---\n", "Words.\n\n---\nrights: none\n---\n"],
)
def test_a_note_of_words_alone_is_one(one: Archive, text: str) -> None:
    one.write(NOTE, text)
    assert all("error" not in said for said in told(one) if "no end" not in said)


def test_characters_written_as_two_escapes_are_joined(one: Archive) -> None:
    one.write(NOTE, '---\ntitle: "Lamps \\ud83d\\udea2"\ntags: ["\\ud83d\\udea2"]\n---\n')
    assert "Lamps \U0001f6a2" in one.page("articles/000.html")


@pytest.mark.parametrize("value", ["Withdrawn", '"withdrawn "', "WITHDRAWN"])
def test_case_and_spaces_do_not_matter_where_a_text_is_forbidden(one: Archive, value: str) -> None:
    one.write(NOTE, f"---\nrights: {value}\n---\n")
    assert not published(one)
    assert told(one) == []


def test_none_takes_back_a_fact_that_was_found_and_nothing_changes_nothing(one: Archive) -> None:
    one.write("seeds/000.txt", ARTICLE.replace("\n\n", "\n\nBy Anna Scribe\n\n3 May 2021\n\n", 1))
    assert {"byline", "date"} <= {field.name for field in one.build().analysis.archive.articles[0].fields}
    one.write(NOTE, "---\nbyline: none\ndate: None\n---\n")
    assert not {"byline", "date"} & {field.name for field in one.build().analysis.archive.articles[0].fields}
    assert told(one) == []
    one.write(NOTE, "---\nbyline:\ndate:\n---\n")
    assert [said.split(": ")[0] + said.split("warning")[1][:6] for said in told(one)] == [
        f"{NOTE}:2 SG133",
        f"{NOTE}:3 SG133",
    ]


@pytest.mark.parametrize(
    "written", ["tags: harbour, town hall", "tags: [harbour, town hall]", "tags:\n- harbour\n- town hall"]
)
def test_tags_may_be_a_list_or_stand_between_commas(one: Archive, written: str) -> None:
    one.write(NOTE, f"---\n{written}\n---\n")
    page = one.page("articles/000.html")
    assert "harbour, town hall" in page
    assert told(one) == []


@pytest.mark.parametrize(
    ("key", "meant"), [("headline", "title"), ("author", "byline"), ("url", "address"), ("published", "date")]
)
def test_other_words_for_a_key_are_told_with_the_right_one(one: Archive, key: str, meant: str) -> None:
    one.write(NOTE, f"---\n{key}: x\n---\n")
    (said,) = told(one)
    assert f'unknown key "{key}"; did you mean "{meant}"?' in said


@pytest.mark.parametrize("slip", ["withdrawed", "withdraw", "witdrawn"])
def test_what_is_nearly_withdrawn_is_withdrawn(one: Archive, slip: str) -> None:
    one.write(NOTE, f"---\nrights: {slip}\n---\n")
    assert not published(one)
    assert "Ferry returns" not in (one.public / "feed.xml").read_text(encoding="utf-8")
    (said,) = told(one)
    assert said.endswith(f'not "{slip}"; it is taken as "withdrawn"')


@pytest.mark.parametrize("key", ["drop", "keep", "tags", "seed", "title"])
def test_a_key_without_a_value_is_told(one: Archive, key: str) -> None:
    one.write(NOTE, f"---\n{key}:\n---\n")
    (said,) = told(one)
    assert said.startswith(f'{NOTE}:2: warning SG133: "{key}" is empty, which changes nothing')


def test_a_broken_note_says_that_nothing_of_it_counts(one: Archive) -> None:
    one.write(NOTE, "---\ndate: 2020-01-01\neditor: Me\n---\nWords.\n")
    (said,) = told(one)
    assert said.startswith(f'{NOTE}:3: error SG402: unknown key "editor"')
    assert said.endswith("until then nothing of this file counts")


@pytest.mark.parametrize(
    ("signed", "slip"),
    [
        ("Ann, 2024-09-31", True),
        ("Ann, 1 May 2024", False),
        ("Ann, May 1, 2024", False),
        ("Ann", False),
        ("Ann, 5/6/2024", True),
    ],
)
def test_the_day_of_a_signature_is_one_of_the_calendar(one: Archive, signed: str, slip: bool) -> None:  # noqa: FBT001
    one.write(NOTE, f"Words.\n\n— {signed}\n")
    assert [said.split(": ")[1] for said in told(one)] == (["warning SG215"] if slip else [])


def test_a_fact_that_is_taken_back_is_not_said_to_be_given_instead(one: Archive) -> None:
    one.write("seeds/000.txt", ARTICLE.replace("\n\n", "\n\nBy Anna Scribe\n\n", 1))
    for value, label in (
        ("none", "a fact that a note takes back"),
        ("Bo Writer", "a fact that a note gives instead"),
    ):
        one.write(NOTE, f"---\nbyline: {value}\n---\n")
        assert label in one.page("articles/000.html")
