"""`sitegen theme eject`: copy a file of a theme into the archive, where it is changed."""

from pathlib import Path

from sitegen.files import read_file, replace_file
from sitegen.model import SitegenError
from sitegen.render.theme import parts
from sitegen.text import nearest


def eject(root: Path, theme: str, wanted: str) -> Path:
    """Copy one file of a theme into the archive's own folder of that theme; return the path of the copy.

    Raises SitegenError where the theme has no such file or the copy is there already.
    """
    theme_files = parts(root, theme)
    name = next((path for path in theme_files if wanted in {path, path.partition("/")[2]}), "")
    if not name:
        close = nearest(wanted, tuple(path.partition("/")[2] for path in theme_files))
        hint = f'did you mean "{close}"?' if close else "sitegen theme list names them"
        raise SitegenError("SG505", "", -1, f'the theme "{theme}" has no file "{wanted}"', hint)
    target = root / "themes" / theme / name
    if target.exists():
        shown = target.relative_to(root).as_posix()
        raise SitegenError("SG506", shown, -1, "it is there already", "change it, or remove it first")
    settings = root / "themes" / theme / "theme.toml"
    if not settings.exists():
        replace_file(settings, f'name = "{theme}"\nextends = "default"\n'.encode(), within=root)
    replace_file(target, read_file(theme_files[name]), within=root)
    return target
