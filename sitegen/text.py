"""Pure helpers for strings that more than one stage needs."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container
from itertools import accumulate, chain, count
from zlib import crc32

from anyascii import anyascii

from sitegen.model import Article

# Scripts written without spaces between words count each character as a word.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’.\-][^\W_{UNSPACED}]+)*\.?")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SPACED = re.compile(r"[^\W_][^\s/—–…]*")  # a word in a script that parts words by spaces
TOKEN = re.compile(rf"[{UNSPACED}]|(?:-(?!-)|[^\s\-–—{UNSPACED}])+")  # what stands between spaces and dashes
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘'(\[]?[^\Wa-z_])|[。！？।۔؟]['\"”’」』]*\s*")
ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Ms|Mrs|Dr|St|vs|No|Jr|Sr|Gen|Sen|Rep|Gov|Col|Capt|Lt|Sgt|Maj|Prof|Inc|Ltd|Co|Corp|Rev|Hon|Mt))$"
)
DIGIT = re.compile(r"\d")
WIKILINK = re.compile(r"\[\[(?P<target>\s*[^\s\[\]|][^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]")
CLOSERS = "\"'”’)]»›」』*"
TERMINALS = tuple(".!?…:;。！？؟۔।")

ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0655\u1dc0-\u1dff\u20d0-\u20f0]+")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps"})

TELLING = 3  # words of a line that are more than chance
LONGEST_SLUG = 100  # bytes
QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
)
_WORDY = re.compile(r"[A-Za-z0-9]")
_MARKS = (
    (chr(0x2013), " "),
    (chr(0x2014), " "),
    ("\u00a0", " "),
    *((mark, "") for mark in "“”‘’„«»…·•\u200b\u200c\u200d\ufeff\u00ad"),
)
_NO_MARKS = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())}
PLAIN_QUOTES = tuple(
    (chr(mark), plain) for mark, plain in QUOTES.items()
)  # replacing each is faster than translating
THEME_IDS = frozenset(
    {"main", "filter", "filter-count", "linked", "orphans", "preview", "settings", "site-q", "unlisted"}
)  # of pages that show a person's text


def word_count(text: str) -> int:
    """Count words as a reader would; a character of an unspaced script counts as half a word."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(_SPACED.findall(text))
    total = 0.0
    for match in WORD.finditer(text):
        total += 0.5 if match.end() - match.start() == 1 and match[0] >= "\u0e00" else 1
    return round(total)


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table row that lists them parted by spaces."""
    return frozenset(words.split())


def normal_words(text: str) -> list[tuple[str, int, int]]:
    """Give each word in normal form with its start and end: NFKC, small letters, letters and digits alone."""
    found = []
    for match in TOKEN.finditer(text):
        word = normal_word(match[0])
        if word:
            found.append((word, match.start(), match.end()))
    return found


def _word_spans(text: str) -> list[tuple[int, int]]:
    """Give start and end of the words of `normal_words`."""
    tokens = TOKEN.finditer(text)
    if text.isascii():
        return [match.span() for match in tokens if _WORDY.search(match[0])]
    return [
        match.span()
        for match in tokens
        if (_WORDY.search(match[0]) if match[0].isascii() else normal_word(match[0]))
    ]


def visible_lines(article: Article, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Give the lines of a seed with only its article's headline, standfirst and blocks on them; each keeps its column."""
    parts: dict[int, list[tuple[int, int]]] = {}
    for passage in article.passages:
        for piece in passage.pieces:
            parts.setdefault(piece.line, []).append((piece.start, piece.end))
    made = [""] * len(lines)
    for line, stretches in parts.items():
        for start, end in sorted(stretches):
            made[line] = made[line].ljust(start) + lines[line][max(start, len(made[line])) : end]
    return tuple(made)


class WordPlaces:
    """Where the words of a seed stand: line, start and end column of each, in the order in which relations count them."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._first = list(accumulate((len(plain_words(line)) for line in lines), initial=0))
        self._placed: dict[int, list[tuple[int, int]]] = {}

    def __len__(self) -> int:
        return self._first[-1]

    def __getitem__(self, word: int) -> tuple[int, int, int]:
        line = bisect_right(self._first, word) - 1
        if line not in self._placed:
            self._placed[line] = _word_spans(self._lines[line])
        start, end = self._placed[line][word - self._first[line]]
        return line, start, end

    def stretches(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Give line, start and end column of each part of a line that the words from `start` to `end` fill.

        A word or two that reach into another line are left out: that they agree is chance.
        """
        made = []
        while start < end:
            line, left, _ = self[start]
            last = min(end, self._first[line + 1])
            made.append((last - start >= TELLING, (line, left, self[last - 1][2])))
            start = last
        return [part for telling, part in made if telling] or [part for _, part in made]


