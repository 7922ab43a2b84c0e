"""Tells which language a text is in, and what languages are called."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ar", re.compile("[\u0621-\u064a\u0671-\u06d3]")),
    ("hi", re.compile("[\u0904-\u0939]")),
    ("bn", re.compile("[\u0985-\u09b9]")),
    ("ta", re.compile("[\u0b85-\u0bb9]")),
    ("th", re.compile("[\u0e01-\u0e2e]")),
    ("el", re.compile("[\u0391-\u03c9]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ru", re.compile("[\u0410-\u044f]")),
)
_LETTERS = {  # letters that only one language of a script uses
    "ar": (("ur", "ٹڈڑے"), ("fa", "پچژگ")),
    "ru": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђћџљњ"), ("bg", "")),
}
_SMALL_WORDS = {
    "en": "the of and to in that is was for on with as by at from his has have it said not are be this an"
    " which",
    "de": "der die und das den von zu mit sich des auf für ist im nicht ein eine als auch es an dem",
    "fr": "le la les des et du en un une est que dans pour qui sur pas par au avec ce il sont",
    "es": "el la los las de y en que del por un una con se para su es al como más no lo",
    "it": "il di che la e in un per è del con non una sono della si le dei da gli alla nel",
    "pt": "o os as de e em que do da um uma para com não por no na se dos mais ao foi",
    "nl": "de het een en van in is dat op te zijn met voor niet aan die er om ook als",
    "sv": "och att det i som en på är av för med den till inte har de ett om var",
    "da": "og det at en den til er som på de med for ikke der var af et har",
    "no": "og det som en på er av for med til ikke har de ble den et fra om var",
    "pl": "w i na z się nie do to że jest o po jak za od jego przez dla są",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi ne sonra kadar",
    "id": "yang dan di dengan untuk ini dari dalam pada tidak akan itu ke adalah",
    "fi": "ja on että ei se oli hän ovat mutta joka kun myös ole mukaan sekä",
    "cs": "a v se na je že s z o do i pro by jako za od ale podle",
    "hu": "a az és hogy nem is egy meg volt csak ez már de van szerint",
    "ro": "de și în a la cu pe că nu din care o un este pentru mai",
    "vi": "và của là có cho được không các những trong một với này người",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
ALL_SMALL_WORDS = frozenset().union(*_WORDS.values())


SAMPLE_LENGTH = 1_500  # code points from which a language is told
MIN_LETTERS = 20  # of a text whose language is told; by judgement
# Share of small English words in the words of a text that none in another language has; set on news in 20
# languages.
PLAIN_ENGLISH_SHARE = 0.2
LATIN_SHARE = 0.7  # of the letters of a text in Latin letters; by judgement
MIN_SCRIPT_SHARE = 0.4  # of the letters of a text in another script; by judgement
MIN_KANA_SHARE = 0.05  # of the letters of a Japanese text, which has Chinese characters too; by judgement
MIN_SMALL_WORD_SHARE = 0.08  # of the words of a text in the language of the small words; by judgement
MAX_CHARACTERS_FOR_LETTER = (
    200  # of a text for each letter that only one language of its script uses; by judgement
)
# Languages whose script no other language of the news has.
_OWN_SCRIPTS = frozenset({"ja", "ko", "he", "bn", "ta", "th", "el", "ka", "hy"})
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]+")


_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.IGNORECASE,
)
# The codes of ISO 639-1.
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv"
    " dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie"
    " ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv"
    " mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm"
    " rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts"
    " tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_CODES_BY_NAME = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru", "arabic": "ar", "العربية": "ar",
    "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko",
    "polish": "pl",
    "polski": "pl", "turkish": "tr", "türkçe": "tr", "swedish": "sv", "svenska": "sv", "norwegian": "no",
    "norsk": "no", "danish": "da", "dansk": "da", "finnish": "fi", "suomi": "fi", "czech": "cs",
    "čeština": "cs", "greek": "el", "ελληνικά": "el", "hebrew": "he", "עברית": "he", "ukrainian": "uk",
    "українська": "uk", "hindi": "hi", "persian": "fa", "farsi": "fa", "فارسی": "fa", "hungarian": "hu",
    "magyar": "hu", "romanian": "ro", "română": "ro", "vietnamese": "vi", "indonesian": "id", "thai": "th",
}  # fmt: skip


_NAMES_BY_CODE = {code: name for name, code in reversed(_CODES_BY_NAME.items())}
LANGUAGE_NAMES = {code: name.capitalize() for code, name in _NAMES_BY_CODE.items() if name.isascii()} | {
    "af": "Afrikaans", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "de": "German", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "hr": "Croatian", "hy": "Armenian", "ka": "Georgian",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian",
    "nn": "Norwegian", "pt": "Portuguese", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sw": "Swahili", "ta": "Tamil", "tl": "Tagalog", "ur": "Urdu", "xh": "Xhosa",
    "zu": "Zulu", "be": "Belarusian", "it": "Italian", "nl": "Dutch", "pl": "Polish", "fi": "Finnish",
    "hu": "Hungarian", "no": "Norwegian", "da": "Danish",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return the English name of a language, or words with its code where it has none here."""
    return LANGUAGE_NAMES.get(code.partition("-")[0], f"another language ({code})")


