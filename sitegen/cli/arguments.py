"""The arguments of all commands.  Each command names the module of `sitegen.cli` that runs it."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import shtab

from sitegen import __version__
from sitegen.cli.console import CANNOT, DONE
from sitegen.config import PROFILES
from sitegen.text import nearest

# The first word of a query may be one that is not wanted ("-bridge"); options of one letter stay options.
EXCLUDED_WORD = re.compile(r"-[^\W\d_]{2,}.*|-\"[^\"]*\"?")
SHORT_OPTIONS = "oqvC-"


class ArgumentParser(argparse.ArgumentParser):
    """A parser that tells what is wrong under the usage of the command that it is wrong for."""

    def error(self, message: str) -> NoReturn:
        """Print the usage of this command and what is wrong; end with 2."""
        self.print_usage(sys.stderr)
        self.exit(CANNOT, f"{self.prog}: error: {_with_nearest_command(message)}\n")

    def commands(self) -> dict[str, argparse.ArgumentParser]:
        """Return the parsers of the commands by their names."""
        found = (action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
        return dict(next(found, {}) or {})


def _with_nearest_command(message: str) -> str:
    """Return a message of argparse with the command or option that may be meant."""
    slip = re.search(r"argument COMMAND: invalid choice: '([^']*)' \(choose from (.+)\)", message)
    if slip:
        known = tuple(re.findall(r"[\w-]+", slip[2]))
        close = nearest(slip[1], known)
        return f'there is no command "{slip[1]}"; ' + (
            f'did you mean "{close}"?' if close else f"there are {', '.join(known)}"
        )
    return message


def argument_parser() -> ArgumentParser:
    """Return the parser of all commands."""
    shared = ArgumentParser(add_help=False)
    shared.add_argument(
        "-C",
        dest="root",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the archive's folder (default: this one, or the nearest above that is one)",
    )
    shared.add_argument(
        "-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="print errors only"
    )
    shared.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print every problem on a line of its own",
    )
    parser = ArgumentParser(
        prog="sitegen",
        description="Turns a folder of raw text scrapes of news articles into an annotated archive.",
        parents=[shared],
        epilog="examples:\n"
        "  sitegen new my-archive --from scrapes/\n"
        "  sitegen -C my-archive serve\n"
        "  sitegen -C my-archive build",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"sitegen {__version__}")
    shtab.add_argument_to(parser, "--print-completion", help="print the completion script of a shell")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    def command(name: str, module: str, summary: str, *examples: str) -> argparse.ArgumentParser:
        command_parser = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            parents=[shared],
            epilog="examples:\n" + "\n".join(f"  sitegen {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command_parser.set_defaults(command=name, module=module)
        return command_parser

    command_parser = commands.add_parser("help", help="show how a command is used", parents=[shared])
    command_parser.add_argument("topic", nargs="?", metavar="COMMAND", help="like build")

    for add_command in COMMANDS:
        add_command(command)
    return parser


Command = Callable[..., argparse.ArgumentParser]


def _completes(action: argparse.Action, what: object) -> None:
    """Let shells complete the names of files or folders here."""
    action.complete = what  # type: ignore[attr-defined]


def _json_option(command_parser: argparse.ArgumentParser) -> None:
    command_parser.add_argument(
        "--json", action="store_true", help="print facts as JSON Lines on standard output"
    )


def _jobs_option(command_parser: argparse.ArgumentParser) -> None:
    command_parser.add_argument(
        "--jobs", type=_whole_number, default=0, metavar="N", help="processes to use (default: one per CPU)"
    )


def _add_new(command: Command) -> None:
    command_parser = command(
        "new", "files", "make a new archive", "new my-archive", "new my-archive --from scrapes/", "new --here"
    )
    command_parser.add_argument(
        "dir",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="a folder that does not exist yet, is empty, or holds a repository",
    )
    _json_option(command_parser)
    command_parser.add_argument(
        "--here", action="store_true", help="make it in this folder (or DIR), beside other files"
    )
    command_parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FOLDER",
        help="copy the texts of this folder and of those in it in as seeds, byte for byte",
    )
    command_parser.add_argument(
        "--vendor",
        action="store_true",
        help="carry all that sitegen needs in tools/ too, so that the archive can be built offline",
    )


def _add_carry(command: Command) -> None:
    command_parser = command(
        "carry", "files", "let the archive carry this version of sitegen in tools/", "carry", "carry --vendor"
    )
    command_parser.add_argument(
        "--vendor",
        action="store_true",
        help="and all that it needs, so that the archive can be built offline",
    )
    _json_option(command_parser)


def _add_add(command: Command) -> None:
    command_parser = command(
        "add",
        "files",
        "copy files into seeds/ under the next numbers",
        "add ~/scrape.txt",
        "-C my-archive add scrapes/",
    )
    _completes(
        command_parser.add_argument(
            "files", nargs="+", metavar="FILE", help="plain text files, or folders of them; they are copied"
        ),
        shtab.FILE,
    )
    _json_option(command_parser)


def _add_annotate(command: Command) -> None:
    command_parser = command(
        "annotate",
        "files",
        "add annotations exported by Hypothesis to the notes",
        "annotate hypothesis.json",
        "annotate export.json --seed 003",
    )
    _completes(
        command_parser.add_argument(
            "files", nargs="+", metavar="FILE", help="the JSON that Hypothesis exports"
        ),
        shtab.FILE,
    )
    command_parser.add_argument(
        "--seed", metavar="ID", help="the article they are about (default: found by their addresses)"
    )
    command_parser.add_argument(
        "--private",
        action="store_true",
        help="take what a group or its author alone may read too, as private remarks",
    )
    command_parser.set_defaults(jobs=0)
    _json_option(command_parser)


def _add_theme(command: Command) -> None:
    command_parser = command(
        "theme",
        "files",
        "show a theme's files, or copy one to change it",
        "theme list",
        "theme eject article.html",
    )
    _json_option(command_parser)
    command_parser.add_argument(
        "action", choices=("list", "eject"), help="list the files, or eject one into themes/"
    )
    command_parser.add_argument("files", nargs="*", metavar="FILE", help="like article.html or style.css")


def _add_schema(command: Command) -> None:
    command_parser = command(
        "schema",
        "files",
        "print the JSON Schema of what people write, for editors",
        "schema",
        "schema names > names.json",
    )
    command_parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="sitegen, names, relations, withdrawn, redactions, note, page, entity; without it their names",
    )


def _add_index(command: Command) -> None:
    command_parser = command("index", "files", "print the rows that INDEX.md lacks", "index", "index --write")
    _json_option(command_parser)
    command_parser.add_argument(
        "--write", action="store_true", help="add them to seeds/INDEX.md; nothing else in it is touched"
    )


def _add_build(command: Command) -> None:
    command_parser = command(
        "build",
        "building",
        "make the site",
        "build",
        "build --strict --base-url https://example.org/archive/",
        "build --profile public -o /tmp/site",
    )
    _site_options(command_parser)
    _output_option(command_parser, "where to (default: public/ in the archive)")
    command_parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
    command_parser.add_argument(
        "--force",
        action="store_true",
        help="build without the memory of earlier builds, and write every file again",
    )
    command_parser.add_argument(
        "--verify",
        action="store_true",
        help="build once more without that memory, and compare both byte for byte",
    )
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_verify(command: Command) -> None:
    command_parser = command(
        "verify",
        "verifying",
        "compare a built site with what was made, and seeds with what was recorded",
        "verify",
        "verify ~/published/archive",
        "verify --accept",
    )
    command_parser.add_argument(
        "folder", nargs="?", type=Path, help="the folder of the site (default: public/ in the archive)"
    )
    command_parser.add_argument(
        "--accept",
        action="store_true",
        help="record that the seeds are right as they are now (seeds.sha256)",
    )
    _json_option(command_parser)


def _add_serve(command: Command) -> None:
    command_parser = command(
        "serve",
        "serving",
        "build, serve on this machine, and rebuild on every change",
        "serve",
        "serve --port 0",
        "serve --base-url https://example.org/archive/",
    )
    _site_options(command_parser)
    command_parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 lets other devices in)",
    )
    command_parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="another name of this machine (of a forwarded port, say)",
    )
    command_parser.add_argument(
        "--port", type=_port, default=8000, help="port (default: 8000; 0 takes a free one)"
    )
    command_parser.add_argument(
        "--poll", action="store_true", help="look for changes by polling, for folders on a network"
    )
    _jobs_option(command_parser)


def _add_pack(command: Command) -> None:
    command_parser = command(
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
        command_parser.add_argument(
            f"--{ending}",
            nargs="?",
            type=Path,
            const=Path(),
            metavar="FILE",
            help=f"{says} (default: dist/TITLE-private.{ending}, of the public edition dist/TITLE.{ending})",
        )
    _json_option(command_parser)
    command_parser.add_argument(
        "--by",
        choices=("date", "family"),
        default="date",
        help="order of the book's contents (default: date)",
    )
    command_parser.add_argument(
        "--profile",
        choices=PROFILES,
        help="private packs all text, public what the rights allow (default: private)",
    )
    _jobs_option(command_parser)


def _add_export(command: Command) -> None:
    command_parser = command(
        "export",
        "exporting",
        "write the tables of the site for other programs",
        "export --sqlite archive.db",
        "export --parquet tables/ --profile public",
    )
    _completes(
        command_parser.add_argument(
            "--sqlite", type=Path, metavar="FILE", help="one data base, as SQLite and Datasette read it"
        ),
        shtab.FILE,
    )
    _completes(
        command_parser.add_argument(
            "--parquet", type=Path, metavar="DIR", help="a file for each table (needs the extra parquet)"
        ),
        shtab.DIRECTORY,
    )
    command_parser.add_argument(
        "--profile",
        choices=PROFILES,
        help="private has all text, public what the rights allow (default: private)",
    )
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_publish(command: Command) -> None:
    command_parser = command(
        "publish",
        "publishing",
        "make the public edition, look through it, and publish it",
        "publish --dry-run",
        "publish",
        "publish --folder /var/www/archive",
        "publish --rsync anna@example.org:/var/www/archive",
    )
    command_parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be published, and publish nothing"
    )
    _completes(
        command_parser.add_argument(
            "--folder", dest="to_folder", type=Path, metavar="DIR", help="publish to a folder of this machine"
        ),
        shtab.DIRECTORY,
    )
    command_parser.add_argument(
        "--rsync",
        dest="to_rsync",
        metavar="PLACE",
        help="publish to another machine by rsync, like HOST:DIR/",
    )
    command_parser.add_argument(
        "--remote", dest="to_remote", metavar="NAME", help="a Git remote, or its address (default: origin)"
    )
    command_parser.add_argument("--branch", metavar="NAME", help="its branch (default: gh-pages)")
    command_parser.add_argument(
        "--history",
        action="store_true",
        help="keep the earlier commits of the branch; they hold what is withdrawn later",
    )
    command_parser.add_argument("--message", metavar="TEXT", help="of the commit")
    command_parser.add_argument("--force", action="store_true", help="publish though nothing has changed")
    command_parser.add_argument(
        "--base-url", metavar="URL", help="the address the site is published at; wins over sitegen.toml"
    )
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_check(command: Command) -> None:
    command_parser = command(
        "check", "site", "report all problems; write nothing", "check", "check --strict --json"
    )
    _site_options(command_parser)
    command_parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_status(command: Command) -> None:
    command_parser = command("status", "site", "show what became of every seed", "status", "status --json")
    _site_options(command_parser)
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_explain(command: Command) -> None:
    command_parser = command(
        "explain",
        "site",
        "show every line of a seed with what became of it",
        "explain 003",
        "explain 003 --names",
        "explain 003 --json",
    )
    command_parser.add_argument("seed", metavar="ID", help="number, stem or file name of a seed")
    command_parser.add_argument(
        "--names",
        action="store_true",
        help="show every name instead: whom it means, the evidence, and the rules that decided",
    )
    _json_option(command_parser)


def _add_search(command: Command) -> None:
    command_parser = command(
        "search",
        "search",
        "search the built site, as its search page does",
        "search harbour ferry",
        "search '\"first of June\" year:2024 source:gazette.example.org'",
        "search 'ferr* names:people/ann-writer' --json",
        "search ferry -bridge",
    )
    command_parser.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help='words, "words as they stand", begin*, source: year: kind: names:',
    )
    _output_option(command_parser, "the built site (default: public/ in the archive)")
    command_parser.add_argument(
        "--limit", type=_whole_number, default=10, metavar="N", help="results to show (default: 10)"
    )
    _json_option(command_parser)


def _add_clean(command: Command) -> None:
    command_parser = command(
        "clean",
        "tools",
        "clean texts: to standard output, or into a folder",
        "clean scrape.txt",
        "clean - < scrape.txt",
        "clean scrapes/ -o cleaned/",
        "clean --json scrape.txt",
    )
    _completes(
        command_parser.add_argument(
            "files", nargs="+", metavar="FILE", help="text files, one folder of them, or - for standard input"
        ),
        shtab.FILE,
    )
    _output_option(command_parser, "write NAME.txt into this folder")
    _jobs_option(command_parser)
    _json_option(command_parser)


def _add_relations(command: Command) -> None:
    command_parser = command(
        "relations",
        "tools",
        "print how texts are tied, as JSON lines",
        "relations",
        "relations scrapes/ > pairs.jsonl",
    )
    command_parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)"
    )
    _jobs_option(command_parser)


def _add_entities(command: Command) -> None:
    command_parser = command(
        "entities",
        "tools",
        "print who and what texts name, as JSON lines",
        "entities scrapes/ > mentions.jsonl",
        "entities --suggest >> content/names.toml",
    )
    command_parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)"
    )
    command_parser.add_argument(
        "--suggest",
        action="store_true",
        help="print rows for content/names.toml of the names that were found",
    )
    _jobs_option(command_parser)


def _output_option(command_parser: argparse.ArgumentParser, help_text: str) -> None:
    _completes(
        command_parser.add_argument("-o", "--output", type=Path, metavar="DIR", help=help_text),
        shtab.DIRECTORY,
    )


def _site_options(command_parser: argparse.ArgumentParser) -> None:
    command_parser.add_argument(
        "--profile",
        choices=PROFILES,
        help="private shows all text, public what the rights allow (default: private)",
    )
    command_parser.add_argument(
        "--base-url", metavar="URL", help="the address the site is published at; wins over sitegen.toml"
    )


def _port(text: str) -> int:
    if _whole_number(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; ports go up to 65535")
    return int(text)


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number of 0 or more')
    return int(text)


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the arguments say.

    End the process with help where none, or "help", was given, or they are wrong.
    """
    parser = argument_parser()
    args, left_over = parser.parse_known_args(_with_excluded_word(list(argv)))
    left_over = _taken_as_names(args, left_over)
    if left_over:
        _refuse(left_over[0], parser.commands().get(args.command or "", parser))
    if args.command is None:
        parser.print_help()
        parser.exit(DONE)
    if args.command == "help":
        _print_help(parser, args.topic)
    return args


