"""Whether the finished files of a public edition hold words that it may not show.

What may not be shown: words that a person called private, the texts of articles beyond what their rights
allow, and the facts of withdrawn ones. The files are read as anyone may read them: with and without markup,
with escapes undone, inside of packs.
"""

import base64
import binascii
import gzip
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from html import unescape
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from sitegen.config import regular_expression
from sitegen.model import Article, Block, Field, Inputs, Note, Problem, Severity
from sitegen.pipeline.build import Built
from sitegen.pipeline.public_edition import public_inputs
from sitegen.read.redactions import REDACTIONS_PATH
from sitegen.site.edition import Edition
from sitegen.site.rights import Mode
from sitegen.text import sentences, shorten
from sitegen.word_grams import Grams, different_grams, grams, hashes_of, words_of

RUN = 8  # words in a row that nobody else writes by chance; by judgement
MIN_SENTENCE = 5  # words of a whole sentence that is looked for, though it is shorter than a run
MIN_PRIVATE_LINE = 4  # words of a private line; by judgement
MIN_PRIVATE_NAME = 2  # of a private headline or title
MIN_WITHDRAWN_FACT = 4  # of the headline or address of a withdrawn text
MAX_TOLD_WORDS = 8  # of what was found, in a message
MAX_TOLD_FILES = 5  # of those that hold words of one text
MAX_PACK_DEPTH = 3  # of packs in packs
MAX_UNPACKED = 1 << 30  # bytes of one file of a pack
# Fields of a private note that its writer wrote; its date or source may be those of the article.
SECRET_FIELDS = ("title", "standfirst", "credit")
WITHDRAWN_FIELDS = ("title", "standfirst", "address")
NO_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff2", ".woff", ".ico")
TEXT_FILES = (".html", ".xml", ".jsonl", ".jsonld", ".js", ".json", ".txt", ".svg", ".csv", ".md")

_TAG = re.compile("<[^<>]*>")
_ESCAPED_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPE = re.compile(r"\\(?:[nrtbf\"'/\\]|\n)")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}")
_PACK, _GZIP = b"PK\x03\x04", b"\x1f\x8b"


class Kind(Enum):
    """What a secret is; it may be told in the words of some other texts all the same."""

    PRIVATE = "private words of a person"
    TEXT = "the text of an article"
    FACT = "a fact of a withdrawn article"
    REDACTED = "words that are to be hidden"


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that must not be told, and where they stand."""

    kind: Kind
    path: str
    line: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Runs of so many words, sorted by their hash, with the number of the secret that each is of."""

    size: int
    hashes: Grams
    owners: npt.NDArray[np.int64]


class Secrets:
    """The runs of words of some secrets, without those that may be told all the same."""

    def __init__(self, secrets: Iterable[Secret], allowed: Mapping[Kind, Iterable[str]]) -> None:
        """Make them ready to be looked for; `allowed` are texts that may be told, by the kind of secret."""
        self._secrets = tuple(secrets)
        self._joined = [f" {' '.join(secret.words)} " for secret in self._secrets]
        groups: dict[tuple[int, Kind], list[int]] = defaultdict(list)
        for number, secret in enumerate(self._secrets):
            groups[min(RUN, len(secret.words)), secret.kind].append(number)
        told = {kind: [hashes_of(words_of(text)) for text in texts] for kind, texts in allowed.items()}
        self._runs = [
            runs
            for (size, kind), numbers in sorted(groups.items(), key=lambda group: group[0][0])
            if len((runs := self._runs_of(numbers, size, told[kind])).hashes)
        ]

    def _runs_of(self, numbers: list[int], size: int, told: list[Grams]) -> "_Runs":
        own = [grams(hashes_of(list(self._secrets[number].words)), size) for number in numbers]
        hashes, owners = np.concatenate(own), np.repeat(numbers, [len(runs) for runs in own])
        kept = ~np.isin(hashes, different_grams(told, size))
        hashes, owners = hashes[kept], owners[kept]
        order = np.argsort(hashes, kind="stable")
        return _Runs(size, hashes[order], owners[order])

    def __bool__(self) -> bool:
        return bool(self._runs)

    def told_in(self, text: str) -> dict[int, str]:
        """Return the secrets of which a text tells words, by number, with the first of these words."""
        words = words_of(text)
        hashes = hashes_of(words)
        found: dict[int, str] = {}
        for runs in self._runs:
            own = grams(hashes, runs.size)
            places = np.minimum(np.searchsorted(runs.hashes, own), len(runs.hashes) - 1)
            for start in np.flatnonzero(runs.hashes[places] == own):
                number = int(runs.owners[places[start]])
                told = " ".join(words[start : start + runs.size])
                if number not in found and f" {told} " in self._joined[number]:
                    found[number] = told
        return found

    def problems(self, files: Iterable[tuple[str, bytes]]) -> list[Problem]:
        """Return where files, by path and bytes, tell secrets; of each text the first files alone."""
        problems: list[Problem] = []
        told: dict[str, set[str]] = defaultdict(set)
        for path, data in files:
            found: dict[int, str] = {}
            for view in _views(path, data):
                found = self.told_in(view) | found
            for number, words in sorted(found.items()):
                secret = self._secrets[number]
                if path not in told[secret.path] and len(told[secret.path]) < MAX_TOLD_FILES:
                    told[secret.path].add(path)
                    problems.append(_problem(secret, path, words))
        return problems


