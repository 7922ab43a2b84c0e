"""The command line: which module runs a command.  Modules are loaded when their command is asked for."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

from sitegen.cli.arguments import parse_arguments
from sitegen.cli.console import CANNOT, DONE, Console, console_of, error_json, print_json, warn
from sitegen.config import CONFIG_NAME
from sitegen.model import SitegenError
from sitegen.printable import printable
from sitegen.transaction import finish_changes

COMMANDS_WITHOUT_ARCHIVE = frozenset({"new", "clean", "schema"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when it is done, 1 on problems, 2 when it cannot be done."""
    _prepare_streams()
    args = parse_arguments(sys.argv[1:] if argv is None else argv)
    args.quiet, args.verbose = getattr(args, "quiet", False), getattr(args, "verbose", False)
    console = console_of(args)
    if args.command != "serve":
        # What ends soon makes few cycles; looking for them among millions of words costs a tenth of the time.
        gc.disable()
    try:
        return _run(args, console)
    except SitegenError as error:
        console.end()
        if getattr(args, "json", False):
            for problem in error_json(error):
                print_json(problem)
        warn("\n  ".join([str(error), *getattr(error, "__notes__", ())]))
        return CANNOT
    except BrokenPipeError:
        _give_up(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        console.end()
        warn("interrupted")
        return CANNOT
    except OSError as error:
        console.end()
        warn(f"{printable(str(error.filename or ''))}: error SG009: {error.strerror or error}")
        return CANNOT
    finally:
        gc.enable()
        try:
            sys.stderr.flush()
        except OSError:
            _give_up(sys.stderr)


def _prepare_streams() -> None:
    """Let both streams take any text; where one is closed, what would go there is lost."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (until the end)
        with suppress(AttributeError, ValueError):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def _give_up(stream: TextIO) -> None:
    """Let what is still to be written to a stream that takes nothing be lost, so that the end is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(args: argparse.Namespace, console: Console) -> int:
    """Run the function of the command, and return its exit code."""
    args.root = _archive_folder(args)
    finish_changes(args.root)
    run = getattr(import_module(f"sitegen.cli.{args.module}"), f"run_{args.command}")
    code: int = run(args, console)
    sys.stdout.flush()
    return code


def _archive_folder(args: argparse.Namespace) -> Path:
    """Return the folder of the archive: the one named, else this one or the nearest above that is an archive.

    Raises SitegenError where the command needs an archive and there is none.
    """
    named: Path | None = getattr(args, "root", None)
    folder = named or Path()
    if not _needs_archive(args) or (folder / CONFIG_NAME).is_file():
        return folder
    above = folder.resolve().parents if folder.is_dir() else ()
    archive = next((parent for parent in above if (parent / CONFIG_NAME).is_file()), None)
    if archive is None:
        raise SitegenError(
            "SG001",
            folder.resolve(),
            -1,
            f"this is no archive, nor is a folder above it (no {CONFIG_NAME})",
            'make one with "sitegen new DIR", or name it with -C DIR',
        )
    return archive


def _needs_archive(args: argparse.Namespace) -> bool:
    """Whether a command works on an archive, rather than on files that are named."""
    if args.command in COMMANDS_WITHOUT_ARCHIVE or getattr(args, "folder", None):
        return False
    return not (args.command == "search" and args.output)
