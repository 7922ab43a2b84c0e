"""Bylines: who wrote an article, read off one line ("By Ann Writer and Bo Scribe in Bern, Harbour Gazette").

Only the form is judged here.  Whether a line that has the form is the byline of the article is told by its place and its
neighbours (metadata.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from sitegen.dates import find_dates
from sitegen.person_names import family_names, first_names
from sitegen.text import word_set

LONGEST_BYLINE = 220  # code points
BYLINE_WORDS = 34
SHORT = 3  # words behind a label that are no sentence yet ("av harbourfan")
NAME_WORDS = 6  # of one person, particles and suffixes counted
KNOWN_LINES = 2_000  # that are remembered: several steps ask for the same, and pages of a site share lines


class Label(IntEnum):
    """By what a byline says that it is one."""

    NONE = 0  # names alone
    INSIDE = 1  # "by" after other words: "Posted on May 6 by Ann Writer"
    WORD = 2  # "By", "Von", "Author:" in front, or a word like "reporter" behind in languages that set it so


@dataclass(frozen=True, slots=True)
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

PARTICLES = word_set(
    "de la le les del della dalla dello di da do dos das du des van von der den dem ten ter te zu zur bin binti bint ibn al el abu ap y e av af"
    " of st. san"
)
SUFFIXES = word_set(
    "jr jr. sr sr. ii iii iv md m.d. phd ph.d. mba esq esq. rn dds do cfp cpa mph dphil ma msc rd"
)
HONORIFICS = word_set(
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


def introduces_nobody(line: str) -> bool:
    """Say whether a line is nothing but the label of somebody who did not write the article ("Photos by")."""
    return _NO_AUTHOR_LABEL.fullmatch(line) is not None


def joins_names(lines: Sequence[str]) -> bool:
    """Say whether names of the first line go on in the last ("By Ann Writer &", "Bo Scribe"), with nothing but "and" between them."""
    found = _JOIN_AT_END.search(lines[-2])
    return found is not None and (len(lines) == 2 or (len(lines) == 3 and found.start() == 0))


@lru_cache(KNOWN_LINES)
def parse_byline(line: str) -> Byline | None:
    """Give the authors that a line names if it has the form of a byline, or None; see `Byline`.

    The line is trimmed and has single spaces.  Names are given as they are written, in their order, each once.
    """
    if len(line) > LONGEST_BYLINE or len(line.split()) > BYLINE_WORDS:
        return None
    text, noisy = _without_noise(line)
    if text.endswith(("?", "!")):
        return None
    text, label, lead = _without_label(text)
    if label is Label.NONE and _TRADE_BEHIND.search(text):
        text, label = _TRADE_BEHIND.sub("", text), Label.WORD
    if label is Label.WORD and lead is None:
        return None
    text = _JOIN_AT_END.sub("", _CREDITED.sub("", text))
    agency = bool(_AGENCY_END.search(text))
    text = _AGENCY_END.sub("", text) if agency else text
    names, role, outlet, other = _people(text, label)
    if not names or (label is Label.NONE and other):
        return None
    bare = not (noisy or role or outlet or other or agency or lead)
    return Byline(tuple(dict.fromkeys(names)), label, role, outlet or agency, bare)


def _without_noise(line: str) -> tuple[str, bool]:
    """Take out dates, addresses, counters and times, which stand beside names."""
    text = line = _GLUED_DIGITS.sub(" ", line)
    for found in reversed(find_dates(line)):
        text = text[: found.start] + _NOISE_MARK + text[found.end :]
    text = _NOISE.sub(_NOISE_MARK, _GLUED.sub(" , ", text))
    text = re.sub(r"(?<=[a-z])@\w+$", "", text)
    return text.strip(f" {_NOISE_MARK}•*·-–—|,"), text != line


def _without_label(text: str) -> tuple[str, Label, str | None]:
    """Give the text behind its label, the label's kind, and what stands before it (None: nothing may follow)."""
    found = _LABEL.match(text) or _FROM.match(text)
    if found:
        rest = text[found.end() :].strip(f" :{_NOISE_MARK}")
        again = _LABEL.match(rest)
        if again and _label_word(again) in PARTICLES:  # "By Di Marco"
            again = None
        sentence = len(rest.split()) > SHORT and not _begins_with_capital(rest)
        if _label_word(found) in PARTICLES and sentence:  # "De burgemeester van Utrecht, ..."
            return text, Label.NONE, ""
        return (rest[again.end() :] if again else rest), Label.WORD, ""
    inside = _BY_INSIDE.search(text)
    if (
        inside
        and not _PICTURE_BEFORE.search(text[: inside.start() + 1])
        and len(text[: inside.start()].split()) <= BYLINE_WORDS // 2
    ):
        return text[inside.end() :], Label.INSIDE, text[: inside.start()]
    return text, Label.NONE, ""


