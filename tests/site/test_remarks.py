"""Remarks stand beside the passage that they quote; what Markdown holds is shown as it is meant."""

import pytest
from conftest import NOTE, Archive, told


@pytest.mark.slow
@pytest.mark.parametrize(
    "heading",
    ['"{}"', "“{}”", "„{}“", "„{}”", "«{}»", "»{}«", "「{}」", "‘{}’", 'only "{}"', "private: «{}»"],
)
def test_a_passage_is_quoted_in_marks_of_any_language(one: Archive, heading: str) -> None:
    words = "the ferry would run again"
    one.write(NOTE, f"## {heading.replace('only', 'Monday that').format(words)}\n\nBeside it.\n")
    assert 'class="noted"' in one.page("articles/000.html")
    assert told(one) == []


def test_a_heading_of_the_text_without_marks_is_told_with_the_right_spelling(one: Archive) -> None:
    one.write(
        NOTE,
        "Words.\n\n## The road\n\nMore.\n\n## the ferry would run again\n\nBeside it.\n\n## My own thoughts on this\n",
    )
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:7: warning SG226")
    assert said.endswith('write ## "the ferry would run again"')


@pytest.mark.parametrize(
    "before",
    [
        "```x``` said he.",
        "~~~\n```\n~~~",
        "````\n```\n````",
        "```\n~~~\n```",
        "    ```",
        "> ```\n> x",
        "- ```\n  x\n  ```",
        "`` ` ``",
    ],
)
def test_code_does_not_swallow_what_stands_below_it(one: Archive, before: str) -> None:
    one.write(NOTE, f'Words.\n\n{before}\n\n## "the ferry would run again"\n\nBeside it.\n')
    assert 'class="noted"' in one.page("articles/000.html")


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("---\ntitle: Guide\n---\n# How to read\n\nx\n", "Guide", True),
        ("---\ntitle: Guide\n---\n# Guide\n\nx\n", "Guide", False),
        ("# How to read\n\nx\n", "How to read", False),
        ("---\ntitle: Guide\n---\n## How to read\n\nx\n", "Guide", True),
    ],
)
def test_the_first_heading_of_a_page_stays_where_it_is_not_its_title(
    one: Archive, text: str, title: str, *, kept: bool
) -> None:
    one.write("content/pages/guide.md", text)
    page = one.page("pages/guide.html")
    assert f"<h1>{title}</h1>" in page
    assert ('id="how-to-read"' in page) == kept


COMMENT = "TODO: ask the lawyer"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"a <!-- {COMMENT} --> b",
        f"a\n\n<!--\n{COMMENT}\n\nmore\n-->\n\nb",
        f"- a\n  <!-- {COMMENT} -->\n- b",
        f"> a <!-- {COMMENT} -->",
        f"a <!-- {COMMENT}\n\nno end",
        f"a <!-- {COMMENT} -- > --> b",
        f"a \\` <!-- {COMMENT} --> ` b",
        f"- a ` b\n- <!-- {COMMENT} --> ` c",
        f"# a ` b\n<!-- {COMMENT} --> ` c",
        f"one ` x\n \n<!-- {COMMENT} --> ` y",
        f"[//]: # ({COMMENT})",
    ],
)
@pytest.mark.parametrize("path", [NOTE, "content/pages/guide.md", "content/pages/about.md", "seeds/INDEX.md"])
def test_html_comments_are_not_published(one: Archive, text: str, path: str) -> None:
    one.write(path, f"{text}\n")
    assert all(COMMENT.encode() not in output.data for output in one.build().outputs)
    assert any("SG124" in str(said) for said in one.build().problems) == ("no end" in text)


@pytest.mark.parametrize("text", [f"```\n<!-- {COMMENT} -->\n```", f"    <!-- {COMMENT} -->"])
def test_comments_in_blocks_of_code_are_code(one: Archive, text: str) -> None:
    one.write("content/pages/guide.md", f"a\n\n{text}\n")
    assert COMMENT in one.page("pages/guide.html")


def test_footnotes_addresses_and_task_lists(one: Archive) -> None:
    one.write(
        NOTE,
        'A[^1] https://example.org/bare [call](tel:+47)\n\n- [ ] open\n- [x] done\n\n[^1]: Foot.\n\n## "the ferry"\n\nB[^1]\n\n[^1]: Other.\n',
    )
    page = one.page("articles/000.html")
    assert 'href="https://example.org/bare"' in page
    assert 'href="tel:+47"' in page
    assert "☐ open" in page
    assert page.count('class="endnotes"') == 3, "one remark stands beside its passage and once more for print"
    assert "[^1]" not in page
    assert one.run("check", "-q") == 0, "no id stands twice, each note is reached"


