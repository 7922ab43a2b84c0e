"""A theme folder to a `Theme`, and `dress`: a page to its HTML (Jinja)."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from sitegen.config import line_of, parse_toml
from sitegen.dates import long_date
from sitegen.filenames import is_left_behind
from sitegen.model import Output, Problem, SitegenError
from sitegen.model.site import Page, SiteInfo
from sitegen.render import citation, jsonld, markup
from sitegen.render.address import href, root_of
from sitegen.render.theme_check import unshown
from sitegen.text import nearest, plural

BUILT_IN = Path(__file__).resolve().parent.parent / "themes"
CHECKOUT = Path(__file__).resolve().parent.parent.parent / "themes"


THEME_KEYS = ("name", "extends")
TEMPLATES = frozenset({".html", ".xml", ".txt", ".svg", ".jinja", ".j2"})
_BLOCK = re.compile(r"\{%-?\s*block\s+(?P<name>\w+)")
DOCTYPE = "<!doctype"
_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["'](?P<name>[^"']+)["'].*?%\}""")


class ThemeError(SitegenError):
    """A theme that cannot be used."""


@dataclass(frozen=True, eq=False)
class Theme:
    """Templates and static files; two themes are the same when all their bytes are."""

    name: str
    digest: str
    environment: jinja2.Environment = field(repr=False)
    static: tuple[Output, ...] = field(repr=False)
    problems: tuple[Problem, ...] = field(
        default=(), repr=False
    )  # of what stands in themes/ and shows nowhere
    templates: frozenset[str] = field(default=frozenset(), repr=False)  # that the built-in theme has

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and other.digest == self.digest


def load_theme(root: Path, name: str) -> Theme:
    """Give the theme of that name: the archive's own folder first, then the built-in one it extends."""
    folders = _chain(root, name)
    templates: dict[str, str] = {}
    static: dict[str, bytes] = {}
    makers: dict[str, str] = {}
    for folder in reversed(folders):
        for name_inside, file in _files_of(folder, "templates"):
            text = _text(file, root)
            _refuse_itself(text, name_inside, folder, root)
            templates[name_inside] = text
            templates.setdefault(
                f"{folder.name}/{name_inside}", text
            )  # of two themes of one name the one that is extended
        brought = {name_inside: file.read_bytes() for name_inside, file in _files_of(folder, "static")}
        static |= brought
        makers |= dict.fromkeys(brought, f"theme {folder.name}")
    _refuse_lost_blocks(templates, folders, root)
    if "page.html" not in templates:
        raise ThemeError(
            f'{folders[0]}: error SG501: a theme needs templates/page.html; or let it extend another: extends = "default" in theme.toml'
        )
    digest = hashlib.sha256(repr((sorted(templates.items()), sorted(static.items()))).encode()).hexdigest()
    outputs = tuple(Output(f"assets/{path}", data, makers[path]) for path, data in sorted(static.items()))
    known = _built_in("templates")
    problems = unshown(root, name, folders, templates, known, _built_in("static"))
    return Theme(name, digest, _environment(templates, folders, root), outputs, tuple(problems), known)


def _files_of(folder: Path, kind: str) -> Iterator[tuple[str, Path]]:
    """Give the files of a theme's templates or static files but those that are hidden or left behind, and pictures among templates."""
    for file in sorted((folder / kind).rglob("*")):
        inside = file.relative_to(folder / kind)
        if (
            file.is_file()
            and not any(map(is_left_behind, inside.parts))
            and (kind == "static" or file.suffix in TEMPLATES)
        ):
            yield inside.as_posix(), file


def _built_in(kind: str) -> frozenset[str]:
    """Give the names of the templates or static files of the built-in theme."""
    return frozenset(name for one in (BUILT_IN, CHECKOUT) for name, _ in _files_of(one / "default", kind))


def _refuse_itself(text: str, name: str, folder: Path, root: Path) -> None:
    """Raise ThemeError where a template extends itself."""
    itself = (
        {name} if folder.name == "default" else {name, f"{folder.name}/{name}"}
    )  # default/ is the built-in one
    found = next((one for one in _EXTENDS.finditer(text) if one["name"] in itself), None)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        shown = (
            (folder / "templates" / name).relative_to(root).as_posix()
            if folder.is_relative_to(root)
            else name
        )
        hint = f'name the theme that has the other one: {{% extends "default/{name}" %}}'
        raise ThemeError(
            f"{shown}:{line}:1: error SG502: this template extends itself\n    {found[0]}\n  {hint}"
        )