def label_spans(line: str) -> list[tuple[int, int]]:
    """Give the spans of a line that say that an author is named, and no more: of "Opinion by" the second word alone."""
    found = [
        match.span() for match in (_LABEL.match(line) or _FROM.match(line), _BY_INSIDE.search(line)) if match
    ]
    genres = [match for start, end in found for match in _GENRE.finditer(line, start, end)]
    return [
        (max(start, max((one.end() for one in genres if start <= one.start() < end), default=start)), end)
        for start, end in found
    ]


def _label_word(found: re.Match[str]) -> str:
    """Give the word of a label in small letters, without the marks around it."""
    return re.sub(r"\W+", " ", found[0]).strip().casefold()


def _begins_with_capital(text: str) -> bool:
    """Say whether the first letter of a text is one that names begin with; scripts without capitals have it."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(first) and not first.islower()


def _people(text: str, label: Label) -> tuple[list[str], bool, bool, bool]:
    """Give the people of a text, and whether it holds roles, outlets and anything else."""
    names: list[str] = []
    role = outlet = other = False
    listed = len(_SPLIT.split(text)) > 2 and bool(_JOINS.search(text))
    at, joined = 0, True
    for part, gap in _parts(text):
        bare = _bare(part)
        joined = at == 0 or bool(_JOINS.fullmatch(gap)) or "&" in gap
        at += 1
        if not bare:
            continue
        low = [word.strip(".,").casefold() for word in bare.split()]
        if names and bare.casefold().strip(".") in {one.strip(".") for one in SUFFIXES}:
            names[-1] += f" {bare}" if bare.casefold().startswith(("jr", "sr", "i")) else ""
        elif ROLES.intersection(low) and (
            not _is_name(bare, label) or _is_role(bare, low, label if at == 1 else Label.NONE)
        ):
            role = True
        elif _is_outlet(bare, low):
            if at == 1 and label is Label.NONE:
                return [], role, True, True
            outlet = True
        elif names and len(low) == 1:
            other = other or joined
        elif _is_name(bare, label) and (joined or listed or _begins_as_name(bare) or label is Label.NONE):
            names.append(_named(bare))
        else:
            other = other or not names or len(low) > 4
            if not names and label is Label.NONE:
                return [], role, outlet, True
    return names, role, outlet, other


def _is_role(bare: str, low: list[str], label: Label) -> bool:
    """Say whether capitalised words that look like a name tell what somebody is ("Culture Writer"): their first is no first name."""
    return label is not Label.WORD and low[-1] in ROLES and not _begins_as_name(bare)


def _is_outlet(bare: str, low: list[str]) -> bool:
    """Say whether a part names an outlet: by a word, or a host; a first name with a family name that is such a word is a person."""
    if re.search(r"\w\.(?:com|org|net|co)\b", bare.lower()):
        return True
    words = OUTLETS.intersection(low)
    return bool(words) and not (
        len(low) == 2
        and words == {low[1]}
        and low[1].capitalize() in family_names()
        and _begins_as_name(bare)
    )


def _parts(text: str) -> list[tuple[str, str]]:
    """Split a text at what parts names; give each part with the gap before it, without "in Bern" and "for The Echo"."""
    made, last, gap = [], 0, ""
    for found in _SPLIT.finditer(text):
        made.append((_TAIL.sub("", text[last : found.start()]), gap))
        gap, last = found[0], found.end()
    made.append((_TAIL.sub("", text[last:]), gap))
    return made


def _bare(part: str) -> str:
    """Give a part without marks around it and the role in front of or behind the name."""
    text = part.strip(" \t.,:;*•·–—-／/'\"“”()") + (
        "." if re.search(r"\b(?:Jr|Sr|[A-Z])\.\s*$", part) else ""
    )
    words = text.split()
    mixed = not text.isupper()
    for at in range(2, len(words)):  # "Ann Writer Staff Writer", "Ann Writer EXAMPLETV"
        word = words[at].strip(".,")
        if word.casefold() in ROLES | {"former", "in"} or (
            mixed and re.fullmatch(r"[A-Z]{3,}[a-z]\w*|[A-Z]{3,}", word)
        ):
            return " ".join(words[:at]).strip(" ,")
    given = 3 if len(words) > 2 and len(words[1].strip(".")) == 1 else 2
    if len(words) > given + 1 and words[-1].casefold() in OUTLETS and words[0].capitalize() in first_names():
        return " ".join(words[:given])  # "Ann Writer Harbour Gazette"
    return " ".join(words)


def _named(text: str) -> str:
    """Give a name, once where it is said twice ("Oda Finch Oda Finch")."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half] if half > 1 and words[:half] == words[half:] else words)


