import pytest

from sitegen.config import ConfigError, parse_config, with_address


def test_defaults_and_a_full_file() -> None:
    assert parse_config("").rights == "excerpt"
    config = parse_config('title = "A"\n[rights]\ndefault = "full"\n[sources."a.example.org"]\nname = "The A"\n')
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
