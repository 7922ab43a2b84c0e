"""Bylines: who wrote an article, read off one line ("By Ann Writer and Bo Scribe in Bern, Harbour Gazette").

Only the form is judged here. Whether a line that has the form is the byline of the article is decided by its
place and its neighbours (authors.py).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import lru_cache

from sitegen.dates import find_dates
from sitegen.person_names import family_names, first_names
from sitegen.text import word_set

MAX_BYLINE_LENGTH = 220  # code points; by judgement
MAX_BYLINE_WORDS = 34  # by judgement
MAX_SHORT_WORDS = 3  # behind a label that are no sentence yet ("av harbourfan"); by judgement
MAX_AUTHOR_WORDS = 6  # of one person, particles and suffixes counted; by judgement
MAX_UNCASED_LENGTH = 24  # code points of a name in a script without capitals; by judgement
MAX_WORDS_BESIDE_NAMES = 4  # of a part that says nothing of its own beside names; by judgement
MAX_KNOWN_LINES = 2_000  # in the cache: several steps ask for the same lines, and pages of a site share some


class Label(IntEnum):
    """By what a byline says that it is one."""

    NONE = 0  # names alone
    INSIDE = 1  # "by" after other words: "Posted on May 6 by Ann Writer"
    WORD = 2  # "By", "Von", "Author:" in front, or a word like "reporter" behind in languages that set it so


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a line that has the form of a byline says."""

    names: tuple[str, ...]  # of people, as they are written
    label: Label
    role: bool  # it tells what they are ("staff writer")
    outlet: bool  # it names an agency or an outlet
    bare: bool  # it holds nothing but names and their label


# What introduces an author, by language; all are followed by names.
_WORDS_BEFORE = (
    # English; "Reporting by" opens an agency's credit, which is no byline
    (
        r"(?:(?:words|text|written|reported|story|article|review(?:ed)?|analysis|opinion|comment|commentary|column|guide|interview|exclusive"
        r"|(?:special )?report|investigation|essay|posted|published|contributed|told to|compiled|photos and (?:story|words)|story and photos)"
        r"(?: and photos)? ?)?by"
    ),
    r"(?:lead )?authors?|writers?|reporters?|journalists?|contributors?|author name",
    r"par|propos recueillis par|auteurs?|rédigé par|publié par|écrit par",  # French
    r"von|autor(?:en|in)?|text|ein (?:artikel|beitrag|gastbeitrag|kommentar|interview) von",  # German
    r"por|escrito por|publicado por|autora?(?:es)?|texto|redacción",  # Spanish, Portuguese
    r"di|a cura di|autore|scritto da|testo(?: di)?",  # Italian
    r"door|auteur|tekst(?: van| door)?",  # Dutch
    r"av|af|skrevet av|skrevet af|skriven av|forfatter|journalist|tekst|text|reporter",  # Scandinavian
    r"autorzy|autorka|tekst|opracowanie|autoři|napsala?|píše|írta|szerző|de|kirjoittaja|teksti|yazan|yazar|oleh|penulis|tác giả",
    r"автор[ыи]?|текст|текста|журналист|пишет|підготував|підготувала|аўтар",  # Cyrillic
    r"από(?: τον| την)?|του|της|γράφει(?: ο| η)?|συντάκτης|συντάκτρια",  # Greek
    r"بقلم|كتبت?|إعداد|الكاتب|تحرير|نویسنده|نوشته|مؤلف|כתב|כתבה|מאת|द्वारा|लेखक",
    r"作者|撰文|文|记者|記者|编辑|責任編輯|责任编辑|著者|執筆|글|작성자|기자|โดย|ผู้เขียน",
)
_LABEL = re.compile(
    rf"\W{{0,3}}(?:{'|'.join(_WORDS_BEFORE)})(?:\s?[:：＝=／/|・]\s?|\s+|(?-i:(?<=[a-z])(?=[A-Z])))",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|•·,–—-])(?:written |posted |published |reported |authored )?by:? (?=[^\W\d_a-z])"
)
_PICTURE_BEFORE = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|illustration|video|graphic|map|art|hosted|presented|sponsored|powered|translat(?:ed|ion)|edited|editing|not"
    r"|adapted|fact[- ]?checked|medically reviewed|proofread|approved|moderated|narrated|introduced|foreword|recommended|inspired)\W*$",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"\b(?:review(?:ed)?|analysis|opinion|comment|commentary|column|guide|interview|exclusive|(?:special )?report|investigation|essay|told to|compiled"
    r"|photos and (?:story|words)|story and photos|gastbeitrag|kommentar|beitrag)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"From (?=[^\W\d_a-z].{2,40} in [A-Z])")
