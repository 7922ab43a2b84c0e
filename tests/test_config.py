import pytest
from conftest import NOTE, Archive, told

from sitegen.config import ConfigError, parse_config, with_address


def test_defaults_and_a_full_file() -> None:
    assert parse_config("").rights == "excerpt"
    config = parse_config(
        'title = "A"\n[rights]\ndefault = "full"\n[sources."a.example.org"]\nname = "The A"\n'
    )
    assert (config.title, config.rights, config.sources[0].name) == ("A", "full", "The A")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('titel = "A"', 'sitegen.toml:1: error SG402: unknown key "titel"; did you mean "title"?'),
        (
            'title = "A"\n[rights]\ndefalt = "full"',
            'sitegen.toml:3: error SG402: unknown key "defalt" in [rights]; did you mean "default"?',
        ),
        ("title = 3", '"title" must be a text in quotes'),
        ('[rights]\ndefault = "some"', '"default" is one of full, excerpt, record, withdrawn, not "some"'),
        ("[rights]\nexcerpt_words = -1", "a whole number"),
        ("rights = 1", '"rights" is a section'),
        ('[sources."a.org"]\nnmae = "x"', 'did you mean "name"?'),
        ('address = "example.org"', "is no address"),
        ("title = A", "sitegen.toml:1:9: error SG401: not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match="SG40") as caught:
        parse_config(text)
    assert says in str(caught.value)


def test_an_address_ends_in_a_slash_and_gives_the_base_path() -> None:
    config = with_address(parse_config(""), "https://example.org/a/b", "--base-url")
    assert config.address == "https://example.org/a/b/"
    assert config.base_path == "/a/b/"
    assert parse_config("").base_path == "/"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('language = "English"', 'did you mean "en"?'),
        ('language = "deutsch"', 'did you mean "de"?'),
        ('language = ""', "is no language"),
        ('language = "qq"', "is no language"),
        ('title = ""', '"title" is empty'),
        ('title = "  "', '"title" is empty'),
        ('address = "https://example.org/a/index.html"', "write that of its folder, https://example.org/a/"),
        ('address = "example.org"', "SG403"),
        ("title = “a”", "write straight ones"),
    ],
)
def test_values_of_settings_are_checked(
    one: Archive, line: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("sitegen.toml", f"{line}\n")
    assert one.run("build") == 2
    assert says in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "made"),
    [("en_US", "en-US"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("de_DE.UTF-8", "de-DE"), ("no", "no")],
)
def test_language_tags_are_written_as_they_are_meant(one: Archive, tag: str, made: str) -> None:
    one.write(NOTE, f"---\nlanguage: {tag}\n---\n")
    one.write("sitegen.toml", f'title = "T"\nlanguage = "{tag}"\n')
    assert f'xml:lang="{made}"' in one.page("feed.xml")
    assert one.build().analysis.archive.articles[0].language == made


def test_a_language_of_a_note_that_is_none_is_told(one: Archive) -> None:
    one.write(NOTE, "---\nlanguage: French\n---\n")
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:2: error SG402")
    assert 'did you mean "fr"?' in said


def test_the_theme_speaks_english_whatever_the_archive_does(one: Archive) -> None:
    one.write("sitegen.toml", 'title = "Hafen"\nlanguage = "de"\n')
    one.write(NOTE, "Auf das Ganze.\n")
    page = one.page("articles/000.html")
    assert '<html lang="en">' in page
    assert '<p class="site-title" lang="de">' in page
    assert '<div lang="de">\n<p>Auf das Ganze.</p>' in page
