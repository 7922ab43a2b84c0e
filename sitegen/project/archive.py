"""Making an archive and adding to it: the only code that writes into `seeds/` and the archive's own files."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

from sitegen import __version__
from sitegen.clean.metadata_patterns import canonical
from sitegen.config import ARCHIVED, CONFIG_NAME, Config
from sitegen.model import Article, Inputs, Note, Problem, Remark, Severity, SitegenError
from sitegen.pipeline.analyze import Runtime, cleaned, load
from sitegen.project.intake import Brought, kept_names, look_through
from sitegen.read.addresses import PATH as LOCK
from sitegen.read.addresses import lock_text, parse_lock
from sitegen.read.content import anchor_lines, read_text
from sitegen.read.hypothesis import Imported, added_to, remarks_text
from sitegen.read.seeds import INDEX_NAME, number_of
from sitegen.render.theme import parts
from sitegen.schemas import FOLDER as SCHEMAS
from sitegen.schemas import schemas
from sitegen.site.index_rows import HEADER, is_row, table_rows
from sitegen.site.remarks import find
from sitegen.text import canonical_host, nearest, plural
from sitegen.write import atomic_write

CONFIG = """#:schema ./.schemas/sitegen.json
# What this archive is.  "sitegen check" tells of anything that is wrong here.
title = {title}
description = ""
# The address it is published at; "sitegen build --base-url" says it for one build.
# address = "https://example.org/archive/"
language = "en"
# Who answers for it; shown at the foot of every page.
contact = ""
theme = "default"

[rights]
# How much of each text the public edition shows: full, excerpt, record (facts and notes only).
default = "excerpt"
excerpt_words = 60
robots = "noindex, noarchive"

# What you know of a source, by its host:
# [sources."example.org"]
# name = "The Example"
# rights = "full"
# drop = ["Read more*"]      # lines of its texts that are left out; keep = [...] for those that stay

