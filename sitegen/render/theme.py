"""A theme folder to a `Theme`, and `render_page`: a page to its HTML (Jinja)."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sitegen.config import line_of, parse_toml
from sitegen.dates import long_date
from sitegen.filenames import is_left_behind
from sitegen.files import MAX_COPIED, read_file
from sitegen.model import Output, Problem, SitegenError
from sitegen.model.site import Page, SiteInfo
from sitegen.render import citation, jsonld, markup
from sitegen.render.address import href, root_of
from sitegen.render.policy import policy
from sitegen.render.theme_check import unshown
from sitegen.text import nearest, plural

BUILT_IN = Path(__file__).resolve().parent.parent / "themes"  # where the package is installed
CHECKOUT = Path(__file__).resolve().parent.parent.parent / "themes"  # where its repository is checked out
DEFAULT = "default"  # the built-in theme
BASE_TEMPLATE = "page.html"  # that the others extend
NOT_FOUND_KIND = "404"  # the page that a host shows at any address, so its links begin at the site's root

THEME_KEYS = ("name", "extends")
TEMPLATE_SUFFIXES = frozenset({".html", ".xml", ".txt", ".svg", ".jinja", ".j2"})
DOCTYPE = "<!doctype"
_BLOCK = re.compile(r"\{%-?\s*block\s+(?P<name>\w+)")
_BLOCK_EDGE = re.compile(r"\{%-?\s*(?:block\s+\w+|endblock)\b[^%]*%\}")
_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["'](?P<name>[^"']+)["'].*?%\}""")
REPLACEMENT_CHARACTER = "\ufffd"
# Controls but for tab and line ends, halves of surrogate pairs, and two noncharacters that XML forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

FolderKind = Literal["templates", "static"]


