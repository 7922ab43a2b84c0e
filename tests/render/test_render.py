import pytest
from conftest import Archive
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sitegen.markdown import to_html
from sitegen.model.site import Bar, Link, Passage, RawLine, RawView, RemarkView, Run
from sitegen.render import markup
from sitegen.render.address import href, root_of
from sitegen.render.lexer import SeedLexer


def test_addresses() -> None:
    assert root_of("index.html") == ""
    assert root_of("articles/000.html") == "../"
    assert href("places/côte d'ivoire.html#p1", "../") == "../places/c%C3%B4te%20d%27ivoire.html#p1"
    assert href("https://example.org/?a=b", "../") == "https://example.org/?a=b"
    assert href("#top", "../") == "#top"


@given(st.text())
def test_text_is_escaped_and_whole(text: str) -> None:
    html = markup.runs((Run(text=text, url="a.html", title=text, change="ins"),), "")
    assert (
        f">{escape(text).replace(Markup('&#34;'), Markup(chr(34))).replace(Markup('&#39;'), Markup(chr(39)))}<"
        in html
    )
    assert "<script" not in html


def test_list_items_in_a_row_are_one_list_and_remarks_stand_after_their_passage() -> None:
    row = (
        Passage(
            "paragraph",
            "p0",
            (Run(text="One"),),
            (RemarkView(id="n1", markdown="Look *here*.", path="n.md", line=1, quote="One"),),
        ),
        Passage("item", "p1", (Run(text="– a"),)),
        Passage("item", "p2", (Run(text="– b"),)),
        Passage("quote", "p3", (Run(text="“c”"),)),
    )
    html = markup.passages(row, "../")
    assert html.count("<ul") == 1
    assert html.index('id="p0"') < html.index('id="n1"') < html.index('id="p1"')
    assert "<em>here</em>" in html
    assert '<blockquote id="p3"><p>“c”</p></blockquote>' in html


def test_words_with_links() -> None:
    html = markup.links((Link("See "), Link("000", "articles/000.html", 'a "title"'), Link(" & more")), "../")
    assert html == 'See <a href="../articles/000.html" title="a &quot;title&quot;">000</a> &amp; more'


def test_markdown_is_safe_and_coloured() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>")
    assert "javascript:" not in to_html("[x](javascript:alert(1))").replace("[x](javascript:alert(1))", "")
    assert 'class="k' in to_html("```python\nimport os\n```")
    assert (
        to_html("# Alpha\n\n## Alpha", heading_base=2)
        == '<h2 id="alpha">Alpha</h2>\n<h3 id="alpha-2">Alpha</h3>\n'
    )


@given(
    st.lists(
        st.tuples(
            st.text(alphabet=st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])),
            st.sampled_from(["field", "kept", "comment", "cut", "blank"]),
        ),
        max_size=8,
    )
)
def test_the_lexer_loses_nothing(rows: list[tuple[str, str]]) -> None:
    lines = tuple(RawLine(text, fate, "", -1) for text, fate in rows)
    text = "\n".join(line.text for line in lines)
    assert "".join(value for _, value in SeedLexer(lines).get_tokens(text)) == text
    html = markup.raw(RawView(article=Link(""), path="", lines=lines, facts=(), is_capture=False))
    assert html.count("<li id=") == len(lines)


def test_a_chart_says_its_figures() -> None:
    html = markup.chart(
        (Bar("2021", 3, "timeline.html#d2021-03"), Bar("2022", 0), Bar("2023", 1)), "Articles", "../"
    )
    assert 'aria-label="Articles: 2021: 3, 2023: 1"' in html
    assert 'href="../timeline.html#d2021-03"' in html
    assert markup.chart((), "x", "") == ""


def test_a_block_of_the_default_theme_is_changed_by_its_name(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'title = "Test"\ntheme = "mine"\n')
    full_archive.write("themes/mine/theme.toml", 'name = "mine"\nextends = "default"\n')
    full_archive.write(
        "themes/mine/templates/article.html",
        '{% extends "default/article.html" %}{% block facts %}<p>My own words.</p>{{ super() }}{% endblock %}',
    )
    page = full_archive.page("articles/000.html")
    assert "<p>My own words.</p>" in page
    assert "Ferry returns" in page
    assert 'class="facts"' in page


def test_eject_copies_one_file_which_then_comes_first(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert full_archive.run("theme", "eject", "404.html", "static/style.css") == 0
    file = full_archive.root / "themes/default/templates/404.html"
    file.write_text(
        file.read_text(encoding="utf-8").replace("There is no page here", "Nobody lives here"),
        encoding="utf-8",
    )
    assert "Nobody lives here" in full_archive.page("404.html")
    capsys.readouterr()
    assert full_archive.run("theme", "eject", "404.html") == 2
    assert "SG506" in capsys.readouterr().err
    assert full_archive.run("theme", "eject", "artcle.html") == 2
    assert 'did you mean "article.html"?' in capsys.readouterr().err
    assert full_archive.run("theme", "list") == 0
    said = capsys.readouterr().out
    assert "templates/404.html           yours" in said
    assert "templates/article.html       built in" in said


def test_an_ejected_template_can_extend_the_built_in_one(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert full_archive.run("theme", "eject", "text.html") == 0
    full_archive.write(
        "themes/default/templates/text.html",
        '{% extends "default/text.html" %}{% block footer %}<p>Mine.</p>{{ super() }}{% endblock %}',
    )
    assert "<p>Mine.</p>" in full_archive.page("about.html")
    for text in ('{% extends "text.html" %}', "x\n{%- extends 'text.html' -%}"):
        full_archive.write("themes/default/templates/text.html", text)
        capsys.readouterr()
        assert full_archive.run("build") == 2
        said = capsys.readouterr().err
        assert said.startswith(
            f"themes/default/templates/text.html:{text.count(chr(10)) + 1}: error SG502: this template extends itself"
        )
        assert 'extends "default/text.html"' in said


def test_a_block_that_there_is_not_is_told_with_the_nearest(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.write("sitegen.toml", 'title = "Test"\ntheme = "mine"\n')
    full_archive.write("themes/mine/theme.toml", 'extends = "default"\n')
    full_archive.write(
        "themes/mine/templates/article.html",
        '{% extends "default/article.html" %}\n{% block fact %}x{% endblock %}',
    )
    assert full_archive.run("build") == 2
    assert (
        'themes/mine/templates/article.html:2: error SG502: default/article.html has no block "fact"'
        in capsys.readouterr().err
    )
    own = '{% extends "default/article.html" %}{% block facts %}{% block mine %}x{% endblock %}{{ super() }}{% endblock %}{% block footer %}y{% endblock %}'
    full_archive.write("themes/mine/templates/article.html", own)
    assert full_archive.run("build", "-q") == 0
