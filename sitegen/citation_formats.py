"""An article as reference managers exchange it: CSL-JSON, RIS, BibTeX, COinS; and in words, by usual styles.

CSL-JSON: citation-style-language/schema, csl-data.json. RIS: the tags of Reference Manager. BibTeX: fields of
biblatex, with the older names of a journal and a year beside them. COinS: Z39.88-2004, format dc.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from sitegen.dates import LONG_MONTHS, Moment, moment_of
from sitegen.model.site import Record
from sitegen.name_parts import NameParts, name_parts
from sitegen.text import slug

JsonObject = dict[str, object]

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_NO_LINE = re.compile(r"[\s\x00-\x1f\x7f]+")
MAX_KEY_WORD = 24  # code points of a name in a key of BibTeX


@dataclass(frozen=True, slots=True)
class Citable:
    """An article that can be cited: its record, its address in the archive, and the archive's name."""

    record: Record
    page: str  # absolute, or empty where the address of the archive is not known
    archive: str

    @property
    def key(self) -> str:
        """Return a name for it that stays: author, year, and the article's own key."""
        authors = self.names
        first = (authors[0].family or authors[0].literal) if authors else self.record.source
        words = slug(first)[:MAX_KEY_WORD].strip("-") if first else ""
        return "-".join(filter(None, (words, self.record.date[:4], slug(self.record.key))))

    @property
    def names(self) -> tuple[NameParts, ...]:
        """Return the authors in their parts."""
        return tuple(name_parts(author, self.record.language) for author in self.record.authors)

    @property
    def title(self) -> str:
        """Return its headline, or what stands in its place."""
        return self.record.title or self.record.shown_title


# For programs -----------------------------------------------------------------------------------------------


def csl(item: Citable) -> JsonObject:
    """Return an article as CSL-JSON has it."""
    record = item.record
    values: JsonObject = {
        "id": item.page or item.key,
        "type": "article-newspaper",
        "title": item.title,
        "author": [_csl_name(name) for name in item.names],
        "container-title": record.source,
        "issued": _csl_date(record.date),
        "accessed": _csl_date(record.retrieved),
        "URL": record.address,
        "abstract": record.abstract,
        "language": record.language,
        "keyword": ", ".join(record.keywords),
        "archive": item.archive,
        "archive_location": item.page or record.key,
    }
    return {name: value for name, value in values.items() if value}


def _csl_name(name: NameParts) -> JsonObject:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _csl_date(date: str) -> JsonObject:
    moment = moment_of(date)
    return {"date-parts": [[part for part in _day_parts(moment) if part]]} if moment else {}


def _day_parts(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def csl_json(items: list[JsonObject]) -> bytes:
    """Return CSL-JSON items as a file."""
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def ris(item: Citable) -> str:
    """Return an article as a record of RIS."""
    lines = "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in _ris_rows(item) if value)
    return f"TY  - NEWS\r\n{lines}ER  - \r\n"


def _ris_rows(item: Citable) -> Iterator[tuple[str, str]]:
    record = item.record
    moment, retrieved = moment_of(record.date), moment_of(record.retrieved)
    yield "TI", item.title
    yield from (("AU", name.inverted) for name in item.names)
    yield "T2", record.source
    yield "PY", f"{moment.year:04}" if moment else ""
    yield "DA", _ris_date(moment) if moment else ""
    yield "Y2", _ris_date(retrieved) if retrieved else ""
    yield "UR", record.address
    yield "AB", record.abstract
    yield from (("KW", keyword) for keyword in record.keywords)
    yield "LA", record.language
    yield "DB", item.archive
    yield "AN", record.key
    yield "L2", item.page


def _ris_date(moment: Moment) -> str:
    return "/".join(f"{part:02}" if part else "" for part in _day_parts(moment)) + "/"


def bibtex(item: Citable) -> str:
    """Return an article as an entry of BibTeX."""
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_rows(item) if value)
    return f"@article{{{item.key},\n{rows}}}\n"


def _bibtex_rows(item: Citable) -> Iterator[tuple[str, str]]:
    record = item.record
    moment = moment_of(record.date)
    yield "author", " and ".join(map(_bibtex_name, item.names))
    yield "title", f"{{{_tex(item.title)}}}"
    yield "journaltitle", _tex(record.source)
    yield "journal", _tex(record.source)
    yield "date", record.date[:10]
    yield "year", f"{moment.year:04}" if moment else ""
    yield "url", _one_line(record.address or item.page)
    yield "urldate", record.retrieved[:10]
    yield "entrysubtype", "newspaper"
    yield "langid", record.language
    yield "keywords", ", ".join(map(_tex, record.keywords))
    yield "abstract", _tex(record.abstract)
    yield "note", _tex(f"{item.archive}, {record.key}")


