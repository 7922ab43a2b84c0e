"""The places where a Markdown text names seeds: in words, code, links, wikilinks, and by number in tables."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.markdown.links import local_links_of, sentences_with_links
from sitegen.markdown.render import redirect, render, set_headings
from sitegen.markdown.tokens import inlines, parser, plain_text, text_token
from sitegen.model import LinkedText, LocalLink
from sitegen.wikilinks import KIND as WIKILINK
from sitegen.wikilinks import Show

MAX_SEED_DIGITS = 9  # of a number of a seed
# Heads of a table column that holds numbers of seeds.
_NUMBER_HEAD = re.compile(r"\W*(?:no|nr|num|number|seed|seeds|id|file|#|n|nº|№|article)?\W*", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_WORD = r"[^\s|<>\[\]()`]+"
_LIKE_SEED = re.compile(r"\d{3,}_[0-9a-f]{8,}(?:\.txt)?|\d{3,}[\w.\- ]*\.txt")

# What stands for the name of a seed, from the 0-based line, the name as it stands, and the seed's id or an
# empty text.
_Replace = Callable[[int, str, str], list[Token]]


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a text names a seed."""

    line: int  # 0-based
    name: str  # as it stands
    seed: str  # its id, or an empty text where there is no such seed


@dataclass(frozen=True, slots=True)
class KnownSeeds:
    """The names by which a text may mean a seed."""

    by_name: tuple[tuple[str, str], ...]  # file name or stem -> id
    by_number: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Seeds:
    """The same as dictionaries, and what a text may mean by a name."""

    by_name: dict[str, str]
    by_number: dict[int, str]

    def numbered(self, number: str) -> str:
        """Return the seed that a number means where numbers mean seeds: its stem as written comes first."""
        if number in self.by_name:
            return self.by_name[number]
        return self.by_number.get(int(number), "") if _is_number(number) else ""

    def name_in(self, text: str) -> str:
        """Return the name of a known seed that a text is, with or without its folder; empty for others."""
        return next((name for name in (text, _without_folder(text)) if name in self.by_name), "")

    def of_wikilink(self, target: str) -> str:
        """Return the seed that the target of a wikilink names; empty where it names none."""
        return self.by_name.get(self.name_in(target)) or self.numbered(target)

    def named_in_words(self, word: str) -> bool:
        """Whether a word of running text names a seed.

        A stem that is a plain word ("china", "x-ray") or a figure ("380", "2024-05-01") does not.
        """
        return word in self.by_name and not _PLAIN_WORD.fullmatch(word) and not _is_figure(word)

    def named_in_code(self, code: str) -> bool:
        """Whether code within a line names a seed, known or not."""
        if self.name_in(code) and not _is_figure(code):
            return True
        return _looks_like_seed(code.rpartition("/")[2])

    def of_link(self, address: str) -> tuple[str, str]:
        """Return the name and the seed that the address of a link means.

        The name is empty where the link leads to something else, the seed where there is no such file.
        """
        is_elsewhere = "//" in address
        name = self.name_in(unquote(address)) or _without_folder(unquote(address.split("#", maxsplit=1)[0]))
        folder, _, file = name.rpartition("/")
        is_in_other_folder = folder and not is_elsewhere and "content/" not in name
        if is_in_other_folder and (file in self.by_name or _looks_like_seed(file)):
            return name, ""  # seeds stand in no folder but their own
        if name in self.by_name:
            seed = self.by_name[name]
            return (
                ("", "") if is_elsewhere and seed == name else (name, seed)
            )  # a stem may be of another site
        if _is_number(name) and not is_elsewhere and int(name) in self.by_number:
            return name, self.by_number[int(name)]
        return (name, "") if _looks_like_seed(name) else ("", "")


def _seeds(known: KnownSeeds) -> _Seeds:
    return _Seeds(dict(known.by_name), dict(known.by_number))


def named_seeds(text: str, known: KnownSeeds) -> tuple[Named, ...]:
    """Return every place where a Markdown text names a seed, in order."""
    found: list[Named] = []

    def gather(line: int, name: str, seed: str) -> list[Token]:
        found.append(Named(line, name, seed))
        return []

    _replace_all(parser().parse(text), _seeds(known), gather)
    return tuple(found)


