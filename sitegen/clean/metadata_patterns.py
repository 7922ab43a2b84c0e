"""How what a page says of itself looks on one line: address, source, credit, dateline; and what a headline loses."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitegen.text import DIGIT, fold

URL = re.compile(r"https?://[^\s<>\"'‘’“”|\\^`{}]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref(?:_src|_url)?|cmpid|ocid|smid|s_cid|yclid|spm|share\w*|at_\w+",
    re.IGNORECASE,
)

_CREDIT = re.compile(
    r"\W{0,3}(?:(?:additional |further )?(?:reporting|writing|writ(?:ten|ing)|editing|compiled|translated|edited|photography) by (?-i:[A-Z]).{2,600}"
    r"|\(?with (?:inputs?|reports?|files|information|additional reporting|contributions?) from (?:agencies|(?-i:[A-Z])[^.]{2,120})\.?\)?"
    r"|\(?with agenc(?:y|ies)(?: inputs?)?\.?\)?"
    r"|(?-i:[A-Z]).{2,160}\bcontributed (?:to this (?:report|story|article)|reporting)(?:,? (?:from|in) (?-i:[A-Z]).{2,60})?\.?)",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"(?P<dateline>{_PLACE}(?:[,/] ?[A-Z][A-Za-z.'’ -]{{1,30}}){{0,2}}(?:,? [A-Z][a-z]{{2,8}}\.? \d{{1,2}})?(?: ?\((?:AP|Reuters|REUTERS|AFP|UPI|TASS|Xinhua|dpa|EFE|ANSA|IANS|PTI|[A-Z][\w. ]{{1,30}})\))?) ?(?:[-–—]{{1,2}}|:) "
)
_PUBLISHED_AT = re.compile(
    r"\W{0,3}(?:(?:originally |first )?published (?:at|on|in|by)|source|via|read (?:it|the original) (?:at|on)|this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published) (?:at|on|in))"
    r" ?:? ?(?P<host>(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?:/\S*)?\W{0,3}",
    re.IGNORECASE,
)
# Sections and kinds that sites glue to their headlines; the house's own name is told by its dash and by what is left.
SECTIONS = frozenset(
    "national world politics business opinion sport sports news local international analysis europe asia africa americas us uk"
    " canada china india australia technology tech science health culture entertainment lifestyle money economy markets comment"
    " editorial video live exclusive explainer breaking column environment climate travel society education law".split()
)
_FRONT = re.compile(r"(?P<name>[^\s|:•·»][^|:•·»]{1,40}?) ?(?P<mark>[|•·»]| [-–—] |: ) ?(?=\S)")
_SUFFIX = re.compile(r" ?(?P<mark> [-–—] | ?[|•·»] ?| (?:::|//) )(?P<name>[^|•·»]{2,44})\Z")
# What stands in front of a headline and is no part of it: a label, the mark of a Markdown heading, the trail of sections.
_LEAD = re.compile(
    r"(?:(?:title|headline|titel|titre|título|titolo|заголовок) ?[:：] ?|#{1,3} (?=\S)|[*+•·▪–-] (?=\S)"
    r"|(?:(?:you are here|du befindest dich hier|sie sind hier|vous êtes ici|estás aquí|está em|ti trovi in|je bent hier):? ?)?(?:home|front page|start|startseite|inicio|accueil) ?[>›»/|] ?(?:[^>›»/|]{2,40} ?[>›»/|] ?){0,4}(?=\S))",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|mp[34]|m4a|webm|mov|avi|pdf|zip|css|js)$|/(?:click|redirect|go|out)(?:/|$)",
    re.IGNORECASE,
)
_LINK_WORDS = re.compile(r"\b(?:links?|videos?|audio|podcast|photo|source|tweet|post|map)\b", re.IGNORECASE)
_PICTURE = re.compile(
    r"©|\b(?:photo|foto|fotos|bild|bilder|archivbild|symbolbild|image|picture|fotoğraf|fotografía|fotografia|zdjęcie|fot|фото|bildquelle|credit|grafik)"
    r"(?: ?: ?|s?\.? (?:by|von|de|di|av|af) |/)|\((?:news )?file photo\)|(?:AP|REUTERS|AFP|Getty Images)\)?$|[.。)/] ?(?:dpa|EPA|APA|ANSA|EFE|Lusa|NTB|Scanpix|Ritzau|Belga|Keystone|PAP|ČTK|ТАСС|РИА Новости|Anadolu|연합뉴스|뉴시스|뉴스1|공동취재|신화|新華社|新华社|共同通信|時事)\)?$|事写真|写真|圖片|图片|صورة",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"\b(?:apps?|newsletters?|abo|about|leadership|careers?|subscribe|contact|alerts?|video|live|latest|more|follow|tips?)\b",
    re.IGNORECASE,
)
_HOST_NAME = re.compile(r"(?:www\.)?(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,12}", re.IGNORECASE)
_SMALL_WORDS = frozenset("of the and for & in on".split())
_ADDRESS_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_DATE_LABEL = re.compile(
    r"(?:first )?(?:published|posted|publication date|date|issued|created|veröffentlicht(?: am)?|erschienen|publié(?: le)?|publicado(?: el| em)?"
    r"|pubblicato(?: il)?|gepubliceerd(?: op)?|publicerad|publisert|udgivet|опубликовано|opublikowano|发布时间|發布時間|公開日|등록|입력)(?: on)?\W{0,2}",
    re.IGNORECASE,
)
# Words that names of outlets hold and headlines hardly end with after a dash.
SITE_WORDS = frozenset(
    "news times post gazette herald tribune journal mail magazine observer guardian telegraph echo chronicle sentinel courier examiner"
    " inquirer bbc cnn reuters npr abc cbs nbc itv afp bloomberg newspaper dispatch weekly blog".split()
)


def canonical(address: str) -> str:
    """Give an address without tracking parameters, fragment and trailing punctuation, its host in small letters."""
    try:
        parts = urlsplit(address.rstrip(".,;:!?)]}"))
    except ValueError:
        return address
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def host_of(address: str) -> str:
    """Give the host of an address without "www."; an empty text where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def dateline(text: str) -> str:
    """Give the dateline that opens a text ("KYIV, March 4 (Reuters)"), without the dash that follows it, or an empty text."""
    found = _DATELINE.match(text[:120])
    return found["dateline"].strip() if found else ""


