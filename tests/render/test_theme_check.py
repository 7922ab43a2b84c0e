"""What a theme of the archive's own holds and no page shows is told; what is used, is not."""

import pytest
from conftest import Archive, told

GOOD = '{% extends "default/article.html" %}\n{% block facts %}mine{% endblock %}\n'


@pytest.fixture
def mine(one: Archive) -> Archive:
    one.write("sitegen.toml", 'title = "T"\ntheme = "mine"\n')
    one.write("themes/mine/theme.toml", 'extends = "default"\n')
    one.write("themes/mine/templates/article.html", GOOD)
    one.write("themes/mine/static/extra.css", "p {}")
    one.write("themes/mine/README.md", "mine")
    return one


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (
            "themes/style.css",
            "p {}",
            "themes/style.css: warning SG509: this file is not used: themes/ holds folders",
        ),
        (
            "themes/mine/style.css",
            "p {}",
            "themes/mine/style.css: warning SG509: this file is not used: templates stand in templates/",
        ),
        ("themes/mine/article.html", GOOD, "themes/mine/article.html: warning SG509: this file is not used"),
        (
            "themes/mine/Static/style.css",
            "p {}",
            "themes/mine/Static/style.css: warning SG509: this file is not used",
        ),
        (
            "themes/mine/static/styles.css",
            "p {}",
            'this is copied, and replaces none of the theme; did you mean "style.css"?',
        ),
        (
            "themes/mine/templates/artcle.html",
            GOOD,
            'no page and no other template asks for this one; did you mean "article.html"?',
        ),
        ("themes/mine/templates/banner.html", "x", 'asks for this one; "sitegen theme list" names those'),
        (
            "themes/mine/templates/article.html",
            GOOD + "<p>lost</p>\n",
            "templates/article.html:3: warning SG509: this stands in no block",
        ),
        (
            "themes/mine/templates/article.html",
            GOOD + "\n{{ site.title }}\n",
            "templates/article.html:4: warning SG509",
        ),
        (
            "themes/mine/templates/article.html",
            GOOD + '{% include "parts.html" %}\n',
            "templates/article.html:3: warning SG509",
        ),
    ],
)
def test_what_shows_nowhere_is_told(mine: Archive, path: str, text: str, says: str) -> None:
    mine.write(path, text)
    (said,) = told(mine)
    assert says in said


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("themes/mine/templates/banner.html", "x"),
        (
            "themes/mine/templates/article.html",
            '{# a comment #}\n{% extends "default/article.html" %}\n{% set x = 1 %}\n',
        ),
        ("themes/mine/.text.html.swp", "x"),
        ("themes/mine/screenshot.png", "x"),
    ],
)
def test_what_is_used_is_not_told(mine: Archive, path: str, text: str) -> None:
    mine.write(path, text)
    if path.endswith("banner.html"):
        mine.write(
            "themes/mine/templates/home.html",
            '{% extends "default/home.html" %}{% block footer %}{% include "banner.html" %}{% endblock %}',
        )
    assert told(mine) == []


def test_a_theme_that_no_setting_names_is_told(mine: Archive) -> None:
    mine.write("sitegen.toml", 'title = "T"\n')
    (said,) = told(mine)
    assert said.startswith(
        'themes/mine: warning SG509: this theme is not used: sitegen.toml says theme = "default"'
    )
    (mine.root / "themes/other/templates").mkdir(parents=True)
    assert len(told(mine)) == 1, "an empty folder says nothing"


def test_a_theme_without_settings_takes_over_the_default_one(mine: Archive) -> None:
    (mine.root / "themes/mine/theme.toml").unlink()
    assert "mine" in mine.page("articles/000.html")
    assert told(mine) == []


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("themes/mine/templates/page.html", "", "it makes"),
        ("themes/mine/templates/article.html", "  \n", "it makes articles/000.html empty"),
        (
            "themes/mine/templates/article.html",
            "<p>x</p>" + GOOD,
            "words stand before the doctype of articles/000.html",
        ),
        (
            "themes/mine/templates/article.html",
            GOOD.replace("default/", "mine/"),
            "this template extends itself",
        ),
        (
            "themes/mine/templates/article.html",
            GOOD.replace("article", "artcle"),
            'did you mean "default/article.html"?',
        ),
        ("themes/mine/theme.toml", 'name = "mine"\nextends = ""\n', "a theme needs templates/page.html"),
    ],
)
def test_a_template_that_makes_no_page_is_an_error(
    mine: Archive, path: str, text: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write(path, text)
    assert mine.run("check") == 2
    assert says in capsys.readouterr().err


def test_two_static_files_of_one_name_on_some_systems_are_told_by_check(
    mine: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write("themes/mine/static/Style.css", "p {}")
    assert mine.run("check") == 2
    said = capsys.readouterr().err
    assert "both theme mine and theme default" in said or "both theme default and theme mine" in said


def test_templates_in_a_circle_are_told(mine: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write("themes/mine/templates/text.html", '{% extends "x.html" %}')
    mine.write("themes/mine/templates/x.html", '{% extends "text.html" %}')
    assert mine.run("build") == 2
    assert "extend or include each other in a circle" in capsys.readouterr().err


def test_a_page_template_alone_may_extend_the_built_in_one(one: Archive) -> None:
    one.write(
        "themes/default/templates/page.html",
        '{% extends "default/page.html" %}{% block footer %}mine{% endblock %}',
    )
    assert "mine" in one.page("articles/000.html")