class LanguageTagError(ValueError):
    """A text is no language tag; the message says why, and what may be meant."""


def language_tag(text: str) -> str:
    """Return a language tag (BCP 47: RFC 5646, section 2.1) in its usual spelling: "en_us" is "en-US".

    Raises LanguageTagError where it is none.
    """
    tag = text.strip().partition(".")[0].replace("_", "-")  # systems write "en_US.UTF-8"
    parts = _TAG.fullmatch(tag)
    if not parts or not _is_known(parts["language"].lower()):
        meant = _CODES_BY_NAME.get(tag.casefold(), "")
        hint = f'did you mean "{meant}"?' if meant else 'write a tag like "en", "pt-BR" or "zh-Hant"'
        raise LanguageTagError(f'is no language: "{text}"; {hint}')
    spelled = [
        parts["language"].lower(),
        (parts["script"] or "").title(),
        (parts["region"] or "").upper(),
        parts["variants"].lower().strip("-"),
    ]
    return "-".join(part for part in spelled if part)


def _is_known(code: str) -> bool:
    """Whether a code has three letters, or is one of the two-letter codes that there are."""
    return len(code) != 2 or code in _TWO_LETTERS


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    """Return the classifier; its table takes most of a second to read, so it is read where it is needed."""
    from py3langid.langid import classify  # noqa: PLC0415

    classifier: Callable[[str], tuple[str, float]] = classify
    return classifier


def detect(text: str) -> str:
    """Return the language of a text as a BCP 47 code, "und" where it is too short to tell.

    Plain English and scripts of one language are told at once, all else by py3langid (Lui and Baldwin
    2011), by its first characters.
    """
    sample = text[:SAMPLE_LENGTH]
    quick = by_small_words(sample)
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < MIN_LETTERS or quick in _OWN_SCRIPTS:
        return quick
    english = sum(word in _WORDS["en"] for word in words)
    if quick == "en" and english > PLAIN_ENGLISH_SHARE * len(words):
        return quick
    return str(_classifier()(sample)[0])


def by_small_words(text: str) -> str:
    """Return the language of a text by its script and its commonest words, "und" where they do not tell."""
    sample = text[:SAMPLE_LENGTH]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < MIN_LETTERS:
        return "und"
    if sample.isascii() or sum(map(len, _LATIN.findall(sample))) > LATIN_SHARE * letters:
        return _by_words(words)
    for language, pattern in _SCRIPTS:
        least = MIN_KANA_SHARE if language == "ja" else MIN_SCRIPT_SHARE
        if len(pattern.findall(sample)) / letters > least:
            return _by_letters(language, sample)
    return _by_words(words)


def _by_letters(language: str, sample: str) -> str:
    """Return the language of a script by letters that it alone uses; the commonest one where none stand."""
    for other, letters in _LETTERS.get(language, ()):
        count = sum(sample.count(letter) for letter in letters)
        if count > len(sample) // MAX_CHARACTERS_FOR_LETTER:
            return other
    return language


def _by_words(words: list[str]) -> str:
    """Return the language whose small words stand in a text most often, "und" where none stands out."""
    counts = Counter(words)
    hits = Counter(
        {
            language: sum(map(counts.__getitem__, small_words.intersection(counts)))
            for language, small_words in _WORDS.items()
        }
    )
    (best, most), (_, second) = hits.most_common(2)
    return best if most > len(words) * MIN_SMALL_WORD_SHARE and most > second else "und"
