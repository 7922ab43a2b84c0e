"""What a person put into `themes/` that no page shows: files in the wrong place, under wrong names, words outside of blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2
from jinja2 import nodes

from sitegen.filenames import is_left_behind
from sitegen.model import Problem, Severity
from sitegen.text import nearest

SETTINGS = "theme.toml"
PLACES = "templates stand in templates/, styles and pictures in static/"
_NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["'](?P<name>[^"']+)["']""")


def unshown(
    root: Path,
    used: str,
    chain: Sequence[Path],
    templates: Mapping[str, str],
    known: frozenset[str],
    static: frozenset[str],
) -> list[Problem]:
    """Give problems of what stands in `themes/` of an archive and shows nowhere.

    `used` is the theme that the settings name, `chain` the folders it is made of, `templates` all templates by their names,
    `known` the names of those that pages ask for, `static` those of the built-in static files.
    """
    folder = root / "themes"
    problems: list[Problem] = []
    named = {
        found["name"].rpartition("/")[2] for text in templates.values() for found in _NAMED.finditer(text)
    }
    for theme in (
        sorted(one for one in folder.iterdir() if not is_left_behind(one.name)) if folder.is_dir() else ()
    ):
        path = theme.relative_to(root).as_posix()
        if not theme.is_dir():
            problems.append(
                Problem(path, -1, "SG509", f"this file is not used: themes/ holds folders; {PLACES} of one")
            )
        elif theme not in chain and not any(_files(theme)):
            continue  # an empty folder says nothing
        elif theme not in chain:
            grave = Severity.WARNING if used == "default" or nearest(theme.name, (used,)) else Severity.INFO
            problems.append(
                Problem(
                    path, -1, "SG509", f'this theme is not used: sitegen.toml says theme = "{used}"', grave
                )
            )
        else:
            problems += _unused_files(theme, path, known | named)
            problems += _nearly_static(theme, path, static)
            problems += _unshown_words(theme, path)
    return problems


def _files(theme: Path) -> Iterator[Path]:
    """Give the files of a theme; not what editors leave behind."""
    for file in sorted(theme.rglob("*")):
        if file.is_file() and not any(map(is_left_behind, file.relative_to(theme).parts)):
            yield file


def _unused_files(theme: Path, path: str, known: frozenset[str]) -> Iterator[Problem]:
    for file in _files(theme):
        inside = file.relative_to(theme)
        place = f"{path}/{inside.as_posix()}"
        picture = file.suffix.lower() in {
            ".png",
            ".jpg",
            ".jpeg",
            ".webp",
            ".md",
        }  # what themes carry to show or explain themselves
        if inside.as_posix() == SETTINGS or inside.parts[0] == "static" or picture:
            continue
        if inside.parts[0] != "templates" or len(inside.parts) == 1:
            yield Problem(place, -1, "SG509", f"this file is not used: {PLACES}")
        elif file.name not in known:
            close = nearest(file.name, tuple(sorted(known)))
            hint = (
                f'did you mean "{close}"?'
                if close
                else '"sitegen theme list" names those that pages are made with'
            )
            yield Problem(place, -1, "SG509", f"no page and no other template asks for this one; {hint}")


def _nearly_static(theme: Path, path: str, static: frozenset[str]) -> Iterator[Problem]:
    """Give the static files whose name is a slip of a built-in one, which they do not replace."""
    for file in _files(theme / "static"):
        name = file.relative_to(theme / "static").as_posix()
        close = "" if name in static else nearest(name, tuple(sorted(static)))
        if close:
            yield Problem(
                f"{path}/static/{name}",
                -1,
                "SG509",
                f'this is copied, and replaces none of the theme; did you mean "{close}"?',
            )


def _unshown_words(theme: Path, path: str) -> Iterator[Problem]:
    """Give the first line of each template that extends another one and says something outside of its blocks: Jinja shows none of it."""
    for file in sorted((theme / "templates").rglob("*.html")):
        try:
            body = jinja2.Environment(autoescape=True).parse(file.read_text(encoding="utf-8")).body
        except (jinja2.TemplateError, OSError, UnicodeDecodeError):
            continue  # told where it is used
        after = False
        for node in body:
            if (
                after
                and isinstance(node, (nodes.Output, nodes.Include, nodes.For, nodes.CallBlock))
                and _says(node)
            ):
                line = _line_of(node)
                place = f"{path}/{file.relative_to(theme).as_posix()}"
                what = "this stands in no block of a template that extends another, so no page shows it; put it into a block"
                yield Problem(place, line, "SG509", what)
                break
            after = after or isinstance(node, nodes.Extends)


def _says(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Output):
        return True
    return any(not isinstance(one, nodes.TemplateData) or one.data.strip() for one in node.nodes)


def _line_of(node: nodes.Node) -> int:
    """Give the 0-based line at which a node says something: behind the blank lines that it begins with."""
    first = node.nodes[0] if isinstance(node, nodes.Output) and node.nodes else node
    blank = (
        first.data[: len(first.data) - len(first.data.lstrip())].count("\n")
        if isinstance(first, nodes.TemplateData)
        else 0
    )
    return first.lineno - 1 + blank
