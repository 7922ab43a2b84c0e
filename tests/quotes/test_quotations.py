import pytest
from stages import authority, clean, recognize

from sitegen.entities.link import link_names
from sitegen.model import Article, Quotation
from sitegen.quotes.gender import FEMALE_NOUNS, MALE_NOUNS, MEN, WOMEN, may_mean, may_mean_role
from sitegen.quotes.quotations import quotations
from sitegen.quotes.variants import variants
from sitegen.read.seeds import parse_seed

HEAD = (
    "Harbour talks go on\n\nAnna Example, the minister of transport, and Boris Sample, who leads the port, met in the harbour on Monday to talk"
    " of the ferry that has not sailed since the storm of last winter.\n\nThe town waited for an answer, and it rained all day on those who did."
)


def read(*texts: str) -> tuple[tuple[Article, ...], tuple[tuple[Quotation, ...], ...]]:
    articles = tuple(
        clean(parse_seed(f"{HEAD}\n\n{text}\n".encode(), f"{n:03}", f"{n:03}.txt")[0])
        for n, text in enumerate(texts)
    )
    known = authority(())
    spotted = tuple(recognize(article, known) for article in articles)
    found, entities, _ = link_names(articles, spotted, known, metonyms=True)
    kinds = tuple(sorted((entity.id, entity.kind) for entity in entities))
    return articles, tuple(quotations(*row, kinds) for row in zip(articles, spotted, found, strict=True))


def said(text: str) -> list[tuple[str, str]]:
    """Return speaker and words of each quotation of one article."""
    articles, found = read(text)
    return [(one.entity or one.speaker, articles[0].spoken(one)) for one in found[0]]


LONG = "The ferry will sail again before the summer comes"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{LONG},” said Anna Example on Tuesday.", "anna-example"),
        (f"“{LONG},” said the minister of transport, Anna Example.", "anna-example"),
        (f"“{LONG},” said transport minister Anna Example, who had come by bus.", "anna-example"),
        (f"“{LONG},” Example told reporters in the harbour.", "anna-example"),
        (f"“{LONG},” Example, who had come by bus, told reporters.", "anna-example"),
        (f"“{LONG}.” Example left at noon.", ""),
        (f"Example said: “{LONG}.”", "anna-example"),
        (f"Example said on Tuesday that “{LONG.lower()}”.", "anna-example"),
        (f"Example told Sample: “{LONG}.”", "anna-example"),
        (f"Example was quoted as saying: “{LONG}.”", "anna-example"),
        (f"A newspaper quoted Example as saying: “{LONG}.”", "anna-example"),
        (f"According to Example, “{LONG.lower()}”.", "anna-example"),
        (f"“{LONG},” said a spokesman for Boris Sample.", "a spokesman for Boris Sample"),
        (f"A spokesman for Boris Sample said: “{LONG}.”", "A spokesman for Boris Sample"),
        (f"“{LONG},” a senior official said.", "a senior official"),
        (f"“{LONG},” an official who has read the report said.", ""),
        (f"“{LONG},” said Anna Example and Boris Sample.", ""),
        (f"“{LONG},” they said.", ""),
        (f"Example and Sample said: “{LONG}.”", ""),
        (f"Sample said that Example had spoken of a day when “{LONG.lower()}”.", "anna-example"),
        (f"Sample was told: “{LONG}.”", ""),
        (f"“{LONG},” Dr. Anna Example said.", "anna-example"),
        (f"“{LONG},” said Mr. Sample, who leads the port.", "boris-sample"),
        (f"“{LONG},” the diver told the port. Dr. Example did not believe it.", "the diver"),
        (f"“{LONG},” said Sample spokesman Ian Rossiter.", "ian-rossiter"),
        (f"“{LONG},” said the engineer whom Example had hired, Martin Holloway.", "martin-holloway"),
        (f"“{LONG}.” — Anna Example, minister", "anna-example"),
        (f"“{LONG}.” —Council member Anna Example", "anna-example"),
        (f"Anna Example: “{LONG}.”", "anna-example"),
        (f"And from the minister, Anna Example: “{LONG}.”", "anna-example"),
        (f"It was painted below the window of the minister, Anna Example: “{LONG}.”", ""),
        (f"“{LONG},” Example, 44, of Bern, said.", "anna-example"),
        (f"“{LONG},” Sample recalls Example telling him.", "anna-example"),
        (f"As Mr. Example said on Monday, “{LONG}.”", "anna-example"),
        (f"Example said no. He wanted to “{LONG}”, said that he would go if Sample would go, and left.", ""),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    found = said(text)
    assert found
    assert found[0][0] == speaker


def test_a_line_above_announces_who_speaks() -> None:
    assert said(f"And from the minister, Anna Example:\n\n“{LONG}.”") == [("anna-example", f"{LONG}.")]
    assert said(f"Statement by Anna Example, minister of transport:\n\n“{LONG}.”") == [
        ("anna-example", f"{LONG}.")
    ]
    assert said(f"“{LONG}.”\n\n— Anna Example, minister") == [("anna-example", f"{LONG}.")]
    assert said(f"“{LONG}.”\n\n— and Anna Example said no more than that") == [("", f"{LONG}.")]
    assert said(f"This was painted on the wall of the minister, Anna Example:\n\n“{LONG}.”") == [
        ("", f"{LONG}.")
    ]