def _taken_as_names(args: argparse.Namespace, left_over: list[str]) -> list[str]:
    """Move words that argparse left over, but that a command means, to where they belong.

    Return the others.
    """
    if args.command == "search" and not any(word.startswith("--") for word in left_over):
        args.words = [*args.words, *left_over]  # "-word" is a part of the query
        return []
    options = [word for word in left_over if word.startswith("-")]
    if args.command == "theme" and not args.files and not options:
        args.files = left_over  # options may stand before the names
        return []
    return left_over


def _refuse(word: str, command_parser: argparse.ArgumentParser) -> NoReturn:
    """End the process with the option that may be meant by a word that is none."""
    options = tuple(option for action in command_parser._actions for option in action.option_strings)  # noqa: SLF001
    close = nearest(word.partition("=")[0], options) if word.startswith("-") else ""
    command_parser.error(f'"{word}" is not understood here' + (f'; did you mean "{close}"?' if close else ""))


def _print_help(parser: ArgumentParser, topic: str | None) -> NoReturn:
    """Print how the program or one command is used, and end the process."""
    commands = parser.commands()
    if topic and topic not in commands:
        parser.error(f"argument COMMAND: invalid choice: '{topic}' (choose from {', '.join(commands)})")
    (commands[topic] if topic else parser).print_help()
    parser.exit(DONE)


def _with_excluded_word(words: list[str]) -> list[str]:
    """Return the arguments with "--" before a query that begins with "-word", which is no option then."""
    if "search" not in words:
        return words
    query_start = words.index("search") + 1
    first_word = "".join(words[query_start : query_start + 1])
    if EXCLUDED_WORD.fullmatch(first_word) and first_word[1] not in SHORT_OPTIONS:
        return [*words[:query_start], "--", *words[query_start:]]
    return words


# In the order in which the help lists them.
COMMANDS = (
    _add_new,
    _add_add,
    _add_annotate,
    _add_theme,
    _add_schema,
    _add_index,
    _add_carry,
    _add_build,
    _add_verify,
    _add_serve,
    _add_pack,
    _add_export,
    _add_publish,
    _add_check,
    _add_status,
    _add_explain,
    _add_search,
    _add_clean,
    _add_relations,
    _add_entities,
)
