"""The command line: arguments, and which module runs a command.  Modules are loaded when their command is asked for."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import shtab

from sitegen import __version__
from sitegen.cli.console import CANNOT, DONE, console_of, error_facts, print_json
from sitegen.config import CONFIG_NAME, PROFILES
from sitegen.model import SitegenError
from sitegen.text import nearest


class _Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong under the usage of the command that it is wrong for."""

    def error(self, message: str) -> NoReturn:
        """Print the usage of this command and what is wrong; end with 2."""
        self.print_usage(sys.stderr)
        self.exit(CANNOT, f"{self.prog}: error: {_as_people_say(message)}\n")

    def commands(self) -> dict[str, argparse.ArgumentParser]:
        """Give the parsers of the commands by their names."""
        found = (action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
        return dict(next(found, {}) or {})


def _as_people_say(message: str) -> str:
    """Give a message of argparse with the command or option that may be meant."""
    slip = re.search(r"argument COMMAND: invalid choice: '([^']*)' \(choose from (.+)\)", message)
    if slip:
        known = tuple(re.findall(r"[\w-]+", slip[2]))
        close = nearest(slip[1], known)
        return f'there is no command "{slip[1]}"; ' + (
            f'did you mean "{close}"?' if close else f"there are {', '.join(known)}"
        )
    return message


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "-C",
        dest="root",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the archive's folder (default: this one, or the nearest above that is one)",
    )
    shared.add_argument(
        "-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="say nothing but errors"
    )
    shared.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print every problem on a line of its own",
    )
    parser = _Parser(
        prog="sitegen",
        description="Turns a folder of raw text scrapes of news articles into an annotated archive.",
        parents=[shared],
        epilog="examples:\n  sitegen new my-archive --from scrapes/\n  sitegen -C my-archive serve\n  sitegen -C my-archive build",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"sitegen {__version__}")
    shtab.add_argument_to(parser, "--print-completion", help="print the completion script of a shell")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    def command(name: str, module: str, says: str, *examples: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=says,
            description=says[0].upper() + says[1:] + ".",
            parents=[shared],
            epilog="examples:\n" + "\n".join(f"  sitegen {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(command=name, module=module)
        return made

    made = commands.add_parser("help", help="tell how a command is used", parents=[shared])
    made.add_argument("topic", nargs="?", metavar="COMMAND", help="like build")

    _archive_commands(command)
    _site_commands(command)
    _part_commands(command)
    return parser


Command = Callable[..., argparse.ArgumentParser]


def _completes(action: argparse.Action, what: object) -> None:
    """Let shells complete the names of files or folders here."""
    action.complete = what  # type: ignore[attr-defined]


def _facts(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--json", action="store_true", help="print facts as JSON, one object a line, on standard output"
    )


def _jobs_option(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--jobs", type=_natural, default=0, metavar="N", help="processes to use (default: one a processor)"
    )


def _archive_commands(command: Command) -> None:
    made = command(
        "new", "files", "make a new archive", "new my-archive", "new my-archive --from scrapes/", "new --here"
    )
    made.add_argument(
        "dir",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="a folder that does not exist yet, is empty, or holds a repository",
    )
    _facts(made)
    made.add_argument(
        "--here", action="store_true", help="make it in this folder (or DIR), beside the files that are there"
    )
    made.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FOLDER",
        help="copy the texts of this folder and of those in it in as seeds, byte for byte",
    )

    made = command(
        "add",
        "files",
        "take files into seeds/ under the next numbers",
        "add ~/scrape.txt",
        "-C my-archive add scrapes/",
    )
    _completes(
        made.add_argument(
            "files", nargs="+", metavar="FILE", help="plain text files, or folders of them; they are copied"
        ),
        shtab.FILE,
    )
    _facts(made)

    made = command(
        "annotate",
        "files",
        "add annotations that Hypothesis exported to the notes",
        "annotate hypothesis.json",
        "annotate export.json --seed 003",
    )
    _completes(
        made.add_argument("files", nargs="+", metavar="FILE", help="the JSON that Hypothesis exports"),
        shtab.FILE,
    )
    made.add_argument(
        "--seed", metavar="ID", help="the article they are about (default: told by their addresses)"
    )
    made.add_argument(
        "--private",
        action="store_true",
        help="take what a group or its author alone may read too, as private remarks",
    )
    made.set_defaults(jobs=0)
    _facts(made)

    made = command(
        "theme",
        "files",
        "show a theme's files, or copy one to change it",
        "theme list",
        "theme eject article.html",
    )
    _facts(made)
    made.add_argument("action", choices=("list", "eject"), help="list the files, or eject one into themes/")
    made.add_argument("files", nargs="*", metavar="FILE", help="like article.html or style.css")

    made = command(
        "schema",
        "files",
        "print the JSON Schema of what people write, for editors",
        "schema",
        "schema names > names.json",
    )
    made.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="sitegen, names, relations, withdrawn, note, page, entity; without it their names",
    )

    made = command("index", "files", "print the rows that INDEX.md lacks", "index", "index --write")
    _facts(made)
    made.add_argument(
        "--write", action="store_true", help="add them to seeds/INDEX.md; nothing else in it is touched"
    )


