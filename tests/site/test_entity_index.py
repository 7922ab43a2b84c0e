"""The list of entities: by kind from A to Z, by letter where there are many, and who appears with whom."""

import pytest
from conftest import PARAGRAPH, Archive

from sitegen.check import check_site
from sitegen.model.site import NamesView
from sitegen.site import urls
from sitegen.site.letters import letter

SYLLABLES = [
    first + second
    for first in ("ba", "do", "ke", "mi", "nu", "ra", "so", "te")
    for second in ("lor", "nim", "rax", "vel")
]


@pytest.mark.parametrize(
    ("name", "person", "found"),
    [
        ("Anna Example", True, "e"),
        ("Anna Example", False, "a"),
        ("Xi Jinping", True, "x"),
        ("Jackie Chan", True, "c"),
        ("Élodie Ébène", True, "e"),
        ("The Hague", False, "h"),
        ("習近平", True, "other"),
        ("Ελλάδα", False, "other"),
        ("6th Fleet", False, "other"),
    ],
)
def test_the_letter_of_a_name(name: str, *, person: bool, found: str) -> None:
    assert letter(name, person=person) == found


def _people(archive: Archive, names: list[str]) -> None:
    archive.write(
        "content/names.toml", "".join(f'[[entity]]\nname = "{name}"\nkind = "person"\n' for name in names)
    )
    for number in range(0, len(names), 40):
        said = " ".join(f"{name} spoke on the pier." for name in names[number : number + 40])
        archive.write(
            f"seeds/{number:03}_x.txt",
            f"Headline number {number}\n\n{PARAGRAPH}\n\n{said}\n\n{names[0]} spoke last of all of them.\n",
        )


def test_few_names_stand_on_one_page_in_their_order(archive: Archive) -> None:
    _people(archive, ["Zoe Adams", "Kim Jong-un", "Anna Zeller", "Xi Jinping", "Kim Novak"])
    view = next(page.view for page in archive.build().site.pages if page.url == urls.ENTITIES)
    assert isinstance(view, NamesView)
    people = next(group for group in view.groups if group.id == "people")
    assert [one.label for one in people.names] == [
        "Zoe Adams",
        "Kim Jong-un",
        "Kim Novak",
        "Xi Jinping",
        "Anna Zeller",
    ]
    assert people.letters == people.most == ()


def test_many_names_are_parted_by_letter_with_those_named_most_often(archive: Archive) -> None:
    names = [
        f"Anna {one.capitalize()}{other}"
        for one in SYLLABLES
        for other in ("dam", "gon", "lis", "mur", "pek", "tas", "vin", "wok", "zet", "hob")
    ]
    assert len(names) > urls.NAMES_PER_PAGE
    _people(archive, [*names, "Ольга Иванова"])
    built = archive.build()
    pages = {
        output.path: output.data.decode() for output in built.outputs if output.path.startswith("entities")
    }
    assert {
        "entities.html",
        "entities/people/b.html",
        "entities/people/t.html",
        "entities/people/other.html",
    } <= set(pages)
    whole, part = pages["entities.html"], pages["entities/people/b.html"]
    assert '<a href="entities/people/b.html">B</a> <span class="count">40</span>' in whole
    assert (
        f'Most often named</h3>\n<ul class="names most">\n<li><a href="people/anna-{SYLLABLES[0]}dam.html">'
        in whole
    )
    assert whole.count('<li><a href="people/') < 60
    assert part.count('<li><a href="../../people/') == 40
    assert '<b aria-current="page">B</b>' in part
    assert 'href="../../entities.html#people"' in part
    assert "Ольга Иванова" in pages["entities/people/other.html"]
    assert check_site(built) == []
