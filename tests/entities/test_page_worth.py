import pytest

from sitegen import name_evidence
from sitegen.entities.page_worth import DOUBTS, FOUND_ON, SMALL_ARCHIVE, Doubt, doubt_of, with_pages
from sitegen.model import Entity, EntityMentions, Mention, Quotation


def archive(*named: str, articles: int = SMALL_ARCHIVE) -> list[EntityMentions]:
    """Give articles of which the first ones name something each: ids parted by spaces."""
    rows = [*named, *[""] * (articles - len(named))]
    return [
        EntityMentions(
            f"{n:03}",
            tuple(
                Mention(passage=0, start=at, end=at + 1, entity=one, why=name_evidence.FIRST_NAME)
                for at, one in enumerate(row.split())
            ),
        )
        for n, row in enumerate(rows)
    ]


def paged(
    identified: list[EntityMentions], *entities: Entity, speaks: str = "", noted: str = "", found_on: int = 0
) -> set[str]:
    said = (
        [
            [
                Quotation(
                    seed="000",
                    parts=((0, 0, 1),),
                    entity=speaks,
                    speaker=speaks,
                    named=True,
                    why=name_evidence.NONE,
                )
            ]
        ]
        if speaks
        else []
    )
    return {one.id for one in with_pages(entities, identified, said, {noted}, found_on) if one.paged}


ANNA = Entity(id="anna-example", kind="person", name="Anna Example", given=False, paged=False)
BORIS = Entity(id="boris-sample", kind="person", name="Boris Sample", given=False, paged=False)


def test_a_name_on_two_articles_has_a_page_and_one_on_a_single_article_has_none() -> None:
    assert paged(archive("anna-example boris-sample", "anna-example"), ANNA, BORIS) == {"anna-example"}
    assert FOUND_ON == 2


def test_in_a_small_archive_every_name_has_one() -> None:
    assert paged(archive("anna-example", articles=SMALL_ARCHIVE - 1), ANNA) == {"anna-example"}


@pytest.mark.parametrize("how", [{"speaks": "anna-example"}, {"noted": "anna-example"}, {"found_on": 1}])
def test_what_else_makes_a_page(how: dict[str, str]) -> None:
    assert paged(archive("anna-example"), ANNA, BORIS, **how) >= {"anna-example"}  # type: ignore[arg-type]


def test_what_a_list_has_keeps_its_page() -> None:
    given, known = (
        Entity(id="x", kind="person", name="X", given=True),
        Entity(id="france", kind="place", name="France", given=False),
    )
    assert paged(archive("x france"), given, known) == {"x", "france"}


def found(name: str, kind: str) -> Entity:
    return Entity(id=name.lower(), kind=kind, name=name, given=False, paged=False)


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.name)
def test_what_is_doubtful(doubt: Doubt) -> None:
    assert doubt.examples
    assert doubt.counterexamples
    for name, kind, evidence in doubt.examples:
        assert doubt_of(found(name, kind), {evidence}) is doubt
    for name, kind, evidence in doubt.counterexamples:
        assert not doubt.holds(found(name, kind), {evidence})


def test_a_doubtful_name_has_no_page_however_often_it_stands() -> None:
    lodkin = found("Lodkin", "person")
    assert paged(archive(*["lodkin"] * 5), lodkin, speaks="lodkin") == set()
    assert paged(archive(*["lodkin"] * 5), lodkin, noted="lodkin") == {"lodkin"}
