"""What a person put into `themes/` that no page shows.

Files in the wrong place, under wrong names, words outside of blocks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2
from jinja2 import nodes

from sitegen.filenames import is_left_behind
from sitegen.files import read_file
from sitegen.model import Problem, Severity
from sitegen.text import nearest

SETTINGS = "theme.toml"
DEFAULT = "default"  # the built-in theme
THEME_FOLDERS_HINT = "templates stand in templates/, styles and pictures in static/"
# Of files that themes carry to show or explain themselves.
SHOWCASE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".md"})
_NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["'](?P<name>[^"']+)["']""")
_SHOWING = (nodes.Output, nodes.Include, nodes.For, nodes.CallBlock)  # nodes of Jinja that make text


def unshown(
    root: Path,
    used: str,
    chain: Sequence[Path],
    templates: Mapping[str, str],
    known: frozenset[str],
    static: frozenset[str],
) -> list[Problem]:
    """Return problems of what stands in `themes/` of an archive and shows nowhere.

    `used` is the theme that the settings name, `chain` the folders it is made of, `templates` all templates
    by name, `known` the names of those that pages ask for, `static` those of the built-in static files.
    """
    asked_for = known | _named_in(templates)
    problems: list[Problem] = []
    for theme in _themes(root / "themes"):
        path = theme.relative_to(root).as_posix()
        if not theme.is_dir():
            message = f"this file is not used: themes/ holds folders; {THEME_FOLDERS_HINT} of one"
            problems.append(Problem(path, -1, "SG509", message))
        elif theme not in chain:
            problems += _unused_theme(theme, path, used)
        else:
            problems += _unused_files(theme, path, asked_for)
            problems += _nearly_static(theme, path, static)
            problems += _unshown_words(theme, path)
    return problems


def _named_in(templates: Mapping[str, str]) -> set[str]:
    """Return the files that templates extend, include or import."""
    return {
        match["name"].rpartition("/")[2] for text in templates.values() for match in _NAMED.finditer(text)
    }


def _themes(folder: Path) -> list[Path]:
    """Return what stands in the folder of themes; not what editors leave behind."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not is_left_behind(path.name))


def _unused_theme(theme: Path, path: str, used: str) -> Iterator[Problem]:
    """Yield the problem of a theme that the settings do not name; an empty folder is none."""
    if any(_files(theme)):
        may_be_meant = used == DEFAULT or nearest(theme.name, (used,))
        severity = Severity.WARNING if may_be_meant else Severity.INFO
        message = f'this theme is not used: sitegen.toml says theme = "{used}"'
        yield Problem(path, -1, "SG509", message, severity=severity)


def _files(theme: Path) -> Iterator[Path]:
    """Yield the files of a theme; not what editors leave behind."""
    for file in sorted(theme.rglob("*")):
        if file.is_file() and not any(map(is_left_behind, file.relative_to(theme).parts)):
            yield file


def _unused_files(theme: Path, path: str, asked_for: frozenset[str]) -> Iterator[Problem]:
    """Yield problems of files in the wrong place, and of templates that nothing asks for."""
    for file in _files(theme):
        inside = file.relative_to(theme)
        place = f"{path}/{inside.as_posix()}"
        if _is_no_template(inside):
            continue
        if inside.parts[0] != "templates" or len(inside.parts) == 1:
            yield Problem(place, -1, "SG509", f"this file is not used: {THEME_FOLDERS_HINT}")
        elif file.name not in asked_for:
            hint = '"sitegen theme list" names those that pages are made with'
            close = nearest(file.name, tuple(sorted(asked_for)))
            if close:
                hint = f'did you mean "{close}"?'
            message = f"no page and no other template asks for this one; {hint}"
            yield Problem(place, -1, "SG509", message)


def _is_no_template(inside: Path) -> bool:
    """Whether a file of a theme is its settings, a static file, or shows or explains the theme."""
    is_showcase = inside.suffix.lower() in SHOWCASE_SUFFIXES
    return inside.as_posix() == SETTINGS or inside.parts[0] == "static" or is_showcase


def _nearly_static(theme: Path, path: str, static: frozenset[str]) -> Iterator[Problem]:
    """Yield problems of static files whose name is a slip of a built-in one, which they do not replace."""
    for file in _files(theme / "static"):
        name = file.relative_to(theme / "static").as_posix()
        close = "" if name in static else nearest(name, tuple(sorted(static)))
        if close:
            message = f'this is copied, and replaces none of the theme; did you mean "{close}"?'
            yield Problem(f"{path}/static/{name}", -1, "SG509", message)


def _unshown_words(theme: Path, path: str) -> Iterator[Problem]:
    """Yield the problem of the first words outside of the blocks of each template that extends another one.

    Jinja shows none of them.
    """
    for file in sorted((theme / "templates").rglob("*.html")):
        try:
            body = jinja2.Environment(autoescape=True).parse(read_file(file).decode("utf-8")).body
        except (jinja2.TemplateError, OSError, UnicodeDecodeError):
            continue  # told where it is used
        node = _first_words_after_extends(body)
        if node:
            place = f"{path}/{file.relative_to(theme).as_posix()}"
            message = (
                "this stands in no block of a template that extends another, so no page shows it;"
                " put it into a block"
            )
            yield Problem(place, _line_of(node), "SG509", message)


def _first_words_after_extends(body: Sequence[nodes.Node]) -> nodes.Node | None:
    extends = False
    for node in body:
        if extends and isinstance(node, _SHOWING) and _makes_text(node):
            return node
        extends = extends or isinstance(node, nodes.Extends)
    return None


def _makes_text(node: nodes.Node) -> bool:
    """Whether a node makes more than blanks."""
    if not isinstance(node, nodes.Output):
        return True
    return any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in node.nodes)


def _line_of(node: nodes.Node) -> int:
    """Return the 0-based line at which a node says something: behind the blank lines that it begins with."""
    first = node.nodes[0] if isinstance(node, nodes.Output) and node.nodes else node
    line = first.lineno - 1
    if isinstance(first, nodes.TemplateData):
        line += first.data[: len(first.data) - len(first.data.lstrip())].count("\n")
    return line
