from pathlib import Path

import pytest
from conftest import check, identify
from hypothesis import given
from hypothesis import strategies as st
from stages import authority, clean, recognize, recognize_all

from sitegen import name_evidence
from sitegen.entities.gazetteer import builtin
from sitegen.entities.kinds import KINDS, NAMES, by_words
from sitegen.entities.link import link_names
from sitegen.entities.people import given_name, person_key
from sitegen.model import NameEntry
from sitegen.read.seeds import parse_seed, read_seeds


def test_tables_hold_together() -> None:
    ids = [entry.id for entry in builtin()]
    assert len(set(ids)) == len(ids)
    assert {entry.kind for entry in builtin()} <= set(NAMES)
    for kind in KINDS:
        assert kind.examples
        for example in kind.examples:
            assert by_words(tuple(example.split())) == kind.kind.name


def test_demonyms_titles_and_surnames() -> None:
    check(
        "Russian Foreign Minister Sergey Lavrov met Wang Yi in Guilin, and Lavrov thanked Wang.",
        ("Russian", "russia"),
        ("Sergey Lavrov", "sergey-lavrov"),
        ("Wang Yi", "wang-yi"),
        ("Guilin", "guilin"),
        ("Lavrov", "sergey-lavrov"),
        ("Wang", "wang-yi"),
    )


def test_the_longest_name_wins() -> None:
    check(
        "A report in The South China Morning Post said so, and the talks on the South China Sea went on.",
        ("South China Morning Post", "south-china-morning-post"),
        ("South China Sea", "south-china-sea"),
    )


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Diplomats said that Beijing has denied the report about the ships.", "china"),
        ("The minister said that Moscow’s answer came within a day of that.", "russia"),
        ("They met in Beijing to speak about the price of gas and of oil.", "beijing"),
        ("The plan was worked out on a visit to Moscow by a group of experts.", "moscow"),
        (
            "He said on Monday that Washington and Brussels have long disagreed, and Washington has repeatedly said so.",
            "united-states",
        ),
        ("They spoke of the demands from Moscow for another talk of that kind.", "russia"),
        ("The envoy urged Tehran to let the experts see the works by June.", "iran"),
        ("Some pro-Beijing members rose and walked off when the day was over.", "china"),
        ("They left it to the men of the Lisbon government to find a way out.", "portugal"),
        ("The night train to Berlin was late again because of the snow there.", "berlin"),
        ("They live in Montmartre and say that Paris is far too loud at night.", "paris"),
        ("She walked along the streets of London’s docks until it was late.", "london"),
        ("The works were seized by Ottawa police after a call from the owner.", "ottawa"),
        ("They were held for weeks after a row with Rome marchers that year.", "rome"),
        ("The plane was on its way to Paris, France, when it was lost from sight.", "paris"),
        ("They said that the river runs by Paris and through the old woods.", "paris"),
        ("The shares rose in the morning, and London added half a percent.", "london"),
        ("The old road between Rome and Milan was closed because of snow.", "rome"),
        ("The talks between Rome and Tripoli were broken off on that day.", "italy"),
        ("They said that Damascus has been shelled again during the night.", "damascus"),
        ("In the same month Ankara opened its mission on the old island there.", "turkey"),
    ],
)
def test_a_capital_is_a_city_or_its_government(text: str, entity: str) -> None:
    _, found, _, _ = identify(text)
    assert entity in [mention.entity for mention in found[0].mentions]


@pytest.mark.parametrize(
    ("people", "country"),
    [("Chadians", "chad"), ("Irishwoman", "ireland"), ("Scotsmen", "scotland"), ("Nepalis", "nepal")],
)
def test_forms_of_demonyms(people: str, country: str) -> None:
    check(f"They met {people} on the way to the old harbour.", (people, country))


def test_metonyms_can_be_switched_off() -> None:
    check(
        "Diplomats said that Beijing has denied the report about the ships.",
        ("Beijing", "beijing"),
        metonyms=False,
    )


def test_spellings_of_one_person_make_one_entity_across_articles() -> None:
    _, found, entities, _ = identify(
        "The talks were led by Minister Sergei Lodkin and lasted two days in all.",
        "The talks were led by Minister Sergey Lodkin and lasted two days in all.",
        "It was the view of Lodkin that the talks had lasted long enough for all.",
    )
    assert {m.entity for one in found for m in one.mentions} == {"sergei-lodkin"}
    assert entities["sergei-lodkin"].aliases == ("Lodkin", "Sergei Lodkin", "Sergey Lodkin")