# What follows a name in languages that set the word for the trade behind it.
_TRADE_BEHIND = re.compile(r"\s?(?:기자|特派員|記者|记者|編集委員|논설위원)$")
_UNCASED = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)

BYLINE_PARTICLES = word_set(
    "de la le les del della dalla dello di da do dos das du des van von der den dem ten ter te zu zur bin binti bint ibn al el abu ap y e av af"
    " of st. san"
)
BYLINE_SUFFIXES = word_set(
    "jr jr. sr sr. ii iii iv md m.d. phd ph.d. mba esq esq. rn dds do cfp cpa mph dphil ma msc rd"
)
BYLINE_HONORIFICS = word_set(
    "dr dr. prof prof. professor rev rev. sir dame lord lady mr mr. mrs mrs. ms ms. fr. capt. lt. col. gen. sgt."
)
ROLES = word_set(
    "reporter reporters correspondent correspondents editor editors writer writers columnist columnists journalist journalists"
    " contributor contributors contributing staff bureau chief producer photographer photojournalist critic analyst freelance freelancer"
    " fellow intern anchor meteorologist blogger author senior deputy associate assistant managing executive specialist"
    " redakteur redakteurin korrespondent korrespondentin reporterin chefredakteur journaliste rédacteur rédactrice correspondant"
    " periodista corresponsal redactor redactora jornalista repórter giornalista inviato redattore redactie verslaggever journaliste"
    " корреспондент обозреватель редактор журналист dziennikarz redakcja gazeteci muhabir toimittaja reportteri"
    " commentator commentators professor lecturer director founder ceo president researcher scientist strategist manager partner counsel host"
)
OUTLETS = word_set(
    "news times post dispatch gazette herald tribune journal review press daily mail wire agency agencies magazine observer guardian"
    " telegraph echo chronicle sentinel courier examiner inquirer globe sun star mirror express standard today media network radio tv"
    " television business online desk newsroom team associated service services staff bureau weekly digest insider report reports"
    " university institute foundation college center centre school redaktion zeitung presse agentur agence rédaction redacción redação"
    " editorial board administrator admin webdesk newsdesk ltd inc llc corporation company group"
    " usa abc bbc cnn nbc cbs npr fox itv sky upi pti ani ians dpa efe ansa afp ap tass xinhua reuters bloomberg aap"
)
_AGENCY_END = re.compile(
    r"[\s,/|–—-]*(?:(?<=\s)(?:and|with) )?(?<![\w])(?:(?:of |for )?the )?(?:associated press|reuters(?: health)?|agence france[- ]presse|afp|ap|upi|pti|ani|ians|dpa|tass|xinhua"
    r"|bloomberg(?: news)?|press association|pa media|aap|cnn(?: business)?|npr|usa today)\W*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\[email[\s\u00a0]protected\]|\S+@\S+\.\w+|\(?@\w{2,30}\)?|https?://\S+|\(\d[\d,]* (?:articles?|posts|stories)(?: published)?\)"
    r"|\b\d+[-\s]?min(?:ute)?s?\.?(?: of)? ?read(?:ing)?(?: time)?\b|\b\d+ (?:comments?|shares|views|replies|reactions)\b(?: on .*)?"
    r"|\b(?:\d{1,3}|an?|one|two) (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)(?: ago|$)|\b\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?"
    r"|\b(?:last )?(?:updated|published|posted|modified|first published|added)(?: (?:on|at))?\b:?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?"
    r"|\b[a-z]+day(?=\s*$)|\bcomments?\b|\bfollow\b|\btopic: .*|\bfiled under:? .*|\(\s*\)",
    re.IGNORECASE,
)
_NOISE_MARK = "\x1f"  # stands for what was taken out, so that words on both sides do not become one name
_AND = "and|und|et|y|och|og|en|i|и|та|ve|ja|és|și|a|dan|và|AND|UND|ET|Y|with|mit|avec|con|com|και(?: τον| την| ο| η)?"
_SPLIT = re.compile(
    rf"\s*(?:[|•·/;()\[\]&＆、，]|,(?=\s|$)|{_NOISE_MARK}|\s[-–—]+\s|\s[–—]|[–—]\s|\.\s(?=By\b))\s*(?:(?:{_AND})\s+(?=[^\W\d_a-z]))?"
    rf"|\s+(?:{_AND})\s+(?=[^\W\d_a-z])"
)
_JOINS = re.compile(rf"\W*(?:{_AND})\s+|\s*[&＆/、]\s*")
_TAIL = re.compile(
    r"[\s,]+(?:(?:[Rr]eporting )?(?:in|from|at|aus|à) (?=[A-ZÀ-ÞА-Я])|[Ff]or (?=\w)|[Ss]pecial to\b|on (?=\w)|on$|via\b|of (?=The|the)).*$"
)
_GLUED = re.compile(
    r"(?<=[a-z])(?=(?:Staff|Senior|Business|Contributing|Columnist|Reporter|Editor|Writer|Correspondent|Chief|Published|Updated|Posted|Contributor|Digital|News|Twitter|Facebook|Instagram|Email|The|CEO|Follow|Contact|Politics|Special"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b)"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