def test_a_dash_alone_is_no_signature() -> None:
    assert not said("The ships are called “Hope of the sea” — Anna Example owns her — and “Patience”.")


def test_what_a_sign_says_is_nobodys() -> None:
    assert not said(f"Example said that a sign reading “{LONG.lower()}” had gone.")


def test_british_marks_with_double_ones_inside_and_around_names() -> None:
    text = f"The “Hope” of Bern came home. ‘{LONG},’ said Anna Example. ‘He said to me, “Never sail tired,” and that’s what I do,’ said Boris Sample."
    assert [speaker for speaker, _ in said(text)] == ["anna-example", "boris-sample"]


def test_someone_with_a_rare_name_is_meant_by_he_and_she() -> None:
    assert (
        said(f"The teacher Oluwaseun Adeyemi sits in the harbour. “{LONG},” he said.")[0][0]
        == "oluwaseun-adeyemi"
    )


def test_a_broken_quotation_is_one_and_goes_on_over_paragraphs() -> None:
    text = f"“{LONG},” Example said, “and I will be on it.”"
    assert said(text) == [("anna-example", f"{LONG} … and I will be on it.")]
    text = f"Example said: “{LONG}. It will be full of people from the town and from beyond.\n\n“I will be on it, and so will the mayor of the town.”"
    [(speaker, words)] = said(text)
    assert speaker == "anna-example"
    assert words.endswith("so will the mayor of the town.")


def test_a_pronoun_means_the_one_who_can_be_meant() -> None:
    assert (
        said(f"Example came late, by bus, and had little time for questions. “{LONG},” she said.")[0][0]
        == "anna-example"
    )
    met = f"Example met Sample, who had little time for questions. “{LONG},”"
    assert said(f"{met} he said.")[0][0] == "boris-sample"  # Anna is no “he”
    assert said(f"{met} she said.")[0][0] == "anna-example"
    two = said(f"“The storm was worse than all of us thought,” Sample said.\n\n“{LONG},” he added.")
    assert [speaker for speaker, _ in two] == ["boris-sample", "boris-sample"]


def test_short_words_in_marks_are_no_speech() -> None:
    assert (
        said(
            "The “old” ferry was called a “floating museum” by some, and it has not sailed since the storm of last winter."
        )
        == []
    )
    assert said("Example said that she had read “The Long Way Home Again” on the bus to the harbour.") == []


def test_every_part_stands_between_marks() -> None:
    articles, found = read(f"“{LONG},” Example said, “and I will be on it.”")
    for number, start, end in found[0][0].parts:
        text = articles[0].passages[number].text
        assert text[start - 1] == "“"
        assert text[end] == "”"


def test_variants_of_one_quotation_are_one() -> None:
    articles, found = read(
        f"“{LONG}, and the whole town will be there to see it,” Example said.",
        f"“{LONG}, and [everyone] will be there to see it,” said Anna Example.",
        f"Example said that “{LONG.lower()}”.",
        f"“{LONG}, and the whole town will be there to see it,” it was heard in the harbour.",
        "“The storm was worse than all of us had thought on that night,” Example said.",
    )
    groups = variants(articles, found)
    assert [[one.seed for one in group] for group in groups] == [["000", "001", "002", "003"], ["004"]]


def test_two_speakers_are_not_merged() -> None:
    other = (
        "Sample said that “the ferry will never sail again before the winter comes, and the town knows it”."
    )
    articles, found = read(f"“{LONG}, and the whole town knows it,” Example said.", other)
    assert len(variants(articles, found)) == 2


@pytest.mark.parametrize(
    ("pronoun", "person", "may"),
    [
        ("she", "anna-example", True),
        ("he", "anna-example", False),
        ("He", "Boris Sample", True),
        ("She", "Boris Sample", False),
        ("he", "Ada Sample", True),  # neither list has the name
        ("he", "anna", True),  # may be a family name
    ],
)
def test_whom_he_and_she_may_mean(pronoun: str, person: str, *, may: bool) -> None:
    assert may_mean(pronoun, person) is may


@pytest.mark.parametrize(
    ("pronoun", "role", "may"),
    [
        ("he", "the head of the harbour", True),
        ("She", "the 26-year-old", True),
        ("he", "a spokesman for the airline", True),
        ("she", "a spokesman for the airline", False),
        ("he", "the mother of two", False),
        ("he", "the airline", False),
        ("she", "a police report", False),
        ("he", "When I", False),
        ("he", "his earlier", False),
        ("he", "of the town", False),
        ("he", "", False),
    ],
)
def test_what_he_and_she_may_call(pronoun: str, role: str, *, may: bool) -> None:
    assert may_mean_role(pronoun, role) is may


def test_nouns_of_women_and_men_are_others() -> None:
    assert not FEMALE_NOUNS & MALE_NOUNS


def test_no_first_name_is_in_both_lists() -> None:
    assert not WOMEN & MEN