def other_wikilinks(text: str, known: KnownSeeds) -> tuple[LinkedText, ...]:
    """Return the wikilinks of a Markdown text that name no seed."""
    seeds = _seeds(known)
    parts = [part for sentence in sentences_with_links(text, 0) for part in sentence]
    return tuple(part for part in parts if part.target and not seeds.of_wikilink(part.target))


def other_local_links(text: str, known: KnownSeeds) -> tuple[LocalLink, ...]:
    """Return the links and pictures of a Markdown text that name no host and no seed."""
    tokens = parser().parse(text)
    _replace_all(tokens, _seeds(known), lambda *_: [])
    return local_links_of(tokens, 0)


def to_html_with_links(
    text: str,
    known: KnownSeeds,
    link: Callable[[str, str, bool], str],
    show: Show,
    ways: Mapping[str, str] | None = None,
    picture_hosts: Collection[str] = (),
) -> str:
    """Return the HTML of a Markdown text in which every name of a seed is replaced.

    `link(name, seed, first)` gives the HTML for a name: `seed` is empty where no such file exists, and
    `first` says whether this is the first time that the paragraph or row names this seed.  The name is
    empty in a wikilink without words.  `show` is for other wikilinks, `ways` for other addresses and
    `picture_hosts` for pictures, as in `to_html`.
    """
    tokens = parser().parse(text)
    linked: set[tuple[int, str]] = set()  # lines and seeds
    mentions = Counter((named.line, named.seed) for named in named_seeds(text, known))

    def replace(line: int, name: str, seed: str) -> list[Token]:
        is_beside_name = _is_figure(name) and mentions[line, seed] > 1  # the name has more room for facts
        first = not is_beside_name and (line, seed) not in linked
        if first:
            linked.add((line, seed))
        html = Token("html_inline", "", 0)
        html.content = link(name, seed, first)
        return [html]

    _replace_all(tokens, _seeds(known), replace)
    redirect(tokens, ways or {})
    set_headings(tokens, 1)
    return render(tokens, show, picture_hosts=picture_hosts)


# Replacement of names ---------------------------------------------------------------------------------------


def _replace_all(tokens: list[Token], seeds: _Seeds, replace: _Replace) -> None:
    """Put what `replace` returns into the place of every name of a seed."""
    pattern = _names_pattern(seeds)
    seed_tables = _seed_tables(tokens, seeds)
    for token, place in inlines(tokens):
        is_number_cell = place.body and place.column == 0 and place.table in seed_tables
        number = _number_in(token, seeds) if is_number_cell else ""
        if number:
            token.children = replace(place.line, number, seeds.numbered(number))
        else:
            token.children = _replaced(token.children or [], seeds, pattern, replace, place.line)


def _number_in(cell: Token, seeds: _Seeds) -> str:
    """Return the number that is all that a cell holds; empty where it holds more, or a link."""
    text = plain_text(cell).strip()
    if any(child.type in {"link_open", WIKILINK} for child in cell.children or ()):
        return ""
    return text if _is_number(text) or (_is_figure(text) and text in seeds.by_name) else ""


def _seed_tables(tokens: list[Token], seeds: _Seeds) -> set[int]:
    """Return the numbers of tables whose first column means seeds.

    It is headed or written as such, or the same seed is named beside the number.
    """
    tables: set[int] = set()
    is_headed, seed = False, ""  # the head of the first column, and the seed of the row's first cell
    for token, place in inlines(tokens):
        cell = plain_text(token).strip()
        if place.column == 0 and not place.body:
            is_headed, seed = bool(_NUMBER_HEAD.fullmatch(cell)), ""
        elif place.column == 0:
            seed = seeds.numbered(cell) if _is_figure(cell) else ""
            if seed and (is_headed or _is_padded(cell)):
                tables.add(place.table)
        elif seed and _names_same_seed(cell, seed, seeds):
            tables.add(place.table)
    return tables


def _is_padded(number: str) -> bool:
    return len(number) > 1 and number.startswith("0") and _is_number(number)