# Where pages glue a date or a count to a name, or a count to a year.
_GLUED_DIGITS = re.compile(
    rf"(?<=[a-z]{{3}})(?=\d)|(?<=[a-z])(?=(?:{_MONTHS})[a-z]* ?\d)|(?<=\b(?:19|20)\d\d)(?=\d{{1,2}} (?:min|hour|day|week|month|year))"
)
_TOKEN = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['’ʼ\u2010\-](?=[^\W\d_])|\.(?=[^\W\d_]))*\.?)")
_CREDITED = re.compile(
    r"\W*(?:edited|editing|photographs?|photos?|graphics|illustrations?|additional reporting|video) by\b.*$",
    re.IGNORECASE,
)
_NO_AUTHOR_LABEL = re.compile(
    r"(?:photo(?:graph|graphy|graphie|s)?|foto(?:s|graf(?:ie|ía|ia)?)?|picture|image|illustrations?|illustrationen|video|graphics?|art|edit(?:ed|ing)"
    r"|produced|fact[- ]check(?:ed)?|translat(?:ed|ion)|bilder?|additional reporting|sponsored)s?"
    r"(?: (?:by|von|par|por|di|door|av|af|credits?))?\s?[:：]?",
    re.IGNORECASE,
)
_JOIN_AT_END = re.compile(rf"(?:^|(?<=\S)[\s,]+)(?:{_AND}|[&＆+])$")


_GLUED_HANDLE = re.compile(r"(?<=[a-z])@\w+$")
_MARKS = re.compile(r"\W+")
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|[A-Z])\.\s*$")
_SHOUTED = re.compile(r"[A-Z]{3,}[a-z]\w*|[A-Z]{3,}")
_HOST = re.compile(r"\w\.(?:com|org|net|co)\b")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
_ELIDED = re.compile(r"^[dlDL]['’](?=[A-ZÀ-Þ])")
_NICKNAME = re.compile(r"[\"“‘'(]\w+[\"”’')]")
_NO_UNCASED_NAME = re.compile(r"[\d。，]")
_PLAIN_SUFFIXES = frozenset(suffix.strip(".") for suffix in BYLINE_SUFFIXES)
_KEPT_SUFFIXES = ("jr", "sr", "i")  # which are part of the name; degrees are not
_AROUND_NAMES = BYLINE_SUFFIXES | BYLINE_HONORIFICS
_BEHIND_NAMES = ROLES | {"former", "in"}  # words that end a name in front of them
# Words that no name has.
_NEVER = word_set(
    "die das ein eine the and a an in on at to for with from this that is are was were be more read news share email print menu home about contact sign subscribe"
    " log search today editors advertisement skip continue reading your our you all new why how what when who photo photos video image back main"
    " policy privacy feedback terms best top guide guides things time day year week us staff newsletter newsletters sections section stories story"
)


