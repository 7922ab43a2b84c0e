"""How what a page says of itself looks on one line: address, source, credit, dateline.

And what a headline loses.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitegen.text import DIGIT, fold

# Bounds of what a pattern is tried on, and of what it may take; by judgement.
MAX_DATELINE_LINE_LENGTH = 120  # code points of a text that may open with a dateline
MAX_AGENCY_CREDIT_LENGTH = 700  # code points of a line of an agency's credit
MAX_SOURCE_LINE_LENGTH = 200  # code points of a line that says where an article was published
MAX_DATE_LABEL_LENGTH = 40  # code points of a line that is the label of a date
MAX_PICTURE_LINE_LENGTH = 300  # code points of a line with the credit of a picture ...
MAX_PICTURE_CREDIT_WORDS = 5  # ... and words of the credit behind its mark
MAX_PLACE_WORDS = 3  # behind the name of an outlet
MAX_TITLED_WORDS = 5  # of a name of a section, site or outlet
MAX_SITE_NAME_WORDS = 4  # a site's name has fewer, where short lines of the page show it ...
MAX_SITE_LINE_WORDS = 8  # ... of so many words ...
MIN_SITE_LINES = 2  # ... and at least so many
SHORTEST_HEADLINE = 12  # code points that must be left

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
SECTION_NAMES = frozenset(
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
_BEFORE_HOST = re.compile(r"^https?://(?:www\.)?|^www\.")
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
    """Return an address without tracking, fragment and punctuation behind it, its host in small letters."""
    try:
        parts = urlsplit(address.rstrip(".,;:!?)]}"))
    except ValueError:
        return address
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in parameters if not _TRACKING.fullmatch(name)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def host_of(address: str) -> str:
    """Return the host of an address without "www."; an empty text where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def dateline(text: str) -> str:
    """Return the dateline that opens a text ("KYIV, March 4 (Reuters)") without its dash.

    Else an empty text.
    """
    match = _DATELINE.match(text[:MAX_DATELINE_LINE_LENGTH])
    return match["dateline"].strip() if match else ""


def credit(line: str) -> bool:
    """Whether a line names who reported, wrote and edited for an agency."""
    return len(line) <= MAX_AGENCY_CREDIT_LENGTH and bool(_CREDIT.fullmatch(line))


def published_at(line: str) -> str:
    """Return the host of "Published at example.org", or an empty text."""
    match = _PUBLISHED_AT.fullmatch(line) if len(line) < MAX_SOURCE_LINE_LENGTH else None
    return _BEFORE_HOST.sub("", match["host"].lower()) if match else ""


def address(line: str) -> tuple[str, str]:
    """Return the address that a line begins with, and the text glued to it.

    Empty texts where there is none.
    """
    match = URL.match(line)
    return (match[0], line[match.end() :].strip()) if match else ("", "")


def date_in_address(address: str) -> str:
    """Return the day in the path of an address ("/2024/05/06/", "/20240506-") in ISO form.

    Else an empty text.
    """
    match = _ADDRESS_DATE.search(urlsplit(address).path) if host_of(address) else None
    return f"{match['year']}-{match['month']}-{match['day']}" if match else ""


def may_be_article(address: str) -> bool:
    """Whether an address may be that of an article: it has a path, names no media file and counts no clicks."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return bool(host_of(address)) and bool(path.strip("/")) and not _MEDIA.search(path)


def link_label(line: str) -> bool:
    """Whether a line introduces the address below it as that of something else ("Link to the video:")."""
    return line.endswith((":", "：")) and bool(_LINK_WORDS.search(line))


def picture_mark(line: str) -> bool:
    """Whether a line names who made a picture, in the forms of many languages."""
    match = _PICTURE.search(line) if len(line) < MAX_PICTURE_LINE_LENGTH else None
    return match is not None and len(line[match.end() :].split()) <= MAX_PICTURE_CREDIT_WORDS


def date_label(line: str) -> bool:
    """Whether a line is nothing but the label of the date below it ("Published")."""
    return len(line) < MAX_DATE_LABEL_LENGTH and bool(_DATE_LABEL.fullmatch(line))


def outlet(line: str) -> str:
    """Return the outlet that a line names ("BBC News", "Harbour Gazette, Bern"); else an empty text."""
    name, _, place = line.partition(",")
    if " " not in name.strip() or not _is_titled(name) or _PROMPT.search(name) or DIGIT.search(line):
        return ""
    is_known = not SITE_WORDS.isdisjoint(_small_words(name))
    return name if is_known and len(place.split()) <= MAX_PLACE_WORDS else ""


def _small_words(text: str) -> list[str]:
    return [word.strip(".,").casefold() for word in text.split()]


# Headlines --------------------------------------------------------------------------------------------------


MAX_GLUED_NAMES = 12  # of sections and sites, before and behind a headline; by judgement
MAX_SUFFIX_LENGTH = 300  # code points of a site's name with its mark; by judgement


@dataclass(frozen=True, slots=True)
class Headline:
    """Which part of a line is the headline, its kicker ("Opinion") and the site's name glued to it."""

    start: int  # in code points of the line
    end: int
    kicker: str
    site: str = ""


