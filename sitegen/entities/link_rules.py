"""What a name means in its article: ordered tables of rules, of which the first that applies decides.

`KNOWN_NAME_RULES` are for names that a list has.  Other names are tried by `FOUND_NAME_RULES`, and after them
by `LONE_WORD_RULES` or `LONGER_NAME_RULES`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitegen import name_evidence
from sitegen.entities import place_roles
from sitegen.entities.article_context import ArticleContext, main_holder, words_around
from sitegen.entities.corpus_names import CorpusNames
from sitegen.entities.entity_keys import NO_KEY, EntityKey, LongForm, found_key, is_found_event, known_key
from sitegen.entities.gazetteer import NO_ENTITY, SHARED_BODY_NAMES
from sitegen.entities.kinds import FLIGHT, KIN, NEAR, PRONOUNS, ROLE_WORDS, SAYING
from sitegen.entities.lexicon import RARE, Lexicon, plain
from sitegen.entities.tagger import OPENERS
from sitegen.model import ORGANISATION, PERSON, NameSpan
from sitegen.name_evidence import Evidence

MIN_ARTICLES_ELSEWHERE = 2  # that must name something, where the article itself leaves it open; by judgement
# Articles that name someone in full, for a common surname that stands alone in others; by judgement.  Of 71
# surnames that were linked from other articles, in 1,200 texts, 60 were linked rightly (docs/accuracy.md).
MIN_ARTICLES_OF_PERSON = 3
MIN_MENTIONS_OF_COUNTRY = 2  # by which an article is about a country; by judgement

MAY_BE_PERSON = frozenset({place_roles.NOT_A_PLACE, place_roles.PERSON})
PERSON_OR_NO_KIND = frozenset({PERSON, ""})
BEFORE_EVENT = frozenset(  # small words before the short name of an event that tell of no other one
    "the at in of for this that to during after before since and by on from with its their or but".split()
)
BEFORE_FIRST_NAME = (
    KIN | ROLE_WORDS | frozenset("my her his our their named called sister dog cat horse little".split())
)
TOWN_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
BEFORE_OF_TOWN = frozenset(  # before "of" and a town
    "city town people mayor outside north south east west".split()
)
AFTER_UNHELD_EVENT = frozenset(  # after the name of an event that was not held, or may not be
    "bid bids hopes warning warnings alert alerts".split()
)
CONTINENTAL_ADJECTIVES = frozenset({"African", "Asian"})
WORDS_BEFORE, WORDS_AFTER = 3, 4  # of an event's name, among which the year of another one may stand


class Meaning(NamedTuple):
    """The entity that a name means, and the evidence; no key where it means none, or nobody knows which."""

    key: EntityKey
    evidence: Evidence


NO_MEANING = Meaning(NO_KEY, name_evidence.NONE)


class RuleCase(NamedTuple):
    """A name, and the texts of the articles of an archive; its last place in the last of them is meant."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """One way in which it is decided what a name means."""

    name: str
    meaning: Callable[[NameSpan, ArticleContext], Meaning | None]  # None: the rule does not apply
    examples: tuple[RuleCase, ...]  # decided by this rule
    counterexamples: tuple[RuleCase, ...] = ()  # not decided by this rule
    is_metonymic: bool = False  # left out where names shall mean what they say


def first_meaning(
    rules: Iterable[LinkRule], span: NameSpan, context: ArticleContext
) -> tuple[LinkRule | None, Meaning]:
    """Return the first rule that applies, and what the name means by it; (None, nothing) where none does."""
    for rule in rules:
        meaning = rule.meaning(span, context)
        if meaning is not None:
            return rule, meaning
    return None, NO_MEANING


def rules_for(span: NameSpan, *, metonyms: bool) -> tuple[LinkRule, ...]:
    """Return the rules that decide what a name means."""
    if span.entity:
        return KNOWN_NAME_RULES if metonyms else LITERAL_NAME_RULES
    return FOUND_LONE_RULES if len(span.words) == 1 else FOUND_LONGER_RULES


def rules_within(span: NameSpan) -> tuple[LinkRule, ...]:
    """Return the rules that decide what a part of a run of capitalised words means."""
    return LONE_WORD_RULES if len(span.words) == 1 else LONGER_NAME_RULES


# Names that a list has --------------------------------------------------------------------------------------


def _known_family_name(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the holder of the family name in the article, unless words around it tell of no person."""
    if not span.family or span.acts not in MAY_BE_PERSON:
        return None
    holders = context.holders.get(plain(span.words[0]))
    return _by_family_name(span, holders, context) if holders else None