def test_a_link_that_is_not_followed_is_told(one: Archive) -> None:
    one.write(
        "content/pages/x.md", "Words.\n\nA [link](javascript:alert(1)) and [another](data:text/html,x).\n"
    )
    assert [said.split(": ")[0] + said.split('"')[1] for said in told(one)] == [
        "content/pages/x.md:3javascript:",
        "content/pages/x.md:3data:",
    ]


def test_headings_never_have_the_id_of_a_part_of_the_theme(one: Archive) -> None:
    names = "Settings|Site Q|Filter|Filter count|Main|Linked|Preview|Unlisted|Orphans|L3|p2|n1|fn1|A|B".split(
        "|"
    )
    text = "".join(f"## {name}\n\n[{name}](#{name.lower().replace(' ', '-')})\n\n" for name in names)
    for path in (
        "content/pages/p.md",
        "content/pages/about.md",
        "content/pages/method.md",
        "seeds/INDEX.md",
        NOTE,
    ):
        one.write(path, text)
    assert one.run("check", "-q") == 0


def test_a_passage_that_stands_beside_other_words_is_told_so(one: Archive) -> None:
    one.write(NOTE, '## on "the ferry would run again"\n\nx\n')
    (said,) = told(one)
    assert "its passage is in the text, but not beside the words that stand before and behind it here" in said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x\n\n[p](my file.md)\n", 3),
        ("x\ny ![p](../files/my pier.jpg)\n", 2),
        ("- [p](https://a.example.org/my page.html)\n", 1),
        ("# H\n\n> [p](my folder/sub/)\n", 3),
        ("x [p]( my  file.md )\n", 1),
    ],
)
def test_a_link_with_spaces_is_told(one: Archive, text: str, line: int) -> None:
    one.write(NOTE, text)
    assert [
        problem.split(": ")[0] for problem in told(one) if "because of its spaces; write (<" in problem
    ] == [f"{NOTE}:{line}"]


@pytest.mark.parametrize(
    "text",
    [
        "[sic](as he said)",
        "`[p](my file.md)`",
        '[p](<my file.md> "A title")',
        "[p] (my file.md)",
        "    [p](my file.md)",
    ],
)
def test_words_in_brackets_are_no_link_with_spaces(one: Archive, text: str) -> None:
    one.write(NOTE, text)
    assert not [problem for problem in told(one) if "because of its spaces" in problem]


@pytest.mark.parametrize(
    "head", ['- ## "{}"', '> ## "{}"', '### "{}"', '# "{}"', "1. ## «{}»", '- x\n\n  ## before "{}" after']
)
def test_a_heading_that_cannot_quote_where_it_stands_is_told(one: Archive, head: str) -> None:
    one.write(NOTE, head.format("three months of repairs") + "\n\nx\n")
    assert [
        problem
        for problem in told(one)
        if "SG226" in problem and "quotes no passage where it stands; write ## " in problem
    ]


def test_footnotes_at_the_end_of_a_note_belong_to_the_remarks_that_mark_them(one: Archive) -> None:
    one.write(
        NOTE,
        'Top[^1].\n\n## "the ferry would run again"\n\nBeside[^2].\n\n[^1]: First `code` words.\n[^2]: Second words.\n    And more.\n',
    )
    page = one.page("articles/000.html")
    assert "[^" not in page
    whole = page.partition('<div class="margin">')[2]
    assert "First <code>code</code> words." in whole
    assert "Beside" not in whole.partition("</aside>")[0]
    assert "Second words." in page
    assert told(one) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Words[^1].\n", ':1: warning SG238: no line "[^1]: …" says what this footnote is'),
        ("Words.\n\n[^1]: Lost.\n", ':3: warning SG238: nothing marks this footnote with "[^1]"'),
        ("Words `[^1]` and\n\n```\n[^2]: x\n```\n", ""),
    ],
)
@pytest.mark.parametrize("path", [NOTE, "content/pages/p.md"])
def test_a_footnote_that_is_half_there_is_told(one: Archive, path: str, text: str, says: str) -> None:
    one.write(path, text)
    assert [says in said for said in told(one)] == ([True] if says else [])


@pytest.mark.parametrize("mark", ["```", "~~~~"])
def test_a_block_of_code_without_an_end_is_told(one: Archive, mark: str) -> None:
    one.write(NOTE, f'Words.\n\n{mark}\nx\n\n## "the ferry would run again"\n\nLost in the code.\n')
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:3: warning SG124: this block of code has no end")
    one.write(NOTE, f'Words.\n\n{mark}\nx\n{mark}\n\n## "the ferry would run again"\n\nBeside.\n')
    assert told(one) == []
