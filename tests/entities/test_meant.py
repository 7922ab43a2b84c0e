"""Which of several is meant: people of one family name, slips, teams, states, contests, short forms, parts of longer names."""

import pytest
from conftest import check, identify
from stages import LEXICON, authority, clean, recognize

from sitegen.entities.namesakes import state_name
from sitegen.entities.people import is_typo, may_be_called, same_person
from sitegen.entities.teams import plays, team_name
from sitegen.entities.tokens import tokenize
from sitegen.model import NameEntry
from sitegen.read.seeds import parse_seed


def links(text: str, names: tuple[NameEntry, ...] = ()) -> list[tuple[str, str]]:
    articles, found, _, _ = identify(text, names=names)
    return [(articles[0].passages[m.passage].text[m.start : m.end], m.entity) for m in found[0].mentions]


# Family names ---------------------------------------------------------------------------------------------------------


def test_a_family_name_means_whom_the_article_called_so_before_it_named_another() -> None:
    check(
        "A letter of Anna Lodkin came. Later Lodkin spoke, and Lodkin sang. Her brother Boris Lodkin was there. And so Lodkin went home.",
        ("Anna Lodkin", "anna-lodkin"),
        ("Lodkin", "anna-lodkin"),
        ("Lodkin", "anna-lodkin"),
        ("Boris Lodkin", "boris-lodkin"),
        ("Lodkin", "anna-lodkin"),
    )


@pytest.mark.parametrize(
    "rest",
    [
        "Then Mr. Lodkin went home.",  # the title tells of one of them, and it is not known of whom
        "Then Senator Lodkin went home.",
        "It was a great day for the Lodkin family.",
        "Boris Lodkin left. Boris Lodkin came back. Boris Lodkin said no. And then Lodkin went home.",  # two main ones
    ],
)
def test_what_is_not_clear_is_still_not_linked(rest: str) -> None:
    text = f"A letter of Anna Lodkin came. Later Lodkin spoke, and Lodkin sang. Her brother Boris Lodkin was there. {rest}"
    found = links(text)
    assert [one for one in found if one[0] == "Lodkin"] == [("Lodkin", "anna-lodkin")] * 2
    assert identify(text)[3], "check says so"


def test_many_people_of_one_name_are_not_listed_in_full() -> None:
    text = (
        " ".join(f"A letter of {letter}nna Lodkin came." for letter in "ABCDEFGH") + " And Lodkin was there."
    )
    (message,) = identify(text)[3]
    assert "or 4 others (“" in message


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kristin", "Kristen", True),
        ("Vladmir", "Vladimir", True),
        ("Valdmir", "Vladimir", True),
        ("Maria", "Mario", False),
        ("Martin", "Martina", False),
        ("Marion", "Martin", False),
        ("Anna", "Anne", False),
    ],
)
def test_slips(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert is_typo(one, other) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vladmir Lodkin", "Vladimir Lodkin", True),
        ("Kristin Lodkin", "Kristen Lodkin", False),  # both are first names
        ("Vladmir Lodkin", "Vladimir Marvell", False),
        ("Craig Fnell Lodkin", "Fnell Lodkin", True),
        ("Maria Garcia Lodkin", "Garcia Lodkin", False),  # perhaps her mother
        ("Muhammad Ali Lodkin", "Ali Lodkin", False),  # perhaps his father
        ("Fell bin Zayed", "Zayed bin Fell bin Zayed", False),
    ],
)
def test_one_person_of_two_names(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_person(tuple(one.split()), tuple(other.split()), LEXICON) == same
    assert same_person(tuple(other.split()), tuple(one.split()), LEXICON) == same


def test_a_slip_within_an_article_is_no_other_person_unless_a_list_says_so() -> None:
    text = "A letter of Vladimir Lodkin came on Monday. Then Vladimir Lodkin spoke. It was Vladmir Lodkin who came home. So Lodkin said."
    assert {one for _, one in links(text)} == {"vladimir-lodkin"}
    entries = tuple(
        NameEntry(
            id=name.lower().replace(" ", "-"), kind="person", name=name, path="content/names.toml", line=0
        )
        for name in ("Vladimir Lodkin", "Vladmir Lodkin")
    )
    both = [("Vladimir Lodkin", "vladimir-lodkin")] * 2 + [("Vladmir Lodkin", "vladmir-lodkin")]
    assert links(text, entries) == both, "nor is it said whom the family name means"
    apart = NameEntry(
        id="vladimir-lodkin",
        kind="person",
        name="Vladimir Lodkin",
        apart=("Vladmir Lodkin",),
        path="content/names.toml",
        line=0,
    )
    assert links(text, (apart,)) == both
    third = text.replace("So Lodkin said.", "Vladmyr Lodkin was there.")
    assert ("Vladmyr Lodkin", "vladmir-lodkin") not in links(third, (apart,))


@pytest.mark.parametrize("name", ["Selena Williams", "Mario Rubio", "Stephan King", "Michel Jordan"])
def test_other_people_are_no_slips_of_known_ones(name: str) -> None:
    assert (name, name.lower().replace(" ", "-")) in links(
        f"The baker {name} came home on Monday by bus, and it rained on that day."
    )


def test_a_slip_in_the_name_of_a_known_person() -> None:
    assert ("Valdimir Putin", "vladimir-putin") in links(
        "The letter of President Valdimir Putin came on Monday by bus."
    )


def test_a_family_name_may_be_that_of_a_place() -> None:
    found = links(
        "A letter of Susan Lisbon came. Then Lisbon claimed that it was late. She lives in Lisbon, and Lisbon told him so."
    )
    assert found == [
        ("Susan Lisbon", "susan-lisbon"),
        ("Lisbon", "susan-lisbon"),
        ("Lisbon", "lisbon"),
        ("Lisbon", "susan-lisbon"),
    ]


# Teams ----------------------------------------------------------------------------------------------------------------

REPORT = (
    " The goalkeeper saved a penalty in the last minute of the match, and the referee ended it. The striker scored a goal, and the coach of"
    " the football team was glad of the win."
)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Sweden 2 – 1 Chile", True),
        ("Sweden beat Chile", True),
        ("Sweden coach Jan Example", True),
        ("Sweden has denied it", False),
        ("In Sweden won the rain", False),
    ],
)
def test_words_around_teams(text: str, team: bool) -> None:  # noqa: FBT001
    words = tokenize(text)
    at = words.texts.index("Sweden")
    assert plays(words, at, at + 1) == team


