from conftest import BELL, PARAGRAPH, SECOND, THIRD
from stages import clean

from sitegen.model import Article, Relation
from sitegen.read.seeds import parse_seed
from sitegen.relations.detect import relate
from sitegen.relations.families import families
from sitegen.text import visible_lines

BEES = (
    "Farmers in the hills have counted fewer bees this spring than in any year since they began, and they ask the council for"
    " a ban on two sprays that their neighbours use in the orchards below."
)
RAIN = (
    "Rain fell on nineteen days of the month and filled the old reservoir above the mill, so that engineers opened the upper gate"
    " for the first time since the dam was raised."
)


def _found(*texts: str) -> tuple[tuple[Article, ...], tuple[Relation, ...]]:
    seeds = [parse_seed(text.encode(), str(number), f"{number}.txt")[0] for number, text in enumerate(texts)]
    articles = tuple(clean(seed) for seed in seeds)
    return articles, relate(
        [(one.id, visible_lines(article, one.lines)) for one, article in zip(seeds, articles, strict=True)]
    )


def _members(*texts: str) -> list[set[str]]:
    return [set(one.members) for one in families(*_found(*texts))]


def _text(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def test_a_text_that_breaks_off_is_of_the_family() -> None:
    assert _members(_text(PARAGRAPH, SECOND), _text(PARAGRAPH, SECOND, THIRD, BELL, BEES, RAIN)) == [
        {"0", "1"}
    ]


def test_two_articles_that_a_third_text_holds_are_no_family() -> None:
    whole = _text(PARAGRAPH, SECOND, BEES, RAIN, BELL)
    assert _members(_text(PARAGRAPH, SECOND), whole, _text(BEES, RAIN)) == []


def test_two_copies_of_one_article_that_a_third_text_holds_are() -> None:
    whole = _text(PARAGRAPH, SECOND, BEES, RAIN, BELL)
    assert _members(_text(PARAGRAPH, SECOND), whole, _text(PARAGRAPH, SECOND.replace("pier", "quay"))) == [
        {"0", "1", "2"}
    ]


def test_what_is_most_of_a_text_is_of_its_family_and_what_is_added_is_not() -> None:
    whole = _text(PARAGRAPH, SECOND, THIRD, BELL, RAIN)
    assert _members(_text(PARAGRAPH, SECOND, THIRD), whole, _text(RAIN)) == [{"0", "1"}]


def test_two_texts_that_hold_a_short_one_are_no_family() -> None:
    assert (
        _members(
            _text(RAIN), _text(RAIN, PARAGRAPH, SECOND, THIRD), _text(RAIN, BELL, BEES, BEES.upper()[:90])
        )
        == []
    )


def test_a_persons_word_joins_whatever_the_texts_say() -> None:
    articles, relations = _found(
        _text(PARAGRAPH, SECOND), _text(PARAGRAPH, SECOND, BEES, RAIN, BELL), _text(BEES, RAIN)
    )
    given = tuple(
        Relation(
            first=one.first,
            second=one.second,
            name=one.name,
            containment_first=0,
            containment_second=0,
            spans=one.spans,
            given=True,
        )
        for one in relations
    )
    assert [set(one.members) for one in families(articles, given)] == [{"0", "1", "2"}]