def _refuse_lost_blocks(templates: dict[str, str], folders: list[Path], root: Path) -> None:
    """Raise ThemeError where a template of the archive fills a block that what it extends does not have: it would show nothing."""
    for folder in folders:
        for _, file in _files_of(folder, "templates") if folder.is_relative_to(root) else ():
            text = _text(file, root)
            parent = next((one["name"] for one in _EXTENDS.finditer(text) if one["name"] in templates), "")
            known = _blocks_above(parent, templates)
            for found in _BLOCK.finditer(_without_inner_blocks(text)) if parent else ():
                if found["name"] not in known:
                    line = text[: text.index(found[0])].count("\n") + 1
                    close = nearest(found["name"], tuple(sorted(known)))
                    hint = f'did you mean "{close}"?' if close else f"it has {', '.join(sorted(known))}"
                    shown = file.relative_to(root).as_posix()
                    raise ThemeError(
                        f'{shown}:{line}:1: error SG502: {parent} has no block "{found["name"]}", so nothing shows it; {hint}'
                    )


def _blocks_above(name: str, templates: dict[str, str]) -> set[str]:
    """Give the blocks of a template and of all that it extends."""
    known: set[str] = set()
    seen: set[str] = set()
    while name in templates and name not in seen:
        seen.add(name)
        known |= {one["name"] for one in _BLOCK.finditer(templates[name])}
        name = next((one["name"] for one in _EXTENDS.finditer(templates[name])), "")
    return known


def _without_inner_blocks(text: str) -> str:
    """Give a template with the blocks alone that stand in no other one; those inside are its own."""
    made, depth = [], 0
    for found in re.finditer(r"\{%-?\s*(?:block\s+\w+|endblock)\b[^%]*%\}", text):
        opens = "endblock" not in found[0]
        if opens and not depth:
            made.append(found[0])
        depth = depth + 1 if opens else max(0, depth - 1)
    return "\n".join(made)


def _chain(root: Path, name: str) -> list[Path]:
    folders: list[Path] = []
    where = "sitegen.toml"
    while name or not folders:
        choices = (root / "themes" / name, BUILT_IN / name, CHECKOUT / name)
        folder = next((one for one in choices if name and one.is_dir() and one not in folders), None)
        if folder is None:
            raise ThemeError(f"{where}: error SG501: {_no_theme(root, name, folders)}")
        folders.append(folder)
        where = f"themes/{folder.name}/theme.toml"
        settings = (
            parse_toml(_text(folder / "theme.toml", root), where) if (folder / "theme.toml").is_file() else {}
        )
        for key in settings:
            if key not in THEME_KEYS:
                line = line_of(_text(folder / "theme.toml", root), key) + 1
                raise ThemeError(
                    f'{where}:{line}: error SG402: unknown key "{key}"; known are {", ".join(THEME_KEYS)}'
                )
        page = folder / "templates/page.html"
        whole = page.is_file() and not _EXTENDS.search(_text(page, root))
        if not whole and not settings.get("extends", "default"):
            raise ThemeError(
                f'{where}: error SG501: a theme needs templates/page.html; or let it extend another: extends = "default"'
            )
        extends = settings.get("extends", "" if whole else "default")
        if not isinstance(extends, str):
            raise ThemeError(
                f'{where}: error SG402: "extends" must be the name of one theme in quotes: extends = "default"'
            )
        name = extends
    return folders


def _no_theme(root: Path, name: str, folders: list[Path]) -> str:
    """Say why there is no theme of that name, and what to do."""
    if any(one.name == name for one in folders):
        return f'the theme "{name}" extends itself, by way of {" and ".join(one.name for one in folders)}; write extends = "default"'
    own = (
        tuple(sorted(one.name for one in (root / "themes").iterdir() if one.is_dir()))
        if (root / "themes").is_dir()
        else ()
    )
    close = nearest(name.rpartition("/")[2].lower(), tuple(dict.fromkeys((*own, "default"))))
    hint = f'did you mean "{close}"?' if close else f'make themes/{name or "mine"}/, or use "default"'
    return f'there is no theme "{name}"; {hint}'