def test_a_country_that_loses_to_another() -> None:
    words = tokenize("Chile lost 2 – 1 to Sweden. He went to Sweden.")
    assert [plays(words, at, at + 1) for at, text in enumerate(words.texts) if text == "Sweden"] == [
        True,
        False,
    ]


def test_countries_stand_for_their_teams_in_reports_on_matches() -> None:
    text = f"Sweden beat Chile on Monday in Russia.{REPORT} Later Sweden faced Chile again, and the Swedish captain spoke of Sweden."
    found = dict(links(text))
    assert found["Chile"] == "chile-national-football-team"
    assert found["Russia"] == "russia"
    assert found["Swedish"] == "sweden"
    assert ("Sweden", "sweden-national-football-team") in links(text)
    _, _, entities, _ = identify(text)
    assert entities["chile-national-football-team"].name == "Chile national football team"
    assert entities["chile-national-football-team"].kind == "organisation"


def test_countries_are_countries_elsewhere() -> None:
    text = f"Sweden beat Chile on Monday in Russia.{REPORT}"
    assert {one for _, one in links("Sweden beat Chile to the signing of the treaty on Monday in Oslo.")} >= {
        "sweden",
        "chile",
    }
    _, found, _, _ = identify(text, metonyms=False)
    assert {m.entity for m in found[0].mentions} >= {"sweden", "chile"}


@pytest.mark.parametrize(
    ("small", "name"),
    [
        ("match goal goalkeeper referee penalty coach", "Chile national football team"),
        ("set group points minutes period quarter final win team", ""),
        ("match wicket innings bowler batsman overs", "Chile national cricket team"),
        ("match wicket innings goalkeeper women coach goal", "Chile women’s national team"),
        ("match goal", ""),
    ],
)
def test_names_of_teams(small: str, name: str) -> None:
    assert team_name("Chile", small.split()) == name