def _known_first_name(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the one person of the article who has the first name, if words around it tell of a person."""
    if not span.family or span.acts != place_roles.PERSON or span.entity in context.archive.countries:
        return None
    name = plain(span.words[0])
    bearers = context.by_first_name.get(name, [])
    if len(bearers) != 1 or context.holders.get(name):
        return None
    return Meaning(context.merged(bearers[0]), name_evidence.FIRST_NAME)


def _known_acronym_explained(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return what the article says that letters stand for, if the list says something else."""
    if not context.explained_known or len(span.words) > 1 or _is_given(span, context):
        return None
    long_form = context.explained_known.get(plain(span.words[0]))
    if long_form is None:
        return None
    key = _key_of(long_form, context.archive)
    return Meaning(key, name_evidence.SHORT_FORM) if key != span.entity else None


def _other_edition(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing if words around an event of one year tell of another ("the Athens Olympics of 1896")."""
    if span.entity not in context.archive.known_events or _is_given(span, context):
        return None
    year = span.entity[:4]
    if not year.isdecimal() or year in span.text:
        return None
    before, after = words_around(span, context.texts)
    if after and after[0].strip(".,") in AFTER_UNHELD_EVENT:
        return NO_MEANING
    years = _years((*before[-WORDS_BEFORE:], *after[:WORDS_AFTER]))
    return NO_MEANING if any(other != year for other in years) else None


def _edition(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the event of the article whose longer name ends with this one, unless words tell of another."""
    key = context.editions.get(span.words)
    if key is None or _is_given(span, context) or _is_other_event(span, key, context):
        return None
    return Meaning(key, name_evidence.SHORT_FORM)


def _country_as_team(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the team of a country in a passage that tells of a match, unless something is in the country."""
    if span.entity not in context.teams or span.acts == place_roles.LOCATION:
        return None
    if span.passage not in context.match_passages:
        return None
    if span.why == name_evidence.DEMONYM and not span.text.endswith("s"):
        return None
    return Meaning(context.archive.team_key(context.teams[span.entity]), name_evidence.TEAM)


def _capital_as_government(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the country of a capital that acts as governments do."""
    del context
    return Meaning(known_key(span.rival), name_evidence.METONYM) if span.rival else None


def _body_of_other_country(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for a name that other countries have a body of, if the article is about one of these."""
    country, names = SHARED_BODY_NAMES.get(span.entity, ("", frozenset()))
    if span.text not in names or _is_given(span, context) or context.countries[country]:
        return None
    is_about_another = max(context.countries.values(), default=0) >= MIN_MENTIONS_OF_COUNTRY
    return NO_MEANING if is_about_another else None


def _descent(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for a continent or country in words for people of a descent ("African American")."""
    if span.why != name_evidence.DEMONYM or _is_given(span, context):
        return None
    before, after = words_around(span, context.texts)
    of_continent = (
        span.text in CONTINENTAL_ADJECTIVES
        and after[:1]
        and _bare(after[0]).lstrip("-–").startswith("American")
    )
    indigenous = before[-1:] == ["Native"] or (before[-1:] == ["American"] and span.text.startswith("Indian"))
    return NO_MEANING if of_continent or indigenous else None


def _as_listed(span: NameSpan, context: ArticleContext) -> Meaning:
    """Return what the list says."""
    del context
    return Meaning(known_key(span.entity), Evidence(span.why))


# Found names ------------------------------------------------------------------------------------------------


def _whole_family(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for the plural of a family name, which means no one of the family."""
    if len(span.words) > 1 or not span.words[0].endswith("s"):
        return None
    family = plain(span.words[0])
    if family in context.holders or family[:-1] not in context.holders:
        return None
    return NO_MEANING


def _family_name(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the holder of the family name whom the article names in full."""
    holders = context.holders.get(plain(span.words[0]))
    if not holders or not _may_be_person(span, context):
        return None
    return _by_family_name(span, holders, context)


def _first_name(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return the one person of the article who has the first name."""
    bearers = context.by_first_name.get(plain(span.words[0]))
    if not bearers or not _may_be_person(span, context):
        return None
    people = set(map(context.merged, bearers))
    if len(people) > 1 or _kind_elsewhere(span, context) not in PERSON_OR_NO_KIND:
        return None
    return Meaning(people.pop(), name_evidence.FIRST_NAME)


def _any_word(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for a word at the beginning of a sentence that may be any word."""
    if not _may_be_any_word(span, context):
        return None
    is_any_word = not span.kind or (
        span.why == name_evidence.CONTEXT and context.archive.lexicon.is_everyday(span.words[0])
    )
    return NO_MEANING if is_any_word else None


def _lone_short_form(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return what a word stands for as a short form."""
    form = context.archive.normalize(span.words)
    long_form = context.long_forms.get(form)
    if long_form is None or _only_looks_like_acronym(span, form, context):
        return None
    if _may_be_any_word(span, context) and context.archive.lexicon.is_everyday(span.words[0]):
        return None
    key = _key_of(long_form, context.archive)
    if _is_event(key, context) and _is_among_words_of_people_or_towns(span, context):
        return None
    return Meaning(key, name_evidence.SHORT_FORM)


def _person_elsewhere(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return whom other articles mean by a family name; nothing if it rather means someone of a list."""
    archive, word = context.archive, span.words[0]
    family = plain(word)
    person = archive.people.by_surname(family)
    if not person or not _may_be_person_elsewhere(span, context):
        return None
    meaning = Meaning(person, name_evidence.SURNAME_ELSEWHERE)
    is_clear = not archive.lexicon.is_first_name(word)
    is_frequent = archive.people.articles[person] >= MIN_ARTICLES_OF_PERSON
    if person in archive.known_people:
        if is_frequent or is_clear:
            return meaning
    elif family in archive.known_families:
        return NO_MEANING
    if _is_rare(word, archive.lexicon) or (is_frequent and is_clear):
        return meaning
    return None


def _unvouched(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for words of no kind, and for those that nothing vouches for."""
    is_name = _kind_elsewhere(span, context) and (span.kind or _is_vouched(span, context))
    return None if is_name else NO_MEANING


def _any_flight(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return nothing for a flight without its airline, which any other may have too."""
    if span.words[0] not in FLIGHT or not span.words[-1].isdecimal():
        return None
    return None if context.archive.normalize(span.words) in context.long_forms else NO_MEANING


def _person(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return whom a full name means."""
    if _kind_elsewhere(span, context) != PERSON:
        return None
    person = context.archive.people.who(span.words)
    return Meaning(context.merged(person), Evidence(span.why or name_evidence.NAME)) if person else None


def _longer_short_form(span: NameSpan, context: ArticleContext) -> Meaning | None:
    """Return what several words stand for as a short form."""
    long_form = context.long_forms.get(context.archive.normalize(span.words))
    return Meaning(_key_of(long_form, context.archive), name_evidence.SHORT_FORM) if long_form else None


def _by_itself(span: NameSpan, context: ArticleContext) -> Meaning:
    """Return the entity of this name."""
    form = context.archive.normalize(span.words)
    key = found_key(context.archive.kinds[form], form)
    return Meaning(key, Evidence(span.why or name_evidence.NAMED_ELSEWHERE))


# Predicates -------------------------------------------------------------------------------------------------


def _is_given(span: NameSpan, context: ArticleContext) -> bool:
    """Whether a known name is of a person's list."""
    return span.entity in context.archive.given_ids


def _kind_elsewhere(span: NameSpan, context: ArticleContext) -> str:
    """Return the kind that a name is in the whole archive, or an empty text."""
    return context.archive.kinds.get(context.archive.normalize(span.words), "")


def _by_family_name(span: NameSpan, holders: Sequence[EntityKey], context: ArticleContext) -> Meaning:
    """Return which holder of a family name is meant; where nobody knows, none, and note the place."""
    person = main_holder(span, holders, context)
    if person is not None:
        return Meaning(person, name_evidence.SURNAME)
    names = sorted(context.first_in_full[holder].text for holder in holders)
    context.ambiguous[tuple(names)].append(span)
    return NO_MEANING


def _key_of(long_form: LongForm, archive: CorpusNames) -> EntityKey:
    """Return the key of what a short form stands for."""
    if long_form.is_id:
        return known_key(long_form.text)
    return found_key(archive.kinds.get(long_form.text, ORGANISATION), long_form.text)


def _is_event(key: EntityKey, context: ArticleContext) -> bool:
    return is_found_event(key) or key in context.archive.known_events


def _is_other_event(span: NameSpan, key: EntityKey, context: ArticleContext) -> bool:
    """Whether the words around an event's short name tell of another one: another year, "next", a sport."""
    before, after = words_around(span, context.texts)
    last = before[-1] if before else ""
    if last.islower() and last.isalpha() and last not in BEFORE_EVENT:
        return True
    return any(year not in key for year in _years((*before[-1:], *after[:WORDS_AFTER])))


def _years(words: Iterable[str]) -> list[str]:
    """Return the years among words."""
    bare_words = (word.strip(".,;:()’'") for word in words)
    return [word for word in bare_words if len(word) == 4 and word.isdecimal()]


def _may_be_any_word(span: NameSpan, context: ArticleContext) -> bool:
    """Whether a word begins a sentence, and is written small elsewhere."""
    return span.opens and context.archive.lowercase_articles[span.words[0].lower()] > 0


def _may_be_person(span: NameSpan, context: ArticleContext) -> bool:
    """Whether nothing says that a word is no person's name."""
    if span.kind == PERSON or span.why == name_evidence.CONTEXT:
        return True
    return not span.kind and not _may_be_any_word(span, context)


def _may_be_person_elsewhere(span: NameSpan, context: ArticleContext) -> bool:
    """Whether a word may be the family name of someone whom the article does not name in full."""
    archive, word = context.archive, span.words[0]
    if not span.kind and (span.opens or archive.lowercase_articles[word.lower()]):
        return False
    if span.why == name_evidence.DESCRIPTION and span.kind != PERSON:
        return False
    form = archive.normalize(span.words)
    if archive.kinds.get(form, "") in PERSON_OR_NO_KIND:
        return True
    return span.why == name_evidence.CONTEXT and (
        archive.people.surname_count(plain(word)) >= archive.tagged_articles.get(form, 0)
    )


def _is_rare(word: str, lexicon: Lexicon) -> bool:
    """Whether no list has a word, as common word, name or place."""
    return lexicon.is_unlisted(word) and word not in lexicon.places and word.lower() not in NO_ENTITY


def _only_looks_like_acronym(span: NameSpan, form: str, context: ArticleContext) -> bool:
    """Whether a word with small letters only looks like an explained acronym ("Home", where HOME is one)."""
    word = span.words[0]
    if form not in context.acronyms or word.isupper():
        return False
    if word[-1].islower() and word[-1] != "s" and not word.istitle():  # "MSc", where MSC is one
        return True
    common = context.archive.lexicon.infos[word].common
    return common != RARE


def _is_among_words_of_people_or_towns(span: NameSpan, context: ArticleContext) -> bool:
    """Whether a name, such as a storm may have, stands where people or towns do ("Michael lost his home")."""
    before, after = (list(map(_bare, words)) for words in words_around(span, context.texts))
    word = span.words[0]
    if word in context.archive.lexicon.places and _is_before_town(before):
        return True
    if not context.archive.lexicon.is_first_name(word):
        return False
    is_said_of_person = not SAYING.isdisjoint(after[:1]) or not PRONOUNS.isdisjoint(after[:NEAR])
    return is_said_of_person or _is_before_first_name(before, word)


def _bare(word: str) -> str:
    """Return a word without the punctuation around it."""
    return word.strip(".,;:“”\"'’()")


def _is_before_town(before: Sequence[str]) -> bool:
    """Whether the words before a name are those before a town ("in Charlotte", "the city of Charlotte")."""
    if not before:
        return False
    return before[-1] in TOWN_PREPOSITIONS or (
        before[-1] == "of" and not BEFORE_OF_TOWN.isdisjoint(before[-2:-1])
    )


def _is_before_first_name(before: Sequence[str], name: str) -> bool:
    """Whether the word before a name is one before a first name, or may be a name ("her son", "Anna")."""
    last = before[-1] if before else ""
    if last.lower() in BEFORE_FIRST_NAME:
        return True
    return last[:1].isupper() and last not in OPENERS and last != name


def _is_vouched(span: NameSpan, context: ArticleContext) -> bool:
    """Whether what the tagger passed over is a name, because the article or others surely name it."""
    archive = context.archive
    form = archive.normalize(span.words)
    if form in context.tagged:
        return True
    if form not in archive.tagged_articles and not span.opens:
        return True
    if len(span.words) == 1 and archive.lowercase_articles[span.words[0].lower()]:
        return False
    return archive.tagged_articles.get(form, 0) >= MIN_ARTICLES_ELSEWHERE


# Tables -----------------------------------------------------------------------------------------------------


def _case(name: str, *texts: str) -> RuleCase:
    return RuleCase(name, texts)


_REPORT = (
    " The striker scored a goal after halftime, the goalkeeper held a penalty, and the coach of the team"
    " praised the midfielder for the match."
)

EDITION_RULE = LinkRule(
    name="the contest of one year that a name is short for",
    meaning=_edition,
    examples=(
        _case("Olympics", "The 2014 Winter Olympics began on Friday. The Olympics will last two weeks."),
    ),
    counterexamples=(
        _case(
            "World Cup", "The 2010 FIFA World Cup was long. Later on, Germany hosted the World Cup in 2006."
        ),
        _case("Olympics", "The 2014 Winter Olympics began on Friday. They spoke of youth Olympics."),
    ),
)

KNOWN_NAME_RULES: tuple[LinkRule, ...] = (
    LinkRule(
        name="the family name of someone in the article",
        meaning=_known_family_name,
        examples=(
            _case("Paris", "Anna Paris came on Monday. Then Paris said so."),
            _case("Merkel", "Angela Merkel came on Monday. Then Merkel said so."),
        ),
        counterexamples=(_case("Paris", "Anna Paris came on Monday. They met in Paris."),),
    ),
    LinkRule(
        name="the first name of someone in the article",
        meaning=_known_first_name,
        examples=(_case("Sydney", "Sydney Lodkin came on Monday. Then Sydney said so."),),
        counterexamples=(
            _case("Sydney", "Sydney Lodkin came on Monday. They met in Sydney."),
            _case("Sydney", "Sydney Lodkin and Sydney Dovis came. Then Sydney said so."),
        ),
    ),
    LinkRule(
        name="letters that the article explains otherwise",
        meaning=_known_acronym_explained,
        examples=(
            _case("WHO", "The Women Help Organisation (WHO) met on Monday. They said that the WHO was glad."),
        ),
        counterexamples=(_case("WHO", "They said that the WHO was glad."),),
    ),
    LinkRule(
        name="another edition of an event",
        meaning=_other_edition,
        examples=(_case("Beijing Olympics", "They spoke of the Beijing Olympics of 2008 on Monday."),),
        counterexamples=(_case("Beijing Olympics", "They spoke of the Beijing Olympics on Monday."),),
    ),
    EDITION_RULE,
    LinkRule(
        name="a country as its team",
        meaning=_country_as_team,
        examples=(_case("Chile", f"Sweden beat Chile on Monday.{_REPORT}"),),
        counterexamples=(
            _case("Chile", f"Sweden beat Chile on Monday.{_REPORT} They will meet again in Chile."),
            _case("Chile", "Sweden and Chile signed the treaty."),
        ),
        is_metonymic=True,
    ),
    LinkRule(
        name="a capital as its government",
        meaning=_capital_as_government,
        examples=(_case("Beijing", "Diplomats said that Beijing has denied the report."),),
        counterexamples=(_case("Beijing", "They met in Beijing on Monday."),),
        is_metonymic=True,
    ),
    LinkRule(
        name="a body of another country",
        meaning=_body_of_other_country,
        examples=(
            _case("Labour", "Australia votes in May. They said that Labour may win in Australia."),
            _case("Congress", "India votes in May. They said that Congress may win in India."),
        ),
        counterexamples=(
            _case("Labour", "Britain and Australia met, and Australia left. They said that Labour may win."),
            _case("Labour", "They said on Monday that Labour may win."),
        ),
    ),
    LinkRule(
        name="words for people of a descent",
        meaning=_descent,
        examples=(
            _case("African", "They said that an African American artist came."),
            _case("African", "They said that an African-American artist came."),
            _case("American", "They said that a Native American artist came."),
            _case("Indian", "They said that an American Indian artist came."),
        ),
        counterexamples=(
            _case("African", "They said that an African artist came."),
            _case("American", "They said that an African American artist came."),
            _case("Mexican", "They said that a Mexican American artist came."),
        ),
    ),
    LinkRule(
        name="what the list says",
        meaning=_as_listed,
        examples=(_case("Beijing", "They met in Beijing on Monday."),),
    ),
)

FOUND_NAME_RULES: tuple[LinkRule, ...] = (
    EDITION_RULE,
    LinkRule(
        name="a whole family",
        meaning=_whole_family,
        examples=(_case("Lodkins", "Anna Lodkin came on Monday. They said that the Lodkins were glad."),),
        counterexamples=(
            _case("Lodkins", "Anna Lodkins came on Monday. They said that Lodkins was glad."),
            _case("Lodkin", "Anna Lodkin came on Monday. They said that Lodkin was glad."),
        ),
    ),
)

UNVOUCHED_RULE = LinkRule(
    name="words that nothing holds for a name",
    meaning=_unvouched,
    examples=(_case("Zhelmish", "They said it was Zhelmish of them."),),
    counterexamples=(_case("Zhelm", "They went to Zhelm, a small town in the north."),),
)
BY_ITSELF_RULE = LinkRule(
    name="a name of its own",
    meaning=_by_itself,
    examples=(
        _case("Zhelm", "They went to Zhelm, a small town in the north."),
        _case("Harbour Bank", "It was said by the Harbour Bank on Monday."),
    ),
)

LONE_WORD_RULES: tuple[LinkRule, ...] = (
    LinkRule(
        name="the family name of someone in the article",
        meaning=_family_name,
        examples=(_case("Lodkin", "Anna Lodkin came on Monday. They said that Lodkin was glad."),),
        counterexamples=(_case("Lodkin", "Anna Lodkin came on Monday.", "They said that Lodkin was glad."),),
    ),
    LinkRule(
        name="the first name of someone in the article",
        meaning=_first_name,
        examples=(_case("Anna", "Anna Lodkin came on Monday. They said that Anna was glad."),),
        counterexamples=(
            _case("Anna", "Anna Lodkin and Anna Dovis came on Monday. They said that Anna was glad."),
        ),
    ),
    LinkRule(
        name="any word that begins a sentence",
        meaning=_any_word,
        examples=(_case("Ferry", "The ferry came on Monday. Ferry workers were glad."),),
        counterexamples=(_case("Lodkin", "They said that Lodkin was glad."),),
    ),
    LinkRule(
        name="a short form",
        meaning=_lone_short_form,
        examples=(
            _case(
                "HOME", "The Harbour Office for Mutual Education (HOME) met. They said that HOME was glad."
            ),
            _case("Michael", "Hurricane Michael came on Monday. They said that Michael was strong."),
        ),
        counterexamples=(_case("Michael", "Hurricane Michael came on Monday. So Michael lost his home."),),
    ),
    LinkRule(
        name="a person of other articles",
        meaning=_person_elsewhere,
        examples=(_case("Lodkin", "Anna Lodkin came on Monday.", "They said that Lodkin was glad."),),
        counterexamples=(
            _case("Hoffman", "Anna Hoffman came on Monday.", "They said that Hoffman was glad."),
        ),
    ),
    UNVOUCHED_RULE,
    BY_ITSELF_RULE,
)

LONGER_NAME_RULES: tuple[LinkRule, ...] = (
    UNVOUCHED_RULE,
    LinkRule(
        name="a flight of any airline",
        meaning=_any_flight,
        examples=(_case("Flight 12", "They said that Flight 12 was late."),),
        counterexamples=(_case("Example Air Flight 12", "They said that Example Air Flight 12 was late."),),
    ),
    LinkRule(
        name="a person's full name",
        meaning=_person,
        examples=(_case("Anna Lodkin", "A letter of Anna Lodkin came on Monday."),),
        counterexamples=(_case("Harbour Bank", "It was said by the Harbour Bank on Monday."),),
    ),
    LinkRule(
        name="a short form",
        meaning=_longer_short_form,
        examples=(
            _case(
                "Football Federation",
                "They met the Chile Football Federation on Monday. It was said by the Football Federation.",
            ),
        ),
        counterexamples=(_case("Harbour Bank", "It was said by the Harbour Bank on Monday."),),
    ),
    BY_ITSELF_RULE,
)

LITERAL_NAME_RULES = tuple(rule for rule in KNOWN_NAME_RULES if not rule.is_metonymic)
FOUND_LONE_RULES = FOUND_NAME_RULES + LONE_WORD_RULES
FOUND_LONGER_RULES = FOUND_NAME_RULES + LONGER_NAME_RULES