def _bibtex_name(name: NameParts) -> str:
    if name.literal:
        return f"{{{_tex(name.literal)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(_tex(part) for part in parts if part)


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in _one_line(text))


def _one_line(text: str) -> str:
    return _NO_LINE.sub(" ", text).strip()


def coins(item: Citable) -> str:
    """Return the value of the attribute `title` of a COinS span, not yet escaped for HTML."""
    record = item.record
    rows = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", item.title),
        ("rft.source", record.source),
        ("rft.identifier", record.address or item.page),
        *(("rft.au", author) for author in record.authors),
        ("rft.date", record.date[:10]),
        ("rft.language", record.language),
    ]
    return urlencode([(name, value) for name, value in rows if value], errors="replace")


# For readers ------------------------------------------------------------------------------------------------


def styled(item: Citable) -> tuple[tuple[str, str], ...]:
    """Return the name of each style with the citation in it; what is not known is left out.

    APA: Publication Manual, 7th edition, 10.1; Chicago: Manual of Style, 17th edition, 14.191 (bibliography);
    MLA: Handbook, 9th edition, 5.
    """
    return (("APA", _apa(item)), ("Chicago", _chicago(item)), ("MLA", _mla(item)))


def _apa(item: Citable) -> str:
    names = [_apa_name(name) for name in item.names]
    moment = moment_of(item.record.date)
    day = _apa_date(moment) if moment else "n.d."
    head = f"{_joined(names, ', & ', ', ')} ({day})." if names else ""
    title = _with_stop(item.title)
    tail = [_with_stop(item.record.source) if item.record.source else "", item.record.address or item.page]
    return " ".join(filter(None, (head, title, "" if names else f"({day}).", *tail)))


def _apa_name(name: NameParts) -> str:
    if name.literal:
        return name.literal
    initials = " ".join(
        f"{word[0].upper()}." for word in name.given.replace("-", " ").split() if word[0].isalpha()
    )
    return ", ".join(filter(None, (name.family, initials, name.suffix)))


def _apa_date(moment: Moment) -> str:
    parts = f"{LONG_MONTHS[moment.month - 1]} {moment.day or ''}".strip() if moment.month else ""
    return ", ".join(filter(None, (f"{moment.year:04}", parts)))


def _chicago(item: Citable) -> str:
    names = _in_order(item.names)
    parts = [
        _with_stop(names) if names else "",
        f"“{_with_stop(item.title)}”",
        _source_and_day(item.record),
        f"{item.record.address or item.page}." if item.record.address or item.page else "",
    ]
    return " ".join(filter(None, parts))


def _mla(item: Citable) -> str:
    names = item.names
    shown = names[0].inverted + ", et al" if len(names) > 2 else _in_order(names)
    where = ", ".join(
        filter(
            None,
            (
                item.record.source,
                _mla_date(item.record.date),
                (item.record.address or item.page).split("://")[-1],
            ),
        )
    )
    parts = [_with_stop(shown) if shown else "", f"“{_with_stop(item.title)}”", f"{where}." if where else ""]
    return " ".join(filter(None, parts))


def _in_order(names: tuple[NameParts, ...]) -> str:
    """Return names with the first one inverted, as bibliographies have them."""
    rest = [
        name.literal or " ".join(filter(None, (name.given, name.family, name.suffix))) for name in names[1:]
    ]
    return _joined([names[0].inverted, *rest], ", and ", ", ") if names else ""


def _joined(words: list[str], last: str, between: str) -> str:
    return between.join(words[:-1]) + (last if len(words) > 1 else "") + words[-1] if words else ""


def _source_and_day(record: Record) -> str:
    parts = ", ".join(filter(None, (record.source, _chicago_date(record.date))))
    return f"{parts}." if parts else ""


def _chicago_date(date: str) -> str:
    moment = moment_of(date)
    if not moment or not moment.month:
        return f"{moment.year:04}" if moment else ""
    month = LONG_MONTHS[moment.month - 1]
    return f"{month} {moment.day}, {moment.year:04}" if moment.day else f"{month} {moment.year:04}"


def _mla_date(date: str) -> str:
    moment = moment_of(date)
    if not moment or not moment.month:
        return f"{moment.year:04}" if moment else ""
    return f"{moment.day or ''} {_MLA_MONTHS[moment.month - 1]} {moment.year:04}".strip()


def _with_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