# States and their namesakes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("He was born in Albany, New York, in 1950.", "New York", True),
        ("He was born in Brooklyn, New York, in 1950.", "New York", False),
        ("Paris, London, New York and Rome were glad.", "New York", False),
        ("It rained in Ohio, Pennsylvania and New York.", "New York", True),
        ("New York Governor Jane Example spoke.", "New York", True),
        ("The senator from New York spoke.", "New York", True),
        ("The train from New York came.", "New York", False),
        ("It was in upstate New York.", "New York", True),
        ("It was in New York City.", "New York", False),
        ("He lives in Tacoma, Washington, again.", "Washington", True),
        ("Talks in Tbilisi, Georgia, went on.", "Georgia", False),
        ("Talks in Macon, Georgia, went on.", "Georgia", True),
        ("After talks in Moscow, Washington said no.", "Washington", False),
        ("In Bordeaux, Georgia and Ukraine said no.", "Georgia", False),
        ("In Frankfurt, New York and Tokyo, shares fell.", "New York", False),
        ("Georgia lawmakers met in Tbilisi.", "Georgia", False),
    ],
)
def test_states_and_their_namesakes(text: str, name: str, state: bool) -> None:  # noqa: FBT001
    words, parts = tokenize(text), name.split()
    at = words.texts.index(parts[0])
    assert bool(state_name(name.lower().replace(" ", "-"), words, at, at + len(parts))) == state


def test_a_state_has_a_page_of_its_own() -> None:
    check(
        "He was born in Albany, New York, and lives in New York.",
        ("Albany", "albany"),
        ("New York", "new-york-state"),
        ("New York", "new-york"),
    )