def introduces_nobody(line: str) -> bool:
    """Whether a line is nothing but the label of somebody who did not write the article ("Photos by")."""
    return _NO_AUTHOR_LABEL.fullmatch(line) is not None


def joins_names(lines: Sequence[str]) -> bool:
    """Whether names of the first line go on in the last ("By Ann Writer &", "Bo Scribe").

    Nothing but "and" stands between them.
    """
    join = _JOIN_AT_END.search(lines[-2])
    if join is None:
        return False
    return len(lines) == 2 or (len(lines) == 3 and join.start() == 0)


@lru_cache(MAX_KNOWN_LINES)
def parse_byline(line: str) -> Byline | None:
    """Return the authors that a line names if it has the form of a byline, or None; see `Byline`.

    The line is trimmed and has single spaces. Names are given as they are written, in their order, each once.
    """
    if len(line) > MAX_BYLINE_LENGTH or len(line.split()) > MAX_BYLINE_WORDS:
        return None
    text, is_noisy = _without_noise(line)
    if text.endswith(("?", "!")):
        return None
    text, label, lead = _without_label(text)
    text, agency = _without_credits(text)
    people = _people(text, label)
    if people is None or not people.names or (label is Label.NONE and people.other):
        return None
    is_bare = not (is_noisy or agency or lead or people.role or people.outlet or people.other)
    names = tuple(dict.fromkeys(people.names))
    return Byline(names=names, label=label, role=people.role, outlet=people.outlet or agency, bare=is_bare)


# Noise and labels -------------------------------------------------------------------------------------------


def _without_noise(line: str) -> tuple[str, bool]:
    """Return a line without dates, addresses, counters and times, and whether it had some."""
    text = line = _GLUED_DIGITS.sub(" ", line)
    for date in reversed(find_dates(line)):
        text = text[: date.start] + _NOISE_MARK + text[date.end :]
    text = _NOISE.sub(_NOISE_MARK, _GLUED.sub(" , ", text))
    text = _GLUED_HANDLE.sub("", text)
    return text.strip(f" {_NOISE_MARK}•*·-–—|,"), text != line


def _without_label(text: str) -> tuple[str, Label, str]:
    """Return the text without its label, the kind of the label, and what stands before it."""
    label = _LABEL.match(text) or _FROM.match(text)
    if label is not None:
        names = text[label.end() :].strip(f" :{_NOISE_MARK}")
        if _label_word(label) in BYLINE_PARTICLES and _is_sentence(
            names
        ):  # "De burgemeester van Utrecht, ..."
            return _without_trade(text)
        return _without_second_label(names), Label.WORD, ""
    label = _BY_INSIDE.search(text)
    if label is not None and _may_precede_label(text[: label.start()], text[: label.start() + 1]):
        return text[label.end() :], Label.INSIDE, text[: label.start()]
    return _without_trade(text)


def _without_trade(text: str) -> tuple[str, Label, str]:
    """Return a text without the word for a trade behind it, which is a label in languages that set it so."""
    if _TRADE_BEHIND.search(text):
        return _TRADE_BEHIND.sub("", text), Label.WORD, ""
    return text, Label.NONE, ""


def _without_second_label(text: str) -> str:
    label = _LABEL.match(text)
    if label is None or _label_word(label) in BYLINE_PARTICLES:  # "By Di Marco"
        return text
    return text[label.end() :]


def _may_precede_label(lead: str, lead_with_gap: str) -> bool:
    """Whether words may stand before "by" and an author: they are few, and speak of no picture or editor."""
    return len(lead.split()) <= MAX_BYLINE_WORDS // 2 and not _PICTURE_BEFORE.search(lead_with_gap)


def _is_sentence(text: str) -> bool:
    """Whether the words behind a label are more than a name has and begin with a small letter."""
    return len(text.split()) > MAX_SHORT_WORDS and not _begins_with_capital(text)