def _text(file: Path, root: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        what = error.strerror if isinstance(error, OSError) else f"not UTF-8 (byte {error.start})"
        raise ThemeError(f"{shown}: error SG501: cannot be read: {what}; save it as UTF-8") from None


def _environment(templates: dict[str, str], folders: list[Path], root: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
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


def _loader(
    templates: dict[str, str], folders: list[Path], root: Path
) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in templates:
            return None
        file = next(
            (one for one in _places(name, folders) if one.is_file()), folders[-1] / "templates" / name
        )
        shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else _shipped(file)
        return templates[name], shown, lambda: True

    return load


def _shipped(file: Path) -> str:
    return f"themes/{file.parent.parent.name}/templates/{file.name}"


def _places(name: str, folders: list[Path]) -> list[Path]:
    """Give where a template may stand: in the first theme that has it, or in the one that its name begins with."""
    theme, _, inside = name.partition("/")
    return [
        *(one / "templates" / inside for one in reversed(folders) if inside and one.name == theme),
        *(one / "templates" / name for one in folders),
    ]


def parts(root: Path, name: str) -> dict[str, Path]:
    """Give the files that a theme has, its own before those of the themes it extends: templates/... and static/..."""
    found: dict[str, Path] = {}
    for folder in _chain(root, name):
        for kind in ("templates", "static"):
            for name_inside, file in _files_of(folder, kind):
                found.setdefault(f"{kind}/{name_inside}", file)
    return found


def render_page(page: Page, info: SiteInfo, theme: Theme) -> Output:
    """Give the file of a page; raise ThemeError, with file and line, where a template is broken."""
    root = info.base_path if page.kind == "404" else root_of(page.url)
    try:
        template = theme.environment.select_template([f"{page.kind}.html", "page.html"])
        html = template.render(
            page=page, view=page.view, site=info, root=root, **_helpers(root, _own_language(info))
        )
    except jinja2.TemplateSyntaxError as error:
        raise ThemeError(
            _broken(
                error.filename or error.name or "?", error.lineno, error.message or "", error.source or ""
            )
        ) from None
    except jinja2.TemplateNotFound as error:
        file, line, source = _place(error, theme)
        folder, _, inside = str(error.name).rpartition("/")
        close = nearest(inside, tuple(sorted(theme.templates)))
        close = f"default/{close}" if close and folder else close
        hint = f'; did you mean "{close}"?' if close else ""
        raise ThemeError(_broken(file, line, f'there is no template "{error.name}"{hint}', source)) from None
    except RecursionError as error:
        file, line, source = _place(error, theme)
        raise ThemeError(
            _broken(file, line, "templates extend or include each other in a circle", source)
        ) from None
    except Exception as error:  # noqa: BLE001  (a template may do anything; what it did is told with its line)
        file, line, source = _place(error, theme)
        raise ThemeError(
            _broken(file, line, f"{str(error) or type(error).__name__} (while making {page.url})", source)
        ) from None
    slip = _no_page(html, page.url)
    if slip:
        raise ThemeError(_broken(_shown_file(template, theme), 1, slip, ""))
    return Output(page.url, html.encode(), page.maker or page.kind)


def _shown_file(template: jinja2.Template, theme: Theme) -> str:
    """Give the file of a template as messages name it."""
    loader = theme.environment.loader
    return (
        (loader.get_source(theme.environment, template.name or "")[1] if loader else None)
        or template.name
        or "templates"
    )


def _no_page(html: str, url: str) -> str:
    """Say what is wrong with a page as a whole; an empty text where nothing is."""
    if html.lstrip()[: len(DOCTYPE)].lower() == DOCTYPE:
        return ""
    if not html.strip():
        return f"it makes {url} empty; write what it shows, or remove the file"
    before = re.sub(r"<!--.*?-->", "", html[: max(0, html.lower().find(DOCTYPE))], flags=re.DOTALL)
    return (
        f"words stand before the doctype of {url}, so before what it extends; put them into a block"
        if before.strip()
        else ""
    )


def _own_language(info: SiteInfo) -> str:
    """Give the language of what the archive's people write, where it is not that of the theme."""
    return "" if info.language.partition("-")[0] == "en" else info.language


def _helpers(root: str, own: str) -> dict[str, Any]:
    return {
        "href": lambda url: href(url, root),
        "runs": lambda row: markup.runs(row, root),
        "links": lambda row: markup.links(row, root),
        "passages": lambda row: markup.passages(row, root, own),
        "words": lambda one, base=2, prefix="": markup.words(one, root, base, prefix, own),
        "footnotes": lambda row: markup.footnotes(row, root, own),
        "index_html": lambda view: markup.index(view, root),
        "own": markup.language(own),
        "raw_lines": markup.raw,
        "ranking": lambda bars: markup.ranking(bars, root),
        "entity_data": jsonld.entity,
        "citation": citation.citation,
        "chart": lambda bars, label, total=0: markup.chart(bars, label, root, total),
    }


def _place(error: Exception, theme: Theme) -> tuple[str, int, str]:
    """Find the line of the template that an error came from."""
    trace = error.__traceback__
    file, line = "", 0
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    if not file:
        return "templates", 0, ""
    loaded = theme.environment.loader
    source = loaded.get_source(theme.environment, file.rsplit("templates/", 1)[-1])[0] if loaded else ""
    return file, line, source


def _broken(file: str, line: int, message: str, source: str) -> str:
    lines = source.splitlines()
    shown = f"\n    {lines[line - 1].strip()}" if 0 < line <= len(lines) else ""
    return f"{file}:{line}:1: error SG502: {message}{shown}\n  mend the template; docs/reference.md lists what it may use"