# Longer and shorter names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was the 2016 Summer Paralympics. The Paralympics went well.",
            ("Paralympics", "2016-summer-paralympics"),
        ),
        (
            "The 2016 Summer Paralympics went well. After the Paralympic Games he left.",
            ("Paralympic Games", "2016-summer-paralympics"),
        ),
        (
            "He was at the University of Marvell. The University was glad of it.",
            ("University", "university-of-marvell"),
        ),
        (
            "The Marvell Foundation for the Arts spoke. The Marvell Foundation is old.",
            ("Marvell Foundation", "marvell-foundation"),
        ),
        ("He read the Marvell Times. It was in the Times on Monday.", ("Times", "marvell-times")),
        ("Hurricane Marvella came. People feared Marvella for days.", ("Marvella", "hurricane-marvella")),
        ("The USAF was there. It was good for the Air Force.", ("Air Force", "united-states-air-force")),
        ("Merrill Lynch lost money. Merrill said on Monday that it was glad.", ("Merrill", "merrill-lynch")),
        ("Hurricane Teresa came. Damage from Teresa was great.", ("Teresa", "hurricane-teresa")),
        ("He was on Air France Flight 447. Then Flight 447 fell.", ("Flight 447", "air-france-flight-447")),
    ],
)
def test_short_names_of_the_same_article(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


def test_an_acronym_tells_that_a_name_is_that_of_a_body() -> None:
    text = "He met deputies of Lega Marvella Padana (LMP) on Monday, and the LMP was glad."
    _, _, entities, _ = identify(text)
    assert entities["lega-marvella-padana"].kind == "organisation"
    assert ("LMP", "lega-marvella-padana") in links(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He liked the Google Maps of the town.", ("Google", "google")),
        (
            "Researchers of Colorado State University came.",
            ("Colorado State University", "colorado-state-university"),
        ),
        ("He left Western Hungary again.", ("Hungary", "hungary")),
        ("He left Western Australia again.", ("Western Australia", "western-australia")),
        ("He lives in the Southern State of Kerala.", ("Kerala", "kerala")),
        ("The Republican Senate candidate lost.", ("Republican", "republican-party")),
        ("It landed at JFK International Airport.", ("JFK International Airport", "jfk-airport")),
        ("The Medicaid Marvell Statute forbids it.", ("Medicaid", "medicaid")),
        ("It was said by Google News Sports Columnist Jane Example.", ("Jane Example", "jane-example")),
        ("The Airbus A380 of the firm came.", ("Airbus", "airbus")),
        ("He lives in San Diego California now.", ("San Diego", "san-diego")),
        ("He lives in the State of Michigan now.", ("State of Michigan", "michigan")),
        (
            "He was at the University of Texas at Austin.",
            ("University of Texas at Austin", "university-of-texas-at-austin"),
        ),
        ("It was said by Democratic Senator Jane Example.", ("Democratic", "democratic-party")),
        ("The letter is by Minster Tony Blair himself.", ("Tony Blair", "tony-blair")),
        ("He spoke as US Ambassador to France on Monday.", ("France", "france")),
        ("They met in the People's Republic of China.", ("People's Republic of China", "china")),
    ],
)
def test_known_names_within_longer_ones(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    "name",
    [
        "Houston Holocaust Museum",
        "Oslo Humane Society",
        "Heritage Society of Palm Beach",
        "UNESCO Fijian National Commission",
        "Sony Ericsson",
        "Greenpeace Party",
    ],
)
def test_a_body_whose_name_holds_others_is_one_of_its_own(name: str) -> None:
    assert links(f"He spoke to the {name} on Monday.") == [(name, name.lower().replace(" ", "-"))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He told ABC News Associated Press reporters so.", ["ABC News", "Associated Press"]),
        ("The Environmental Protection Agency EPA said so.", ["Environmental Protection Agency", "EPA"]),
        ("The Home Office of the United Kingdom was glad.", ["Home Office", "United Kingdom"]),
        ("It went from Best Buy Inc to Circuit City then.", ["Best Buy Inc", "Circuit City"]),
    ],
)
def test_names_side_by_side_stay_two(text: str, names: list[str]) -> None:
    assert [name for name, _ in links(text)] == names


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("He flew on Air France Flight 447 to Rio.", "Air France Flight 447"),
        ("He flew on United Flight 93 to Ohio.", "United Flight 93"),
        ("The families of Pan Am Flight 103 came.", "Pan Am Flight 103"),
        ("He told of the Marvell disaster at last.", "Marvell disaster"),
        ("He told of the Bolivia earthquake at last.", "Bolivia earthquake"),
    ],
)
def test_flights_and_disasters_are_events(text: str, event: str) -> None:
    _, _, entities, _ = identify(text)
    assert event in [name for name, _ in links(text)]
    assert entities[event.lower().replace(" ", "-")].kind == "event"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was in Rio de Janiero that day.", ("Rio de Janiero", "rio-de-janeiro")),
        (
            "He was at the University of Michgan that day.",
            ("University of Michgan", "university-of-michigan"),
        ),
        ("He was at the Bank of Icelande that day.", ("Bank of Icelande", "bank-of-icelande")),
    ],
)
def test_a_slip_in_a_longer_known_name_does_not_make_another_thing(
    text: str, expected: tuple[str, str]
) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("The Arena Football League (AFL) folded. The AFL was old.", "AFL", "arena-football-league"),
        (
            "The Nordic Anchor Trade Office (NATO) is old. He likes NATO.",
            "NATO",
            "nordic-anchor-trade-office",
        ),
        ("The US disaster response was slow.", "US", "united-states"),
        ("The Microsoft disaster was long.", "Microsoft", "microsoft"),
        ("There was a Japan tsunami warning.", "Japan", "japan"),
        ("A Bolivia earthquake could kill thousands.", "Bolivia", "bolivia"),
        ("Hurricane Maria came. Her daughter Maria cried.", "Maria", "maria"),
        ("Hurricane Charlotte came. He lives in Charlotte.", "Charlotte", "charlotte"),
        ("The Athens Olympics of 1896 were small.", "Olympics", "olympic-games"),
        (
            "The 2010 Haiti earthquake was worse. The Haiti earthquake of August 2021 was strong.",
            "Haiti earthquake",
            "haiti-earthquake",
        ),
        ("The Lockerbie bombing was long ago. He lives in Lockerbie.", "Lockerbie", "lockerbie"),
        ("The Second World War was long. The Second World War ended.", "Second World War", "world-war-ii"),
        ("The Sydney Olympics were long.", "Sydney Olympics", "2000-summer-olympics"),
        ("The band played Flight 666 that night.", "Flight 666", ""),
        ("Ethiopian Flight 302 crashed that day.", "Ethiopian Flight 302", "ethiopian-flight-302"),
        ("Air France flight 447 fell. Then Flight 447 was found.", "Flight 447", "air-france-flight-447"),
        ("Southern Sudan voted for it on that day.", "Southern Sudan", "south-sudan"),
        ("The London Metropolitan Police came.", "Metropolitan Police", "scotland-yard"),
        ("The Liberal Democratic leader spoke.", "Liberal Democratic", "liberal-democratic"),
        ("The Yisrael Beiteinu Party quit the talks.", "Yisrael Beiteinu Party", "yisrael-beiteinu"),
    ],
)
def test_what_stands_beside_a_name_decides(text: str, name: str, entity: str) -> None:
    found = [one for at, one in links(text) if at == name]
    assert (entity in found) if entity else not found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("David Sydney was shot. Sydney’s wife wept.", ("Sydney", "david-sydney")),
        ("David Sydney was shot. Tourists love Sydney.", ("Sydney", "sydney")),
        ("Mayor John Houston spoke. Houston said he was sad.", ("Houston", "john-houston")),
        ("Mayor John Houston spoke. Houston residents fled.", ("Houston", "houston")),
        ("Paris Hilton came. “I am happy,” Paris said.", ("Paris", "paris-hilton")),
        ("Paris Hilton came. She left Paris in May.", ("Paris", "paris")),
        (
            "Prime Minister Blair came. Cherie Blair saw a school. The school thanked Prime Minister Blair.",
            ("Cherie Blair", "cherie-blair"),
        ),
        (
            "President George W. Bush came. Laura Bush came. President Bush said so.",
            ("Bush", "george-w-bush"),
        ),
    ],
)
def test_people_who_are_called_as_towns_are(text: str, expected: tuple[str, str]) -> None:
    assert links(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She and Ms. Sample, a friend, were there. But Ms. Example was not.", ("Sample", "sample")),
        ("He ran against GOP Rep. Michelle Example in May.", ("Michelle Example", "michelle-example")),
        (
            "The senators Anna Example (R-Mo.) and Boris Sample (D-Calif.) met.",
            ("Boris Sample", "boris-sample"),
        ),
        (
            "He wrote to Senators Anna Example and Boris Sample. Later Sample spoke.",
            ("Sample", "boris-sample"),
        ),
        ('The "Senators Sample and Example" were Boris Sample and Anna Example.', ("Sample", "boris-sample")),
        (
            "The letter went to the Harbour Justice Department in March.",
            ("Harbour Justice Department", "harbour-justice-department"),
        ),
        (
            "It went to Anna Example Director Office of Harbour Safety on Monday.",
            ("Office of Harbour Safety", "office-of-harbour-safety"),
        ),
        ("They met Freshman Joe Biden there.", ("Joe Biden", "joe-biden")),
    ],
)
def test_titles_offices_and_parties_beside_people(text: str, expected: tuple[str, str]) -> None:
    found = links(text)
    assert expected in found
    assert not {"Rep", "Ms", "Mo", "R-Mo", "D-Calif", "Senators"}.intersection(name for name, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vase was sold at Sotheby's, in London.", ("Sotheby", "sothebys")),
        ("Nobody came from McDonald's.", ("McDonald", "mcdonalds")),
        ("Russ Example and Herb Kohl spoke. It is good, Kohl said.", ("Kohl", "herb-kohl")),
        ("The page of FOX News said so.", ("FOX News", "fox-news")),
        ("He flew to the White House on Aug. 17 for a day.", ("White House", "white-house")),
        (
            "The Harbour Chamber of Commerce wrote.",
            ("Harbour Chamber of Commerce", "harbour-chamber-of-commerce"),
        ),
        (
            "The U.S. Department of Agriculture wrote.",
            ("U.S. Department of Agriculture", "us-department-of-agriculture"),
        ),
        ("The Department of Energy wrote.", ("Department of Energy", "us-department-of-energy")),
        ("The Philippine Department of Energy wrote.", ("Department of Energy", "department-of-energy")),
        ("She told The New Yorker magazine so.", ("The New Yorker", "the-new-yorker")),
        ("The police of D.C. came.", ("D.C.", "washington")),
        ("She is from Port Example, N.Y., and left.", ("N.Y.", "new-york-state")),
        ("Colorado and Washington have a new law.", ("Washington", "washington-state")),
        ("Virginia and Washington are near.", ("Washington", "washington")),
        ("Georgia and Russia met.", ("Georgia", "georgia")),
        (
            "The Senate Fish and Harbour Committee met.",
            ("Senate Fish and Harbour Committee", "senate-fish-and-harbour-committee"),
        ),
        ("He saw the Harbour Army and the Lodkin Navy.", ("Lodkin Navy", "lodkin-navy")),
        ("Hurricane Austin came. The path of Austin is known.", ("Austin", "hurricane-austin")),
    ],
)
def test_known_names_and_bodies_by_what_stands_beside_them(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Anna Lodkin came. The Lodkins ate.", "Lodkins"),
        ("Anna Lodkin, D-Va., came.", "D-Va"),
        ("The Harbour Office for Mutual Education (HOME) met. Then Home Secretary Anna Lodkin left.", "Home"),
        ("The House and Senate met Anna Lodkin.", "House and Senate"),
        ("A Super PAC gave money to Anna Lodkin.", "Super PAC"),
        ("It starts on Valentine's Day, said Anna Lodkin.", "Valentine"),
        ("Anna Lodkin wrote to S. about it.", "S"),
    ],
)
def test_what_names_nothing(text: str, nothing: str) -> None:
    assert nothing not in [name for name, _ in links(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It was paid by Mifrat, a charity that builds boats.", "Mifrat", "organisation"),
        ("Eine Dovis, a former bus driver of the town, came.", "Eine Dovis", "person"),
        ("Eine Dovis, 44, a teacher, came.", "Eine Dovis", "person"),
        ("They went to Zhelm, a small town in the north.", "Zhelm", "place"),
        ("The airline Lodkin said so.", "Lodkin", "organisation"),
        ("Anna Beach, the head of it, came.", "Anna Beach", "person"),
        ("They heard Dovis, the charity's head, say so.", "Dovis", "person"),
    ],
)
def test_a_noun_beside_a_name_tells_its_kind(text: str, name: str, kind: str) -> None:
    articles, found, entities, _ = identify(text)
    kinds = {
        articles[0].passages[one.passage].text[one.start : one.end]: entities[one.entity].kind
        for one in found[0].mentions
    }
    assert kinds.get(name) == kind