def headline(line: str, sites: Collection[str] = (), elsewhere: Collection[str] = ()) -> Headline:
    """Return which part of a line is a headline, without its label and glued sections and site names.

    `sites` are names that headlines of the archive share, `elsewhere` the other lines of the page, both in
    folded form: a page says its own name again, and often the bare headline too.
    """
    start, end, kicker, site = _behind_lead(line), len(line), "", ""
    for _ in range(MAX_GLUED_NAMES):
        front = _front_name(line, start, end, sites)
        back = None if front else _back_name(line, start, end, sites, elsewhere)
        glued = front or back
        if glued is None:
            break
        if front:
            start = front.end()
        else:
            end = glued.start()
        name = glued["name"].strip()
        if name.lower() in SECTION_NAMES:
            kicker = kicker or name
        else:
            site = site or name
    return Headline(start, start + _length_said_once(line[start:end]), kicker, site)


def _behind_lead(line: str) -> int:
    """Return where a headline begins behind its label, a mark of Markdown or a trail of sections."""
    lead = _LEAD.match(line)
    return lead.end() if lead and len(line) - lead.end() > SHORTEST_HEADLINE else 0


def _front_name(line: str, start: int, end: int, sites: Collection[str]) -> re.Match[str] | None:
    """Return the match of a section or site name in front of a headline, or None."""
    front = _FRONT.match(line, start, end)
    if front is None or end - front.end() <= SHORTEST_HEADLINE:
        return None
    return front if _is_front(front["name"].strip(), front["mark"].strip(), sites) else None


def _back_name(
    line: str, start: int, end: int, sites: Collection[str], elsewhere: Collection[str]
) -> re.Match[str] | None:
    """Return the match of a section or site name behind a headline, or None."""
    back = _SUFFIX.search(line, max(start, end - MAX_SUFFIX_LENGTH), end)
    if back is None or back.start() - start <= SHORTEST_HEADLINE:
        return None
    return back if _is_site(line[start : back.start()], back, sites, elsewhere) else None


def _is_front(name: str, mark: str, sites: Collection[str]) -> bool:
    """Whether the words in front of a headline are a section before a bar, or the name of the site."""
    if fold(name) in sites:
        return True
    if "|" not in mark:
        return False
    return name.lower() in SECTION_NAMES or (
        _is_titled(name) and not SITE_WORDS.isdisjoint(_small_words(name))
    )


def _is_site(left: str, back: re.Match[str], sites: Collection[str], elsewhere: Collection[str]) -> bool:
    """Whether the words behind a headline are a section or the name of the site."""
    name, key = back["name"].strip(), fold(back["name"].strip())
    if name.lower() in SECTION_NAMES or key in sites or _HOST_NAME.fullmatch(name):
        return True
    if _stands_alone(left, name, elsewhere):
        return True
    if not _is_titled(name):
        return False
    if "|" in back["mark"] or key in elsewhere or _is_called_as_site(name):
        return True
    return len(name.split()) < MAX_SITE_NAME_WORDS and _says_site(key, elsewhere)


def _is_called_as_site(name: str) -> bool:
    """Whether a name has a word of names of outlets; "AP" is too short to be such a word in a longer name."""
    return name.casefold() == "ap" or not SITE_WORDS.isdisjoint(_small_words(name))


def _stands_alone(left: str, name: str, elsewhere: Collection[str]) -> bool:
    """Whether another line of the page says a headline without the few words behind it."""
    return fold(left) in elsewhere and len(left.split()) > 2 and len(name.split()) <= 4


def names_site(name: str, elsewhere: Collection[str]) -> bool:
    """Whether words are the name of the site: an address, or what short lines of the page say again."""
    return _HOST_NAME.fullmatch(name) is not None or _says_site(fold(name), elsewhere)


def _says_site(key: str, elsewhere: Collection[str]) -> bool:
    """Whether short lines of the page say a name: its masthead, its menus, its rights."""
    word = re.compile(rf"\b{re.escape(key)}\b")
    said = 0
    for line in elsewhere:
        if key in line and len(line.split()) <= MAX_SITE_LINE_WORDS and word.search(line):
            said += 1
    return said >= MIN_SITE_LINES


def _is_titled(name: str) -> bool:
    """Whether a text is up to five words that begin with a capital or a figure, small words between them."""
    words = name.split()
    return 0 < len(words) <= MAX_TITLED_WORDS and all(map(_is_titled_word, words))


def _is_titled_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS


def _length_said_once(text: str) -> int:
    """Return the length of a headline, of its first half where it is said twice on its line."""
    words = text.split(" ")
    half = len(words) // 2
    if half > 2 and words[:half] == words[half:]:
        return len(" ".join(words[:half]))
    return len(text)