def credit(line: str) -> bool:
    """Say whether a line names who reported, wrote and edited for an agency."""
    return len(line) <= 700 and bool(_CREDIT.fullmatch(line))


def published_at(line: str) -> str:
    """Give the host of "Published at example.org", or an empty text."""
    found = _PUBLISHED_AT.fullmatch(line) if len(line) < 200 else None
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", found["host"].lower()) if found else ""


def address(line: str) -> tuple[str, str]:
    """Give the address that a line begins with or consists of, and the text glued to it; empty where there is none."""
    found = URL.match(line)
    return (found[0], line[found.end() :].strip()) if found else ("", "")


def date_in_address(address: str) -> str:
    """Give the day that the path of an address holds ("/2024/05/06/", "/20240506-"), in ISO form, or an empty text."""
    found = _ADDRESS_DATE.search(urlsplit(address).path) if host_of(address) else None
    return f"{found['year']}-{found['month']}-{found['day']}" if found else ""


def may_be_article(address: str) -> bool:
    """Say whether an address may be that of an article: it has a path, is no picture, sound or film, and counts no clicks."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return bool(host_of(address)) and len(path.strip("/")) > 0 and not _MEDIA.search(path)


def link_label(line: str) -> bool:
    """Say whether a line introduces the address below it as that of something else ("Link to the video:")."""
    return line.endswith((":", "：")) and bool(_LINK_WORDS.search(line))


def picture_mark(line: str) -> bool:
    """Say whether a line names who made a picture, in the forms of many languages."""
    found = _PICTURE.search(line) if len(line) < LONGEST_CREDIT else None
    return found is not None and len(line[found.end() :].split()) <= CREDIT_WORDS


def date_label(line: str) -> bool:
    """Say whether a line is nothing but the label of the date below it ("Published")."""
    return len(line) < 40 and bool(_DATE_LABEL.fullmatch(line))


def outlet(line: str) -> str:
    """Give the outlet that a line of its own names ("BBC News", "Harbour Gazette, Bern"), or an empty text."""
    name, _, place = line.partition(",")
    words = name.split()
    titled = 1 < len(words) <= 5 and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
    if _PROMPT.search(name):
        return ""
    return (
        name
        if titled
        and SITE_WORDS.intersection(_folded(name))
        and len(place.split()) <= 3
        and not DIGIT.search(line)
        else ""
    )


def _folded(text: str) -> list[str]:
    return [word.strip(".,").casefold() for word in text.split()]


@dataclass(frozen=True, slots=True)
class Headline:
    """What is left of a headline, where it stands in the line, its kicker ("Opinion") and the site's name glued to it."""

    start: int
    end: int
    kicker: str
    site: str = ""


