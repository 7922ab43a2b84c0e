from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text import (
    WordPlaces,
    fold,
    nearest,
    normal_words,
    plain_words,
    plural,
    sentences,
    shorten,
    slug,
    sort_name,
    word_count,
)


def test_slug_keeps_letters_of_any_script_and_drops_latin_accents() -> None:
    assert slug("Café Society!") == "cafe-society"
    assert slug("Сергей Лавров") == "сергей-лавров"
    assert slug("北京") == "北京"
    assert slug("???") == "x"


@given(st.text())
def test_a_slug_is_safe_in_an_address(text: str) -> None:
    made = slug(text)
    assert made
    assert not set(made) & set("/\\?#%<>\"' .:")
    assert slug(made) == made


@given(st.text())
def test_sentences_cover_the_text_but_for_space(text: str) -> None:
    spans = sentences(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_sentences_do_not_end_at_titles_and_initials() -> None:
    text = "Dr. Muster met J. Sample. They left."
    assert [text[a:b] for a, b in sentences(text)] == ["Dr. Muster met J. Sample.", "They left."]


def test_normal_words_ignore_case_and_punctuation() -> None:
    assert [w for w, _, _ in normal_words("“The U.S.–led” talks, don’t")] == [
        "the",
        "us",
        "led",
        "talks",
        "dont",
    ]


@given(st.text())
def test_normal_words_stand_where_they_say(text: str) -> None:
    for word, start, end in normal_words(text):
        assert 0 <= start < end <= len(text)
        assert word


def test_word_count_counts_characters_of_unspaced_scripts_by_halves() -> None:
    assert word_count("one two three") == 3
    assert word_count("中国和俄罗斯") == 3


def test_fold_and_nearest_and_plural_and_shorten() -> None:
    assert fold("“Élan” vital") == '"elan" vital'
    assert nearest("titel", ("title", "theme")) == "title"
    assert nearest("zzz", ("title",)) == ""
    assert plural(1, "copy", "copies") == "1 copy"
    assert plural(1200, "word") == "1,200 words"
    assert shorten("one two, three", 2) == "one two…"


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("Anna Example", "example anna example"),
        ("Martin Example Jr.", "example martin example jr."),
        ("Xi Jinping", "xi jinping"),
        ("Li Xi'an", "li xi'an"),
        ("Kim Jong-un", "kim jong-un"),
        ("Sun Yat-sen", "sun yat-sen"),
        ("Lee Kuan Yew", "lee kuan yew"),
        ("Kim Novak", "novak kim novak"),
        ("Lee Harvey Oswald", "oswald lee harvey oswald"),
        ("Lee Ann Womack", "womack lee ann womack"),
        ("Bo Scribe", "scribe bo scribe"),
        ("The Rock", "rock rock"),
    ],
)
def test_people_are_sorted_by_their_family_name(name: str, by: str) -> None:
    assert sort_name(name, person=True) == by


def test_other_names_are_sorted_as_they_stand() -> None:
    assert sort_name("The Wang Yi Foundation", person=False) == "wang yi foundation"


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("ab AB-–—'’“”.,\u00ad\u200b\u00a0ßéİ½漢字\n1"), st.characters(codec="utf-8")
        ),
        max_size=40,
    )
)
def test_words_are_the_same_with_and_without_places(text: str) -> None:
    assert plain_words(text) == [word for word, _, _ in normal_words(text)]
    places = WordPlaces((text, text))
    assert [places[at] for at in range(len(places))] == [
        (line, start, end) for line in (0, 1) for _, start, end in normal_words(text)
    ]
    parts = places.stretches(0, len(places))
    assert all(start < end for _, start, end in parts)
    assert {line for line, _, _ in parts} <= {0, 1}