def _names_same_seed(cell: str, seed: str, seeds: _Seeds) -> bool:
    name = seeds.name_in(cell)
    return seeds.named_in_words(name) and seeds.by_name[name] == seed


def _replaced(
    children: list[Token], seeds: _Seeds, pattern: re.Pattern[str], replace: _Replace, line: int
) -> list[Token]:
    """Return the tokens of a paragraph or cell with all names of seeds replaced."""
    tokens: list[Token] = []
    index = 0
    while index < len(children):
        child = children[index]
        if child.type == "softbreak":
            line += 1
        end = index + 1
        if child.type == "link_open":
            while children[end - 1].type != "link_close":
                end += 1
            tokens += _replaced_link(children[index:end], seeds, replace, line)
        elif child.type == "text":
            tokens += _replaced_words(child, seeds, pattern, replace, line)
        else:
            tokens += _replaced_name(child, seeds, replace, line)
        index = end
    return tokens


def _replaced_link(link: list[Token], seeds: _Seeds, replace: _Replace, line: int) -> list[Token]:
    """Return what stands for a link, from its opening to its closing token."""
    target, seed = seeds.of_link(str(link[0].attrGet("href") or ""))
    if not target:
        return link
    label = "".join(token.content for token in link[1:-1])
    if not seed and label != target:
        label = f"{label} ({target})".strip()
    return replace(line, label or target, seed)


def _replaced_name(child: Token, seeds: _Seeds, replace: _Replace, line: int) -> list[Token]:
    """Return what stands for code or a wikilink that names a seed; other tokens as they are."""
    if child.type == "code_inline" and seeds.named_in_code(child.content):
        return replace(line, child.content, seeds.by_name.get(seeds.name_in(child.content), ""))
    if child.type == WIKILINK:
        seed = seeds.of_wikilink(child.meta["target"])
        if seed:
            return replace(line, child.meta["words"], seed)
    return [child]


def _replaced_words(
    child: Token, seeds: _Seeds, pattern: re.Pattern[str], replace: _Replace, line: int
) -> list[Token]:
    """Return what stands for a text in which words may name seeds."""
    tokens: list[Token] = []
    last = 0
    for match in pattern.finditer(child.content):
        word = match[0].strip(".,;:!?\"'“”‘’")
        name = word if word in seeds.by_name else _without_folder(word)
        if not name or not _is_name(word, name, seeds):
            continue
        start = match.start() + match[0].rindex(name)
        tokens += [text_token(child.content[last:start]), *replace(line, name, seeds.by_name.get(name, ""))]
        last = start + len(name)
    return [*tokens, text_token(child.content[last:])] if tokens else [child]


def _is_name(word: str, name: str, seeds: _Seeds) -> bool:
    """Whether a word of running text names a seed, known or not; `name` is the word without its folder."""
    has_folder = word not in seeds.by_name and name in seeds.by_name
    return has_folder or seeds.named_in_words(name) or _looks_like_seed(name) or _is_text_file(name)


def _names_pattern(seeds: _Seeds) -> re.Pattern[str]:
    """Return a pattern of words that may be names; those with spaces are tried first, longer ones before."""
    spaced = sorted((name for name in seeds.by_name if " " in name), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, spaced), _WORD]))


# Forms of names ---------------------------------------------------------------------------------------------


def _without_folder(name: str) -> str:
    return name.rsplit("seeds/", 1)[-1].removeprefix("./")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MAX_SEED_DIGITS


def _is_figure(text: str) -> bool:
    """Whether a text is a count, a year, a date or the like: digits and marks, but no letter."""
    if not any(character.isdigit() for character in text):
        return False
    return not any(character.isalpha() or character == "_" for character in text)


def _is_text_file(word: str) -> bool:
    """Whether a word can only be the name of a text file: INDEX.md speaks of those in seeds/."""
    return len(word) > len(".txt") and word.lower().endswith(".txt") and "/" not in word


def _looks_like_seed(name: str) -> bool:
    """Whether a name has the form that names of scrapes have."""
    return _LIKE_SEED.fullmatch(name) is not None