def _site_commands(command: Command) -> None:
    made = command(
        "build",
        "site",
        "make the site",
        "build",
        "build --strict --base-url https://example.org/archive/",
        "build --profile public -o /tmp/site",
    )
    _site_options(made)
    _output(made, "where to (default: public/ in the archive)")
    made.add_argument("--strict", action="store_true", help="end with 1 on warnings too")
    made.add_argument(
        "--force", action="store_true", help="forget the memory of earlier builds and write every file anew"
    )
    _jobs_option(made)
    _facts(made)

    made = command(
        "serve",
        "serving",
        "build, serve on this machine, and rebuild on every change",
        "serve",
        "serve --port 0",
        "serve --base-url https://example.org/archive/",
    )
    _site_options(made)
    made.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 lets other devices in)",
    )
    made.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="another name that this machine is reached by (as of a forwarded port)",
    )
    made.add_argument("--port", type=_port, default=8000, help="port (default: 8000; 0 takes a free one)")
    made.add_argument(
        "--poll", action="store_true", help="look for changes by polling, for folders on a network"
    )
    _jobs_option(made)

    made = command(
        "pack",
        "packing",
        "make one file for offline reading",
        "pack --zip",
        "pack --epub book.epub --by family",
        "pack --zim --profile public",
    )
    for ending, says in (
        ("zip", "the site in a zip"),
        ("epub", "the articles as a book"),
        ("zim", "the site for Kiwix, by zimwriterfs"),
    ):
        made.add_argument(
            f"--{ending}",
            nargs="?",
            type=Path,
            const=Path(),
            metavar="FILE",
            help=f"{says} (default: dist/TITLE-private.{ending}, of the public edition dist/TITLE.{ending})",
        )
    _facts(made)
    made.add_argument(
        "--by",
        choices=("date", "family"),
        default="date",
        help="order of the book's contents (default: date)",
    )
    made.add_argument(
        "--profile",
        choices=PROFILES,
        help="private packs all text, public what the rights allow (default: private)",
    )
    _jobs_option(made)

    made = command("check", "site", "tell of all problems without writing", "check", "check --strict --json")
    _site_options(made)
    made.add_argument("--strict", action="store_true", help="end with 1 on warnings too")
    _jobs_option(made)
    _facts(made)

    made = command("status", "site", "show what became of every seed", "status", "status --json")
    _site_options(made)
    _jobs_option(made)
    _facts(made)

    made = command(
        "explain",
        "site",
        "show every line of a seed with what became of it",
        "explain 003",
        "explain 003 --json",
    )
    made.add_argument("seed", metavar="ID", help="number, stem or file name of a seed")
    _facts(made)


def _part_commands(command: Command) -> None:
    made = command(
        "search",
        "search",
        "search the built site, as its search page does",
        "search harbour ferry",
        "search '\"first of June\" year:2024 source:gazette.example.org'",
        "search 'ferr* names:people/ann-writer' --json",
        "search ferry -bridge",
    )
    made.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help='words, "words as they stand", begin*, source: year: kind: names:',
    )
    _output(made, "the built site (default: public/ in the archive)")
    made.add_argument("--limit", type=_natural, default=10, metavar="N", help="results to show (default: 10)")
    _facts(made)

    made = command(
        "clean",
        "tools",
        "clean texts: to standard output, or into a folder",
        "clean scrape.txt",
        "clean - < scrape.txt",
        "clean scrapes/ -o cleaned/",
        "clean --json scrape.txt",
    )
    _completes(
        made.add_argument(
            "files", nargs="+", metavar="FILE", help="text files, one folder of them, or - for standard input"
        ),
        shtab.FILE,
    )
    _output(made, "write NAME.txt into this folder")
    _jobs_option(made)
    _facts(made)

    made = command(
        "relations",
        "tools",
        "print how texts are tied, as JSON lines",
        "relations",
        "relations scrapes/ > pairs.jsonl",
    )
    made.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)"
    )
    _jobs_option(made)

    made = command(
        "entities",
        "tools",
        "print who and what texts name, as JSON lines",
        "entities scrapes/ > mentions.jsonl",
        "entities --suggest >> content/names.toml",
    )
    made.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)"
    )
    made.add_argument(
        "--suggest",
        action="store_true",
        help="print rows for content/names.toml of the names that were found",
    )
    _jobs_option(made)