_WHAT = {
    Kind.PRIVATE: "that are private",
    Kind.TEXT: "that its rights do not allow to show",
    Kind.FACT: "that its rights do not allow to show",
    Kind.REDACTED: "that are to be hidden",
}


def _problem(secret: Secret, path: str, words: str) -> Problem:
    is_private = secret.kind in {Kind.PRIVATE, Kind.REDACTED}
    what = _WHAT[secret.kind]
    shown = "…" if secret.kind is Kind.REDACTED else shorten(words, MAX_TOLD_WORDS)
    message = f'words of it {what} stand in {path} ("{shown}"); it is not to be published'
    code = "SG507" if is_private else "SG508"
    return Problem(secret.path, secret.line, code, message, severity=Severity.ERROR)


# What may not be told ---------------------------------------------------------------------------------------


def leaks(built: Built) -> list[Problem]:
    """Return the files of a finished public edition that hold what it may not show."""
    return leaks_in(built, ((output.path, output.data) for output in built.outputs))


def leaks_in(built: Built, files: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Return which of some files, given by path and bytes, hold what a public edition may not show."""
    if built.site.info.profile != "public":
        return []
    secrets = secrets_of(built)
    return secrets.problems(files) if secrets else []


def secrets_of(built: Built) -> Secrets:
    """Return what the public edition of an archive may not tell."""
    edition = Edition(
        inputs=public_inputs(built.inputs, built.config),
        archive=built.analysis.archive,
        config=built.config,
        notes=built.analysis.notes,
        withdrawals=built.analysis.withdrawals,
    )
    shown = tuple(_shown_texts(edition))
    written = (*shown, *_texts_of_people(edition))
    kept = (*shown, *(f"articles/{seed.key}" for seed in edition.archive.seeds))
    secrets = (
        *_private_words(built.inputs),
        *_unshown_texts(edition),
        *_withdrawn_facts(edition),
        *_redacted_words(built.inputs),
    )
    allowed = {Kind.PRIVATE: shown, Kind.TEXT: (*written, *kept), Kind.FACT: kept, Kind.REDACTED: ()}
    return Secrets(secrets, allowed)


def _unshown_texts(edition: Edition) -> Iterator[Secret]:
    """Yield the texts of articles of which not all may be shown."""
    for seed, article in edition.articles.items():
        if edition.modes[seed] is Mode.FULL:
            continue
        standfirsts = tuple(field for field in article.fields if field.name == "standfirst")
        passages: tuple[Field | Block, ...] = (*standfirsts, *article.blocks)
        for passage in passages:
            line = passage.pieces[0].line if passage.pieces else -1
            yield from _runs_of(article.path, line, passage.text)
        lines = edition.seeds[seed].lines
        for cut in article.cuts:
            for line in cut.lines:
                words = tuple(words_of(lines[line]))
                if len(words) >= RUN:
                    yield Secret(Kind.TEXT, article.path, line, words)


def _runs_of(path: str, line: int, text: str) -> Iterator[Secret]:
    """Yield a text, and those of its sentences that are shorter than a run."""
    words = tuple(words_of(text))
    if len(words) >= RUN:
        yield Secret(Kind.TEXT, path, line, words)
    for start, end in sentences(text):
        sentence = tuple(words_of(text[start:end]))
        if MIN_SENTENCE <= len(sentence) < RUN:
            yield Secret(Kind.TEXT, path, line, sentence)


def _withdrawn_facts(edition: Edition) -> Iterator[Secret]:
    """Yield the headlines, standfirsts and addresses of withdrawn articles."""
    for seed, article in edition.articles.items():
        if edition.modes[seed] is not Mode.WITHDRAWN:
            continue
        for field in article.fields:
            words = tuple(words_of(field.value))
            if field.name in WITHDRAWN_FIELDS and len(words) >= MIN_WITHDRAWN_FACT:
                line = field.pieces[0].line if field.pieces else -1
                yield Secret(Kind.FACT, article.path, line, words)


def _redacted_words(inputs: Inputs) -> Iterator[Secret]:
    """Yield the words that are hidden in all texts; those hidden in one alone may stand in others."""
    for redaction in inputs.redactions:
        words = tuple(words_of(redaction.pattern))
        if not redaction.seed and words and not regular_expression(redaction.pattern):
            yield Secret(Kind.REDACTED, REDACTIONS_PATH, redaction.line, words)


def _private_words(inputs: Inputs) -> Iterator[Secret]:
    """Yield the private words of a person, line by line."""
    for note in inputs.notes:
        yield from _private_words_of_note(note)
    for page in inputs.pages:
        if page.private:
            yield from _private_lines(page.path, page.line, page.title, least=MIN_PRIVATE_NAME)
            yield from _private_lines(page.path, page.line, page.markdown)
    for entity_note in inputs.entity_notes:
        if entity_note.private:
            yield from _private_lines(entity_note.path, -1, entity_note.markdown)
    for file in inputs.files:
        if file.private and file.target.endswith(TEXT_FILES):
            yield from _private_lines(file.path, -1, file.data.decode("utf-8", "replace"))


def _private_words_of_note(note: Note) -> Iterator[Secret]:
    for name, value, line in note.fields if note.private else ():
        if name in SECRET_FIELDS:
            yield from _private_lines(note.path, line, value, least=MIN_PRIVATE_NAME)
    for remark in note.remarks:
        if remark.private or note.private:
            yield from _private_lines(note.path, remark.line, remark.markdown)


def _private_lines(path: str, line: int, text: str, *, least: int = MIN_PRIVATE_LINE) -> Iterator[Secret]:
    """Yield the lines of a text that have enough words to be told from others."""
    for row in text.splitlines():
        words = tuple(words_of(row))
        if len(words) >= least:
            yield Secret(Kind.PRIVATE, path, line, words)


# What may be told -------------------------------------------------------------------------------------------


def _shown_texts(edition: Edition) -> Iterator[str]:
    """Yield what an edition shows of articles: others may have the same words, and remarks quote them."""
    for seed, article in edition.shown.items():
        passages: tuple[Field | Block, ...] = (*article.fields, *article.blocks)
        yield from (passage.text for passage in passages)
        yield from (field.value for field in article.fields)
        if edition.is_shown_whole(seed):
            yield from edition.seeds[seed].lines
            yield from _joined_lines(article)


def _joined_lines(article: Article) -> Iterator[str]:
    """Yield the texts that stand one behind the other in a whole article."""
    yield " ".join(block.text for block in article.blocks)


def _texts_of_people(edition: Edition) -> Iterator[str]:
    """Yield what people wrote for everybody, and what the archive knows of those whom it names."""
    inputs, config = edition.inputs, edition.config
    yield from (config.title, config.description, config.notice, config.contact, inputs.index.text)
    for note in inputs.notes:
        yield from (value for _, value, _ in note.fields)
        for remark in note.remarks:
            yield from (remark.markdown, remark.exact)
    yield from (page.markdown for page in edition.pages)
    yield from (note.markdown for note in inputs.entity_notes)
    for entity in edition.archive.entities:
        yield from (entity.name, entity.description, *entity.aliases)


# How a file may be read -------------------------------------------------------------------------------------


def _views(path: str, data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield the texts that a file may be read as, its name first."""
    yield unquote(path)
    if path.lower().endswith(NO_TEXT):
        return
    unpacked = _unpacked(data) if depth < MAX_PACK_DEPTH else None
    if unpacked is not None:
        for name, inner in unpacked:
            yield from _views(name, inner, depth + 1)
        return
    text = (
        data.decode("utf-16", "replace")
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}
        else data.decode("utf-8", "replace")
    )
    yield from _views_of_text(text)
    for match in _BASE64.finditer(text):
        yield _decoded(match[0])


