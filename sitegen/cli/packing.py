"""The command that makes one file of a site."""

import argparse
import os
import re
import time
from pathlib import Path

from sitegen.cli.console import Console, print_json, verdict
from sitegen.cli.context import built_site
from sitegen.files import replace_file
from sitegen.model import Problem, SitegenError
from sitegen.pipeline.build import Built
from sitegen.text import slug

LONG_DATE = len("2024-01-01")
EPOCH = "SOURCE_DATE_EPOCH"  # of the environment (reproducible-builds.org)
FIRST_SECOND, LAST_SECOND = 315_532_800, 4_354_819_198  # that ZIP knows, in seconds since 1970


def run_pack(args: argparse.Namespace, console: Console) -> int:
    """Make one file for offline reading."""
    from sitegen import api  # noqa: PLC0415  (other commands do without)
    from sitegen.leaks import leaks  # noqa: PLC0415
    from sitegen.pack.book import book  # noqa: PLC0415
    from sitegen.pack.zim import write_zim  # noqa: PLC0415
    from sitegen.pack.zip import zipped  # noqa: PLC0415

    if args.zip is None and args.epub is None and args.zim is None:
        raise SitegenError("SG803", "", -1, "say what to make: --zip, --epub, --zim, or several of them")
    args.base_url = None
    config, built = built_site(args, console)
    if config.profile == "public" and (found := leaks(built)):
        console.problems(found)
        raise api.LeakError(args.root / "dist", tuple(found))
    name = slug(config.title) + ("-private" if config.profile == "private" else "")

    def save(given: Path, ending: str, data: bytes) -> None:
        target = given if given != Path() else args.root / "dist" / f"{name}.{ending}"
        try:
            replace_file(target, data)
        except OSError as error:
            raise SitegenError(
                "SG005", error.filename or target, -1, f"cannot be written ({error.strerror})"
            ) from None
        tell_size(target, len(data))

    def tell_size(target: Path, size: int) -> None:
        if args.json:
            print_json({"file": str(target), "bytes": size, "profile": config.profile})
        console.say(
            f"{target}: {size / 1e6:.1f} MB, {config.profile} edition"
            if size > 1e6
            else f"{target}: {size / 1e3:.0f} kB, {config.profile} edition"
        )

    if args.zip is not None:
        save(args.zip, "zip", zipped(built.outputs, name, _moment(built)))
    left: list[Problem] = []
    if args.epub is not None:
        data, left = book(
            built.site, _moment(built), by=args.by, brought={one.path: one.data for one in built.outputs}
        )
        save(args.epub, "epub", data)
    if args.zim is not None:
        target = args.zim if args.zim != Path() else args.root / "dist" / f"{name}.zim"
        write_zim(built.outputs, built.site.info, target)
        tell_size(target, target.stat().st_size)
    console.problems((*built.problems, *left, *_unfit_epoch()))
    return verdict(built.problems, strict=False)


def _epoch() -> str | None:
    """Return the time that the surroundings ask for, in seconds since 1970; None where they ask for none."""
    return os.environ.get(EPOCH)


def _is_epoch(text: str) -> bool:
    """Whether a text is a time in seconds since 1970 that a pack can bear."""
    return bool(re.fullmatch(r"[0-9]{1,12}", text)) and int(text) <= LAST_SECOND


def _unfit_epoch() -> list[Problem]:
    """Return a problem where the surroundings ask for a time that a pack cannot bear."""
    asked = _epoch()
    if not asked or _is_epoch(asked):
        return []
    message = f'"{asked}" is no time until 2107 in seconds; the day of the newest article stands in'
    return [Problem(EPOCH, -1, "SG805", message)]


def _moment(built: Built) -> tuple[int, int, int, int, int, int]:
    """Return the time that packs bear.

    SOURCE_DATE_EPOCH, or the day of the newest article, so that equal archives make equal packs.
    """
    given = _epoch()
    if given is not None and _is_epoch(given):
        moment = time.gmtime(max(FIRST_SECOND, int(given)))
        return (moment.tm_year, moment.tm_mon, moment.tm_mday, moment.tm_hour, moment.tm_min, moment.tm_sec)
    newest = max(
        (one.date for one in built.site.documents if len(one.date) == LONG_DATE), default="1980-01-01"
    )
    year, month, day = (int(part) for part in newest.split("-"))
    return max((1980, 1, 1, 0, 0, 0), (year, month, day, 0, 0, 0))