def _output(made: argparse.ArgumentParser, says: str) -> None:
    _completes(made.add_argument("-o", "--output", type=Path, metavar="DIR", help=says), shtab.DIRECTORY)


def _site_options(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--profile",
        choices=PROFILES,
        help="private shows all text, public what the rights allow (default: private)",
    )
    made.add_argument(
        "--base-url", metavar="URL", help="the address the site is published at; wins over sitegen.toml"
    )


def _port(text: str) -> int:
    if _natural(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; ports go up to 65535")
    return int(text)


def _natural(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number of 0 or more')
    return int(text)


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Give what the arguments say; end with help where none, or "help", was given."""
    parser = _parser()
    commands = parser.commands()
    args, more = parser.parse_known_args(_with_query(sys.argv[1:] if argv is None else list(argv)))
    if more and args.command == "search" and not any(word.startswith("--") for word in more):
        args.words, more = [*args.words, *more], []  # "-word" is a part of the query
    if more and args.command == "theme" and not args.files and not any(word.startswith("-") for word in more):
        args.files, more = more, []  # options may stand before the names
    if more:
        one = commands.get(args.command or "", parser)
        known = tuple(option for action in one._actions for option in action.option_strings)  # noqa: SLF001
        close = nearest(more[0].partition("=")[0], known) if more[0].startswith("-") else ""
        one.error(f'"{more[0]}" is not understood here' + (f'; did you mean "{close}"?' if close else ""))
    if args.command is None:
        parser.print_help()
        parser.exit(DONE)
    if args.command == "help":
        if args.topic and args.topic not in commands:
            parser.error(
                f"argument COMMAND: invalid choice: '{args.topic}' (choose from {', '.join(commands)})"
            )
        (commands[args.topic] if args.topic else parser).print_help()
        parser.exit(DONE)
    return args


def _with_query(words: list[str]) -> list[str]:
    """Give arguments in which a query that begins with "-word" is told from options: they stand before it."""
    at = words.index("search") + 1 if "search" in words else len(words)
    if (
        at < len(words)
        and re.fullmatch(r"-[^\W\d_]{2,}.*|-\"[^\"]*\"?", words[at])
        and words[at][1] not in "oqvC-"
    ):
        return [*words[:at], "--", *words[at:]]
    return words


WITHOUT_ARCHIVE = frozenset({"new", "clean", "schema"})


def _root_of(args: argparse.Namespace) -> Path:
    """Give the folder of the archive that a command is for: the one named, else this one or the nearest above that is an archive."""
    given: Path | None = getattr(args, "root", None)
    if (
        args.command in WITHOUT_ARCHIVE
        or getattr(args, "folder", None)
        or (args.command == "search" and args.output)
    ):
        return given or Path()
    here = Path() if given is None else given
    if (here / CONFIG_NAME).is_file():
        return here
    above = (
        next((one for one in here.resolve().parents if (one / CONFIG_NAME).is_file()), None)
        if here.is_dir()
        else None
    )
    if above is None:
        raise SitegenError(
            f"{here.resolve()}: error SG001: this is no archive, nor is a folder above it (no {CONFIG_NAME});"
            ' make one with "sitegen new DIR", or name it with -C DIR'
        )
    return above


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; give 0 when done, 1 on problems, 2 when it cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    args = _parsed(argv)
    args.quiet, args.verbose = getattr(args, "quiet", False), getattr(args, "verbose", False)
    console = console_of(args)
    if args.command != "serve":
        gc.disable()  # what ends soon makes few cycles; looking for them among millions of words costs a tenth of the time
    try:
        args.root = _root_of(args)
        run = getattr(import_module(f"sitegen.cli.{args.module}"), f"run_{args.command}")
        code: int = run(args, console)
        sys.stdout.flush()
    except SitegenError as error:
        console.end()
        if getattr(args, "json", False):
            for fact in error_facts(error):
                print_json(fact)
        print(error, file=sys.stderr)
        return CANNOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        console.end()
        print("interrupted", file=sys.stderr)
        return CANNOT
    except OSError as error:
        console.end()
        print(f"{error.filename or ''}: error SG009: {error.strerror or error}", file=sys.stderr)
        return CANNOT
    finally:
        gc.enable()
    return code
