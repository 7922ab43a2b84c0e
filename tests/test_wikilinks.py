import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markdown import first_heading, sentences_with_links, to_html
from sitegen.model import LinkedText


def shown(text: str) -> str:
    return (
        to_html(text, show=lambda target, words: f"<{target}|{words}>")
        .removeprefix("<p>")
        .removesuffix("</p>\n")
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See [[000]].", "See <000|>."),
        ("[[000|the first\nreport]]", "<000|the first report>"),
        ("[[entity:Sergei\nLavrov]]", "<entity:Sergei Lavrov|>"),
        ("[[ 000 | ]]", "<000|>"),
        ("*[[000|a*b]]*", "<em><000|a*b></em>"),
        ("`[[000]]`", "<code>[[000]]</code>"),
        (r"\[[000]]", "[[000]]"),
        ("[[1]](https://example.org)", '<a href="https://example.org">[1]</a>'),
        ("[see [[000]]](a.html)", "[see <000|>](a.html)"),
        ("[[]] [[ ]] [[|x]] [[a]b]] [[a", "[[]] [[ ]] [[|x]] [[a]b]] [[a"),
    ],
)
def test_what_is_a_wikilink(text: str, html: str) -> None:
    assert shown(text) == html


def test_code_blocks_and_tables() -> None:
    assert "[[000]]" in shown("```\n[[000]]\n```\n")
    assert "<td><000|words></td>" in shown("| a |\n|---|\n| [[000\\|words]] |\n")


def test_without_anyone_who_knows_they_stand_as_they_are_written() -> None:
    assert to_html("[[a|<b>]]") == "<p>[[a|&lt;b&gt;]]</p>\n"


def test_an_id_of_a_heading_does_not_depend_on_what_a_link_is_called() -> None:
    assert (
        to_html("# On [[000]]", show=lambda target, words: "A headline")
        == '<h1 id="on-000">On A headline</h1>\n'
    )
    assert first_heading("# On [[000|the first]]") == "On the first"


@given(st.text(alphabet="[]|ab \\`\n!()", max_size=40))
def test_any_brackets_make_a_page(text: str) -> None:
    assert "<a><b>" not in to_html(text, show=lambda target, words: target + words)
    sentences_with_links(text, 0)


def test_the_sentence_around_a_link_is_told() -> None:
    text = "First. Then *see* [[000]]. After Dr. Who\nsaw [[entity:nato|the `x` alliance]] and [that](a.html#p1), it ended. Last.\n"
    assert sentences_with_links(text, 7) == (
        (
            LinkedText("Then "),
            LinkedText("see"),
            LinkedText(" "),
            LinkedText("", "000", line=7),
            LinkedText("."),
        ),
        (
            LinkedText("After Dr. Who"),
            LinkedText(" "),
            LinkedText("saw "),
            LinkedText("the `x` alliance", "entity:nato", line=8),
            LinkedText(" and "),
            LinkedText("that", address="a.html#p1"),
            LinkedText(", it ended."),
        ),
    )


@pytest.mark.parametrize(
    "text", ["[a](https://example.org)", "[a](#here)", "[a](mailto:a@example.org)", "`[[000]]`", "plain"]
)
def test_what_leads_elsewhere_is_no_link_within_the_site(text: str) -> None:
    assert sentences_with_links(text, 0) == ()


def test_lines_in_lists_and_tables() -> None:
    text = "- one\n- [[1]]\n\n| a | b |\n|---|---|\n| x | [[2]] |\n"
    assert [one.line for sentence in sentences_with_links(text, 0) for one in sentence if one.target] == [
        1,
        5,
    ]


def test_a_sentence_may_end_inside_a_link() -> None:
    (sentence,) = sentences_with_links("See [[000|the end. And more]] here.", 0)
    assert [one.text for one in sentence] == ["See ", "the end. And more", " here."]
