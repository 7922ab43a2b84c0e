import pytest
from conftest import Archive

from sitegen.check import check_site
from sitegen.site.wikilinks import LINKS

NAMES = """
[[entity]]
name = "Anna Example"
kind = "person"
aliases = ["Ann"]

[[entity]]
name = "Ann Unheard"
kind = "person"
id = "unheard"
"""


@pytest.fixture
def noted(full_archive: Archive) -> Archive:
    full_archive.write("content/names.toml", NAMES)
    full_archive.write(
        "content/pages/how.md",
        "---\nslug: how-to\n---\n# How to\n\nRead [[page:method]].\n\n## Later on\n\nMore.\n",
    )
    return full_archive


def remark(archive: Archive, text: str, number: str = "000") -> str:
    archive.write(f"content/notes/{number}.md", f"{text}\n")
    page = archive.page(f"articles/{number}.html")
    return page.split('aria-label="Remark">\n<p>')[1].split("</p>")[0]


def problems(archive: Archive) -> list[str]:
    return [str(one) for one in archive.build().problems if one.code in {"SG231", "SG232", "SG233"}]


BELL = '<a href="../articles/002.html"><bdi>Town buys a bell</bdi></a>'
ANNA = '<a href="../people/anna-example.html"><bdi>Anna Example</bdi></a>'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[002]]", BELL),
        ("[[2]]", BELL),
        ("[[002_c]]", BELL),
        ("[[002_c.txt]]", BELL),
        ("[[seeds/002_c.txt]]", BELL),
        (
            "[[2|the <bell>]]",
            '<a href="../articles/002.html" title="Town buys a bell"><bdi>the &lt;bell&gt;</bdi></a>',
        ),
        ("[[entity:anna-example]]", ANNA),
        ("[[entity:Anna Example]]", ANNA),
        ("[[Entity: anna EXAMPLE]]", ANNA),
        ("[[entity:Ann]]", ANNA),
        ("[[page:how-to]]", '<a href="../pages/how-to.html"><bdi>How to</bdi></a>'),
        ("[[page:how]]", '<a href="../pages/how-to.html"><bdi>How to</bdi></a>'),
        ("[[page:about]]", '<a href="../about.html"><bdi>About</bdi></a>'),
        ("[[page:how#Later on]]", '<a href="../pages/how-to.html#later-on"><bdi>How to</bdi></a>'),
    ],
)
def test_what_a_wikilink_leads_to(noted: Archive, text: str, html: str) -> None:
    assert remark(noted, text) == html
    assert problems(noted) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[[077]]",
            'error SG231: "[[077]]" leads nowhere: no article is called "077"; write the number, the stem or the file name of a seed',
        ),
        ("[[002_d]]", 'no article is called "002_d"; did you mean "[[002_c]]"?'),
        ("[[anna-example]]", 'no article is called "anna-example"; did you mean "[[entity:anna-example]]"?'),
        (
            "[[person:Anna Example]]",
            'no article is called "person:Anna Example"; did you mean "[[entity:Anna Example]]"?',
        ),
        (
            "[[entity:Ana Example]]",
            'no entity is called "Ana Example"; did you mean "[[entity:Anna Example]]"?',
        ),
        ("[[entity:002]]", 'no entity is called "002"; did you mean "[[002]]"?'),
        ("[[page:metod]]", 'no page is called "metod"; did you mean "[[page:method]]"?'),
        (
            "[[entity:unheard]]",
            'warning SG233: "[[entity:unheard]]" leads nowhere: no article that is shown names it, so it has no page',
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_place(noted: Archive, text: str, says: str) -> None:
    noted.write("content/notes/000.md", f"---\ndate: 2021-03-01\n---\n\nOne line,\nand {text}.\n")
    (said,) = problems(noted)
    assert said.startswith("content/notes/000.md:6: ")
    assert says in said


def test_it_stands_as_plain_words_with_a_mark(noted: Archive) -> None:
    assert (
        remark(noted, "[[077]]")
        == '<span class="astray">077 <span class="missing-mark">missing link</span></span>'
    )
    assert remark(noted, "[[entity:x|the <x>]]").startswith('<span class="astray">the &lt;x&gt; <span')
    assert remark(noted, "[[entity:unheard]]") == '<span class="astray">unheard</span>'


def test_an_ambiguous_link_names_what_it_may_mean(noted: Archive) -> None:
    noted.write(
        "content/names.toml", NAMES.replace('name = "Ann Unheard"', 'name = "Other"\naliases = ["ann"]')
    )
    assert remark(noted, "[[entity:Ann]]") == ANNA  # as it is written comes first
    assert "unclear link" in remark(noted, "[[entity:ANN]]")
    (said,) = problems(noted)
    assert (
        'may mean Anna Example ("[[entity:anna-example]]") or Other ("[[entity:unheard]]"); write which'
        in said
    )
    noted.write(
        "seeds/002_z.txt",
        "Another\n\nA second article has the number of the bell, which is one too many for it.\n",
    )
    assert "unclear link" in remark(noted, "[[002]]")
    assert remark(noted, "[[002_c]]") == BELL


def test_lines_of_problems_in_pages_and_remarks(noted: Archive) -> None:
    noted.write("content/pages/how.md", "---\ntitle: x\n---\n# How\n\n[[900]]\n")
    noted.write("content/notes/000.md", '[[901]]\n\n## "ferry would run"\n\n\n[[902]]\n')
    noted.write("content/notes/099.md", "[[903]]\n")
    noted.write("seeds/INDEX.md", "# All\n\n[[000]], [[1|the copy]],\n[[904]] and [[entity:Ann]]\n")
    assert [said.split(": ")[0] for said in sorted(problems(noted))] == [
        "content/notes/000.md:1",
        "content/notes/000.md:6",
        "content/notes/099.md:1",
        "content/pages/how.md:6",
        "seeds/INDEX.md:4",
    ]


def test_the_index_takes_them_as_names_of_seeds(noted: Archive) -> None:
    noted.write(
        "seeds/INDEX.md",
        "# All\n\n[[000]], [[1|the copy]],\n[[904]] and [[entity:Ann]]\n\n| a | b |\n|---|---|\n| [[002]] | x |\n",
    )
    page = noted.page("articles/index.html")
    assert '>Ferry returns to the bay in June</a> <span class="seed-facts">1 March 2021' in page
    assert ">the copy</a>" in page
    assert ">Town buys a bell</a>" in page
    assert '904 <span class="missing-mark">missing link</span>' in page
    assert ANNA in page
    assert "SG112" not in noted.codes()


def backlinks(archive: Archive, url: str) -> list[str]:
    page = archive.page(url)
    return (
        page.split('<h2 id="linked">Linked from</h2>')[1].split("</section>")[0].split("<li ")[1:]
        if 'id="linked"' in page
        else []
    )


def test_pages_say_from_where_they_are_linked(noted: Archive) -> None:
    noted.write(
        "content/notes/001.md",
        'One. Told by [[entity:Ann]] of [[002]]. Two.\n\n## "ferry would run"\n\nSee [it](002.html#p1).\n',
    )
    noted.write("content/pages/how.md", "# How\n\nAs in [[002|a <bell>]].\n")
    first, second, third = backlinks(noted, "articles/002.html")
    assert "Told by Anna Example of <mark>Town buys a bell</mark>. <span" in first
    assert 'note on <a href="../articles/001.html#n1">Ferry returns to the bay in June</a>' in first
    assert "See <mark>it</mark>." in second
    assert "articles/001.html#n2" in second
    assert "As in <mark>a &lt;bell&gt;</mark>." in third
    assert 'page <a href="../pages/how.html">How</a>' in third
    assert len(backlinks(noted, "people/anna-example.html")) == 1
    assert check_site(noted.build()) == []


def test_pages_of_people_have_backlinks_too_and_none_leads_to_itself(noted: Archive) -> None:
    noted.write("content/notes/000.md", "This is [[000]]; [[page:how]].\n")
    assert backlinks(noted, "articles/000.html") == []
    assert len(backlinks(noted, "pages/how-to.html")) == 1
    assert "How to" in backlinks(noted, "method.html")[0]


def test_the_public_profile_keeps_what_was_withdrawn_to_itself(noted: Archive) -> None:
    noted.write("sitegen.toml", 'title = "Test"\n[rights]\ndefault = "record"\n')
    noted.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "002"\n')
    noted.write("content/notes/002.md", "This note goes with its text, and so does its link to [[000]].\n")
    noted.write(
        "seeds/002_c.txt",
        "Town buys a bell\n\nThe United Nations met on Friday, and the United Nations was glad of the bell and of all that rang with it.\n",
    )
    noted.write("content/notes/000.md", "See [[002]], [[entity:united-nations]].\n")
    assert noted.run("build", "-q", "--profile", "public") == 0
    files = {
        file.relative_to(noted.public).as_posix(): file.read_text(encoding="utf-8")
        for file in noted.public.rglob("*")
        if file.is_file() and file.suffix != ".woff2"
    }
    assert [
        name for name, text in files.items() if "buys a bell" in text or "goes with its text" in text
    ] == []
    page = files["articles/000.html"]
    assert '<a href="../articles/002.html"><bdi>002 (withdrawn)</bdi></a>' in page
    assert '<span class="astray">united-nations<' in page
    assert 'id="linked"' not in page


def test_the_search_knows_the_words_of_links(noted: Archive) -> None:
    noted.write("content/pages/how.md", "# How\n\nAs in [[002]] by [[entity:ann|her]], not [[x]].\n")
    document = next(one for one in noted.build().site.documents if one.url == "pages/how.html")
    assert document.lead == "As in Town buys a bell by her, not x."


def test_kinds_have_prefixes_of_their_own() -> None:
    assert len({one.prefix for one in LINKS}) == len(LINKS)