def _views_of_text(text: str) -> Iterator[str]:
    plain = _without_escapes(text)
    yield plain
    if "<" in text:
        yield _without_escapes(_TAG.sub(" ", text))
        yield _without_escapes(_TAG.sub("", text))
    if "<" in plain and "&lt;" in text:
        yield _TAG.sub("", plain)


def _without_escapes(text: str) -> str:
    """Return a text without the escapes of JSON, HTML and addresses."""
    if "\\" in text:
        text = _ESCAPE.sub(" ", _ESCAPED_LETTER.sub(lambda match: chr(int(match[1], 16)), text))
    if "&" in text:
        text = unescape(unescape(text))
    return unquote(text) if "%" in text else text


def _unpacked(data: bytes) -> list[tuple[str, bytes]] | None:
    """Return the files of a pack by name; None where the bytes are none or cannot be read as one."""
    try:
        if data.startswith(_PACK):
            with zipfile.ZipFile(io.BytesIO(data)) as pack:
                return [
                    (entry.filename, pack.read(entry) if entry.file_size <= MAX_UNPACKED else b"")
                    for entry in pack.infolist()
                ]
        if data.startswith(_GZIP):
            return [("", gzip.decompress(data))]
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError):
        return None
    return None


def _decoded(text: str) -> str:
    """Return the text that a run of Base64 holds; an empty one where it holds none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""
