"""The command that writes the tables of a site for other programs."""

import argparse

from sitegen.cli.console import Console, print_json, verdict
from sitegen.cli.context import built_site
from sitegen.model import SitegenError


def run_export(args: argparse.Namespace, console: Console) -> int:
    """Write the tables as a data base or as columns."""
    from sitegen.leaks import leaks  # noqa: PLC0415  (other commands do without)
    from sitegen.pack.database import write_parquet, write_sqlite  # noqa: PLC0415
    from sitegen.site_build import LeakError  # noqa: PLC0415

    if args.sqlite is None and args.parquet is None:
        raise SitegenError("SG803", "", -1, "say what to write: --sqlite FILE, --parquet DIR, or both")
    args.base_url = None
    config, built = built_site(args, console)
    if config.profile == "public" and (found := leaks(built)):
        console.problems(found)
        raise LeakError(args.root, tuple(found))
    files = []
    if args.sqlite is not None:
        write_sqlite(built.site.tables, args.sqlite)
        files.append(args.sqlite)
    if args.parquet is not None:
        files += write_parquet(built.site.tables, args.parquet)
    for file in files:
        size = file.stat().st_size
        if args.json:
            print_json({"file": str(file), "bytes": size, "profile": config.profile})
        console.say(f"{file}: {size / 1e3:,.0f} kB, {config.profile} edition")
    console.problems(built.problems)
    return verdict(built.problems, strict=False)