def _begins_with_capital(text: str) -> bool:
    """Whether the first letter of a text is one that names begin with; scripts without capitals have it."""
    for letter in text:
        if letter.isalpha():
            return not letter.islower()
    return False


def _label_word(label: re.Match[str]) -> str:
    """Return the word of a label in small letters, without the marks around it."""
    return _MARKS.sub(" ", label[0]).strip().casefold()


def _without_credits(text: str) -> tuple[str, bool]:
    """Return a text without other credits and agencies behind the names, and whether it names an agency."""
    text = _JOIN_AT_END.sub("", _CREDITED.sub("", text))
    if _AGENCY_END.search(text):
        return _AGENCY_END.sub("", text), True
    return text, False


def label_spans(line: str) -> list[tuple[int, int]]:
    """Return the spans of a line that say that an author is named: of "Opinion by" the second word alone."""
    labels = (_LABEL.match(line) or _FROM.match(line), _BY_INSIDE.search(line))
    spans = [label.span() for label in labels if label]
    genres: list[tuple[int, int]] = []
    for start, end in spans:
        genres += [genre.span() for genre in _GENRE.finditer(line, start, end)]
    return [(_behind_genres(start, end, genres), end) for start, end in spans]


def _behind_genres(start: int, end: int, genres: Sequence[tuple[int, int]]) -> int:
    """Return where a label begins behind the genres in it."""
    return max([start, *[genre_end for genre_start, genre_end in genres if start <= genre_start < end]])


# The parts of a line ----------------------------------------------------------------------------------------


class PartKind(Enum):
    """What one part of a byline is."""

    SUFFIX = "suffix"
    ROLE = "role"
    OUTLET = "outlet"
    WORD = "word"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a byline, between commas, bars and joining words."""

    text: str  # without marks around it and a role beside the name
    words: Sequence[str]  # of it, in small letters and without commas and full stops
    label: Label  # of the line
    is_first: bool
    is_joined: bool  # the first, or behind "and"
    is_listed: bool  # of at least three parts, some of them joined
    after_name: bool


@dataclass(frozen=True, slots=True)
class PartRule:
    """How one kind of part is told; of the rules in their order the first that fits counts."""

    kind: PartKind
    fits: Callable[[Part], bool]
    examples: tuple[tuple[str, str], ...]  # a line and the part of it that is of this kind
    counterexamples: tuple[tuple[str, str], ...]  # a line and a part that is of another kind


@dataclass(slots=True)
class People:
    """Who a text names, and what else stands there."""

    names: list[str] = field(default_factory=list)
    role: bool = False
    outlet: bool = False
    other: bool = False


def _people(text: str, label: Label) -> People | None:
    """Return the people of a text, or None where a part of it shows that it names no author."""
    people = People()
    for part, kind in _classified_parts(text, label):
        if _rules_out_author(part, kind):
            return None
        _take(part, kind, people)
    return people


def _classified_parts(text: str, label: Label) -> Iterator[tuple[Part, PartKind]]:
    """Yield the parts of a text behind its label that are not empty, each with its kind."""
    is_listed = len(_SPLIT.split(text)) > 2 and _JOINS.search(text) is not None
    after_name = False
    for number, (words, gap) in enumerate(_split_parts(text)):
        name = _without_role(words)
        if not name:
            continue
        is_joined = number == 0 or _JOINS.fullmatch(gap) is not None or "&" in gap
        part = Part(
            text=name,
            words=_small_words(name),
            label=label,
            is_first=number == 0,
            is_joined=is_joined,
            is_listed=is_listed,
            after_name=after_name,
        )
        kind = _kind_of(part)
        yield part, kind
        after_name = after_name or kind is PartKind.NAME


def _kind_of(part: Part) -> PartKind:
    return next(rule.kind for rule in BYLINE_PART_RULES if rule.fits(part))


def _rules_out_author(part: Part, kind: PartKind) -> bool:
    """Whether a line without a label begins with an outlet, or with something else than a name."""
    if part.label is not Label.NONE:
        return False
    return (kind is PartKind.OUTLET and part.is_first) or (kind is PartKind.OTHER and not part.after_name)


def _take(part: Part, kind: PartKind, people: People) -> None:
    """Add what a part says to what is known of the people of a line."""
    match kind:
        case PartKind.SUFFIX:
            if part.text.casefold().startswith(_KEPT_SUFFIXES):
                people.names[-1] += f" {part.text}"
        case PartKind.ROLE:
            people.role = True
        case PartKind.OUTLET:
            people.outlet = True
        case PartKind.WORD:
            people.other = people.other or part.is_joined
        case PartKind.NAME:
            people.names.append(_said_once(part.text))
        case PartKind.OTHER:
            people.other = people.other or not part.after_name or len(part.words) > MAX_WORDS_BESIDE_NAMES


def _split_parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text, each with the gap before it, without "in Bern" and "for The Echo"."""
    start, gap = 0, ""
    for split in _SPLIT.finditer(text):
        yield _TAIL.sub("", text[start : split.start()]), gap
        gap, start = split[0], split.end()
    yield _TAIL.sub("", text[start:]), gap