def test_two_people_of_one_surname_are_not_guessed_between() -> None:
    _, found, _, problems = identify(
        "A letter by John Smith reached Mary Smith on the day that Smith left for the north."
    )
    assert [m.entity for m in found[0].mentions] == ["john-smith", "mary-smith"]
    (message,) = problems
    assert '"Smith" may be John Smith or Mary Smith (“…' in message
    assert "on the day that Smith left for the north." in message


def test_acronyms_in_small_letters_and_compounds() -> None:
    check(
        "At the Nato meeting the London-based group spoke of Russia-Ukraine talks.",
        ("Nato", "nato"),
        ("London", "london"),
        ("Russia", "russia"),
        ("Ukraine", "ukraine"),
    )


def test_a_persons_word_wins_and_may_say_no() -> None:
    entry = NameEntry(
        id="georgia-state",
        kind="place",
        name="Georgia",
        aliases=("Peach State",),
        never=("Georgia Tech",),
        path="content/names.toml",
        line=0,
    )
    check(
        "The team of Georgia Tech won in Georgia, which they call the Peach State.",
        ("Georgia", "georgia-state"),
        ("Peach State", "georgia-state"),
        names=(entry,),
    )


@pytest.mark.parametrize(
    ("a", "b"), [("Sergei", "Sergey"), ("Dmitri", "Dmitry"), ("Alexander", "Aleksander")]
)
def test_transliterations_of_first_names(a: str, b: str) -> None:
    assert given_name(a) == given_name(b)


def test_family_names_that_stand_first() -> None:
    assert person_key(("Xi", "Jinping")) == ("xi", given_name("Jinping"))
    assert person_key(("Joe", "Biden")) == ("biden", given_name("Joe"))


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from(
            "Lavrov Sergey Russian China’s Beijing the The of Ministry U.S. EU-led, said. “Wang Yi” in and Jr. é 中国".split()
        ),
        max_size=30,
    )
)
def test_mentions_are_sorted_disjoint_and_spell(words: list[str]) -> None:
    articles, found, entities, _ = identify(" ".join(words) + ".")
    last = (-1, 0)
    for mention in found[0].mentions:
        text = articles[0].passages[mention.passage].text
        assert (mention.passage, mention.start) >= last
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.entity in entities
        last = (mention.passage, mention.end)


def test_the_names_of_the_real_seeds(real_seeds: Path) -> None:
    articles = tuple(clean(seed) for seed in read_seeds(real_seeds, "").seeds)
    known = authority(())
    found, entities, _ = link_names(
        articles, tuple(recognize(a, known) for a in articles), known, metonyms=True
    )
    names = [entity.name for entity in entities]
    for name in (
        "Sergey Lavrov",
        "Wang Yi",
        "Joe Biden",
        "Vladimir Putin",
        "Xi Jinping",
        "European Union",
        "NATO",
        "South China Morning Post",
    ):
        assert names.count(name) == 1
    for article, one in zip(articles, found, strict=True):
        for mention in one.mentions:
            if "Morning Post" in article.passages[mention.passage].text[mention.start : mention.end + 20]:
                assert mention.entity != "china"


def test_what_a_person_keeps_apart_is_never_joined() -> None:
    texts = (
        "A letter of Sergei Lodkin came on Monday by bus.",
        "A letter of Sergey Lodkin came on Friday by boat.",
    )
    _, _, entities, _ = identify(*texts)
    assert [one for one in entities if "lodkin" in one] == ["sergei-lodkin"]
    entry = NameEntry(
        id="sergey-lodkin",
        kind="person",
        name="Sergey Lodkin",
        apart=("Sergei Lodkin",),
        path="content/names.toml",
        line=0,
    )
    _, found, entities, _ = identify(*texts, names=(entry,))
    assert sorted(one for one in entities if "lodkin" in one) == ["sergei-lodkin", "sergey-lodkin"]
    assert [m.entity for one in found for m in one.mentions if "lodkin" in m.entity] == [
        "sergei-lodkin",
        "sergey-lodkin",
    ]


TEXTS = (
    "",
    "nothing is named here",
    "Anna Example of the Harbour Bank met Sergei Lavrov in Oslo on Monday.",
    "Minister Anna Example said that NATO and the European Union would wait. Example left.",
    "Die Ministerin Anna Beispiel sagte am Montag in Hamburg, dass die Fähre wieder fährt und dass der Kapitän die Arbeit gelobt habe.",
)


@pytest.mark.slow
@given(st.lists(st.sampled_from(TEXTS), max_size=6))
def test_it_makes_no_difference_to_an_article_what_else_is_read_with_it(texts: list[str]) -> None:
    articles, known = (
        [clean(parse_seed(text.encode(), f"{n:03}", f"{n:03}.txt")[0]) for n, text in enumerate(texts)],
        authority(()),
    )
    assert recognize_all(articles, known) == [recognize(one, known) for one in articles]