def test_a_family_name_of_known_people_does_not_mean_somebody_of_another_article() -> None:
    _, found, _, _ = identify(
        "A letter of Hank Clinton came.", "A long letter went to Presidents Roosevelt and Clinton."
    )
    assert "hank-clinton" not in {one.entity for one in found[1].mentions}


@pytest.mark.parametrize(
    ("full", "times", "lone", "meant"),
    [
        ("Anna Lodkin", 1, "Later Lodkin spoke of it.", True),  # a rare name
        ("Anna Hoffman", 1, "Later Hoffman spoke of it.", False),  # one of many
        ("Anna Hoffman", 3, "Later Hoffman spoke of it.", True),
        ("Boris Alexander", 3, "Later Alexander spoke of it.", False),  # a first name too
        ("Angela Merkel", 1, "Later Merkel spoke of it.", True),
        ("Elizabeth II", 1, "Later Elizabeth spoke of it.", False),
    ],
)
def test_whom_a_family_name_means_in_another_article(full: str, times: int, lone: str, meant: bool) -> None:  # noqa: FBT001
    texts = [f"A long letter of {full} came on day {n}." for n in range(times)]
    _, found, entities, _ = identify(*texts, lone)
    named = {entities[one.entity].name for one in found[-1].mentions}
    assert (full in named) is meant