# Lines of all texts: as they stand, with * for any words, or /a regular expression/.
# [cleaning]
# drop = []
# keep = []
"""
NAMES = """#:schema ../.schemas/names.json
# People, organisations, places and events of this archive.  What stands here wins over what is found in the texts.
# "sitegen entities --suggest" prints rows for names that were found.
#
# [[entity]]
# name = "Sergey Lavrov"
# kind = "person"            # person, organisation, place, event
# aliases = ["Sergei Lavrov", "Lavrov"]
# not = []                   # texts that hold the name and do not mean it
# wikidata = "Q58217"
# description = "Foreign minister of Russia since 2004"
# links = ["https://example.org/"]
"""
RELATIONS = """#:schema ../.schemas/relations.json
# Your word on pairs of seeds; it wins over what was found.
#
# [[pair]]
# seeds = ["000", "001"]
# relation = "none"          # identical, near, contains, part-of, shared-passage, same, none
"""
WITHDRAWN = """#:schema ../.schemas/withdrawn.json
# Texts that may no longer be shown; their pages become tombstones at the same address.
#
# [[withdrawn]]
# seed = "000"
# date = 2024-01-02
# reason = "at the request of the author"
"""
ABOUT = """---
title: About
# Below the dashes, in Markdown: what this archive holds, who made it, and to whom one writes.
# While nothing stands there, the page says what can be told without you.
---
"""
# Git shall change no byte of a scrape, whose digest is published: on Windows it writes other line ends.
GITATTRIBUTES = "seeds/** -text\ncontent/files/** -text\n"
GITIGNORE = "/public/\n/dist/\n/.sitegen/\n"


def workflow() -> str:
    """Give the workflow that builds an archive on GitHub Pages with this version of the program."""
    return (
        (files("sitegen.project") / "templates/pages.yml")
        .read_text(encoding="utf-8")
        .replace("@VERSION@", __version__)
    )


HARMLESS = re.compile(
    r"\..*|(?:readme|licen[cs]e|copying|changelog|contributing|citation)(?:\..*)?|cname|makefile|justfile",
    re.IGNORECASE,
)


def new(folder: Path, source: Path | None, *, here: bool = False) -> list[Brought]:
    """Make an archive, with the texts of a folder as its seeds; give what became of each file of that folder.

    Beside what every repository has (.git, README, LICENSE) it is made as it is, beside other files only where `here` is said.
    No file that is there is changed, but that lines are added to .gitignore and .gitattributes.
    """
    _check_new(folder, source, here=here)
    if source is not None and not source.is_dir():
        raise SitegenError(f"{source}: error SG004: there is no such folder")
    title = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "News archive"
    quoted = json.dumps(" ".join(title.split()), ensure_ascii=False)
    texts = {
        CONFIG_NAME: CONFIG.format(title=quoted),
        "content/names.toml": NAMES,
        "content/relations.toml": RELATIONS,
        "content/withdrawn.toml": WITHDRAWN,
        "content/pages/about.md": ABOUT,
        "content/notes/.gitkeep": "",
        ".github/workflows/pages.yml": workflow(),
        **{f"{SCHEMAS}/{name}.json": text for name, text in schemas().items()},
    }
    try:
        found = look_through([source], {}) if source else []
        for path, text in texts.items():
            if not (folder / path).exists():
                atomic_write(folder / path, text.encode())
        _add_lines(folder / ".gitignore", GITIGNORE)
        _add_lines(folder / ".gitattributes", GITATTRIBUTES)
        (folder / "seeds").mkdir(exist_ok=True)
        taken = {one.name.casefold() for one in (folder / "seeds").iterdir()}
        own = (folder / "seeds").resolve()
        fresh = [
            one for one in found if one.file.resolve().parent != own
        ]  # those of its own seeds/ are there
        for file, name in kept_names(fresh, taken).items():
            (folder / "seeds" / name).write_bytes(
                file.read_bytes()
            )  # a name of full length leaves no room for a name beside it
        remember_addresses(folder, load(folder))
    except OSError as error:
        raise SitegenError(
            f"{error.filename or folder}: error SG005: cannot be written or read ({error.strerror})"
        ) from None
    return found


def _check_new(folder: Path, source: Path | None, *, here: bool) -> None:
    """Raise SitegenError where an archive cannot be made in a folder."""
    if folder.exists() and not folder.is_dir():
        raise SitegenError(f"{folder}: error SG003: this is a file; name a new folder")
    if (folder / CONFIG_NAME).exists():
        raise SitegenError(
            f'{folder}: error SG003: this is an archive already; "sitegen add" takes files into it'
        )
    inside = (
        []
        if here or not folder.is_dir()
        else [one for one in folder.iterdir() if not HARMLESS.fullmatch(one.name)]
    )
    own = source.resolve() if source else None
    strange = sorted(one.name for one in inside if own is None or one.resolve() not in {own, *own.parents})
    if strange:
        shown = ", ".join(strange[:3]) + (" and more" if len(strange) > 3 else "")
        raise SitegenError(
            f"{folder}: error SG003: it is not empty ({shown}); name a new folder, or say --here to make the archive beside these files"
        )


def _add_lines(file: Path, lines: str) -> None:
    """Add to a file the lines that it lacks."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    fresh = [line for line in lines.splitlines() if line not in text.splitlines()]
    if fresh:
        atomic_write(
            file,
            (
                text
                + ("" if not text or text.endswith("\n") else "\n")
                + "".join(f"{line}\n" for line in fresh)
            ).encode(),
        )


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was taken in: where it came from and the seed it became."""

    source: Path
    name: str


def add(root: Path, sources: list[Path]) -> tuple[list[Added], list[Brought]]:
    """Copy files, and those of folders, into `seeds/`, byte for byte; give what was added, and what became of each file.

    Where the archive numbers its seeds, or has none yet, they get the next numbers, else they keep their names.
    """
    inputs = load(root)
    found = look_through(sources, {seed.digest: seed.path for seed in inputs.seeds})
    remember_addresses(root, inputs)  # before new files come
    seeds = root / "seeds"
    following = _next_number(inputs)
    taken = {one.name.casefold() for one in seeds.iterdir()}
    texts = [one.file for one in found if one.taken]
    names = (
        kept_names(found, taken, as_text=True)
        if following is None
        else {file: _numbered_name(file, following + at) for at, file in enumerate(texts)}
    )
    made = []
    for file in texts:
        name = names[file]
        if (seeds / name).exists():
            raise SitegenError(
                f"seeds/{name}: error SG005: it is there already, and {file} would take its place; rename the file"
            )
        try:
            atomic_write(seeds / name, file.read_bytes())
        except OSError as error:
            raise SitegenError(f"{file}: error SG005: cannot be copied ({error.strerror})") from None
        made.append(Added(file, name))
    return made, found


def _next_number(inputs: Inputs) -> int | None:
    """Give the number of the next seed, also behind those that are gone; None where the archive does not number its seeds."""
    numbers = [seed.number for seed in inputs.seeds if seed.number is not None]
    if 2 * len(numbers) < len(inputs.seeds):
        return None
    gone = [
        int(one.key)
        for one in inputs.addresses
        if not one.seed and one.key.isdecimal() and number_of(one.key)[0] is not None
    ]
    return max((*numbers, *gone), default=-1) + 1


def _numbered_name(file: Path, number: int) -> str:
    """Give the name of a new seed; a number that another archive gave is left out, a date stays."""
    stem = file.stem if number_of(file.stem)[0] is None else re.sub(r"^\d{3,}_", "", file.stem)
    return f"{number:03}_{stem or 'seed'}.txt"


def remember_addresses(root: Path, inputs: Inputs) -> tuple[Problem, ...]:
    """Write the addresses of an archive's files, so that they stay; give a problem where that cannot be done."""
    file = root / LOCK
    text = read_text(file, LOCK)
    known = {one.name for one in parse_lock(text)}
    fresh = [one for one in inputs.addresses if one.name not in known]
    if not fresh:
        return ()
    try:
        atomic_write(file, lock_text(text, inputs.identity, fresh).encode())
    except OSError as error:
        message = f"cannot be written ({error.strerror}); {plural(len(fresh), 'address', 'addresses')} may move when files are added"
        return (Problem(LOCK, -1, "SG115", message, Severity.INFO),)
    return ()