def headline(line: str, sites: Collection[str] = (), elsewhere: Collection[str] = ()) -> Headline:
    """Part a headline from its label, and from the section or site name glued to it.

    `sites` are names that headlines of the archive share, `elsewhere` the other lines of the page, both in folded form: a page
    says its own name again, and often the bare headline too.
    """
    start, end, kicker, site = 0, len(line), "", ""
    lead = _LEAD.match(line)
    if lead and end - lead.end() > SHORTEST_HEADLINE:
        start = lead.end()
    while True:
        front, back = _FRONT.match(line, start, end), _SUFFIX.search(line, start, end)
        if (
            front
            and end - front.end() > SHORTEST_HEADLINE
            and _is_front(front["name"].strip(), front["mark"].strip(), sites)
        ):
            start = front.end()
            name = front["name"].strip()
        elif (
            back
            and back.start() - start > SHORTEST_HEADLINE
            and _is_site(line[start : back.start()], back, sites, elsewhere)
        ):
            end = back.start()
            name = back["name"].strip()
        else:
            half = _doubled(line[start:end])
            return Headline(start, start + half if half else end, kicker, site)
        if name.lower() in SECTIONS:
            kicker = kicker or name
        else:
            site = site or name


SITE_LINE_WORDS = 8
SITE_NAME_WORDS, SAID = 4, 2  # words of a site's name, and other lines of its page that say it
LONGEST_CREDIT, CREDIT_WORDS = (
    300,
    5,
)  # code points of a line with a credit, and words of the credit behind its mark
SHORTEST_HEADLINE = 12  # code points that must be left


def _is_front(name: str, mark: str, sites: Collection[str]) -> bool:
    """Say whether the words in front of a headline are a section before a bar, or the name of the site."""
    if fold(name) in sites:
        return True
    return "|" in mark and (
        name.lower() in SECTIONS or (_titled(name) and bool(SITE_WORDS.intersection(_folded(name))))
    )


def _is_site(left: str, back: re.Match[str], sites: Collection[str], elsewhere: Collection[str]) -> bool:
    """Say whether the words behind a headline are a section or the name of the site."""
    name, mark = back["name"].strip(), back["mark"].strip()
    key = fold(name)
    if name.lower() in SECTIONS or key in sites or _HOST_NAME.fullmatch(name):
        return True
    if fold(left) in elsewhere and len(left.split()) > 2 and len(name.split()) <= 4:
        return True
    if not _titled(name):
        return False
    words = _folded(name)
    known = (
        bool(SITE_WORDS.intersection(words)) or name.casefold() == "ap"
    )  # too short a word to tell a longer name
    return (
        "|" in mark
        or known
        or key in elsewhere
        or (len(words) < SITE_NAME_WORDS and _says_site(key, elsewhere))
    )


def names_site(name: str, elsewhere: Collection[str]) -> bool:
    """Say whether words are the name of the site: an address, or what short lines of the page say again."""
    return _HOST_NAME.fullmatch(name) is not None or _says_site(fold(name), elsewhere)


def _says_site(key: str, elsewhere: Collection[str]) -> bool:
    """Say whether short lines of the page say a name: its masthead, its menus, its rights."""
    return (
        sum(
            len(line.split()) <= SITE_LINE_WORDS and re.search(rf"\b{re.escape(key)}\b", line) is not None
            for line in elsewhere
        )
        >= SAID
    )


def _titled(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= 5 and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in words
    )


def _doubled(text: str) -> int:
    """Give the length of the first half where a headline is said twice on its line."""
    words = text.split(" ")
    half = len(words) // 2
    return len(" ".join(words[:half])) if half > 2 and words[:half] == words[half:] else 0