def test_a_rank_is_nobody() -> None:
    assert "Adm" not in " ".join(
        name for name, _ in links("He named Rear Adm. Kenneth Example to it, said Adm. Boris Sample.")
    )


def test_things_are_no_bodies() -> None:
    assert not [
        name
        for name, _ in links("Example Corp sold the iPad Air 2 and the iPad mini in Q2 of that year.")
        if name[0] in "iQ"
    ]


def test_democratic_is_a_party_before_some_words_only() -> None:
    assert "democratic-party" not in {
        one
        for _, one in links("It was a Democratic day for all of them, and the Democratic Arts Fair was good.")
    }


def test_a_name_found_once_is_found_again() -> None:
    found = links(
        "It was said by Minister Zelda Quirrow on Monday. Zelda Quirrow.\n\nPhoto: Zelda Quirrow at home."
    )
    assert [one for one in found if one[1] == "zelda-quirrow"] == [("Zelda Quirrow", "zelda-quirrow")] * 3


def test_a_headline_does_not_call_a_lesser_known_one_by_the_family_name() -> None:
    text = (
        "Obama speaks at the old town hall\n\nThe letter of Michelle Obama came on Monday. Later Obama went home again by bus. Barack Obama was there"
        " on that day as well, and it rained."
    )
    assert ("Obama", "michelle-obama") not in links(text)[:1]