def eject(root: Path, theme: str, wanted: str) -> Path:
    """Copy one file of a theme into the archive's own folder of that theme, where it is changed; give the copy."""
    known = parts(root, theme)
    name = next((path for path in known if wanted in {path, path.partition("/")[2]}), "")
    if not name:
        close = nearest(wanted, tuple(path.partition("/")[2] for path in known))
        hint = f'did you mean "{close}"?' if close else "sitegen theme list names them"
        raise SitegenError(f'error SG505: the theme "{theme}" has no file "{wanted}"; {hint}')
    target = root / "themes" / theme / name
    if target.exists():
        raise SitegenError(
            f"{target.relative_to(root).as_posix()}: error SG506: it is there already; change it, or remove it first"
        )
    settings = root / "themes" / theme / "theme.toml"
    if not settings.exists():
        atomic_write(settings, f'name = "{theme}"\nextends = "default"\n'.encode())
    atomic_write(target, known[name].read_bytes())
    return target


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of imported annotations: how many joined which note, how many were there already, which fit no article."""

    joined: dict[str, int]  # path of the note -> annotations
    known: int
    lost: tuple[Imported, ...]


def annotate(
    root: Path,
    found: Sequence[Imported],
    notes: Mapping[str, Note],
    articles: Sequence[Article],
    site: str,
    seed: str = "",
) -> Taken:
    """Add imported annotations to the notes of the articles that they are about; `seed` names the article of all of them.

    `site` is the address of this archive, where it is known.
    """
    by_id = {article.id: article for article in articles}
    wanted: dict[str, list[Imported]] = {}
    lost = []
    for one in found:
        where = seed or next((article.id for article in articles if _is_about(one, article, site)), "")
        if where:
            wanted.setdefault(where, []).append(one)
        else:
            lost.append(one)
    joined: dict[str, int] = {}
    known = 0
    for where, rows in wanted.items():
        path, text = _note_for(root, notes.get(where), by_id[where])
        known_text = text + "".join(
            read_text(root / one.path, one.path) for one in (notes[where].beside if where in notes else ())
        )
        fresh = [
            one
            for one in (_with_least_context(one, by_id[where]) for one in rows)
            if not _stands_in(one, known_text)
        ]
        known += len(rows) - len(fresh)
        if fresh:
            atomic_write(root / path, added_to(text, anchor_lines(text, path), fresh).encode())
            joined[path] = len(fresh)
    return Taken(joined, known, tuple(lost))


def _note_for(root: Path, note: Note | None, article: Article) -> tuple[str, str]:
    """Give the file that annotations of an article go into, and its text: its note, else a new one, never that of another article."""
    if note:
        return note.path, read_text(root / note.path, note.path)
    path = f"content/notes/{article.key}.md"
    if not (root / path).exists():
        return path, ""
    path = next(
        one
        for count in range(2, 1000)
        if not (root / (one := f"content/notes/{article.key}-{count}.md")).exists()
    )
    return path, f"---\nseed: {json.dumps(article.id, ensure_ascii=False)}\n---\n"


def _stands_in(one: Imported, text: str) -> bool:
    """Say whether a note has an annotation already, signed or not."""
    spelt = remarks_text([one]).strip()
    return spelt in text or remarks_text([replace(one, author="", date="")]).strip() in text


LOCAL = frozenset(
    {"", "localhost", "127.0.0.1", "::1"}
)  # hosts of "sitegen serve", and of pages opened as files


def _is_about(one: Imported, article: Article, site: str) -> bool:
    """Say whether an annotation is about the original of an article, or about its page in this archive, published at `site`."""
    address, wanted = article.field("address"), ARCHIVED.sub("", one.address)
    if address and _alike(wanted) == _alike(address):
        return True
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    page = f"/articles/{quote(article.key)}.html"
    if _is_near(parts.hostname or "") and f"/{parts.path}".endswith(page):
        return True
    home = urlsplit(site)
    return bool(site) and _alike(f"//{parts.netloc}{parts.path}") == _alike(
        f"//{home.netloc}{home.path.rstrip('/')}{page}"
    )


def _is_near(host: str) -> bool:
    """Say whether a host is none that is known on the web: this machine, one of its network, or no host at all."""
    if host in LOCAL or host.endswith(".local"):
        return True
    with suppress(ValueError):
        return ip_address(host).is_private
    return False


def _alike(address: str) -> tuple[str, str, str]:
    """Give what tells an address from others: its host, its path and its query, however the scheme and the end are written."""
    try:
        parts = urlsplit(canonical(address))
    except ValueError:
        return address, "", ""
    return canonical_host(parts.netloc) or parts.netloc, parts.path.rstrip("/"), parts.query


def _with_least_context(one: Imported, article: Article) -> Imported:
    """Leave out the words around a quotation where it is found without them."""
    bare = replace(one, prefix="", suffix="")
    return bare if not one.exact or len(find(Remark("", 0, one.exact), article)) == 1 else one


def index_text(inputs: Inputs, config: Config, tools: Runtime) -> tuple[str, list[str]]:
    """Give INDEX.md with a row for each seed that it does not name, and the new rows; nothing else changes."""
    listed = {entry.seed for entry in inputs.index.entries}
    lacking = [seed for seed in inputs.seeds if seed.id not in listed]
    if not lacking:
        return inputs.index.text, []
    articles, _ = cleaned(inputs, {}, tools, config)
    by_id = {article.id: article for article in articles}
    rows = table_rows([by_id[seed.id] for seed in lacking], lacking)
    text = inputs.index.text
    if not text.strip():
        return f"# Index\n\n{HEADER}" + "\n".join(rows) + "\n", rows
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    last = max((n for n, line in enumerate(lines) if is_row(line)), default=-1)
    if last >= 0:
        lines[last] = lines[last].rstrip("\r\n") + ending
        lines[last + 1 : last + 1] = [row + ending for row in rows]
        return "".join(lines), rows
    whole = text if text.endswith("\n") else text + ending
    return whole + ending.join(["", "## Added", "", *HEADER.splitlines(), *rows]) + ending, rows


def write_index(root: Path, text: str) -> None:
    """Put INDEX.md in its place."""
    file = root / "seeds" / INDEX_NAME
    marked = file.is_file() and file.read_bytes().startswith(b"\xef\xbb\xbf")
    atomic_write(file, text.encode("utf-8-sig" if marked else "utf-8"))