class ThemeError(SitegenError):
    """A theme that cannot be used."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Theme:
    """Templates and static files; two themes are the same when all their bytes are."""

    name: str
    digest: str
    environment: jinja2.Environment = field(repr=False)
    static: tuple[Output, ...] = field(repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)  # of what themes/ holds and shows nowhere
    templates: frozenset[str] = field(default=frozenset(), repr=False)  # that the built-in theme has

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and other.digest == self.digest


# Loading --------------------------------------------------------------------------------------------------


def load_theme(root: Path, name: str) -> Theme:
    """Return the theme of that name: the archive's own folder first, then the built-in one it extends.

    Raise ThemeError where it cannot be used.
    """
    folders = _folders_of(root, name)
    templates = _templates(folders, root)
    static = _static(folders, root)
    _refuse_lost_blocks(templates, folders, root)
    if BASE_TEMPLATE not in templates:
        raise ThemeError(
            "SG501",
            folders[0],
            -1,
            "a theme needs templates/page.html",
            'or let it extend another: extends = "default" in theme.toml',
        )
    data = {path: output.data for path, output in static.items()}
    digest = hashlib.sha256(repr((sorted(templates.items()), sorted(data.items()))).encode()).hexdigest()
    outputs = tuple(static[path] for path in sorted(static))
    built_in = _built_in("templates")
    problems = unshown(root, name, folders, templates, built_in, _built_in("static"))
    environment = _environment(templates, folders, root)
    return Theme(
        name=name,
        digest=digest,
        environment=environment,
        static=outputs,
        problems=tuple(problems),
        templates=built_in,
    )


def _templates(folders: Sequence[Path], root: Path) -> dict[str, str]:
    """Return all templates by their names, and by theme and name ("default/page.html")."""
    templates: dict[str, str] = {}
    for folder in reversed(folders):
        for name, file in _files_of(folder, "templates"):
            text = _text(file, root)
            _refuse_itself(text, name, folder, root)
            templates[name] = text
            # Of two themes of one name, the name of the theme means the one that is extended.
            templates.setdefault(f"{folder.name}/{name}", text)
    return templates


def _static(folders: Sequence[Path], root: Path) -> dict[str, Output]:
    """Return the static files by their names in `static/`."""
    return {
        name: Output(f"assets/{name}", _bytes(file, root), f"theme {folder.name}")
        for folder in reversed(folders)
        for name, file in _files_of(folder, "static")
    }


def _files_of(folder: Path, kind: FolderKind) -> Iterator[tuple[str, Path]]:
    """Yield the templates or static files of a theme, but those that are hidden or left behind."""
    for file in sorted((folder / kind).rglob("*")):
        inside = file.relative_to(folder / kind)
        if file.is_file() and not any(map(is_left_behind, inside.parts)) and _belongs(file, kind):
            yield inside.as_posix(), file


def _belongs(file: Path, kind: FolderKind) -> bool:
    """Whether a file is of the kind of its folder: pictures are no templates."""
    return kind == "static" or file.suffix in TEMPLATE_SUFFIXES


def _built_in(kind: FolderKind) -> frozenset[str]:
    """Return the names of the templates or static files of the built-in theme."""
    return frozenset(name for folder in (BUILT_IN, CHECKOUT) for name, _ in _files_of(folder / DEFAULT, kind))


def parts(root: Path, name: str) -> dict[str, Path]:
    """Return the files that a theme has, its own before those of the themes it extends.

    Templates/, static/.
    """
    files: dict[str, Path] = {}
    kinds: tuple[FolderKind, ...] = ("templates", "static")
    for folder in _folders_of(root, name):
        for kind in kinds:
            for name_inside, file in _files_of(folder, kind):
                files.setdefault(f"{kind}/{name_inside}", file)
    return files


# What a template may not do -------------------------------------------------------------------------------


def _refuse_itself(text: str, name: str, folder: Path, root: Path) -> None:
    """Raise ThemeError where a template extends itself."""
    own_names = {name}
    if folder.name != DEFAULT:  # default/ is the built-in one
        own_names.add(f"{folder.name}/{name}")
    match = next((match for match in _EXTENDS.finditer(text) if match["name"] in own_names), None)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        shown = name
        if folder.is_relative_to(root):
            shown = (folder / "templates" / name).relative_to(root).as_posix()
        hint = f'name the theme that has the other one: {{% extends "default/{name}" %}}'
        raise ThemeError("SG502", shown, line - 1, "this template extends itself", hint, shown=match[0])


def _refuse_lost_blocks(templates: dict[str, str], folders: Sequence[Path], root: Path) -> None:
    """Raise ThemeError where a template of the archive fills a block that what it extends lacks.

    It shows nothing.
    """
    for folder in folders:
        if folder.is_relative_to(root):
            for _, file in _files_of(folder, "templates"):
                _refuse_lost_block(_text(file, root), file.relative_to(root).as_posix(), templates)


def _refuse_lost_block(text: str, shown: str, templates: dict[str, str]) -> None:
    parent = _parent(text, templates)
    if not parent:
        return
    known = _blocks_above(parent, templates)
    for block in _BLOCK.finditer(_outer_blocks(text)):
        if block["name"] not in known:
            line = text[: text.index(block[0])].count("\n") + 1
            close = nearest(block["name"], tuple(sorted(known)))
            hint = f'did you mean "{close}"?' if close else f"it has {', '.join(sorted(known))}"
            raise ThemeError(
                "SG502",
                shown,
                line - 1,
                f'{parent} has no block "{block["name"]}", so nothing shows it',
                hint,
            )


def _parent(text: str, templates: dict[str, str]) -> str:
    """Return the name of the template that one extends; an empty text where there is none."""
    return next((match["name"] for match in _EXTENDS.finditer(text) if match["name"] in templates), "")


def _blocks_above(name: str, templates: dict[str, str]) -> set[str]:
    """Return the blocks of a template and of all that it extends."""
    blocks: set[str] = set()
    seen: set[str] = set()
    while name in templates and name not in seen:
        seen.add(name)
        blocks.update(match["name"] for match in _BLOCK.finditer(templates[name]))
        name = next((match["name"] for match in _EXTENDS.finditer(templates[name])), "")
    return blocks


def _outer_blocks(text: str) -> str:
    """Return the openings of those blocks of a template that stand in no other one.

    Those inside are its own.
    """
    openings, depth = [], 0
    for edge in _BLOCK_EDGE.finditer(text):
        if "endblock" in edge[0]:
            depth = max(0, depth - 1)
            continue
        if depth == 0:
            openings.append(edge[0])
        depth += 1
    return "\n".join(openings)


# Themes that extend others --------------------------------------------------------------------------------


def _folders_of(root: Path, name: str) -> list[Path]:
    """Return the folders that a theme is made of: its own, then those of the themes it extends.

    Raise ThemeError where one of them is missing or its settings are wrong.
    """
    folders: list[Path] = []
    where = "sitegen.toml"
    while name or not folders:
        folder = _folder_of(root, name, folders)
        if folder is None:
            raise ThemeError("SG501", where, -1, *_no_theme(root, name, folders))
        folders.append(folder)
        where = f"themes/{folder.name}/theme.toml"
        name = _extended(folder, root, where)
    return folders


def _folder_of(root: Path, name: str, taken: Sequence[Path]) -> Path | None:
    """Return the first folder of a theme that is not taken: the archive's, then the built-in one."""
    if not name:
        return None
    candidates = (root / "themes" / name, BUILT_IN / name, CHECKOUT / name)
    return next((folder for folder in candidates if folder.is_dir() and folder not in taken), None)


