"""Pure functions of texts that more than one stage needs: words, sentences, slugs, distances."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container
from itertools import accumulate
from urllib.parse import urlsplit
from zlib import crc32

from anyascii import anyascii

from sitegen.model import Article

# Scripts written without spaces between words count each character as a word.
UNSPACED_RANGES = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0E7F))
UNSPACED = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED_RANGES)
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:['’.\-][^\W_{UNSPACED}]+)*\.?")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SPACED = re.compile(r"[^\W_][^\s/—–…]*")  # a word in a script that parts words by spaces
TOKEN = re.compile(rf"[{UNSPACED}]|(?:-(?!-)|[^\s\-–—{UNSPACED}])+")  # between spaces and dashes
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘'(\[]?[^\Wa-z_])|[。！？।۔؟]['\"”’」』]*\s*")
ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Ms|Mrs|Dr|St|vs|No|Jr|Sr|Gen|Sen|Rep|Gov|Col|Capt|Lt|Sgt|Maj|Prof|Inc|Ltd|Co|Corp"
    r"|Rev|Hon|Mt))$"
)
MAX_ABBREVIATION = 6  # characters before a full stop in which an abbreviation is looked for
DIGIT = re.compile(r"\d")
WIKILINK = re.compile(r"\[\[(?P<target>\s*[^\s\[\]|][^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]")
CLOSERS = "\"'”’)]»›」』*"
TERMINALS = tuple(".!?…:;。！？؟۔।")

ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0655\u1dc0-\u1dff\u20d0-\u20f0]+")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps"})

MIN_SHARED_WORDS = 3  # of a line, which are more than chance; by judgement
MAX_SLUG = 100  # bytes
QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
)
_WORDY = re.compile(r"[A-Za-z0-9]")
_REPLACED_MARKS = (
    (chr(0x2013), " "),
    (chr(0x2014), " "),
    ("\u00a0", " "),
    *((mark, "") for mark in "“”‘’„«»…·•\u200b\u200c\u200d\ufeff\u00ad"),
)
_DROPPED = {  # characters of ASCII that are neither letter nor digit nor space
    code: None for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())
}
# Replacing each is faster than translating.
PLAIN_QUOTES = tuple((chr(mark), plain) for mark, plain in QUOTES.items())
# Ids that the theme gives on pages that show a person's text.
THEME_IDS = frozenset(
    {"main", "filter", "filter-count", "linked", "orphans", "preview", "settings", "site-q", "unlisted"}
)


def word_count(text: str) -> int:
    """Return the number of words as a reader counts; a character of an unspaced script is half a word."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(_SPACED.findall(text))
    total = 0.0
    for match in WORD.finditer(text):
        total += 0.5 if is_half_word(match[0]) else 1
    return round(total)


def is_half_word(word: str) -> bool:
    """Whether a word is a character of a script without spaces, which counts half."""
    return len(word) == 1 and word >= "\u0e00"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table row that lists them parted by spaces."""
    return frozenset(words.split())


def normal_words(text: str) -> list[tuple[str, int, int]]:
    """Return each word in normal form (NFKC, small letters, letters and digits alone), its start and end."""
    words = []
    for match in TOKEN.finditer(text):
        word = normal_word(match[0])
        if word:
            words.append((word, match.start(), match.end()))
    return words


def _word_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each of the words of `normal_words`."""
    tokens = TOKEN.finditer(text)
    if text.isascii():
        return [match.span() for match in tokens if _WORDY.search(match[0])]
    return [
        match.span()
        for match in tokens
        if (_WORDY.search(match[0]) if match[0].isascii() else normal_word(match[0]))
    ]