def test_authors_in_a_list_of_books() -> None:
    text = "He read some books in the old house by the sea on that day, and he liked them very much.\n\nLisbon, Anna Beth. The House\n\n"
    assert ("Lisbon", "anna-beth-lisbon") in links(f"{text}Lisbon, Oslo and Rome were glad of it.")
    assert ("Lisbon", "lisbon") in links(f"{text}Lisbon, Oslo and Rome were glad of it.")


def test_a_team_that_is_named_in_full_or_by_a_person_is_the_same() -> None:
    text = (
        f"Sweden beat Chile on Monday in Russia.{REPORT} It was the Chile national football team that lost."
    )
    assert {one for name, one in links(text) if name.startswith("Chile")} == {"chile-national-football-team"}
    entry = NameEntry(
        id="la-roja",
        kind="organisation",
        name="Chile national football team",
        path="content/names.toml",
        line=0,
    )
    assert {one for name, one in links(text, (entry,)) if name.startswith("Chile")} == {"la-roja"}


def test_a_state_that_a_person_has_named_is_that_one() -> None:
    entry = NameEntry(id="ny-state", kind="place", name="New York State", path="content/names.toml", line=0)
    assert ("New York", "ny-state") in links("He was born in Albany, New York, in 1950.", (entry,))


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        (
            "India beat Chile. REPORT\n\nIndia tested a missile on Monday, and that was all of it.",
            "India",
            "india",
        ),
        ("Sweden beat Chile in a row over Crimea. REPORT", "Crimea", "crimea"),
        (
            "The 2010 FIFA World Cup was long. Later on, Germany hosted the World Cup in 2006.",
            "World Cup",
            "world-cup",
        ),
        ("Hurricane Michael came. So Michael lost his home.", "Michael", "michael"),
        ("Susan Lisbon came. Lisbon has signed the treaty at last.", "Lisbon", "portugal"),
        (
            "He saw the Nokia Siemens Networks office there.",
            "Nokia Siemens Networks",
            "nokia-siemens-networks",
        ),
        ("She won two of the British Comedy Awards on that day.", "British", ""),
        ("The State of Georgia said no to all of that.", "State of Georgia", "georgia-us-state"),
        ("It was said by Christian Democratic leader Jan Example.", "Democratic", ""),
    ],
)
def test_what_else_is_meant(text: str, name: str, entity: str) -> None:
    found = [one for at, one in links(text.replace("REPORT", REPORT)) if at == name]
    assert (entity in found) if entity else not found


def test_a_persons_entries_are_never_teams_or_editions() -> None:
    cup = NameEntry(id="football-cup", kind="event", name="World Cup", path="content/names.toml", line=0)
    assert ("World Cup", "football-cup") in links(
        "The Cricket World Cup was long. He saw the World Cup of his town.", (cup,)
    )
    land = NameEntry(
        id="chile-land", kind="place", name="Chile", demonyms=("Chilean",), path="content/names.toml", line=0
    )
    assert ("Chile", "chile-land") in links(f"Sweden beat Chile on Monday in Russia.{REPORT}", (land,))


def test_father_and_son_are_not_taken_for_each_other() -> None:
    father, son = ("Donald", "Marvell"), ("Donald", "Marvell", "Jr.")
    assert not may_be_called(father, son, LEXICON)
    assert may_be_called(father, ("Donald", "J.", "Marvell"), LEXICON)


def test_who_comments_is_nobody_of_the_archive() -> None:
    body = (
        "Bridge opens in the rain\n\n"
        "Anna Lodkin opened the bridge on Monday in the rain, and the town waited for her with a band that could not play.\n\n"
        "The bridge had been shut for a year, because nobody could find the key to its gate, and it was found in a cake.\n\n"
        "It was eaten by the band, who said that it was good, and nobody asked for the key again until the summer had come.\n\n"
    )
    comments = (
        "2 Comments\n\nBertie Hobbs says:\n\nMay 3, 2024 at 9:10 am\n\nWell done Lodkin, and well done Karl Wimmer of the bakery!\n\n"
        "Tilde Brock says:\n\nMay 3, 2024 at 9:30 am\n\nI agree with Bertie, France has no such bridge.\n"
    )
    article = clean(parse_seed(f"{body}{comments}".encode(), "000", "000.txt")[0])
    assert len(article.comments) > 3
    texts = [
        one.text for one in recognize(article, authority(())).spans if one.kind == "person" or one.entity
    ]
    assert texts == ["Anna Lodkin", "Lodkin", "France"]