def built_in_theme() -> Path:
    """Return the folder of the theme that comes with the program."""
    return next(folder for folder in (BUILT_IN / DEFAULT, CHECKOUT / DEFAULT) if folder.is_dir())


def _extended(folder: Path, root: Path, where: str) -> str:
    """Return the name of the theme that one extends; an empty text where it stands alone."""
    settings = _settings(folder, root, where)
    stands_alone = _stands_alone(folder, root)
    if not stands_alone and not settings.get("extends", DEFAULT):
        raise ThemeError(
            "SG501",
            where,
            -1,
            "a theme needs templates/page.html",
            'or let it extend another: extends = "default"',
        )
    extends = settings.get("extends", "" if stands_alone else DEFAULT)
    if not isinstance(extends, str):
        raise ThemeError(
            "SG402", where, -1, '"extends" must be the name of one theme in quotes: extends = "default"'
        )
    return extends


def _settings(folder: Path, root: Path, where: str) -> dict[str, Any]:
    """Return the settings of a theme; raise ThemeError where one is not known."""
    file = folder / "theme.toml"
    if not file.is_file():
        return {}
    text = _text(file, root)
    settings = parse_toml(text, where)
    for key in settings:
        if key not in THEME_KEYS:
            line = line_of(text, key) + 1
            known = ", ".join(THEME_KEYS)
            raise ThemeError("SG402", where, line - 1, f'unknown key "{key}"', f"known are {known}")
    return settings


def _stands_alone(folder: Path, root: Path) -> bool:
    """Whether a theme has a base template that extends no other one."""
    page = folder / "templates" / BASE_TEMPLATE
    return page.is_file() and not _EXTENDS.search(_text(page, root))


def _no_theme(root: Path, name: str, folders: Sequence[Path]) -> tuple[str, str]:
    """Return why there is no theme of that name, and what to do."""
    if any(folder.name == name for folder in folders):
        circle = " and ".join(folder.name for folder in folders)
        return f'the theme "{name}" extends itself, by way of {circle}', 'write extends = "default"'
    themes = root / "themes"
    own_themes = (
        sorted(folder.name for folder in themes.iterdir() if folder.is_dir()) if themes.is_dir() else []
    )
    close = nearest(name.rpartition("/")[2].lower(), tuple(dict.fromkeys((*own_themes, DEFAULT))))
    hint = f'did you mean "{close}"?' if close else f'make themes/{name or "mine"}/, or use "default"'
    return f'there is no theme "{name}"', hint