def plain_words(text: str) -> list[str]:
    """Give the words of `normal_words` alone, many times faster where the text is mostly ASCII."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    if not text.isascii():
        return [word for token in TOKEN.findall(text) if (word := normal_word(token))]
    return text.replace("--", " ").lower().translate(_NO_MARKS).split()


def normal_word(token: str) -> str:
    """Give the letters, marks and digits of a token in small letters and NFKC form."""
    if token.isascii():
        return token.lower() if token.isalnum() else "".join(c for c in token.lower() if c.isalnum())
    whole = unicodedata.normalize("NFKC", token).lower()
    return "".join(c for c in whole if c.isalnum() or unicodedata.category(c) in {"Mn", "Mc"})


def fold(text: str) -> str:
    """Give a form in which case, accents, kinds of quotation mark and amounts of space do not matter."""
    if not text.isascii():
        for mark, plain in PLAIN_QUOTES:
            text = text.replace(mark, plain)
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


_NO_SLUG = re.compile("[^a-z0-9]+")


# Names that Windows keeps for devices: no file can be called so there.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)


def address_part(text: str) -> str:
    """Give a new address part: as `slug`, with letters of the Latin script that have no accent to lose in plain ones ("łódź": "lodz")."""
    plain = "".join(
        anyascii(c) if not c.isascii() and c.isalpha() and unicodedata.name(c, "").startswith("LATIN") else c
        for c in text
    )
    return slug(plain)


def slug(text: str) -> str:
    """Give an address part: small letters and digits of any script, joined by hyphens; "x" where nothing is left."""
    if text.isascii():
        made = _NO_SLUG.sub("-", text.lower().replace("'", "")).strip("-") or "x"
        if made in _DEVICES:
            return f"{made}-x"
        return made if len(made) <= LONGEST_SLUG else _shortened(made)
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    latin = "".join(_without_accent(c) for c in plain.translate(QUOTES).replace("'", ""))
    kept = "".join(c if c.isalnum() or unicodedata.category(c) in {"Mn", "Mc"} else "-" for c in latin)
    made = re.sub("-+", "-", kept).strip("-") or "x"
    return made if len(made.encode()) <= LONGEST_SLUG else _shortened(made)


def _shortened(made: str) -> str:
    """Give the beginning of a long slug and a digest of all of it: file names have an end."""
    head = made.encode()[: LONGEST_SLUG - 9].decode(errors="ignore").rstrip("-")
    return f"{head}-{crc32(made.encode()):08x}"


def _without_accent(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)
    return base[0] if len(base) > 1 and base[0].isascii() else character


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does."""
    if text[-1:].isalnum():
        return False
    return text.rstrip().rstrip(CLOSERS).endswith(TERMINALS)


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the start and end of each sentence; together they cover the text but for the space between them."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if text[match.start()] == "." and ABBREVIATED.search(
            text, max(start, match.start() - 6), match.start()
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return [(a, a + len(text[a:b].rstrip())) for a, b in spans if text[a:b].strip()]


def shorten(text: str, words: int) -> str:
    """Give the first words of a text, with an ellipsis where something was left out."""
    parts = text.split()
    if len(parts) == 1 and len(text) > words * 4:
        return text[: words * 4] + "…"
    return text if len(parts) <= words else " ".join(parts[:words]).rstrip(",;:–—-") + "…"


def heading_anchor(words: str) -> str:
    """Give the id that a heading of these words has, where it is the first of its page: none of those that the theme gives."""
    base = slug(words)
    return f"{base}-part" if re.fullmatch(r"[lnpcdsf]\d+|fn.*", base) or base in THEME_IDS else base


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Give the known word that is fewest edits away, or an empty text where none is close."""
    best = min(((edits(word, other), other) for other in known), default=(99, ""))
    return best[1] if best[0] <= max(2 if len(word) > 3 else 1, len(word) // 3) else ""


def edits(a: str, b: str) -> int:
    """Give how many letters must come in, go out or change to make one text of another (Levenshtein 1966)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def unique_name(base: str, taken: Container[str], *more: str) -> str:
    """Give the first of some names that is not taken: the base, the others, then the base with numbers from 2."""
    numbered = (f"{base}-{number}" for number in count(2))
    return next(
        name for name in chain((base, *more), numbered) if name.casefold() not in taken and name not in taken
    )


def canonical_host(text: str) -> str:
    """Give the host that a text names, however it is written ("https://www.Example.org/"): small letters, no "www."; else nothing."""
    bare = re.sub(r"^(?:[a-z][a-z0-9+.\-]*:)?//", "", text.strip().lower())
    host = re.split(r"[/?#]", bare, maxsplit=1)[0].rpartition("@")[2]
    host = re.sub(r"^(?:www|m|amp|mobile)\.(?=[^.]+\.[^.]+)", "", re.sub(r":\d*$", "", host).rstrip("."))
    return host if re.fullmatch(r"[^\s.]+(?:\.[^\s.]+)+", host) else ""


def plural(number: int, one: str, many: str = "") -> str:
    """Give a count with its noun, thousands parted by commas: "1 word", "1,200 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# Chinese and Korean family names, and what the names given with them look like
FAMILY_NAMES_FIRST = word_set(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang deng han feng cao"
    " peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao qin xi mao wen fu qian hua le bo chai qi geng"
    " kim park moon lee choi jung kang cho yoon jang lim ban roh choe chung pak shin hwang seo yun chiang"
)
_PINYIN = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|a|e|i|u|(?<=[bpmfw])o)"
)
_SYLLABLE = "(?:ch|sh|zh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])?[yw]?[aeiou]{1,3}(?:ng|[nmlkptwh])?"
_GIVEN = re.compile(rf"{_PINYIN}(?:'?{_PINYIN})?|{_SYLLABLE} {_SYLLABLE}", re.IGNORECASE)
_HYPHENED = re.compile("[A-Z][a-z]+-[a-z]+")


def family_name_first(name: str) -> bool:
    """Say whether a person is called as in China and Korea: the family name, then one or two syllables."""
    family, _, given = name.partition(" ")
    return family.casefold() in FAMILY_NAMES_FIRST and bool(
        _GIVEN.fullmatch(given) or _HYPHENED.fullmatch(given)
    )


def sort_name(name: str, *, person: bool) -> str:
    """Give what a name is sorted by: people by their family name, nothing by a leading "The"."""
    plain = name.removeprefix("The ").casefold()
    words = [
        word for word in plain.replace(",", " ").split() if word.rstrip(".") not in {"jr", "sr", "ii", "iii"}
    ]
    return f"{words[-1]} {plain}" if person and words and not family_name_first(name) else plain