def test_capital_letters_of_other_languages_prove_nothing() -> None:
    text = (
        "Die Fähre fährt wieder, sagte die Ministerin Anna Beispiel am Montag in Hamburg, und der Kapitän lobte die Arbeit der Mannschaft."
        " Die Bürger der Stadt hoffen auf den Bau der neuen Brücke, und auch Beispiel will im Sommer mit dem Schiff auf die Insel kommen."
    )
    article, known = clean(parse_seed(text.encode(), "000", "000.txt")[0]), authority(())
    found, _, _ = link_names((article,), (recognize(article, known),), known, metonyms=True)
    assert article.language == "de"
    assert [m.entity for m in found[0].mentions] == ["anna-beispiel", "anna-beispiel"]


def test_what_words_mean_in_english_they_do_not_mean_in_other_languages() -> None:
    text = (
        "LA ciudad de Tarnow recibió ayer a los delegados de la EU y de Nueva York. El alcalde dijo que la Casa Nice no cierra, y que"
        " Vladimir Putin no vendrá este año porque el viaje es largo y el puente está cerrado desde hace meses."
    )
    article = clean(parse_seed(text.encode(), "000", "000.txt")[0])
    given = (NameEntry(id="tarnow", kind="place", name="Tarnow", path="content/names.toml"),)
    for names, entities in (((), ["vladimir-putin"]), (given, ["tarnow", "vladimir-putin"])):
        known = authority(names)
        found, _, _ = link_names((article,), (recognize(article, known),), known, metonyms=True)
        assert article.language == "es"
        assert [m.entity for m in found[0].mentions] == entities


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        (
            "Joe Biden spoke. His son Hunter Biden was there as well. And so Biden said no.",
            ["joe-biden", "hunter-biden"],
        ),
        (
            "A letter of Donald Marvell Jr. came. Another one of Donald Marvell Sr. came too.",
            ["donald-marvell-jr", "donald-marvell-sr"],
        ),
        (
            "Maria Garcia Lopez came on Monday. Maria Fernandez Lopez came later on.",
            ["maria-garcia-lopez", "maria-fernandez-lopez"],
        ),
        ("Anna A. Example spoke. Anna B. Example answered.", ["anna-a-example", "anna-b-example"]),
    ],
)
def test_relatives_and_namesakes_stay_apart(text: str, entities: list[str]) -> None:
    _, found, _, _ = identify(text)
    assert [m.entity for m in found[0].mentions] == entities


def test_a_persons_alias_is_never_overruled() -> None:
    entry = NameEntry(
        id="john-smithson",
        kind="person",
        name="John Smithson",
        aliases=("Smithson",),
        path="content/names.toml",
        line=0,
    )
    _, found, _, _ = identify(
        "A letter of John Smithson reached Anna Smithson on the day that Smithson left.", names=(entry,)
    )
    assert [m.entity for m in found[0].mentions] == ["john-smithson", "anna-smithson", "john-smithson"]


def test_an_acronym_of_two_bodies_is_neither() -> None:
    text = "The European Dust Agency (EDA) met the Energy Data Authority (EDA) on Monday, and the EDA said that it was a good day."
    _, found, _, _ = identify(text)
    linked = {m.entity for m in found[0].mentions}
    assert {"european-dust-agency", "energy-data-authority"} <= linked
    assert [m.why for m in found[0].mentions].count(name_evidence.SHORT_FORM) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Writer J.K.Rowlington Meets Famous Publisher Again",
        "Minister Jean\u2011Luc Exampleman Meets Jane Marvellous Again",
        "John A. Smith spoke. John B. Smith answered. He met John C. D. E. F. Smith in town.",
        "We saw " + "Acme Inc " * 2000,
        "University of Texas at Austin " * 4000,
        "He said that it was in the " + "Great " * 20_000 + "War that all of them ended.",
        ", ".join(f"Ms Jo Bab {one}ac" for one in (f"B{n}" for n in range(4000))),
        " ".join(f"{one}nna Lodkin came." for one in "ABCDEFGHKLMNPRSTVWZ" for _ in range(40))
        + " Lodkin said no." * 500,
        "The end of it" + "." * 20_000,
        "Hurricane John Smithson came. " + "Joe Biden met Vladimir Putin. " * 300,
    ],
)
def test_odd_texts_do_no_harm(text: str) -> None:
    articles, found, _, _ = identify(text)
    last = (-1, 0)
    for mention in found[0].mentions:
        assert (mention.passage, mention.start) >= last
        assert mention.end <= len(articles[0].passages[mention.passage].text)
        last = (mention.passage, mention.end)