def _text(file: Path, root: Path) -> str:
    """Return the text of a file; raise ThemeError where it cannot be read."""
    try:
        return _bytes(file, root).decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"cannot be read: not UTF-8 (byte {error.start})"
        raise ThemeError("SG501", _shown(file, root), -1, what, "save it as UTF-8") from None


def _bytes(file: Path, root: Path) -> bytes:
    """Return the bytes of a file of a theme; those of an archive's own themes do not lead out of it."""
    try:
        is_own = file.is_relative_to(root) and not file.is_relative_to(BUILT_IN)
        return read_file(file, within=root if is_own else None, limit=MAX_COPIED)
    except OSError as error:
        raise ThemeError("SG501", _shown(file, root), -1, f"cannot be read: {error.strerror}") from None


def _shown(file: Path, root: Path) -> str:
    """Return a file of a theme as messages name it."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


# Jinja ----------------------------------------------------------------------------------------------------

Source = tuple[str, str, Callable[[], bool]]  # text, file as messages name it, whether it is up to date


def _environment(templates: dict[str, str], folders: Sequence[Path], root: Path) -> jinja2.Environment:
    # The templates of an archive may come from anybody: they reach nothing but what a page shows.
    shipped = {BUILT_IN / DEFAULT, CHECKOUT / DEFAULT}
    is_shipped = all(folder.resolve() in shipped for folder in folders)
    kind = jinja2.Environment if is_shipped else ImmutableSandboxedEnvironment
    environment = kind(
        loader=jinja2.FunctionLoader(_loader(templates, folders, root)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        cache_size=-1,
    )
    environment.filters |= {
        "date": long_date,
        "time": markup.time,
        "markdown": markup.markdown,
        "plural": plural,
    }
    return environment


def _loader(templates: dict[str, str], folders: Sequence[Path], root: Path) -> Callable[[str], Source | None]:
    def load(name: str) -> Source | None:
        if name not in templates:
            return None
        candidates = _candidates(name, folders)
        file = next((file for file in candidates if file.is_file()), folders[-1] / "templates" / name)
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else _shipped(file)
        return templates[name], shown, lambda: True

    return load


def _shipped(file: Path) -> str:
    return f"themes/{file.parent.parent.name}/templates/{file.name}"


def _candidates(name: str, folders: Sequence[Path]) -> list[Path]:
    """Return where a template may stand.

    In the theme that its name begins with, or in the first one that has it.
    """
    theme, _, inside = name.partition("/")
    named = [folder for folder in reversed(folders) if inside and folder.name == theme]
    return [
        *(folder / "templates" / inside for folder in named),
        *(folder / "templates" / name for folder in folders),
    ]


# Rendering ------------------------------------------------------------------------------------------------


def render_page(page: Page, info: SiteInfo, theme: Theme) -> Output:
    """Return the file of a page.

    Raise ThemeError, with file and line, where a template is broken or missing.
    """
    template = _template(page, theme)
    root = info.base_path if page.kind == NOT_FOUND_KIND else root_of(page.url)
    helpers = _helpers(root, info)
    try:
        html = template.render(page=page, view=page.view, site=info, root=root, **helpers)
    except Exception as error:  # noqa: BLE001  (a template may do anything)
        raise _template_error(error, page, theme) from None
    slip = _slip_of_whole(html, page.url)
    if slip:
        raise _broken(_shown_file(template, theme), 1, slip, "")
    # Whatever a text, a note or a setting holds, a page has no character that HTML forbids.
    allowed = _FORBIDDEN.sub(REPLACEMENT_CHARACTER, html)
    return Output(page.url, allowed.encode(), page.maker or page.kind)


def _template(page: Page, theme: Theme) -> jinja2.Template:
    """Return the template of a page.

    A theme that stands alone may do with its base template for all of them.
    """
    name = f"{page.kind}.html"
    try:
        template = theme.environment.select_template([name, BASE_TEMPLATE])
    except jinja2.TemplateSyntaxError as error:
        raise _template_error(error, page, theme) from None
    if template.name != name and name not in theme.templates:
        raise ThemeError(
            "SG502",
            f"themes/{theme.name}/templates/{name}",
            -1,
            f'there is no such template, so {page.url}, a page of the kind "{page.kind}", would show nothing',
            "write it",
        )
    return template


def _template_error(error: Exception, page: Page, theme: Theme) -> ThemeError:
    """Return what is wrong with a template, with its file and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or error.name or "?"
        return _broken(file, error.lineno, error.message or "", error.source or "")
    file, line, source = _place(error, theme)
    match error:
        case jinja2.TemplateNotFound():
            message = f'there is no template "{error.name}"{_close_template(str(error.name), theme)}'
        case RecursionError():
            message = "templates extend or include each other in a circle"
        case _:
            message = f"{str(error) or type(error).__name__} (while making {page.url})"
    return _broken(file, line, message, source)