def visible_lines(article: Article, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a seed with only what its article shows on them; each part keeps its column."""
    spans: dict[int, list[tuple[int, int]]] = {}  # by line
    for passage in article.passages:
        for piece in passage.pieces:
            spans.setdefault(piece.line, []).append((piece.start, piece.end))
    visible = [""] * len(lines)
    for number, line_spans in spans.items():
        line = lines[number]
        for start, end in sorted(line_spans):
            visible[number] = visible[number].ljust(start) + line[max(start, len(visible[number])) : end]
    return tuple(visible)


class WordPlaces:
    """Where each word of a seed stands: line, start and end column, in the order that relations count."""

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
        """Return line, start and end column of each part of a line that the words from `start` to `end` fill.

        A word or two that reach into another line are left out: that they agree is chance.
        """
        parts = []
        long_parts = []
        while start < end:
            line, left, _ = self[start]
            next_start = min(end, self._first[line + 1])
            part = (line, left, self[next_start - 1][2])
            parts.append(part)
            if next_start - start >= MIN_SHARED_WORDS:
                long_parts.append(part)
            start = next_start
        return long_parts or parts


def plain_words(text: str) -> list[str]:
    """Return the words of `normal_words` alone, many times faster where the text is mostly ASCII."""
    if not text.isascii():
        for mark, plain in _REPLACED_MARKS:
            text = text.replace(mark, plain)
    if not text.isascii():
        return [word for token in TOKEN.findall(text) if (word := normal_word(token))]
    return text.replace("--", " ").lower().translate(_DROPPED).split()


def normal_word(token: str) -> str:
    """Return the letters, marks and digits of a token in small letters and NFKC form."""
    if token.isascii():
        if token.isalnum():
            return token.lower()
        return "".join(letter for letter in token.lower() if letter.isalnum())
    whole = unicodedata.normalize("NFKC", token).lower()
    return "".join(
        letter for letter in whole if letter.isalnum() or unicodedata.category(letter) in {"Mn", "Mc"}
    )


def fold(text: str) -> str:
    """Return a form in which case, accents, kinds of quotation mark and amounts of space do not matter."""
    if not text.isascii():
        for mark, plain in PLAIN_QUOTES:
            text = text.replace(mark, plain)
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


_NOT_IN_SLUG = re.compile("[^a-z0-9]+")
# Names that Windows keeps for devices: no file can have them there.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)


def address_part(text: str) -> str:
    """Return a slug in which all Latin letters are plain, also those without an accent: "łódź" is "lodz"."""
    return slug("".join(anyascii(letter) if _is_special_latin(letter) else letter for letter in text))


def _is_special_latin(letter: str) -> bool:
    if letter.isascii() or not letter.isalpha():
        return False
    return unicodedata.name(letter, "").startswith("LATIN")


def slug(text: str) -> str:
    """Return a part of an address: small letters and digits of any script, joined by hyphens; never empty."""
    if text.isascii():
        ascii_slug = _NOT_IN_SLUG.sub("-", text.lower().replace("'", "")).strip("-") or "x"
        if ascii_slug in _DEVICES:
            return f"{ascii_slug}-x"
        return ascii_slug if len(ascii_slug) <= MAX_SLUG else _shortened(ascii_slug)
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    latin = "".join(_without_accent(letter) for letter in plain.translate(QUOTES).replace("'", ""))
    words = "".join(
        letter if letter.isalnum() or unicodedata.category(letter) in {"Mn", "Mc"} else "-"
        for letter in latin
    )
    joined = re.sub("-+", "-", words).strip("-") or "x"
    return joined if len(joined.encode()) <= MAX_SLUG else _shortened(joined)


def _shortened(long_slug: str) -> str:
    """Return the beginning of a long slug and a checksum of all of it, since file names are limited."""
    data = long_slug.encode()
    head = data[: MAX_SLUG - 9].decode(errors="ignore").rstrip("-")
    return f"{head}-{crc32(data):08x}"


def _without_accent(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)
    return base[0] if len(base) > 1 and base[0].isascii() else character


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    if text[-1:].isalnum():
        return False
    return text.rstrip().rstrip(CLOSERS).endswith(TERMINALS)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence; together they cover the text except the space between."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if text[match.start()] == "." and ABBREVIATED.search(
            text, max(start, match.start() - MAX_ABBREVIATION), match.start()
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip()]


def shorten(text: str, words: int) -> str:
    """Return the first words of a text, with an ellipsis where something was left out."""
    parts = text.split()
    if len(parts) == 1 and len(text) > words * 4:
        return text[: words * 4] + "…"
    if len(parts) <= words:
        return text
    return " ".join(parts[:words]).rstrip(",;:–—-") + "…"


def heading_anchor(words: str) -> str:
    """Return the id of the first heading of these words on a page; it is none that the theme gives."""
    base = slug(words)
    is_taken = base in THEME_IDS or re.fullmatch(r"[lnpcdsf]\d+|fn.*", base)
    return f"{base}-part" if is_taken else base


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that is fewest edits away, or an empty text where none is close.

    Close is an edit for three letters, and at least two (one in words of up to three letters); by judgement.
    """
    distance, best = min(((edits(word, other), other) for other in known), default=(99, ""))
    least = 2 if len(word) > 3 else 1
    return best if distance <= max(least, len(word) // 3) else ""


def edits(a: str, b: str) -> int:
    """Return the edit distance of two texts: insertions, deletions and substitutions (Levenshtein 1966)."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other))
    return row[-1]


def unique_name(base: str, taken: Container[str], *more: str) -> str:
    """Return the first name that is not taken: of the base, the others, the base with numbers from 2."""
    return UniqueNames(taken).of(base, *more)


class UniqueNames:
    """Finds names that are not taken, for many things in turn.

    `taken` may grow between two questions but not shrink. For each base it is remembered up to which number
    all are taken, so many things of one name take no longer than many of different names.
    """

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}  # by base: the first that may be free

    def of(self, base: str, *more: str) -> str:
        """Return the first name that is not taken: of the base, the others, the base with numbers from 2."""
        free = next(filter(self._is_free, (base, *more)), None)
        if free is not None:
            return free
        number = self._numbers.get(base, 2)
        while not self._is_free(f"{base}-{number}"):
            number += 1
        self._numbers[base] = number
        return f"{base}-{number}"

    def _is_free(self, name: str) -> bool:
        return name.casefold() not in self._taken and name not in self._taken


def canonical_host(text: str) -> str:
    """Return the host that a text names, in small letters without "www."; nothing where it names none."""
    bare = re.sub(r"^(?:[a-z][a-z0-9+.\-]*:)?//", "", text.strip().lower())
    host = re.split(r"[/?#]", bare, maxsplit=1)[0].rpartition("@")[2]
    host = re.sub(r"^(?:www|m|amp|mobile)\.(?=[^.]+\.[^.]+)", "", re.sub(r":\d*$", "", host).rstrip("."))
    return host if re.fullmatch(r"[^\s.]+(?:\.[^\s.]+)+", host) else ""


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute address of the web: http or https, with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def plural(number: int, one: str, many: str = "") -> str:
    """Return a count with its noun, thousands parted by commas: "1 word", "1,200 words"."""
    noun = one if number == 1 else many or one + "s"
    return f"{number:,} {noun}"


# Chinese and Korean family names, and what the names given with them look like
FAMILY_NAMES_FIRST = word_set(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song"
    " tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren"
    " shen yao qin xi mao wen fu qian hua le bo chai qi geng"
    " kim park moon lee choi jung kang cho yoon jang lim ban roh choe chung pak shin hwang seo yun chiang"
)
_PINYIN = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er"
    "|a|e|i|u|(?<=[bpmfw])o)"
)
_SYLLABLE = "(?:ch|sh|zh|hs|ts|[bpmfdtnlgkhjqxrzcsyw])?[yw]?[aeiou]{1,3}(?:ng|[nmlkptwh])?"
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_GIVEN_NAME = re.compile(rf"{_PINYIN}(?:'?{_PINYIN})?|{_SYLLABLE} {_SYLLABLE}", re.IGNORECASE)
_HYPHENATED_NAME = re.compile("[A-Z][a-z]+-[a-z]+")


def family_name_first(name: str) -> bool:
    """Whether a name is written as in China and Korea: the family name, then one or two syllables."""
    family, _, given = name.partition(" ")
    if family.casefold() not in FAMILY_NAMES_FIRST:
        return False
    return bool(_GIVEN_NAME.fullmatch(given) or _HYPHENATED_NAME.fullmatch(given))


def sort_name(name: str, *, person: bool) -> str:
    """Return the key by which a name is sorted: people by their family name, nothing by a leading "The"."""
    plain = name.removeprefix("The ").casefold()
    if not person or family_name_first(name):
        return plain
    words = [word for word in plain.replace(",", " ").split() if word.rstrip(".") not in _NAME_SUFFIXES]
    return f"{words[-1]} {plain}" if words else plain