def _small_words(text: str) -> list[str]:
    return [word.strip(".,").casefold() for word in text.split()]


def _without_role(part: str) -> str:
    """Return a part without marks around it and the role or outlet behind the name."""
    full_stop = "." if _ABBREVIATED.search(part) else ""
    text = part.strip(" \t.,:;*•·–—-／/'\"“”()") + full_stop
    words = text.split()
    is_mixed = not text.isupper()
    for index in range(2, len(words)):  # "Ann Writer Staff Writer", "Ann Writer EXAMPLETV"
        word = words[index].strip(".,")
        if word.casefold() in _BEHIND_NAMES or (is_mixed and _SHOUTED.fullmatch(word)):
            return " ".join(words[:index]).strip(" ,")
    return " ".join(_without_outlet(words))


def _without_outlet(words: list[str]) -> list[str]:
    """Return the words of a name without those of an outlet behind it ("Ann Writer Harbour Gazette")."""
    has_initial = len(words) > 2 and len(words[1].strip(".")) == 1
    name_length = 3 if has_initial else 2
    if len(words) <= name_length + 1 or words[-1].casefold() not in OUTLETS:
        return words
    return words[:name_length] if words[0].capitalize() in first_names() else words


def _said_once(text: str) -> str:
    """Return a name, once where it is said twice ("Oda Finch Oda Finch")."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half] if half > 1 and words[:half] == words[half:] else words)


# Kinds of parts ---------------------------------------------------------------------------------------------


def _is_suffix(part: Part) -> bool:
    return part.after_name and part.text.casefold().strip(".") in _PLAIN_SUFFIXES


def _is_role(part: Part) -> bool:
    """Whether a part tells what somebody is.

    With a first name, or behind "by", a word for a role may be a name.
    """
    if ROLES.isdisjoint(part.words):
        return False
    if not _is_name(part.text, part.label):
        return True
    may_be_person = part.is_first and part.label is Label.WORD
    return not may_be_person and part.words[-1] in ROLES and not _begins_as_name(part.text)


def _is_outlet(part: Part) -> bool:
    """Whether a part names an outlet, by a word or a host.

    A first name with a family name that is such a word is a person.
    """
    if _HOST.search(part.text.lower()):
        return True
    outlet_words = OUTLETS.intersection(part.words)
    if not outlet_words:
        return False
    return not (_is_pair_with_family_name(part, outlet_words) and _begins_as_name(part.text))


def _is_pair_with_family_name(part: Part, outlet_words: frozenset[str]) -> bool:
    """Whether a part is two words of which only the last is one of an outlet, and a family name."""
    if len(part.words) != 2 or outlet_words != {part.words[1]}:
        return False
    return part.words[1].capitalize() in family_names()


def _is_name_part(part: Part) -> bool:
    if not _is_name(part.text, part.label):
        return False
    return part.is_joined or part.is_listed or part.label is Label.NONE or _begins_as_name(part.text)


BYLINE_PART_RULES: tuple[PartRule, ...] = (
    PartRule(
        PartKind.SUFFIX,
        _is_suffix,
        (("By Ann Writer, Jr.", "Jr."), ("By Ann Writer, PhD", "PhD")),
        (("By Jr. Writer", "Jr. Writer"),),
    ),
    PartRule(
        PartKind.ROLE,
        _is_role,
        (
            ("By Ann Writer, senior reporter", "senior reporter"),
            ("Ann Writer, Culture Writer", "Culture Writer"),
        ),
        (("By Anna Writer", "Anna Writer"),),
    ),
    PartRule(
        PartKind.OUTLET,
        _is_outlet,
        (
            ("By Anna Miller, Harbour Gazette", "Harbour Gazette"),
            ("By Anna Miller, example.com", "example.com"),
        ),
        (("By Anna Fox", "Anna Fox"),),
    ),
    PartRule(
        PartKind.WORD,
        lambda part: part.after_name and len(part.words) == 1,
        (("By Anna Miller, Neuhafen", "Neuhafen"),),
        (("By Neuhafen", "Neuhafen"),),
    ),
    PartRule(
        PartKind.NAME,
        _is_name_part,
        (("By Anna Miller and Bo Scribe", "Bo Scribe"), ("Anna de la Cruz", "Anna de la Cruz")),
        (("By Anna Miller, Neuhafen Harbour", "Neuhafen Harbour"),),
    ),
    PartRule(
        PartKind.OTHER,
        lambda part: True,
        (("By Anna Miller, Neuhafen Harbour", "Neuhafen Harbour"), ("A ferry sinks", "A ferry sinks")),
        (("Anna Miller", "Anna Miller"),),
    ),
)


# Names ------------------------------------------------------------------------------------------------------


def _begins_as_name(text: str) -> bool:
    """Whether a text begins with a first name or initials, behind a title like "Dr"."""
    for word in text.split():
        if word.casefold() in BYLINE_HONORIFICS:
            continue
        if word in first_names() or word.capitalize() in first_names():
            return True
        return _INITIALS.fullmatch(word) is not None
    return False


def _is_name(text: str, label: Label) -> bool:
    """Whether a text has the form of a person's name: capitalised words, initials, particles between them."""
    words = text.split()
    if not words or len(words) > MAX_AUTHOR_WORDS:
        return False
    if _UNCASED.search(text):
        return label is Label.WORD and len(text) <= MAX_UNCASED_LENGTH and not _NO_UNCASED_NAME.search(text)
    core = _core_of_name(words)
    if not core or not _is_written_as_name(words, core):
        return False
    if len(words) == 1:
        return label is Label.WORD and len(core[0]) > 2
    never = [word for word in core if word.casefold() in _NEVER]
    if len(core) == 2 and never == core[1:] and label is not Label.NONE:  # "By Doris Day"
        return core[0].capitalize() in first_names() and core[1].capitalize() in family_names()
    return not never


def _core_of_name(words: Sequence[str]) -> list[str]:
    """Return the words that are no particle, title or suffix, without an elided particle ("d'Arc")."""
    core = []
    for word in words:
        key = word.casefold()
        if key not in BYLINE_PARTICLES and key.strip(",") not in _AROUND_NAMES:
            core.append(_ELIDED.sub("", word))
    return core


def _is_written_as_name(words: Sequence[str], core: Sequence[str]) -> bool:
    """Whether words are written as those of a name.

    `core` are those that are no particle, title or suffix.
    """
    if not all(map(_is_written_as_part_of_name, core)):
        return False
    last = core[-1]
    if len(core) > 1 and len(last.strip(".")) < 2 and not last.endswith("."):  # "WASHINGTON D C"
        return False
    first = words[0]
    return first[0].isupper() or first.casefold() in BYLINE_PARTICLES or "’" in first or "'" in first


def _is_written_as_part_of_name(word: str) -> bool:
    """Whether a word is capitalised letters, or a nickname in quotation marks."""
    if not word[0].isupper() and word[0] not in "\"“‘'(":
        return False
    return _TOKEN.fullmatch(word) is not None or _NICKNAME.fullmatch(word) is not None