def _close_template(name: str, theme: Theme) -> str:
    """Return a hint at the template of the built-in theme with nearly this name.

    Nothing where there is none.
    """
    folder, _, inside = name.rpartition("/")
    close = nearest(inside, tuple(sorted(theme.templates)))
    if not close:
        return ""
    return f'; did you mean "{DEFAULT}/{close}"?' if folder else f'; did you mean "{close}"?'


def _shown_file(template: jinja2.Template, theme: Theme) -> str:
    """Return the file of a template as messages name it."""
    name = template.name or ""
    loader = theme.environment.loader
    shown = loader.get_source(theme.environment, name)[1] if loader else None
    return shown or name or "templates"


def _slip_of_whole(html: str, url: str) -> str:
    """Return what is wrong with a page as a whole; an empty text where nothing is."""
    if html.lstrip()[: len(DOCTYPE)].lower() == DOCTYPE:
        return ""
    if not html.strip():
        return f"it makes {url} empty; write what it shows, or remove the file"
    before_doctype = _COMMENT.sub("", html[: max(0, html.lower().find(DOCTYPE))])
    if not before_doctype.strip():
        return ""
    return f"words stand before the doctype of {url}, so before what it extends; put them into a block"


def _own_language(info: SiteInfo) -> str:
    """Return the language of what the archive's people write, where it is not that of the theme."""
    return "" if info.language.partition("-")[0] == "en" else info.language


def _helpers(root: str, info: SiteInfo) -> dict[str, Any]:
    """Return the functions that templates may use; `root` leads from the page to the site's root."""
    own = markup.OwnWords(_own_language(info), info.picture_hosts)
    return {
        "href": lambda url: href(url, root),
        "runs": lambda row: markup.runs(row, root),
        "links": lambda row: markup.links(row, root),
        "passages": lambda row: markup.passages(row, root, own),
        "words": lambda text, base=2, prefix="": markup.words(text, root, base, prefix, own),
        "footnotes": lambda row: markup.footnotes(row, root, own),
        "index_html": lambda view: markup.index(view, root, own),
        "own": markup.language(own),
        "raw_lines": markup.raw,
        "ranking": lambda bars: markup.ranking(bars, root),
        "entity_data": jsonld.entity,
        "home_data": jsonld.home,
        "coins": citation.coins_spans,
        "citation": citation.citation,
        "policy": Markup(policy(info)),  # noqa: S704  (no character of it means anything in HTML)
        "chart": lambda bars, label, total=0: markup.chart(bars, label, root, total),
    }


def _place(error: Exception, theme: Theme) -> tuple[str, int, str]:
    """Return file, line (from 1) and source of the template that an error came from."""
    trace = error.__traceback__
    file, line = "", 0
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    if not file:
        return "templates", 0, ""
    loader = theme.environment.loader
    source = loader.get_source(theme.environment, file.rsplit("templates/", 1)[-1])[0] if loader else ""
    return file, line, source


def _broken(file: str, line: int, message: str, source: str) -> ThemeError:
    """Return the error of a broken template; `line` is counted from 1."""
    lines = source.splitlines()
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    hint = "fix the template; docs/reference.md lists what it may use"
    return ThemeError("SG502", file, line - 1, message, hint, shown=shown)
