import pytest

from sitegen.clean.bylines import (
    BYLINE_PART_RULES,
    Label,
    PartKind,
    PartRule,
    _classified_parts,
    _without_label,
    _without_noise,
    parse_byline,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Oda Finch", ("Oda Finch",)),
        ("By O.M. Finch", ("O.M. Finch",)),
        ("By Oda M. Finch Jr.", ("Oda M. Finch Jr.",)),
        ("By Oda Finch, M.D.", ("Oda Finch",)),
        ("By Joe Brock, Sr. and Oda Finch", ("Joe Brock Sr.", "Oda Finch")),
        ("By Oda Finch and Lars Brock, Aldby Herald", ("Oda Finch", "Lars Brock")),
        ("By Oda Finch For The Aldby Herald", ("Oda Finch",)),
        ("By Oda Finch in Aldby and Lars Brock in Port Mirren", ("Oda Finch", "Lars Brock")),
        ("By Oda Finch with Lars Brock", ("Oda Finch", "Lars Brock")),
        ("By ODA FINCH Associated Press", ("ODA FINCH",)),
        ("Oda FinchStaff Writer", ("Oda Finch",)),
        ("Oda FinchOctober", ("Oda Finch",)),
        ("Oda Finch, Culture Writer", ("Oda Finch",)),
        ("By Nkechi Reporter", ("Nkechi Reporter",)),
        ("Oda Finch@odafinch", ("Oda Finch",)),
        ("Oda Finch 2 minutes ago", ("Oda Finch",)),
        ("Posted on May 6, 2024 by Oda Finch - 5 Comments on Who paints it?", ("Oda Finch",)),
        ("By Oda Finch | May 6, 2024, 4:05 pm | Topic: Ferries", ("Oda Finch",)),
        ("By Jan van den Brock and Marie-Claire d'Aldby", ("Jan van den Brock", "Marie-Claire d'Aldby")),
        ("From Oda Finch in Aldby", ("Oda Finch",)),
        ("Analysis by Oda Finch", ("Oda Finch",)),
        ("Par Anne Marchand", ("Anne Marchand",)),
        ("Von Anna Brock", ("Anna Brock",)),
        ("Автор: Анна Брок", ("Анна Брок",)),
        ("記者 王小明", ("王小明",)),
        ("김철수 기자", ("김철수",)),
        (
            "Ann Fox, Bo Elk, Cy Orr, Di Lund, Ed Holm, Flo Marsh and Gus Hart",
            tuple("Ann Fox|Bo Elk|Cy Orr|Di Lund|Ed Holm|Flo Marsh|Gus Hart".split("|")),
        ),
    ],
)
def test_names_of_bylines(line: str, names: tuple[str, ...]) -> None:
    found = parse_byline(line)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "line",
    [
        "By the sea at last",
        "By the evening the ferry had left",
        "With Oda Finch at the oven and Lars Brock at the till",
        "Local News",
        "Read More",
        "Новости дня",
        "By The Editors",
        "Culture Writer",
        "Who paints the lighthouse?",
        "",
    ],
)
def test_lines_that_name_no_author(line: str) -> None:
    assert parse_byline(line) is None


def test_what_stands_beside_the_names_is_told() -> None:
    role = parse_byline("By Oda Finch, senior reporter")
    assert role is not None
    assert (role.label, role.role, role.outlet, role.bare) == (Label.WORD, True, False, False)
    bare = parse_byline("Oda Finch")
    assert bare is not None
    assert (bare.label, bare.bare) == (Label.NONE, True)


@pytest.mark.parametrize(
    "name",
    [
        "Diana Jones", "Dimitri Volkov", "Deborah Miles", "Dean Parker", "Dick Cheney", "Doris Day", "Parveen Khan", "Byron Miles", "Vonda Lee",
        "Porter Miles", "Avery Stone", "Afua Hirsch", "Denise Levertov", "Von Miller", "DIMITRI VOLKOV", "Ann de la Cruz",
    ],
)  # fmt: skip
def test_names_that_begin_like_a_word_for_by_are_whole(name: str) -> None:
    found = parse_byline(f"By {name}")
    assert found is not None
    assert found.names == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "Der Bürgermeister von Neuhafen, Jürgen Müller, hat am Dienstag seinen Rücktritt erklärt.",
        "De burgemeester van Utrecht, Sharon Dijksma, is dinsdag afgetreden.",
        "Die Präsidentin von Neuhafen, Anna Groß, kommt im Mai.",
        "De viaje por España, Ana Pérez, la alcaldesa, habló del puerto.",
    ],
)
def test_a_sentence_that_begins_like_a_word_for_by_is_no_byline(line: str) -> None:
    found = parse_byline(line)
    assert found is None or found.names == ()


def kind_of_part(line: str, text: str) -> PartKind:
    behind_label, label, _ = _without_label(_without_noise(line)[0])
    return {part.text: kind for part, kind in _classified_parts(behind_label, label)}[text]


@pytest.mark.parametrize("rule", BYLINE_PART_RULES, ids=lambda rule: rule.kind.value)
def test_kinds_of_parts(rule: PartRule) -> None:
    assert rule.examples
    assert rule.counterexamples
    for line, text in rule.examples:
        assert kind_of_part(line, text) is rule.kind, line
    for line, text in rule.counterexamples:
        assert kind_of_part(line, text) is not rule.kind, line