def _begins_as_name(text: str) -> bool:
    words = [word for word in text.split() if word.casefold() not in HONORIFICS]
    return bool(words) and (
        words[0].capitalize() in first_names()
        or words[0] in first_names()
        or re.fullmatch(r"(?:[A-Z]\.-?)+", words[0]) is not None
    )


def _is_name(text: str, label: Label) -> bool:
    """Say whether a text has the form of a person's name: capitalised words, initials, particles between them."""
    words = text.split()
    if not words or len(words) > NAME_WORDS:
        return False
    if _UNCASED.search(text):
        return label is Label.WORD and len(text) <= 24 and not re.search(r"[\d。，]", text)
    full = [
        word
        for word in words
        if word.casefold() not in PARTICLES and word.casefold().strip(",") not in SUFFIXES | HONORIFICS
    ]
    full = [re.sub(r"^[dlDL]['’](?=[A-ZÀ-Þ])", "", word) for word in full]
    if not full or not _is_written_as_name(words, full):
        return False
    if len(full) == 1 and len(words) == 1:
        return label is Label.WORD and len(full[0]) > 2
    never = [word for word in full if word.casefold() in _NEVER]
    if never == full[1:] and len(full) == 2 and label is not Label.NONE:  # "By Doris Day"
        return full[0].capitalize() in first_names() and full[1].capitalize() in family_names()
    return not never


def _is_written_as_name(words: list[str], full: list[str]) -> bool:
    """Say whether words are written as those of a name; `full` are those that are no particle, title or suffix."""
    if any(not _TOKEN.fullmatch(word) and not re.fullmatch(r"[\"“‘'(]\w+[\"”’')]", word) for word in full):
        return False
    if len(full) > 1 and len(full[-1].strip(".")) < 2 and not full[-1].endswith("."):  # "WASHINGTON D C"
        return False
    begins = words[0][0].isupper() or words[0].casefold() in PARTICLES or "’" in words[0] or "'" in words[0]
    return begins and all(word[0].isupper() or word[0] in "\"“‘'(" for word in full)


_NEVER = word_set(
    "die das ein eine the and a an in on at to for with from this that is are was were be more read news share email print menu home about contact sign subscribe"
    " log search today editors advertisement skip continue reading your our you all new why how what when who photo photos video image back main"
    " policy privacy feedback terms best top guide guides things time day year week us staff newsletter newsletters sections section stories story"
)
